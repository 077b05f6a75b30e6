// Package html reads articles from HTML: fragments, whole pages, pages saved by a
// browser.
//
// A page is parsed once. What it states of itself for programs (statements) comes
// first, from the most trustworthy of several sources on; then what it shows to
// people: headings, dates and names near them. What remains of the page is scored, and
// the part that holds the article becomes the body, less what frames it; all that was
// passed over is listed.
package html

import (
	"strings"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/language"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/stated"

	"golang.org/x/net/html"
)

// reader reads one file; it lives as long as Parse.
type reader struct {
	*stated.Builder
	doc  *document
	says statements
	ctx  dates.Context
	used map[*html.Node]string // parts of the page that became fields
}

// Parse reads one file of HTML.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	src, problems, err := decode(f, o)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(src) == "" {
		return nil, &content.Error{Path: f.Path, Message: "file is empty; write a title and the text"}
	}
	if message := ofGenerator(src); message != "" {
		return nil, &content.Error{Path: f.Path, Line: 1, Message: message}
	}
	doc, err := parse(src, o.Limits)
	if err != nil {
		return nil, &content.Error{Path: f.Path, Message: err.Error()}
	}
	r := &reader{
		Builder: stated.New(f), doc: doc, says: statementsOf(doc), used: map[*html.Node]string{},
		ctx: dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language},
	}
	r.Problems = problems
	if err := r.read(o); err != nil {
		return nil, err
	}
	return []*content.Article{r.Article(f, o.Limits)}, nil
}

// template is code of site generators that is about whole pages, not words of one.
var template = pattern.New(`\{\{-?\s*(content|\.Content|define|block|partial|template|yield)\b|\{%-?\s*(block|extends|include|layout|macro)\b`)

// ofGenerator says why a file is what a site generator makes pages of.
func ofGenerator(src string) string {
	switch start := strings.TrimLeft(src, "\ufeff \r\n"); {
	case strings.HasPrefix(start, "---\n"), strings.HasPrefix(start, "---\r\n"), strings.HasPrefix(start, "+++\n"):
		return "page begins with front matter, which is read in Markdown only; call the file .md, which may hold HTML, or name it in .feedmillignore"
	case template.MatchString(src[:min(len(src), 64<<10)]) && !strings.Contains(src, "<pre"):
		return "file is a template of a site generator, no article; name it in .feedmillignore"
	}
	return ""
}

// read fills in the fields in the order in which one helps to find the next: the
// language orders dates, the title tells where the article begins.
func (r *reader) read(o content.Options) error {
	r.readLanguage()
	main := r.doc.main()
	heading := r.readTitle(main)
	r.readStated()
	near := r.doc.linesAround(heading, main)
	r.readDates(near)
	r.readAuthors(near)
	r.useHead(near)
	body := r.cut(main)
	r.Body = body
	if r.Title == "" {
		r.TitleFromName()
	}
	if err := r.refuse(body); err != nil {
		return err
	}
	if r.readOpening(body, o); r.Title == "" {
		return &content.Error{Path: r.Path, Message: noText}
	}
	r.PublishedFromUpdated()
	r.PlaceByPath(r.ctx)
	return nil
}

// refuse says why a file is no article: an application, a list of links, a redirection.
func (r *reader) refuse(b *body) error {
	no := func(message string) error { return &content.Error{Path: r.Path, Message: message} }
	text := b.Text()
	switch letters := countLetters(b.own); {
	case r.says.first("refresh").value != "" && letters < fewestLetters:
		return no("file only redirects; give it a title and a text, or move it out of the folder")
	case b.pictures > 0 && r.Title != "" || r.says.areOfArticle():
		return nil
	case letters < fewestLetters && r.doc.letters() < 2*fewestLetters && r.doc.drawn:
		return no("page shows what a program draws, and no text to speak of; write the article into it, or name it in .feedmillignore")
	case letters == 0 && countLetters(text) > 0 && !r.doc.fragment:
		return no("page holds only links to others; write the article into it, or name it in .feedmillignore")
	case letters == 0 && r.Title != "" && r.doc.fragment && r.IsBareHeadline():
		return no(stated.OnlyHeadline)
	case letters == 0 && r.Title == "":
		return no(noText)
	}
	return nil
}

const noText = "page has neither title nor text; write both, or name it in .feedmillignore"

// fewestLetters are what a page says at least that is more than a caption for what its
// program draws.
const fewestLetters = 200

// readOpening takes title and language from the words of the body, where nothing else
// tells them.
func (r *reader) readOpening(b *body, o content.Options) {
	if r.Title == "" {
		r.TitleFromOpening(b)
	}
	if r.Language == "" {
		const looked = 4000 // bytes
		sample := prose.CutBytes(b.own, looked)
		r.Language = language.Of(sample, countLetters(sample), o.Language)
	}
}
