// Package prose knows the marks of written language: where words, sentences and
// addresses end, what capitals tell, which letters belong to which script.
package prose

import (
	"strings"
	"unicode"
)

// WordCount counts the words of s, separated by white space.
func WordCount(s string) int {
	n, in := 0, false
	for _, r := range s {
		space := r == ' ' || r > 'z' && unicode.IsSpace(r) || r < ' ' && unicode.IsSpace(r)
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}

// HasFold reports whether v is in the list, whatever its capitals.
func HasFold(list []string, v string) bool {
	for _, have := range list {
		if strings.EqualFold(have, v) {
			return true
		}
	}
	return false
}

// OneLine trims s and folds each run of white space in it to one space.
func OneLine(s string) string {
	s = strings.TrimSpace(s)
	for i := 0; i < len(s); i++ {
		if i+8 <= len(s) && isTidy(eight(s, i)) {
			i += 6 // the last of them may be a space, and one behind it
			continue
		}
		switch c := s[i]; {
		case c > ' ' && c != 0xc2 && c != 0xe3:
		case c == ' ' && s[i+1] != ' ', c >= 0x80 && !strings.HasPrefix(s[i:], "\u00a0") && !strings.HasPrefix(s[i:], "\u3000"):
		default:
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}
