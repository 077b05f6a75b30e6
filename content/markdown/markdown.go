// Package markdown reads Markdown with front matter, as site generators do.
package markdown

// Markdown with front matter, as static site generators read it: GitHub's
// dialect and footnotes. The body is rendered when it is shown, not before.

import (
	"bufio"
	"bytes"
	"cmp"
	nethtml "html"
	"path"
	"strings"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/dates"
	"feedmill/content/fragment"
	"feedmill/content/language"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/stated"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// reader reads one file; it lives as long as Parse.
type reader struct {
	*stated.Builder
	site   *content.Site // nil if there is none
	matter []matterEntry

	includes, included int // how many files, of how many bytes
}

// listShape begins what a template repeats for each of several pages.
var listShape = pattern.New(`\{\{-?\s*range\s[^{}]*\bpages\b|\{%-?\s*for\s+\w+\s+in\s+(?:site|collections|paginator|pagination|section)\b`)

// Parse reads one Markdown file.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	src, problems, err := charset.Decode(f, o)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(src) == "" {
		return nil, &content.Error{Path: f.Path, Message: "file is empty; write a title and the text"}
	}
	a := &reader{Builder: stated.New(f), site: o.Site}
	a.Root = o.Root
	a.Problems = problems
	ctx := dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language}
	matter, body, bodyLine, err := cutFrontMatter(src, o.Limits)
	if err != nil {
		return nil, &content.Error{Path: f.Path, Line: err.(*matterError).line, Message: err.Error()}
	}
	if matter == nil {
		matter, body, bodyLine = cutMetadata(body, bodyLine)
	}
	if matter == nil {
		matter = matterBeside(f.Path, o)
	}
	look := surveyOf(body)
	if err := checkCost(f, body, bodyLine, look.cost, o.Limits); err != nil {
		return nil, err
	}
	if isMDX(f.Path) {
		body = a.withoutComponents(body, bodyLine)
		look = surveyOf(body)
	}
	redirect := a.stateMatter(matter, &ctx)
	a.matter = matter
	a.stateSite(ctx)
	body, bodyLine = a.readMarkdownHead(body, bodyLine, inScript(ctx, body))
	if look.template && len(matter) > 0 && a.Published.IsZero() && listShape.MatchString(codeShape.ReplaceAllString(body, "")) {
		a.Withhold(stated.Fact{Rule: "states no day, and a template makes a list in it"})
	}
	if look.template {
		body = a.cutTemplates(body, bodyLine)
	}
	if look.html || look.template {
		body = closeBlocks(body)
	}
	shown := newBody(body, bodyLine, o)
	shown.linked = look.linked || look.template
	if !look.html && !look.template { // the body is the end of what was looked at
		look.cost.bytes = len(body)
		shown.cheap = look.cost.within(o.Limits)
	}
	a.Body = shown
	if a.Title == "" && redirect && strings.TrimSpace(body) == "" {
		return nil, &content.Error{Path: f.Path, Line: 1, Message: "file only redirects; give it a title and a text, or move it out of the folder"}
	}
	switch bare := strings.TrimSpace(body) == ""; {
	case !bare && !prose.HasLetter(body) && !prose.HasLetter(a.Title):
		return nil, &content.Error{Path: f.Path, Line: bodyLine, Message: stated.NoLetters}
	case bare && len(matter) == 0 && a.Title != "" && a.IsBareHeadline():
		return nil, &content.Error{Path: f.Path, Line: a.Origin.Of("title").Line, Message: stated.OnlyHeadline}
	}
	if err := a.finishMarkdown(f, o, shown, ctx); err != nil {
		return nil, err
	}
	return []*content.Article{a.Article(f, o.Limits)}, nil
}

// inScript is the context with the language of the body where its letters alone tell
// that the year is put first: 24-03-08 is of March 2024 there.
func inScript(ctx dates.Context, body string) dates.Context {
	const looked = 2000 // bytes
	if ctx.Language != "" {
		return ctx
	}
	switch lang := language.OfScript(prose.CutBytes(body, looked)); lang {
	case "zh", "ja", "ko":
		ctx.Language = lang
	}
	return ctx
}

// finishMarkdown fills what front matter did not state.
func (a *reader) finishMarkdown(f content.File, o content.Options, b *body, ctx dates.Context) error {
	if a.Title == "" {
		a.TitleFromName()
	}
	a.readOpening(b, o)
	if a.Title == "" {
		return &content.Error{Path: f.Path, Line: 1, Message: `article has neither title nor text; write "title: …" in its front matter, or a heading`}
	}
	a.PublishedFromUpdated()
	a.PlaceByPath(ctx)
	return nil
}

// skipBlank drops leading empty lines and counts them.
func skipBlank(s string) (rest string, lines int) {
	for {
		first, after, ok := strings.Cut(s, "\n")
		if strings.TrimSpace(first) != "" || !ok {
			return s, lines
		}
		s = after
		lines++
	}
}

// readOpening takes title and language from the words with which the body opens,
// where nothing else tells them. Only then is the body parsed to read the file.
func (a *reader) readOpening(b *body, o content.Options) {
	if a.Title == "" {
		for o := range b.parsed().openings() {
			a.Title = prose.CutWords(o.words, 90)
			a.Origin.Set("title", content.Origin{Line: b.line + o.line, Rule: "first sentence"})
			break
		}
	}
	if a.Language == "" {
		a.Language = languageOf(b, cmp.Or(languageOfName(a.Path), o.Language))
	}
}

// languageOfName is what the name of a translation tells: "de" of "a.de.md".
func languageOfName(p string) string {
	_, tag := content.Untranslated(path.Base(p))
	return language.Tag(tag)
}

// openingWords are the words of a block that may begin an article: not a picture,
// a line of links, or code of a site generator.
func openingWords(node ast.Node, src []byte) string {
	switch node := node.(type) {
	case *ast.Paragraph:
		if !hasOwnWords(node, src) {
			return ""
		}
		words := prose.OneLine(plainText(node, src))
		if isForGenerator(words) {
			return ""
		}
		return words
	case *ast.HTMLBlock:
		return fragment.Opening(string(blockHTML(node, src)))
	}
	return ""
}

// isForGenerator reports whether the words of a paragraph are code of a site generator.
func isForGenerator(words string) bool {
	return strings.HasPrefix(words, "{%") || strings.HasPrefix(words, "{{") || strings.HasPrefix(words, "{:") || strings.EqualFold(words, "[toc]")
}

// hasOwnWords reports whether a paragraph holds letters outside of links and
// pictures.
func hasOwnWords(paragraph ast.Node, src []byte) bool {
	found := false
	_ = ast.Walk(paragraph, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link, *ast.Image, *ast.AutoLink:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			found = found || bytes.ContainsFunc(n.Segment.Value(src), prose.IsLetterOrDigit)
		case *ast.String:
			found = found || bytes.ContainsFunc(n.Value, prose.IsLetterOrDigit)
		}
		if found {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// lineOf counts the lines above a block.
func lineOf(node ast.Node, src []byte) int {
	if lines := node.Lines(); lines.Len() > 0 {
		return bytes.Count(src[:lines.At(0).Start], []byte("\n"))
	}
	return 0
}

// plainText collects the words of a node. Code keeps its lines.
func plainText(node ast.Node, src []byte) string {
	w := wordWriter{src: src, markup: holdsHTML(node)}
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			w.enter(n)
		} else if n.Type() == ast.TypeBlock && n != node {
			w.out.WriteByte('\n')
		}
		return ast.WalkContinue, nil // the visitor gives no error
	})
	if w.markup {
		return fragment.Text(w.out.String())
	}
	return w.out.String()
}

func holdsHTML(node ast.Node) bool {
	found := false
	_ = ast.Walk(node, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindRawHTML || n.Kind() == ast.KindHTMLBlock {
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// wordWriter writes words; as HTML if there is HTML among them, to be read in one.
type wordWriter struct {
	src    []byte
	out    strings.Builder
	markup bool
}

func (w *wordWriter) enter(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.write(decoded(n.Segment.Value(w.src), n.IsRaw() || inCode(n)))
		if n.SoftLineBreak() || n.HardLineBreak() {
			w.out.WriteByte('\n')
		}
	case *ast.String:
		w.write(string(n.Value))
	case *ast.AutoLink:
		w.write(string(n.Label(w.src)))
	case *ast.RawHTML:
		w.out.Write(n.Segments.Value(w.src))
	case *ast.HTMLBlock:
		w.out.Write(blockHTML(n, w.src))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			seg := n.Lines().At(i)
			w.write(string(seg.Value(w.src)))
		}
	}
}

func (w *wordWriter) write(s string) {
	if w.markup {
		s = string(util.EscapeHTML([]byte(s)))
	}
	w.out.WriteString(s)
}

func inCode(n ast.Node) bool { return n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan }

// decoded is text as a renderer shows it: without escapes, references resolved.
func decoded(s []byte, raw bool) string {
	if raw || bytes.IndexByte(s, '&') < 0 && bytes.IndexByte(s, '\\') < 0 {
		return string(s)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	html.DefaultWriter.Write(w, s)
	_ = w.Flush() // a bytes.Buffer takes every write
	return nethtml.UnescapeString(b.String())
}
