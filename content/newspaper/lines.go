package newspaper

// Newspaper text is read by lines. This file cuts a file into them, whatever
// the system it comes from ended them with, and takes out the characters that
// nobody sees.

import (
	"fmt"
	"strings"
	"unicode"

	"feedmill/content"
	"feedmill/content/prose"
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

// rare marks the bytes at which splitLines has to look twice.
var rare = func() (set [256]bool) {
	for c := range byte(' ') {
		set[c] = c != '\t'
	}
	set[0x7f], set[0xc2], set[0xe2], set[0xef] = true, true, true, true
	return set
}()

// splitLines cuts s at LF, CR LF, CR CR LF, CR, NEL and the Unicode separators.
func splitLines(s string) []line {
	lines := make([]line, 0, 8+strings.Count(s, "\n")+strings.Count(s, "\r"))
	dirty := false
	start := 0
	for i := prose.PlainLength(s); i < len(s); i++ {
		if !rare[s[i]] {
			continue
		}
		end, what := breakAt(s, i)
		if what == unseen {
			dirty = true
		}
		if what != breaks {
			continue
		}
		lines = append(lines, newLine(len(lines)+1, s[start:i], dirty))
		dirty = false
		i, start = end-1+prose.PlainLength(s[end:]), end
	}
	if start < len(s) {
		lines = append(lines, newLine(len(lines)+1, s[start:], dirty))
	}
	return lines
}

// What splitLines finds at a rare byte.
const (
	ordinary = iota
	breaks   // the line
	unseen   // a character without width
)

// breakAt says what stands at i, and where it ends.
func breakAt(s string, i int) (end, what int) {
	switch c := s[i]; {
	case c == '\n':
		return i + 1, breaks
	case c == '\r':
		return endOfReturn(s, i) + 1, breaks
	case c < ' ' || c == 0x7f:
		return i + 1, unseen
	case c == 0xc2 && i+1 < len(s) && s[i+1] == 0x85:
		return i + 2, breaks
	case c == 0xc2 && i+1 < len(s) && s[i+1] == 0xad:
		return i + 2, unseen
	case strings.HasPrefix(s[i:], "\u2028"), strings.HasPrefix(s[i:], "\u2029"):
		return i + 3, breaks
	case strings.HasPrefix(s[i:], "\u200b"), strings.HasPrefix(s[i:], "\ufeff"):
		return i + 3, unseen
	}
	return i + 1, ordinary
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
	l.runes = prose.Runes(l.text)
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

// isRuleText reports whether s is only a divider: "* * *", "-----", "=====".
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

// checkLines bounds the lines of newspaper text.
func checkLines(f content.File, lines []line, l content.Limits) error {
	if len(lines) <= l.Parts {
		return nil
	}
	return &content.Error{Path: f.Path, Line: l.Parts + 1, Message: content.TooMuch(fmt.Sprintf("text has %d lines", len(lines)), l.Parts, "max-parts")}
}
