package dates

// Days by other calendars than the Gregorian: the solar one of Iran and
// Afghanistan, the lunar one of Islam, as Saudi Arabia prints it. Their months
// are looked for behind a number only, and their years tell them from ours.

import (
	"strings"
	"time"

	"github.com/hablullah/go-hijri"
)

// calendar is a way to count years and months.
type calendar int

const (
	gregorian calendar = iota
	jalali
	hijriLunar
)

// otherDay reads "۱۵ آبان ۱۴۰۳", "۱۴۰۳/۰۸/۱۵", "3 جمادى الأولى 1446", "3/5/1446هـ".
func (s *scanner) otherDay(x num) (day, bool) {
	if x.n > 2 && (x.n != 4 || !isOtherYear(x.v)) {
		return day{}, false
	}
	if x.n <= 2 {
		if d, ok := s.otherMonth(x); ok {
			return d, true
		}
	}
	return s.otherNumbers(x)
}

// isOtherYear bounds the years that papers print by these calendars. Both have
// passed 1300, and none of them is a year of a paper by ours.
func isOtherYear(y int) bool { return y >= 1300 && y < 1500 }

// otherMonth reads a day whose month is a word.
func (s *scanner) otherMonth(x num) (day, bool) {
	i := skipSpace(s.line, x.end)
	if c := byteAt(s.line, i); c < 0xD8 || c > 0xDB {
		return day{}, false
	}
	for _, m := range otherMonths {
		w := prefixAt(s.line, i, m.name)
		if w == 0 {
			continue
		}
		i = skipSpace(s.line, i+w)
		i = skipSpace(s.line, i+prefixAt(s.line, i, "ماه", "،", ",", "سنة", "عام"))
		y := numberAt(s.line, i)
		if y.n != 4 || !isOtherYear(y.v) {
			return day{}, false
		}
		return s.toOurs(day{start: x.start, end: y.end, year: y.v, month: m.month, mday: x.v}, m.calendar)
	}
	return day{}, false
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
	if again != sep || x.n+third.n < 5 || x.n+third.n > 6 || !isOtherYear(d.year) || !s.bounded(&d) {
		return d, false
	}
	return s.toOurs(d, s.calendarOf(&d))
}

// calendarOf is the calendar of a day of numbers: the letter behind it says so, else
// the language does.
func (s *scanner) calendarOf(d *day) calendar {
	switch {
	case prefixAt(s.line, skipSpace(s.line, d.end), lunarMarks...) > 0:
		return hijriLunar
	case languageIs(s.ctx.Language, "fa"), languageIs(s.ctx.Language, "ps"), s.line[d.start] == 0xDB && !languageIs(s.ctx.Language, "ur"):
		return jalali
	case languageIs(s.ctx.Language, "ar"), s.line[d.start] == 0xD9:
		return hijriLunar
	}
	return gregorian
}

// lunarMarks stand behind a year that is counted from the Hijra by the moon.
var lunarMarks = []string{"هـ", "ه\u200d", "ه.ق", "ق"}

// toOurs is the Gregorian day of one by another calendar.
func (s *scanner) toOurs(d day, c calendar) (day, bool) {
	t, ok := time.Time{}, false
	switch c {
	case jalali:
		t, ok = ofJalali(d.year, d.month, d.mday)
	case hijriLunar:
		d.lunar = true
		d.end = skipMark(s.line, d.end, lunarMarks)
		t, ok = ofHijri(d.year, d.month, d.mday)
	}
	if !ok {
		return d, false
	}
	y, m, mday := t.Date()
	d.year, d.month, d.mday, d.sep = y, int(m), mday, 0
	return d, s.check(&d)
}

// skipMark passes one of the marks at i, with the blank before it.
func skipMark(line string, i int, marks []string) int {
	j := skipSpace(line, i)
	if w := prefixAt(line, j, marks...); w > 0 && !isLetter(line, j+w) {
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

// otherMonths are the months by their names, a longer one before those that it
// begins with.
var otherMonths = monthsOf()

type otherMonth struct {
	name     string
	month    int
	calendar calendar
}

func monthsOf() []otherMonth {
	var list []otherMonth
	for _, row := range [...]struct {
		calendar calendar
		names    string
	}{
		{hijriLunar, "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة"},
		{hijriLunar, "المحرم|صفر|ربيع الاول|ربيع الثاني|جمادى الاولى|جمادى الثانية|رجب|شعبان|رمضان|شوال|ذي القعدة|ذي الحجة"},
		{hijriLunar, "محرّم|صفر|ربیع\u200cالاول|ربيع الاخر|جمادي الأولى|جمادى الاخرة|رجب|شعبان|رمضان|شوّال|ذوالقعدة|ذوالحجة"},
		{hijriLunar, "محرم|صفر|ربیع الاول|ربیع الثانی|جمادی الاول|جمادی الثانی|رجب|شعبان|رمضان|شوال|ذوالقعده|ذوالحجه"},
		{jalali, "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"},
		{jalali, "فروردين|ارديبهشت|خرداد|تير|امرداد|شهريور|مهر|ابان|اذر|دي|بهمن|اسفند"},
		{jalali, "حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت"},
	} {
		for n, name := range strings.Split(row.names, "|") {
			list = append(list, otherMonth{name, n + 1, row.calendar})
		}
	}
	return list
}
