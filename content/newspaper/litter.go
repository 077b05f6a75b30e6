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
	words := strings.Trim(s, " \t\u00a0.,;:…!/|•·()[]-–—*+>»▼▾→")
	switch {
	case words == "":
		return "punctuation"
	case litter.Lists(words):
		return litterKind(strings.ToLower(words))
	case len(s) <= 80 && litterPrefixes.Of(words) != "" && !(strings.HasSuffix(s, ".") && prose.WordCount(s) > 12):
		return "page furniture"
	case isCountLine(words):
		return counter
	case isButtonRow(words):
		return "share bar"
	}
	return ""
}

// counter is why a line goes that only counts.
const counter = "counter"

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

// isCountLine reports whether a line only counts: "845 shares", "24 comments",
// "comments 2192 shares", "4 min read", "Lesezeit: 2 Minuten".
func isCountLine(s string) bool {
	if len(s) > 40 || !prose.HasDigit(s) {
		return false
	}
	number, word := false, false
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
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
