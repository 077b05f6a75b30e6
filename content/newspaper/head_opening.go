package newspaper

// The days in the first paragraphs of a text: in a dateline, run in before the first
// sentence, or run together with the last.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content/dates"
	"feedmill/content/prose"
)

// readOpening finds the date that a paragraph begins with: of a press release's
// dateline, or of a note that begins "06.11.23 - ". A label at the start of a
// long line counts as well.
func (r *lineReader) readOpening(i, at, passed int) {
	const head = 100
	l := &r.lines[i]
	if _, _, ok := dates.LabelOf(l.text); ok && l.runes <= 3*longestFact && prose.HasDigit(l.text[:min(len(l.text), head)]) {
		if found := r.find(i); len(found) > 0 && found[0].Label != dates.Other && found[0].LabelStart == 0 {
			r.noteDates(i, found[:1], at, passed)
		}
		return
	}
	opening := prose.CutBytes(l.text, longestRunIn)
	if passed > decks || passed > 1 && !beginsInCapitals(opening) || !prose.HasDigit(opening) {
		return
	}
	found := dates.Find(opening, r.ctx)
	begins := len(found) > 0 && opensWithDate(opening[:found[0].Start])
	if !begins && !prose.StartsUpper(strings.TrimLeft(l.text, "([（【")) && !isDateline(l.text) {
		return
	}
	if len(found) > 1 && found[0].Start == 0 && found[0].End == found[1].Start { // published and changed, then the tags
		r.noteDates(i, found[:2], at, passed)
		return
	}
	for _, m := range found {
		dateline := m.End <= datelineEnd(l.text)
		if passed == 1 && m.Start <= 1 {
			return // a paragraph below the first is no dateline for beginning with a day
		}
		if !m.Relative && !m.Range && (dateline || !m.YearInferred && opensText(l.text, m)) {
			if m.Start > 1 || !r.beginsChronicle(i) && r.testify().latest <= m.Date.Time.Year()+1 {
				r.dated = append(r.dated, candidate{line: i, match: m, score: leastScore + sureness(l.text, m), prose: true})
			}
			return
		}
	}
}

// sureness is what a full date in a dateline has above the least score: much where an agency
// stands beside it.
func sureness(s string, m dates.Match) float64 {
	const plain, wired = 1, 4
	if m.YearInferred || cutWireBefore(s[:m.Start]) == "" && creditedEnd(prose.CutBytes(s, longestRunIn)) == 0 && !namesAgencyBehind(s[m.End:]) {
		return plain
	}
	return wired
}

// namesAgencyBehind reports whether an agency in brackets or between slashes follows a date.
func namesAgencyBehind(s string) bool {
	const longest = 30 // bytes
	inner := strings.TrimLeft(prose.CutBytes(s, longest), " ")
	for _, marks := range [...]string{"()", "//"} {
		if rest, ok := strings.CutPrefix(inner, marks[:1]); ok {
			name, _, ok := strings.Cut(rest, marks[1:])
			return ok && namesWire(name)
		}
	}
	return false
}

// noteGluedDate notes the day that a scraper ran together with the end of the paragraph
// above it: "… to its recovery?Monday, 6 January 2020".
func (r *lineReader) noteGluedDate(i int) bool {
	const longest = 60 // bytes of a day
	s := r.lines[i].text
	if !prose.IsDigit(s[len(s)-1]) {
		return false
	}
	found := r.find(i)
	if len(found) == 0 {
		return false
	}
	last := found[len(found)-1]
	if last.End != len(s) || len(s)-last.Start > longest || last.Relative || last.Range || last.YearInferred || last.Label != dates.NoLabel || !isGluedTo(s[:last.Start], s[last.Start:]) {
		return false
	}
	r.dated = append(r.dated, candidate{line: i, match: last, score: leastScore + 1, prose: true})
	return true
}

// isGluedTo reports whether a date begins right behind the end of a sentence, without a
// space. Behind a full stop a number may go on: "1.6. November".
func isGluedTo(before, date string) bool {
	if strings.HasSuffix(before, ".") {
		return !prose.IsDigit(date[0])
	}
	mark, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, "”»"))
	return strings.ContainsRune(".?!…", mark)
}
