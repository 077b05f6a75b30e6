package markdown

// The body of an article in Markdown. Most bodies of a large folder are never shown,
// so a body is parsed when something of it is asked for, and once; and only if it cannot be
// written straight from its source.

import (
	"bytes"
	"iter"
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/language"
	"feedmill/content/prose"

	"github.com/yuin/goldmark/ast"
)

// body is the [content.Body] of Markdown. It is safe for several goroutines.
type body struct {
	source   string
	line     int  // of the file, on which it begins
	linked   bool // it may link to other articles
	cheap    bool // parsing it surely stays within the limits: see isCheap
	limits   content.Limits
	headings content.HeadingIDs
	terms    bool // whether terms of definitions have ids

	weighing sync.Once
	writing  sync.Once
	written  written // if the whole is plain
	parsing  sync.Once
	tree     tree // once parsed
	finding  sync.Once
	findings *content.Findings // once found
}

// tree is a body as it was parsed. Rendering does not change it.
type tree struct {
	doc ast.Node
	src []byte
}

func newBody(source string, line int, o content.Options) *body {
	return &body{source: source, line: line, linked: true, limits: o.Limits, headings: o.Headings, terms: o.Site != nil && o.Site.TermIDs}
}

// isCheap reports whether nothing of the body can be too much. Unless reading the file has
// told, it is found when it is first asked.
func (b *body) isCheap() bool {
	b.weighing.Do(func() { b.cheap = b.cheap || costOf(b.source).within(b.limits) })
	return b.cheap
}

// straight is what is written without a tree, if the body is plain.
func (b *body) straight() *written {
	b.writing.Do(func() {
		if b.isCheap() {
			b.written = writeStraight(b.source, b.headings)
		}
	})
	return &b.written
}

// parsed is the tree, which the first to ask has made. If that panicked, all others do.
func (b *body) parsed() tree {
	b.parsing.Do(func() { b.tree = b.parse() })
	if b.tree.doc == nil {
		panic("the body cannot be parsed")
	}
	return b.tree
}

func (b *body) parse() tree {
	src := []byte(b.source)
	if b.isLight() {
		return tree{parseLight(src, b.headings, b.terms), src}
	}
	doc, _ := parseWith(src, b.limits, b.headings, b.terms)
	return tree{doc, src}
}

// Source is the text without front matter, title and what else was taken from it.
func (b *body) Source() string { return b.source }

// HTML is the body as goldmark renders it.
func (b *body) HTML() string {
	if w := b.straight(); w.ok {
		return w.html
	}
	out := sheets.Get().(*sheet)
	out.Reset()
	defer func() {
		if out.Cap() <= largestSheet {
			sheets.Put(out)
		}
	}()
	t := b.parsed()
	if err := markdown().Renderer().Render(out, t.src, t.doc); err != nil {
		return "" // a sheet takes every write
	}
	return out.String()
}

// sheet is what goldmark writes on: it asks for a buffer of its own for all that is none.
type sheet struct{ bytes.Buffer }

func (*sheet) Buffered() int { return 0 }

func (*sheet) Flush() error { return nil }

// sheets are used again, those up to a size.
var sheets = sync.Pool{New: func() any { return new(sheet) }}

const largestSheet = 256 << 10

// Text is the words of each block.
func (b *body) Text() string { return b.Beginning(math.MaxInt) }

// Beginning is the words of the first blocks.
func (b *body) Beginning(size int) string {
	if w := b.straight(); w.ok {
		return w.text
	}
	t := b.parsed()
	var text strings.Builder
	for node := t.doc.FirstChild(); node != nil && text.Len() < size; node = node.NextSibling() {
		words := strings.TrimSpace(plainText(node, t.src))
		if words != "" && text.Len() > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(words)
	}
	return text.String()
}

// Findings are the first paragraph, as a summary, and what feeds do not carry.
func (b *body) Findings() content.Findings {
	b.finding.Do(func() {
		var found content.Findings
		if w := b.straight(); w.ok {
			found.Summary, found.Origin = w.opening.summary(b.line)
		} else {
			found = findingsOf(b.parsed(), b.line)
		}
		b.findings = &found
	})
	if b.findings == nil {
		panic("the body cannot be looked through")
	}
	return *b.findings
}

func findingsOf(t tree, line int) content.Findings {
	lost := lostOf(t, line)
	f := content.Findings{Dropped: lost.Dropped, Problems: lost.Problems}
	for o := range t.openings() {
		f.Summary, f.Origin = o.summary(line)
		break
	}
	return f
}

// summary is how a body that begins on a line is summed up by its opening.
func (o opening) summary(line int) (string, content.Origin) {
	if o.words == "" {
		return "", content.Origin{}
	}
	return prose.CutSentence(o.words, prose.LongestSummary), content.Origin{Line: line + o.line, Rule: "first paragraph"}
}

// opening is a block that an article may begin with.
type opening struct {
	words string
	line  int // from 0
}

// openings yields the blocks of prose, from the first.
func (t tree) openings() iter.Seq[opening] {
	return func(yield func(opening) bool) {
		for node := t.doc.FirstChild(); node != nil; node = node.NextSibling() {
			if words := openingWords(node, t.src); words != "" && !yield(opening{words, lineOf(node, t.src)}) {
				return
			}
		}
	}
}

// languageOf tells the language by the beginning of the prose: as it is written,
// where that is plain, else as it is parsed.
func languageOf(b *body, fallback string) string {
	room := sheetsOfSamples.Get().(*[2 * language.Enough]byte)
	defer sheetsOfSamples.Put(room)
	if sample, letters, _ := sampleOf(b.source, language.Beginning, room[:0]); letters > language.Beginning {
		if lang := language.OfBeginning(sample); lang != "" {
			return lang
		}
	}
	sample, letters, plain := sampleOf(b.source, language.Enough, room[:0])
	if !plain {
		for o := range b.parsed().openings() {
			if sample += o.words + " "; utf8.RuneCountInString(sample) >= language.Enough {
				break
			}
		}
		letters = utf8.RuneCountInString(sample)
	}
	return language.Of(sample, letters, fallback)
}
