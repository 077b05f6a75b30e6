package content

// A date is the article's own by its label, its place and its company. This file
// weighs the dates that the text holds.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content/dates"
)

// candidate is a date found in a line.
type candidate struct {
	line   int // index
	match  dates.Match
	score  float64
	whole  bool // the line holds nothing but facts
	passed int  // paragraphs above it
	prose  bool // the line is text of the body that begins with the date

	unproven bool // it rests on the file's time, which the text does not bear out
}

// leastScore is what a date must reach to be an article's own.
const leastScore = 4.0

// scoreDate weighs a date by its label, its place and its company. At is the
// line's place among those with text, passed the paragraphs above it, unknown
// the characters beside it that are no fact.
func (r *reader) scoreDate(i int, m dates.Match, at, passed, unknown int) float64 {
	l := &r.lines[i]
	score := 4 - 0.08*float64(at)
	if passed > 0 {
		score -= 1.25*float64(passed) - 0.25
	}
	if m.Label == dates.Published || m.Label == dates.Updated {
		score += 6
	} else {
		score -= strangeness(l, m, unknown)
	}
	if l.runes < 60 {
		score += 3
	}
	if m.Start == 0 {
		score += 0.5
	}
	if !m.Date.DayOnly {
		score++
	}
	opens := m.LabelEnd > 0 && m.LabelStart == 0
	if m.Range || m.Label == dates.Other || !opens && isNotDate(l.text) || m.Label == dates.Published && r.besideBook(i) {
		return -1
	}
	if at <= 4 {
		score += 3 - 0.7*float64(at)
	}
	if unknown == 0 {
		score++
	}
	if (m.YearInferred || m.Relative) && m.Label == dates.NoLabel && !r.hasByline(i) {
		score -= 8
	}
	closes := unknown == 0 && strings.Trim(l.text[m.End:], " .)") == "" // "12:00 A. M."
	if !closes && endsSentence(l.text) && l.runes > 50 && (m.Label == dates.NoLabel || m.YearInferred || m.LabelStart > 0) {
		score -= 8
	}
	return score
}

// besideBook holds for a line in a list of a book's data, ISBN and all: the day
// is the book's.
func (r *reader) besideBook(i int) bool {
	const near = 12
	above := i - 1
	for above > 0 && r.lines[above].fate == blank {
		above--
	}
	if above < 0 {
		return false
	}
	if _, value, ok := cutKey(r.lines[above].text); !ok || value == "" {
		return false
	}
	for j := max(0, i-near); j < min(len(r.lines), i+near); j++ {
		if strings.HasPrefix(r.lines[j].text, "ISBN") {
			return true
		}
	}
	return false
}

// strangeness is what words beside an unlabelled date take from it: little where
// they follow, as in "5 May 2021 | Energy, Transport", much where they lead up
// to it, as in a sentence or a headline.
func strangeness(l *line, m dates.Match, unknown int) float64 {
	before := utf8.RuneCountInString(strings.Trim(contacts.Replace(l.text[:m.Start]), " |·⋅•-–—/"))
	switch {
	case unknown == 0:
		return 0
	case endsSentence(l.text):
		return 3 + 0.1*float64(unknown)
	case before == 0:
		return 0.5 + 0.015*float64(unknown)
	case before <= 30:
		return 0.6 + 0.03*float64(unknown)
	}
	return 3 + 0.1*float64(unknown)
}

// hasByline holds for a line that names the authors too.
func (r *reader) hasByline(i int) bool {
	for k := range r.bylines {
		if r.bylines[k].line == i {
			return true
		}
	}
	return false
}

// isNotDate knows the lines whose dates are never the article's: captions,
// copyright, messages quoted, notes about print and sources.
func isNotDate(s string) bool {
	lower := strings.ToLower(s)
	for _, mark := range [...]string{"©", "copyright", "(@", "photo", "foto", "appears in print", "(stand:", "getty", "reuters/", "http"} {
		if strings.Contains(lower, mark) {
			return true
		}
	}
	return false
}
