package dates

// Days by other calendars than the Gregorian: the solar one of Iran and
// Afghanistan, the lunar one of Islam, as Saudi Arabia prints it; for Nepal's see
// nepali.go. Their months
// are looked for behind a number only, and their years tell them from ours.

import (
	"time"

	"github.com/hablullah/go-hijri"
)

// calendar is a way to count years and months.
type calendar int

const (
	gregorian calendar = iota
	jalali
	hijriLunar
	bikram
)

// otherDay reads "۱۵ آبان ۱۴۰۳", "۱۴۰۳/۰۸/۱۵", "3 جمادى الأولى 1446", "3/5/1446هـ".
func (s *scanner) otherDay(x num) (day, bool) {
	if x.n > 2 && (x.n != 4 || !s.isOtherYear(x.v)) {
		return day{}, false
	}
	if x.n <= 2 {
		if d, ok := s.otherMonth(x); ok {
			return d, true
		}
	}
	return s.otherNumbers(x)
}

// isOtherYear reports whether y is a year as newspapers print it by these calendars.
// Those of Iran and of Islam have passed 1300, and no newspaper has such a year by ours;
// Nepal's is half a century ahead of ours.
func (s *scanner) isOtherYear(y int) bool {
	return y >= 1300 && y < 1500 || isBikram(y) && languageIs(s.ctx.Language, "ne")
}

// otherMonth reads a day whose month is a word.
func (s *scanner) otherMonth(x num) (day, bool) {
	i := skipSpace(s.line, x.end)
	if c := byteAt(s.line, i); c < 0xD8 || c > 0xDB {
		return day{}, false
	}
	m, w := s.words.otherMonths.at(s.line, i)
	if w == 0 {
		return day{}, false
	}
	i = skipSpace(s.line, i+w)
	i = skipSpace(s.line, i+prefixAt(s.line, i, "ماه", "،", ",", "سنة", "عام"))
	y := numberAt(s.line, i)
	if y.n != 4 || !s.isOtherYear(y.v) {
		return day{}, false
	}
	return s.toOurs(day{start: x.start, end: y.end, year: y.v, month: m.month, mday: x.v}, m.calendar)
}

// otherNumbers reads a day of numbers alone, year first or last.
func (s *scanner) otherNumbers(x num) (day, bool) {
	sep, i := s.separator(x.end)
	second := numberAt(s.line, i)
	if sep == 0 || second.n == 0 || second.n > 2 {
		return day{}, false
	}
	again, i := s.separator(second.end)
	third := numberAt(s.line, i)
	d := day{start: x.start, end: third.end, year: x.v, month: second.v, mday: third.v, sep: sep}
	if x.n <= 2 {
		d.year, d.mday = third.v, x.v
	}
	if again != sep || x.n+third.n < 5 || x.n+third.n > 6 || !s.isOtherYear(d.year) || !s.bounded(&d) {
		return d, false
	}
	return s.toOurs(d, s.calendarOf(&d))
}

// calendarOf is the calendar of a day of numbers: the letter behind it says so, else
// the language does.
func (s *scanner) calendarOf(d *day) calendar {
	switch {
	case languageIs(s.ctx.Language, "ne"):
		return bikram
	case s.words.lunarMarks.width(s.line, skipSpace(s.line, d.end)) > 0:
		return hijriLunar
	case languageIs(s.ctx.Language, "fa"), languageIs(s.ctx.Language, "ps"), s.line[d.start] == 0xDB && !languageIs(s.ctx.Language, "ur"):
		return jalali
	case languageIs(s.ctx.Language, "ar"), s.line[d.start] == 0xD9:
		return hijriLunar
	}
	return gregorian
}

// toOurs is the Gregorian day of one by another calendar.
func (s *scanner) toOurs(d day, c calendar) (day, bool) {
	t, ok := time.Time{}, false
	switch c {
	case jalali:
		t, ok = ofJalali(d.year, d.month, d.mday)
	case hijriLunar:
		d.lunar = true
		d.end = s.skipLunarMark(d.end)
		t, ok = ofHijri(d.year, d.month, d.mday)
	case bikram:
		t, ok = ofBikram(d.year, d.month, d.mday)
	}
	if !ok {
		return d, false
	}
	y, m, mday := t.Date()
	d.year, d.month, d.mday, d.sep = y, int(m), mday, 0
	return d, s.check(&d)
}

// skipLunarMark passes what stands at i behind a year that is counted by the moon,
// with the blank before it.
func (s *scanner) skipLunarMark(i int) int {
	j := skipSpace(s.line, i)
	if w := s.words.lunarMarks.width(s.line, j); w > 0 && !isLetter(s.line, j+w) {
		return j + w
	}
	return i
}

// jalaliLeaps are the leap years in a cycle of 33, which fits the sky from 1799 to
// 2256.
var jalaliLeaps = [...]int{1, 5, 9, 13, 17, 22, 26, 30}

// jalaliDays is how many days of the calendar lie before a year.
func jalaliDays(year int) int {
	n := 365*year + year/33*len(jalaliLeaps)
	for _, leap := range jalaliLeaps {
		if leap < year%33 {
			n++
		}
	}
	return n
}

// ofJalali is the Gregorian day of one by the solar calendar; ok is false where the
// calendar lacks it.
func ofJalali(year, month, mday int) (t time.Time, ok bool) {
	length, before := 31, 31*(month-1)
	switch {
	case month < 1 || month > 12 || mday < 1:
		return t, false
	case month > 6:
		length, before = 30, 30*(month-1)+6
	}
	if month == 12 && jalaliDays(year+1)-jalaliDays(year) == 365 {
		length = 29
	}
	const known = 1403 // began on 20 March 2024
	t = time.Date(2024, 3, 20, 0, 0, 0, 0, time.UTC).AddDate(0, 0, jalaliDays(year)-jalaliDays(known)+before+mday-1)
	return t, mday <= length
}

// ofHijri is the Gregorian day of one by the calendar of Umm al-Qura; ok is false
// where the calendar lacks it.
func ofHijri(year, month, mday int) (t time.Time, ok bool) {
	if year < 1357 || month < 1 || month > 12 || mday < 1 || mday > 30 {
		return t, false
	}
	d := hijri.UmmAlQuraDate{Day: int64(mday), Month: int64(month), Year: int64(year)}
	t = d.ToGregorian()
	back, err := hijri.CreateUmmAlQuraDate(t)
	return t, err == nil && back.Day == d.Day && back.Month == d.Month
}

// yieldLunar leaves the lunar days of a line out where it gives the day by our
// calendar too: whoever prints both means ours, and moons are not seen everywhere
// on one evening.
func yieldLunar(found []found) {
	ours := false
	for k := range found {
		ours = ours || !found[k].day.lunar && !found[k].relative
	}
	for k := range found {
		if f := &found[k]; ours && f.day.lunar {
			f.label = labelled{label: Other}
		}
	}
}

// otherMonth is a month of another calendar than ours.
type otherMonth struct {
	month    int
	calendar calendar
}
