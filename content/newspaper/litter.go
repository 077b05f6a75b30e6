package newspaper

// Litter: the words of buttons, counters and boxes that a page wears around its
// article, and that scrapers bring along.

import (
	"strings"

	"feedmill/content/prose"
)

// longestLitter bounds a litter line in bytes.
const longestLitter = 140

// whyLitter says why nobody wrote a line as text; empty if somebody may have.
func whyLitter(s string) string {
	if len(s) > longestLitter {
		return ""
	}
	lower := strings.ToLower(strings.Trim(s, " \t\u00a0.,;:…!/|•·()[]-–—*+>»▼▾→"))
	if lower == "" {
		return "punctuation"
	}
	if litter.Has(lower) {
		return litterKind(lower)
	}
	if len(s) <= 80 {
		if litterPrefixes.Of(lower) != "" && !(strings.HasSuffix(s, ".") && prose.WordCount(s) > 12) {
			return "page furniture"
		}
	}
	if isCountLine(lower) {
		return "counter"
	}
	if isButtonRow(lower) {
		return "share bar"
	}
	return ""
}

func litterKind(lower string) string {
	switch {
	case strings.HasPrefix(lower, "image caption"), strings.HasPrefix(lower, "media caption"):
		return "caption label"
	case strings.Contains(lower, "share"), strings.Contains(lower, "tweet"), strings.Contains(lower, "facebook"), strings.Contains(lower, "teilen"):
		return "share bar"
	case strings.Contains(lower, "advert"), strings.Contains(lower, "anzeige"), strings.Contains(lower, "werbung"):
		return "advertisement"
	}
	return "page furniture"
}

// isCountLine reports whether a line in lower case only counts: "845 shares", "24
// comments", "comments 2192 shares", "4 min read", "lesezeit: 2 minuten".
func isCountLine(lower string) bool {
	if len(lower) > 40 {
		return false
	}
	number, word := false, false
	for w := range strings.FieldsSeq(lower) {
		w = strings.Trim(w, ".,:;()+·•|")
		if w == "" {
			continue
		}
		n := 0
		for n < len(w) && (prose.IsDigit(w[n]) || w[n] == '.' || w[n] == ',') {
			n++
		}
		number = number || n > 0
		switch rest := w[n:]; {
		case rest == "" || n > 0 && (rest == "k" || rest == "m"):
		case countWords.Has(rest):
			word = true
		default:
			return false
		}
	}
	return number && word
}

var countWords = lexicon.Words("counted")

// litter lists whole lines, small, without the punctuation at their ends.
var litter = lexicon.Words("litter")

// litterPrefixes begin litter lines, by first byte.
var litterPrefixes = lexicon.Prefixes("litter beginning")
