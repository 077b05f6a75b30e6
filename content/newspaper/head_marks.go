package newspaper

// What the lines of a text say about its being published at all: "Status: draft",
// or a line of its own in capitals.

import (
	"strings"

	"feedmill/content/stated"
)

// headLines are the lines below the title in which a word that withholds the
// article is looked for.
const headLines = 8

// readWithheld finds "Status: draft" below the title of a text. What is a matter of
// other things too, as "Status: pending" is of a court case, counts in a header
// block alone.
func (r *page) readWithheld() {
	r.readMarks()
	for i, seen := r.next(r.top), 0; i < len(r.lines) && seen < headLines && r.lines[i].runes < 60; i, seen = r.next(i+1), seen+1 {
		key, value, ok := stated.CutKey(r.lines[i].text)
		if !ok {
			continue
		}
		s := stated.Fact{Field: stated.WithholdingFieldOf(key), Key: key, Values: []string{value}, Line: r.lines[i].n, Rule: "label " + strings.ToLower(key)}
		if s.Field == stated.None {
			s.Field = stated.FieldOf(key)
		}
		if s.WithholdsAlone(value) {
			r.a.Withhold(s)
			r.take(i, "draft", s.Rule)
		}
	}
}

// longestMark bounds such a line, in bytes.
const longestMark = 150

// readMarks finds "DRAFT" in a line of its own, in capitals, above or below the
// title.
func (r *page) readMarks() {
	for i := range r.lines[:min(len(r.lines), 2*headLines)] {
		if text := r.lines[i].text; len(text) < longestMark && !hasSmallLetter(text) && text == strings.ToUpper(text) && stated.SaysWithheld(text) {
			r.a.Withhold(stated.Fact{Line: r.lines[i].n, Rule: "line that withholds"})
		}
	}
}

// hasSmallLetter reports whether s has one of ASCII, which tells of most lines that they
// are not in capitals.
func hasSmallLetter(s string) bool {
	for i := range len(s) {
		if s[i]-'a' < 26 {
			return true
		}
	}
	return false
}
