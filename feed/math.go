package feed

// Mathematics. Browsers and several readers show MathML, so it is kept, though
// only its elements of presentation: what else it may hold are doors into HTML.
// Blanks part the elements, which show nothing where it is known, and keep digits
// from running together where it is not.

import (
	"strings"

	"golang.org/x/net/html"
)

var mathElements = strings.Fields(`math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msup msub msubsup munder mover munderover
	mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom merror semantics`)

// mathTokens are the elements that hold text.
var mathTokens = map[string]bool{"mi": true, "mn": true, "mo": true, "ms": true, "mtext": true}

var isMath = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range mathElements {
		m[name] = true
	}
	return m
}()

// formula mends mathematics, or drops it if it shows nothing.
func (m mender) formula(n *html.Node) {
	if strings.TrimSpace(textOf(n)) == "" {
		n.Parent.RemoveChild(n)
		return
	}
	m.math(n)
}

func (m mender) math(n *html.Node) {
	display := attr(n, "display")
	n.Attr = nil
	if n.Data == "math" && display != "" {
		n.Attr = []html.Attribute{{Key: "display", Val: display}}
	}
	if mathTokens[n.Data] {
		text := textNode(textOf(n))
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
		if text != nil {
			n.AppendChild(text)
		}
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type != html.ElementNode || c.Namespace != "math" || !isMath[c.Data] {
			n.RemoveChild(c)
		} else {
			m.math(c)
			if c.PrevSibling != nil {
				n.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, c)
			}
		}
		c = next
	}
}

// textOf is the text below n.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
