package newspaper

// What the lines of the head and of the end say of authors is noted here, for
// chooseAuthors to weigh.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/language"
	"feedmill/content/prose"
)

// noteByline notes line i, or the piece of it given, as naming authors. It
// reports whether the line is a byline for certain.
func (r *lineReader) noteByline(i int, piece string, dated bool, passed int) bool {
	if house, ok := byline.CutHouse(piece, r.ctx.Language); ok && passed == 0 {
		return r.noteHouse(i, house)
	}
	if authors, source, ok := r.labelledByline(piece, dated || passed == 0 && !prose.EndsSentence(r.lines[i].text), dated); ok {
		r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: passed})
		return true
	}
	if r.noteExplained(i, piece, dated, passed) {
		return true
	}
	if utf8.RuneCountInString(piece) > 80 || prose.EndsSentence(piece) && !prose.EndsAbbreviated(strings.TrimRight(piece, ".")) {
		return false
	}
	if dated && isSign(piece) && strings.HasPrefix(r.lines[i].text, piece) {
		r.bylines = append(r.bylines, bylineAt{line: i, authors: []content.Author{{Name: piece}}, labelled: true, passed: passed})
		return true
	}
	piece = byline.FromReporter(piece)
	if text := r.lines[i].text; isTweetSource(text) || strings.Contains(text, "©") || isCaption(text) {
		return false
	}
	if byline.IsAgency(piece) && r.isCredited(i, piece) || isPictureCredit(piece) && r.belowPicture(i) {
		return false
	}
	more := false
	if n := len(r.bylines); n > 0 && r.between(r.bylines[n-1].line, i) == 0 {
		for _, and := range [...]string{"& ", "and ", "und ", "et "} {
			if rest, ok := strings.CutPrefix(piece, and); ok {
				piece, more = rest, true
			}
		}
	}
	authors, source, ok := byline.BareNames(piece, dated)
	if !ok && r.between(r.head, i) == 0 {
		authors, source, ok = nameAndPaper(piece)
	}
	if !ok {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, more: more, passed: passed})
	return dated || more
}

// noteHouse notes the paper that signs its text: as the author, or as the source where the
// line above has a name.
func (r *lineReader) noteHouse(i int, house string) bool {
	if n := len(r.bylines) - 1; n >= 0 && r.between(r.bylines[n].line, i) == 0 && !r.bylines[n].authors[0].Organisation {
		r.bylines[n].labelled, r.bylines[n].source = true, house
		r.drop(i, "house of the author")
		return true
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: []content.Author{{Name: house, Organisation: true}}, labelled: true})
	return true
}

// belowPicture reports whether a sentence that says what a picture shows stands right
// above line i.
func (r *lineReader) belowPicture(i int) bool {
	above := r.above(i)
	return above >= r.top && above >= i-2 && r.lines[above].fate == inBody && prose.EndsStatement(r.lines[above].text) && showsPicture(r.lines[above].text)
}

// isCredited reports whether the agency ends the line above line i: it supplied the
// picture.
func (r *lineReader) isCredited(i int, agency string) bool {
	above := r.above(i)
	if above < r.top {
		return false
	}
	s := r.lines[above].text
	return len(s) > len(agency) && strings.EqualFold(s[len(s)-len(agency):], agency) && strings.ContainsAny(s[:len(s)-len(agency)], "/(,|")
}

// prepositions stand before dates in prose: "ab 1. Januar".
var prepositions = lexicon.Words("before a date")

// isSign reports whether s is the initials that German newspapers sign short items
// with: "mh".
func isSign(s string) bool {
	if len(s) < 2 || len(s) > 3 || linkWords.Has(s) || byline.NotNames.Has(s) || language.IsSmallWord(s) || prepositions.Has(s) {
		return false
	}
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}
