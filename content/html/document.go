package html

// A page as a tree, with the line of each element, and how large it may be.

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"

	"feedmill/content"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// document is a page that was parsed.
type document struct {
	root     *html.Node
	body     *html.Node
	lines    map[*html.Node]int // of elements, from 1
	weights  *weighing
	drawn    bool // a program may draw what it shows
	fragment bool // has no head and no body of its own
}

var wholePage = pattern.New(`(?i)<(!doctype|html|head|body)[\s>]`)

// parse makes a tree of a page, if it is within the limits.
func parse(src string, l content.Limits) (*document, error) {
	tags, err := scan(src, l)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return nil, fmt.Errorf("elements are nested too deep: %w; simplify the page", err)
	}
	d := &document{root: root, fragment: !wholePage.MatchString(src), lines: make(map[*html.Node]int, len(tags))}
	d.place(tags)
	for n := range root.Descendants() {
		if d.body == nil && isElement(n, "body") {
			d.body = n
		}
		d.drawn = d.drawn || draws(n)
	}
	if d.body == nil { // a frameset
		d.body = root
	}
	return d, nil
}

// startTag is a start tag of the source.
type startTag struct {
	name string
	line int // from 1
}

// formatting are the elements that the parser opens again in each block, until they
// are closed: a few thousand of them unclosed make millions.
var formatting = wordlist.Set(`a b big code em font i nobr s small strike strong tt u`)

// scan lists the start tags, and reports a page that would make too much of a tree.
func scan(src string, l content.Limits) (tags []startTag, err error) {
	z := html.NewTokenizer(strings.NewReader(src))
	c := counter{open: map[string]int{}}
	line := 1
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		lines := bytes.Count(z.Raw(), []byte("\n"))
		if name := c.count(z, t); name != "" {
			tags = append(tags, startTag{name, line})
		}
		if c.elements > l.Parts || c.others > othersEach*l.Parts {
			return nil, errors.New(content.TooMuch("page has too many elements or attributes", l.Parts, "max-parts"))
		}
		line += lines
	}
	return tags, nil
}

// othersEach is how many attributes and texts an element may have on average.
const othersEach = 4

// counter is how much of a tree the tags so far make.
type counter struct {
	elements int
	others   int // attributes and texts
	open     map[string]int
	reopened int // formatting elements that are open, of any name
}

// count takes a token, and gives the name of a start tag.
func (c *counter) count(z *html.Tokenizer, t html.TokenType) string {
	switch t {
	case html.StartTagToken, html.SelfClosingTagToken:
		raw, more := z.TagName()
		name := string(raw)
		c.elements += 1 + c.reopened
		for ; more; c.others++ {
			_, _, more = z.TagAttr()
		}
		if formatting[name] {
			c.open[name]++
			c.reopened++
		}
		return name
	case html.EndTagToken:
		raw, _ := z.TagName()
		if name := string(raw); c.open[name] > 0 {
			c.open[name]--
			c.reopened--
		}
	case html.TextToken:
		c.others++
	}
	return ""
}

// place gives each element the line of the tag that made it. The parser drops some tags
// and adds elements that no tag made; those have the line of the one before.
func (d *document) place(tags []startTag) {
	const ahead = 12 // tags that may have been dropped in a row
	next, line := 0, 1
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for i := next; i < min(next+ahead, len(tags)); i++ {
			if tags[i].name == n.Data || tags[i].name == "image" && n.Data == "img" {
				line, next = tags[i].line, i+1
				break
			}
		}
		d.lines[n] = line
	}
}

// lineOf is the line of a node, or of what it is in.
func (d *document) lineOf(n *html.Node) int {
	for ; n != nil; n = n.Parent {
		if line, ok := d.lines[n]; ok {
			return line
		}
	}
	return 0
}

// letters is how many letters the page shows, wherever.
func (d *document) letters() int { return d.weights.masses[d.body].letters }

// draws reports whether an element may draw what the page shows.
func draws(n *html.Node) bool {
	switch n.Data {
	case "canvas", "object", "embed", "applet":
		return n.Type == html.ElementNode
	case "script":
		return n.Type == html.ElementNode && attr(n, "type") != "application/ld+json"
	}
	return false
}

func isElement(n *html.Node, name string) bool { return n.Type == html.ElementNode && n.Data == name }

// attr is an attribute's value, trimmed; empty if there is none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// longestNames bounds, in bytes, what is read of a list of names.
const longestNames = 1000

// names are the words of an attribute that lists some: class, rel, itemprop.
func names(n *html.Node, key string) iter.Seq[string] {
	list := attr(n, key)
	return strings.FieldsSeq(list[:min(len(list), longestNames)])
}

func hasClass(n *html.Node, class string) bool {
	for name := range names(n, "class") {
		if name == class {
			return true
		}
	}
	return false
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// wordless are elements whose text nobody reads.
var wordless = wordlist.Set(`script style template svg head title textarea select noframes noembed noscript canvas iframe object math-annotation`)

// within are the elements that do not part words.
var within = wordlist.Set(`a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup
	time tt u var wbr`)

// longestLine bounds, in bytes, what is read as one line: no field is longer.
const longestLine = 4000

// words is the text of a node in one line, or how it begins.
func words(n *html.Node) string {
	var b strings.Builder
	gather(&b, n)
	return prose.OneLine(strings.ToValidUTF8(b.String(), ""))
}

func gather(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(n.Data[:min(len(n.Data), longestLine)])
		return
	case html.ElementNode:
		if wordless[n.Data] || b.Len() > longestLine {
			return
		}
		if !within[n.Data] {
			b.WriteByte(' ')
			defer b.WriteByte(' ')
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		gather(b, c)
	}
}

func countLetters(s string) (n int) {
	for _, r := range s {
		if prose.IsLetterOrDigit(r) {
			n++
		}
	}
	return n
}
