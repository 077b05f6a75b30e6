package feed

// What XML 1.0 forbids makes a whole document unreadable, and every string of an
// article can hold it. So each string passes here before it is rendered.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

// clean drops what no document may hold: characters outside XML 1.0 (section
// 2.2), invalid UTF-8, C1 controls, noncharacters, and U+FFFD, which only tells
// that something was lost before. Line ends become \n. Clean strings are
// returned as they are, without a copy.
func clean(s string) string {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			if n := prose.PlainLength(s[i:]); n > 0 {
				i += n
				continue
			}
		}
		r, width := utf8.DecodeRuneInString(s[i:])
		if !allowed(r) {
			return s[:i] + dropForbidden(s[i:])
		}
		i += width
	}
	return s
}

func dropForbidden(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case allowed(r):
			b.WriteRune(r)
		case r == '\r' && !strings.HasPrefix(s[i+1:], "\n"):
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// allowed reports whether documents may hold r. U+FFFD is refused: ranging over a
// string gives it for invalid UTF-8.
func allowed(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n'
	case r < 0x7F:
		return true
	case r < 0xA0: // DEL and C1
		return false
	case r < 0xFDD0:
		return r < 0xD800 || r > 0xDFFF
	case r <= 0xFDEF, r == utf8.RuneError:
		return false
	}
	return r&0xFFFE != 0xFFFE && r <= unicode.MaxRune
}

// line is s cleaned and on one line: runs of white space become one space.
// No-break spaces stay, since typography put them there.
func line(s string) string {
	s = clean(s)
	if isLine(s) {
		return s
	}
	return strings.TrimFunc(strings.Join(strings.FieldsFunc(s, breaks), " "), unicode.IsSpace)
}

func isLine(s string) bool {
	last := ' '
	for _, r := range s {
		if breaks(r) && (r != ' ' || last == ' ') {
			return false
		}
		last = r
	}
	return s == "" || !unicode.IsSpace(last) && !leadingSpace(s)
}

func leadingSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func breaks(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\u2028' || r == '\u2029'
}

// visible reports whether a reader sees anything of s.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.M, r) && r != '\u2800' && r != '\u3164'
	})
}

// cut shortens s to at most limit characters, ellipsis included, at the end of a word
// where one is near, and never within a character that is made of several.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	end := offset(s, limit)
	if end == len(s) {
		return s
	}
	end = offset(s, limit-1)
	for end > 0 && !startsCharacter(s[:end], s[end:]) {
		_, n := utf8.DecodeLastRuneInString(s[:end])
		end -= n
	}
	if i := strings.LastIndexFunc(s[:end], unicode.IsSpace); i > end*2/3 && !leadingSpace(s[end:]) {
		end = i
	}
	return strings.TrimRightFunc(s[:end], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;:–—-", r)
	}) + "…"
}

// offset is the index of the character number n of s, or the length of s.
func offset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

const joiner = '\u200D'

// startsCharacter reports whether a new visible character begins between before
// and after: no combining mark, variation selector, skin tone or joined emoji.
func startsCharacter(before, after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(before)
	return last != joiner && r != joiner && !unicode.Is(unicode.M, r) && (r < 0x1F3FB || r > 0x1F3FF)
}

// excerpt is the beginning of a text: its first paragraphs up to a sentence's
// end, at most limit characters.
func excerpt(text string, limit int) string {
	const enough = 16 // bytes a character, most of them to spare
	if n := enough * limit; len(text) > n {
		if head := line(text[:n]); offset(head, limit) < len(head) {
			text = head
		}
	}
	text = line(text)
	if len(text) <= limit || offset(text, limit) == len(text) {
		return text
	}
	window := text[:offset(text, limit)]
	if end := lastSentence(window); end > len(window)/2 {
		return window[:end]
	}
	return cut(text, limit)
}

// lastSentence is the index after the last sentence that ends in s, or 0.
func lastSentence(s string) int {
	end := 0
	for i, r := range s {
		next := s[i+utf8.RuneLen(r):]
		switch r {
		case '。', '！', '？', '।', '۔', '።':
			end = i + utf8.RuneLen(r)
		case '.', '!', '?', '؟', '…':
			if strings.HasPrefix(next, " ") && !abbreviates(s[:i]) {
				end = i + utf8.RuneLen(r)
			}
		}
	}
	return end
}

// abbreviates reports whether a full stop after s is likely an abbreviation's:
// after one letter ("J."), or after a short capitalised word ("Mr.", "Sept.").
func abbreviates(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(word)
	n := utf8.RuneCountInString(word)
	return n == 1 || n <= 4 && unicode.IsUpper(first)
}
