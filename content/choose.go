package content

// Which of the names and dates that an article's head holds are its own.

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/dates"
)

// candidate is a date found in a line.
type candidate struct {
	line   int // index
	match  dates.Match
	score  float64
	whole  bool // the line holds nothing but facts
	passed int  // paragraphs above it
}

// leastScore is what a date must reach to be an article's own.
const leastScore = 4.0

// scoreDate weighs a date by its label, its place and its company.
func (r *reader) scoreDate(i int, m dates.Match, passed, unknown int) float64 {
	l := &r.lines[i]
	score := -0.12 * float64(i)
	if m.Label != dates.NoLabel {
		score += 6
	}
	if passed == 0 {
		score += 4
	} else {
		score -= 1.5 * float64(passed-1)
	}
	if l.runes < 60 {
		score += 3
	}
	if m.Start == 0 {
		score++
	}
	if unknown > 0 && m.Label == dates.NoLabel {
		score -= 3 + 0.1*float64(unknown)
	}
	if !m.Date.DayOnly {
		score++
	}
	if isNotDate(l.text) {
		score -= 12
	}
	return score
}

// isNotDate knows the lines whose dates are never the article's: captions,
// copyright, events, messages quoted, notes about print.
func isNotDate(s string) bool {
	lower := strings.ToLower(s)
	for _, mark := range [...]string{"©", "copyright", "(@", "photo", "foto", "appears in print", "retrieved", "termin:", "stand:", "correction:", "preis", "getty", "reuters/", "http"} {
		if strings.Contains(lower, mark) && !(mark == "stand:" && strings.HasPrefix(lower, mark)) {
			return true
		}
	}
	return false
}

// chooseDates picks the article's dates from the candidates and settles the fate
// of the lines of the others.
func (r *reader) chooseDates() {
	published := r.best(dates.Published)
	updated := r.best(dates.Updated)
	if r.a.Published.IsZero() && published != nil {
		r.a.Published = published.match.Date
		r.take(published.line, "published", ruleOf(published.match))
	}
	if r.a.Updated.IsZero() && updated != nil {
		r.a.Updated = updated.match.Date
		r.take(updated.line, "updated", ruleOf(updated.match))
	}
	r.reconcile()
	for _, c := range r.dated {
		if r.lines[c.line].fate == inBody && c.whole {
			r.drop(c.line, "another date")
		}
	}
	for _, c := range r.dated {
		if c.whole && r.lines[c.line].fate == inField && r.a.Published.IsZero() {
			r.drop(c.line, "another date")
		}
	}
}

func ruleOf(m dates.Match) string {
	switch m.Label {
	case dates.Published:
		return "label published"
	case dates.Updated:
		return "label updated"
	}
	return "date line"
}

// best is the candidate with the highest score for a label. Unlabelled dates
// count as published.
func (r *reader) best(label dates.Label) *candidate {
	var best *candidate
	for k := range r.dated {
		c := &r.dated[k]
		updates := c.match.Label == dates.Updated
		if updates != (label == dates.Updated) || c.score < leastScore {
			continue
		}
		if best == nil || c.score > best.score {
			best = c
		}
	}
	return best
}

// reconcile makes the two dates fit each other.
func (r *reader) reconcile() {
	p, u := r.a.Published, r.a.Updated
	switch {
	case u.IsZero():
	case p.IsZero():
		r.a.Published = u
		o := r.a.Origin["updated"]
		r.a.Origin["published"] = Origin{Line: o.Line, Rule: o.Rule + ", the only date"}
	case u.Time.Before(p.Time) && !p.DayOnly && !u.DayOnly && sameDay(p, u) && r.a.Origin["published"].Rule == "label published":
		r.a.Published, r.a.Updated = u, p
	case u.Time.Before(p.Time) && !sameDay(p, u):
		o := r.a.Origin["updated"]
		r.a.Updated = dates.Date{}
		delete(r.a.Origin, "updated")
		r.a.Problems = append(r.a.Problems, Problem{Line: o.Line,
			Message: fmt.Sprintf("updated %s is before published %s, so it was left out; correct one of them", u, p)})
	}
}

func sameDay(a, b dates.Date) bool {
	return a.Time.Format("2006-01-02") == b.Time.Format("2006-01-02")
}

// chooseAuthors picks the byline: a labelled one before a bare name, and a bare
// name only in company that explains it.
func (r *reader) chooseAuthors() {
	if len(r.a.Authors) > 0 {
		r.settleBylines(-1)
		return
	}
	chosen := -1
	for k := range r.bylines {
		if b := &r.bylines[k]; b.labelled && b.passed <= 2 {
			chosen = k
			break
		}
	}
	if chosen < 0 {
		chosen = r.bestBare()
	}
	if chosen >= 0 {
		b := &r.bylines[chosen]
		rule := "byline"
		if !b.labelled {
			rule = "name line"
		}
		r.takeByline(b, rule)
	}
	r.settleBylines(chosen)
}

func (r *reader) takeByline(b *bylineAt, rule string) {
	for _, a := range b.authors {
		r.a.author(a)
	}
	r.take(b.line, "authors", rule)
	if r.a.Source == "" && b.source != "" {
		r.a.Source = b.source
		r.take(b.line, "source", rule)
	}
}

// settleBylines takes the bylines right below the chosen one, and drops
// labelled ones that say nothing new.
func (r *reader) settleBylines(chosen int) {
	for k := range r.bylines {
		b := &r.bylines[k]
		if k == chosen || !b.labelled || r.lines[b.line].fate != inBody {
			continue
		}
		if chosen >= 0 && b.line-r.bylines[chosen].line <= 2 && b.line > r.bylines[chosen].line {
			r.takeByline(b, "byline")
			continue
		}
		r.drop(b.line, "another byline")
	}
}

// bestBare scores the lines that are bare names.
func (r *reader) bestBare() int {
	best, bestScore := -1, 2
	for k := range r.bylines {
		b := &r.bylines[k]
		if b.passed > 1 || b.labelled {
			continue
		}
		score := 0
		if beginsWithFirstName(b.authors[0].Name) {
			score += 2
		}
		if r.besideDate(b.line) {
			score += 2
		}
		if r.besideRole(b.line) {
			score += 2
		}
		if b.authors[0].Organisation {
			score--
		}
		if score > bestScore {
			best, bestScore = k, score
		}
	}
	return best
}

// besideDate holds for a line that a date shares, or stands next to.
func (r *reader) besideDate(i int) bool {
	for _, c := range r.dated {
		if c.line == i || c.line > i && r.between(i, c.line) <= 1 || c.line < i && r.between(c.line, i) == 0 {
			return true
		}
	}
	return false
}

// between counts the lines with text between two.
func (r *reader) between(i, j int) int {
	n := 0
	for k := i + 1; k < j; k++ {
		if r.lines[k].fate != blank {
			n++
		}
	}
	return n
}

// besideRole holds if the next line is a job title or a handle.
func (r *reader) besideRole(i int) bool {
	for j := i + 1; j < len(r.lines) && j <= i+2; j++ {
		l := &r.lines[j]
		if l.fate == blank {
			continue
		}
		return l.runes <= 80 && (hasRole(l.text) && !endsSentence(l.text) || strings.HasPrefix(l.text, "@"))
	}
	return false
}

// summarise takes the stated summary, else the dek, else the first paragraph.
func (r *reader) summarise(blocks []block) {
	if r.a.Summary != "" {
		return
	}
	for i := range blocks {
		b := &blocks[i]
		if b.kind != paragraph || utf8.RuneCountInString(b.text) < 60 && !(endsSentence(b.text) && wordCount(b.text) > 5) && !isSolid(b.text) {
			continue
		}
		r.a.Summary = cutSentence(stripDateline(b.text), longestSummary)
		r.a.Origin["summary"] = Origin{Line: r.lines[b.first].n, Rule: "first paragraph"}
		return
	}
	for i := range blocks {
		if b := &blocks[i]; b.kind == paragraph {
			r.a.Summary = cutSentence(b.text, longestSummary)
			r.a.Origin["summary"] = Origin{Line: r.lines[b.first].n, Rule: "first paragraph"}
			return
		}
	}
}

// longestSummary bounds, in characters, a summary that nobody wrote as such.
const longestSummary = 300

// isSolid holds for text of a script that needs few characters.
func isSolid(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isCJK(r) && utf8.RuneCountInString(s) >= 25
}

// cutSentence shortens to at most n characters: at the end of a sentence, else
// of a word.
func cutSentence(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end, count := 0, 0
	prev, before := ' ', ' '
	for i, c := range s {
		if count++; count > n {
			break
		}
		stop := strings.ContainsRune(".!?…", prev) || strings.ContainsRune("”\"»’)", prev) && strings.ContainsRune(".!?…", before)
		if unicode.IsSpace(c) && stop && i > 40 || strings.ContainsRune("。！？", prev) {
			end = i
		}
		before, prev = prev, c
	}
	if end > 0 {
		return strings.TrimSpace(s[:end])
	}
	return cutWords(s, n-1)
}
