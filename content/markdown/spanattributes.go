package markdown

import (
	"feedmill/content/pattern"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// spanAttributes are what kramdown puts behind a link, a picture or a word that is
// emphasized, {:target="_blank"}, and others at the end of a heading, {: #id}: readers are
// not shown them, and the heading has the id.
type spanAttributes struct{}

var (
	attributesShape = pattern.New(`^\{:(?:[ \t]*(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*')|no_toc\b))+[ \t]*\}`)
	attributesID    = pattern.New(`[ \t:]#([\w-]+)`)
	lineEnds        = pattern.New(`^[ \t]*(?:#+[ \t]*)?\n?$`)
)

// Trigger implements goldmark's parser.InlineParser.
func (spanAttributes) Trigger() []byte { return []byte{'{'} }

// Parse implements goldmark's parser.InlineParser.
func (spanAttributes) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := attributesShape.FindSubmatch(line)
	if m == nil {
		return nil
	}
	shape := m[0]
	heading, _ := parent.(*ast.Heading)
	switch before := block.PrecendingCharacter(); {
	case heading != nil && lineEnds.Match(line[len(shape):]):
		if m := attributesID.FindSubmatch(shape); m != nil {
			heading.SetAttributeString("id", m[1])
		}
		if words, ok := parent.LastChild().(*ast.Text); ok {
			words.Segment = words.Segment.TrimRightSpace(block.Source())
		}
	case before != ')' && before != ']' && before != '*' && before != '_' && before != '`' && before != '>':
		return nil
	}
	block.Advance(len(shape))
	return ast.NewString(nil)
}
