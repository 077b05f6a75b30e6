package dates

// The lookup of the calendar's words: months and weekdays in one index, behind a
// sieve that lets hardly another word through, since it is asked about the
// neighbours of every number.

import (
	"strings"
	"unicode/utf8"
)

// calendarWord is what a word says about the month or the day of the week; it
// may say both in different languages.
type calendarWord struct {
	month    uint8 // from 1; 0 is none
	needYear bool  // an everyday word too: a month only beside a year
	weekday  weekday
}

// calendarWords is the index of monthNames and weekdayNames by the folded word.
// The first row that has a word wins.
var calendarWords = indexCalendar()

func indexCalendar() map[string]calendarWord {
	m := make(map[string]calendarWord, 1000)
	for _, row := range monthNames {
		for i, cell := range row {
			for name := range strings.FieldsSeq(cell) {
				if key := fold(name); m[key].month == 0 {
					m[key] = calendarWord{month: uint8(i + 1)}
				}
			}
		}
	}
	for name := range strings.FieldsSeq(everydayWords) {
		if w, ok := m[fold(name)]; ok {
			w.needYear = true
			m[fold(name)] = w
		}
	}
	for language, row := range weekdayNames {
		for i, cell := range row {
			for name := range strings.FieldsSeq(cell) {
				if w := m[fold(name)]; !w.weekday.written {
					w.weekday = weekday{day: int8(i), written: true, english: language == 0}
					m[fold(name)] = w
				}
			}
		}
	}
	return m
}

// sieve holds the first three letters of each calendar word that begins in ASCII,
// five bits a letter.
var sieve = fillSieve()

func fillSieve() (bits [1 << 15 / 64]uint64) {
	for name := range calendarWords {
		h := sieveIndex(name)
		bits[h/64] |= 1 << (h % 64)
	}
	return bits
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
func calendarWordAt(s string, i int) (w calendarWord, end int, ok bool) {
	if i >= len(s) || !isLetter(s, i) {
		return w, i, false
	}
	end = wordEnd(s, i)
	if n := end - i; n < 2 || n > foldSize {
		return w, end, false
	}
	if word := s[i:end]; plainStart(word) {
		if h := sieveIndex(word); sieve[h/64]>>(h%64)&1 == 0 {
			return w, end, false
		}
	}
	var f folded
	f.set(s[i:end])
	w, ok = calendarWords[string(f.bytes())]
	return w, end, ok
}

// plainStart reports whether the letters that the sieve looks at are ASCII, so
// that folding keeps them.
func plainStart(w string) bool {
	return w[0] < utf8.RuneSelf && w[1] < utf8.RuneSelf && (len(w) < 3 || w[2] < utf8.RuneSelf)
}
