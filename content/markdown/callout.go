package markdown

// Callouts: quotes whose first line is [!NOTE], as GitHub and Obsidian have them, and the
// !!! note of MkDocs. Readers know no more than a quote that begins with what it is.

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/pattern"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var calloutShape = pattern.New(`^[ \t]*\[!([A-Za-z][A-Za-z_-]{0,30})\][+-]?[ \t]*([^\n]{0,200})\n?$`)

// callouts takes the first line out of a quote that says what it is, and titles the quote
// with it when all is parsed.
type callouts struct{}

type titledQuote struct {
	quote ast.Node
	title string
}

var calloutsKey = parser.NewContextKey()

// Transform implements goldmark's parser.ParagraphTransformer.
func (callouts) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	quote := p.Parent()
	lines := p.Lines()
	if quote == nil || quote.Kind() != ast.KindBlockquote || p.PreviousSibling() != nil || lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	m := calloutShape.FindSubmatch(first.Value(r.Source()))
	if m == nil {
		return
	}
	all, _ := pc.Get(calloutsKey).([]titledQuote)
	pc.Set(calloutsKey, append(all, titledQuote{quote, calloutTitle(m[1], m[2])}))
	if lines.Len() == 1 {
		quote.RemoveChild(quote, p)
		return
	}
	lines.SetSliced(1, lines.Len())
}

// calloutTitles implements goldmark's parser.ASTTransformer.
type calloutTitles struct{}

// Transform titles the quotes that were found.
func (calloutTitles) Transform(_ *ast.Document, _ text.Reader, pc parser.Context) {
	all, _ := pc.Get(calloutsKey).([]titledQuote)
	for _, q := range all {
		strong, title := ast.NewEmphasis(2), ast.NewParagraph()
		strong.AppendChild(strong, ast.NewString([]byte(q.title)))
		title.AppendChild(title, strong)
		if first := q.quote.FirstChild(); first != nil {
			q.quote.InsertBefore(q.quote, first, title)
		} else {
			q.quote.AppendChild(q.quote, title)
		}
	}
}

// calloutTitle is the author's own title, else the kind in words.
func calloutTitle(kind, own []byte) string {
	if own = bytes.TrimSpace(own); len(own) > 0 {
		return string(own)
	}
	words := strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(string(kind)))
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
