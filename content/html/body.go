package html

// The body: what is left of the element that holds the article when its frames, its
// headline and the lines that were read are taken out.

import (
	"slices"
	"strings"
	"sync"

	"feedmill/content"
	"feedmill/content/fragment"
	"feedmill/content/prose"
	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// body is the [content.Body] of a page. It is safe for several goroutines.
type body struct {
	source   string // an HTML fragment
	line     int    // of its first paragraph
	pictures int
	own      string // words outside of links, as far as they tell whether it is an article
	found    func() content.Findings
}

// Source is the fragment; what surrounded it on the page may change without it.
func (b *body) Source() string { return b.source }

// HTML is the fragment, its links as they were written.
func (b *body) HTML() string { return b.source }

// Text is the words of each block.
func (b *body) Text() string {
	var blocks []string
	for p := range strings.SplitSeq(fragment.Text(b.source), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			blocks = append(blocks, p)
		}
	}
	return strings.Join(blocks, "\n\n")
}

// Findings are the first paragraph, as a summary.
func (b *body) Findings() content.Findings { return b.found() }

// cut makes the body of an article. It changes the tree.
func (r *reader) cut(main *html.Node) *body {
	r.dropOutside(main)
	r.clean(main)
	r.trimEdges(main)
	r.tellLosses(main)
	var out strings.Builder
	for c := main.FirstChild; c != nil; c = c.NextSibling {
		_ = html.Render(&out, c) // a strings.Builder takes every write
	}
	return r.newBody(strings.TrimSpace(out.String()), main)
}

func (r *reader) newBody(source string, main *html.Node) *body {
	b := &body{source: source, line: r.doc.lineOf(main)}
	for n := range main.Descendants() {
		if n.Type == html.TextNode && countLetters(n.Data) > 0 && !isHeading(n.Parent) {
			b.line = r.doc.lineOf(n)
			break
		}
	}
	b.own, b.pictures = ownWords(main)
	b.found = sync.OnceValue(func() content.Findings {
		summary := prose.CutSentence(fragment.Opening(b.source), prose.LongestSummary)
		return content.Findings{Summary: summary, Origin: content.Origin{Line: b.line, Rule: "first paragraph"}}
	})
	return b
}

// furniture are elements that any page has for its own use. That feeds lack them is
// listed, but nobody who saved a page can mend it.
var furniture = wordlist.Set(`svg button form select textarea template dialog`)

// tellLosses names what feeds do not carry of the article.
func (r *reader) tellLosses(main *html.Node) {
	var l fragment.Losses
	for n := range main.Descendants() {
		tag := html.Token{Type: html.StartTagToken, Data: n.Data, Attr: n.Attr}
		if n.Type != html.ElementNode || !fragment.IsLost(tag) {
			continue
		}
		told := len(l.Problems)
		if !l.Add(tag, r.doc.lineOf(n)) {
			break
		}
		if furniture[n.Data] && !r.doc.fragment {
			l.Problems = l.Problems[:told]
		}
	}
	r.Dropped = append(r.Dropped, l.Dropped...)
	r.Problems = append(r.Problems, l.Problems...)
}

// ownWords is the text outside of links, and how many pictures there are.
func ownWords(n *html.Node) (string, int) {
	var b strings.Builder
	pictures := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			b.WriteByte(' ')
		case n.Type == html.ElementNode && (n.Data == "img" || n.Data == "video" || n.Data == "audio"):
			pictures++
		case n.Type == html.ElementNode && (n.Data == "a" || wordless[n.Data]):
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c)
	}
	return prose.OneLine(b.String()), pictures
}

// dropOutside lists what the page says beside the article.
func (r *reader) dropOutside(main *html.Node) {
	if main == r.doc.body {
		return
	}
	inside := map[*html.Node]bool{}
	for n := main; n != nil; n = n.Parent {
		inside[n] = true
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c == main:
			case inside[c]:
				walk(c)
			default:
				r.drop(c, "outside of the article")
			}
		}
	}
	walk(r.doc.body)
}

// longestDropped bounds what is told of each piece that is left out, mostDropped their number.
const (
	longestDropped = 300 // characters
	mostDropped    = 100
)

// drop lists a piece of the page, if it has words.
func (r *reader) drop(n *html.Node, why string) {
	if n.Type != html.ElementNode && n.Type != html.TextNode || len(r.Dropped) >= mostDropped {
		return
	}
	if frame := r.doc.weights.frames[n]; frame != "" {
		why = frame
	}
	if used := r.used[n]; used != "" {
		why = used
	}
	text := words(n)
	if text == "" || !prose.HasLetter(text) {
		return
	}
	r.Drop(r.doc.lineOf(n), why, prose.CutWords(text, longestDropped))
}

// gone are elements without words for a reader; kept are attributes that mean something.
var (
	gone = wordlist.Set(`script style template noscript link meta base head title`)
	kept = wordlist.Set(`href src srcset alt title datetime cite colspan rowspan width height id name controls poster type lang dir start value
		headers scope span open sizes media display xmlns encoding kind srclang label`)
)

// clean takes out of the article what is none of it.
func (r *reader) clean(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch why := r.needless(c); {
		case c.Type == html.CommentNode, c.Type == html.ElementNode && gone[c.Data]:
			n.RemoveChild(c)
		case why != "":
			r.drop(c, why)
			n.RemoveChild(c)
		case c.Type == html.ElementNode:
			tidy(c)
			r.clean(c)
		}
		c = next
	}
}

// needless says why a part of the article's element is none of the article.
func (r *reader) needless(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	if why := r.used[n]; why != "" {
		return why
	}
	return r.doc.weights.frames[n]
}

// tidy keeps of an element's attributes what means something. A picture that a program
// would have loaded later has its address where pictures have it.
func tidy(n *html.Node) {
	if n.Data == "img" {
		loadLazy(n)
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return !kept[a.Key] && (a.Key != "class" || n.Data != "code" && n.Data != "pre") && n.Namespace != "math"
	})
}

// lazy are the attributes in which programs keep the address of a picture.
var lazy = []string{"data-src", "data-lazy-src", "data-original", "data-srcset"}

func loadLazy(n *html.Node) {
	src := attr(n, "src")
	if src != "" && !strings.HasPrefix(src, "data:") {
		return
	}
	for _, key := range lazy {
		address, _, _ := strings.Cut(attr(n, key), " ")
		if address == "" {
			continue
		}
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "src" })
		n.Attr = append(n.Attr, html.Attribute{Key: "src", Val: address})
		return
	}
}
