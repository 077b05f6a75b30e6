package markdown

// What a body may hold, told in one pass over its bytes, so that nothing else has to
// look for what is not there: most bodies have no code of any generator, no HTML, and
// links to other sites alone; and most of them are never shown.

import (
	"math/bits"
	"strings"

	"feedmill/content/prose"
)

// survey is what one pass over a body finds. What it does not find is not there; what
// it finds may prove to be none.
type survey struct {
	cost     cost
	template bool // code of a site generator
	html     bool // a tag
	linked   bool // a link within the site
}

// surveyor is a survey under way.
type surveyor struct {
	survey
	stretch
	brackets   int // in all stretches
	references int // bytes that a reference may repeat
	mails      int
}

func surveyOf(body string) survey {
	s := surveyor{}
	s.cost.bytes = len(body)
	for rest := body; ; {
		end := strings.IndexByte(rest, '\n')
		l := rest[:max(end, 0)]
		if end < 0 {
			l = rest
		}
		s.cost.lines++
		if isBlank(l) {
			s.endStretch()
		} else {
			s.line(l)
		}
		if end < 0 {
			break
		}
		rest = rest[end+1:]
	}
	s.endStretch()
	c := &s.cost
	c.steps += s.brackets * s.brackets // footnotes: each is looked for among all
	c.parts += c.lines*(c.margin+2) + s.mails
	c.size += 2*c.bytes + elementSize*2*c.parts + (s.brackets+1)*s.references
	return s.survey
}

func (s *surveyor) endStretch() {
	s.cost.close(&s.stretch)
	s.brackets += s.stretch.brackets
	s.stretch = stretch{}
}

// line takes in a line that is not blank.
func (s *surveyor) line(l string) {
	s.bytes += len(l) + 1
	s.lines++
	if marginBytes[l[0]] {
		s.opening(l)
	}
	if c := l[0]; c == 'i' || c == 'e' || c == ' ' || c == '\t' {
		trimmed := strings.TrimLeft(l, " \t")
		s.template = s.template || strings.HasPrefix(trimmed, "import ") || strings.HasPrefix(trimmed, "export ")
	}
	for i := dullIn(l); i < len(l); i += 1 + dullIn(l[i+1:]) {
		if signBytes[l[i]] {
			s.sign(l, i)
		}
	}
}

// opening looks at a line that begins with what may be a mark of a block.
func (s *surveyor) opening(l string) {
	s.cost.margin = max(s.cost.margin, marginOf(l))
	if rowBytes[l[0]] && rowBytes[l[len(l)-1]] && strings.Trim(l, rowMarks) == "" {
		s.columns = max(s.columns, columnsOf([]byte(l)))
	}
}

// sign looks at the byte at i, which may begin something.
func (s *surveyor) sign(l string, i int) {
	next := l[i+1:]
	switch l[i] {
	case '[':
		s.mark()
		s.stretch.brackets++
		s.linked = s.linked || strings.HasPrefix(next, "[")
	case ']':
		s.mark()
		s.stretch.brackets++
		s.address(l, next)
	case '<':
		s.mark()
		s.tags++
		s.html, s.linked = true, true
		s.template = s.template || strings.HasPrefix(next, "%") || strings.HasPrefix(next, "-") && strings.HasSuffix(l[:i], "-8")
	case '@':
		s.mails++
	case '`', '*', '_', '~', '$', '\\':
		s.mark()
	default:
		s.template = s.template || beginsTemplate(l[i:])
	}
}

func (s *surveyor) mark() { s.marks++ }

// address looks at what follows a bracket.
func (s *surveyor) address(l, next string) {
	switch {
	case strings.HasPrefix(next, "("):
		s.linked = s.linked || !leadsElsewhere(next[1:])
	case strings.HasPrefix(next, ":"):
		s.references += len(l)
		s.linked = s.linked || !leadsElsewhere(strings.TrimPrefix(next[1:], " "))
	}
}

func leadsElsewhere(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "mailto:") || strings.HasPrefix(address, "#")
}

// beginsTemplate reports whether s, from a byte of templateBytes on, may be code of a
// generator.
func beginsTemplate(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch s[0] {
	case '{':
		return strings.IndexByte("{%#:/>", s[1]) >= 0
	case '%':
		return s[1] == '%'
	case '!':
		return strings.HasPrefix(s, "![[") || strings.HasPrefix(s, "!!! ")
	case '?':
		return strings.HasPrefix(s, "???")
	case ':':
		return strings.HasPrefix(s, ":::")
	case '=':
		return strings.HasPrefix(s, "===") && strings.HasSuffix(strings.TrimRight(s, " "), `"`)
	}
	return false
}

// markBytes are the marks at which the parser stops, templateBytes those that code of
// a generator begins with.
const (
	markBytes     = "[]<`*_~$\\"
	templateBytes = "{%!?:="
	rowMarks      = "|:- \t\r" // of the line below the head of a table
)

var (
	signBytes   = bytesOf(markBytes + templateBytes + "@")
	rowBytes    = bytesOf(rowMarks)
	marginBytes = bytesOf(" \t>-+*:.)0123456789_|")
)

func bytesOf(set string) (is [256]bool) {
	for i := range len(set) {
		is[set[i]] = true
	}
	return is
}

// isBlank reports whether a line holds nothing but white space.
func isBlank(l string) bool {
	return l == "" || (l[0] <= ' ' || l[0] >= 0x80) && strings.TrimSpace(l) == ""
}

// dullIn is how many bytes s begins with that are surely none of signBytes, at the least:
// it looks at eight at once, and at the end of s at none. Dull are letters, of whatever
// script, digits, spaces and most stops. Adding to a byte sets its highest bit where that
// is beyond a bound.
func dullIn(s string) (n int) {
	const one = prose.EachByte
	for ; len(s) >= 8; n, s = n+8, s[8:] {
		w := prose.Eight(s)
		seven := w &^ prose.AllMarks
		small := seven | ' '*one
		letters := (small + (0x80-'a')*one) &^ (small + (0x7f-'z')*one)
		stops := (seven + (0x80-'&')*one) &^ (seven + (0x7f-'9')*one) & ((seven ^ '*'*one) + 0x7f*one) // & ' ( ) + , - . / and digits
		notSpaces := (seven ^ ' '*one) + 0x7f*one
		if others := ^(w | letters | stops) & notSpaces & prose.AllMarks; others != 0 {
			return n + bits.TrailingZeros64(others)/8
		}
	}
	return n
}
