package content

// Newspaper text is read by lines. This file cuts a file into them, whatever
// the system it comes from ended them with, and takes out the characters that
// nobody sees.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fate says where a line went: the promise that nothing is lost rests on it.
type fate uint8

const (
	inBody fate = iota // until another place is found
	blank
	inField
	inDropped
)

type line struct {
	n      int    // from 1, in the file
	raw    string // as decoded, without line end
	text   string // raw without surrounding space
	indent int    // columns before text; an ideographic space has two
	runes  int    // length of text
	fate   fate
}

// splitLines cuts at LF, CR LF, CR CR LF, CR, NEL and the Unicode separators.
func splitLines(s string) []line {
	lines := make([]line, 0, 8+strings.Count(s, "\n")+strings.Count(s, "\r"))
	dirty := false
	start := 0
	add := func(end int) {
		lines = append(lines, newLine(len(lines)+1, s[start:end], dirty))
		dirty = false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\n':
			add(i)
			start = i + 1
		case c == '\r':
			add(i)
			i = endOfReturn(s, i)
			start = i + 1
		case c < ' ' && c != '\t' || c == 0x7f:
			dirty = true
		case c == 0xc2 && i+1 < len(s) && s[i+1] == 0x85:
			add(i)
			i++
			start = i + 1
		case c == 0xc2 && i+1 < len(s) && s[i+1] == 0xad:
			dirty = true
		case c == 0xe2 && strings.HasPrefix(s[i:], "\u2028"), c == 0xe2 && strings.HasPrefix(s[i:], "\u2029"):
			add(i)
			i += 2
			start = i + 1
		case c == 0xe2 && strings.HasPrefix(s[i:], "\u200b"), c == 0xef && strings.HasPrefix(s[i:], "\ufeff"):
			dirty = true
		}
	}
	if start < len(s) {
		add(len(s))
	}
	return lines
}

// endOfReturn is the last byte of the line end that begins with the CR at i.
func endOfReturn(s string, i int) int {
	j := i
	for j+1 < len(s) && s[j+1] == '\r' {
		j++
	}
	if j+1 < len(s) && s[j+1] == '\n' {
		return j + 1
	}
	return i
}

func newLine(n int, raw string, dirty bool) line {
	if dirty {
		raw = strings.Map(visible, raw)
	}
	l := line{n: n, raw: raw, text: strings.TrimSpace(raw)}
	if l.text == "" {
		l.fate = blank
		return l
	}
	l.runes = utf8.RuneCountInString(l.text)
	l.indent = indentOf(raw)
	return l
}

// visible drops what has no width and no meaning at rest: controls, soft
// hyphens, zero-width spaces. Joiners stay, Persian and emoji need them.
func visible(r rune) rune {
	switch {
	case r == '\t':
		return r
	case r < ' ', r == 0x7f, r == '\u00ad', r == '\u200b', r == '\ufeff':
		return -1
	}
	return r
}

func indentOf(raw string) int {
	columns := 0
	for _, r := range raw {
		switch {
		case r == '\t':
			columns += 4
		case r == '\u3000':
			columns += 2
		case unicode.IsSpace(r):
			columns++
		default:
			return columns
		}
	}
	return columns
}

// isRuleText holds for a line that is only a divider: "* * *", "-----", "=====".
func isRuleText(s string) bool {
	marks := 0
	for _, r := range s {
		switch {
		case r == ' ' || r == '\u00a0':
		case strings.ContainsRune("*-_=~∼#+•·—–", r):
			marks++
		default:
			return false
		}
	}
	return marks >= 3
}

// endsSentence holds for text that ends as sentences do, quotes and brackets aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»“)]」』 \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;。！？．։؟।", r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// isCJK holds for scripts that put no space between words.
func isCJK(r rune) bool {
	return r >= 0x2e80 && (r < 0xa000 || 0xf900 <= r && r < 0xfb00 || 0xff00 <= r && r < 0xfff0)
}

// wordCount counts words parted by space.
func wordCount(s string) int {
	n, in := 0, false
	for _, r := range s {
		space := unicode.IsSpace(r)
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}

// allCaps holds for text with letters, none of them small.
func allCaps(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}
