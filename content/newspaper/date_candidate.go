package newspaper

// A date is the article's own by its label, its place and its company. This file
// weighs the dates that the text holds.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// candidate is a date found in a line.
type candidate struct {
	line   int // index
	match  dates.Match
	score  float64
	whole  bool // the line holds nothing but facts
	passed int  // paragraphs above it
	prose  bool // the line is text of the body that begins with the date

	heads    bool // it heads a part of the text
	titular  bool // it is part of the title
	joined   bool // and does not belong there
	closing  bool // it stands below the text, without a label
	unproven bool // it rests on the file's time, which the text does not bear out
}

// leastScore is what a date must reach to be an article's own.
const leastScore = 4.0

// scoreDate weighs a date by its label, its place and its company. At is the
// line's place among those with text, passed the paragraphs above it, unknown
// the characters beside it that are no fact. The weights were found by trial on
// pages with known dates; a label is worth about as much as five paragraphs.
func (r *clues) scoreDate(i int, m dates.Match, at, passed, unknown int) float64 {
	l := &r.lines[i]
	labelled := isLabelled(m)
	opens := m.LabelStart == 0 && (m.LabelEnd > 0 || labelled) // the line, or one above it
	if m.Range || m.Label == dates.Other || !opens && isNotDate(l.text) || m.Label == dates.Published && r.besideBook(i) ||
		passed > 0 && isEmbedded(l.text, m) || r.belowRelated(i) || passed > 0 && (r.belowNeighbours(i) || issueWords.Any(l.text)) && !labelled ||
		m.Label != dates.Updated && !(labelled && !m.WeakLabel) && r.besideVenue(i) ||
		passed > 0 && !labelled && (behindKey(l.text, m) || r.belowComments(i)) || passed > 0 && m.LabelEnd < m.Start && issueWords.Any(l.text[m.LabelEnd:m.Start]) {
		return -1
	}
	score := 4 - 0.08*float64(at) + r.labelPoints(i, m, at, unknown) + shapePoints(l, m, at, unknown)
	if passed > 0 {
		far := 1.25*float64(passed) - 0.25
		if labelled && opens && unknown == 0 || !m.Date.DayOnly && r.sharesByline(i) {
			far = min(far, 2) // the line says what it is, wherever it stands
		}
		score -= far
	}
	if (m.YearInferred || m.Relative) && m.Label == dates.NoLabel && !r.hasByline(i) {
		score -= 8
	}
	if m.WeakLabel && r.besideHour(i) {
		score = min(score, leastScore)
	}
	closes := unknown == 0 && strings.Trim(l.text[m.End:], " .)") == "" // "12:00 A. M."
	if !closes && prose.EndsSentence(l.text) && l.runes > 50 && !(isParted(l.text[m.End:]) && r.sharesByline(i)) && (m.Label == dates.NoLabel || m.YearInferred || m.LabelStart > 0) {
		score -= 8
	}
	return score
}

// behindKey reports whether a key that is no label of an article's date leads to m: "Last
// guided tour: 3 May 2021".
func behindKey(s string, m dates.Match) bool {
	key, ok := strings.CutSuffix(strings.TrimRight(s[:m.Start], " "), ":")
	return ok && strings.IndexFunc(key, unicode.IsLetter) >= 0
}

// belowComments reports whether a line that counts comments stands between the text and
// line i.
func (r *clues) belowComments(i int) bool {
	const near, longest, paragraph = 12, 40, 60
	for above := i - 1; above >= r.top && above >= i-near; above-- {
		l := &r.lines[above]
		if l.fate == blank {
			continue
		}
		if l.runes >= paragraph && prose.EndsStatement(l.text) {
			return false
		}
		if l.runes <= longest && commentWords.Any(l.text) && (prose.HasDigit(l.text) || prose.WordCount(l.text) == 1) {
			return true
		}
	}
	return false
}

// commentWords head the comments below a text.
var commentWords = lexicon.Words("comments")

// labelPoints is what the words beside a date give it, or take from it.
func (r *clues) labelPoints(i int, m dates.Match, at, unknown int) float64 {
	switch {
	case isLabelled(m) && m.WeakLabel && r.datedAbove(i):
		return -2 // "Date:" among the data of something else
	case isLabelled(m) && m.WeakLabel && at > 4:
		return 3
	case isLabelled(m):
		return 6
	case r.sharesByline(i):
		return 3 - 0.015*float64(unknown)
	}
	return -strangeness(&r.lines[i], m, unknown)
}

// shapePoints is what a date's line gives it: short, whole, near the title.
func shapePoints(l *line, m dates.Match, at, unknown int) float64 {
	points := 0.0
	switch {
	case l.runes < 60:
		points += 3
	case l.runes < 90:
		points += 1.5
	}
	if m.Start == 0 {
		points += 0.5
	}
	if !m.Date.DayOnly {
		points++
	}
	if at <= 4 {
		points += 3 - 0.7*float64(at)
	}
	if unknown == 0 {
		points++
	}
	return points
}

// besideBook reports whether line i is in a list of a book's data, ISBN and all: the
// day is the book's.
func (r *clues) besideBook(i int) bool {
	const near = 12
	above := i - 1
	for above > 0 && r.lines[above].fate == blank {
		above--
	}
	if above < 0 {
		return false
	}
	if _, value, ok := stated.CutKey(r.lines[above].text); !ok || value == "" {
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
	case prose.EndsSentence(l.text):
		return 3 + 0.1*float64(unknown)
	case before == 0:
		return 0.5 + 0.015*float64(unknown)
	case before <= 30:
		return 0.6 + 0.03*float64(unknown)
	}
	return 3 + 0.1*float64(unknown)
}

// datedAbove reports whether a line above gives a date that is a good candidate.
func (r *clues) datedAbove(i int) bool {
	for k := range r.dated {
		if c := &r.dated[k]; c.line < i && c.score >= leastScore {
			return true
		}
	}
	return false
}

// sharesByline reports whether line i says by whom: "By Jane Doe, May 5", "May 5 13:15
// Author: Jane Doe".
func (r *clues) sharesByline(i int) bool {
	for k := range r.bylines {
		if b := &r.bylines[k]; b.line == i && b.labelled {
			return !isSign(b.authors[0].Name)
		}
	}
	return false
}

// isEmbedded reports whether s is the line under an embedded post of a social network:
// "Posted by The Museum on Monday, February 7, 2022".
func isEmbedded(s string, m dates.Match) bool {
	return strings.HasPrefix(s, "Posted by ") && m.Weekday && m.Date.DayOnly && strings.HasSuffix(s[:m.Start], " on ")
}

// belowRelated reports whether line i is below "See also:" and its like: the day is
// that of the other article.
func (r *clues) belowRelated(i int) bool {
	for above := i - 1; above >= 0 && i-above <= 3; above-- {
		l := &r.lines[above]
		switch {
		case l.fate == blank:
		case l.fate == inDropped || l.fate == inBody:
			return whyRelated(l.text) == "related links"
		default:
			return false
		}
	}
	return false
}

// hasByline reports whether line i names the authors too.
func (r *clues) hasByline(i int) bool {
	for k := range r.bylines {
		if r.bylines[k].line == i {
			return true
		}
	}
	return false
}

// isNotDate reports whether dates in s are never the article's: it is a caption, a
// copyright, a quoted message, or a note about the print edition or the sources.
func isNotDate(s string) bool {
	if isTweetSource(s) || isQuoted(s) {
		return true
	}
	lower := strings.ToLower(s)
	if sharedPosts.Of(lower) != "" {
		return true
	}
	for _, mark := range [...]string{"©", "copyright", "appears in print", "(stand:", "getty", "reuters/", "http"} {
		if strings.Contains(lower, mark) {
			return true
		}
	}
	return namesPicture(lower)
}

// namesPicture reports whether a line in lower case has the word photo, alone or at the
// beginning of photograph and its like, but not of photovoltaic.
func namesPicture(lower string) bool {
	for _, word := range [...]string{"photo", "foto"} {
		for rest := lower; ; {
			_, after, ok := strings.Cut(rest, word)
			if !ok {
				break
			}
			if rest = after; !strings.HasPrefix(after, "v") && !strings.HasPrefix(after, "n") {
				return true
			}
		}
	}
	return false
}

// issueWords name the number of a paper, whose day below a text is not the text's.
var issueWords = lexicon.Words("issue")
