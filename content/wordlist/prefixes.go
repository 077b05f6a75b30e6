package wordlist

// Phrases that lines begin with.

import (
	"feedmill/content/prose"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Prefixes are phrases in lower case.
type Prefixes struct{ known func() *prefixes }

// prefixes are phrases by their first byte. Of the second one, five bits say without a
// look at the phrases that most lines begin with none: capitals have the same.
type prefixes struct {
	phrases [256][]string
	second  [256]uint32
}

// PrefixesOf is a table of phrases that are no matter of a language.
func PrefixesOf(phrases ...string) Prefixes {
	return Prefixes{sync.OnceValue(func() *prefixes { return prefixesOf(phrases) })}
}

func prefixesOf(phrases []string) *prefixes {
	var m prefixes
	for _, p := range phrases {
		first := p[0]
		m.phrases[first] = append(m.phrases[first], p)
		if len(p) > 1 && p[1] < utf8.RuneSelf {
			m.second[first] |= 1 << (p[1] & 31)
		} else {
			m.second[first] = 1<<32 - 1
		}
	}
	return &m
}

// Of gives the first phrase that s begins with, in capitals or not.
func (m Prefixes) Of(s string) string { return m.known().of(s) }

// In reports whether s has one of the phrases anywhere, in capitals or not.
func (m Prefixes) In(s string) bool {
	known := m.known()
	for i := range len(s) {
		if known.of(s[i:]) != "" {
			return true
		}
	}
	return false
}

func (m *prefixes) of(s string) string {
	if s == "" {
		return ""
	}
	c := s[0]
	switch {
	case c >= utf8.RuneSelf:
		c = firstSmall(s)
	case 'A' <= c && c <= 'Z':
		c += 'a' - 'A'
		fallthrough
	default:
		if len(s) > 1 && m.second[c]>>(s[1]&31)&1 == 0 {
			return ""
		}
	}
	for _, p := range m.phrases[c] {
		if prose.HasPrefixFold(s, p) {
			return p
		}
	}
	return ""
}

// firstSmall is the first byte of s in lower case, which of Cyrillic capitals is another
// one.
func firstSmall(s string) byte {
	c, _ := utf8.DecodeRuneInString(s)
	var small [utf8.UTFMax]byte
	utf8.EncodeRune(small[:], unicode.ToLower(c))
	return small[0]
}
