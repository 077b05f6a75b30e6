package dates

// The civil day: every order in which people put a day, a month and a year.
// Reading starts at a number, since each of them holds one and most numbers are
// none; a month's name is looked for on both of its sides.

// day is a civil day as written. Where both orders of a numeric date are
// possible, open is set and month and dayOfMonth are its first and second number.
type day struct {
	start, end        int
	year, month, mday int
	yearless          bool
	open              bool // 03/04/2016: month and mday may be the other way round
	iso               bool // year first, with hyphens
	compact           bool // 20160909
	weekday           weekday
	sep               byte // between the numbers of a numeric date: '.', '/', '-'
	enclosed          bool // the time stands before the year, in scanner.enclosed: asctime
	short             bool // a two-digit year
	overflow          bool // day of a range: "Nov 4-6, 2023"
}

// weekday is the day of the week that was written, if any.
type weekday struct {
	day     int8 // from Sunday
	written bool
	english bool
}

// monthLength is the days of a month; year 0 is any year, so that February has 29.
func monthLength(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// exists reports whether the calendar has the day.
func exists(year, month, mday int) bool {
	return month >= 1 && month <= 12 && mday >= 1 && mday <= monthLength(year, month)
}

// plausibleYear bounds the years that newspapers bear: printing began earlier,
// the Gregorian calendar did not.
func plausibleYear(y int) bool { return y >= 1583 && y <= 2199 }

// fullYear reads the two digits of a short year as POSIX does: 69 is 1969, 68 is 2068.
func fullYear(yy int) int {
	if yy >= 69 {
		return 1900 + yy
	}
	return 2000 + yy
}

// dayAt reads the civil day whose first number is x, or whose month's name
// stands before x, not looking left of floor.
func (s *scanner) dayAt(x num, floor int) (day, bool) {
	if d, ok := s.hanDay(x, floor); ok {
		return d, ok
	}
	switch {
	case x.n == 4 && plausibleYear(x.v):
		if d, ok := s.yearFirst(x); ok {
			return d, true
		}
	case x.n == 8:
		if d, ok := s.compactDay(x); ok {
			return d, true
		}
	case x.n > 2:
		return day{}, false
	}
	if x.n > 2 {
		return day{}, false
	}
	if d, ok := s.numericDay(x); ok {
		return d, true
	}
	first, found := s.dayMonth(x)
	if found && !first.yearless {
		return first, true
	}
	if d, ok := s.monthDay(x, floor); ok {
		return d, true
	}
	return first, found
}

// yearFirst reads 2016-09-09, 2016/9/9, 2016. 9. 9., 2016-Sep-09, "2016 September 9".
func (s *scanner) yearFirst(x num) (day, bool) {
	d := day{start: x.start, year: x.v}
	sep, i := s.separator(x.end)
	if sep == 0 {
		i = skipSpace(s.line, x.end)
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
	if w := prefixAt(s.line, j, "．", "／", "‐", "‑"); w > 0 && j == i {
		return ".."[0], j + w
	}
	return 0, i
}

// compactDay reads 20160909 where a time follows: 20160909T130700.
func (s *scanner) compactDay(x num) (day, bool) {
	d := day{start: x.start, end: x.end, year: x.v / 10000, month: x.v / 100 % 100, mday: x.v % 100, compact: true, iso: true}
	if c := byteAt(s.line, x.end); c != 'T' || !isDigit(s.line, x.end+1) {
		return d, false
	}
	return d, plausibleYear(d.year) && s.check(&d)
}

// numericDay reads 31/08/2019, 2.1.23, 03-04-2016, 26/10/13.
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

// settleNumeric decides between day and month where the calendar does.
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

// gluedYear cuts a year off the time that is stuck to it: 2019|4:29.
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

// dayMonth reads "9 September 2016", "1er mai", "26-FEB-1987", "4. Okt. '19".
func (s *scanner) dayMonth(x num) (day, bool) {
	d := day{start: x.start, mday: x.v}
	i := s.skipOrdinal(x.end)
	if byteAt(s.line, i) == ',' {
		return d, false // "Heft 10, Oktober 2012"
	}
	i = s.skipOf(i)
	month, end, ok := s.monthAt(i, false)
	if !ok { // "31 Donnerstag Okt 2019"
		w, stop, found := s.weekdayAt(i)
		if !found {
			return d, false
		}
		d.weekday, i = w, s.skipOf(skipSpace(s.line, stop))
		month, end, ok = s.monthAt(i, false)
	}
	if !ok {
		return d, false
	}
	d.month, d.end = month, end
	s.yearAfter(&d, end)
	if d.yearless && !s.mayLackYear(i, end) {
		return d, false
	}
	return d, s.check(&d)
}

// yearAfter reads the year behind a month or a day, or notes that there is none.
func (s *scanner) yearAfter(d *day, i int) {
	j := s.skipMonthEnd(i)
	j = s.skipOf(j)
	if w := prefixAt(s.line, j, "'", "’", "‘"); w > 0 {
		if y := numberAt(s.line, j+w); y.n == 2 {
			d.year, d.end = fullYear(y.v), y.end
			return
		}
	}
	y := numberAt(s.line, j)
	switch {
	case y.n == 4 && y.v >= 2400 && y.v < 2700 && s.thai(d):
		d.year, d.end = y.v-543, y.end
	case y.n == 4 && plausibleYear(y.v) && !s.militaryTime(y):
		d.year, d.end = y.v, y.end
	case y.n == 5 || y.n == 6:
		if end, year := s.gluedYear(y); year != 0 {
			d.year, d.end = year, end
		}
	case y.n == 2 && j > i && s.shortYearFollows(y):
		d.year, d.end = fullYear(y.v), y.end
	}
	d.yearless = d.year == 0
}

// thai reports whether the date is written in Thai, whose years count from the Buddha.
func (s *scanner) thai(d *day) bool {
	for i := d.start; i < d.end; i++ {
		if s.line[i] == 0xE0 && i+1 < d.end && (s.line[i+1] == 0xB8 || s.line[i+1] == 0xB9) {
			return true
		}
	}
	return false
}

// militaryTime reports whether four digits are a time before a zone: "2010 GMT".
func (s *scanner) militaryTime(y num) bool {
	i := skipSpace(s.line, y.end)
	end := wordEnd(s.line, i)
	_, known := zoneAbbreviations[s.line[i:end]]
	return known && y.v%100 < 60 && y.v/100 < 24
}

// shortYearFollows reports whether two digits after a month are a year rather
// than a day, an hour or a count: the date must end there or a time must follow.
func (s *scanner) shortYearFollows(y num) bool {
	switch c := byteAt(s.line, y.end); {
	case c == ':' || c == '.' && isDigit(s.line, y.end+1) || c == '%' || c == '-' || c == '/':
		return false
	case isLetter(s.line, y.end):
		return false
	}
	i := skipSpace(s.line, y.end)
	if !isLetter(s.line, i) {
		return true
	}
	return s.joinWord(i) > i
}

// monthDay reads "September 9, 2016", "Nov 20 20194:29", "Sep  9 13:07:00 2016",
// where x is the number of the day.
func (s *scanner) monthDay(x num, floor int) (day, bool) {
	word := backSpace(s.line, x.start)
	for word > floor && (s.line[word-1] == '.' || s.line[word-1] == '-' || s.line[word-1] == '/') {
		word = backSpace(s.line, word-1)
	}
	start := wordStart(s.line, word)
	if start < floor || start == word {
		return day{}, false
	}
	month, end, ok := s.monthAt(start, true)
	if !ok || end != word {
		return day{}, false
	}
	d := day{start: start, month: month, mday: x.v}
	i := s.skipOrdinal(x.end)
	d.end = i
	if s.line[i-1] == '.' {
		d.end-- // the sentence's
	}
	if s.dayRange(&d, i) {
		i = d.end
	}
	s.yearAfter(&d, i)
	if d.yearless {
		s.asctime(&d, i)
	}
	if d.yearless && !s.mayLackYear(start, word) {
		return d, false
	}
	return d, s.check(&d)
}

// dayRange notes "November 4-6, 2023" and "Nov. 4 and 5, 2023".
func (s *scanner) dayRange(d *day, i int) bool {
	j := skipSpace(s.line, i)
	w := prefixAt(s.line, j, "-", "–", "—", "&", "and ", "to ", "und ", "bis ", "/")
	if w == 0 {
		return false
	}
	last := numberAt(s.line, skipSpace(s.line, j+w))
	if last.n == 0 || last.n > 2 || last.v <= d.mday || last.v > 31 {
		return false
	}
	if c := byteAt(s.line, last.end); c == ':' || c == '.' && isDigit(s.line, last.end+1) || isLetter(s.line, last.end) {
		return false
	}
	if k := skipSpace(s.line, last.end); s.meridiem(k) != 0 {
		return false
	}
	d.overflow, d.end = true, last.end
	return true
}

// asctime reads "Sep  9 13:07:00 2016" and "Sep 9 13:07:00 GMT 2016", where the
// year stands behind the time.
func (s *scanner) asctime(d *day, i int) {
	c, ok := s.clockAt(skipSpace(s.line, i), clockPlain)
	if !ok || !c.seconds {
		return
	}
	c = s.zoneAfter(c, true)
	y := numberAt(s.line, skipSpace(s.line, c.end))
	if y.n == 4 && plausibleYear(y.v) {
		d.year, d.end, d.yearless, d.enclosed = y.v, y.end, false, true
		s.enclosed = c
	}
}

// mayLackYear reports whether the month's name s.line[i:end] is one that may
// stand without a year; "may" and "march" in small letters may not.
func (s *scanner) mayLackYear(i, end int) bool {
	w, _, _ := calendarWordAt(s.line, i)
	if !w.needYear {
		return true
	}
	switch s.line[i:end] {
	case "May", "MAY", "March", "MARCH", "Mar", "MAR":
		return true
	}
	return false
}

// monthAt reads a month's name at i.
func (s *scanner) monthAt(i int, whole bool) (month, end int, ok bool) {
	if !isLetter(s.line, i) || whole && i > 0 && isLetter(s.line, i-1) && s.line[i-1] < 0x80 {
		return 0, i, false
	}
	w, end, ok := calendarWordAt(s.line, i)
	if !ok || w.month == 0 {
		return s.crookedMonth(i, end)
	}
	if w.month == 11 && languageIs(s.ctx.Language, "hr") && s.line[i]|0x20 == 'l' {
		return croatian, end, true
	}
	return int(w.month), end, true
}

// crookedMonth reads a month's name that is stuck to its article: "d’octubre".
func (s *scanner) crookedMonth(i, end int) (int, int, bool) {
	switch c := s.line[i] | 0x20; {
	case c == 't' && end-i == 6:
		return s.vietnameseMonth(i, end)
	case c != 'd' || end-i != 1:
		return 0, i, false
	}
	w := prefixAt(s.line, end, "'", "’")
	if w == 0 || !isLetter(s.line, end+w) {
		return 0, i, false
	}
	return s.monthAt(end+w, false)
}

// vietnameseMonth reads "tháng 9", where the word at i is all but the number.
func (s *scanner) vietnameseMonth(i, end int) (int, int, bool) {
	if prefixAt(s.line, i, "tháng", "Tháng") == 0 {
		return 0, i, false
	}
	x := numberAt(s.line, skipSpace(s.line, end))
	return x.v, x.end, x.n > 0 && x.n < 3
}

// weekdayAt reads a weekday's name at i.
func (s *scanner) weekdayAt(i int) (w weekday, end int, ok bool) {
	c, end, ok := calendarWordAt(s.line, i)
	return c.weekday, end, ok && c.weekday.written
}

// skipOrdinal passes what follows the day's number: "th", "er", "º", ".", "ª".
func (s *scanner) skipOrdinal(i int) int {
	switch c := byteAt(s.line, i); {
	case c == ' ' || c == 0:
		return i
	case c == '.':
		return i + 1 + prefixAt(s.line, i+1, "º")
	case c == '-' || isLetter(s.line, i):
		if w := prefixAt(s.line, i, "st", "nd", "rd", "th", "er", "re", "ST", "ND", "RD", "TH", "eme", "ème", "e", "go", "ej", "a", "-го", "-е", "го"); w > 0 && !isLetter(s.line, i+w) {
			i += w
		}
	}
	return i + prefixAt(s.line, i, "º", "°", "ª", ".", "˙")
}

// skipOf passes blanks, hyphens, slashes, commas and the words for "of" between
// the parts of a date.
func (s *scanner) skipOf(i int) int {
	i = skipSpace(s.line, i)
	for i < len(s.line) && (s.line[i] == '-' || s.line[i] == '/' || s.line[i] == ',') {
		i = skipSpace(s.line, i+1)
	}
	switch byteAt(s.line, i) | 0x20 {
	case 'o', 'd', 'n':
	default:
		return i
	}
	if w := prefixAt(s.line, i, "of ", "de ", "del ", "di ", "do ", "da ", "De ", "DE ", "Of ", "ngày ", "năm "); w > 0 {
		i = skipSpace(s.line, i+w)
		if w := prefixAt(s.line, i, "the "); w > 0 {
			i = skipSpace(s.line, i+w)
		}
	}
	return i
}

// skipMonthEnd passes the dot, comma or hyphen after a month's name.
func (s *scanner) skipMonthEnd(i int) int {
	if byteAt(s.line, i) == '.' {
		i++
	}
	i = skipSpace(s.line, i)
	if c := byteAt(s.line, i); c == ',' || c == '-' || c == '/' || c == '.' {
		i++
	} else if w := prefixAt(s.line, i, "،", "，"); w > 0 {
		i += w
	}
	return skipSpace(s.line, i)
}

// check reports whether the day exists, and remembers it as refused if not.
func (s *scanner) check(d *day) bool {
	if exists(d.year, d.month, d.mday) {
		return true
	}
	s.refuse(d.start, d.end)
	return false
}

// refuse remembers a date that the calendar does not have, for the message.
func (s *scanner) refuse(start, end int) {
	if s.refusedEnd == 0 {
		s.refusedStart, s.refusedEnd = start, end
	}
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
	switch after {
	case '/', '-', '_', '%', '=':
		if after == '%' || isWordByte(next) {
			return false
		}
	case '.':
		if next-'0' < 10 || d.sep == '-' && next|0x20-'a' < 26 {
			return false
		}
	}
	return !s.insideURL(d.start)
}

func isWordByte(c byte) bool { return c-'0' < 10 || c|0x20-'a' < 26 || c == '_' }

// shortYearBounded reports whether a date with a two-digit year stands free on
// both sides: "Kap. 1.2.34a" is none.
func (s *scanner) shortYearBounded(d *day) bool {
	if c := byteAt(s.line, d.start-1); isWordByte(c) {
		return false
	}
	return !isLetter(s.line, d.end) || byteAt(s.line, d.end) >= 0x80
}

// insideURL reports whether the run of non-blanks around i is an address.
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
