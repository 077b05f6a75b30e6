package newspaper

// Blocks whose lines are more than a width that filled up: verse, agendas and
// ingredients, lettered lists, code, what the marks of mail quote.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

// shapedBlock reads the block that begins in line i, if its lines count.
func (r *bodyReader) shapedBlock(i int) (block, int, bool) {
	if isMailQuote(r.lines[i].text) {
		return r.quotedBlock(i)
	}
	if r.isLettered(i) {
		return r.letteredList(i)
	}
	if end := r.endOfStanza(i); end > 0 {
		b, end := r.rows(i, verse, func(j int) bool { return j < end })
		return b, end, true
	}
	if end := r.endOfLetter(i); end > 0 {
		b, end := r.rows(i, verse, func(j int) bool { return j < end })
		return b, end, true
	}
	if end := r.endOfAddress(i); end > 0 {
		b, end := r.rows(i, verse, func(j int) bool { return j < end })
		return b, end, true
	}
	if r.isFigures(i) && r.isFigures(i+1) {
		b, end := r.rows(i, verse, func(j int) bool {
			return r.isShort(j) && (r.isFigures(j) || r.isFigures(j+1)) && !startsItem(r.lines[j].text)
		})
		return b, end, true
	}
	return block{}, 0, false
}

// deepestQuote bounds the quotations within quotations that are told apart.
const deepestQuote = 8

// isMailQuote reports whether s has the mark that mail puts before a quotation.
func isMailQuote(s string) bool { return s[0] == '>' || isBarQuote(s) }

// isBarQuote reports whether s has the bar that some mail programs and forums put there
// instead. A second bar makes it a row of a table or of links.
func isBarQuote(s string) bool {
	return strings.HasPrefix(s, "| ") && strings.IndexByte(s[1:], '|') < 0
}

// quotedBlock reads lines marked by ">" as a text of their own. One such line
// alone may be a button with an arrow.
func (r *bodyReader) quotedBlock(i int) (block, int, bool) {
	end := i
	for end < len(r.lines) && r.lines[end].fate != inField && r.lines[end].text != "" && isMailQuote(r.lines[end].text) {
		end++
	}
	if l := &r.lines[i]; r.depth == 0 && end == i+1 && (l.runes < 60 && !prose.EndsSentence(l.text) || strings.HasPrefix(l.text, ">>") || isBarQuote(l.text)) {
		return block{}, 0, false
	}
	marks := 1
	if r.depth+1 == deepestQuote {
		marks = len(r.lines[i].text)
	}
	inner := &bodyReader{page: &page{file: r.file, ctx: r.ctx, a: r.a, dek: -1}, depth: r.depth + 1}
	for j := i; j < end; j++ {
		l := newLine(r.lines[j].n, cutQuoteMarks(r.lines[j].text, marks), false)
		if r.lines[j].fate == inDropped {
			l.fate = blank
		}
		inner.lines = append(inner.lines, l)
	}
	if inner.width = measure(inner.lines); inner.width == 0 {
		inner.width = r.width
	}
	blocks := inner.paragraphs()
	for k := range blocks {
		if blocks[k].kind == suspect {
			blocks[k].kind = paragraph
		}
	}
	return block{kind: quoted, inner: blocks, first: i, last: end - 1}, end, len(blocks) > 0
}

// cutQuoteMarks takes up to n marks from the beginning of a line.
func cutQuoteMarks(s string, n int) string {
	for ; n > 0 && (strings.HasPrefix(s, ">") || isBarQuote(s)); n-- {
		s = strings.TrimPrefix(s[1:], " ")
	}
	return s
}

// mark is the letter or the Roman numeral that begins an item: "b)", "(iv)", "C.".
type mark struct {
	form        string // what is around it, with an a or A for its size
	letter      rune
	roman       int
	beyondLatin bool
	end         int
}

// markOf reads the mark that s begins with. Its end is 0 if there is none.
func markOf(s string) (m mark) {
	const longest = 6 // bytes, with its stop
	rest, bracket := strings.CutPrefix(s, "(")
	stop := 0
	for stop < len(rest) && stop < longest && rest[stop] != ')' && rest[stop] != '.' {
		stop++
	}
	if stop == longest || stop < 1 || stop+1 >= len(rest) || rest[stop+1] != ' ' || bracket && rest[stop] == '.' {
		return mark{}
	}
	word := rest[:stop]
	first, size := utf8.DecodeRuneInString(word)
	m.form = s[:len(s)-len(rest)] + "a" + rest[stop:stop+1]
	if unicode.IsUpper(first) {
		m.form = strings.ToUpper(m.form)
	}
	if size == len(word) && unicode.IsLetter(first) && !prose.IsCJK(first) {
		m.letter, m.beyondLatin = unicode.ToLower(first), first >= utf8.RuneSelf
	}
	m.roman = roman(strings.ToLower(word))
	if m.letter == 0 && m.roman == 0 {
		return mark{}
	}
	m.end = len(s) - len(rest) + stop + 2
	return m
}

// roman is the value of a Roman numeral below forty in lower case, or 0.
func roman(s string) int {
	tens := len(s) - len(strings.TrimLeft(s, "x"))
	ones, ok := map[string]int{"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}[s[tens:]]
	if !ok && strings.HasSuffix(s, "ix") {
		tens, ones, ok = tens-1, 9, true
	}
	if !ok || tens > 3 {
		return 0
	}
	return 10*tens + ones
}

// isBefore reports whether next follows m in a list. Lists in alphabets other than
// Latin leave out some letters.
func (m mark) isBefore(next mark) bool {
	step := next.letter - m.letter
	return m.end > 0 && m.form == next.form &&
		(m.letter > 0 && next.letter > 0 && (step == 1 || step == 2 && m.beyondLatin) || m.roman > 0 && next.roman == m.roman+1)
}

// isLettered reports whether line i begins with the mark of a list item, and the item
// before or after it is near.
func (r *page) isLettered(i int) bool {
	const near = 8
	own := markOf(r.lines[i].text)
	if own.end == 0 {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-near && r.lines[j].fate == inBody; j-- {
		if markOf(r.lines[j].text).isBefore(own) {
			return true
		}
	}
	for j := i + 1; j < len(r.lines) && j <= i+near && r.lines[j].fate == inBody; j++ {
		if own.isBefore(markOf(r.lines[j].text)) {
			return true
		}
	}
	return false
}

// letteredList reads items with letters, which stay on lines of their own: a text
// that refers to "b)" must find it.
func (r *bodyReader) letteredList(i int) (block, int, bool) {
	b, end := block{kind: verse, first: i}, i
	for j := i; j < len(r.lines) && r.lines[j].fate == inBody && r.isLettered(j); j = end {
		var item block
		item, end = r.joined(j)
		item, end = r.continued(item, end)
		b.rows, b.last = append(b.rows, item.text), item.last
	}
	return b, end, len(b.rows) > 0
}

// isShort reports whether line i is not filled to the width and is no sentence.
func (r *page) isShort(i int) bool {
	const longest = 60
	return i < len(r.lines) && r.lines[i].fate == inBody && r.lines[i].runes <= longest && !prose.EndsSentence(r.lines[i].text)
}

// isFigures reports whether line i is short and begins with a number: a quantity, a
// time.
func (r *page) isFigures(i int) bool {
	if i < 0 || !r.isShort(i) || startsItem(r.lines[i].text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(r.lines[i].text)
	return unicode.IsNumber(first)
}

// inFigures reports whether line i is one of an agenda or of a list of ingredients,
// beside another such line.
func (r *page) inFigures(i int) bool {
	return r.isFigures(i) && (r.isFigures(i-1) || r.isFigures(i+1) || r.isFigures(i+2))
}

// indent of a block that stands apart, in columns.
const deep = 4

// readIndented reads the block of indented lines that begins in line i below text
// that is flush: code and drawings keep their shape, short lines their ends.
func (r *bodyReader) readIndented(i int) (block, int, bool) {
	if !r.isIndented(i) || !r.flush || i > 0 && r.lines[i-1].fate == inBody && r.lines[i-1].indent >= 2 {
		return block{}, 0, false
	}
	end := i + 1
	for j := end; j < len(r.lines) && (r.isIndented(j) || r.lines[j].fate == blank); j++ {
		if r.lines[j].fate == inBody {
			end = j + 1
		}
	}
	lines := r.lines[i:end]
	switch {
	case isDrawn(lines):
		return block{kind: shaped, rows: dedent(lines), first: i, last: end - 1}, end, true
	case len(lines) > 1 && areShort(lines):
		b, end := r.rows(i, verse, func(j int) bool { return j < end })
		return b, end, true
	}
	return block{}, 0, false
}

func (r *bodyReader) isIndented(i int) bool {
	l := &r.lines[i]
	return l.fate == inBody && l.indent >= deep && l.runes <= 100
}

// hasFlush reports whether any line begins at the left edge.
func hasFlush(lines []line) bool {
	for i := range lines {
		if l := &lines[i]; l.fate == inBody && l.indent == 0 && (l.runes >= 40 || prose.EndsSentence(l.text)) {
			return true
		}
	}
	return false
}

// isDrawn reports whether the lines are code or a drawing: signs where prose has none,
// or several depths of indentation.
func isDrawn(lines []line) bool {
	signs, marks, first, last, words := 0, 0, 1000, 0, 0
	for i := range lines {
		l := &lines[i]
		if l.fate != inBody {
			continue
		}
		first, last, words = min(first, l.indent), max(last, l.indent), max(words, l.runes)
		for _, c := range l.text {
			if !unicode.IsSpace(c) {
				marks++
			}
			if strings.ContainsRune("{}()[]<>=;|\\/_$#*+\"^~&%@`", c) {
				signs++
			}
		}
	}
	text := lines[0].text
	if len(lines) == 1 {
		return signs*8 > marks && !prose.EndsSentence(text) || strings.HasPrefix(text, "$ ") || strings.HasPrefix(text, "% ")
	}
	uneven := last-first >= 2 && words < 60 && strings.ContainsAny(text[len(text)-1:], ":{(>") // opens what stands deeper
	return signs*100 >= 8*marks || uneven
}

// areShort reports whether no width explains the line breaks: each line had room for
// the next word.
func areShort(lines []line) bool {
	const longest = 50
	for i := range lines {
		if l := &lines[i]; l.fate == inBody && (l.runes > longest || startsItem(l.text) || isRow(l)) {
			return false
		}
	}
	return true
}

// dedent gives lines without the indent that all have.
func dedent(lines []line) []string {
	common := 1000
	for i := range lines {
		if lines[i].fate == inBody {
			common = min(common, lines[i].indent)
		}
	}
	rows := make([]string, len(lines))
	for i := range lines {
		if l := &lines[i]; l.fate == inBody {
			rows[i] = strings.Repeat(" ", l.indent-common) + strings.TrimRightFunc(l.text, unicode.IsSpace)
		}
	}
	return rows
}

const (
	longestVerse = 72 // characters; prose is seldom filled to less than narrowest
	narrowest    = 45
	mostVerse    = 200 // lines of a stanza
)

// endOfStanza is the index after the stanza that begins in line i, or 0: short lines
// most of which end where one takes breath. The second stanza may be a couplet.
func (r *bodyReader) endOfStanza(i int) int {
	end, widest := i, 0
	for ; end < len(r.lines) && r.lines[end].fate == inBody; end++ {
		l := &r.lines[end]
		if end-i >= mostVerse || l.runes > longestVerse || isRuleText(l.text) || startsItem(l.text) || isMailQuote(l.text) || isRow(l) {
			return 0
		}
		widest = max(widest, l.runes)
	}
	least := 3
	if r.sung || end == i+2 && r.isCouplet(i) && r.nextCouplets(end) >= 2 {
		least = 2
	}
	if end-i < least || widest >= narrowest && !r.isRagged(i, end, widest) || !r.breathes(i, end) && !r.isSong() {
		return 0
	}
	r.sung = true
	return end
}

// isCouplet reports whether the two lines at i stand alone and both end where one takes
// breath.
func (r *bodyReader) isCouplet(i int) bool {
	if i+1 >= len(r.lines) || i+2 < len(r.lines) && r.lines[i+2].fate == inBody {
		return false
	}
	for j := i; j < i+2; j++ {
		if l := &r.lines[j]; l.fate != inBody || l.runes >= narrowest || prose.WordCount(l.text) < 3 || startsItem(l.text) || prose.HasDigit(l.text) {
			return false
		}
	}
	return r.breathes(i, i+2) && prose.EndsSentence(r.lines[i+1].text)
}

// nextCouplets counts the couplets, two at most, that follow at once from line i on.
func (r *bodyReader) nextCouplets(i int) int {
	n := 0
	for ; n < 2 && i+1 < len(r.lines) && r.lines[i].fate == blank && r.isCouplet(i+1); i += 3 {
		n++
	}
	return n
}

// isRagged reports whether one of the lines had room for the first word of the next.
func (r *bodyReader) isRagged(i, end, widest int) bool {
	for j := i; j+1 < end; j++ {
		word := utf8.RuneCountInString(leadingWord(r.lines[j+1].text))
		if r.lines[j].runes+1+word <= max(widest, r.width) {
			return true
		}
	}
	return false
}

func leadingWord(s string) string {
	if end := strings.IndexFunc(s, unicode.IsSpace); end >= 0 {
		return s[:end]
	}
	return s
}

// breathes reports whether most lines before the last end in a mark, at least one of
// them in that of a pause: prose that is filled ends one line in six with a mark, and a
// paragraph of its own never ends in a comma.
func (r *bodyReader) breathes(i, end int) bool {
	marked, pauses := 0, 0
	for j := i; j+1 < end; j++ {
		s := r.lines[j].text
		last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’»“)]」』"))
		if strings.ContainsRune(",;—–，、；،", last) {
			pauses++
			marked++
		} else if prose.EndsSentence(s) {
			marked++
		}
	}
	return pauses > 0 && marked*10 >= 6*(end-i-1)
}

// isSong reports whether the body is all short lines in stanzas, as free verse is.
func (r *bodyReader) isSong() bool {
	if r.song == unknown {
		r.song = isNot
		if isSong(r.lines) {
			r.song = isSo
		}
	}
	return r.song == isSo
}

// answer is what a reader knows about a question that concerns the whole text.
type answer uint8

const (
	unknown answer = iota
	isSo
	isNot
)

func isSong(lines []line) bool {
	const fewest, longest, paragraphs = 6, 50, 2
	n, stanzas, widest := 0, 0, 0
	for i := range lines {
		l := &lines[i]
		if l.fate != inBody {
			continue
		}
		if l.runes > longest || startsItem(l.text) || isMailQuote(l.text) || isRow(l) || strings.Contains(l.text, ": ") {
			return false
		}
		n, widest = n+1, max(widest, l.runes)
		if i > 0 && lines[i-1].fate == inBody && (i < 2 || lines[i-2].fate != inBody) {
			stanzas++
		}
	}
	loose := 0
	for i := 0; i+1 < len(lines); i++ {
		if lines[i].fate == inBody && lines[i+1].fate == inBody && lines[i].runes+1+utf8.RuneCountInString(leadingWord(lines[i+1].text)) <= widest {
			loose++
		}
	}
	return n >= fewest && stanzas >= paragraphs && loose*3 >= n
}
