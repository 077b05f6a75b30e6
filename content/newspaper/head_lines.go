package newspaper

// The lines of the head: between the title and the text stand the date, the byline,
// the section, and what is left of the page around. This file goes through them
// once, line by line, and notes what each line could be.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

const (
	menuLines      = 30 // short lines, one below the other, that must be a menu
	zoneLines      = 60 // lines after the title in which facts are looked for
	zoneParagraphs = 5  // paragraphs of prose after which they are not
	longestFact    = 160
	shortestProse  = 60 // characters of a sentence that is no fact
)

// bylineAt is a line that may name the authors.
type bylineAt struct {
	line     int
	authors  []content.Author
	source   string
	labelled bool // it says "by", or stands in the line of the date
	more     bool // it continues the byline above: "& John Roe"
	closing  bool // it stands below the text
	passed   int  // paragraphs above it
}

// walk is how far the reading of the zone has come.
type walk struct {
	seen   int // lines that may be facts
	passed int // paragraphs
	prose  int // index of the first paragraph
	below  int // index of the first line that the walk skipped
}

// readHeadLines collects dates and bylines and takes the other facts.
func (r *lineReader) readHeadLines() {
	w := walk{prose: len(r.lines), below: len(r.lines)}
	i := r.next(r.top)
	r.head = r.top - 1
	again := r.titleAgain(i)
	head := r.headAbove(again, i)
	for i < len(r.lines) && (i <= again || w.seen < zoneLines && w.passed <= zoneParagraphs) {
		if head >= 0 && i >= head {
			head, r.nearNames = -1, len(r.bylines)
		}
		if i == again {
			r.drop(i, "title repeated")
			r.head, r.menu, r.menuNames = i, len(r.dated), len(r.bylines)
			r.weighAboveTitle(i)
			w = walk{prose: len(r.lines), below: len(r.lines)}
			i = r.next(i + 1)
			continue
		}
		if w.seen == menuLines && w.passed == 0 && again < i {
			if head := r.headBelowMenu(i); head > i {
				w.below, w.seen, i = i, 0, head
				continue
			}
		}
		i = r.readStretch(&w, i)
	}
	r.leaveMenu()
	r.readClosing(min(i, w.below), w.prose)
	r.readSignature()
	r.chooseAuthors()
}

// headAbove is the line at which the head of an article begins whose title stands again in
// the line given: its author may stand in the lines right above it, which are short, if a
// page is above them.
func (r *lineReader) headAbove(again, top int) int {
	const most, longest, page = 4, 80, 10 // lines, and characters
	head := again
	for n := 0; again >= 0 && n < most; n++ {
		above := r.above(head)
		if above < top+page || r.lines[above].runes > longest {
			break
		}
		head = above
	}
	return head
}

// readStretch reads the line i, with the lines that continue it, and gives the
// index of the one after.
func (r *lineReader) readStretch(w *walk, i int) int {
	end, size := i, r.lines[i].runes
	for r.joins(end) {
		end++
		size += r.lines[end].runes
	}
	facts := len(r.dated) + len(r.bylines)
	r.readReporters(i, w.passed)
	switch {
	case end == i && w.passed == 0 && r.readLifeByline(i):
	case end == i && w.passed == 0 && size >= shortestProse && r.noteGluedDate(i):
		w.prose = min(w.prose, i)
		w.passed++
	case end == i && size <= longestFact && r.readFact(i, w.seen, w.passed):
	case size >= 120, size >= shortestProse && prose.EndsStatement(r.lines[end].text):
		r.readOpening(i, w.seen, w.passed)
		w.prose = min(w.prose, i)
		w.passed++
	case end > i && size <= longestFact && !prose.EndsSentence(r.lines[end].text):
		for j := i; j <= end; j++ { // short lines that seemed to be one sentence
			r.readFact(j, w.seen, w.passed)
		}
	}
	r.noteDek(i, end, w.seen, facts)
	if r.lines[i].fate != inDropped {
		w.seen++
	}
	return r.next(end + 1)
}

// weighAboveTitle weighs dates that stand right above the title's last mention, line i, as
// those below it: papers print the day over the headline, and the menu above both is no part
// of the head. A month's archive or today's date stands farther off.
func (r *lineReader) weighAboveTitle(i int) {
	const near = 3 // lines
	for k := range r.dated {
		if c := &r.dated[k]; c.whole && c.line < i && c.line >= i-4*near && r.between(c.line, i) <= near {
			c.passed = 0
			c.score = max(c.score, r.scoreDate(c.line, c.match, near, 0, 0))
		}
	}
}

// headBelowMenu is the line at which the head of an article begins whose title
// stands above a page's menu: a few lines before its first paragraph.
func (r *lineReader) headBelowMenu(from int) int {
	const head, most = 14, 600
	var last [head]int
	n := 0
	for i := from; i < len(r.lines) && n < most; i = r.next(i + 1) {
		l := &r.lines[i]
		if l.runes >= 120 && prose.EndsStatement(l.text) {
			if n < head {
				return from
			}
			return last[n%head]
		}
		if whyLitter(l.text) != "" {
			continue // buttons to share it with, one for each network
		}
		last[n%head] = i
		n++
	}
	return from
}

// leaveMenu takes the dates above the repeated title for the page's own, today's
// in most cases, where one below it will do; and a day that a menu parts from it in any case.
func (r *lineReader) leaveMenu() {
	r.leaveMasthead()
	for _, c := range r.dated[r.menu:] {
		if c.score < leastScore || c.match.Label == dates.Updated {
			continue
		}
		for k := range r.dated[:r.menu] {
			if above := &r.dated[k]; above.match.Label == dates.NoLabel && above.score < topDate {
				above.score = min(above.score, c.score-1)
			}
		}
		return
	}
}

// leaveMasthead passes over days without label that a menu parts from the title below it.
func (r *lineReader) leaveMasthead() {
	for k := range r.dated[:r.menu] {
		c := &r.dated[k]
		if c.match.Label == dates.NoLabel && c.match.Date.DayOnly && c.score < topDate && r.isMenuBetween(c.line, r.head) {
			c.score = min(c.score, leastScore-1)
		}
	}
}

// isMenuBetween reports whether so many lines stand between two as only menus have.
func (r *lineReader) isMenuBetween(i, j int) bool {
	n := 0
	for i = r.next(i + 1); i < j && n < menuLines; i = r.next(i + 1) {
		n++
	}
	return n == menuLines
}

// noteDek finds the line that sums an article up: the first one below the title,
// with a byline or a date soon after it. Facts is their number before line i.
func (r *lineReader) noteDek(i, end, seen, facts int) {
	const longest = 400
	found := len(r.dated)+len(r.bylines) > facts
	l := &r.lines[i]
	switch {
	case seen == 0 && end == i && !found && l.runes <= longest && prose.WordCount(l.text) >= 6 && !isCaption(l.text):
		r.dek = i
	case r.dek >= 0 && !r.dekSure && seen <= 3 && found:
		r.dekSure = true
	}
}

// decks is how many paragraphs may stand above a dateline: press offices put the points of a
// text there.
const decks = zoneParagraphs

// beginsInCapitals reports whether s begins with a word in capitals or with an agency in
// brackets, as datelines do.
func beginsInCapitals(s string) bool {
	const shortest = 3 // letters
	if inner, ok := strings.CutPrefix(s, "("); ok {
		name, _, ok := strings.Cut(inner, ")")
		return ok && namesWire(name)
	}
	word, _, _ := strings.Cut(s, " ")
	word = strings.TrimRight(word, ",")
	return len(word) >= shortest && prose.AllCaps(word) && !prose.HasDigit(word)
}

// readFact takes line i if it is a fact, or notes it as a candidate. It reports
// whether the line is no prose.
func (r *lineReader) readFact(i, at, passed int) bool {
	s := r.lines[i].text
	switch {
	case r.readFurniture(i, passed), r.readFiledNote(i, passed), r.readHanKeys(i), r.readKeyLine(i):
		return true
	case passed == 0 && isVia(s):
		r.readOrigin(i)
		return true
	case r.readLoneLabel(i, at, passed), r.readTrailingLabel(i, at, passed), r.readTimeAndName(i, passed):
		return true
	}
	if prose.HasDigit(s) || r.lines[i].runes <= 40 && (strings.Contains(s, "年") && strings.Contains(s, "日") || strings.Contains(s, "תש")) {
		if found := r.find(i); len(found) > 0 {
			return r.readFactDates(i, found, at, passed)
		}
	}
	return r.noteByline(i, s, false, passed)
}

// readFurniture drops line i if it is neither a fact nor prose. It reports whether it
// is such a line; those of tables stay.
func (r *lineReader) readFurniture(i, passed int) bool {
	s := r.lines[i].text
	why := whyLitter(s)
	if _, _, drawn := r.drawing(i); drawn {
		return false
	}
	switch {
	case isRuleText(s):
		if passed == 0 {
			r.drop(i, "rule")
		}
	case why == counter && len(r.find(i)) > 0:
		return false // "14.06.2022, 5 min"
	case why != "":
		r.drop(i, why)
	case r.isInTable(i), passed == 0 && r.readEmbargo(i):
	case passed == 0 && isSlug(s):
		r.drop(i, slugOfRelease)
	case isWireNote(s):
		r.drop(i, "note to editors")
	case isPrintNote(s):
		r.drop(i, "print edition note")
	default:
		return false
	}
	return true
}

// isVia reports whether s names the newspaper that the article was found in: "Via The
// Post".
func isVia(s string) bool {
	paper, ok := strings.CutPrefix(s, "Via ")
	return ok && prose.WordCount(paper) <= 4 && prose.StartsUpper(paper) && !prose.EndsSentence(paper)
}

// readFactDates notes the dates of line i. It reports whether the line is no prose.
func (r *lineReader) readFactDates(i int, found []dates.Match, at, passed int) bool {
	l := &r.lines[i]
	switch {
	case l.runes < 60 && isSolid(l.text) && prose.EndsStatement(l.text) && opensText(l.text, found[0]):
		r.readOpening(i, at, passed)
	case l.runes >= 60 && prose.EndsStatement(l.text) && found[0].Label == dates.NoLabel &&
		(opensText(l.text, found[0]) || found[0].End <= datelineEnd(l.text)):
		return false // the text itself, after its date
	default:
		r.noteDates(i, found, at, passed)
	}
	return true
}

// readKeyLine takes a labelled line of the head, "Topics: …" or "BYLINE: …", and
// reports whether line i is one.
func (r *lineReader) readKeyLine(i int) bool {
	l := &r.lines[i]
	key, value, ok := stated.CutKey(strings.TrimLeft(l.text, "|•·–— "))
	if !ok || value == "" {
		return false
	}
	f := stated.FieldOf(key)
	switch {
	case f == stated.Other && len(key) > 3 && prose.AllCaps(key):
		r.drop(i, "header key without use")
		return true
	case !fitsKey(f, value, l.runes), len(dates.Find(value, r.ctx)) > 0:
		return false
	case f == stated.Author:
		return r.readAuthorKey(i, value)
	}
	s := stated.Fact{Field: f, Key: key, Values: []string{value}, Line: l.n, Rule: "label " + key}
	r.settleStated(i, r.a.State(s, r.ctx))
	return true
}

// fitsKey reports whether a field may stand in a line of so many characters outside of
// a header block, with this value: prose has colons too.
func fitsKey(f stated.Field, value string, runes int) bool {
	words := 0 // of a sentence
	if prose.EndsSentence(value) {
		words = prose.WordCount(value)
	}
	switch f {
	case stated.Tags:
		return words <= 6 && !isGlued(value)
	case stated.Section, stated.Source, stated.Rights, stated.Language:
		return words <= 6 && runes <= 120
	case stated.Author:
		return words <= 5
	}
	return false
}

// readAuthorKey notes the names after an author's key, and reports whether there are
// any.
func (r *lineReader) readAuthorKey(i int, value string) bool {
	value = strings.TrimPrefix(strings.TrimPrefix(value, "in: "), "innen: ") // "Autor:in: Jane Doe"
	authors, source := byline.Parse(value, false)
	if len(authors) == 0 || prose.WordCount(value) > 12 {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true})
	return true
}

// settleStated marks a line whose key was read: taken as the origin of its
// field, or listed as dropped.
func (r *clues) settleStated(i int, took bool) {
	for _, o := range r.a.Origin {
		if took && o.Line == r.lines[i].n {
			r.lines[i].fate = inField
			return
		}
	}
	why := "stated before"
	if took {
		why = "more of a field"
	}
	r.drop(i, why)
}

// isGlued reports whether value is link texts that a scraper ran together: no
// separator, and capitals after lower-case letters.
func isGlued(value string) bool {
	if strings.ContainsAny(value, ",;/|#·") {
		return false
	}
	prev := ' '
	for _, c := range value {
		if unicode.IsUpper(c) && unicode.IsLower(prev) {
			return true
		}
		prev = c
	}
	return false
}

// readLoneLabel reads a label alone on its line, "By" or "PUBLISHED:", with the line
// that follows. It reports whether line i is one.
func (r *lineReader) readLoneLabel(i, at, passed int) bool {
	s := r.lines[i].text
	if len(s) > 40 {
		return false
	}
	j := r.next(i + 1)
	if j == len(r.lines) || j > i+3 {
		return false
	}
	if label, rest, ok := dates.LabelOf(s); ok && strings.Trim(rest, " :|-–") == "" {
		if found := r.find(j); len(found) > 0 {
			r.drop(i, "label")
			if found[0].Label == dates.NoLabel {
				found[0].Label = label
			}
			r.noteDates(j, found, at, passed)
			return true
		}
	}
	label, rest, ok := byline.CutByLabel(s)
	if !ok || rest != "" || strings.EqualFold(label, "text") || r.lines[j].runes > 80 {
		return false
	}
	below := r.lines[j].text
	if found := r.find(j); len(found) > 0 {
		r.noteDates(j, found, at, passed)
		below = strings.SplitN(residue(below, found), "|", 2)[0]
	}
	below, account := strings.CutPrefix(below, "u/")
	authors, source := byline.Parse(byline.TrimTail(byline.CutNamePrefix(below)), true)
	if len(authors) == 0 && (strings.HasSuffix(s, ":") || account) && !strings.HasSuffix(below, ":") {
		authors = keyedAuthor(below)
	}
	if len(authors) == 0 || prose.WordCount(authors[0].Name) < 2 && prose.WordCount(below) > 1 || byline.IsKatakanaWord(authors[0].Name) || byline.IsHanWord(authors[0].Name) {
		return false
	}
	r.drop(i, "label")
	r.bylines = append(r.bylines, bylineAt{line: j, authors: authors, source: source, labelled: true})
	return true
}

// keyedAuthor is the value of an author's key on a line of its own, which need not look
// like a name: initials, an account, a house.
func keyedAuthor(s string) []content.Author {
	const most = 8 // words
	switch words := prose.WordCount(s); {
	case byline.IsNobody(s) || strings.ContainsAny(s, "!?;/"):
		return nil
	case words == 1 && utf8.RuneCountInString(s) <= 20:
		return []content.Author{{Name: s}}
	case words <= most && byline.BeginsWithArticle(s) && !prose.EndsSentence(s):
		return []content.Author{{Name: s, Organisation: true}}
	}
	return nil
}

// find looks for dates in line i.
func (r *page) find(i int) []dates.Match {
	return dates.Find(r.lines[i].text, r.ctx)
}
