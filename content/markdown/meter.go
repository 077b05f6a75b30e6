package markdown

// Markdown is written to be read by people, and its parser takes time and memory
// that grow with the square of some inputs. The meter sits in front of each of its
// steps, counts what the step is about to cost, and hands it nothing more once the
// budget is spent. It counts, where a clock would judge the machine.

import (
	"bytes"
	"fmt"
	"sync"

	"feedmill/content"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown parses with the meter in front.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return newMarkdown(
		parser.WithInlineParsers(util.Prioritized(extension.NewLinkifyParser(), last)),
		parser.WithBlockParsers(util.Prioritized(blockMeter{}, first)),
		parser.WithParagraphTransformers(util.Prioritized(tableMeter{}, first)),
		parser.WithInlineParsers(util.Prioritized(inlineMeter{}, first)),
	)
})

// newMarkdown is a parser and a renderer of all that is understood, but for addresses that
// stand bare in the text. It is stateless and safe for concurrent use. Raw HTML passes:
// what is shown is sanitised later, for all formats alike. What is added here is to be
// heeded in straight.go, which goes by no parser.
func newMarkdown(more ...parser.Option) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(append(more,
			parser.WithAttribute(),
			parser.WithASTTransformers(util.Prioritized(tagFilter{}, 500), util.Prioritized(headingNamer{}, 600), util.Prioritized(calloutTitles{}, 700)),
			parser.WithParagraphTransformers(util.Prioritized(callouts{}, 50), util.Prioritized(contentsMarks{}, 60)),
			parser.WithInlineParsers(util.Prioritized(wikiLinks{}, 140), util.Prioritized(spanAttributes{}, 145)),
			parser.WithInlineParsers(util.Prioritized(mathParser{}, 150)),
		)...),
		goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(blockRenderer{}, 500))),
	)
}

// first is the priority before all others, last that of what goldmark calls linkify.
const (
	first = 0
	last  = 999
)

var meterKey = parser.NewContextKey()

// meter is what one document has cost so far.
type meter struct {
	limits content.Limits
	src    []byte
	budget int // of steps
	steps  int
	parts  int
	notes  int // marks of footnotes, each of which is looked for among all
	block  inlineBlock
	over   string // what was too much, if anything was
	at     int    // where in src
}

// inlineBlock is the run of text in whose marks links and emphasis are found.
type inlineBlock struct {
	node   ast.Node
	end    int
	opened []int // offsets of brackets that are open
	marks  int   // so far
	delims int   // of these, marks of emphasis
	runs   map[int]int
}

// parseMarkup parses src as far as the limits allow. The meter tells how far that
// was; what is beyond it stays plain.
func parseMarkup(src []byte, l content.Limits) (ast.Node, *meter) {
	return parseWith(src, l, content.NoIDs, false)
}

// parseWith is parseMarkup, with ids for the headings, and for terms of definition lists.
func parseWith(src []byte, l content.Limits, headings content.HeadingIDs, terms bool) (ast.Node, *meter) {
	l = l.Filled()
	m := &meter{limits: l, src: src, budget: l.Work * (len(src) + content.Smallest), notes: bytes.Count(src, []byte("[^"))}
	m.parts = bytes.Count(src, []byte("@"))
	pc := contextOf(headings, terms)
	pc.Set(meterKey, m)
	doc := markdown().Parser().Parse(text.NewReader(src), parser.WithContext(pc))
	if m.over == "" {
		m.weigh(doc)
	}
	return doc, m
}

func contextOf(headings content.HeadingIDs, terms bool) parser.Context {
	pc := parser.NewContext()
	pc.Set(headingKey, headings)
	pc.Set(termKey, terms)
	return pc
}

// checkCost says what of the body is too much. Body begins on line n. One that cannot
// cost too much, by its survey, is not parsed to find out.
func checkCost(f content.File, body string, n int, c cost, l content.Limits) error {
	if c.within(l) {
		return nil
	}
	if _, m := parseMarkup([]byte(body), l); m.over != "" {
		return &content.Error{Path: f.Path, Line: n + m.line(), Message: m.over}
	}
	return nil
}

// line is where the limit was passed, counted from 0.
func (m *meter) line() int { return bytes.Count(m.src[:min(m.at, len(m.src))], []byte("\n")) }

func (m *meter) stop(at int, what string, limit int, setting string) {
	if m.over == "" {
		m.over, m.at = content.TooMuch(what, limit, setting), at
	}
}

func (m *meter) work(at, steps int) {
	if m.steps += steps; m.steps > m.budget {
		m.stop(at, "Markdown that takes too many steps to read, for its many unfinished or nested marks", m.limits.Work, "max-work")
	}
}

func (m *meter) part(at, n int) {
	if m.parts += n; m.parts > m.limits.Parts {
		m.stop(at, "Markdown of too many lines, cells, links and other parts", m.limits.Parts, "max-parts")
	}
}

func meterOf(pc parser.Context) *meter {
	m, _ := pc.Get(meterKey).(*meter)
	return m
}

// blockMeter bounds how deep blocks are nested, and takes all lines once it is over.
type blockMeter struct{}

// Trigger implements goldmark's parser.BlockParser.
func (blockMeter) Trigger() []byte {
	all := make([]byte, 0, 256)
	for c := range 256 {
		all = append(all, byte(c))
	}
	return all
}

// Open implements goldmark's parser.BlockParser.
func (blockMeter) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	m := meterOf(pc)
	if m == nil {
		return nil, parser.NoChildren
	}
	_, at := r.Position()
	m.part(at.Start, 1)
	if opened := len(pc.OpenedBlocks()); opened > m.limits.Depth {
		m.stop(at.Start, "quotes and lists nested too deep", m.limits.Depth, "max-depth")
	}
	if m.over == "" {
		return nil, parser.NoChildren
	}
	return ast.NewTextBlock(), parser.NoChildren
}

// Continue implements goldmark's parser.BlockParser.
func (blockMeter) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Continue | parser.NoChildren
}

// Close implements goldmark's parser.BlockParser.
func (blockMeter) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements goldmark's parser.BlockParser.
func (blockMeter) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements goldmark's parser.BlockParser.
func (blockMeter) CanAcceptIndentedLine() bool { return true }

// tableMeter counts the cells that a paragraph would make: rows that are short
// are filled up, so that a few characters make many.
type tableMeter struct{}

// Transform implements goldmark's parser.ParagraphTransformer.
func (tableMeter) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	m := meterOf(pc)
	if m == nil {
		return
	}
	lines := p.Lines()
	m.definitions(lines)
	for i := 1; i < lines.Len(); i++ {
		row := lines.At(i)
		if columns := columnsOf(row.Value(r.Source())); columns > 0 {
			m.part(row.Start, columns*(lines.Len()-i))
			break
		}
	}
	if m.over != "" {
		lines.SetSliced(0, 0)
	}
}

// definitions counts what taking definitions out of a paragraph costs: for each,
// all lines below it are moved up.
func (m *meter) definitions(lines *text.Segments) {
	n := 0
	for n < lines.Len() && bytes.IndexByte(lines.Sliced(n, n+1)[0].Value(m.src), '[') >= 0 {
		n++
	}
	if n > 0 {
		m.work(lines.At(0).Start, n*lines.Len()/4)
	}
}

// columnsOf is how many columns the line below the head of a table tells of; 0 if
// it is no such line.
func columnsOf(row []byte) int {
	if len(bytes.Trim(row, "|:- \t\r\n")) > 0 || bytes.IndexByte(row, '-') < 0 {
		return 0
	}
	return bytes.Count(row, []byte("|")) + 1
}

// inlineMeter counts the search that each mark is about to begin.
type inlineMeter struct{}

// Trigger implements goldmark's parser.InlineParser.
func (inlineMeter) Trigger() []byte { return []byte(" ![]`<*_~$\\") }

// Parse implements goldmark's parser.InlineParser.
func (inlineMeter) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	if m == nil {
		return nil
	}
	_, at := r.Position()
	m.mark(parent, at.Start)
	if m.over == "" {
		return nil
	}
	for line, _ := r.PeekLine(); line != nil; line, _ = r.PeekLine() {
		r.AdvanceLine()
	}
	return ast.NewString(nil)
}

// mark counts the one that stands at an offset.
func (m *meter) mark(parent ast.Node, at int) {
	if m.block.node != parent {
		m.block = inlineBlock{node: parent, end: at}
		if lines := parent.Lines(); lines.Len() > 0 {
			m.block.end = lines.At(lines.Len() - 1).Stop
		}
		m.part(at, parent.Lines().Len())
	}
	b := &m.block
	rest := m.src[at:max(at, b.end)]
	if len(rest) == 0 {
		return
	}
	if rest[0] == '!' && len(rest) > 1 && rest[1] == '[' {
		rest = rest[1:] // a picture, which the parser takes with its bracket
	}
	if c := rest[0]; c != '[' && c != ']' && c != '`' && c != '<' && c != '*' && c != '_' && c != '~' && c != '$' && c != '\\' {
		return // a space, or the beginning of a line
	}
	b.marks++
	m.part(at, 1)
	switch rest[0] {
	case '[':
		if len(rest) > 1 && rest[1] == '^' {
			m.work(at, m.notes)
		} else {
			b.opened = append(b.opened, at)
		}
	case ']':
		m.work(at, b.close(at)+linkLength(rest[1:]))
	case '`':
		m.work(at, b.codeSearch(m.src, at, rest))
	case '<':
		m.work(at, regexpCost*tagLength(rest))
	case '$', '\\':
		m.work(at, min(len(rest), longestFormula)/8) // most of it one fast search
	case '*', '_', '~':
		b.delims++
		m.work(at, b.delims+runCost(rest)+mailLength(rest[1:]))
	}
}

// regexpCost is how many steps one byte is to a regular expression.
const regexpCost = 16

// close is what a bracket has to look back over: to the one that it closes, and,
// where there is emphasis, over the marks before.
func (b *inlineBlock) close(at int) int {
	n := len(b.opened) - 1
	if n < 0 {
		return 0
	}
	start := b.opened[n]
	b.opened = b.opened[:n]
	if b.delims > 0 {
		return at - start + b.marks
	}
	return at - start
}

// linkLength is how far is read after a bracket for an address and a title, or a label.
func linkLength(s []byte) int {
	if len(s) == 0 || s[0] != '(' && s[0] != '[' {
		return 0
	}
	if s[0] == '[' {
		return lengthTo(s, ']')
	}
	i := skipSpaces(s, 1)
	if i < len(s) && s[i] == '<' {
		return i + lengthTo(s[i:], '>')
	}
	for depth := 0; i < len(s) && s[i] > ' ' && depth >= 0; i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	i = skipSpaces(s, min(i, len(s)))
	if i+1 < len(s) && bytes.IndexByte([]byte(`"'(`), s[i]) >= 0 {
		closer := s[i]
		if closer == '(' {
			closer = ')'
		}
		return i + lengthTo(s[i+1:], closer)
	}
	return i
}

func skipSpaces(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r') {
		i++
	}
	return i
}

// lengthTo is how much of s is read to find c.
func lengthTo(s []byte, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == c {
			return i
		}
	}
	return len(s)
}

// codeSearch is what looking for the end of code costs: all the rest, if there is
// none.
func (b *inlineBlock) codeSearch(src []byte, at int, rest []byte) int {
	if b.runs == nil {
		b.runs = lastRuns(src, at, b.end)
	}
	n := runLength(rest)
	if b.runs[n] > at {
		return n
	}
	return len(rest)
}

// lastRuns are the offsets of the last run of backticks of each length.
func lastRuns(src []byte, from, to int) map[int]int {
	last := map[int]int{}
	for i := from; i < to; i++ {
		if src[i] == '`' {
			n := runLength(src[i:to])
			last[n] = i
			i += n
		}
	}
	return last
}

// runLength is how often the first byte of s is repeated.
func runLength(s []byte) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// runCost is what a run of marks costs: each pair nests one deeper, and tildes that
// strike nothing are looked at again one by one.
func runCost(s []byte) int {
	n := runLength(s)
	if s[0] == '~' {
		return n
	}
	return n * n / 16
}

// tagLength is how far a tag is read: to its end, or to where it proves to be none.
func tagLength(s []byte) int {
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<' || c == '>':
			return i
		case i == 1 && (c == '!' || c == '?'):
			return 1 // the parser remembers that these are never closed
		}
	}
	return len(s)
}

// mailLength is how far a word is read that may be a mail address.
func mailLength(s []byte) int {
	for i, c := range s {
		if c <= ' ' || c >= 0x7f || bytes.IndexByte([]byte("()[]<>,;:\\\"@"), c) >= 0 {
			return i
		}
	}
	return len(s)
}

// weigh bounds the depth of the tree and the size of what it will be written as:
// each use of a reference repeats its address.
func (m *meter) weigh(doc ast.Node) {
	size, depth := 0, 0
	for n := doc; n != nil; {
		size += sizeOf(n, m.src)
		if n.FirstChild() != nil {
			n = n.FirstChild()
			depth++
		} else {
			for n != doc && n.NextSibling() == nil {
				n = n.Parent()
				depth--
			}
			if n == doc {
				break
			}
			n = n.NextSibling()
		}
		if depth > 2*m.limits.Depth {
			m.stop(m.at, "Markdown nested too deep", m.limits.Depth, "max-depth")
			return
		}
	}
	if size > m.limits.Growth*(len(m.src)+content.Smallest) || size > 2*m.limits.Size {
		m.stop(0, fmt.Sprintf("references and tables make about %d kB out of %d kB", size>>10, len(m.src)>>10), m.limits.Growth, "max-growth")
	}
}

// elementSize is about what the tags of one element take.
const elementSize = 16

// sizeOf is about how many bytes of HTML a node makes, its children not counted.
func sizeOf(n ast.Node, src []byte) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Len()
	case *ast.String:
		return len(n.Value)
	case *ast.Link:
		return elementSize + len(n.Destination) + len(n.Title)
	case *ast.Image:
		return elementSize + len(n.Destination) + len(n.Title)
	case *ast.AutoLink:
		return elementSize + 2*len(n.Label(src))
	}
	return elementSize
}
