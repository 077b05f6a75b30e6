package dates

// What front matter has is mostly written by machines, in one form: it is read without
// the grammar, to the same result.

import "time"

// parseStamp reads 2016-09-09 and 2016-09-09T13:07:00 with Z or an offset behind it
// (RFC 3339, section 5.6, with a space in the place of T too). ok is false for all else,
// and for what may mean something else: a midnight, a year far off or of Nepal, the end of
// a month.
func parseStamp(v string, c *Context) (d Date, ok bool) {
	const day, second = len("2016-09-09"), len("2016-09-09T13:07:00")
	if len(v) < day || v[4] != '-' || v[7] != '-' {
		return Date{}, false
	}
	year, month, mday := pair(v[0:])*100+pair(v[2:]), pair(v[5:]), pair(v[8:])
	if year < 1970 || year >= firstBikram || month < 1 || month > 12 || mday < 1 || mday > 28 {
		return Date{}, false
	}
	if len(v) == day {
		return Date{Time: time.Date(year, time.Month(month), mday, 0, 0, 0, 0, c.location()), DayOnly: true, ZoneAssumed: true}, true
	}
	if len(v) <= second || v[day] != 'T' && v[day] != ' ' || v[13] != ':' || v[16] != ':' {
		return Date{}, false
	}
	hour, minute, sec := pair(v[11:]), pair(v[14:]), pair(v[17:])
	if hour < 1 || hour > 23 || minute < 0 || minute > 59 || sec < 0 || sec > 59 {
		return Date{}, false
	}
	loc := stampZone(v[second:])
	if loc == nil {
		return Date{}, false
	}
	return Date{Time: time.Date(year, time.Month(month), mday, hour, minute, sec, 0, loc)}, true
}

// stampZone is the zone of Z or +08:00; nil if it is another, or none that is in use.
func stampZone(v string) *time.Location {
	if v == "Z" {
		return time.UTC
	}
	if len(v) != len("+08:00") || v[0] != '+' && v[0] != '-' || v[3] != ':' {
		return nil
	}
	hour, minute := pair(v[1:]), pair(v[4:])
	if hour < 0 || hour > 11 || minute < 0 || minute%15 != 0 || minute > 45 {
		return nil
	}
	z := zone{offset: hour*60 + minute}
	if v[0] == '-' {
		z.offset = -z.offset
	}
	return z.location()
}

// pair is the number of the two digits that s begins with; far below zero if they are none.
func pair(s string) int {
	tens, ones := s[0]-'0', s[1]-'0'
	if tens > 9 || ones > 9 {
		return -10_000
	}
	return int(tens)*10 + int(ones)
}
