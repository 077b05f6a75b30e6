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
	"feedmill/content/language"
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

// titleAgain is the index of the line that says the title once more, with
// nothing but a page's furniture above it, or -1: the head proper begins
// there. Of several the last that a paragraph follows counts: bars that stay on the
// screen say it first, and poems say it without end.
func (r *lineReader) titleAgain(from int) int {
	const near, most, paragraphs, head = 400, 1200, 2, 200 // lines with text, and paragraphs
	again, later, text, seen := -1, -1, 0, 0
	for i := from; i < len(r.lines) && seen < most; i = r.next(i + 1) {
		l := &r.lines[i]
		seen++
		switch {
		case len(l.text) >= 120 && prose.EndsSentence(l.text):
			if text++; later >= 0 && i < later+head {
				again, later = later, -1
			}
			if again >= 0 || text > paragraphs {
				return again
			}
		case !r.isTitleAgain(l):
		case again < 0 && seen <= near:
			again = i
		default:
			later = i
		}
	}
	return again
}

// isTitleAgain reports whether l is the title, in other quotation marks perhaps, or without
// what was cut off or put behind it there: the name of the paper, or of its department.
func (r *lineReader) isTitleAgain(l *line) bool {
	const shortestHan = 8 // characters
	title := r.a.Title
	if 2*len(l.text) < len(title) || len(l.text) > 2*len(title) || prose.WordCount(l.text) <= 2 && (l.runes < shortestHan || !prose.HasHan(l.text)) {
		return false
	}
	if strings.EqualFold(l.text, title) {
		return true
	}
	whole := strings.TrimRight(title, ".… ")
	a, b := l.text, whole
	for a != "" && b != "" {
		c, m := utf8.DecodeRuneInString(a)
		d, n := utf8.DecodeRuneInString(b)
		switch {
		case c == d || unicode.ToLower(c) == unicode.ToLower(d) || isQuoteMark(c, d):
			a, b = a[m:], b[n:]
		case quoteOf(c) > 0:
			a = a[m:]
		case quoteOf(d) > 0:
			b = b[n:]
		default:
			return isReworded(l.text, title)
		}
	}
	a = strings.TrimLeftFunc(a, func(c rune) bool { return quoteOf(c) > 0 })
	if a != "" {
		return b == "" && len(whole) < len(title)
	}
	return b == "" || b[0] == ' ' && strings.IndexAny(b, "|-–—_·:") == 1
}

// isReworded reports whether two headlines of six words or more begin with the same word and
// have all words but one in common, in the same order.
func isReworded(a, b string) bool {
	const fewest = 6
	first, _, _ := strings.Cut(a, " ")
	if len(b) < len(first) || !strings.EqualFold(first, b[:len(first)]) {
		return false // as nearly always
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) < fewest || len(y) < fewest || len(x)-len(y) > 1 || len(y)-len(x) > 1 {
		return false
	}
	k := 0
	for k < len(x) && k < len(y) && isSameWord(x[k], y[k]) {
		k++
	}
	p, q := len(x), len(y)
	for p > k && q > k && isSameWord(x[p-1], y[q-1]) {
		p, q = p-1, q-1
	}
	return p-k <= 1 && q-k <= 1
}

// isSameWord compares words without their marks.
func isSameWord(a, b string) bool {
	const marks = ".,:;!?'\"‘’“”„«»…"
	return strings.EqualFold(strings.Trim(a, marks), strings.Trim(b, marks))
}

// isQuoteMark reports whether two characters are the same mark of quotation or elision, of
// a typewriter and of a printer.
func isQuoteMark(c, d rune) bool {
	kind := quoteOf(c)
	return kind != 0 && kind == quoteOf(d)
}

// quoteOf is 1 for a single mark of quotation or elision, 2 for a double one, else 0.
func quoteOf(c rune) int {
	switch c {
	case '\'', '‘', '’', '‚', '`':
		return 1
	case '"', '“', '”', '„', '«', '»':
		return 2
	}
	return 0
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

// noteByline notes line i, or the piece of it given, as naming authors. It
// reports whether the line is a byline for certain.
func (r *lineReader) noteByline(i int, piece string, dated bool, passed int) bool {
	if house, ok := byline.CutHouse(piece, r.ctx.Language); ok && passed == 0 {
		return r.noteHouse(i, house)
	}
	if authors, source, ok := r.labelledByline(piece, dated || passed == 0 && !prose.EndsSentence(r.lines[i].text), dated); ok {
		r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: passed})
		return true
	}
	if r.noteExplained(i, piece, dated, passed) {
		return true
	}
	if utf8.RuneCountInString(piece) > 80 || prose.EndsSentence(piece) && !prose.EndsAbbreviated(strings.TrimRight(piece, ".")) {
		return false
	}
	if dated && isSign(piece) && strings.HasPrefix(r.lines[i].text, piece) {
		r.bylines = append(r.bylines, bylineAt{line: i, authors: []content.Author{{Name: piece}}, labelled: true, passed: passed})
		return true
	}
	piece = byline.FromReporter(piece)
	if text := r.lines[i].text; isTweetSource(text) || strings.Contains(text, "©") || isCaption(text) {
		return false
	}
	if byline.IsAgency(piece) && r.isCredited(i, piece) || isPictureCredit(piece) && r.belowPicture(i) {
		return false
	}
	more := false
	if n := len(r.bylines); n > 0 && r.between(r.bylines[n-1].line, i) == 0 {
		for _, and := range [...]string{"& ", "and ", "und ", "et "} {
			if rest, ok := strings.CutPrefix(piece, and); ok {
				piece, more = rest, true
			}
		}
	}
	authors, source, ok := byline.BareNames(piece, dated)
	if !ok && r.between(r.head, i) == 0 {
		authors, source, ok = nameAndPaper(piece)
	}
	if !ok {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, more: more, passed: passed})
	return dated || more
}

// noteHouse notes the paper that signs its text: as the author, or as the source where the
// line above has a name.
func (r *lineReader) noteHouse(i int, house string) bool {
	if n := len(r.bylines) - 1; n >= 0 && r.between(r.bylines[n].line, i) == 0 && !r.bylines[n].authors[0].Organisation {
		r.bylines[n].labelled, r.bylines[n].source = true, house
		r.drop(i, "house of the author")
		return true
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: []content.Author{{Name: house, Organisation: true}}, labelled: true})
	return true
}

// belowPicture reports whether a sentence that says what a picture shows stands right
// above line i.
func (r *lineReader) belowPicture(i int) bool {
	above := r.above(i)
	return above >= r.top && above >= i-2 && r.lines[above].fate == inBody && prose.EndsStatement(r.lines[above].text) && showsPicture(r.lines[above].text)
}

// isCredited reports whether the agency ends the line above line i: it supplied the
// picture.
func (r *lineReader) isCredited(i int, agency string) bool {
	above := r.above(i)
	if above < r.top {
		return false
	}
	s := r.lines[above].text
	return len(s) > len(agency) && strings.EqualFold(s[len(s)-len(agency):], agency) && strings.ContainsAny(s[:len(s)-len(agency)], "/(,|")
}

// prepositions stand before dates in prose: "ab 1. Januar".
var prepositions = lexicon.Words("before a date")

// isSign reports whether s is the initials that German newspapers sign short items
// with: "mh".
func isSign(s string) bool {
	if len(s) < 2 || len(s) > 3 || linkWords.Has(s) || byline.NotNames.Has(s) || language.IsSmallWord(s) || prepositions.Has(s) {
		return false
	}
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}
