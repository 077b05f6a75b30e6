package content

// What the lines of a text say about its being published at all: "Status: draft",
// or a line of its own in capitals.

import "strings"

// headLines are the lines below the title in which a word that withholds the
// article is looked for.
const headLines = 8

// readWithheld finds "Status: draft" below the title of a text. What is a matter of
// other things too, as "Status: pending" is of a court case, counts in a header
// block alone.
func (r *reader) readWithheld() {
	r.readMarks()
	for i, seen := r.next(r.top), 0; i < len(r.lines) && seen < headLines && r.lines[i].runes < 60; i, seen = r.next(i+1), seen+1 {
		key, value, ok := cutKey(r.lines[i].text)
		if !ok {
			continue
		}
		s := stated{field: withholdingFieldOf(key), key: key, values: []string{value}, line: r.lines[i].n, rule: "label " + strings.ToLower(key)}
		if s.field == noField {
			s.field = fieldOf(key)
		}
		if s.withholdsAlone(value) {
			r.a.withhold(s)
			r.take(i, "draft", s.rule)
		}
	}
}

// readMarks finds "DRAFT" in a line of its own, in capitals, above or below the
// title.
func (r *reader) readMarks() {
	for i := range r.lines[:min(len(r.lines), 2*headLines)] {
		if text := r.lines[i].text; text == strings.ToUpper(text) && saysWithheld(text) {
			r.a.withhold(stated{line: r.lines[i].n, rule: "line that withholds"})
		}
	}
}
