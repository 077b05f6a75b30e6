package content

// What stands below the header zone: labelled dates, the date and the byline
// that close a text.

import (
	"strings"

	"feedmill/content/dates"
)

// readBelow looks below the header zone, from line zone on, for bylines and
// labelled dates in short lines; and below the first paragraph of the text, from
// line prose on, for the date that closes it.
func (r *reader) readBelow(zone, prose int) {
	const short, near, most = 100, 20, 40
	var closing *candidate // the topmost that closes the text
	var last []int         // lines near the end that are dates
	labelled := len(r.dated)
	after := 0
	for i := len(r.lines) - 1; i >= min(zone, prose) && len(r.dated) < most; i-- {
		l := &r.lines[i]
		if l.fate == blank {
			continue
		}
		after++
		if l.fate != inBody || l.runes > short || i >= zone && (after <= near || isSigned(l.text) || strings.HasSuffix(l.text, ":") || strings.HasSuffix(l.text, " von")) && r.noteClosingByline(i) || !hasDigit(l.text) {
			continue
		}
		found := r.find(i)
		if len(found) > 0 && found[0].Label == dates.NoLabel {
			found[0].Label = r.loneLabelAbove(i)
		}
		switch {
		case len(found) == 0:
		case i >= zone && isLabelled(found[0]) && (found[0].LabelStart == 0 || r.areFacts(l.text, found)):
			r.noteBelow(i, found)
		case i <= prose || !mayClose(l.text, found[0], r.ctx) || !r.areFacts(l.text, found):
		case r.closesText(i), r.besideTitle(residue(l.text, found)) == "" && residue(l.text, found) != "":
			closing = &candidate{line: i, match: found[0], score: leastScore, whole: true, closing: true}
		default:
			closing = nil // it stands below others, of comments or of other articles
			if after <= near && residue(l.text, found) == "" {
				last = append(last, i)
			}
		}
	}
	r.leaveList(labelled)
	if closing == nil && len(last) == 1 { // several are the dates of comments
		closing = &candidate{line: last[0], match: r.find(last[0])[0], score: leastScore, whole: true, closing: true}
	}
	if closing != nil && !r.hasDate(closing.line) {
		r.dated = append(r.dated, *closing)
	}
}

// noteBelow notes labelled dates below the head. A date in the head goes before
// them.
func (r *reader) noteBelow(i int, found []dates.Match) {
	from := len(r.dated)
	r.noteDates(i, found, zoneLines/2, zoneParagraphs)
	for k := range r.dated[from:] {
		c := &r.dated[from+k]
		c.score = min(c.score, leastScore+1)
	}
}

func isLabelled(m dates.Match) bool {
	return m.Label == dates.Published || m.Label == dates.Updated
}

// loneLabelAbove is the label that stands alone on the line above i: "Updated:".
func (r *reader) loneLabelAbove(i int) dates.Label {
	above := r.above(i)
	if above < i-2 || above < 0 || r.lines[above].runes > 40 {
		return dates.NoLabel
	}
	if label, rest, ok := dates.LabelOf(r.lines[above].text); ok && rest == "" {
		return label
	}
	return dates.NoLabel
}

// leaveList takes labelled dates of several days for those of other articles,
// which a list below the text gives one each.
func (r *reader) leaveList(from int) {
	const list = 3
	days, last := 0, ""
	for _, c := range r.dated[from:] {
		if day := c.match.Date.Time.Format("2006-01-02"); c.match.Label == dates.Published && day != last {
			days++
			last = day
		}
	}
	for k := range r.dated[from:] {
		if c := &r.dated[from+k]; days >= list && c.match.Label == dates.Published {
			c.score = min(c.score, leastScore-1)
		}
	}
}

// hasDate holds for a line whose date is a candidate in good standing already.
func (r *reader) hasDate(i int) bool {
	for k := range r.dated {
		if c := &r.dated[k]; c.line == i && c.score >= leastScore {
			return true
		}
	}
	return false
}

// mayClose holds for a full date, not one to come, that could be the article's.
func mayClose(line string, m dates.Match, ctx dates.Context) bool {
	return !isFuture(m.Date, ctx) && !m.YearInferred && !m.Relative && !m.Range && m.Label != dates.Other && !isNotDate(line) && !isEmbedded(line, m) && !strings.HasSuffix(line, ":")
}

// closesText holds for a line right below the prose of the article, names and
// captions between them aside, or beside a byline: papers sign off so. The dates
// of comments and of other articles stand below a heading or a headline.
func (r *reader) closesText(i int) bool {
	above, passed := i, 0
	for passed < 3 {
		if above = r.above(above); above < r.top {
			return false
		}
		l := &r.lines[above]
		if l.runes >= 60 && (endsStatement(l.text) || strings.HasSuffix(l.text, ")")) {
			return !isCaption(l.text)
		}
		if _, rest, ok := cutByLabel(l.text); ok && passed == 0 && startsUpper(rest) && !endsSentence(l.text) {
			return true
		}
		if _, _, ok := bareNames(l.text, false); !ok && !isCaption(l.text) && !isRuleText(l.text) && !strings.HasPrefix(l.text, "(") {
			break
		}
		passed++
	}
	below := r.next(i + 1)
	if below >= len(r.lines) || below > i+4 {
		return false
	}
	_, _, ok := cutByLabel(r.lines[below].text)
	return ok && !endsSentence(r.lines[below].text) || r.hasByline(below)
}

// above is the index of the nearest line above i that has text and is no litter,
// or -1.
func (r *reader) above(i int) int {
	for i--; i >= 0; i-- {
		if l := &r.lines[i]; l.fate != blank && l.fate != inDropped {
			return i
		}
	}
	return -1
}

// areFacts holds for a line that holds nothing but dates, names and counters.
func (r *reader) areFacts(s string, found []dates.Match) bool {
	for piece := range strings.SplitSeq(residue(s, found), "|") {
		if piece = r.besideTitle(piece); piece == "" || isCounterText(piece) || whyLitter(piece) != "" {
			continue
		}
		if _, _, ok := r.labelledByline(piece, true, true); ok {
			continue
		}
		if _, _, ok := bareNames(piece, false); !ok {
			return false
		}
	}
	return true
}

// isSigned holds for a by-label with a colon, "Author: Jane Doe", which is a byline
// wherever it stands.
func isSigned(s string) bool {
	key, name, ok := strings.Cut(s, ": ")
	if !ok || len(s) > 80 {
		return false
	}
	_, rest, ok := cutByLabel(key)
	return ok && rest == "" && wordCount(name) >= 2
}

// noteNameBelow notes the names below a by-label that stands alone, "Author:" or
// "Kommentar von".
func (r *reader) noteNameBelow(i int) bool {
	s, colon := strings.CutSuffix(r.lines[i].text, ":")
	opinion := strings.HasSuffix(s, "ommentar von") // label of German leaders
	if _, rest, ok := cutByLabel(s); !opinion && (!colon || !ok || rest != "") {
		return false
	}
	j := r.next(i + 1)
	if j == len(r.lines) || j > i+2 || r.lines[j].runes > 80 {
		return false
	}
	authors, source := parseNames(r.lines[j].text, true)
	if len(authors) == 0 || wordCount(authors[0].Name) < 2 {
		return false
	}
	r.drop(i, "label")
	r.bylines = append(r.bylines, bylineAt{line: j, authors: authors, source: source, labelled: true, passed: 2})
	return true
}

// noteClosingByline notes a byline at the end: "Author: Jane Doe".
func (r *reader) noteClosingByline(i int) bool {
	if r.noteNameBelow(i) {
		return true
	}
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
