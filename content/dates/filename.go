package dates

// The date that a file's name begins with: 2016-09-09-slug.md, 20160909_slug.txt.

// FileName reads the date at the beginning of a file's name, without its
// directories. It is strict, because a wrong date is worse than none: the year
// has four digits and comes first, the parts are as wide as ISO 8601 wants them
// and parted alike, and no digit follows.
//
// A time is read only where it cannot be the slug: 2016-09-09T13-07, 20160909T130700,
// 20160909130700.
func FileName(name string, c Context) (Date, bool) {
	year := numberPrefix(name, 0, 4)
	if year.n != 4 || year.v < 1800 || !plausibleYear(year.v) {
		return Date{}, false
	}
	sep := byteAt(name, 4)
	width := 0
	switch sep {
	case '-', '_', '.':
		width = 1
	}
	month := numberPrefix(name, 4+width, 2)
	mday := numberPrefix(name, month.end+width, 2)
	if month.n != 2 || mday.n != 2 || month.end != 6+width || mday.end != 8+2*width || width == 1 && name[month.end] != sep {
		return Date{}, false
	}
	ymd := year.v*10_000 + month.v*100 + mday.v
	if hms, ok := fileTime(name, mday.end, width == 0); ok {
		if d, ok := stampedDay(ymd, hms, true, &c); ok {
			return d, true
		}
	}
	if isDigit(name, mday.end) {
		return Date{}, false
	}
	return stampedDay(ymd, 0, false, &c)
}

// fileTime reads the time behind the day, as hhmmss.
func fileTime(name string, i int, compact bool) (hms int, ok bool) {
	switch {
	case byteAt(name, i) == 'T':
		i++
	case compact && isDigit(name, i):
	default:
		return 0, false
	}
	x := numberAt(name, i)
	switch x.n {
	case 6:
		return x.v, true
	case 4:
		return x.v * 100, true
	case 2:
		if m := numberAt(name, x.end+1); m.n == 2 && (name[x.end] == '-' || name[x.end] == ':' || name[x.end] == '.') {
			return x.v*10_000 + m.v*100, true
		}
	}
	return 0, false
}
