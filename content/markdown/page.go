package markdown

// Pages of HTML below front matter, as Jekyll, Hugo and Eleventy have them: the front
// matter says what the page is, and the rest is shown as it stands.

import (
	"bytes"
	"strings"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/dates"
	"feedmill/content/fragment"
	"feedmill/content/language"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

var matterFence = pattern.New(`^(?:\x{feff})?\s*(?:---|\+\+\+)[ \t]*\r?\n`)

// keyComment begins a page whose head is in a comment, as Nikola has it.
var keyComment = pattern.New(`^(?:\x{feff})?\s*<!--\s*\.\. \w+:`)

// HasFrontMatter reports whether a file begins with a fence of front matter, or with a
// comment of keys.
func HasFrontMatter(data []byte) bool {
	if keyComment.Match(data[:min(len(data), 200)]) {
		return true
	}
	return matterFence.Match(data[:min(len(data), 200)]) && bytes.Count(data, []byte("\n")) > 1
}

// listsArticles is code that shows many articles, or what lies within a layout.
var listsArticles = pattern.New(`\{%-?\s*(for\s+\w+\s+in\s+(site|paginator|collections|pagination|section)\b|extends|block)|\{\{-?\s*(content|\.Content|define|block|range|partial|template)\b`)

// ParsePage reads one such page.
func ParsePage(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	src, problems, err := charset.Decode(f, o)
	if err != nil {
		return nil, err
	}
	matter, body, line, err := cutFrontMatter(src, o.Limits)
	if err != nil {
		return nil, &content.Error{Path: f.Path, Line: err.(*matterError).line, Message: err.Error()}
	}
	if matter == nil {
		matter, body, line = cutMetadata(body, line)
	}
	if matter == nil {
		matter = matterBeside(f.Path, o)
	}
	refuse := func(message string) ([]*content.Article, error) {
		return nil, &content.Error{Path: f.Path, Line: 1, Message: message}
	}
	switch tags := strings.Count(body, "<"); {
	case tags > o.Limits.Parts:
		return refuse(content.TooMuch("page has too many tags", o.Limits.Parts, "max-parts"))
	case listsArticles.MatchString(body):
		return refuse("file is a template of a site generator, no article; name it in .feedmillignore")
	}
	a := &reader{Builder: stated.New(f), site: o.Site, matter: matter}
	a.Root, a.Problems = o.Root, problems
	ctx := dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language}
	redirect := a.stateMatter(matter, &ctx)
	a.stateSite(ctx)
	shown := a.pageBody(body, line)
	text := shown.Text()
	switch {
	case text == "" && redirect:
		return refuse("file only redirects; give it a title and a text, or move it out of the folder")
	case a.Title == "" && !a.TitleFromName() && text == "":
		return refuse(`article has neither title nor text; write "title: …" in its front matter`)
	case a.Title == "":
		a.TitleFromOpening(shown)
	}
	if a.Language == "" {
		a.Language = language.OfLines(strings.Split(prose.CutBytes(text, 4000), "\n"), func(l string) bool { return l != "" }, o.Language)
	}
	a.PublishedFromUpdated()
	a.PlaceByPath(ctx)
	return []*content.Article{a.Article(f, o.Limits)}, nil
}

// pageBody is what stands below the front matter, less the code of the generator.
func (a *reader) pageBody(body string, line int) *fragment.Body {
	t := templates{a: a, page: true}
	b := fragment.NewBody(strings.TrimSpace(t.cut(body, line)), line, func(s string) string { return s })
	a.Body = b
	return b
}
