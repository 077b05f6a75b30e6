package html

// The edges of an article: above its first paragraph and below its last stand menus,
// tags and teasers that no class tells. Between paragraphs a list of links is the
// author's own.

import "golang.org/x/net/html"

// trimEdges takes the links off both ends of the article.
func (r *reader) trimEdges(main *html.Node) {
	if r.doc.fragment || r.doc.weights.masses[main].whole == 0 {
		return
	}
	r.trim(main, func(n *html.Node) *html.Node { return n.FirstChild }, func(n *html.Node) *html.Node { return n.NextSibling })
	r.trim(main, func(n *html.Node) *html.Node { return n.LastChild }, func(n *html.Node) *html.Node { return n.PrevSibling })
}

// trim goes from one end to the first paragraph on that side.
func (r *reader) trim(n *html.Node, first, next func(*html.Node) *html.Node) {
	for c := first(n); c != nil; {
		after := next(c)
		m := r.doc.weights.masses[c]
		switch {
		case c.Type != html.ElementNode || within[c.Data]:
		case m.whole > 0:
			if isContainer(c) {
				r.trim(c, first, next)
			}
			return
		case m.isLinks() && !hasMedia(c):
			r.drop(c, "links")
			n.RemoveChild(c)
		}
		c = after
	}
}

// isLinks reports whether most of what an element says is in links.
func (m mass) isLinks() bool { return m.letters > 0 && 10*m.linked >= 6*m.letters }

func hasMedia(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "img" || d.Data == "video" || d.Data == "audio" || d.Data == "iframe") {
			return true
		}
	}
	return false
}
