// Package newspaper reads text as newspapers, wire services and scrapers write it.
//
// No markup says what a line is; its place, its words and its shape do. Every line
// has exactly one fate, and whatever is not surely something else stays in the body.
package newspaper

// The order of work on one article. The files are named by the part of the text that
// they read: head, end, byline, date, body.

import (
	"cmp"
	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/dates"
	"feedmill/content/language"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// Parse reads newspaper text: one article, or several where the file says
// so itself.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	text, problems, err := charset.Decode(f, o)
	if err != nil {
		return nil, err
	}
	lines, err := linesOf(f, text, o.Limits)
	if err != nil {
		return nil, err
	}
	built, bare, err := readParts(f, o, splitArticles(lines))
	if err != nil {
		return nil, err
	}
	for _, part := range bare {
		dropPart(built[0], part)
	}
	articles := make([]*content.Article, len(built))
	for i, a := range built {
		a.Problems = append(problems[:len(problems):len(problems)], a.Problems...)
		articles[i] = a.Article(f, o.Limits)
	}
	return articles, nil
}

// linesOf cuts a file into lines, and refuses one that has no text or too much of it.
func linesOf(f content.File, text string, l content.Limits) ([]line, error) {
	lines := splitLines(text)
	if !hasText(lines) {
		return nil, &content.Error{Path: f.Path, Message: "file is empty; write a headline, a blank line and the text"}
	}
	if !prose.HasLetter(text) {
		return nil, &content.Error{Path: f.Path, Line: firstLine(lines), Message: stated.NoLetters}
	}
	return lines, checkLines(f, lines, l)
}

// readParts reads the parts of a file. Bare are those of several without an article.
func readParts(f content.File, o content.Options, parts [][]line) (built []*stated.Builder, bare [][]line, err error) {
	if len(parts) == 1 {
		a, err := readText(f, o, parts[0])
		return []*stated.Builder{a}, nil, err
	}
	for i, part := range parts {
		a, err := readText(f, o, part)
		if err != nil {
			bare = append(bare, part)
			continue
		}
		a.Part = i + 1
		built = append(built, a)
	}
	if len(built) == 0 {
		return nil, nil, &content.Error{Path: f.Path, Message: "no article has any text; write a headline, a blank line and the text"}
	}
	return built, bare, nil
}

// dropPart lists the lines of a part of the file that holds no article.
func dropPart(a *stated.Builder, lines []line) {
	for i := range lines {
		if lines[i].text != "" {
			a.Dropped = append(a.Dropped, content.Dropped{Line: lines[i].n, Why: "part without text", Text: lines[i].text})
		}
	}
	a.Problems = append(a.Problems, content.Problem{Line: lines[0].n, Message: "this part of the file holds no text; write it, or take the part out"})
}

// firstLine is the number of the first line that is not blank.
func firstLine(lines []line) int {
	for i := range lines {
		if lines[i].fate != blank {
			return lines[i].n
		}
	}
	return 0
}

func hasText(lines []line) bool {
	for i := range lines {
		if lines[i].fate != blank {
			return true
		}
	}
	return false
}

// page is one article while it is being read: its lines, each with its fate, and what
// they have said so far. It lives as long as readText, as do the types below.
type page struct {
	file    content.File
	ctx     dates.Context
	lines   []line
	a       *stated.Builder
	width   int // that the lines were filled to; 0 if they were not
	top     int // index of the first line below what was read so far
	dek     int // index of the line between title and byline that sums the article up; -1 if none
	dekSure bool
}

// clues are the dates and names that lines of the page hold. Which of them are the
// article's is judged when all are gathered.
type clues struct {
	*page
	dated        []candidate
	menu         int // of dated, how many stand above the title's second mention
	bylines      []bylineAt
	menuNames    int        // of bylines, how many stand above that mention
	nearNames    int        // of these, how many stand further up than the lines right above it
	searched     int        // how many names the text was searched for
	head         int        // index of the line below which the head stands: the title's last mention
	credit       *bylineAt  // "Reporting by …", for an article without byline
	signature    *bylineAt  // who signs below the text, for an article without byline or credit
	firstComment dates.Date // day of the readers' first comment
	commented    dates.Date // of a comment below a line that counts them
}

// headReader reads what stands above the title, and the title.
type headReader struct {
	*clues
	explicit bool // a header block stated the title: what follows is body
	pressed  bool // a slug of press offices stands above the title
	counted  bool // the article comes from a press archive's download
}

// lineReader reads the lines between title and text, and those below the text.
type lineReader struct{ *clues }

// bodyReader reads what no other reader took.
type bodyReader struct {
	*page
	words  []string // of the text, sorted, once one is looked up
	flush  bool     // the body has lines at the left edge
	sung   bool     // a stanza stands above
	spoken int      // the index after the dialogue above
	song   answer   // to whether the whole body is verse
	depth  int      // of the quotation that is read
}

func readText(f content.File, o content.Options, lines []line) (*stated.Builder, error) {
	p := &page{
		file: f, lines: lines, dek: -1,
		ctx: dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language},
		a:   stated.New(f),
	}
	p.a.Root = o.Root
	c := &clues{page: p}
	(&headReader{clues: c}).readHead()
	p.readWithheld()
	p.setLanguage(o)
	p.width = measure(p.lines)
	l := lineReader{c}
	l.readEnd()
	l.readHeadLines()
	p.findAddress()
	c.chooseDates()
	p.a.Language = cmp.Or(p.a.Language, p.ctx.Language)
	c.inferZones()
	(&bodyReader{page: p}).readBody()
	p.a.PlaceByPath(p.ctx)
	if err := p.unfinished(); err != nil {
		return nil, err
	}
	return p.a, nil
}

// setLanguage settles the language in which the rest is read. A label further down may
// still state another.
func (r *page) setLanguage(o content.Options) {
	if r.ctx.Language = r.a.Language; r.ctx.Language == "" {
		r.ctx.Language = r.languageOfLines(o.Language)
	}
}

// unfinished says why the page is no article yet, if it is none.
func (r *page) unfinished() error {
	empty := len(r.a.Body.(*textBody).blocks) == 0
	switch {
	case r.a.Title == "":
		return &content.Error{Path: r.file.Path, Line: r.lines[0].n, Message: "article has no text; write a headline, a blank line and the text"}
	case empty && r.a.IsBareHeadline():
		return &content.Error{Path: r.file.Path, Line: r.a.Origin.Of("title").Line, Message: stated.OnlyHeadline}
	case empty:
		r.a.Problems = append(r.a.Problems, content.Problem{Line: r.lines[0].n, Message: "article has a title but no text; write the text below it"})
	}
	return nil
}

// languageOfLines is the language of the first lines that look like prose.
func (r *page) languageOfLines(fallback string) string {
	var sample language.Sample
	if r.next(r.top) == len(r.lines) { // a headline alone
		sample.Add(r.a.Title, prose.Runes(r.a.Title))
	}
	for i := range r.lines {
		if l := &r.lines[i]; l.fate == inBody && sample.Add(l.text, l.runes) {
			break
		}
	}
	return sample.Language(fallback)
}

// take marks a line as the origin of a field. A further line of a field that
// has its origin elsewhere is listed as dropped: no line may vanish from view.
func (r *page) take(i int, name, rule string) {
	had, ok := r.a.Origin.Find(name)
	switch {
	case !ok:
		r.a.Origin.Set(name, content.Origin{Line: r.lines[i].n, Rule: rule})
	case had.Line != r.lines[i].n && r.lines[i].fate == inBody:
		r.drop(i, "more of "+name)
		return
	}
	r.lines[i].fate = inField
}

// drop takes a line out of the body and says why.
func (r *page) drop(i int, why string) {
	r.lines[i].fate = inDropped
	r.a.Dropped = append(r.a.Dropped, content.Dropped{Line: r.lines[i].n, Why: why, Text: r.lines[i].text})
}

// next is the index of the first line from i on that is still in the body, or
// len(lines).
func (r *page) next(i int) int {
	for i < len(r.lines) && r.lines[i].fate != inBody {
		i++
	}
	return i
}
