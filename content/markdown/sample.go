package markdown

// The beginning of the prose, for its language to be told by, without a parser: a
// mark more or less does not change the language. What is not plainly a paragraph
// is left to the parser.

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"

	"feedmill/content/language"
	"feedmill/content/prose"
)

// sheetsOfSamples are used again.
var sheetsOfSamples = sync.Pool{New: func() any { return new([2 * language.Enough]byte) }}

// sampleOf gathers the first paragraphs, until they have enough letters, and tells how many
// with the spaces between them, where there is room in out. Plain reports whether everything up to their end is
// surely understood. The sample holds until out is written to.
func sampleOf(source string, enough int, out []byte) (sample string, letters int, plain bool) {
	var code fence
	inList := false
	for rest, found := source, 0; rest != "" && found < enough; {
		var block string
		block, rest = nextBlock(rest, &code)
		switch kind := kindOf(block, inList); kind {
		case unclear:
			return "", 0, false
		case listed:
			inList = true
		case proseBlock:
			inList = false
			start := len(out)
			if out = appendWords(out, block); len(out) > start {
				n := prose.Runes(unsafe.String(&out[start], len(out)-start))
				out = append(out, ' ')
				found, letters = found+n, letters+n+1
			}
		}
	}
	return unsafe.String(unsafe.SliceData(out), len(out)), letters, true
}

// blockKind is what a run of lines is.
type blockKind uint8

const (
	proseBlock blockKind = iota
	otherBlock           // a heading, a quotation, code, a table, a rule
	listed               // a list, and what belongs to it
	unclear
)

// nextBlock cuts the lines up to a blank one, and code whole.
func nextBlock(s string, code *fence) (block, rest string) {
	at := 0
	for at < len(s) {
		end := at + 1 + strings.IndexByte(s[at:], '\n')
		if end == at {
			end = len(s)
		}
		l := s[at:end]
		if !code.holds(l) && strings.TrimSpace(l) == "" {
			return s[:at], s[end:]
		}
		at = end
	}
	return s, ""
}

// kindOf looks at how the lines of a block begin.
func kindOf(block string, inList bool) blockKind {
	l, rest, more := strings.Cut(strings.TrimRight(block, "\n"), "\n")
	if kind := kindOfLine(l, inList); kind != proseBlock {
		return kind
	}
	for more {
		if l, rest, more = strings.Cut(rest, "\n"); kindOfLine(l, inList) != proseBlock {
			return unclear // a block within a block, or a heading that is underlined
		}
	}
	return proseBlock
}

// isListMark reports whether an item of a list begins.
func isListMark(t string) bool {
	rest := strings.TrimLeft(t, "0123456789")
	if digits := len(t) - len(rest); digits > 9 || rest == "" || digits == 0 && strings.IndexByte("-+*", rest[0]) < 0 || digits > 0 && rest[0] != '.' && rest[0] != ')' {
		return false
	}
	return len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t' || rest[1] == '\r'
}

func kindOfLine(l string, inList bool) blockKind {
	t := strings.TrimLeft(l, " \t")
	indent := len(l) - len(t)
	switch {
	case t == "":
		return otherBlock
	case inList && indent > 0:
		return listed
	case indent > 3 || strings.HasPrefix(l, "\t"):
		return otherBlock
	case isListMark(t):
		return listed
	}
	switch t[0] {
	case '#', '>':
		return otherBlock
	case '`', '~':
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			return otherBlock
		}
	case '<', '|', ':', '=', '-', '_', '$', '{':
		return unclear
	}
	if strings.HasPrefix(t, "***") || strings.Contains(l, "]:") || strings.Contains(l, "<") {
		return unclear
	}
	return proseBlock
}

// appendWords appends a paragraph less its marks and pictures; nothing if it holds
// nothing but links.
func appendWords(out []byte, block string) []byte {
	start, own := len(out), false
	for i := 0; i < len(block); i++ {
		from := i
		for i < len(block) && !wordEnds[block[i]] {
			own = own || block[i] >= utf8.RuneSelf || prose.IsWordByte(block[i])
			i++
		}
		out = append(out, block[from:i]...)
		if i == len(block) {
			break
		}
		switch c := block[i]; {
		case c == '\n':
			out = append(out, ' ')
		case c == '!' && strings.HasPrefix(block[i+1:], "["):
			i += linkEnd(block[i+1:])
		case c == '!':
			out = append(out, c)
		case c == '[':
			end := linkEnd(block[i:])
			words, _, _ := strings.Cut(block[i+1:i+end], "]")
			out = append(out, words...)
			i += end - 1
		}
	}
	if !own {
		return out[:start]
	}
	return append(out[:start], bytes.TrimSpace(out[start:])...)
}

// wordEnds are the marks of emphasis and code, and what begins a link or a line.
var wordEnds = bytesOf("![\n*_`~")

// linkEnd is where the link at the beginning of s ends, or its bracket if it is none.
func linkEnd(s string) int {
	end := strings.IndexByte(s, ']') + 1
	if end == 0 {
		return 1
	}
	if closer := byte(')'); end < len(s) && (s[end] == '(' || s[end] == '[') {
		if s[end] == '[' {
			closer = ']'
		}
		if more := strings.IndexByte(s[end:], closer); more > 0 {
			return end + more + 1
		}
	}
	return end
}
