// Package dates reads the dates that people write: in bylines, labels, headers
// and file names, in some forty languages.
//
// [Find] looks for every date in one line of text, [LabelOf] and [WithTime] read
// lines that hold only a label or only a time; [Parse] reads a value that is a
// date and nothing else, [FileName] the date in front of a file's name. What is
// found is a [Date]: an instant, or a civil day where no time was written.
//
// Nothing is guessed silently: what was inferred, assumed or contradicts itself
// is a field of [Match]. The reader is a scanner that goes from number to number. The
// words it looks for beside them are files: one for each language in the folder
// languages, and zones.txt. The zone database is linked into the program.
package dates

import "time"

// Date is an instant, or a civil day. The zero value is no date.
//
// A civil day stays one: it is held as midnight in its zone, and shifting it to
// another zone would be a mistake, since nobody wrote an hour.
type Date struct {
	Time        time.Time // in the zone that was stated, or assumed
	DayOnly     bool      // a civil day: only year, month and day were written
	ZoneAssumed bool      // no zone was written: Time is in the one configured
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.Time.IsZero() }

// String is RFC 3339, or YYYY-MM-DD of a civil day, or empty for no date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.DayOnly:
		return d.Time.Format(time.DateOnly)
	}
	return d.Time.Format(time.RFC3339)
}

// Order is how the parts of 03/04/2016 are meant.
type Order int

// The orders. AnyOrder lets language, zone and neighbours decide.
const (
	AnyOrder Order = iota
	DayFirst
	MonthFirst
)

// Context is what a reader knows besides the line itself. The zero value assumes
// UTC, and reads no date whose year it would have to invent.
type Context struct {
	Zone      *time.Location // of times that state none; nil is UTC
	Order     Order
	Reference time.Time // near the writing (the file's modification): gives missing years, "yesterday"; zero reads none
	Language  string    // BCP 47 hint, may be empty
}
