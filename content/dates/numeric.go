package dates

// Dates of numbers alone, and those that begin with their year. Since numbers are
// in everything, these must stand free: not in a path, a version, a telephone
// number.

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// yearFirst reads 2016-09-09, 2016/9/9, 2016. 9. 9., 2016-Sep-09, "2016 September 9".
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
	if sep == '-' && byteAt(s.line, i) == 'W' {
		return s.weekDay(x, i+1)
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
	if mday.n == 4 && byteAt(s.line, mday.end) == ':' && isDigit(s.line, mday.end+1) {
		mday = numberPrefix(s.line, i, 2) // 2018-03-0823:16
	}
	if sep2 != sep || mday.n == 0 || mday.n > 2 {
		return d, false
	}
	d.month, d.mday, d.end, d.sep, d.iso = month.v, mday.v, mday.end, sep, sep == '-'
	if sep == '.' && byteAt(s.line, d.end) == '.' && !isDigit(s.line, d.end+1) {
		d.end++ // Korean: 2016. 9. 9.
	}
	return d, s.bounded(&d) && s.check(&d)
}

// weekDay reads the rest of 2016-W36-5, the week date of ISO 8601: the year's
// first week is the one with 4 January, and Monday is day 1.
func (s *scanner) weekDay(year num, i int) (day, bool) {
	d := day{start: year.start, iso: true, sep: '-'}
	week, wday := numberAt(s.line, i), numberAt(s.line, i+3)
	if week.n != 2 || byteAt(s.line, week.end) != '-' || wday.n != 1 || week.v < 1 || wday.v < 1 || wday.v > 7 {
		return d, false
	}
	fourth := time.Date(year.v, 1, 4, 0, 0, 0, 0, time.UTC)
	first := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	t := first.AddDate(0, 0, 7*(week.v-1)+wday.v-1)
	if y, w := t.ISOWeek(); y != year.v || w != week.v {
		s.refuse(d.start, wday.end)
		return d, false
	}
	y, m, mday := t.Date()
	d.year, d.month, d.mday, d.end = y, int(m), mday, wday.end
	return d, s.bounded(&d)
}

// latvianDay reads the rest of "2016. gada 9. septembris", from the day on.
func (s *scanner) latvianDay(year num, i int) (day, bool) {
	mday := numberAt(s.line, i)
	if mday.n == 0 || mday.n > 2 {
		return day{}, false
	}
	d, ok := s.dayMonth(mday)
	d.start, d.year, d.yearless = year.start, year.v, false
	return d, ok && s.check(&d)
}

// separator reads the mark between the numbers of a date, with blanks around it,
// and returns it with the offset of what follows; 0 is none.
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
	switch {
	case j != i:
	case prefixAt(s.line, j, "．") > 0:
		return '.', j + len("．")
	case prefixAt(s.line, j, "／") > 0:
		return '/', j + len("／")
	case prefixAt(s.line, j, "‐", "‑", "－") > 0:
		return '-', j + len("‐")
	}
	return 0, i
}

// bar reads a bar with blanks around it, as a separator.
func (s *scanner) bar(i int) (sep byte, next int) {
	if n := prefixAt(s.line, i, " | "); n > 0 {
		return '|', i + n
	}
	return 0, i
}

// compactDay reads 20160909 where a time follows: 20160909T130700.
func (s *scanner) compactDay(x num) (day, bool) {
	d := day{start: x.start, end: x.end, year: x.v / 10000, month: x.v / 100 % 100, mday: x.v % 100, iso: true}
	if c := byteAt(s.line, x.end); c != 'T' || !isDigit(s.line, x.end+1) {
		return d, false
	}
	return d, plausibleYear(d.year) && s.check(&d)
}

// numericDay reads 31/08/2019, 2.1.23, 03-04-2016, 26/10/13, and "31 | 08 | 2019" where
// it opens a line.
func (s *scanner) numericDay(x num) (day, bool) {
	d := day{start: x.start}
	separator := s.separator
	if strings.TrimSpace(s.line[:x.start]) == "" && prefixAt(s.line, x.end, " | ") > 0 {
		separator = s.bar
	}
	sep, i := separator(x.end)
	if sep == 0 {
		return d, false
	}
	second := numberAt(s.line, i)
	if second.n == 0 || second.n > 2 {
		return d, false
	}
	sep2, j := separator(second.end)
	if sep2 != sep {
		return d, false
	}
	spaced := i != x.end+1 || j != second.end+1
	year := numberAt(s.line, j)
	if d, ok := s.shortYearFirst(x, second, year, sep); ok && !spaced {
		return d, true
	}
	d.end, d.sep = year.end, sep
	switch {
	case year.n == 4 && !spaced && byteAt(s.line, year.end) == ':' && isDigit(s.line, year.end+1):
		year = numberPrefix(s.line, j, 2) // 28.09.19|12:44
		d.end, d.year = year.end, fullYear(year.v)
		return s.orderNumbers(day{start: d.start, end: d.end, year: d.year, month: second.v, mday: x.v, sep: sep})
	case year.n == 4 && plausibleYear(year.v):
		d.year = year.v
	case year.n == 4 && isBuddhist(year.v) && s.inThai():
		d.year = year.v - buddhist
	case year.n == 2 && !spaced:
		d.year, d.short = fullYear(year.v), true
		if s.inThai() {
			d.year = thaiShort(year.v)
		}
	case year.n >= 5 && year.n <= 7:
		if d.end, d.year = s.gluedYear(year); d.year == 0 {
			return d, false
		}
	default:
		return d, false
	}
	d.month, d.mday = second.v, x.v
	return s.orderNumbers(d)
}

// shortYearFirst reads 18-03-08 and 18/03/08 23:16 where the line is Chinese, Japanese
// or Korean: those put the year first, with two digits too. A time may be stuck to
// the day.
func (s *scanner) shortYearFirst(x, second, third num, sep byte) (day, bool) {
	mday := third
	if third.n == 4 && byteAt(s.line, third.end) == ':' && isDigit(s.line, third.end+1) {
		mday = numberPrefix(s.line, third.start, 2) // 18-03-0823:16
	}
	d := day{start: x.start, end: mday.end, year: fullYear(x.v), month: second.v, mday: mday.v, sep: sep, iso: sep == '-'}
	switch {
	case x.n != 2 || second.n != 2 || mday.n != 2, !s.inHan(x.start) || !exists(d.year, d.month, d.mday):
		return d, false
	case !s.ctx.Reference.IsZero() && d.utc().After(s.ctx.Reference.AddDate(0, 0, 2)):
		return d, false
	}
	return d, s.shortYearBounded(&d) && s.bounded(&d)
}

// inHan reports whether the text is of a language that puts the year first, or a
// label of one stands before i.
func (s *scanner) inHan(i int) bool {
	for _, tag := range [...]string{"zh", "ja", "ko"} {
		if languageIs(s.ctx.Language, tag) {
			return true
		}
	}
	return s.hanLabelEnds(i, 0)
}

// orderNumbers tells the day from the month where the calendar does.
func (s *scanner) orderNumbers(d day) (day, bool) {
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

// gluedYear cuts a year off what is stuck to it: a time (2019|4:29), another
// date (2022|25. Januar 2022), a count (2023|0 comments).
func (s *scanner) gluedYear(x num) (end, year int) {
	y := numberPrefix(s.line, x.start, 4)
	if !plausibleYear(y.v) {
		return 0, 0
	}
	c := byteAt(s.line, x.end)
	switch {
	case x.n <= 6 && (c == ':' || c == '.' || c == 'h') && isDigit(s.line, x.end+1):
	case s.dayFollows(numberAt(s.line, y.end)), s.countFollows(x.end):
	case x.n > 5 && c == 0 && y.v > 1990 && y.v < 2040: // a count that ends the line
	default:
		return 0, 0
	}
	return y.end, y.v
}

// dayFollows reports whether x is the day of a date that has its year too.
func (s *scanner) dayFollows(x num) bool {
	if x.n > 2 || x.v == 0 || x.v > 31 {
		return false
	}
	i := skipSpace(s.line, s.skipOrdinal(x.end))
	if c := byteAt(s.line, x.end); c == '/' || c == '-' {
		i = x.end + 1
	}
	if month := numberAt(s.line, i); month.n == 1 || month.n == 2 {
		return byteAt(s.line, x.end) == byteAt(s.line, month.end) && numberAt(s.line, month.end+1).n >= 4
	}
	_, end, ok := s.monthAt(i, false)
	return ok && numberAt(s.line, s.skipMonthEnd(end)).n >= 4
}

// countFollows reports whether the digits before i count the readers' comments.
func (s *scanner) countFollows(i int) bool {
	word := skipSpace(s.line, i)
	end := wordEnd(s.line, word)
	if word == i || end-word < 3 || end-word > 32 {
		return false
	}
	var f folded
	f.set(s.line[word:end])
	return s.words.counted[string(f.bytes())]
}

// numberPrefix reads the first n digits at i.
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

// bounded reports whether the numbers of d stand alone: not inside a path, a
// version, a telephone number or a longer run.
func (s *scanner) bounded(d *day) bool {
	before, before2 := byteAt(s.line, d.start-1), byteAt(s.line, d.start-2)
	switch before {
	case '.', ',', ':':
		if before2-'0' < 10 {
			return false
		}
	case '-':
		afterTown := d.sep == '/' && d.year >= 1000 && isLetterBefore(s.line, d.start-1) // "Madrid-29/05/2025"
		if before2 != 0 && before2 != ' ' && before2 != '-' && !afterTown {
			return false
		}
	case '/', '_', '=', '$', '#', '+', '%', '@', '&':
		free := before2 == 0 || before2 == ' ' || d.sep == '.'
		if before != '/' || !free {
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
		if after == '%' || isWordByte(next) && !s.timeAt(d.end+1) {
			return false
		}
	case '.':
		if next-'0' < 10 || next-'a' < 26 {
			return false
		}
	}
	return !s.insideURL(d.start)
}

// timeAt reports whether a time with a colon stands at i: "09.09.2016-13:07".
func (s *scanner) timeAt(i int) bool {
	hour := numberAt(s.line, i)
	_, _, minute := twoDigits(s.line, hour.end+1)
	return hour.n > 0 && hour.n < 3 && byteAt(s.line, hour.end) == ':' && minute
}

// isWordByte reports whether c belongs to an ASCII identifier.
func isWordByte(c byte) bool { return c-'0' < 10 || c|0x20-'a' < 26 || c == '_' }

// isLetterBefore reports whether a small letter ends before i.
func isLetterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:max(i, 0)])
	return unicode.IsLower(r)
}

// shortYearBounded reports whether a date with a two-digit year stands free on
// both sides: "Kap. 1.2.34a" is none.
func (s *scanner) shortYearBounded(d *day) bool {
	if c := byteAt(s.line, d.start-1); isWordByte(c) || c >= 0x80 && s.isWideLetter(d.start) {
		return false
	}
	return !isLetter(s.line, d.end) || byteAt(s.line, d.end) >= 0x80
}

// maxAddress is how far back an address is looked for, in bytes.
const maxAddress = 200

// insideURL reports whether the run of non-blanks before i begins an address.
func (s *scanner) insideURL(i int) bool {
	for floor := i - maxAddress; i > 0 && i > floor && s.line[i-1] > ' '; i-- {
		if s.line[i-1] == '/' && i > 1 && s.line[i-2] == '/' && byteAt(s.line, i-3) == ':' {
			return true
		}
		if s.line[i-1] == 'w' && prefixAt(s.line, i-1, "www.") > 0 {
			return true
		}
	}
	return false
}
