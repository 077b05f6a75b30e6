package newspaper

// Which of the names that an article's head holds are its authors.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
)

// chooseAuthors picks the byline: a labelled one before a bare name, and a bare
// name only in company that explains it.
func (r *clues) chooseAuthors() {
	if len(r.a.Authors) > 0 {
		r.settleBylines(-1)
		return
	}
	chosen := r.bestFrom(r.menuNames)
	if chosen < 0 && r.menuNames > r.nearNames {
		chosen = r.bestFrom(r.nearNames)
	}
	if chosen < 0 && r.nearNames > 0 {
		chosen = r.bestFrom(0)
		if chosen >= 0 && !r.bylines[chosen].labelled && r.between(r.top-1, r.bylines[chosen].line) > 8 {
			chosen = -1 // the menu's
		}
	}
	if chosen < 0 && r.credit == nil && r.signature == nil {
		r.readAuthorBox()
	}
	switch {
	case chosen >= 0:
	case r.credit != nil:
		r.takeSigned(r.credit, "credit")
	case r.signature != nil:
		r.takeSigned(r.signature, "signature")
	default:
		r.takeOwner()
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

// bestFrom is the index of the byline among those from the given on, or -1.
func (r *clues) bestFrom(first int) int {
	if k := r.labelledFrom(first); k >= 0 {
		return k
	}
	return r.bestBare(first)
}

// labelledFrom is the index of the first labelled one among them, or -1.
func (r *clues) labelledFrom(first int) int {
	teasers := r.hasTeasers()
	for k := first; k < len(r.bylines); k++ {
		if b := &r.bylines[k]; b.labelled && !b.more && (b.passed <= 2 && !(teasers && b.isBelow()) || r.besideDate(b.line) == 2) {
			return k
		}
	}
	return -1
}

// isBelow reports whether the byline stands below the text, or far down in it.
func (b *bylineAt) isBelow() bool { return b.closing || b.passed > 1 }

// hasTeasers reports whether lines below the text name several authors, with others
// between them: those of other articles.
func (r *clues) hasTeasers() bool {
	var last *bylineAt
	for k := range r.bylines {
		b := &r.bylines[k]
		if !b.isBelow() || !b.labelled || b.more {
			continue
		}
		if last != nil && b.authors[0].Name != last.authors[0].Name && r.between(min(b.line, last.line), max(b.line, last.line)) > 0 {
			return true
		}
		last = b
	}
	return false
}

// takeOwner takes the person whom a notice of copyright with its year names: who writes and
// signs nothing owns what is written.
func (r *clues) takeOwner() {
	const most = 3 // words
	_, owner, ok := strings.Cut(r.a.Rights, "©")
	year, name, two := strings.Cut(strings.TrimSpace(owner), " ")
	if !ok || !two || !isYear(year) {
		return
	}
	for _, end := range [...]string{" — ", " – ", " | ", " · ", ". "} {
		name, _, _ = strings.Cut(name, end)
	}
	if n := prose.WordCount(name); n < 2 || n > most || !byline.BeginsWithFirstName(name) || !byline.IsName(name) || byline.IsOrganisation(name) || byline.IsPaper(name) {
		return
	}
	r.a.AddAuthor(content.Author{Name: name})
	r.a.Origin.Set("authors", content.Origin{Line: r.a.Origin.Of("rights").Line, Rule: "owner of the rights"})
}

// isYear reports whether s is four digits, or a span of such years.
func isYear(s string) bool {
	first, last, span := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	return len(first) == 4 && strings.Trim(first+last, "0123456789") == "" && (!span || len(last) == 4)
}

// takeSigned takes the authors of a line that stays where it is.
func (r *clues) takeSigned(b *bylineAt, rule string) {
	for _, a := range b.authors {
		r.a.AddAuthor(a)
	}
	r.a.Origin.Set("authors", content.Origin{Line: r.lines[b.line].n, Rule: rule})
}

func (r *clues) takeByline(b *bylineAt, rule string) {
	for _, a := range b.authors {
		r.a.AddAuthor(a)
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
func (r *clues) settleBylines(chosen int) {
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

// bestBare scores the lines that are bare names, from the given on: three points are
// enough.
func (r *clues) bestBare(first int) int {
	best, bestScore := -1, 2
	for k := first; k < len(r.bylines); k++ {
		b := &r.bylines[k]
		if b.labelled || b.more || b.passed > 2 && !r.isAboveDay(b) {
			continue
		}
		score := r.besideDate(b.line)
		if score < 2 {
			score -= b.passed / 2 // what stands above a date is seldom text: a standfirst, a caption
		}
		score += r.besideRole(b.line)
		if score < 2 && r.isSubject(b) {
			continue
		}
		desk := b.authors[0].Organisation
		if r.isNoName(b) || r.isContact(b.line) || r.isCaptioned(b.line) && r.isSubject(b) {
			continue
		}
		if b.line > 0 && isFarewell(r.lines[b.line-1].text) {
			r.signature = b // of a letter, which keeps it
			continue
		}
		if desk && (score <= 0 || !byline.IsDesk(b.authors[0].Name)) {
			continue
		}
		for _, a := range b.authors {
			if byline.BeginsWithFirstName(a.Name) {
				score += 2
				break
			}
		}
		if r.between(r.head, b.line) <= 6 {
			score++
		}
		if r.repeats(b) {
			score += 2 // the words for a portrait, and whose it is
		}
		if r.isIntroduced(b) {
			score += 3
		}
		if prose.WordCount(b.authors[0].Name) == 1 && !desk && !byline.IsHanName(b.authors[0].Name) {
			score -= 2
		}
		if score > bestScore {
			best, bestScore = k, score
		}
	}
	return best
}

// isAboveDay reports whether b, however far down, is the full name of a person right above
// the best date with a time of day: the head of an article stands there, below whatever the
// page has said before.
func (r *clues) isAboveDay(b *bylineAt) bool {
	c := r.best(dates.Published)
	if c == nil || c.match.Date.DayOnly || c.match.Relative || c.line <= b.line || r.between(b.line, c.line) > 0 {
		return false
	}
	name := b.authors[0].Name
	return prose.WordCount(name) > 1 && byline.BeginsWithFirstName(name) && len(r.lines[b.line].text) <= len(name)+2
}

// isNoName reports whether a bare name is rather a paper's, a place's, or words that the
// text has in small letters.
func (r *clues) isNoName(b *bylineAt) bool {
	name := b.authors[0].Name
	if b.authors[0].Organisation {
		return false
	}
	if byline.IsPlaceName(name) || byline.BeginsWithPreposition(name, r.ctx.Language) {
		return true
	}
	if byline.BeginsWithFirstName(name) {
		return false
	}
	if printsAt(name) || byline.IsHangulWords(name) || byline.IsPaper(name) && prose.WordCount(name) < 4 {
		return true
	}
	return r.hasSmall(name)
}

// isContact reports whether the line right above says that whom to ask follows.
func (r *clues) isContact(i int) bool {
	return i > 0 && r.lines[i-1].fate != blank && contacting.Of(r.lines[i-1].text+":") != ""
}

// repeats reports whether the line right below says the same name and nothing else.
func (r *clues) repeats(b *bylineAt) bool {
	j := r.next(b.line + 1)
	return j < len(r.lines) && j <= b.line+2 && r.lines[j].text == r.lines[b.line].text && prose.WordCount(r.lines[j].text) > 1
}

// isCaptioned reports whether the line right below says whose picture it is: the name may
// be that of whom the picture shows.
func (r *clues) isCaptioned(i int) bool {
	j := r.next(i + 1)
	return j < len(r.lines) && j <= i+2 && isPictureCredit(r.lines[j].text)
}

// isSubject reports whether the text tells of somebody called so: the links to topics
// above an article are names as often as its byline is. A line that begins with the name
// may say who its author is.
func (r *clues) isSubject(b *bylineAt) bool {
	name := b.authors[0].Name
	if b.authors[0].Organisation || prose.WordCount(name) < 2 {
		return false
	}
	if strings.Contains(r.a.Title, name[strings.LastIndexByte(name, ' ')+1:]) {
		return true
	}
	for i := r.next(b.line + 1); i < len(r.lines); i++ {
		if l := &r.lines[i]; l.fate == inBody && l.runes >= 60 && strings.Index(l.text, name) > 0 && !strings.Contains(l.text, "©") && prose.EndsStatement(l.text) {
			return true
		}
	}
	return false
}

// hasSmall reports whether the text has each word of s in small letters, too: nobody is
// called so.
func (r *clues) hasSmall(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if small := strings.ToLower(w); small == w || !r.saysWord(small) {
			return false
		}
	}
	return true
}

// saysWord reports whether a line of the text has the word just so.
func (r *clues) saysWord(word string) bool {
	for i := r.top; i < len(r.lines); i++ {
		for rest := r.lines[i].text; ; {
			before, after, ok := strings.Cut(rest, word)
			if !ok {
				break
			}
			if (before == "" || strings.HasSuffix(before, " ")) && (after == "" || strings.IndexByte(" ,;:", after[0]) >= 0) {
				return true
			}
			rest = after
		}
	}
	return false
}

// isIntroduced reports whether the line below begins with the same name, to say who
// that is: "Jane Doe teaches history".
func (r *clues) isIntroduced(b *bylineAt) bool {
	j := r.next(b.line + 1)
	if j == len(r.lines) || j > b.line+3 || prose.WordCount(b.authors[0].Name) < 2 {
		return false
	}
	rest, ok := strings.CutPrefix(r.lines[j].text, b.authors[0].Name+" ")
	return ok && prose.StartsLower(rest)
}

// besideDate gives line i two points if it has a date or stands next to one, and one if
// a single line is between.
func (r *clues) besideDate(i int) int {
	points := 0
	for _, c := range r.dated {
		if c.score < leastScore && c.match.Label != dates.Updated || c.match.YearInferred && c.match.Date.DayOnly {
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

// between counts the lines between two that are neither blank nor litter nor bare numbers, and
// stops where the answer is "many".
func (r *clues) between(i, j int) int {
	n := 0
	const many = 10
	for k := i + 1; k < j && n < many; k++ {
		if (r.lines[k].fate == inBody || r.lines[k].fate == inField) && prose.HasLetter(r.lines[k].text) {
			n++
		}
	}
	return n
}

// besideRole gives two points to a line with a handle or the title of a writer, or above
// a job title.
func (r *clues) besideRole(i int) int {
	if strings.Contains(r.lines[i].text, " @") || byline.NamesWriter(r.lines[i].text) || r.roleBelow(i) >= 0 || r.isAbovePaper(i) {
		return 2
	}
	return 0
}

// isAbovePaper reports whether the line right below line i is the name of a paper.
func (r *clues) isAbovePaper(i int) bool {
	return i+1 < len(r.lines) && r.lines[i+1].fate == inBody && prose.WordCount(r.lines[i+1].text) <= 5 && byline.IsPaper(r.lines[i+1].text)
}

// roleBelow is the index of the line below a name that is a job title or a
// handle, or -1.
func (r *clues) roleBelow(i int) int {
	j := r.next(i + 1)
	if j == len(r.lines) || j > i+2 {
		return -1
	}
	for _, b := range r.bylines {
		if b.line == j && b.more {
			return -1
		}
	}
	if l := &r.lines[j]; l.runes <= 80 && !prose.EndsSentence(l.text) && (byline.HasRole(l.text) || byline.IsHanRole(l.text) || l.text[0] == '@') {
		return j
	}
	return -1
}
