package newspaper

// Where the article lives, by an address that its own text holds: one whose last
// part spells the title, as the addresses of most papers do. Such an address
// often tells the day, too, or at least the year.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/prose"
)

// findAddress takes the article's own address from the text, if it is there and none
// was stated.
func (r *page) findAddress() {
	if r.a.SourceURL != "" || r.a.Title == "" {
		return
	}
	var words []string
	for i := range r.lines {
		l := &r.lines[i]
		at := strings.Index(l.text, "://")
		if at < 0 || l.fate == inField {
			continue
		}
		if words == nil {
			words = slugWords(r.a.Title)
		}
		for ; at >= 0; at = indexFrom(l.text, "://", at+1) {
			address := addressAround(l.text, at)
			if !spells(address, words) {
				continue
			}
			r.a.SourceURL = address
			r.a.Origin.Set("source_url", content.Origin{Line: l.n, Rule: "address that spells the title"})
			if l.text == address && l.fate == inBody {
				l.fate = inField
			}
			return
		}
	}
}

func indexFrom(s, sub string, from int) int {
	if i := strings.Index(s[from:], sub); i >= 0 {
		return from + i
	}
	return -1
}

// addressAround is the web address whose "://" stands at i, or empty.
func addressAround(s string, i int) string {
	start := i
	for start > 0 && s[start-1]|0x20-'a' < 26 {
		start--
	}
	if scheme := s[start:i]; scheme != "http" && scheme != "https" {
		return ""
	}
	s = s[start:]
	end := strings.IndexAny(s[:min(len(s), longestAddress)], " \t\"<>()[]|")
	switch {
	case end < 0 && len(s) > longestAddress:
		return ""
	case end < 0:
		end = len(s)
	}
	return strings.TrimRight(s[:end], ".,;:!?")
}

// longestAddress is in bytes; no server takes a longer one.
const longestAddress = 4096

// Of the words of a title that an address can spell, in plain letters, it must
// spell so many, and this share.
const (
	leastSlugWords = 3
	leastSlugShare = 0.6
)

// slugWords are the words of a title that addresses keep: four letters or more,
// none with an accent.
func slugWords(title string) []string {
	words := strings.FieldsFunc(strings.ToLower(title), func(c rune) bool { return !isWordRune(c) })
	kept := words[:0]
	for _, w := range words {
		plain := len(w) >= 4
		for i := range len(w) {
			plain = plain && w[i] < 0x80
		}
		if plain {
			kept = append(kept, w)
		}
	}
	return kept
}

func isWordRune(c rune) bool { return c >= 0x80 || c < 0x80 && isWordChar(byte(c)) }

// spells reports whether the path of the address has the words between its hyphens.
func spells(address string, words []string) bool {
	_, path, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
	if !ok || len(words) < leastSlugWords || strings.Count(path, "-") < leastSlugWords-1 && strings.Count(path, "_") < leastSlugWords-1 {
		return false
	}
	parts := map[string]bool{}
	for _, p := range strings.FieldsFunc(strings.ToLower(path), func(c rune) bool { return !isWordRune(c) }) {
		parts[p] = true
	}
	n := 0
	for _, w := range words {
		if parts[w] {
			n++
		}
	}
	return n >= leastSlugWords && float64(n) >= leastSlugShare*float64(len(words))
}

// yearOfAddress is the year that the path of an address holds, as a part of its
// own or before a month; 0 if none.
func yearOfAddress(address string) int {
	for _, part := range strings.Split(address, "/") {
		if len(part) >= 4 && prose.IsNumber(part[:4]) && (len(part) == 4 || part[4] == '-') {
			if year := number(part[:4]); year >= 1990 && year < 2100 {
				return year
			}
		}
	}
	return 0
}

func number(digits string) (n int) {
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}
