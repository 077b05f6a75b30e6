package markdown

// HTML within Markdown. A tag that is never closed hides what follows it, down to
// the end of the article: a writer who names <title> in a sentence means its
// name. Such tags are shown as text, as the tag filter of GitHub's dialect does;
// and what no feed carries is named.

import (
	"bytes"
	"strings"

	"feedmill/content/fragment"
	"feedmill/content/pattern"
	"feedmill/content/wordlist"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// hiding are the elements that go from a feed with all they hold.
var hiding = wordlist.Set(`title script textarea select style xmp iframe noembed noframes plaintext template head svg button
	datalist map canvas applet frameset dialog object noscript`)

// passing are the other elements of HTML and MathML: a reader sees them, or what they hold.
var passing = wordlist.Set(`a abbr acronym address area article aside audio b bdi bdo big blockquote body br caption center cite code col
	colgroup data dd del details dfn dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr
	html i img ins kbd label legend li main mark marquee menu meter nav nobr ol optgroup option output p picture pre progress q rb rp
	rt rtc ruby s samp search section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul
	var video wbr math`)

// tag is one tag of raw HTML.
type tag struct {
	name    string // small
	end     bool
	bare    bool // has neither attributes nor a closing slash
	address bool // has an address to load from
}

var tagShape = pattern.New(`^<(/?)([A-Za-z][A-Za-z0-9:-]*)(\s*/?>|[^>]*)`)

func readTag(raw []byte) (tag, bool) {
	m := tagShape.FindSubmatch(raw[:min(len(raw), 1000)])
	if m == nil {
		return tag{}, false
	}
	rest := strings.TrimSpace(string(m[3]))
	return tag{strings.ToLower(string(m[2])), len(m[1]) > 0, rest == "" || rest == ">", strings.Contains(strings.ToLower(rest), "src")}, true
}

// named reports whether a tag without its counterpart is a word of the sentence.
func (t tag) named() bool {
	return hiding[t.name] || t.bare && !passing[t.name]
}

// tagFilter makes text of the tags within a paragraph that are not closed there.
type tagFilter struct{}

// Transform implements goldmark's parser.ASTTransformer.
func (tagFilter) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	src := reader.Source()
	var tags []*ast.RawHTML
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if raw, ok := n.(*ast.RawHTML); ok && entering {
			tags = append(tags, raw)
		}
		if !entering && n.Type() == ast.TypeBlock && len(tags) > 0 {
			filterTags(tags, src)
			tags = nil
		}
		return ast.WalkContinue, nil
	})
}

// filterTags replaces those tags of one block that lack their counterpart.
func filterTags(nodes []*ast.RawHTML, src []byte) {
	lastEnd := map[string]int{}
	for i, n := range nodes {
		if t, ok := readTag(n.Segments.Value(src)); ok && t.end {
			lastEnd[t.name] = i
		}
	}
	open := map[string]int{}
	for i, n := range nodes {
		raw := n.Segments.Value(src)
		t, ok := readTag(raw)
		if !ok {
			continue
		}
		end, closed := lastEnd[t.name]
		switch {
		case t.end && open[t.name] > 0:
			open[t.name]--
		case !t.end && closed && end > i && t.name != "plaintext":
			open[t.name]++
		case t.named():
			word := ast.NewString(raw)
			word.SetRaw(true)
			n.Parent().ReplaceChild(n.Parent(), n, word)
		}
	}
}

// blockRenderer writes blocks of HTML, with the tags as text that nothing closes.
type blockRenderer struct{}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (blockRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHTMLBlock, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.Write(blockHTML(n.(*ast.HTMLBlock), src))
		}
		return ast.WalkContinue, nil
	})
}

var hidingTag = pattern.New(`(?i)<(/?)(title|script|textarea|select|style|xmp|iframe|noembed|noframes|plaintext|template|head|svg|button|datalist|map|canvas|applet|frameset|dialog|object|noscript)\b[^<>]*>?`)

// blockHTML is the source of a block, mended.
func blockHTML(n *ast.HTMLBlock, src []byte) []byte {
	raw := rawBlock(n, src)
	tags := hidingTag.FindAllSubmatchIndex(raw, -1)
	if tags == nil {
		return raw
	}
	lastEnd := map[string]int{}
	for _, m := range tags {
		if m[2] < m[3] {
			lastEnd[strings.ToLower(string(raw[m[4]:m[5]]))] = m[0]
		}
	}
	later := closedLater(n, src, lastEnd, tags, raw)
	var out bytes.Buffer
	at := 0
	for _, m := range tags {
		name := strings.ToLower(string(raw[m[4]:m[5]]))
		if m[2] < m[3] || lastEnd[name] > m[0] && name != "plaintext" || later[name] || bytes.HasSuffix(raw[m[0]:m[1]], []byte("/>")) && name == "svg" {
			continue
		}
		out.Write(raw[at:m[0]])
		if t, _ := readTag(raw[m[0]:]); t.address && raw[m[1]-1] == '>' {
			out.Write(raw[m[0]:m[1]]) // a frame shows something without any words of its own
			out.WriteString("</" + name + ">")
		} else {
			out.WriteString("&lt;")
			out.Write(raw[m[0]+1 : m[1]])
		}
		at = m[1]
	}
	out.Write(raw[at:])
	return out.Bytes()
}

// blocksAhead bounds how far a block of HTML may be from the one that closes it.
const blocksAhead = 60

// closedLater names the elements that a block opens and a later one closes: a blank
// line within an svg parts it in two.
func closedLater(n ast.Node, src []byte, lastEnd map[string]int, tags [][]int, raw []byte) map[string]bool {
	open := map[string]bool{}
	for _, m := range tags {
		if name := strings.ToLower(string(raw[m[4]:m[5]])); m[2] == m[3] && lastEnd[name] <= m[0] {
			open[name] = true
		}
	}
	later := map[string]bool{}
	ahead := 0
	for n = n.NextSibling(); n != nil && len(later) < len(open) && ahead < blocksAhead; n = n.NextSibling() {
		ahead++
		block, ok := n.(*ast.HTMLBlock)
		if !ok || block.Lines().Len() == 0 {
			continue
		}
		first := block.Lines().At(0)
		source := bytes.TrimSpace(first.Value(src))
		if !bytes.HasPrefix(source, []byte("</")) {
			continue
		}
		source = bytes.ToLower(source)
		for name := range open {
			if bytes.HasPrefix(source, []byte("</"+name+">")) {
				later[name] = true
			}
		}
	}
	return later
}

func rawBlock(n *ast.HTMLBlock, src []byte) []byte {
	var raw bytes.Buffer
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		raw.Write(seg.Value(src))
	}
	if n.HasClosure() {
		raw.Write(n.ClosureLine.Value(src))
	}
	return raw.Bytes()
}

var toTheEnd = pattern.New(`(?i)^ {0,3}<(script|style|textarea|!--)`)

// closeBlocks escapes what opens a block of HTML that would last to the end of the
// text for want of its close.
func closeBlocks(body string) string {
	if !strings.Contains(body, "<") {
		return body
	}
	lower := strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, body) // of equal length
	ends := map[string]int{"script": strings.LastIndex(lower, "</script"), "style": strings.LastIndex(lower, "</style"),
		"textarea": strings.LastIndex(lower, "</textarea"), "!--": strings.LastIndex(body, "-->")}
	var out strings.Builder
	var code fence
	at := 0
	for l := range strings.SplitAfterSeq(body, "\n") {
		start := at
		at += len(l)
		if m := toTheEnd.FindStringSubmatchIndex(l); m != nil && !code.holds(l) && ends[strings.ToLower(l[m[2]:m[3]])] < start {
			out.WriteString(l[:m[2]-1] + `\`)
			l = l[m[2]-1:]
		} else if m == nil {
			code.holds(l)
		}
		out.WriteString(l)
	}
	return out.String()
}

// fence follows blocks of code from line to line.
type fence struct{ open string }

// holds reports whether a line is of a block of code, its fences included.
func (f *fence) holds(l string) bool {
	t := strings.TrimSpace(l)
	switch {
	case f.open == "" && (strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~")):
		f.open = t[:len(t)-len(strings.TrimLeft(t, t[:1]))]
		if t[0] == '`' && strings.Contains(t[len(f.open):], "`") {
			f.open = "" // a span of code
			return false
		}
		return true
	case f.open != "" && strings.HasPrefix(t, f.open) && strings.Trim(t, f.open[:1]) == "":
		f.open = ""
		return true
	}
	return f.open != ""
}

// lostOf names what is lost of a body that begins on line n. What only works on the
// page is listed without complaint.
func lostOf(t tree, n int) (l fragment.Losses) {
	at, line := 0, n
	src := t.src
	_ = ast.Walk(t.doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		raw, start := rawOf(node, src)
		if !entering || raw == nil {
			return ast.WalkContinue, nil
		}
		if start > at {
			line, at = line+bytes.Count(src[at:start], []byte("\n")), start
		}
		for _, found := range fragment.LostIn(raw) {
			if !l.Add(found, line) {
				return ast.WalkStop, nil
			}
		}
		return ast.WalkContinue, nil
	})
	return l
}

// rawOf is the HTML of a node, or of a picture, and where it starts.
func rawOf(node ast.Node, src []byte) (raw []byte, start int) {
	switch node := node.(type) {
	case *ast.RawHTML:
		return node.Segments.Value(src), node.Segments.At(0).Start
	case *ast.HTMLBlock:
		if node.Lines().Len() > 0 {
			return blockHTML(node, src), node.Lines().At(0).Start
		}
	case *ast.Image:
		if t, ok := node.FirstChild().(*ast.Text); ok {
			start = t.Segment.Start
		}
		return append(append([]byte(`<img src="`), util.EscapeHTML(node.Destination)...), `">`...), start
	}
	return nil, 0
}
