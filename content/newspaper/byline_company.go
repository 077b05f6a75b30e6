package newspaper

// Bylines that no shape of a name tells: the houses, nicknames and agencies that a label
// and a date explain.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
)

// noteExplained notes what line i, or the piece of it given, names by its company alone. It
// reports whether that is certain.
func (r *lineReader) noteExplained(i int, piece string, dated bool, passed int) bool {
	if names, ok := byline.CutReport(piece); ok {
		if authors, source := byline.Parse(names, true); len(authors) > 0 {
			return r.noteSure(i, passed, source, authors...)
		}
	}
	if passed > 2 {
		return false
	}
	if authors := byline.HanCredit(piece); authors != nil {
		return r.noteSure(i, passed, "", authors...)
	}
	if name, house, ok := byline.BracketedName(piece); ok {
		return r.noteSure(i, passed, house, content.Author{Name: name})
	}
	if name, linked := byline.CutLink(piece); linked && passed == 0 && byline.IsLinkedName(name) && byline.IsName(name) {
		return r.noteSure(i, passed, "", content.Author{Name: name})
	}
	if label, rest, ok := byline.CutByLabel(piece); ok && rest != "" && utf8.RuneCountInString(rest) <= longestHouse && !byline.IsForeignLabel(label, r.ctx.Language) {
		return r.noteLabelled(i, rest, dated, passed)
	}
	if agency, place, ok := strings.Cut(strings.TrimRight(piece, ", "), ", "); ok && byline.IsAgency(agency) && isPlace(place) && prose.WordCount(place) <= 3 && r.isAboveDate(i) {
		return r.noteSure(i, passed, agency, content.Author{Name: agency, Organisation: true})
	}
	if prose.StartsUpper(piece) && !dated && r.isAboveAddress(i, piece) {
		organisation := byline.IsOrganisation(piece) || byline.BeginsWithArticle(piece)
		if organisation || byline.IsName(piece) {
			return r.noteSure(i, passed, "", content.Author{Name: piece, Organisation: organisation})
		}
	}
	if _, agency, ok := strings.Cut(piece, " - "); ok && byline.IsAgency(agency) && (r.isAboveDate(i) || r.isBelowDate(i)) {
		return r.noteSure(i, passed, agency, content.Author{Name: agency, Organisation: true})
	}
	if name, rest, ok := strings.Cut(piece, " "); ok && !dated && rest != "" && prose.HasDigit(rest[:1]) && isNick(name) && countsComments(rest) && (r.isAboveDate(i) || r.isBelowDate(i)) {
		return r.noteSure(i, passed, "", content.Author{Name: name})
	}
	return false
}

// longestHouse bounds, in characters, the name of a house.
const longestHouse = 60

// noteLabelled notes what stands behind a by-label and is no name by its shape.
func (r *lineReader) noteLabelled(i int, rest string, dated bool, passed int) bool {
	if name, linked := byline.CutLink(rest); linked && byline.IsLinkedName(name) {
		return r.noteSure(i, passed, "", content.Author{Name: name})
	}
	if house := byline.TrimTail(rest); (dated || r.isAboveDate(i)) && byline.IsHouse(house) {
		return r.noteSure(i, passed, "", content.Author{Name: house, Organisation: true})
	}
	if !dated && r.isAboveDateLabel(i) && prose.WordCount(rest) <= 4 && !strings.ContainsAny(rest, ".:!?,;") {
		return r.noteSure(i, passed, "", content.Author{Name: rest})
	}
	return false
}

// noteSure notes authors that nothing else must explain.
func (r *lineReader) noteSure(i, passed int, source string, authors ...content.Author) bool {
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: passed})
	return true
}

// isNick reports whether s may be what somebody calls himself: one word with a capital.
func isNick(s string) bool {
	return prose.StartsUpper(s) && len(s) > 2 && !byline.NotNames.Lists(s) && !byline.IsNobody(s) && !departments.Has(strings.ToLower(s)) && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) }) < 0
}

// countsComments reports whether s begins with a number of comments: "7 comments".
func countsComments(s string) bool {
	number, rest, _ := strings.Cut(s, " ")
	word, _, _ := strings.Cut(rest, " ")
	return strings.Trim(number, "0123456789") == "" && commentWords.Lists(word)
}

// isAboveDate reports whether the line below line i is short and holds a date or its label.
func (r *page) isAboveDate(i int) bool {
	j := r.next(i + 1)
	return j < len(r.lines) && j <= i+3 && r.isDateLine(j) || r.isAboveDateLabel(i)
}

// isBelowDate reports whether the line above line i is short and holds a date.
func (r *clues) isBelowDate(i int) bool {
	for k := len(r.dated) - 1; k >= 0; k-- {
		if c := &r.dated[k]; c.line < i {
			return r.between(c.line, i) == 0 && c.whole
		}
	}
	return false
}

func (r *page) isDateLine(j int) bool {
	const longest = 90
	return r.lines[j].runes <= longest && prose.HasDigit(r.lines[j].text) && len(r.find(j)) > 0
}

// isAboveDateLabel reports whether the label of a date stands alone below line i, and the
// date below that.
func (r *page) isAboveDateLabel(i int) bool {
	j := r.next(i + 1)
	if j >= len(r.lines) || j > i+3 || len(r.lines[j].text) > 40 {
		return false
	}
	_, rest, ok := dates.LabelOf(r.lines[j].text)
	k := r.next(j + 1)
	return ok && strings.Trim(rest, " :|-–") == "" && k < len(r.lines) && k <= j+3 && r.isDateLine(k)
}

// noteNick notes who wrote by a line whose pieces say who, when, where and how many
// answered: "Jane · 5 May 2021 · Ovens · 7 comments".
func (r *lineReader) noteNick(i int, found []dates.Match, passed int) bool {
	const pieces = 4
	s := r.lines[i].text
	for _, bar := range [...]string{" · ", " • ", " | "} {
		if strings.Count(s, bar) != pieces-1 {
			continue
		}
		parts := strings.Split(s, bar)
		if !isNick(parts[0]) || !countsComments(parts[3]) || prose.HasDigit(parts[2]) {
			continue
		}
		if len(found) == 1 && found[0].Start >= len(parts[0]) && found[0].End <= len(parts[0])+len(bar)+len(parts[1]) {
			return r.noteSure(i, passed, "", content.Author{Name: parts[0]})
		}
	}
	return false
}
