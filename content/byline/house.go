package byline

// Bylines that only their company proves: houses that sign as people do, nicknames, and
// who reports from where.

import (
	"strings"
	"unicode"

	"feedmill/content/prose"
)

// IsHouse reports whether s, found between a by-label and a date, may be what a paper or a
// company calls itself: several words with capitals, of which the first may be an article.
func IsHouse(s string) bool {
	const most = 5 // words
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > most || IsNobody(s) || pressWords.Lists(words[len(words)-1]) {
		return false
	}
	if functionWord.Has(strings.ToLower(words[0])) && !articles.Has(words[0]) {
		return false
	}
	for _, w := range words {
		if !prose.StartsUpper(w) && !Particles.Has(w) && w != "&" || strings.ContainsFunc(w, isNoLetterOfHouse) {
			return false
		}
	}
	return true
}

// BeginsWithArticle reports whether s begins with an article that has its capital: "The
// Mill Post", "Les Boulangers du Port".
func BeginsWithArticle(s string) bool {
	first, _, more := strings.Cut(s, " ")
	return more && articles.Has(first)
}

func isNoLetterOfHouse(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-.'’&", c)
}

// longestLinked bounds, in bytes, a name with the link behind it.
const longestLinked = 100

// CutLink takes the link to the form for comments, or to further articles, off a name, and
// reports whether there was one.
func CutLink(s string) (name string, linked bool) {
	for _, link := range linksBehind() {
		if i := strings.Index(s, link); i > 1 && len(s) <= longestLinked {
			return strings.TrimRight(s[:i], " |,"), true
		}
	}
	return s, false
}

// IsLinkedName reports whether s is two or three words of letters, the first with a
// capital: the name of somebody who writes it small, in a link that is made for names.
func IsLinkedName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 3 || !prose.StartsUpper(s) {
		return false
	}
	for _, w := range words {
		if !isNameWord(prose.TitleCase(w)) {
			return false
		}
	}
	return true
}

// CutReport takes "Aus Lissabon berichtet" off the names that follow it.
func CutReport(s string) (names string, ok bool) {
	const most = 4 // words of the place
	first, rest, _ := strings.Cut(s, " ")
	if !reportsFrom.Lists(first) || !prose.StartsUpper(first) {
		return "", false
	}
	words := strings.Fields(rest)
	for k := 1; k < len(words) && k <= most; k++ {
		if reports.Lists(words[k]) {
			names = strings.Join(words[k+1:], " ")
			return names, prose.StartsUpper(words[0]) && prose.WordCount(names) > 1
		}
	}
	return "", false
}

// CutHouseBefore splits "Ouest-France Recueilli par Jane DOE" and "Ouest-France Jane DOE":
// a house that a hyphen or its last word tells, and what names the author behind it.
func CutHouseBefore(s string) (house, names string, ok bool) {
	const most = 3 // words of a house
	words := strings.Fields(s)
	for n := 1; n <= most && n < len(words); n++ {
		house = strings.Join(words[:n], " ")
		if !prose.StartsUpper(house) || !strings.Contains(words[0], "-") && !isPaperWord(words[n-1]) {
			continue
		}
		names = strings.Join(words[n:], " ")
		if label, rest, labelled := CutByLabel(names); labelled && strings.Contains(label, " ") && IsName(strings.TrimRight(rest, ".")) {
			return house, strings.TrimRight(rest, "."), true
		}
		if names = strings.TrimRight(names, "."); HasShoutedSurname(names) {
			return house, names, true
		}
	}
	return "", "", false
}

// HasShoutedSurname reports whether s is a name as French and Turkish papers write them,
// the family's in capitals: "Jane DOE".
func HasShoutedSurname(s string) bool {
	given, last, ok := strings.Cut(s, " ")
	return ok && !prose.AllCaps(given) && prose.StartsUpper(given) && prose.AllCaps(last) && len(last) > 3 && prose.WordCount(last) <= 2 && IsName(s)
}
