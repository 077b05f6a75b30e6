// Package wordlist holds the words that tell one kind of line from another, in the
// forms that readers look them up in.
package wordlist

import (
	"strings"
	"unicode/utf8"
)

// Set is a table of words that are separated by white space.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Any reports whether any word of s is in the set.
func Any(s string, set map[string]bool) bool {
	for w := range strings.FieldsSeq(s) {
		if Lists(set, strings.Trim(w, marksOfWords)) {
			return true
		}
	}
	return false
}

// marksOfWords stand around words and belong to none.
const marksOfWords = ".,;:()"

// Lists reports whether a set of small-letter phrases holds s, whatever its
// capitals. It is asked for each word of a byline, so it makes no new string.
func Lists(set map[string]bool, s string) bool {
	var small [40]byte
	if len(s) > len(small) {
		return set[strings.ToLower(s)]
	}
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return set[strings.ToLower(s)]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		small[i] = c
	}
	return set[string(small[:len(s)])]
}
