package dates

// The words of all languages in one index, since a line hardly ever says which
// language it is in, and hardly a word means one thing here and another there.

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon is what the files of the languages say, taken together. Words are
// looked up folded, phrases as they stand.
type lexicon struct {
	calendar       map[string]calendarWord
	sieve          sieve
	months         phrases[int]     // that are no run of letters: ก.ย.
	weekdays       phrases[weekday] // of scripts that do not part words: 星期五
	weekdayLetters phrases[weekday] // (木)
	otherMonths    phrases[otherMonth]
	lunarMarks     phrases[mark]
	eras           phrases[int] // by the year that came before their first

	joins      map[string]bool // may stand between a date and its time, in either order
	of         phrases[mark]   // and a blank, between the parts of a date
	articles   map[string]bool // before a day, not folded
	ordinals   phrases[mark]   // behind the number of a day
	hours      phrases[mark]   // "Uhr" and its like, behind a time
	halves     phrases[int]    // am and pm, behind the time
	halvesLead phrases[int]    // and before it
	timeOf     phrases[mark]   // and a blank and a place: "heure de Paris"

	days      map[string]int // today and yesterday, as days back
	units     map[string]unit
	hanUnits  phrases[unit] // of scripts that do not part words
	hanAgo    phrases[mark]
	ago       []string
	agoBefore []string

	labels      map[string]labelWord
	labelStarts map[string]int // by first word, how many words the longest phrase has
	hanLabels   phrases[Label] // of scripts that do not part words
	bylines     map[string]bool
	counted     map[string]bool

	zones    *zoneTable
	places   map[string]location // whose clock a newspaper names in words
	hanZones phrases[int]        // minutes east of Greenwich, before the time
}

// mark is the value of phrases that say nothing but that they are there.
type mark struct{}

// calendarWord is what a word says about the month or the day of the week; it
// may say both in different languages.
type calendarWord struct {
	month    uint8 // from 1; 0 is none
	needYear bool  // an everyday word too: a month only beside a year
	weekday  weekday

	local    uint8  // the month that it is in text of one language; 0 is none
	language string // which
}

// phrases are texts that are compared as bytes, because more than letters is in
// them or their script does not part words. Longer ones come first.
type phrases[T comparable] struct {
	all         []phrase[T]
	first, last [256]bool // bytes that one begins with, and ends with
}

type phrase[T comparable] struct {
	text  string
	value T
}

func (p *phrases[T]) add(text string, value T) {
	p.all = append(p.all, phrase[T]{text, value})
	p.first[text[0]], p.last[text[len(text)-1]] = true, true
}

// sort puts the phrases in order, each once.
func (p *phrases[T]) sort() {
	slices.SortStableFunc(p.all, func(a, b phrase[T]) int {
		return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
	})
	p.all = slices.Compact(p.all)
}

// at finds the longest phrase that s[i:] begins with; width 0 is none.
func (p *phrases[T]) at(s string, i int) (value T, width int) {
	if i >= len(s) || !p.first[s[i]] {
		return value, 0
	}
	first := s[i]
	for k := range p.all {
		if text := p.all[k].text; text[0] == first && strings.HasPrefix(s[i:], text) {
			return p.all[k].value, len(text)
		}
	}
	return value, 0
}

// width is the length of the longest phrase that s[i:] begins with, or 0.
func (p *phrases[T]) width(s string, i int) int {
	_, w := p.at(s, i)
	return w
}

// before finds the longest phrase that ends at end and begins at floor or later;
// start is end where there is none.
func (p *phrases[T]) before(s string, end, floor int) (value T, start int) {
	if end == 0 || !p.last[s[end-1]] {
		return value, end
	}
	for k := range p.all {
		if text := p.all[k].text; len(text) <= end-floor && strings.HasSuffix(s[:end], text) {
			return p.all[k].value, end - len(text)
		}
	}
	return value, end
}

// sieve holds the first three letters of each calendar word that begins in ASCII,
// five bits a letter. It lets hardly another word through, since it is asked about
// the neighbours of every number.
type sieve [1 << 15 / 64]uint64

func (s *sieve) add(word string) {
	h := sieveIndex(word)
	s[h/64] |= 1 << (h % 64)
}

// has reports whether the word may be in the calendar.
func (s *sieve) has(word string) bool {
	h := sieveIndex(word)
	return s[h/64]>>(h%64)&1 == 1
}

// sieveIndex hashes the beginning of a word, in any case.
func sieveIndex(w string) (h uint) {
	for i := range 3 {
		h <<= 5
		if i < len(w) {
			h |= uint(w[i] & 31)
		}
	}
	return h
}

// calendarWordAt looks up the word at s[i:] and returns its end.
func (l *lexicon) calendarWordAt(s string, i int) (w calendarWord, end int, ok bool) {
	if i >= len(s) || !isLetter(s, i) {
		return w, i, false
	}
	end = wordEnd(s, i)
	if n := end - i; n < 2 || n > foldSize {
		return w, end, false
	}
	if word := s[i:end]; plainStart(word) && !l.sieve.has(word) {
		return w, end, false
	}
	var f folded
	f.set(s[i:end])
	w, ok = l.calendar[string(f.bytes())]
	return w, end, ok
}

// plainStart reports whether the letters that the sieve looks at are ASCII, so
// that folding keeps them.
func plainStart(w string) bool {
	return w[0] < utf8.RuneSelf && w[1] < utf8.RuneSelf && (len(w) < 3 || w[2] < utf8.RuneSelf)
}
