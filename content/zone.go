package content

// The header zone: between the title and the text stand the date, the byline,
// the section, and what a page's furniture left behind. This file goes through
// it once, line by line, and notes what each line could be.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/dates"
)

const (
	zoneLines      = 60 // lines after the title in which facts are looked for
	zoneParagraphs = 3  // paragraphs of prose after which they are not
	longestFact    = 160
)

// bylineAt is a line that may name the authors.
type bylineAt struct {
	line     int
	authors  []Author
	source   string
	labelled bool // it says "by", or stands in the line of the date
	passed   int  // paragraphs above it
}

// readZone collects dates and bylines and takes the other facts.
func (r *reader) readZone() {
	passed, seen := 0, 0
	for i := r.next(r.top); i < len(r.lines) && seen < zoneLines && passed <= zoneParagraphs; seen++ {
		end, size := i, r.lines[i].runes
		for r.joins(end) {
			end++
			size += r.lines[end].runes
		}
		switch {
		case end == i && size <= longestFact && r.readFact(i, passed):
		case size >= 120, size >= 60 && endsSentence(r.lines[end].text):
			passed++
		case end > i && size <= longestFact && !endsSentence(r.lines[end].text):
			for j := i; j <= end; j++ { // short lines that seemed to be one sentence
				r.readFact(j, passed)
			}
		}
		i = r.next(end + 1)
	}
	r.chooseAuthors()
}

// readFact takes line i if it is a fact, or notes it as a candidate. It reports
// whether the line is no prose.
func (r *reader) readFact(i, passed int) bool {
	l := &r.lines[i]
	if why := whyLitter(l.text); why != "" {
		r.drop(i, why)
		return true
	}
	if r.readKeyLine(i) {
		return true
	}
	if r.readLoneLabel(i) {
		return true
	}
	if hasDigit(l.text) {
		if found := r.find(i); len(found) > 0 {
			r.noteDates(i, found, passed)
			return true
		}
	}
	return r.noteByline(i, l.text, false, passed)
}

// readKeyLine takes a labelled line of the header zone: "Topics: …", "BYLINE: …".
func (r *reader) readKeyLine(i int) bool {
	key, value, ok := cutKey(strings.TrimLeft(r.lines[i].text, "|•·–— "))
	if !ok || value == "" {
		return false
	}
	f := fieldOf(key)
	switch f {
	case fieldTags, fieldSection, fieldSource, fieldRights, fieldLanguage:
		if r.lines[i].runes > 120 && f != fieldTags || endsSentence(value) && wordCount(value) > 6 || f == fieldTags && isGlued(value) {
			return false
		}
	case fieldAuthor:
		if endsSentence(value) && wordCount(value) > 5 {
			return false
		}
	case fieldOther:
		if len(key) > 3 && allCaps(key) {
			r.drop(i, "header key without use")
			return true
		}
		return false
	default:
		return false
	}
	found := dates.Find(value, r.ctx)
	if len(found) > 0 {
		return false
	}
	s := stated{field: f, key: key, values: []string{value}, line: r.lines[i].n, rule: "label " + key}
	if f == fieldAuthor {
		authors, source := parseNames(value, false)
		if len(authors) == 0 || wordCount(value) > 12 {
			return false
		}
		r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true})
		return true
	}
	if !r.a.state(s, r.ctx) {
		r.drop(i, "second "+key)
		return true
	}
	r.lines[i].fate = inField
	return true
}

// isGlued holds for link texts that a scraper ran together: no separator, and
// capitals after small letters.
func isGlued(value string) bool {
	if strings.ContainsAny(value, ",;/|#·") {
		return false
	}
	prev := ' '
	for _, c := range value {
		if unicode.IsUpper(c) && unicode.IsLower(prev) {
			return true
		}
		prev = c
	}
	return false
}

// readLoneLabel handles a label alone on its line, "By" or "PUBLISHED:": it
// binds to the next line.
func (r *reader) readLoneLabel(i int) bool {
	s := r.lines[i].text
	if len(s) > 40 {
		return false
	}
	j := r.next(i + 1)
	if j == len(r.lines) || j > i+3 {
		return false
	}
	if label, rest, ok := dates.LabelOf(s); ok && strings.Trim(rest, " :|-–") == "" {
		found := r.find(j)
		if len(found) == 0 {
			return false
		}
		r.drop(i, "label")
		if found[0].Label == dates.NoLabel {
			found[0].Label = label
		}
		r.noteDates(j, found, 0)
		return true
	}
	label, rest, ok := cutByLabel(s)
	if !ok || rest != "" || strings.EqualFold(label, "text") || r.lines[j].runes > 80 {
		return false
	}
	below := r.lines[j].text
	if found := r.find(j); len(found) > 0 {
		r.noteDates(j, found, 0)
		below = strings.SplitN(residue(below, found), "|", 2)[0]
	}
	authors, source := parseNames(trimTail(below), true)
	if len(authors) == 0 {
		return false
	}
	r.drop(i, "label")
	r.bylines = append(r.bylines, bylineAt{line: j, authors: authors, source: source, labelled: true})
	return true
}

// find looks for dates in line i.
func (r *reader) find(i int) []dates.Match {
	return dates.Find(r.lines[i].text, r.ctx)
}

// noteDates notes the dates of a line, and reads the byline around them.
func (r *reader) noteDates(i int, found []dates.Match, passed int) {
	l := &r.lines[i]
	rest := residue(l.text, found)
	named, unknown := false, 0
	for piece := range strings.SplitSeq(rest, "|") {
		if piece = strings.TrimSpace(piece); piece == "" || isCounterText(piece) || whyLitter(piece) != "" {
			continue
		}
		if !named && r.noteByline(i, piece, true, passed) {
			named = true
			continue
		}
		unknown += utf8.RuneCountInString(piece)
	}
	for _, m := range found {
		r.dated = append(r.dated, candidate{
			line: i, match: m, whole: unknown == 0, passed: passed,
			score: r.scoreDate(i, m, passed, unknown),
		})
	}
}

// residue is what a line holds besides dates and their labels, in pieces parted
// by "|".
func residue(s string, found []dates.Match) string {
	var out strings.Builder
	at := 0
	for _, m := range found {
		start, end := m.Start, m.End
		if m.LabelEnd > m.LabelStart {
			out.WriteString(s[at:max(at, min(m.LabelStart, start))])
			out.WriteByte('|')
			if m.LabelEnd < start {
				out.WriteString(s[max(at, m.LabelEnd):max(at, start)])
			}
			end = max(end, m.LabelEnd)
		} else {
			out.WriteString(s[at:max(at, start)])
		}
		out.WriteByte('|')
		at = max(at, end)
	}
	out.WriteString(s[at:])
	pieces := strings.FieldsFunc(out.String(), func(c rune) bool {
		return strings.ContainsRune("|•·/–—\t", c)
	})
	kept := pieces[:0]
	for _, p := range pieces {
		p = strings.Trim(p, " ,;:.-+[]()<>\u00a0@")
		if _, rest, ok := dates.LabelOf(p); ok {
			p = strings.Trim(rest, " ,;:.-")
		}
		if p != "" && !linkWords[strings.ToLower(p)] {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "|")
}

// linkWords tie a date to what stands beside it.
var linkWords = setOf(`on at in am um le à el a de the of and und et y uhr h il del em às den der klokken kl vom - ago hrs est
	by von par por`)

// isCounterText holds for "24 Comments", "3 min read", "150", "1.2K Views".
func isCounterText(s string) bool {
	words := strings.Fields(s)
	if len(words) > 5 {
		return false
	}
	number := false
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,:;()+·•#"))
		switch {
		case w == "":
		case isDigit(w[0]):
			number = true
		case counterWords[w]:
		default:
			return false
		}
	}
	return number || len(words) <= 2
}

var counterWords = setOf(`comments comment comentarios comentário comentários commentaires commentaire kommentare kommentar
	reacties commenti views view shares share likes like min mins minute minutes minuten minutos read reading lesezeit
	lecture lectura leitura lettura time lesedauer no 0 k words hits aufrufe mal gelesen follow print email e-mail
	tweet teilen drucken leave a reply`)

// noteByline notes line i, or the piece of it given, as naming authors.
func (r *reader) noteByline(i int, piece string, dated bool, passed int) bool {
	if authors, source, ok := labelledByline(piece, dated); ok {
		r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: passed})
		return true
	}
	if utf8.RuneCountInString(piece) > 80 || endsSentence(piece) && !endsAbbreviated(strings.TrimRight(piece, ".")) {
		return false
	}
	authors, source := parseNames(trimTail(piece), true)
	if len(authors) == 0 || !bareNames(piece, authors) {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: false, passed: passed})
	return dated
}

// bareNames wants each author of an unlabelled line to look like a person with
// two names at least, or a known kind of desk.
func bareNames(piece string, authors []Author) bool {
	for _, a := range authors {
		words := wordCount(a.Name)
		if words < 2 && !a.Organisation || words > 4 {
			return false
		}
	}
	return true
}
