package byline

// Places that look like persons: a bare name below a title is where as often as who.

import "strings"

// IsPlaceName reports whether s, which has the shape of a name, is rather that of a
// place: "Florence", "St. Louis", "Lincoln City", "Baden Baden". A by-label before it
// would say otherwise.
func IsPlaceName(s string) bool {
	if towns.Lists(s) {
		return true
	}
	first, last := strings.IndexByte(s, ' '), strings.LastIndexByte(s, ' ')
	if first < 0 {
		return false
	}
	return placeBegins.Lists(strings.TrimSuffix(s[:first], ".")) || placeEnds.Lists(s[last+1:]) || s[:first] == s[last+1:]
}

// CutPreposition takes off the label that in the given language is an everyday word,
// too, "De Ana Pop": a first name must follow, and nothing but names.
func CutPreposition(s, language string) (names string, ok bool) {
	if !BeginsWithPreposition(s, language) {
		return "", false
	}
	_, rest, _ := strings.Cut(s, " ")
	if !BeginsWithFirstName(rest) {
		return "", false
	}
	authors, _ := Parse(rest, true)
	return rest, len(authors) > 0 && strings.Contains(authors[0].Name, " ")
}

// BeginsWithPreposition reports whether s begins with such a label: "De Crăciun".
func BeginsWithPreposition(s, language string) bool {
	own := prepositions()[language]
	if own == nil {
		return false
	}
	word, _, more := strings.Cut(s, " ")
	return more && own[strings.ToLower(word)]
}
