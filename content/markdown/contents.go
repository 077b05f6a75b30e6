package markdown

import (
	"feedmill/content/pattern"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// contentsMark is where a page shows the list of its headings, which readers of feeds have
// no use for: Python-Markdown's mark, GitLab's, and those of plugins.
var contentsMark = pattern.New(`(?i)^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\})[ \t]*\n?$`)

// contentsMarks takes such marks out.
type contentsMarks struct{}

// Transform implements goldmark's parser.ParagraphTransformer.
func (contentsMarks) Transform(p *ast.Paragraph, r text.Reader, _ parser.Context) {
	if lines := p.Lines(); lines.Len() == 1 && p.Parent() != nil {
		if line := lines.At(0); contentsMark.Match(line.Value(r.Source())) {
			p.Parent().RemoveChild(p.Parent(), p)
		}
	}
}
