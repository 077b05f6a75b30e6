package prose

// Where a sentence ends.

import (
	"strings"
	"unicode/utf8"
)

// EndsAbbreviated holds for "… Jr." and initials, whose full stop is theirs.
func EndsAbbreviated(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return utf8.RuneCountInString(last) <= 3
}

// EndsSentence holds for text that ends as sentences do, quotes and brackets aside.
func EndsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»“)]」』 \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;。！？．։؟।", r)
}

// EndsStatement is EndsSentence without questions and exclamations, which
// headlines are too.
func EndsStatement(s string) bool {
	s = strings.TrimRight(s, "\"'”’»“)]」』 \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".…:;。।؟", r)
}
