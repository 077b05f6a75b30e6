package wordlist

// Phrases that lines begin with.

import (
	"strings"
)

// Prefixes are phrases in small letters, by first byte.
type Prefixes map[byte][]string

func PrefixesOf(phrases ...string) Prefixes {
	m := Prefixes{}
	for _, p := range phrases {
		m[p[0]] = append(m[p[0]], p)
	}
	return m
}

// Of gives the first phrase that s begins with, in capitals or not.
func (m Prefixes) Of(s string) string {
	c := s[0]
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	for _, p := range m[c] {
		if len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
			return p
		}
	}
	return ""
}
