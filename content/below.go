package content

// What stands below the header zone: labelled dates, the date and the byline
// that close a text.

import "feedmill/content/dates"

// readBelow looks below the header zone: for labelled dates in short lines, and
// for a date that closes the text.
func (r *reader) readBelow(from int) {
	const short, near, most = 100, 20, 40
	var closing []candidate
	after := 0
	for i := len(r.lines) - 1; i >= from && len(r.dated) < most; i-- {
		l := &r.lines[i]
		if l.fate == blank {
			continue
		}
		after++
		if l.fate != inBody || l.runes > short {
			continue
		}
		if after <= near && r.noteClosingByline(i) || !hasDigit(l.text) {
			continue
		}
		found := r.find(i)
		if len(found) == 0 {
			continue
		}
		labelled := found[0].Label == dates.Published || found[0].Label == dates.Updated
		switch {
		case labelled && (found[0].LabelStart == 0 || residue(l.text, found) == ""):
			r.noteDates(i, found, zoneLines/2, zoneParagraphs)
		case after <= near && residue(l.text, found) == "" && !found[0].YearInferred && !found[0].Relative:
			closing = append(closing, candidate{line: i, match: found[0], score: leastScore, whole: true})
		}
	}
	if len(closing) == 1 { // several are the dates of comments
		r.dated = append(r.dated, closing[0])
	}
}

// noteClosingByline notes a byline at the end: "Author: Jane Doe".
func (r *reader) noteClosingByline(i int) bool {
	before := len(r.bylines)
	if r.readKeyLine(i) {
		for k := before; k < len(r.bylines); k++ {
			r.bylines[k].passed = 2
		}
		return true
	}
	authors, source, ok := r.labelledByline(r.lines[i].text, false, false)
	if !ok || wordCount(authors[0].Name) < 2 || hasDigit(r.lines[i].text) {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: 2})
	return true
}
