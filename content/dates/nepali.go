package dates

// Days of Nepal's solar calendar, Bikram Sambat, by which its papers date their articles.
// The lengths of its months follow no rule: almanacs are printed ahead of each year.

import (
	"strings"
	"sync"
	"time"
)

// firstBikram is the first year of bikramLengths. It began on 14 April 1982.
const firstBikram = 2039

// bikramLengths are the days of each month, less 29, year by year. Numbers of earlier years
// would be taken for ours; on later ones published almanacs differ.
const bikramLengths = `
	222322011011 223222101011 223321101011 232321110012 222322011011
	223222101011 232321101011 232321110012 222322101011 223222101011
	232321110011 232321110102 222322101011 223222101011 232321110011
	232321110102 223222101011 223231101011 232321110012 132321110102
	223222101011 223321101011 232321110012 132322010102 223222101011
	223321101011 232321110012 222322011002 223222101011 223321101011
	232321110012 222322011011 223222101011 232321101011 232321110012
	222322101011 223222101011 232321110011 232321110102 222322101011
	223222101011 232321110011 232321110102 223222101011 223222101011`

// bikramTable is bikramLengths by year.
var bikramTable = sync.OnceValue(func() []string { return strings.Fields(bikramLengths) })

// isBikram reports whether y is a year that the table has.
func isBikram(y int) bool { return y >= firstBikram && y < firstBikram+len(bikramTable()) }

// nepaliDay reads "२० कार्तिक २०८०", "कार्तिक २०, २०८०" and "२०८० कार्तिक २० गते" in text
// that is known to be Nepali; other languages of India give these months to the moon.
func (s *scanner) nepaliDay(x num, floor int) (day, bool) {
	if !languageIs(s.ctx.Language, "ne") {
		return day{}, false
	}
	i := skipSpace(s.line, x.end)
	switch month, end := s.nepaliMonth(i); {
	case end == 0:
		return s.nepaliDayBehind(x, floor)
	case x.n == 4:
		mday := numberAt(s.line, skipSpace(s.line, end))
		return s.ofNepal(day{start: x.start, end: mday.end, year: x.v, month: month, mday: mday.v}, mday.n)
	default:
		year := numberAt(s.line, s.skipGate(end))
		return s.ofNepal(day{start: x.start, end: year.end, year: year.v, month: month, mday: x.v}, x.n)
	}
}

// nepaliDayBehind reads a day whose month stands before it: "कार्तिक २० गते, २०८०".
func (s *scanner) nepaliDayBehind(x num, floor int) (day, bool) {
	m, start := s.words.otherMonths.before(s.line, backSpace(s.line, x.start), floor)
	if m.calendar != bikram || x.n > 2 {
		return day{}, false
	}
	year := numberAt(s.line, s.skipGate(x.end))
	return s.ofNepal(day{start: start, end: year.end, year: year.v, month: m.month, mday: x.v}, x.n)
}

// nepaliMonth reads a month's name at i; end is 0 where there is none.
func (s *scanner) nepaliMonth(i int) (month, end int) {
	m, w := s.words.otherMonths.at(s.line, i)
	if w == 0 || m.calendar != bikram {
		return 0, 0
	}
	return m.month, i + w
}

// skipGate passes what may stand between a day and its year: the word for "day of the
// month", a comma.
func (s *scanner) skipGate(i int) int {
	i = skipSpace(s.line, i)
	i = skipSpace(s.line, i+prefixAt(s.line, i, "गते"))
	return skipSpace(s.line, i+prefixAt(s.line, i, ","))
}

// ofNepal is the Gregorian day of one of Nepal's, of whose number digits were written.
func (s *scanner) ofNepal(d day, digits int) (day, bool) {
	if digits == 0 || digits > 2 || !isBikram(d.year) {
		return d, false
	}
	if end := skipSpace(s.line, d.end); prefixAt(s.line, end, "गते") > 0 {
		d.end = end + len("गते")
	}
	return s.toOurs(d, bikram)
}

// ofBikram is the Gregorian day of one of Nepal's; ok is false where the calendar lacks it.
func ofBikram(year, month, mday int) (t time.Time, ok bool) {
	if !isBikram(year) || month < 1 || month > 12 {
		return t, false
	}
	days, length := 0, 0
	for y, months := range bikramTable()[:year-firstBikram+1] {
		for m := range months {
			length = 29 + int(months[m]-'0')
			if firstBikram+y == year && m+1 == month {
				break
			}
			days += length
		}
	}
	t = time.Date(1982, 4, 14, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days+mday-1)
	return t, mday >= 1 && mday <= length
}
