package wordlist

// Phrases that lines begin with.

import "strings"

// Prefixes are phrases in lower case, by first byte.
type Prefixes struct{ phrases func() map[byte][]string }

// PrefixesOf is a table of phrases that are no matter of a language.
func PrefixesOf(phrases ...string) Prefixes {
	m := byFirst(phrases)
	return Prefixes{func() map[byte][]string { return m }}
}

func byFirst(phrases []string) map[byte][]string {
	m := make(map[byte][]string)
	for _, p := range phrases {
		m[p[0]] = append(m[p[0]], p)
	}
	return m
}

// Of gives the first phrase that s begins with, in capitals or not.
func (m Prefixes) Of(s string) string {
	if s == "" {
		return ""
	}
	c := s[0]
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	for _, p := range m.phrases()[c] {
		if len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
			return p
		}
	}
	return ""
}
