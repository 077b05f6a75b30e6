package manuscript

// HTML as Markdown. What Markdown has signs for becomes these; what it would lose
// (tables, figures, films, sizes, anchors) stays the HTML it was, in a block or in the
// line, which Markdown allows.

import (
	"fmt"
	"strings"

	"feedmill/content/pattern"
	"feedmill/content/wordlist"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Markdown is a fragment of HTML as Markdown.
func Markdown(fragment string) string {
	nodes, err := parse(fragment)
	if err != nil {
		return asHTML(fragment) // nested too deep to be taken apart
	}
	return strings.TrimSpace(blocks(nodes))
}

func parse(fragment string) ([]*html.Node, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	if err != nil {
		return nil, fmt.Errorf("parse HTML: %w", err)
	}
	return nodes, nil
}

// inlines are the elements that stand in a line.
var inlines = wordlist.Set(`a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark
	q s samp small span strike strong sub sup time tt u var wbr`)

// unwrapped are elements that say nothing by themselves: their content takes their place.
var unwrapped = wordlist.Set(`div section article main header footer body center`)

// dropped are elements without anything to read.
var dropped = wordlist.Set(`style link meta title head base template`)

// blocks writes nodes, each block on lines of its own and a blank line between two.
func blocks(nodes []*html.Node) string {
	var out []string
	add := func(block string) {
		if strings.TrimSpace(block) != "" {
			out = append(out, block)
		}
	}
	for i := 0; i < len(nodes); {
		first := i
		for i < len(nodes) && standsInLine(nodes[i]) {
			i++
		}
		if i > first {
			add(paragraph(nodes[first:i]))
			continue
		}
		add(block(nodes[i]))
		i++
	}
	return strings.Join(out, "\n\n")
}

func standsInLine(n *html.Node) bool {
	if n.Type == html.ElementNode && n.Data == "a" {
		for c := range n.ChildNodes() { // a link may hold blocks
			if !standsInLine(c) {
				return false
			}
		}
	}
	return n.Type == html.TextNode || n.Type == html.ElementNode && inlines[n.Data]
}

// block writes one element that has lines of its own.
func block(n *html.Node) string {
	switch {
	case n.Type == html.CommentNode:
		return comment(n.Data)
	case n.Type != html.ElementNode || dropped[n.Data] || n.Data == "script" && attribute(n, "src") == "":
		return ""
	case attribute(n, "id") != "" || attribute(n, "dir") != "":
		return rawBlock(n)
	case unwrapped[n.Data]:
		return blocks(children(n))
	}
	switch n.Data {
	case "p":
		return blocks(children(n))
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if line, ok := inline(children(n)); ok && !strings.Contains(line, "\n") && attribute(n, "align") == "" {
			return strings.Repeat("#", int(n.Data[1]-'0')) + " " + strings.TrimSpace(strings.ReplaceAll(line, "#", `\#`))
		}
	case "hr":
		return "***"
	case "blockquote":
		return indent("> ", "> ", blocks(children(n)))
	case "pre":
		return listing(n)
	case "ul", "ol":
		if list, ok := list(n); ok {
			return list
		}
	}
	return rawBlock(n)
}

// comment keeps the mark that ends the opening of an article; editors' own marks go.
func comment(text string) string {
	if strings.TrimSpace(text) == "more" || strings.HasPrefix(strings.TrimSpace(text), "more ") {
		return "<!--more-->"
	}
	return ""
}

// paragraph writes what stands in one line.
func paragraph(nodes []*html.Node) string {
	text, ok := inline(nodes)
	if ok {
		return lineStarts(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "\\\n")))
	}
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	for _, n := range nodes {
		p.AppendChild(clone(n))
	}
	return rawBlock(p)
}

// list writes a list whose items need no HTML of their own.
func list(n *html.Node) (string, bool) {
	var items []string
	loose := false
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
		case c.Type != html.ElementNode || c.Data != "li" || attribute(c, "id") != "" || attribute(c, "value") != "":
			return "", false
		default:
			items = append(items, item(c))
			loose = loose || holdsParagraphs(c)
		}
	}
	if attribute(n, "start") != "" || attribute(n, "type") != "" || attribute(n, "reversed") != "" || len(items) == 0 {
		return "", false
	}
	for i, text := range items {
		if text == "" {
			return "", false
		}
		mark := "- "
		if n.Data == "ol" {
			mark = fmt.Sprintf("%d. ", i+1)
		}
		items[i] = indent(mark, strings.Repeat(" ", len(mark)), text)
	}
	between := "\n"
	if loose {
		between = "\n\n"
	}
	return strings.Join(items, between), true
}

// item writes the text of an item and the lists below it, which need no blank line.
func item(li *html.Node) string {
	text := blocks(children(li))
	if !holdsParagraphs(li) {
		text = strings.ReplaceAll(text, "\n\n- ", "\n- ")
		text = strings.ReplaceAll(text, "\n\n1. ", "\n1. ")
	}
	return text
}

// holdsParagraphs reports whether an item has other blocks than lists.
func holdsParagraphs(li *html.Node) bool {
	for c := range li.ChildNodes() {
		if c.Type == html.ElementNode && !inlines[c.Data] && c.Data != "ul" && c.Data != "ol" {
			return true
		}
	}
	return false
}

var language = pattern.New(`(?:^|\s)(?:language|lang|brush:)-?\s*([A-Za-z0-9+#_-]+)`)

// listing writes lines that are kept as they are.
func listing(pre *html.Node) string {
	holder := pre
	if c := pre.FirstChild; c != nil && c == pre.LastChild && c.Data == "code" {
		holder = c
	}
	if !holdsOnlyText(holder) {
		return rawBlock(pre)
	}
	text := strings.TrimSuffix(textOf(holder), "\n")
	lang := ""
	if m := language.FindStringSubmatch(attribute(holder, "class") + " " + attribute(pre, "class")); m != nil {
		lang = m[1]
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + lang + "\n" + text + "\n" + fence
}

// indent writes text with first before its first line and rest before the others.
func indent(first, rest, text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		switch {
		case i == 0:
			lines[i] = first + l
		case l == "":
			lines[i] = strings.TrimRight(rest, " ")
		default:
			lines[i] = rest + l
		}
	}
	return strings.Join(lines, "\n")
}

// rawBlock writes an element as the HTML it is. No blank line may be in it, since that
// would end the block.
func rawBlock(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		return ""
	}
	if !opensBlock[n.Data] {
		return "<div>" + unbroken(b.String()) + "</div>"
	}
	return unbroken(b.String())
}

// opensBlock are the elements with which a block of HTML may begin.
var opensBlock = wordlist.Set(`address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer
	form h1 h2 h3 h4 h5 h6 header hr iframe legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul`)

var lines = pattern.New(`[ \t\r]*\n\s*`)

// unbroken writes HTML without blank lines, and without what generators take for code.
// Within <pre>, where lines count, their ends are written as references.
func unbroken(s string) string {
	var b strings.Builder
	for s != "" {
		at := strings.Index(s, "<pre")
		if at < 0 {
			at = len(s)
		}
		b.WriteString(lines.ReplaceAllString(s[:at], "\n"))
		s = s[at:]
		end := strings.Index(s, "</pre>")
		if end < 0 {
			end = len(s)
		}
		b.WriteString(strings.ReplaceAll(s[:end], "\n", "&#10;"))
		s = s[end:]
	}
	return strings.NewReplacer("{", "&#123;", "[[", "&#91;[").Replace(strings.TrimSpace(b.String()))
}

// asHTML is a fragment as it was, in a block that is the HTML of a Markdown file.
func asHTML(fragment string) string {
	return "<div>" + unbroken(fragment) + "</div>"
}

func children(n *html.Node) (all []*html.Node) {
	for c := range n.ChildNodes() {
		all = append(all, c)
	}
	return all
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func holdsOnlyText(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type != html.TextNode {
			return false
		}
	}
	return true
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(c.Data)
	}
	return b.String()
}

func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: n.Attr}
	for child := range n.ChildNodes() {
		c.AppendChild(clone(child))
	}
	return c
}
