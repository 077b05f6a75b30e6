package dates

// Dates of numbers alone, and those that begin with their year. Since numbers are
// in everything, these must stand free: not in a path, a version, a telephone
// number.

func (s *scanner) yearFirst(x num) (day, bool) {
	d := day{start: x.start, year: x.v}
	sep, i := s.separator(x.end)
	if sep == 0 {
		i = skipSpace(s.line, x.end)
		i = skipSpace(s.line, i+prefixAt(s.line, i, "m. ")) // Lithuanian
	}
	if w := prefixAt(s.line, i, "gada "); w > 0 {
		return s.latvianDay(x, i+w)
	}
	if i == x.end {
		return d, false
	}
	if month, end, ok := s.monthAt(i, false); ok {
		i = s.skipMonthEnd(end)
		day := numberAt(s.line, i)
		if day.n == 0 || day.n > 2 {
			return d, false
		}
		d.month, d.mday, d.end = month, day.v, day.end
		d.end += prefixAt(s.line, d.end, ". ", "., ", " d. ", " d., ") // Hungarian, Lithuanian
		return d, s.check(&d)
	}
	month := numberAt(s.line, i)
	if sep == 0 || month.n == 0 || month.n > 2 {
		return d, false
	}
	sep2, i := s.separator(month.end)
	mday := numberAt(s.line, i)
	if sep2 != sep || mday.n == 0 || mday.n > 2 {
		return d, false
	}
	d.month, d.mday, d.end, d.sep, d.iso = month.v, mday.v, mday.end, sep, sep == '-'
	if sep == '.' && byteAt(s.line, d.end) == '.' && !isDigit(s.line, d.end+1) {
		d.end++ // Korean: 2016. 9. 9.
	}
	return d, s.bounded(&d) && s.check(&d)
}

func (s *scanner) latvianDay(year num, i int) (day, bool) {
	mday := numberAt(s.line, i)
	if mday.n == 0 || mday.n > 2 {
		return day{}, false
	}
	d, ok := s.dayMonth(mday)
	d.start, d.year, d.yearless = year.start, year.v, false
	return d, ok && s.check(&d)
}

func (s *scanner) separator(i int) (sep byte, next int) {
	j := skipSpace(s.line, i)
	switch c := byteAt(s.line, j); c {
	case '.', '/', '-':
		next = skipSpace(s.line, j+1)
		if c == '-' && (next != j+1 || j != i) {
			return 0, i // blanks around a hyphen make it a dash
		}
		return c, next
	}
	if w := prefixAt(s.line, j, "．", "／", "‐", "‑"); w > 0 && j == i {
		return ".."[0], j + w
	}
	return 0, i
}

func (s *scanner) compactDay(x num) (day, bool) {
	d := day{start: x.start, end: x.end, year: x.v / 10000, month: x.v / 100 % 100, mday: x.v % 100, compact: true, iso: true}
	if c := byteAt(s.line, x.end); c != 'T' || !isDigit(s.line, x.end+1) {
		return d, false
	}
	return d, plausibleYear(d.year) && s.check(&d)
}

func (s *scanner) numericDay(x num) (day, bool) {
	d := day{start: x.start}
	sep, i := s.separator(x.end)
	if sep == 0 {
		return d, false
	}
	second := numberAt(s.line, i)
	if second.n == 0 || second.n > 2 {
		return d, false
	}
	sep2, j := s.separator(second.end)
	if sep2 != sep {
		return d, false
	}
	spaced := i != x.end+1 || j != second.end+1
	year := numberAt(s.line, j)
	d.end, d.sep = year.end, sep
	switch {
	case year.n == 4 && !spaced && byteAt(s.line, year.end) == ':' && isDigit(s.line, year.end+1):
		year = numberPrefix(s.line, j, 2) // 28.09.19|12:44
		d.end, d.year = year.end, fullYear(year.v)
		return s.settleNumeric(day{start: d.start, end: d.end, year: d.year, month: second.v, mday: x.v, sep: sep})
	case year.n == 4 && plausibleYear(year.v):
		d.year = year.v
	case year.n == 2 && !spaced:
		d.year, d.short = fullYear(year.v), true
	case year.n == 5 || year.n == 6:
		if d.end, d.year = s.gluedYear(year); d.year == 0 {
			return d, false
		}
	default:
		return d, false
	}
	d.month, d.mday = second.v, x.v
	return s.settleNumeric(d)
}

func (s *scanner) settleNumeric(d day) (day, bool) {
	if d.short && !s.shortYearBounded(&d) || !s.bounded(&d) {
		return d, false
	}
	dayFirst, monthFirst := exists(d.year, d.month, d.mday), exists(d.year, d.mday, d.month)
	switch {
	case dayFirst && monthFirst && d.month != d.mday:
		d.open = true
		d.month, d.mday = d.mday, d.month // as written: first, second
	case monthFirst && !dayFirst:
		d.month, d.mday = d.mday, d.month
	case !dayFirst:
		if d.month <= 12 || d.mday <= 12 {
			s.refuse(d.start, d.end)
		}
		return d, false
	}
	return d, true
}

func (s *scanner) gluedYear(x num) (end, year int) {
	c := byteAt(s.line, x.end)
	if c != ':' && c != '.' || !isDigit(s.line, x.end+1) {
		return 0, 0
	}
	y := numberPrefix(s.line, x.start, 4)
	if !plausibleYear(y.v) {
		return 0, 0
	}
	return y.end, y.v
}

func numberPrefix(line string, i, n int) num {
	x := num{start: i, end: i}
	for x.n < n {
		d, w := digitAt(line, x.end)
		if w == 0 {
			break
		}
		x.v, x.n, x.end = x.v*10+d, x.n+1, x.end+w
	}
	return x
}

func (s *scanner) bounded(d *day) bool {
	before, before2 := byteAt(s.line, d.start-1), byteAt(s.line, d.start-2)
	switch before {
	case '.', ',', ':':
		if before2-'0' < 10 {
			return false
		}
	case '-':
		if before2 != 0 && before2 != ' ' && before2 != '-' {
			return false
		}
	case '/', '_', '=', '$', '#', '+', '%', '@', '&':
		if before2 != 0 && before2 != ' ' || before != '/' {
			return false
		}
	}
	after := byteAt(s.line, d.end)
	next := byteAt(s.line, d.end+1)
	if after-'a' < 26 && !isLetter(s.line, d.end+1) {
		return false // "§ 3.4.2016a"
	}
	switch after {
	case '/', '-', '_', '%', '=':
		if after == '%' || isWordByte(next) {
			return false
		}
	case '.':
		if next-'0' < 10 || next-'a' < 26 {
			return false
		}
	}
	return !s.insideURL(d.start)
}

func isWordByte(c byte) bool { return c-'0' < 10 || c|0x20-'a' < 26 || c == '_' }

func (s *scanner) shortYearBounded(d *day) bool {
	if c := byteAt(s.line, d.start-1); isWordByte(c) {
		return false
	}
	return !isLetter(s.line, d.end) || byteAt(s.line, d.end) >= 0x80
}

func (s *scanner) insideURL(i int) bool {
	for ; i > 0 && s.line[i-1] > ' '; i-- {
		if s.line[i-1] == '/' && i > 1 && s.line[i-2] == '/' && byteAt(s.line, i-3) == ':' {
			return true
		}
		if s.line[i-1] == 'w' && prefixAt(s.line, i-1, "www.") > 0 {
			return true
		}
	}
	return false
}
