package newspaper

// A page often says its title twice: in its bar or menu, and over the article. The head
// proper begins at the second.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

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
