package prose

// Capitals: who shouts, what begins a name, and how to settle either.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EndsLower holds for text whose last letter is small.
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

// isInitialBefore holds for O' and D', not for the genitive.
func isInitialBefore(s string, i int) bool {
	return i == 1 || i > 1 && s[i-2] == ' '
}

func StartsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r)
}

func StartsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// AllCaps holds for text with letters, none of them small.
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
