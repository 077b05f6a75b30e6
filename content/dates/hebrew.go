package dates

// Days by the Hebrew calendar, whose numbers are letters: כ"ד באייר תשפ"א. Like
// Chinese numerals they are rewritten to digits before the line is read.

import (
	"strings"
	"time"
	"unicode/utf8"
)

// hebrewYears begins every year from autumn 1939 to autumn 2039.
const hebrewYears = "תש"

// hebrewMarks show that letters are a number, at its end or before its last letter.
const hebrewMarks = "\"'״׳”“’"

// rewriteHebrew is line with its Hebrew day as an ISO date, filled up with blanks, and
// the bytes that the day takes. A line that has digits beyond a time of day gives the
// day by our calendar as well, and that is the one meant.
func rewriteHebrew(line string) (rewritten string, start, end int) {
	const longest = 300 // bytes
	if !strings.Contains(line, hebrewYears) || len(line) > longest || !isClockAtMost(line) {
		return line, 0, 0
	}
	var at []int // where the words begin
	for i := 0; i < len(line); {
		if i = skipSpace(line, i); i < len(line) {
			at = append(at, i)
		}
		for i < len(line) && spaceAt(line, i) == 0 {
			i++
		}
	}
	word := func(k int) string {
		w, _, _ := strings.Cut(line[at[k]:], " ")
		return strings.Trim(w, ",.;:()[]|-–—")
	}
	for k := 2; k < len(at); k++ {
		year, ok := hebrewYear(word(k))
		if !ok {
			continue
		}
		month, words := hebrewMonth(word(k-2), word(k-1))
		if k-words-1 < 0 {
			continue
		}
		first := at[k-words-1]
		mday, marked := hebrewNumber(strings.TrimPrefix(word(k-words-1), "ב"))
		if !marked { // "ב'", the second, looks as a prefix does
			mday, marked = hebrewNumber(word(k - words - 1))
		}
		t, ok := ofHebrew(year, month, mday)
		if !marked || !ok {
			continue
		}
		start = first + strings.Index(line[first:], word(k-words-1))
		end = at[k] + strings.Index(line[at[k]:], word(k)) + len(word(k))
		iso := t.Format(time.DateOnly)
		return line[:start] + iso + strings.Repeat(" ", end-start-len(iso)) + line[end:], start, end
	}
	return line, 0, 0
}

// isClockAtMost reports whether the digits of line are at most those of one time of day.
func isClockAtMost(line string) bool {
	digits := 0
	for i := range len(line) {
		if line[i]-'0' < 10 {
			digits++
		}
	}
	return digits == 0 || digits <= 4 && strings.Contains(line, ":")
}

// hebrewYear reads תשפ"א, התשפ"א or ה'תשפ"א: 5781.
func hebrewYear(s string) (year int, ok bool) {
	rest := strings.TrimPrefix(s, "ה")
	if rest != s {
		rest = strings.TrimLeft(rest, hebrewMarks)
	}
	if !strings.HasPrefix(rest, hebrewYears) {
		return 0, false
	}
	n, ok := hebrewNumber(rest)
	return 5000 + n, ok && n >= 700 && n < 800
}

// hebrewNumber sums the letters of a number. Marked says that it is written as one.
func hebrewNumber(s string) (n int, marked bool) {
	const letters = "אבגדהוזחטיכלמנסעפצקרשת"
	const most = 8 // characters
	if utf8.RuneCountInString(s) > most {
		return 0, false
	}
	for i, c := range s {
		k := strings.IndexRune(letters, c) / len("א")
		switch {
		case strings.ContainsRune(hebrewMarks, c):
			marked = marked || i > 0
		case !strings.ContainsRune(letters, c):
			return 0, false
		case k < 9:
			n += k + 1
		case k < 18:
			n += 10 * (k - 8)
		default:
			n += 100 * (k - 17)
		}
	}
	return n, marked
}

// hebrewMonths are the months from autumn on, as newspapers spell them. A leap year has
// two of the sixth.
var hebrewMonths = [...][]string{
	{"תשרי"}, {"חשוון", "חשון", "מרחשוון", "מרחשון"}, {"כסלו", "כסליו"}, {"טבת"}, {"שבט"}, {"אדר"}, {"אדר"},
	{"ניסן"}, {"אייר", "איר"}, {"סיוון", "סיון"}, {"תמוז"}, {"אב", "מנחם־אב"}, {"אלול"},
}

const firstAdar, secondAdar = 6, 7

// hebrewMonth reads the month that ends in the word last, and of how many words it is;
// 0 is none. Adar without a number is the last one.
func hebrewMonth(before, last string) (month, words int) {
	if isMonth(before, hebrewMonths[firstAdar-1]) {
		switch strings.Trim(last, hebrewMarks) {
		case "א", "ראשון":
			return firstAdar, 2
		case "ב", "שני":
			return secondAdar, 2
		}
	}
	for k := len(hebrewMonths); k > 0; k-- {
		if isMonth(last, hebrewMonths[k-1]) {
			return k, 1
		}
	}
	return 0, 0
}

// isMonth reports whether s is one of the names, perhaps with "in" before it.
func isMonth(s string, names []string) bool {
	for _, name := range names {
		if s == name || strings.TrimPrefix(s, "ב") == name {
			return true
		}
	}
	return false
}

// ofHebrew is the Gregorian day of one by the Hebrew calendar; ok is false where the
// calendar lacks it. An evening belongs to the next day there, which no line says.
func ofHebrew(year, month, mday int) (t time.Time, ok bool) {
	if month < 1 || mday < 1 {
		return t, false
	}
	length := hebrewDays(year+1) - hebrewDays(year)
	leap := length > 360
	if !leap && month == firstAdar {
		return t, false
	}
	months := [...]int{30, 29, 30, 29, 30, 0, 29, 30, 29, 30, 29, 30, 29}
	if leap {
		months[firstAdar-1] = 30
	}
	switch length % 10 {
	case 5:
		months[1]++ // a full year
	case 3:
		months[2]-- // one that lacks a day
	}
	before := 0
	for _, n := range months[:month-1] {
		before += n
	}
	const known = 5784 // began on 16 September 2023
	t = time.Date(2023, 9, 16, 0, 0, 0, 0, time.UTC).AddDate(0, 0, hebrewDays(year)-hebrewDays(known)+before+mday-1)
	return t, mday <= months[month-1]
}

// hebrewDays is how many days of the calendar lie before a year.
func hebrewDays(year int) int {
	days := hebrewMoons(year)
	switch {
	case hebrewMoons(year+1)-days == 356:
		return days + 2
	case days-hebrewMoons(year-1) == 382:
		return days + 1
	}
	return days
}

// hebrewMoons is that number by the mean moon and the weekdays that no year begins on,
// before two corrections for years that would be too long or too short. A day has 25,920
// parts, and a month 13,753 more than 29 days.
func hebrewMoons(year int) int {
	months := (235*year - 234) / 19
	parts := 12084 + 13753*months
	days := 29*months + parts/25920
	if 3*(days+1)%7 < 3 {
		days++
	}
	return days
}
