package newspaper

// What stands below the head: labelled dates, the date and the byline
// that close a text.

import (
	"strings"
	"time"

	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// nearEnd is how many lines from the end a text signs off.
const nearEnd = 20

// tail is what the lines below the head hold besides labelled dates.
type tail struct {
	own     *candidate    // beside the title, said once more
	closing *candidate    // the topmost date that closes the text
	last    []candidate   // dates alone on a line near the end
	stamps  []dates.Match // all dates with a time, from the end upward
	teaser  bool          // closing stands below what could be the teaser of another story, one such date below it
	events  bool          // a span of days is near the end: a calendar of events
}

// readClosing looks below the head, from line zone on, for bylines and
// labelled dates in short lines; and below the first paragraph of the text, from
// line text on, for the date that closes it.
func (r *lineReader) readClosing(zone, text int) {
	const short, most = 100, 40
	var t tail
	labelled := len(r.dated)
	after := 0
	for i := len(r.lines) - 1; i >= min(zone, text) && len(r.dated) < most; i-- {
		l := &r.lines[i]
		if l.fate == blank {
			continue
		}
		after++
		if l.fate != inBody {
			continue
		}
		digit := (l.runes <= short || len(l.text) <= longestEntryNote) && prose.HasDigit(l.text)
		if digit && r.readEntryNote(i) {
			continue
		}
		if l.runes > short || i >= zone && maySign(l.text, after) && r.noteClosingByline(i) || !digit {
			continue
		}
		if found := r.findBelow(i); len(found) > 0 {
			t.events = t.events || found[0].Range && after <= nearEnd
			if i >= zone && isLabelled(found[0]) && (found[0].LabelStart == 0 || r.areFacts(l.text, found)) {
				r.noteBelow(i, found)
			} else if i > text {
				r.readTail(&t, i, found, after)
			}
		}
	}
	r.leaveList(labelled)
	r.noteTail(&t)
}

// maySign reports whether a line may be a signature: it is near the end, or looks like
// a by-label.
func maySign(s string, after int) bool {
	return after <= nearEnd || isSigned(s) || strings.HasSuffix(s, ":") || strings.HasSuffix(s, " von")
}

// findBelow finds the dates of line i, with the label that the line above may be.
func (r *lineReader) findBelow(i int) []dates.Match {
	found := r.find(i)
	if len(found) > 0 && found[0].Label == dates.NoLabel {
		found[0].Label = r.loneLabelAbove(i)
	}
	return found
}

// readTail notes what an unlabelled date below the text may be.
func (r *lineReader) readTail(t *tail, i int, found []dates.Match, after int) {
	s := r.lines[i].text
	if !mayClose(s, found[0], r.ctx) || r.besideVenue(i) || issueWords.Any(s) {
		return
	}
	if !found[0].Date.DayOnly {
		t.stamps = append(t.stamps, found[0])
	}
	below := r.belowComments(i)
	if below {
		r.commented = found[0].Date
	}
	if below || behindKey(s, found[0]) && !isLabelled(found[0]) || !r.areFacts(s, found) {
		return
	}
	c := candidate{line: i, match: found[0], score: leastScore, whole: true, closing: true}
	rest := residue(s, found)
	switch {
	case rest != "" && r.besideTitle(rest) == "":
		t.own = &c
		return
	case r.closesText(i):
		t.closing, t.teaser = &c, t.closing != nil && r.isTeased(i)
		return
	}
	t.closing = nil // it stands below others, of comments or of other articles
	if after <= nearEnd && rest == "" && !r.belowNeighbours(i) {
		t.last = append(t.last, c)
	}
}

// noteTail notes the date that closes the text.
func (r *lineReader) noteTail(t *tail) {
	if t.closing != nil && len(t.stamps) > 2 && !t.closing.match.Date.DayOnly && r.lines[r.above(t.closing.line)].runes < 60 {
		t.closing = nil // a name above it, and more such dates below: a comment's
	}
	if t.teaser {
		t.closing = nil
	}
	if t.own != nil {
		t.closing = t.own
	}
	if t.closing == nil && len(t.last) == 1 && !t.events { // several are the dates of comments
		t.closing = &t.last[0]
	}
	if t.closing != nil && !r.hasDate(t.closing.line) {
		r.dated = append(r.dated, *t.closing)
	}
	r.firstComment = dayOfComments(t.stamps)
}

// dayOfComments is the day of the first of several comments, given from the last
// to the first, or zero. That none of the next is earlier tells comments from lists
// of articles; nobody writes one before the article is out, and where others follow
// soon the first seldom waited for the next day.
func dayOfComments(stamps []dates.Match) dates.Date {
	const looked, several, soon = 5, 3, 48 * time.Hour
	if len(stamps) < several {
		return dates.Date{}
	}
	first, near := stamps[len(stamps)-1].Date, 0
	for _, m := range stamps[max(0, len(stamps)-looked):] {
		after := m.Date.Time.Sub(first.Time)
		if after < 0 {
			return dates.Date{}
		}
		if after <= soon {
			near++
		}
	}
	if near < several {
		return dates.Date{} // a late reader's, under an old article
	}
	y, m, day := first.Time.Date()
	first.Time, first.DayOnly = time.Date(y, m, day, 0, 0, 0, 0, first.Time.Location()), true
	return first
}

// noteBelow notes labelled dates below the head. A date in the head goes before
// them.
func (r *lineReader) noteBelow(i int, found []dates.Match) {
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
func (r *lineReader) loneLabelAbove(i int) dates.Label {
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
func (r *lineReader) leaveList(from int) {
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

// hasDate reports whether line i has a date that is a good candidate already.
func (r *lineReader) hasDate(i int) bool {
	for k := range r.dated {
		if c := &r.dated[k]; c.line == i && c.score >= leastScore {
			return true
		}
	}
	return false
}

// mayClose reports whether m is a full date, not a future one, that could be the
// article's.
func mayClose(line string, m dates.Match, ctx dates.Context) bool {
	return !stated.IsFuture(m.Date, ctx) && !m.YearInferred && !m.Relative && !m.Range && m.Label != dates.Other && !isNotDate(line) && !isEmbedded(line, m) && !strings.HasSuffix(line, ":")
}

// closesText reports whether line i is where newspapers sign off: right below the prose
// of the article, names and captions in between aside, or beside a byline. The dates of
// comments and of other articles stand below a heading or a headline.
func (r *lineReader) closesText(i int) bool {
	above, passed := i, 0
	for passed < 3 {
		if above = r.above(above); above < r.top {
			return false
		}
		l := &r.lines[above]
		if l.runes >= 60 && (prose.EndsStatement(l.text) || strings.HasSuffix(l.text, ")")) {
			return !isCaption(l.text)
		}
		if _, rest, ok := byline.CutByLabel(l.text); ok && passed == 0 && prose.StartsUpper(rest) && !prose.EndsSentence(l.text) {
			return true
		}
		if _, _, ok := byline.BareNames(l.text, false); !ok && !isCaption(l.text) && !isRuleText(l.text) && !strings.HasPrefix(l.text, "(") {
			break
		}
		passed++
	}
	below := r.next(i + 1)
	if below >= len(r.lines) || below > i+4 {
		return false
	}
	_, _, ok := byline.CutByLabel(r.lines[below].text)
	return ok && !prose.EndsSentence(r.lines[below].text) || r.hasByline(below)
}

// above is the index of the nearest line above i that has text and is no litter,
// or -1.
func (r *page) above(i int) int {
	for i--; i >= 0; i-- {
		if l := &r.lines[i]; l.fate != blank && l.fate != inDropped {
			return i
		}
	}
	return -1
}

// areFacts reports whether s is nothing but dates, names and counters.
func (r *lineReader) areFacts(s string, found []dates.Match) bool {
	if isCitation(s, found) {
		return false
	}
	if isSignedDay(s, found) {
		return true
	}
	for piece := range strings.SplitSeq(residue(s, found), "|") {
		if piece = r.besideTitle(piece); piece == "" || isSign(piece) || isCounterText(piece) || whyLitter(piece) != "" {
			continue
		}
		if _, _, ok := r.labelledByline(piece, true, true); ok {
			continue
		}
		if _, _, ok := byline.BareNames(piece, false); !ok {
			return false
		}
	}
	return true
}

// isSignedDay reports whether s is a town and a day, as letters and statements end: "Linz, am
// 6. November 2023".
func isSignedDay(s string, found []dates.Match) bool {
	const most = 3 // words
	m := found[0]
	before, _ := cutArticle(strings.TrimRight(s[:m.Start], " "))
	town, comma := strings.CutSuffix(before, ",")
	return comma && len(found) == 1 && m.Date.DayOnly && strings.Trim(s[m.End:], " .") == "" &&
		prose.WordCount(town) <= most && isPlace(town) && !prose.HasDigit(town) && !strings.Contains(town, ":")
}

// isSigned reports whether s has a by-label with a colon, "Author: Jane Doe", which
// makes it a byline wherever it stands.
func isSigned(s string) bool {
	key, name, ok := strings.Cut(s, ": ")
	if !ok || len(s) > 80 {
		return false
	}
	_, rest, ok := byline.CutByLabel(key)
	return ok && rest == "" && prose.WordCount(name) >= 2
}

// noteNameBelow notes the names below a by-label that stands alone, "Author:" or
// "Kommentar von". It reports whether line i is such a label.
func (r *lineReader) noteNameBelow(i int) bool {
	s, colon := strings.CutSuffix(r.lines[i].text, ":")
	opinion := strings.HasSuffix(s, "ommentar von") // label of German leaders
	if _, rest, ok := byline.CutByLabel(s); !opinion && (!colon || !ok || rest != "") {
		return false
	}
	j := r.next(i + 1)
	if j == len(r.lines) || j > i+2 || r.lines[j].runes > 80 {
		return false
	}
	authors, source := byline.Parse(r.lines[j].text, true)
	if len(authors) == 0 || prose.WordCount(authors[0].Name) < 2 {
		return false
	}
	r.drop(i, "label")
	r.bylines = append(r.bylines, bylineAt{line: j, authors: authors, source: source, labelled: true, closing: true, passed: 2})
	return true
}

// noteClosingByline notes a byline at the end, "Author: Jane Doe". It reports whether
// line i is one.
func (r *lineReader) noteClosingByline(i int) bool {
	if r.noteNameBelow(i) {
		return true
	}
	before := len(r.bylines)
	if r.readKeyLine(i) {
		for k := before; k < len(r.bylines); k++ {
			r.bylines[k].passed, r.bylines[k].closing = 2, true
		}
		return true
	}
	authors, source, ok := r.labelledByline(r.lines[i].text, false, false)
	if !ok || prose.WordCount(authors[0].Name) < 2 || prose.HasDigit(r.lines[i].text) {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: 2})
	return true
}
