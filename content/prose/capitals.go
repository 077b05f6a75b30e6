package prose

// Capitals: who shouts, what begins a name, and how to settle either.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EndsLower reports whether the last character of s is a lower-case letter.
func EndsLower(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLower(r)
}

// SettleCase writes "TED D'AFFLISIO" as "Ted D'Afflisio", "Paul MARTIN" as
// "Paul Martin".
func SettleCase(s string) string {
	capitals, n := false, 0
	for w := range strings.SplitSeq(s, " ") {
		capitals = capitals || AllCaps(w)
		n++
	}
	if n < 2 || !capitals {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if AllCaps(w) && (len(w) > 3 || AllCaps(s)) {
			words[i] = TitleCase(w)
		}
	}
	return strings.Join(words, " ")
}

// TitleCase gives each word one capital. Words of one or two letters keep theirs
// if they are initials.
func TitleCase(s string) string {
	var b strings.Builder
	begin := true
	for i, r := range s {
		if begin {
			b.WriteRune(unicode.ToUpper(r))
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
		begin = r == ' ' || r == '-' || r == '.' || (r == '\'' || r == '’') && i > 0 && isInitialBefore(s, i)
		if !begin && strings.HasSuffix(s[:i+utf8.RuneLen(r)], "MC") && (i == 1 || s[i-2] == ' ') {
			begin = true
		}
	}
	return b.String()
}

// isInitialBefore reports whether the apostrophe at i follows a single letter, as in O'
// and D', and is not a genitive's.
func isInitialBefore(s string, i int) bool {
	return i == 1 || i > 1 && s[i-2] == ' '
}

// StartsUpper reports whether the first character of s is a capital, or a letter of a
// script that has none.
func StartsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r)
}

// StartsLower reports whether the first character of s is a lower-case letter.
func StartsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// AllCaps reports whether s has capitals and no lower-case letter.
func AllCaps(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}
