package newspaper

// Datelines: "GENEVA, Sept 9 (Reuters) - ". They stay in the body, but a summary
// does without them, and they prove that a line is prose.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
)

// isDateline reports whether s begins with a dateline.
func isDateline(s string) bool {
	return datelineEnd(s) > 0
}

// stripDateline is s without the dateline that it may begin with.
func stripDateline(s string) string {
	if end := datelineEnd(s); end > 0 && len(s) > end+20 {
		return stripRunIn(s[end:], dates.Context{})
	}
	return stripRunIn(s, dates.Context{})
}

// datelineEnd is the length of the dateline that s begins with, or 0.
func datelineEnd(s string) int {
	head := s[:min(len(s), 100)]
	if end := creditedEnd(head); end > 0 {
		return end
	}
	for _, dash := range dashesIn(head) {
		at := strings.Index(head, dash)
		if at < 3 || at > 60 {
			continue
		}
		place := head[:at]
		if isPlaceAndDay(place) || isCapsPlace(place) || isTownInState(place) {
			return at + len(dash)
		}
	}
	if place, _, ok := strings.Cut(head, ": "); ok && cities.Has(place) {
		return len(place) + 2
	}
	return 0
}

// dashesIn are the dashes that may part a dateline from the text, if s has any: most lines
// have none.
func dashesIn(s string) []string {
	if strings.IndexByte(s, '-') < 0 && strings.IndexByte(s, "—"[0]) < 0 {
		return nil
	}
	return []string{" - ", " — ", " – ", " -- ", "- ", " • "}
}

// creditedEnd handles "(Reuters) — ", "Park City, Utah (CNN)Mitt …",
// "/PRNewswire/ -- " and "Berlin (jur). ".
func creditedEnd(head string) int {
	open := strings.IndexAny(head, "(/")
	if open < 0 || open > 70 {
		return 0
	}
	end := strings.IndexByte(head[open+1:], map[byte]byte{'(': ')', '/': '/'}[head[open]])
	if end < 1 || end > 30 {
		return 0
	}
	credit := head[open+1 : open+1+end]
	place := strings.TrimSpace(head[:open])
	after := open + end + 2
	rest := head[after:]
	trimmed := strings.TrimLeft(rest, " .-–—:_")
	if !isCredit(credit) || place != "" && !isPlace(place) || trimmed == "" {
		return 0
	}
	parted := len(trimmed) < len(rest) && strings.ContainsAny(rest[:len(rest)-len(trimmed)], ".-–—:_")
	if !parted && !byline.Agencies.Has(strings.ToLower(credit)) || !startsUpperOrQuote(trimmed) {
		return 0
	}
	return after + len(rest) - len(trimmed)
}

// creditDateline takes the agency of the first paragraph's dateline as source.
func (r *bodyReader) creditDateline(b *block) {
	head := b.text[:min(len(b.text), 100)]
	if r.a.Source != "" || creditedEnd(head) == 0 {
		return
	}
	open := strings.IndexAny(head, "(/")
	credit := head[open+1:]
	credit = strings.TrimSpace(credit[:strings.IndexAny(credit, ",)/")])
	if credit == "" {
		return
	}
	r.a.Source = credit
	r.a.Origin.Set("source", content.Origin{Line: r.lines[b.first].n, Rule: "dateline"})
}

// isCredit reports whether s is one or several agencies, or a short code.
func isCredit(s string) bool {
	first, _, _ := strings.Cut(s, ",")
	first, _, _ = strings.Cut(first, "/")
	return byline.IsAgency(first) || len(s) <= 20 && !prose.HasDigit(s) && prose.WordCount(s) <= 2
}

func startsUpperOrQuote(s string) bool {
	return prose.StartsUpper(strings.TrimLeft(s, "\"'“‘„«»"))
}

// isPlace reports whether s is capitalised words with commas, and perhaps a day.
func isPlace(s string) bool {
	if prose.WordCount(s) > 8 {
		return false
	}
	day := false
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ".,")
		if w != "" && !prose.StartsUpper(w) && !prose.IsDigit(w[0]) && !byline.Particles.Has(w) && !day {
			return false
		}
		day = w != "" && prose.IsDigit(w[0]) // a month may follow, in lower case
	}
	return s != ""
}

// isPlaceAndDay reports whether s is a place with a day, as in "SALVADOR, Feb 26".
// Typos in the month pass.
func isPlaceAndDay(s string) bool {
	comma := strings.LastIndexByte(s, ',')
	if comma < 2 || !prose.StartsUpper(s) {
		return false
	}
	words := strings.Fields(s[comma+1:])
	return len(words) == 2 && len(words[0]) <= 9 && prose.StartsUpper(words[0]) && prose.IsNumber(strings.Trim(words[1], ".")) && isPlace(s[:comma])
}

// isCapsPlace reports whether s is a place in capitals: "LONDON", "NEW YORK", "DUBAI,
// United Arab Emirates".
func isCapsPlace(s string) bool {
	town, rest, _ := strings.Cut(s, ",")
	letters := 0
	for _, w := range strings.Fields(town) {
		if !prose.AllCaps(w) || prose.HasDigit(w) {
			return false
		}
		letters += len(w)
	}
	return letters >= 4 && prose.WordCount(town) <= 3 && (rest == "" || isPlace(rest)) && !notPlaces.Has(town)
}

var notPlaces = lexicon.Words("not a place")

// isTownInState reports whether s is a town with its state: "Dekalb, Ill."
func isTownInState(s string) bool {
	town, state, ok := strings.Cut(s, ", ")
	return ok && prose.StartsUpper(town) && prose.WordCount(town) <= 3 && isPlace(town) && states.Has(state)
}

var states = lexicon.Words("state")

// cities begin datelines that end in a colon, as Indian and Pakistani papers
// print them.
var cities = lexicon.Words("city")
