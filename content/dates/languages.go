package dates

// What is particular to a language is a file of words in the folder languages,
// named by its BCP 47 tag. All of them are read when the first line asks.
//
// These are the keys. Case and accents do not matter, except where it says so.
//
//	january … december     the month's names and abbreviations, in every case of the grammar
//	january local …        words that are this month in text known to be of the language only
//	everyday               months that are everyday words too: they count only beside a year
//	sunday … saturday      the day's names and abbreviations
//	weekday letters        seven letters that stand for the days in brackets, from Sunday
//	islamic 1 … 12         the months of the lunar calendar
//	lunar year             what stands behind a year of it
//	iranian 1 … 12         the months of the solar calendar
//	nepali 1 … 12          the months of Nepal's
//	era 2019 …             eras by their first year
//	at                     words between a date and its time: at, on
//	of                     words between the parts of a date; case matters
//	article                what may part a weekday from its day; case matters
//	ordinal                what is stuck to the number of a day; case matters
//	o'clock                what stands behind a time; case matters
//	am, pm                 the halves of the day, behind the time; case matters
//	am before, pm before   the same where they stand before it
//	time of                what stands before the place of a time zone; case matters
//	today, yesterday, day before yesterday
//	minute … year          units of time, in every number
//	ago, ago before        what makes a date of "3 hours", behind or before it
//	published, updated     labels of such a date
//	other                  labels of the date of something else: an event, a retrieval
//	published weak …       everyday words, labels only right before their date
//	by                     words between a label and the name in a byline
//	counted                what pages count beside their dates: comments, shares
//	clock Europe/Paris …   places whose clock newspapers name, by zone
//	clock +08:00 …         the same before the time, in scripts that do not part words
//
// Chinese, Japanese and Korean words are compared as bytes, since no blanks part
// them; weak labels are words there too.

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"feedmill/content/wordlist"
)

//go:embed languages/*.txt
var languageFiles embed.FS

// words is the lexicon that the program is built with.
var words = sync.OnceValue(func() *lexicon {
	l, err := readLanguages(languageFiles)
	if err == nil {
		l.zones, err = readZones(zoneFile)
	}
	if err != nil {
		panic("dates: " + err.Error()) // a file of the program itself
	}
	return l
})

// hanStart is the first byte of Chinese, Japanese and Korean letters, or less.
const hanStart = 0xE3

func readLanguages(fsys fs.FS) (*lexicon, error) {
	files, err := wordlist.ReadAll(fsys, "languages/*.txt")
	if err != nil {
		return nil, err
	}
	l := newLexicon()
	for _, f := range files {
		for _, e := range f.Entries {
			if err := l.define(f.Name, e); err != nil {
				return nil, fmt.Errorf("languages/%s.txt:%d: %w", f.Name, e.Line, err)
			}
		}
	}
	l.finish()
	return l, nil
}

func newLexicon() *lexicon {
	return &lexicon{
		calendar: make(map[string]calendarWord, 1000),
		joins:    map[string]bool{}, articles: map[string]bool{}, bylines: map[string]bool{}, counted: map[string]bool{},
		days: map[string]int{}, units: map[string]unit{},
		labels: make(map[string]labelWord, 500), labelStarts: make(map[string]int, 300),
		places: map[string]location{},
	}
}

// finish makes what depends on all words.
func (l *lexicon) finish() {
	for word := range l.calendar {
		l.sieve.add(word)
	}
	l.months.sort()
	l.weekdays.sort()
	l.otherMonths.sort()
	l.lunarMarks.sort()
	l.eras.sort()
	l.of.sort()
	l.ordinals.sort()
	l.hours.sort()
	l.halves.sort()
	l.halvesLead.sort()
	l.timeOf.sort()
	l.hanUnits.sort()
	l.hanAgo.sort()
	l.hanLabels.sort()
	l.hanZones.sort()
}

// define takes the words of one entry in.
func (l *lexicon) define(language string, e wordlist.Entry) error {
	if add, ok := plainKeys[e.Key]; ok {
		for _, word := range e.Words {
			add(l, word)
		}
		return nil
	}
	if u, ok := unitKeys[e.Key]; ok {
		return l.defineUnit(u, e.Words)
	}
	if back, ok := dayKeys[e.Key]; ok {
		return defineAll(l.days, back, e.Words)
	}
	key, arg, _ := strings.Cut(e.Key, " ")
	if n := slices.Index(monthKeys[:], key); n >= 0 && (arg == "" || arg == "local") {
		return l.defineMonth(n+1, arg, language, e.Words)
	}
	if n := slices.Index(weekdayKeys[:], e.Key); n >= 0 {
		return l.defineWeekday(weekday{day: int8(n), written: true, english: language == "en"}, e.Words)
	}
	if label, ok := labelKeys[key]; ok && (arg == "" || arg == "weak") {
		return l.defineLabels(labelWord{label, arg == "weak", language != "en"}, e.Words)
	}
	if key == "clock" {
		return l.defineClock(arg, e.Words)
	}
	return l.defineCalendar(key, arg, e.Words)
}

var (
	monthKeys   = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	weekdayKeys = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
	dayKeys     = map[string]int{"today": 0, "yesterday": 1, "day before yesterday": 2}
	labelKeys   = map[string]Label{"published": Published, "updated": Updated, "other": Other}
	unitKeys    = map[string]unit{
		"minute": {seconds: minuteSeconds}, "hour": {seconds: hourSeconds}, "day": {seconds: daySeconds}, "week": {seconds: 7 * daySeconds},
		"month": {months: 1}, "year": {months: 12},
	}
)

// defineAll gives the words one meaning; a word that has another is an error.
func defineAll[T comparable](index map[string]T, meaning T, words []string) error {
	for _, word := range words {
		key := fold(word)
		if old, ok := index[key]; ok && old != meaning {
			return fmt.Errorf("%q has another meaning already", word)
		}
		index[key] = meaning
	}
	return nil
}

func (l *lexicon) defineMonth(month int, arg, language string, words []string) error {
	for _, word := range words {
		key := fold(word)
		w := l.calendar[key]
		switch {
		case arg == "local":
			w.local, w.language = uint8(month), language
		case wordEnd(word, 0) < len(word):
			l.months.add(word, month)
			continue
		case w.month != 0 && int(w.month) != month:
			return fmt.Errorf("%q is %s already; if only text of this language means %[3]s by it, put it under %[3]s local", word, monthKeys[w.month-1], monthKeys[month-1])
		default:
			w.month = uint8(month)
		}
		l.calendar[key] = w
	}
	return nil
}

func (l *lexicon) defineWeekday(day weekday, words []string) error {
	for _, word := range words {
		key := fold(word)
		w := l.calendar[key]
		if w.weekday.written && w.weekday.day != day.day {
			return fmt.Errorf("%q is %s already", word, weekdayKeys[w.weekday.day])
		}
		day.english = day.english || w.weekday.english
		w.weekday = day
		l.calendar[key] = w
		if word[0] >= hanStart {
			l.weekdays.add(word, weekday{day: day.day, written: true})
		}
	}
	return nil
}

// defineCalendar takes the keys of the calendar that are no month and no weekday.
func (l *lexicon) defineCalendar(key, arg string, words []string) error {
	n, _ := strconv.Atoi(arg)
	for i, word := range words {
		w := l.calendar[fold(word)]
		switch {
		case key == "everyday" && arg == "" && w.month != 0:
			w.needYear = true
			l.calendar[fold(word)] = w
		case key == "weekday" && arg == "letters" && len(words) == len(weekdayKeys):
			l.weekdayLetters.add(word, weekday{day: int8(i), written: true})
		case key == "era" && n > 0:
			l.eras.add(word, n-1)
		case key == "islamic" && 1 <= n && n <= 12:
			l.otherMonths.add(word, otherMonth{n, hijriLunar})
		case key == "iranian" && 1 <= n && n <= 12:
			l.otherMonths.add(word, otherMonth{n, jalali})
		case key == "nepali" && 1 <= n && n <= 12:
			l.otherMonths.add(word, otherMonth{n, bikram})
		default:
			return fmt.Errorf("%q cannot stand under %q", word, strings.TrimSpace(key+" "+arg))
		}
	}
	return nil
}

func (l *lexicon) defineLabels(w labelWord, phrases []string) error {
	for _, phrase := range phrases {
		if phrase[0] >= hanStart && !w.weak {
			l.hanLabels.add(phrase, w.label)
			continue
		}
		key, word := fold(phrase), w
		if old, ok := l.labels[key]; ok {
			if old.label != w.label || old.weak != w.weak {
				return fmt.Errorf("%q is a label of another kind already: %s, weak %v", phrase, old.label, old.weak)
			}
			word.foreign = word.foreign && old.foreign
		}
		l.labels[key] = word
		first, _, _ := strings.Cut(key, " ")
		l.labelStarts[first] = max(l.labelStarts[first], 1+strings.Count(key, " "))
	}
	return nil
}

// defineClock takes places by the zone whose clock they go by.
func (l *lexicon) defineClock(zone string, names []string) error {
	if minutes, err := readOffset(zone); err == nil {
		for _, name := range names {
			l.hanZones.add(name, minutes)
		}
		return nil
	}
	for _, name := range names {
		l.places[fold(name)] = place(zone)
	}
	return nil
}

func (l *lexicon) defineUnit(u unit, words []string) error {
	for _, word := range words {
		if word[0] >= hanStart {
			l.hanUnits.add(word, u)
		}
	}
	return defineAll(l.units, u, words)
}

// plainKeys are the keys whose words have one meaning whatever else they mean.
var plainKeys = map[string]func(l *lexicon, word string){
	"at":         func(l *lexicon, word string) { l.joins[fold(word)] = true },
	"by":         func(l *lexicon, word string) { l.bylines[fold(word)] = true },
	"counted":    func(l *lexicon, word string) { l.counted[fold(word)] = true },
	"article":    func(l *lexicon, word string) { l.articles[word] = true },
	"of":         func(l *lexicon, word string) { l.of.add(word+" ", mark{}) },
	"time of":    func(l *lexicon, word string) { l.timeOf.add(word+" ", mark{}) },
	"ordinal":    func(l *lexicon, word string) { l.ordinals.add(word, mark{}) },
	"o'clock":    func(l *lexicon, word string) { l.hours.add(word, mark{}) },
	"am":         func(l *lexicon, word string) { l.halves.add(word, forenoon) },
	"pm":         func(l *lexicon, word string) { l.halves.add(word, afternoon) },
	"am before":  func(l *lexicon, word string) { l.halvesLead.add(word, forenoon) },
	"pm before":  func(l *lexicon, word string) { l.halvesLead.add(word, afternoon) },
	"lunar year": func(l *lexicon, word string) { l.lunarMarks.add(word, mark{}) },
	"ago before": func(l *lexicon, word string) { l.agoBefore = append(l.agoBefore, word) },
	"ago":        (*lexicon).defineAgo,
}

func (l *lexicon) defineAgo(word string) {
	if word[0] >= hanStart {
		l.hanAgo.add(word, mark{})
		return
	}
	l.ago = append(l.ago, word)
}
