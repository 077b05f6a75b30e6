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
	prose  bool // the line is text of the body that begins with the date

	unproven bool // it rests on the file's time, which the text does not bear out
}

// leastScore is what a date must reach to be an article's own.
const leastScore = 4.0

// scoreDate weighs a date by its label, its place and its company. At is the
// line's place among those with text, passed the paragraphs above it, unknown
// the characters beside it that are no fact.
func (r *reader) scoreDate(i int, m dates.Match, at, passed, unknown int) float64 {
	l := &r.lines[i]
	score := 4 - 0.08*float64(at)
	if passed > 0 {
		score -= 1.25*float64(passed) - 0.25
	}
	if m.Label == dates.Published || m.Label == dates.Updated {
		score += 6
	} else {
		score -= strangeness(l, m, unknown)
	}
	if l.runes < 60 {
		score += 3
	}
	if m.Start == 0 {
		score += 0.5
	}
	if !m.Date.DayOnly {
		score++
	}
	opens := m.LabelEnd > 0 && m.LabelStart == 0
	if m.Range || m.Label == dates.Other || !opens && isNotDate(l.text) || m.Label == dates.Published && r.besideBook(i) {
		return -1
	}
	if at <= 4 {
		score += 3 - 0.7*float64(at)
	}
	if unknown == 0 {
		score++
	}
	if (m.YearInferred || m.Relative) && m.Label == dates.NoLabel && !r.hasByline(i) {
		score -= 8
	}
	closes := unknown == 0 && strings.Trim(l.text[m.End:], " .)") == "" // "12:00 A. M."
	if !closes && endsSentence(l.text) && l.runes > 50 && (m.Label == dates.NoLabel || m.YearInferred || m.LabelStart > 0) {
		score -= 8
	}
	return score
}

// besideBook holds for a line in a list of a book's data, ISBN and all: the day
// is the book's.
func (r *reader) besideBook(i int) bool {
	const near = 12
	above := i - 1
	for above > 0 && r.lines[above].fate == blank {
		above--
	}
	if above < 0 {
		return false
	}
	if _, value, ok := cutKey(r.lines[above].text); !ok || value == "" {
		return false
	}
	for j := max(0, i-near); j < min(len(r.lines), i+near); j++ {
		if strings.HasPrefix(r.lines[j].text, "ISBN") {
			return true
		}
	}
	return false
}

// strangeness is what words beside an unlabelled date take from it: little where
// they follow, as in "5 May 2021 | Energy, Transport", much where they lead up
// to it, as in a sentence or a headline.
func strangeness(l *line, m dates.Match, unknown int) float64 {
	before := utf8.RuneCountInString(strings.Trim(contacts.Replace(l.text[:m.Start]), " |·⋅•-–—/"))
	switch {
	case unknown == 0:
		return 0
	case endsSentence(l.text):
		return 3 + 0.1*float64(unknown)
	case before == 0:
		return 0.5 + 0.015*float64(unknown)
	case before <= 30:
		return 0.6 + 0.03*float64(unknown)
	}
	return 3 + 0.1*float64(unknown)
}

// hasByline holds for a line that names the authors too.
func (r *reader) hasByline(i int) bool {
	for k := range r.bylines {
		if r.bylines[k].line == i {
			return true
		}
	}
	return false
}

// isNotDate knows the lines whose dates are never the article's: captions,
// copyright, messages quoted, notes about print and sources.
func isNotDate(s string) bool {
	lower := strings.ToLower(s)
	for _, mark := range [...]string{"©", "copyright", "(@", "photo", "foto", "appears in print", "(stand:", "getty", "reuters/", "http"} {
		if strings.Contains(lower, mark) {
			return true
		}
	}
	return false
}

// chooseDates picks the article's dates from the candidates and settles the fate
// of the lines of the others.
func (r *reader) chooseDates() {
	r.settleDoubtful()
	r.preferTime()
	published := r.best(dates.Published)
	updated := r.best(dates.Updated)
	if r.a.Published.IsZero() && published != nil {
		r.a.Published = published.match.Date
		r.takeDate(published, "published")
	}
	if r.a.Updated.IsZero() && updated != nil {
		r.a.Updated = updated.match.Date
		r.takeDate(updated, "updated")
	}
	// A note of an update within the text says nothing of the first edition.
	if !r.a.Published.IsZero() || updated == nil || !updated.prose {
		r.reconcile()
	}
	for _, c := range r.dated {
		if r.lines[c.line].fate == inBody && c.whole && c.score >= 0 {
			r.drop(c.line, "another date")
		}
	}
	for _, c := range r.dated {
		r.release(r.lines[c.line].n)
	}
}

// preferTime prefers the one unlabelled date that bears a time where several
// lines bear days alone: lists of other articles give days, the article its minute.
func (r *reader) preferTime() {
	const list = 3
	timed, days := -1, 0
	for k := range r.dated {
		c := &r.dated[k]
		switch {
		case c.score < leastScore || !c.whole || c.match.Label != dates.NoLabel:
		case c.match.Date.DayOnly:
			days++
		case timed >= 0:
			return
		default:
			timed = k
		}
	}
	if timed >= 0 && days >= list {
		r.dated[timed].score += 2
	}
}

// takeDate notes where a date comes from. The line stays in the body if it is
// prose; words that it held beside the date are listed.
func (r *reader) takeDate(c *candidate, name string) {
	l := &r.lines[c.line]
	rule := "date line"
	switch {
	case c.match.Label == dates.Published:
		rule = "label published"
	case c.match.Label == dates.Updated:
		rule = "label updated"
	case c.prose:
		rule = "dateline"
	}
	if c.prose {
		r.a.Origin[name] = Origin{Line: l.n, Rule: rule}
		return
	}
	if !c.whole && l.fate == inBody {
		r.a.Dropped = append(r.a.Dropped, Dropped{Line: l.n, Why: "beside the date", Text: l.text})
	}
	r.take(c.line, name, rule)
}

// best is the candidate with the highest score for a label, one that is counted
// back from the file's time only if there is no other. Unlabelled dates
// count as published.
func (r *reader) best(label dates.Label) *candidate {
	var best *candidate
	for k := range r.dated {
		c := &r.dated[k]
		updates := c.match.Label == dates.Updated
		if updates != (label == dates.Updated) || c.score < leastScore || c.unproven {
			continue
		}
		if best == nil || best.match.Relative && !c.match.Relative || c.score > best.score && best.match.Relative == c.match.Relative {
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
		r.release(o.Line)
		r.a.Problems = append(r.a.Problems, Problem{Line: o.Line,
			Message: fmt.Sprintf("updated %s is before published %s, so it was left out; correct one of them", u, p)})
	}
}

// release lists a line as dropped whose only field was taken back.
func (r *reader) release(n int) {
	for _, o := range r.a.Origin {
		if o.Line == n {
			return
		}
	}
	if i := n - r.lines[0].n; r.lines[i].fate == inField {
		r.drop(i, "another date")
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
		if b := &r.bylines[k]; b.labelled && !b.more && b.passed <= 2 {
			chosen = k
			break
		}
	}
	if chosen < 0 {
		chosen = r.bestBare()
	}
	if chosen < 0 && r.credit != nil {
		for _, a := range r.credit.authors {
			r.a.author(a)
		}
		r.a.Origin["authors"] = Origin{Line: r.lines[r.credit.line].n, Rule: "credit"}
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
	if j := r.roleBelow(b.line); j >= 0 {
		r.drop(j, "role of the author")
	}
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
		if k == chosen || !b.labelled && !b.more || r.lines[b.line].fate != inBody {
			continue
		}
		if chosen >= 0 && b.line-r.bylines[chosen].line <= 2 && b.line > r.bylines[chosen].line {
			r.takeByline(b, "byline")
			continue
		}
		if b.labelled {
			r.drop(b.line, "another byline")
		}
	}
}

// bestBare scores the lines that are bare names: three points are enough.
func (r *reader) bestBare() int {
	best, bestScore := -1, 2
	for k := range r.bylines {
		b := &r.bylines[k]
		if b.labelled || b.more || b.passed > 2 {
			continue
		}
		score := r.besideDate(b.line) + r.besideRole(b.line) - b.passed/2
		desk := b.authors[0].Organisation
		if desk && score <= 0 {
			continue
		}
		for _, a := range b.authors {
			if beginsWithFirstName(a.Name) {
				score += 2
				break
			}
		}
		if r.between(r.top-1, b.line) <= 6 {
			score++
		}
		if wordCount(b.authors[0].Name) == 1 && !desk {
			score -= 2
		}
		if score > bestScore {
			best, bestScore = k, score
		}
	}
	return best
}

// besideDate gives two points to a line that shares its place with a date or
// stands next to one, one if a line is between.
func (r *reader) besideDate(i int) int {
	points := 0
	for _, c := range r.dated {
		if c.score < leastScore || c.match.YearInferred {
			continue
		}
		gap := r.between(min(i, c.line), max(i, c.line))
		switch {
		case gap == 0:
			return 2
		case gap == 1 && c.line > i:
			points = 1
		}
	}
	return points
}

// between counts the lines between two that are neither blank nor litter, and
// stops where the answer is "many".
func (r *reader) between(i, j int) int {
	n := 0
	const many = 10
	for k := i + 1; k < j && n < many; k++ {
		if r.lines[k].fate == inBody || r.lines[k].fate == inField {
			n++
		}
	}
	return n
}

// besideRole gives two points to a line with a handle, or above a job title.
func (r *reader) besideRole(i int) int {
	if strings.Contains(r.lines[i].text, " @") || r.roleBelow(i) >= 0 {
		return 2
	}
	return 0
}

// roleBelow is the index of the line below a name that is a job title or a
// handle, or -1.
func (r *reader) roleBelow(i int) int {
	j := r.next(i + 1)
	if j == len(r.lines) || j > i+2 {
		return -1
	}
	for _, b := range r.bylines {
		if b.line == j && b.more {
			return -1
		}
	}
	if l := &r.lines[j]; l.runes <= 80 && !endsSentence(l.text) && (hasRole(l.text) || l.text[0] == '@') {
		return j
	}
	return -1
}

// summarise takes the stated summary, else the dek, else the first paragraph.
func (r *reader) summarise(blocks []block) {
	if r.a.Summary != "" {
		return
	}
	for i := range blocks {
		b := &blocks[i]
		if r.dekSure && b.first == r.dek && b.last == r.dek && b.rows == nil {
			r.a.Summary = cutSentence(b.text, longestSummary)
			r.a.Origin["summary"] = Origin{Line: r.lines[b.first].n, Rule: "line between title and byline"}
			return
		}
	}
	for i := range blocks {
		b := &blocks[i]
		if b.kind != paragraph || utf8.RuneCountInString(b.text) < 60 && !(endsSentence(b.text) && wordCount(b.text) > 5) && !isSolid(b.text) {
			continue
		}
		r.creditDateline(b)
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
