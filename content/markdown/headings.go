package markdown

// Headings have the ids that the site's own generator gives them, so that links into a
// text lead where they led before.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/heading"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var headingKey, termKey = parser.NewContextKey(), parser.NewContextKey()

// headingNamer gives each heading an id that has none of its own.
type headingNamer struct{}

// Transform implements goldmark's parser.ASTTransformer.
func (headingNamer) Transform(doc *ast.Document, r text.Reader, pc parser.Context) {
	which, _ := pc.Get(headingKey).(content.HeadingIDs)
	ids, ok := heading.New(which)
	if m := meterOf(pc); !ok || m != nil && m.over != "" {
		return
	}
	terms, _ := pc.Get(termKey).(bool)
	n := namer{ids: ids, terms: terms, src: r.Source()}
	n.name(doc)
}

type namer struct {
	ids   *heading.IDs
	terms bool // of definition lists have ids too
	src   []byte
}

// name names the headings among the children of a block.
func (n *namer) name(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		h := c
		if isTerm := n.terms && c.Kind() == extast.KindDefinitionTerm; c.Kind() != ast.KindHeading && !isTerm {
			if c.Type() == ast.TypeBlock {
				n.name(c)
			}
			continue
		}
		if own, stated := h.AttributeString("id"); stated {
			if id, ok := own.([]byte); ok {
				n.ids.Take(string(id))
			}
			continue
		}
		if id := n.ids.Name(strings.TrimSpace(plainText(h, n.src))); id != "" {
			h.SetAttributeString("id", []byte(id))
		}
	}
}
