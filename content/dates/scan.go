package dates

// The scanner's letters: what is a digit, a word, a gap. Everything here works
// on byte offsets of the line and allocates nothing, since it runs on lines
// that mostly hold no date.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// digitAt is the decimal digit at s[i:] and its width in bytes; width 0 says
// that there is none. Full-width, Arabic, Persian, Devanagari, Bengali and Thai
// digits count, because newspapers date their articles with them.
func digitAt(s string, i int) (value, width int) {
	if i >= len(s) {
		return 0, 0
	}
	c := s[i]
	if c-'0' < 10 {
		return int(c - '0'), 1
	}
	switch c {
	case 0xD9, 0xDB, 0xE0, 0xEF:
		return wideDigit(s[i:])
	}
	return 0, 0
}

// wideDigit is digitAt for digits outside ASCII, whose UTF-8 begins with one of
// four bytes.
func wideDigit(s string) (value, width int) {
	r, w := utf8.DecodeRuneInString(s)
	for _, zero := range [...]rune{'０', '٠', '۰', '०', '০', '๐'} {
		if r >= zero && r <= zero+9 {
			return int(r - zero), w
		}
	}
	return 0, 0
}

// nextDigit is the offset of the first digit at or after i, or -1.
func nextDigit(s string, i int) int {
	for ; i < len(s); i++ {
		c := s[i]
		if c-'0' < 10 {
			return i
		}
		if c == 0xEF || c == 0xE0 || c == 0xD9 || c == 0xDB {
			if _, w := wideDigit(s[i:]); w > 0 {
				return i
			}
		}
	}
	return -1
}

// num is a run of digits.
type num struct {
	v          int // value; of runs longer than 14 digits meaningless
	n          int // how many digits
	start, end int
}

// numberAt reads the run of digits at s[i:]; n is 0 where there is none.
func numberAt(s string, i int) num {
	x := num{start: i, end: i}
	for {
		d, w := digitAt(s, x.end)
		if w == 0 {
			return x
		}
		if x.n < 14 {
			x.v = x.v*10 + d
		}
		x.n++
		x.end += w
	}
}

// twoDigits reads exactly two digits at s[i:].
func twoDigits(s string, i int) (v, end int, ok bool) {
	x := numberAt(s, i)
	return x.v, x.end, x.n == 2
}

// isLetter reports whether c or the rune that it begins belongs to a word.
func isLetter(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	c := s[i]
	if c < utf8.RuneSelf {
		return c|0x20-'a' < 26
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// isDigit reports whether a digit stands at s[i:].
func isDigit(s string, i int) bool {
	_, w := digitAt(s, i)
	return w > 0
}

// wordEnd is the end of the run of letters that begins at i.
func wordEnd(s string, i int) int {
	for i < len(s) && isLetter(s, i) {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return i
}

// wordStart is the beginning of the run of letters that ends at i.
func wordStart(s string, i int) int {
	for i > 0 {
		if c := s[i-1]; c < utf8.RuneSelf {
			if c|0x20-'a' >= 26 {
				return i
			}
			i--
			continue
		}
		r, w := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i -= w
	}
	return i
}

// spaceAt is the width of the blank at s[i:]: ASCII blanks, no-break, thin and
// ideographic spaces, zero-width and direction marks. 0 says that none is there.
func spaceAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch c := s[i]; {
	case c == ' ' || c >= '\t' && c <= '\r':
		return 1
	case c < 0xC2:
		return 0
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	if unicode.IsSpace(r) || r >= 0x200B && r <= 0x200F || r == 0xFEFF || r == 0x2060 {
		return w
	}
	return 0
}

// skipSpace is the offset of the first byte at or after i that is no blank.
func skipSpace(s string, i int) int {
	for {
		w := spaceAt(s, i)
		if w == 0 {
			return i
		}
		i += w
	}
}

// backSpace is the end of the last thing before i that is no blank.
func backSpace(s string, i int) int {
	for i > 0 {
		if s[i-1] < utf8.RuneSelf {
			if spaceAt(s, i-1) == 0 {
				return i
			}
			i--
			continue
		}
		_, w := utf8.DecodeLastRuneInString(s[:i])
		if spaceAt(s, i-w) == 0 {
			return i
		}
		i -= w
	}
	return i
}

// prefixAt reports which of the alternatives s[i:] begins with, as its length; 0 is none.
func prefixAt(s string, i int, alternatives ...string) int {
	if i < 0 || i >= len(s) {
		return 0
	}
	for first, rest := s[i], s[i:]; len(alternatives) > 0; alternatives = alternatives[1:] {
		if a := alternatives[0]; a[0] == first && strings.HasPrefix(rest, a) {
			return len(a)
		}
	}
	return 0
}

// byteAt is s[i], or 0 outside of s.
func byteAt(s string, i int) byte {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}
