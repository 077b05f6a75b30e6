package fragment

// A body that a reader writes as HTML from markup of its own.

import (
	"strings"
	"sync"

	"feedmill/content"
	"feedmill/content/pattern"
	"feedmill/content/prose"
)

// Body is a [content.Body] that is written as HTML when it is first asked for
// something. It is safe for several goroutines.
type Body struct {
	source string
	html   func() string
	found  func() content.Findings
}

// NewBody makes a body of its source, which begins on the given line of its file. The
// function writes it as HTML, and depends on nothing else.
func NewBody(source string, line int, html func(source string) string) *Body {
	b := &Body{source: source, html: sync.OnceValue(func() string { return html(source) })}
	b.found = sync.OnceValue(func() content.Findings {
		summary := prose.CutSentence(Opening(calls.ReplaceAllString(b.html(), "")), prose.LongestSummary)
		return content.Findings{Summary: summary, Origin: content.Origin{Line: line, Rule: "first paragraph"}}
	})
	return b
}

// calls are the numbers of footnotes, which mean nothing in a summary.
var calls = pattern.New(`<sup><a href="#fn-\d+">\d+</a></sup>`)

// Source is what the HTML is made from.
func (b *Body) Source() string { return b.source }

// HTML is the body as its reader writes it.
func (b *Body) HTML() string { return b.html() }

// Text is the words of each block.
func (b *Body) Text() string {
	var blocks []string
	for p := range strings.SplitSeq(Text(b.html()), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			blocks = append(blocks, p)
		}
	}
	return strings.Join(blocks, "\n\n")
}

// Findings are the first paragraph, as a summary.
func (b *Body) Findings() content.Findings { return b.found() }
