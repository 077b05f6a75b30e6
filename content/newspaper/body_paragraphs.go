package newspaper

// From lines to paragraphs: blank lines, indentation, one line each, or lines
// that were filled to a width and have to be joined again.

import (
	"strings"
	"unicode"

	"feedmill/content/dates"
	"feedmill/content/prose"
)

// measure finds the width that the lines of a text were filled to, in
// characters. It is 0 for text that nobody wrapped.
func measure(lines []line) int {
	const widest = 100
	var at [widest + 1]int
	n, long := 0, 0
	for i := range lines {
		if lines[i].fate == blank {
			continue
		}
		n++
		if w := lines[i].runes + min(lines[i].indent, 8); w > widest {
			long++
		} else {
			at[w]++
		}
	}
	if n < 3 || long*10 > n {
		return 0
	}
	rest := n - long
	for w, below := 0, 0; w <= widest; w++ {
		if below += at[w]; below*20 >= rest*19 {
			if w < 45 {
				return 0
			}
			return w
		}
	}
	return 0
}

// joins reports whether line i+1 continues the paragraph of line i.
func (r *page) joins(i int) bool {
	if i+1 >= len(r.lines) {
		return false
	}
	l, next := &r.lines[i], &r.lines[i+1]
	switch {
	case l.fate != inBody || next.fate != inBody,
		next.indent >= 2 && next.indent > l.indent+1,
		isRuleText(next.text) || isRuleText(l.text),
		startsItem(next.text) && !goesOnBelow(l.text, next.text), r.isLettered(i + 1), isMailQuote(l.text) != isMailQuote(next.text):
		return false
	case r.full(l, next), goesOnBelow(l.text, next.text):
		return true
	case next.indent >= 2 && l.indent < 2, r.inFigures(i):
		return false
	}
	return prose.StartsLower(next.text) && !prose.EndsSentence(l.text) ||
		!prose.EndsSentence(l.text) && strings.HasSuffix(l.raw, " ")
}

// full reports whether l had no room left for the first word of next.
func (r *page) full(l, next *line) bool {
	if r.width == 0 || l.runes < r.width/2 {
		return false
	}
	word := 0
	for _, c := range next.text {
		if unicode.IsSpace(c) || prose.IsCJK(c) {
			break
		}
		word++
	}
	return min(l.indent, 8)+l.runes+1+word > r.width
}

// startsItem reports whether s begins with the mark of a list item.
func startsItem(s string) bool { return afterMarker(s) != s && !isRuleText(s) }

// afterMarker is a list item without its mark.
func afterMarker(s string) string {
	for _, mark := range []string{"- ", "* ", "• ", "– ", "· ", "‣ ", "◦ ", "▪ ", "■ ", "● ", "・"} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			return strings.TrimSpace(rest)
		}
	}
	n := 0
	for n < len(s) && n < 3 && prose.IsDigit(s[n]) {
		n++
	}
	if n == 0 || n+2 > len(s) {
		return s
	}
	if (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
		return strings.TrimSpace(s[n+1:])
	}
	return s
}

// numberOf is the number that a list item begins with, or -1: "1." or "1)". A bare
// number is a quantity, one with digits after the point a time or a sum.
func numberOf(s string) int {
	n, value := 0, 0
	for n < len(s) && n < 3 && prose.IsDigit(s[n]) {
		value = value*10 + int(s[n]-'0')
		n++
	}
	if n == 0 || n+1 >= len(s) || s[n] != '.' && s[n] != ')' || s[n+1] != ' ' {
		return -1
	}
	return value
}

// isRow reports whether l is a row of a table: columns separated by runs of spaces, or
// mostly figures.
func isRow(l *line) bool {
	if l.runes > 160 || !prose.HasGap(l.text) {
		return false
	}
	gaps, spaces, digits, letters := 0, 0, 0, 0
	for i := 0; i < len(l.text); i++ {
		c := l.text[i]
		if c == '\t' {
			gaps++
		}
		if c == ' ' {
			if spaces++; spaces == 2 {
				gaps++
			}
			continue
		}
		spaces = 0
		if prose.IsDigit(c) {
			digits++
		} else if c >= 'A' {
			letters++
		}
	}
	return gaps >= 2 || gaps == 1 && digits > 0 && digits*10 >= (digits+letters)*4
}

// isInTable reports whether line i is a row with another right above or below it.
func (r *page) isInTable(i int) bool {
	if !isRow(&r.lines[i]) {
		return false
	}
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= 0 && j < len(r.lines) && r.lines[j].fate == inBody && isRow(&r.lines[j]) {
			return true
		}
	}
	return false
}

// paragraphs makes blocks of all lines still in the body.
func (r *bodyReader) paragraphs() []block {
	blocks := make([]block, 0, 8+len(r.lines)/2)
	r.flush = hasFlush(r.lines)
	for i := r.next(0); i < len(r.lines); {
		var b block
		b, i = r.block(i)
		blocks = append(blocks, b)
		i = r.next(i)
	}
	return r.classify(blocks)
}

// block reads the block that begins in line i, and gives the index after it.
func (r *bodyReader) block(i int) (block, int) {
	l := &r.lines[i]
	if b, end, ok := r.readIndented(i); ok {
		return b, end
	}
	if b, end, ok := r.drawingBlock(i); ok {
		return b, end
	}
	switch {
	case isRuleText(l.text):
		return block{kind: divider, text: l.text, first: i, last: i}, i + 1
	case i+1 < len(r.lines) && isUnderline(*l, r.lines[i+1]) && l.runes <= 120:
		r.drop(i+1, "rule")
		return block{kind: heading, text: prose.OneLine(l.text), first: i, last: i}, i + 2
	case isRow(l) && i+1 < len(r.lines) && r.lines[i+1].fate == inBody && isRow(&r.lines[i+1]):
		return r.rows(i, table, func(j int) bool { return isRow(&r.lines[j]) })
	case startsItem(l.text):
		if b, end, ok := r.listOf(i); ok {
			return b, end
		}
	case r.isVerse(i):
		return r.rows(i, verse, func(j int) bool { return r.isVerseLine(j) })
	}
	if b, end, ok := r.shapedBlock(i); ok {
		return b, end
	}
	return r.joined(i)
}

// rows collects consecutive lines that belong to a block of rows.
func (r *bodyReader) rows(i int, k kind, belongs func(int) bool) (block, int) {
	b := block{kind: k, first: i}
	j := i
	for ; j < len(r.lines) && r.lines[j].fate == inBody && belongs(j); j++ {
		row := r.lines[j].text
		if k == table {
			row = strings.TrimRight(r.lines[j].raw, " \t")
		}
		b.rows = append(b.rows, row)
	}
	b.last = j - 1
	return b, j
}

// listOf reads two or more items, each with the lines that continue it; blank
// lines between items are usual.
func (r *bodyReader) listOf(i int) (block, int, bool) {
	b := block{kind: list, first: i, last: i}
	if r.isDay(r.lines[i].text) || i < r.spoken {
		return b, i, false
	}
	if n := numberOf(r.lines[i].text); n >= 0 {
		b.kind, b.start = numbered, n
	}
	end := i
	for j := i; j < len(r.lines) && r.lines[j].fate == inBody && (startsItem(r.lines[j].text) || b.start+len(b.rows) == numberOf(r.lines[j].text)); {
		if b.kind == numbered && numberOf(r.lines[j].text) != b.start+len(b.rows) {
			break
		}
		if b.kind == list && numberOf(r.lines[j].text) >= 0 {
			break
		}
		item, after := r.joined(j)
		item, after = r.continued(item, after)
		b.rows = append(b.rows, item.text)
		b.last, end = item.last, after
		j = after
		for j < len(r.lines) && r.lines[j].fate == blank {
			j++
		}
	}
	if areSpoken(b.rows) {
		r.spoken = b.last + 1
		return b, end, false
	}
	return b, end, len(b.rows) > 1
}

// areSpoken reports whether items that dashes begin are what people say to each other: all
// are whole sentences, and somebody is asked.
func areSpoken(items []string) bool {
	asked := false
	for _, item := range items {
		if !strings.HasPrefix(item, "– ") && !strings.HasPrefix(item, "- ") || !prose.EndsSentence(item) {
			return false
		}
		asked = asked || strings.Contains(item, "? ") || strings.HasSuffix(item, "?")
	}
	return asked && len(items) > 1
}

// isDay reports whether s begins with a date: "1. Mai", which is no item of a list.
func (r *bodyReader) isDay(s string) bool {
	const longest = 40 // bytes
	if !prose.IsDigit(s[0]) {
		return false
	}
	found := dates.Find(prose.CutBytes(s, longest), r.ctx)
	return len(found) > 0 && found[0].Start == 0
}

// continued adds to a list item the lines below it that stand deeper than its mark.
func (r *bodyReader) continued(item block, after int) (block, int) {
	for ; after < len(r.lines); after++ {
		l := &r.lines[after]
		if l.fate != inBody || l.indent <= r.lines[item.first].indent || startsItem(l.text) || isRow(l) {
			break
		}
		item.text, item.last = item.text+" "+prose.OneLine(l.text), after
	}
	return item, after
}

// isVerse reports whether three lines from i on are short, begin with capitals, and
// were not broken for want of room.
func (r *bodyReader) isVerse(i int) bool {
	return i+2 < len(r.lines) && r.isVerseLine(i) && r.isVerseLine(i+1) && r.isVerseLine(i+2)
}

func (r *bodyReader) isVerseLine(i int) bool {
	l := &r.lines[i]
	return l.fate == inBody && l.runes < 40 && prose.StartsUpper(l.text) && !isRow(l) && !prose.IsCJK([]rune(l.text)[0]) && !r.joins(i) &&
		(i == 0 || r.lines[i-1].fate != inBody || !r.joins(i-1))
}

// joined reads one paragraph.
func (r *bodyReader) joined(i int) (block, int) {
	j := i
	for r.joins(j) {
		j++
	}
	b := block{kind: paragraph, first: i, last: j}
	if j == i {
		b.text = prose.OneLine(r.lines[i].text)
		return b, i + 1
	}
	size := 0
	for k := i; k <= j; k++ {
		size += len(r.lines[k].text) + 1
	}
	var out strings.Builder
	out.Grow(size)
	for k := i; k <= j; k++ {
		text := r.lines[k].text
		if k > i && spaced(r.lines[k-1].text, text) {
			out.WriteByte(' ')
		}
		if k < j && r.isBroken(text, r.lines[k+1].text) {
			text = strings.TrimRight(text, hyphens)
		}
		out.WriteString(text)
	}
	b.text = prose.OneLine(out.String())
	return b, j + 1
}
