package byline

// Who took the pictures, drew, or translated stands beside who wrote, and is no author.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

// CutCredits ends the names of a byline where it goes on to who took the pictures:
// "Jane Doe Illustration by John Roe", "Jane Doe, Fotos: John Roe", "山田太郎　写真・鈴木花子".
func CutCredits(s string) string {
	if prose.HasHan(s) {
		return cutHanCredits(s)
	}
	if strings.Count(s, " ") < 3 {
		return s
	}
	words := strings.Fields(s)
	for k := 1; k < len(words); k++ {
		noun, colon := strings.CutSuffix(strings.Trim(words[k], "(|,;/"), ":")
		if noun = strings.TrimRight(noun, " "); !creditNouns.Lists(noun) || !prose.StartsUpper(noun) && !colon {
			continue
		}
		if colon || k+1 < len(words) && (creditOf.Has(words[k+1]) || words[k+1] == ":") {
			return strings.TrimRight(strings.Join(words[:k], " "), " ,;|/•·–-")
		}
	}
	return s
}

// cutHanCredits does so where a space parts the name from the noun, and any mark the
// noun from the next name.
func cutHanCredits(s string) string {
	for i, c := range s {
		if i == 0 || c != ' ' && c != '\u3000' {
			continue
		}
		rest := strings.TrimLeft(s[i:], " \u3000")
		end := strings.IndexAny(rest, "・：:/／＝= \u3000")
		if end > 0 && creditNouns.Has(rest[:end]) {
			return s[:i]
		}
	}
	return s
}

// CutTextCredit splits "Tekst Jane Doe Foto's John Roe", in which nothing but the two
// nouns says who did what: the name is that of who wrote.
func CutTextCredit(s string) (name string, ok bool) {
	s = strings.TrimSpace(s)
	if first := s[:max(strings.IndexFunc(s, unicode.IsSpace), 0)]; !prose.StartsUpper(first) || !wordNouns.Lists(first) {
		return "", false // as nearly always: the words need not be parted for it
	}
	words := strings.Fields(s)
	if len(words) < 4 {
		return "", false
	}
	for k := 2; k < len(words); k++ {
		if creditNouns.Lists(words[k]) && prose.StartsUpper(words[k]) {
			name = strings.TrimRight(strings.Join(words[1:k], " "), ",;|/ ")
			return name, prose.WordCount(name) > 1 && IsName(name) && IsName(strings.Join(words[k+1:], " "))
		}
	}
	return "", false
}

// hangulSurnames are the family names of one syllable that nearly all Koreans have.
var hangulSurnames = lexicon.Letters("surname syllable")

// isHangulName reports whether s is a Korean family name with a given name of one or two
// syllables. Of four syllables are only those of the few families of two.
func isHangulName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	n := utf8.RuneCountInString(s)
	if n == 4 {
		return hanCompounds.Has(prose.CutRunes(s, 2))
	}
	return n >= 2 && n <= 3 && strings.ContainsRune(hangulSurnames(), first) && isHangul(s)
}

// IsHangulWords reports whether s is several words of Hangul, which no name is.
func IsHangulWords(s string) bool {
	return strings.Contains(s, " ") && isHangul(strings.ReplaceAll(s, " ", ""))
}

func isHangul(s string) bool {
	for _, c := range s {
		if c < '가' || c > '힣' {
			return false
		}
	}
	return true
}
