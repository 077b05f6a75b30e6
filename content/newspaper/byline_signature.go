package newspaper

// The name that signs a text at its end, and the notes of blogs that name who filed it.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/prose"
)

// readSignature notes the full name that stands alone below the last paragraph, with
// nothing after it but a job title. It is used if nothing else names the author. Any
// name further up may be a speaker's, a winner's or a reader's.
func (r *lineReader) readSignature() {
	const longest = 80
	last := r.above(len(r.lines))
	if last >= r.top && r.lines[last].fate == inBody && prose.HasHan(r.lines[last].text) {
		if authors := byline.Signed(r.lines[last].text); len(authors) > 0 {
			r.signature = &bylineAt{line: last, authors: authors}
			return
		}
	}
	if last < r.top || r.lines[last].runes > longest {
		return
	}
	authors := signedNames(r.lines[last].text)
	if authors == nil && byline.HasRole(r.lines[last].text) {
		last = r.above(last)
		if last < r.top || r.lines[last].runes > longest {
			return
		}
		authors = signedNames(r.lines[last].text)
	}
	if authors == nil || r.lines[last].fate != inBody {
		return
	}
	if label := r.above(last); label >= r.top && isBareLabel(r.lines[label].text) {
		r.signature = &bylineAt{line: last, authors: authors}
		return
	}
	if r.isBelowProse(last) {
		r.signature = &bylineAt{line: last, authors: authors}
	}
}

// signedNames are the persons that s names and nothing else, each by two words or more,
// the first of them a given name: "Jane Doe, reporter of the Post".
func signedNames(s string) []content.Author {
	name, role, beside := strings.Cut(s, ", ")
	if beside && byline.HasRole(role) && !byline.BeginsWithFirstName(role) {
		s = name
	}
	if strings.ContainsAny(s, ":!?\"“„«»”|/@") || prose.EndsSentence(s) || prose.HasDigit(s) {
		return nil
	}
	authors, source, ok := byline.BareNames(s, false)
	if !ok || source != "" {
		return nil
	}
	for _, a := range authors {
		if a.Organisation || prose.WordCount(a.Name) < 2 || !byline.BeginsWithFirstName(a.Name) || byline.IsPlaceName(a.Name) {
			return nil
		}
	}
	return authors
}

// isBareLabel reports whether s is a by-label and nothing more, as pages print it on a
// line of its own: "von".
func isBareLabel(s string) bool {
	_, rest, ok := byline.CutByLabel(s)
	return ok && rest == ""
}

// isBelowProse reports whether a paragraph that ends as sentences do stands right above
// line i, without so much as a heading of the page's own between them.
func (r *lineReader) isBelowProse(i int) bool {
	const paragraph = 60
	for i--; i >= r.top && r.lines[i].fate == blank; i-- {
	}
	return i >= r.top && r.lines[i].fate == inBody && r.lines[i].runes >= paragraph && prose.EndsStatement(r.lines[i].text) && !isCaption(r.lines[i].text)
}

// readFiledNote reads the note of blogs "Filed under: Ovens, Bread — Jane @ 07:30", whose
// shape tells it in any language. It reports whether line i is one.
func (r *lineReader) readFiledNote(i, passed int) bool {
	const longest = 200
	s := r.lines[i].text
	at := strings.LastIndex(s, " @ ")
	if at < 0 || len(s) > longest || !isTimeAlone(s[at+len(" @ "):]) {
		return false
	}
	dash := max(strings.LastIndex(s[:at], " — "), strings.LastIndex(s[:at], " – "))
	if dash < 0 || !strings.Contains(s[:dash], ":") {
		return false
	}
	name := strings.TrimSpace(s[dash+len(" — ") : at])
	if prose.WordCount(name) > 3 || byline.IsNobody(name) || name == "" {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: []content.Author{{Name: name}}, labelled: true, passed: passed})
	return true
}

// noteFiled notes the name in what stands between label and date in "Posted in Ovens,
// Bread by Jane on 3 May 2021".
func (r *lineReader) noteFiled(i int, piece string, passed int) {
	section, name, ok := strings.Cut(piece, " by ")
	name = strings.TrimSuffix(strings.TrimSpace(name), " on")
	if !ok || !prose.StartsUpper(section) || prose.WordCount(section) > 8 || prose.WordCount(name) > 3 || byline.IsNobody(name) || name == "" {
		return
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: []content.Author{{Name: name}}, labelled: true, passed: passed})
}
