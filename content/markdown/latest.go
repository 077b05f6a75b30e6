package markdown

// When an article came out, from the beginning of its file alone: a folder of a hundred
// thousand files tells so in little time which of them are the newest.

import (
	"bytes"
	"strings"
	"time"

	"feedmill/content/stated"
)

// Latest is a moment that none of the dates is after which the front matter at the
// beginning of a file states; identified reports whether it states an id. ok is false
// where that takes reading the whole file: the front matter is not plain, is not all
// there, or states no day of publishing in figures.
func Latest(head []byte) (latest time.Time, identified, ok bool) {
	rest, found := bytes.CutPrefix(head, []byte("---\n"))
	for found {
		var line []byte
		line, rest, found = bytes.Cut(rest, []byte("\n"))
		switch {
		case !found:
		case bytes.Equal(bytes.TrimRight(line, " \t"), []byte("---")):
			return latest, identified, ok
		case len(line) == 0 || line[0] == '#':
		case line[0] == ' ' || line[0] == '\t' || line[0] == '-':
			found = bytes.IndexByte(line, ':') < 0 // an item of a list, and nothing that has keys of its own
		default:
			var l plainLine
			if l, found = plainLineOf(line); found {
				latest, identified, ok = later(latest, l.latest), identified || l.field == stated.ID, ok || l.field == stated.Published
			}
		}
	}
	return time.Time{}, false, false
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// plainLine is a line of front matter: a key and what is on the line.
type plainLine struct {
	field  stated.Field
	latest time.Time // of a value that is a day
}

// plainLineOf reads a line. It reports false where the line may mean more than it says.
func plainLineOf(line []byte) (l plainLine, ok bool) {
	key, value, ok := bytes.Cut(line, []byte(":"))
	value = bytes.TrimSpace(value)
	if !ok || !isPlainKey(string(key)) || len(value) > 0 && strings.IndexByte("{|>&*!", value[0]) >= 0 || bytes.IndexByte(line, '\r') >= 0 {
		return l, false
	}
	switch l.field = stated.MatterFieldOf(string(key)); l.field {
	case stated.Published, stated.Updated:
		l.latest, ok = dayOf(bytes.Trim(value, `"'`))
		return l, ok
	case stated.Public:
		l.latest, ok = dayOf(bytes.Trim(value, `"'`))
		return l, ok || !bytes.ContainsAny(value, "0123456789")
	}
	return l, true
}

// zonesApart is more than the hours of a day, and the farthest zone, can put a moment
// behind the midnight of its day in UTC.
const zonesApart = 48 * time.Hour

// dayOf is a moment after all that a date in figures, such as 2026-03-12T07:30:00+01:00,
// may mean.
func dayOf(s []byte) (end time.Time, ok bool) {
	const day = len(time.DateOnly)
	if len(s) < day || s[4] != '-' || s[7] != '-' {
		return end, false
	}
	t, err := time.Parse(time.DateOnly, string(s[:day]))
	return t.Add(zonesApart), err == nil && isHour(s[day:])
}

// isHour reports whether s can be the hour that stands behind a day, with a zone in
// figures; nothing can be.
func isHour(s []byte) bool {
	if len(s) == 0 {
		return true
	}
	const most = len("T07:30:00.000000000 +01:00")
	if len(s) < len("T07:30") || len(s) > most || s[0] != 'T' && s[0] != ' ' || s[3] != ':' {
		return false
	}
	return len(bytes.Trim(s[1:], "0123456789:.+- Z")) == 0
}
