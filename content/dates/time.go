package dates

// Times on a line of their own.

import "time"

// WithTime adds to a civil day the time that stands alone on another line, as in
//
//	Friday, 3 Nov, 2023
//	9:59 am
//
// ok is false where the line holds anything but a time with its zone, or where d
// is no civil day.
func WithTime(d Date, line string, c Context) (timed Date, ok bool) {
	if d.IsZero() || !d.DayOnly || len(line) > maxRelative {
		return d, false
	}
	s := scanner{line: line, ctx: c, words: words()}
	start, _ := s.joint(skipDecoration(line, 0))
	t, ok := s.clockAt(start, clockDated)
	if !ok {
		return d, false
	}
	if t = s.zoneAfter(t, false); !marksOnly(line[t.end:]) || t.placeholder() {
		return d, false
	}
	loc := d.Time.Location()
	if t.zone.known() {
		loc, d.ZoneAssumed = t.zone.location(), false
	}
	y, m, day := d.Time.Date()
	d.Time, d.DayOnly = time.Date(y, m, day, t.hour, t.min, t.sec, t.nano, loc), false
	return d, true
}
