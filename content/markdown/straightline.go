package markdown

// The marks within a line, as straight.go has them: those that can be nothing else.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content/prose"

	"github.com/yuin/goldmark/util"
)

// text writes a run of text, and gathers its words.
func (s *straight) text(t string) bool {
	s.words, s.own = len(s.told), false
	if s.gathering {
		return true
	}
	if strings.HasPrefix(t, "[") && contentsMark.MatchString(t) {
		return false
	}
	return s.span(t, 0, len(t))
}

// span writes t[from:to]. What is emphasized in it begins and ends in it.
func (s *straight) span(t string, from, to int) bool {
	var open emphasized
	for at := from; at < to; {
		next := at
		for next < to && !lineMarks[t[next]] {
			next++
		}
		if holdsAddress(t[at:next]) {
			return false
		}
		s.plain(t[at:next])
		if at = next; at == to {
			break
		}
		size, ok := 0, false
		switch c := t[at]; c {
		case '"', '>', '&':
			size, ok = 1, c != '&' || at+1 == to || !mayRefer(t[at+1])
			s.escape(t[at : at+1])
			s.told = append(s.told, c)
		case '\n':
			size, ok = 1, s.endLine(t[from:at])
		case '!':
			if strings.HasPrefix(t[at:to], "![") {
				size, ok = s.picture(t[at:to])
			} else {
				size, ok = 1, true
				s.plain("!")
			}
		case '[':
			size, ok = s.link(t, at, to)
		case ']': // of brackets that are no link
			size, ok = 1, true
			s.plain("]")
		case '@': // behind no name that it could be an address of
			before := runeBefore(t, at)
			size, ok = 1, before == ' ' || before == '\n' || before == '(' || before == '['
			s.plain("@")
		case '~', '$': // of strikethrough and of formulas there would be two
			size, ok = 1, strings.Count(t, t[at:at+1]) == 1
			s.plain(t[at : at+1])
		case '\\':
			size, ok = s.behindBackslash(t[at+1 : to])
		case '`':
			size, ok = s.codeSpan(t[at:to])
		case '*', '_':
			size, ok = s.emphasis(t, at, to, &open)
		}
		if !ok {
			return false
		}
		at += size
	}
	return open.size == 0
}

// lineMarks are the bytes that may not stand for themselves.
var lineMarks = func() (is [256]bool) {
	is = bytesOf("\"&>\n![]`*_<\\${}~@\x7f")
	for c := range byte(' ') {
		is[c] = true
	}
	return is
}()

// plain writes words that stand for themselves.
func (s *straight) plain(t string) {
	s.out = append(s.out, t...)
	s.told = append(s.told, t...)
	if !s.own && !s.inLink {
		s.own = strings.ContainsFunc(t, prose.IsLetterOrDigit)
	}
}

// escape writes text that may hold anything.
func (s *straight) escape(t string) {
	from := 0
	for i := range len(t) {
		if shown := escapes[t[i]]; shown != "" {
			s.out = append(append(s.out, t[from:i]...), shown...)
			from = i + 1
		}
	}
	s.out = append(s.out, t[from:]...)
}

// escapes are how goldmark writes what has a meaning in HTML.
var escapes = [256]string{'"': "&quot;", '&': "&amp;", '<': "&lt;", '>': "&gt;"}

// mayRefer reports whether a reference to a character may go on so behind its sign.
func mayRefer(c byte) bool { return isLetter(c) || c == '#' }

// holdsAddress reports whether an address may stand bare in a text.
func holdsAddress(t string) bool { return strings.Contains(t, "://") || strings.Contains(t, "www.") }

// endLine writes the end of a line within a run of text, of which before was written: one
// space in front of it is dropped, two break the line.
func (s *straight) endLine(before string) bool {
	spaces := len(before) - len(strings.TrimRight(before, " "))
	if spaces > 2 || spaces == len(before) {
		return false
	}
	s.out, s.told = s.out[:len(s.out)-spaces], s.told[:len(s.told)-spaces]
	if spaces == 2 {
		s.write("<br>")
	}
	s.write("\n")
	s.told = append(s.told, '\n')
	return true
}

// behindBackslash writes the character there, if that takes its meaning from it.
func (s *straight) behindBackslash(t string) (size int, ok bool) {
	if t == "" || !util.IsPunct(t[0]) || t[0] == '(' || t[0] == '[' {
		return 0, false
	}
	s.escape(t[:1])
	s.told = append(s.told, t[0])
	return 2, true
}

// codeSpan writes what stands between two single backticks.
func (s *straight) codeSpan(t string) (size int, ok bool) {
	end := strings.IndexByte(t[1:], '`') + 1
	if end < 2 || end+1 < len(t) && t[end+1] == '`' {
		return 0, false
	}
	code := t[1:end]
	if code[0] == ' ' || code[len(code)-1] == ' ' || strings.IndexByte(code, '\n') >= 0 {
		return 0, false
	}
	s.write("<code>")
	s.escape(code)
	s.write("</code>")
	s.told = append(s.told, code...)
	s.own = s.own || !s.inLink && strings.ContainsFunc(code, prose.IsLetterOrDigit)
	return end + 1, true
}

// emphasized is what began emphasis that has not ended.
type emphasized struct {
	char byte
	size int
}

// emphasis writes the marks of emphasis at a place, which either begin it or end it, or
// are none. Which they are is told by what stands on both sides (CommonMark 0.31.2, 6.2).
func (s *straight) emphasis(t string, at, to int, open *emphasized) (size int, ok bool) {
	c := t[at]
	for at+size < to && t[at+size] == c {
		size++
	}
	begins, ends := sidesOf(c, runeBefore(t, at), runeAt(t, at+size))
	switch {
	case size > 2:
		return 0, false
	case ends && *open == emphasized{c, size}:
		*open = emphasized{}
		s.write(emphasisTags[size][1])
	case open.size > 0 && (begins || ends) || begins && ends:
		return 0, false // within other emphasis, or one of a pair that is not told yet
	case begins:
		*open = emphasized{c, size}
		s.write(emphasisTags[size][0])
	default:
		s.plain(t[at : at+size])
	}
	return size, true
}

var emphasisTags = [3][2]string{1: {"<em>", "</em>"}, 2: {"<strong>", "</strong>"}}

// sidesOf reports whether marks between two characters can begin emphasis, and end it.
func sidesOf(c byte, before, after rune) (begins, ends bool) {
	gapBefore, gapAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	stopBefore, stopAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	left := !gapAfter && (!stopAfter || gapBefore || stopBefore)
	right := !gapBefore && (!stopBefore || gapAfter || stopAfter)
	if c == '_' {
		return left && (!right || stopBefore), right && (!left || stopAfter)
	}
	return left, right
}

// runeBefore and runeAt are the characters before a place and at it; beyond a run of text
// there is the end of a line.
func runeBefore(t string, at int) rune {
	if at == 0 {
		return '\n'
	}
	r, _ := utf8.DecodeLastRuneInString(t[:at])
	return r
}

func runeAt(t string, at int) rune {
	if at == len(t) {
		return '\n'
	}
	r, _ := utf8.DecodeRuneInString(t[at:])
	return r
}

// link writes a link of the form [words](address "title"), [words][label] or [label]; or a
// bracket that begins none.
func (s *straight) link(t string, at, to int) (size int, ok bool) {
	end := wordsEnd(t[at+1 : to])
	if s.inLink || end <= 0 || t[at+1] == '!' || t[at+1] == '^' {
		return 0, false
	}
	end += at + 1
	d, size, ok := s.destination(t[at+1:end], t[end+1:to])
	if !ok {
		return 0, false
	}
	if d == (destination{}) {
		s.plain("[")
		return 1, true
	}
	s.write(`<a href="`)
	s.escape(d.address)
	s.title(d.title)
	s.write(`>`)
	s.inLink = true
	ok = s.span(t, at+1, end)
	s.inLink = false
	s.write("</a>")
	return end + 1 + size - at, ok
}

// destination is where words in brackets lead, by what follows these, of which it takes
// size bytes; nowhere if they are no link.
func (s *straight) destination(words, t string) (d destination, size int, ok bool) {
	switch {
	case strings.HasPrefix(t, "("):
		d, size = destinationOf(t)
		return d, size, size > 0
	case strings.HasPrefix(t, "["):
		end := wordsEnd(t[1:])
		if end < 0 {
			return d, 0, false
		}
		label := t[1 : end+1]
		if strings.TrimSpace(label) == "" {
			label = words
		}
		if d = s.defined[util.ToLinkReference([]byte(label))]; d != (destination{}) {
			size = end + 2
		}
		return d, size, true
	case strings.HasPrefix(t, ":"):
		return d, 0, false // it may be a definition, where that does not stand by itself
	}
	if s.defined != nil {
		d = s.defined[util.ToLinkReference([]byte(words))]
	}
	return d, 0, true
}

// title ends an attribute, and writes the title, if there is one.
func (s *straight) title(title string) {
	s.write(`"`)
	if title != "" {
		s.write(` title="`)
		s.escape(title)
		s.write(`"`)
	}
}

// longestLabel bounds the words of a link well below what the parser allows.
const longestLabel = 500

// wordsEnd is where the words of a link end; -1 if that is not sure.
func wordsEnd(t string) int {
	for i := 0; i < min(len(t), longestLabel); i++ {
		switch t[i] {
		case ']':
			return i
		case '[':
			return -1
		case '`':
			end := strings.IndexByte(t[i+1:], '`')
			if end < 0 {
				return -1
			}
			i += end + 1
		}
	}
	return -1
}

// destination is where a link leads, or a picture lies.
type destination struct{ address, title string }

// destinationOf takes apart (address "title"); size is 0 if it is of another form.
func destinationOf(t string) (d destination, size int) {
	if t == "" || t[0] != '(' {
		return d, 0
	}
	i := 1
	for i < len(t) && (destinationBytes[t[i]] || isEscape(t[i:])) {
		i++
	}
	address, title := t[1:i], ""
	if address == "" || strings.IndexByte(address, ';') >= 0 && strings.IndexByte(address, '&') >= 0 {
		return d, 0
	}
	if rest := t[i:]; strings.HasPrefix(rest, ` "`) {
		end := strings.IndexByte(rest[2:], '"')
		if end < 1 || strings.ContainsAny(rest[2:end+2], "\\&\n") {
			return d, 0
		}
		title = rest[2 : end+2]
		i += end + 3
	}
	if i == len(t) || t[i] != ')' {
		return d, 0
	}
	return destination{address, title}, i + 1
}

// destinationBytes are those that an address holds as it is written.
var destinationBytes = bytesOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$'*+,;=&")

// isEscape reports whether t begins with a byte in hexadecimal.
func isEscape(t string) bool {
	return len(t) > 2 && t[0] == '%' && util.IsHexDecimal(t[1]) && util.IsHexDecimal(t[2])
}

// picture writes ![words](address "title"), or what is by a label.
func (s *straight) picture(t string) (size int, ok bool) {
	end := strings.IndexByte(t, ']')
	if end < 0 || end > longestLabel {
		return 0, false
	}
	words := t[2:end]
	if strings.ContainsFunc(words, notPlain) || holdsAddress(words) {
		return 0, false
	}
	d, size, ok := s.destination(words, t[end+1:])
	if !ok || d == (destination{}) || prose.HasPrefixFold(d.address, "data:") || prose.HasPrefixFold(d.address, "blob:") || prose.HasPrefixFold(d.address, "cid:") {
		return 0, false
	}
	s.write(`<img src="`)
	s.escape(d.address)
	s.write(`" alt="`)
	s.escape(words)
	s.title(d.title)
	s.write(">")
	s.told = append(s.told, words...)
	return end + 1 + size, true
}

func notPlain(r rune) bool { return r < utf8.RuneSelf && r != '"' && r != '>' && lineMarks[r] }
