package prose

// Where a sentence ends.

import (
	"strings"
	"unicode/utf8"
)

// EndsAbbreviated reports whether s, which ends in a full stop, ends in an abbreviation
// or an initial: "… Jr."
func EndsAbbreviated(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return utf8.RuneCountInString(last) <= 3
}

// EndsSentence reports whether s ends as sentences do, closing quotes and brackets
// aside.
func EndsSentence(s string) bool {
	if s == "" {
		return false
	}
	if last := s[len(s)-1]; last == '.' || IsWordByte(last) {
		return last == '.'
	}
	s = strings.TrimRight(s, "\"'”’»“)]」』 \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;。！？．։؟।", r)
}

// EndsStatement is [EndsSentence] without questions and exclamations, in which
// headlines end too.
func EndsStatement(s string) bool {
	if s == "" {
		return false
	}
	if last := s[len(s)-1]; last == '.' || IsWordByte(last) {
		return last == '.'
	}
	s = strings.TrimRight(s, "\"'”’»“)]」』 \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".…:;。।؟", r)
}
