package content

// Markdown with front matter, as static site generators read it: GitHub's
// dialect and footnotes. The body is rendered when it is shown, not before.

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"feedmill/content/dates"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

// markdown is stateless and safe for concurrent use. Raw HTML passes: what is
// shown is sanitised later, for all formats alike.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.GFM, extension.Footnote),
	goldmark.WithParserOptions(parser.WithAttribute()),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// parseMarkdown reads one Markdown file.
func parseMarkdown(f File, o Options) ([]*Article, error) {
	src, problems, err := decode(f, o)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(src) == "" {
		return nil, &Error{Path: f.Path, Message: "file is empty; write a title and the text"}
	}
	a := &Article{Path: f.Path, Origin: make(map[string]Origin, 8), Problems: problems}
	ctx := dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language}
	matter, body, bodyLine, err := cutFrontMatter(src)
	if err != nil {
		return nil, &Error{Path: f.Path, Line: err.(*matterError).line, Message: err.Error()}
	}
	redirect := a.stateMatter(matter, &ctx)
	body, bodyLine = a.readMarkdownHead(body, bodyLine, ctx)
	a.Body = &markdownBody{source: body}
	if a.Title == "" && redirect && strings.TrimSpace(body) == "" {
		return nil, &Error{Path: f.Path, Line: 1, Message: "file only redirects; give it a title and a text, or move it out of the folder"}
	}
	if err := a.finishMarkdown(f, o, body, bodyLine, ctx); err != nil {
		return nil, err
	}
	return []*Article{a}, nil
}

// finishMarkdown fills what front matter did not state.
func (a *Article) finishMarkdown(f File, o Options, body string, bodyLine int, ctx dates.Context) error {
	if a.Title == "" {
		r := &reader{file: f, a: a}
		r.titleFromName(0)
	}
	if a.Summary == "" || a.Title == "" || a.Language == "" {
		a.readMarkdownText(body, bodyLine, o)
	}
	if a.Title == "" {
		return &Error{Path: f.Path, Line: 1, Message: `article has neither title nor text; write "title: …" in its front matter, or a heading`}
	}
	if a.Published.IsZero() && !a.Updated.IsZero() {
		a.Published = a.Updated
		o := a.Origin["updated"]
		a.Origin["published"] = Origin{Line: o.Line, Rule: o.Rule + ", the only date"}
	}
	placeByPath(a, ctx)
	return nil
}

// readMarkdownHead takes the title from the first heading where front matter has
// none, and then labelled lines right below it. A heading that repeats the
// title goes from the body: every reader shows the title anyway.
func (a *Article) readMarkdownHead(body string, n int, ctx dates.Context) (string, int) {
	rest, skipped := skipBlank(body)
	n += skipped
	heading, after, lines := firstHeading(rest)
	switch {
	case heading == "":
	case a.Title == "":
		a.Title = heading
		a.Origin["title"] = Origin{Line: n, Rule: "first heading"}
		rest, n = after, n+lines
	case FoldTitle(heading) == FoldTitle(a.Title):
		a.Dropped = append(a.Dropped, Dropped{Line: n, Why: "title repeated", Text: heading})
		rest, n = after, n+lines
	}
	if heading != "" && a.Published.IsZero() {
		return a.readMarkdownKeys(rest, n, ctx)
	}
	return rest, n
}

// readMarkdownKeys takes "key: value" lines below a heading, blank lines
// between or not, if two known ones open the text.
func (a *Article) readMarkdownKeys(body string, n int, ctx dates.Context) (string, int) {
	rest, at, known := body, n, 0
	var found []stated
	for {
		trimmed, skipped := skipBlank(rest)
		first, after, _ := strings.Cut(trimmed, "\n")
		key, value, ok := cutKey(strings.TrimSpace(first))
		f := fieldOf(key)
		if !ok || f == noField || f == fieldBody {
			break
		}
		found = append(found, stated{field: f, key: key, values: []string{value}, line: at + skipped, rule: "header " + key})
		rest, at = after, at+skipped+1
		known++
	}
	if known < 2 && (known == 0 || !found[0].withholdsAlone(found[0].values[0])) {
		return body, n
	}
	for _, s := range found {
		if !a.state(s, ctx) {
			a.Dropped = append(a.Dropped, Dropped{Line: s.line, Why: "header key without use", Text: s.key + ": " + s.values[0]})
		}
	}
	return rest, at
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

// firstHeading reads the heading that s begins with, of first or second level,
// in either notation.
func firstHeading(s string) (heading, rest string, lines int) {
	first, rest, _ := strings.Cut(s, "\n")
	if t := strings.TrimSpace(first); strings.HasPrefix(t, "# ") || strings.HasPrefix(t, "## ") {
		return plainInline(strings.Trim(t, "# ")), rest, 1
	}
	second, after, _ := strings.Cut(rest, "\n")
	second = strings.TrimSpace(second)
	if strings.TrimSpace(first) != "" && len(second) > 2 && strings.Trim(second, "=") == "" {
		return plainInline(first), after, 2
	}
	return "", s, 0
}

// plainInline is one line of Markdown as plain text.
func plainInline(s string) string {
	if !strings.ContainsAny(s, "*_`[<&\\{") {
		return strings.TrimSpace(s)
	}
	src := []byte(s)
	return oneLine(plainText(markdown.Parser().Parse(text.NewReader(src)), src))
}

// readMarkdownText takes summary, title and language from the rendered words.
func (a *Article) readMarkdownText(body string, n int, o Options) {
	src := []byte(body)
	doc := markdown.Parser().Parse(text.NewReader(src))
	sample := ""
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		if node.Kind() != ast.KindParagraph {
			continue
		}
		words := oneLine(plainText(node, src))
		if words == "" || strings.HasPrefix(words, "{%") || strings.HasPrefix(words, "{{") {
			continue
		}
		if sample += words + " "; a.Summary == "" {
			a.Summary = cutSentence(words, longestSummary)
			a.Origin["summary"] = Origin{Line: n + lineOf(node, src), Rule: "first paragraph"}
		}
		if a.Title == "" {
			a.Title = cutWords(words, 90)
			a.Origin["title"] = Origin{Line: n + lineOf(node, src), Rule: "first sentence"}
		}
		if len(sample) > 3*sampledLetters {
			break
		}
	}
	if a.Language == "" {
		a.Language = languageOf([]line{{text: sample, runes: utf8.RuneCountInString(sample)}}, o.Language)
	}
}

// lineOf counts the lines above a block.
func lineOf(node ast.Node, src []byte) int {
	if lines := node.Lines(); lines.Len() > 0 {
		return bytes.Count(src[:lines.At(0).Start], []byte("\n"))
	}
	return 0
}

// markdownBody is the [Body] of Markdown.
type markdownBody struct {
	source string
}

func (b *markdownBody) Source() string { return b.source }

func (b *markdownBody) HTML() string {
	var out bytes.Buffer
	if err := markdown.Convert([]byte(b.source), &out); err != nil {
		return "" // a bytes.Buffer takes every write
	}
	return out.String()
}

func (b *markdownBody) Text() string {
	src := []byte(b.source)
	doc := markdown.Parser().Parse(text.NewReader(src))
	var blocks []string
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		if words := strings.TrimSpace(plainText(node, src)); words != "" {
			blocks = append(blocks, words)
		}
	}
	return strings.Join(blocks, "\n\n")
}

// plainText collects the words of a node. Code and HTML blocks keep their lines.
func plainText(node ast.Node, src []byte) string {
	var out strings.Builder
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				out.Write(n.Segment.Value(src))
				if n.SoftLineBreak() || n.HardLineBreak() {
					out.WriteByte('\n')
				}
			}
		case *ast.String:
			if entering {
				out.Write(n.Value)
			}
		case *ast.AutoLink:
			if entering {
				out.Write(n.Label(src))
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			if entering {
				for i := range n.Lines().Len() {
					seg := n.Lines().At(i)
					out.Write(seg.Value(src))
				}
			}
		default:
			if !entering && n.Type() == ast.TypeBlock && n != node {
				out.WriteByte('\n')
			}
		}
		return ast.WalkContinue, nil // the visitor gives no error
	})
	return out.String()
}
