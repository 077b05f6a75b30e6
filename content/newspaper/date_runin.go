package newspaper

// The date that a paragraph begins with, before its text: the date line of papers
// that have none of its own.

import (
	"strings"

	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
)

// longestRunIn bounds, in bytes, what may stand before the text of a paragraph.
const longestRunIn = 110

// opensText reports whether the date m stands before the text of a paragraph: see
// runInEnd.
func opensText(s string, m dates.Match) bool { return runInEnd(s, m) > 0 }

// opensWithDate reports whether what stands before a date is at most a bracket or an
// article: "ngày 6 tháng 5 năm 2024".
func opensWithDate(before string) bool {
	before = strings.Trim(before, "([（【 ")
	return before == "" || dateArticles.Lists(before)
}

// runInEnd is where the text begins that the date m stands before, or 0: "06.11.23 -
// ", "19.10.2019, 15:30 Uhr The", "6 November 2023. The", "(6. November 2023) The",
// "Karlsruhe, (12.11.2021). ", "Lyon (France), le 6 novembre 2023 – ", "Press release
// of 6 November 2023 | ".
func runInEnd(s string, m dates.Match) int {
	before, rest := s[:m.Start], cutAgencyBehind(s[m.End:])
	if !m.Date.DayOnly {
		rest = cutClock(rest)
	}
	if end := hanWireEnd(rest); end > 0 && m.Start <= 40 {
		return m.End + end
	}
	if end := creditedEnd(s[:min(len(s), longestRunIn)]); end > 0 && end == m.Start {
		before = "" // "LEEDS--(BUSINESS WIRE)--6 November 2023--"
	}
	if end := placeBehind(rest, false); before == "" && end > 0 {
		return len(s) - len(rest) + end
	}
	if end := inBracketWithPlace(before, rest); end > 0 {
		return m.End + end
	}
	if opensWithDate(before) {
		before = before[:len(before)-len(strings.TrimLeft(before, "([（【 "))] // "(ngày 6 tháng 5"
	}
	inner, bracket := cutOpening(before)
	if closing, ok := cutClosing(rest); ok && bracket {
		before, rest = inner, closing
	} else if bracket {
		return 0
	}
	text := strings.TrimLeft(rest, " ()\u00a0")
	mark := strings.TrimLeft(text, ".:|-–—")
	dash, stop := beginsWithAny(text, "-", "–", "—", "|", ".-", ".–", ".—", ". -", ". –", ". —", "./-"), beginsWithAny(text, ". ")
	after := strings.TrimLeft(mark, " -–—|/\u00a0")
	if after == "" {
		return 0
	}
	end := len(s) - len(after)
	place, article := cutArticle(strings.TrimSpace(before))
	switch {
	case place == "" && article == "":
		if bracket || dash || stop && startsUpperOrQuote(after) || !m.Date.DayOnly && prose.StartsUpper(text) {
			return end
		}
	case place == "", releases.Of(strings.ToLower(place)+" ") != "" && article == "":
		if dash {
			return end
		}
	case isRelease(place) && placeBehind(rest, true) > 0:
		return m.End + placeBehind(rest, true)
	case isRelease(place) && (dash || stop || strings.HasPrefix(rest, ": ")):
		return end
	case dash && isWiredPlace(cutWireBefore(place)):
		return end
	case isTownBefore(place, bracket) && (bracket || dash || stop && startsUpperOrQuote(after) || beginsWithAny(rest, ": ", ":\u00a0")):
		return end
	}
	return 0
}

// cutAgencyBehind takes the agency off that stands in brackets between a date and its
// dash: "Madrid, 6 de mayo de 2024 (EFE).- ".
func cutAgencyBehind(s string) string {
	const longest = 30 // bytes
	inner, ok := strings.CutPrefix(s, " (")
	if !ok {
		return s
	}
	agency, rest, ok := strings.Cut(prose.CutBytes(inner, longest), ")")
	if !ok || !isCredit(agency) || !prose.StartsUpper(agency) || !beginsWithAny(strings.TrimLeft(rest, ". "), "-", "–", "—") {
		return s
	}
	return inner[len(agency)+1:]
}

// cutWireBefore is the place before the name of an agency that stands before a date, in
// brackets or behind a dash: "Leeds, England (Newsmill) ", "LEEDS - Mill Newswire - "; empty
// if none does.
func cutWireBefore(s string) string {
	const most = 4 // words
	s = strings.TrimRight(s, " -–—/")
	place, name := s, ""
	if inner, ok := strings.CutSuffix(s, ")"); ok {
		open := max(0, strings.LastIndexByte(inner, '('))
		if place, name = inner[:open], strings.TrimPrefix(inner[open:], "("); prose.WordCount(name) != 1 && !namesWire(name) {
			return ""
		}
	} else if at := lastDash(s); at > 0 {
		if place, name = s[:at], strings.TrimLeft(s[at:], "-–— "); !namesWire(name) {
			return ""
		}
	}
	if !prose.StartsUpper(name) || prose.WordCount(name) > most || prose.HasDigit(name) {
		return ""
	}
	return strings.TrimRight(place, " -–—/")
}

// lastDash is where the last dash before a blank begins, or -1.
func lastDash(s string) int {
	return max(strings.LastIndex(s, "- "), strings.LastIndex(s, "– "), strings.LastIndex(s, "— "))
}

// namesWire reports whether s is an agency, or has a word that their names have.
func namesWire(s string) bool {
	if byline.IsAgency(s) {
		return true
	}
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		if wireWords.Has(strings.Trim(word, ".,")) {
			return true
		}
	}
	return false
}

// wireWords are in the names of agencies.
var wireWords = lexicon.Words("wire")

// isWiredPlace reports whether s may be the place before an agency.
func isWiredPlace(s string) bool {
	const most = 7 // words
	s = strings.NewReplacer(" / ", "/", " and ", "/", " und ", "/", " et ", "/", " y ", "/", " e ", "/").Replace(s)
	return s != "" && prose.WordCount(s) <= most && !prose.HasDigit(s) && isPlace(s) && !strings.Contains(s, ":")
}

// cutClock takes the name of a clock off that stands between a time and a dash: " Eastern —
// ", " America/Toronto — ".
func cutClock(s string) string {
	const longest = 25 // bytes
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_/"
	inner, ok := strings.CutPrefix(s, " ")
	if !ok {
		return s
	}
	name, _, ok := strings.Cut(prose.CutBytes(inner, longest), " ")
	if !ok || !prose.StartsUpper(name) || strings.Trim(name, letters) != "" || !beginsWithAny(inner[len(name):], " -", " –", " —") {
		return s
	}
	return inner[len(name):]
}

// isDatelineAlone reports whether s is a place, the day m and an agency, between slashes or
// before the day, or a place in capitals and the day: a dateline on a line of its own.
func isDatelineAlone(s string, m dates.Match) bool {
	before, rest := strings.TrimRight(s[:m.Start], " "), s[m.End:]
	place := strings.TrimRight(before, " -–—,/")
	if !m.Date.DayOnly {
		rest = cutClock(rest)
	}
	after := strings.Trim(rest, " -–—.")
	if wired := cutWireBefore(before); after == "" && isWiredPlace(wired) {
		return true
	}
	if place == before || !isWiredPlace(place) {
		return false
	}
	credited := len(after) > 2 && after[0] == '/' && after[len(after)-1] == '/'
	return credited || after == "" && isCapsPlace(place)
}

// cutOpening takes the bracket off that stands before a date.
func cutOpening(s string) (rest string, ok bool) {
	s = strings.TrimRight(s, " ")
	for _, bracket := range [...]string{"(", "[", "（", "【"} {
		if rest, ok := strings.CutSuffix(s, bracket); ok {
			return rest, true
		}
	}
	return s, false
}

// cutClosing takes the bracket off that stands after a date.
func cutClosing(s string) (rest string, ok bool) {
	for _, bracket := range [...]string{")", "]", "）", "】"} {
		if rest, ok := strings.CutPrefix(s, bracket); ok {
			return rest, true
		}
	}
	return s, false
}

func beginsWithAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// dateArticles stand between a place and its date: "Paris, le 6 novembre".
var dateArticles = lexicon.Words("before a run-in date")

// cutArticle takes the word for "the" off the end of what stands before a date.
func cutArticle(s string) (before, article string) {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	if !dateArticles.Lists(last) {
		return s, ""
	}
	return strings.TrimRight(s[:len(s)-len(last)], " "), last
}

// placeBehind is the length of the place between a date and its text, ", Linz. " or
// ", Leeds, England — ", or 0; behind what a release is called also ", Linz: ".
func placeBehind(s string, release bool) int {
	rest, ok := strings.CutPrefix(s, ", ")
	if !ok {
		return capsPlaceBehind(s)
	}
	head := prose.CutBytes(rest, 40)
	for _, end := range [...]string{" – ", " — ", " -- ", " - ", ". ", ": "} {
		place, after, ok := strings.Cut(head, end)
		if !ok || end == ": " && !release || !isPlace(place) || prose.HasDigit(place) || !startsUpperOrQuote(after) {
			continue
		}
		if words := prose.WordCount(place); words == 1 || words <= 3 && end != ". " {
			return len(", ") + len(place) + len(end)
		}
	}
	return 0
}

// capsPlaceBehind is the length of a place in capitals and of the dash behind it, between a
// date and its text: " LEEDS, England – ", or 0.
func capsPlaceBehind(s string) int {
	const longest = 50 // bytes
	rest, ok := strings.CutPrefix(s, " ")
	if !ok || !prose.StartsUpper(rest) {
		return 0
	}
	for _, end := range [...]string{" – ", " — ", " -- ", " - "} {
		if place, after, ok := strings.Cut(prose.CutBytes(rest, longest), end); ok && isCapsPlace(place) && startsUpperOrQuote(after) {
			return len(" ") + len(place) + len(end)
		}
	}
	return 0
}

// inBracketWithPlace is the length of what follows a date up to the text, where both stand
// in one bracket with a place: "(Linz, 14 June 2022) ", "（2022年6月14日，里昂）", or 0.
func inBracketWithPlace(before, s string) int {
	const longest = 40 // bytes
	inner := strings.TrimLeft(before, "([（【")
	if inner == before {
		return 0
	}
	end := strings.IndexAny(prose.CutBytes(s, longest), ")]）】")
	if end < 0 {
		return 0
	}
	place, beside := strings.Trim(inner, " ,，=-–—"), strings.Trim(s[:end], " ,，=-–—")
	if place, _ = cutArticle(place); place != "" && beside != "" {
		return 0
	}
	place += beside
	after := strings.TrimLeft(s[end:], ")]）】 .:-–—")
	if !isPlace(place) || prose.WordCount(place) > 4 || prose.HasDigit(place) || !startsUpperOrQuote(after) {
		return 0
	}
	return len(s) - len(after)
}

// hanWireEnd is the length of what ends a Chinese dateline after its date, or 0:
// （下城日报2022年6月14日讯）.
func hanWireEnd(s string) int {
	for _, word := range [...]string{"讯", "訊", "电", "電"} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			after := strings.TrimLeft(rest, "）)】] \u3000：:")
			if after != rest && after != "" {
				return len(s) - len(after)
			}
		}
	}
	return 0
}

// isTownBefore reports whether s is a town, perhaps with its country, that a comma or a
// bracket parts from the date.
func isTownBefore(s string, bracket bool) bool {
	town, comma := strings.CutSuffix(strings.ReplaceAll(s, " / ", "/"), ",")
	if town := strings.TrimRight(s, " -–—/"); town != s && (prose.WordCount(town) <= 4 && isPlace(town) && !prose.HasDigit(town) || isCapsPlace(town) && isWiredPlace(town)) {
		return true // "Leeds, England – 6 November 2023 – "
	}
	if !comma && !bracket {
		return false
	}
	town = strings.NewReplacer("(", "", ")", "").Replace(town)
	return town != "" && prose.WordCount(town) <= 4 && isPlace(town) && !prose.HasDigit(town)
}

// releases are what press offices call their texts, in lower case.
var releases = lexicon.Prefixes("release")

// isRelease reports whether s is only what a press office calls its text.
func isRelease(s string) bool {
	s = strings.ToLower(strings.TrimRight(s, " ,:"))
	return releases.Of(s+" ") != "" && prose.WordCount(s) <= 4
}

// stripRunIn is the text after the date that it begins with, and after the place that
// may follow there.
func stripRunIn(s string, ctx dates.Context) string {
	opening := prose.CutBytes(s, longestRunIn)
	if !prose.HasDigit(opening) {
		return s
	}
	found := dates.Find(opening, ctx)
	if len(found) == 0 || found[0].Relative || found[0].Range || found[0].YearInferred {
		return s
	}
	end := runInEnd(s, found[0])
	if end == 0 || len(s) < end+20 {
		return s
	}
	text := s[end:]
	if credit := creditedEnd(prose.CutBytes(text, longestRunIn)); credit > 0 {
		return text[credit:] // "14 June 2022 – (WIRE) – "
	}
	for _, dash := range [...]string{" – ", " — ", " - "} {
		if place, _, ok := strings.Cut(prose.CutBytes(text, 40), dash); ok && prose.WordCount(place) <= 3 && isPlace(place) {
			return text[len(place)+len(dash):]
		}
	}
	return text
}

// beginsChronicle reports whether another paragraph of the text begins with a date as
// line i does: days of a diary, not the day of the article.
func (r *lineReader) beginsChronicle(i int) bool {
	const shortest, looked = 60, 60
	seen := 0
	for j := r.next(i + 1); j < len(r.lines) && seen < looked; j = r.next(j + 1) {
		l := &r.lines[j]
		seen++
		if l.runes < shortest || !prose.HasDigit(prose.CutBytes(l.text, 12)) {
			continue
		}
		for _, m := range dates.Find(prose.CutBytes(l.text, longestRunIn), r.ctx) {
			if m.Start <= 1 && opensText(l.text, m) {
				return true
			}
		}
	}
	return false
}
