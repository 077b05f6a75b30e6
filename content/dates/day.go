package dates

// The civil day: every order in which people put a day, a month and a year.
// Reading starts at a number, since each of them holds one and most numbers are
// none; a month's name is looked for on both of its sides.

// day is a civil day as written. Where both orders of a numeric date are
// possible, open is set and month and mday are its first and second number.
type day struct {
	start, end        int
	year, month, mday int
	yearless          bool
	open              bool // 03/04/2016: month and mday may be the other way round
	iso               bool // year first, with hyphens
	weekday           weekday
	sep               byte // between the numbers of a numeric date: '.', '/' or '-'
	enclosed          bool // the time stands before the year, in scanner.enclosed: asctime
	short             bool // a two-digit year
	overflow          bool // day of a range: "Nov 4-6, 2023"
	lunar             bool // by the calendar of Islam, which differs by a day from place to place
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

// plausibleYear reports whether a newspaper may be of the year y: printing began
// earlier, the Gregorian calendar did not.
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
	if d, ok := s.eraNumbers(x, floor); ok {
		return d, ok
	}
	if d, ok := s.otherDay(x); ok {
		return d, ok
	}
	if d, ok := s.nepaliDay(x, floor); ok {
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
	}
	if x.n == 5 || x.n == 6 {
		return s.gluedDay(x, floor)
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
	end = s.secondName(month, end)
	d.month, d.end = month, end
	s.yearAfter(&d, end)
	if d.yearless && !s.mayLackYear(i, end) {
		return d, false
	}
	if d.short && byteAt(s.line, x.end) == '-' && byteAt(s.line, end) != '-' {
		return d, false // "June 29-July 13"
	}
	return d, s.check(&d)
}

// secondName passes the other name of the month, which papers from Baghdad to
// Beirut write beside the first: "نيسان / أبريل".
func (s *scanner) secondName(month, end int) int {
	i := skipSpace(s.line, end)
	if byteAt(s.line, i) != '/' {
		return end
	}
	if again, stop, ok := s.monthAt(skipSpace(s.line, i+1), false); ok && again == month {
		return stop
	}
	return end
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
	j = skipSpace(s.line, j+prefixAt(s.line, j, "พ.ศ.", "พ.ศ", "ปี"))
	y := numberAt(s.line, j)
	switch {
	case y.n == 4 && isBuddhist(y.v) && s.thai(d.start, d.end):
		d.year, d.end = y.v-buddhist, y.end
	case y.n == 4 && plausibleYear(y.v) && !s.militaryTime(y):
		d.year, d.end = y.v, y.end
	case y.n >= 5 && y.n <= 10:
		if end, year := s.gluedYear(y); year != 0 {
			d.year, d.end = year, end
		} else if first := numberPrefix(s.line, y.start, 4).v; first > 1990 && first < 2040 {
			d.month = 0 // a year is there, but nobody knows where it ends: no date rather than a wrong one
		}
	case y.n == 2 && j > i && (s.line[j-1] != ',' && s.line[j-1] != '.' || s.dotted(d, i, j)) && s.shortYearFollows(y):
		d.year, d.end, d.short = fullYear(y.v), y.end, true
		if s.thai(d.start, j) {
			d.year = thaiShort(y.v)
		}
	}
	d.yearless = d.year == 0
	if d.year == y.v && s.line[d.end-1]-'0' < 10 {
		d.end += prefixAt(s.line, d.end, " года", " г.", "г.", " г", " року", " р.", " р", " m.")
	}
}

// dotted reports whether the month is parted by dots from its day and from the
// year at j, without blanks: "03.Mär.19".
func (s *scanner) dotted(d *day, i, j int) bool {
	return j == i+1 && s.line[i] == '.' && byteAt(s.line, numberAt(s.line, d.start).end) == '.'
}

// buddhist is how many years Thailand is ahead of us, where years count from the
// Buddha.
const buddhist = 543

func isBuddhist(year int) bool { return year >= 2400 && year < 2700 }

// thaiShort reads the two digits of a short year in Thai text: 66 is 2566, which is
// our 2023; below 40 they are hardly the Buddha's.
func thaiShort(yy int) int {
	if yy >= 40 {
		return 2500 + yy - buddhist
	}
	return fullYear(yy)
}

// thai reports whether Thai is written between two offsets of the line.
func (s *scanner) thai(i, end int) bool {
	for ; i+1 < end; i++ {
		if s.line[i] == 0xE0 && (s.line[i+1] == 0xB8 || s.line[i+1] == 0xB9) {
			return true
		}
	}
	return false
}

// inThai reports whether the line or the text is Thai.
func (s *scanner) inThai() bool {
	return languageIs(s.ctx.Language, "th") || s.thai(0, len(s.line))
}

// militaryTime reports whether four digits are a time before a zone rather than
// the year, which follows then: "2010 GMT 2021".
func (s *scanner) militaryTime(y num) bool {
	i := skipSpace(s.line, y.end)
	end := wordEnd(s.line, i)
	if _, known := s.words.zones.abbreviations[s.line[i:end]]; !known {
		return false
	}
	year := numberAt(s.line, skipSpace(s.line, end+prefixAt(s.line, end, ",")))
	return year.n == 4 && plausibleYear(year.v)
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
	switch {
	case !isLetter(s.line, i):
		return true
	case s.meridiem(i) != noHalf || s.hourWord(y.end) > 0:
		return false // "Monday, June 7, 10 a.m.", "7. Juni, 18 Uhr"
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
	if !ok {
		start = s.capitalWithin(start, word)
		month, end, ok = s.monthAt(start, false)
	}
	if !ok || end != word || s.line[start]-'a' < 26 && s.everyday(start) {
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

// capitalWithin is where the word that ends at end has its last capital before a
// small letter, else its start: "DoeNovember" and "HBNDec" are a name stuck to a
// month.
func (s *scanner) capitalWithin(start, end int) int {
	for i := end - 2; i > start; i-- {
		if s.line[i]-'A' < 26 && s.line[i+1]-'a' < 26 {
			return i
		}
	}
	return start
}

// gluedDay reads the day and the year that lost the gap between them, behind
// their month: "Feb 182009".
func (s *scanner) gluedDay(x num, floor int) (day, bool) {
	word := backSpace(s.line, x.start)
	start := wordStart(s.line, word)
	if start < floor || word-start < 3 {
		return day{}, false
	}
	month, end, ok := s.monthAt(start, true)
	mday := numberPrefix(s.line, x.start, x.n-4)
	year := numberAt(s.line, mday.end)
	if !ok || end != word || isLetter(s.line, x.end) || year.v < 1900 || !plausibleYear(year.v) {
		return day{}, false
	}
	d := day{start: start, end: x.end, year: year.v, month: month, mday: mday.v}
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
	if !s.everyday(i) {
		return true
	}
	switch s.line[i:end] {
	case "May", "MAY", "March", "MARCH", "Mar", "MAR":
		return true
	}
	return false
}

// everyday reports whether the month's name at i is an everyday word too: "des 5".
func (s *scanner) everyday(i int) bool {
	w, _, _ := s.words.calendarWordAt(s.line, i)
	return w.needYear
}

// monthAt reads a month's name at i.
func (s *scanner) monthAt(i int, whole bool) (month, end int, ok bool) {
	if !isLetter(s.line, i) || whole && i > 0 && isLetter(s.line, i-1) && s.line[i-1] < 0x80 {
		return 0, i, false
	}
	w, end, ok := s.words.calendarWordAt(s.line, i)
	switch {
	case ok && w.local != 0 && languageIs(s.ctx.Language, w.language):
		return int(w.local), end, true
	case !ok || w.month == 0:
		return s.crookedMonth(i, end)
	}
	return int(w.month), end, true
}

// crookedMonth reads the months that are no single word: stuck to their article
// (d’octubre), numbered (tháng 9), dotted (ก.ย.).
func (s *scanner) crookedMonth(i, end int) (int, int, bool) {
	if month, w := s.words.months.at(s.line, i); w > 0 {
		return month, i + w, true
	}
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
	c, end, ok := s.words.calendarWordAt(s.line, i)
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
		if w := s.words.ordinals.width(s.line, i); w > 0 && !isLetter(s.line, i+w) {
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
	if w := s.words.of.width(s.line, i); w > 0 {
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
