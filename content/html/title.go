package html

// The title: what the page says for programs and what it shows as its heading, less
// the name of the site.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/prose"

	"golang.org/x/net/html"
)

// titleKeys state a title, from the most trustworthy.
var titleKeys = []string{"ld:headline", "og:title", "mf:name", "item:headline", "twitter:title", "dc.title", "dcterms.title", "title"}

// heading is one that the page shows, outside of frames.
type heading struct {
	node         *html.Node
	text, folded string
}

// mostHeadings and mostTitles bound what is compared of a page.
const (
	mostHeadings = 200
	mostTitles   = 5
	longestTitle = 500 // bytes
)

// headings are those of the page's first levels.
func (d *document) headings() (all []heading) {
	seen := 0
	for n := range d.body.Descendants() {
		if isHeading(n) && n.Data <= "h3" {
			seen++
			if text := words(n); text != "" && len(text) < longestTitle && !d.framed(n) {
				all = append(all, heading{n, text, content.FoldTitle(text)})
			}
		}
		if seen == 10*mostHeadings || len(all) == mostHeadings {
			break
		}
	}
	return all
}

// readTitle takes the title, and gives the heading that shows it.
func (r *reader) readTitle(main *html.Node) *html.Node {
	headings := r.doc.headings()
	site := r.siteName()
	for _, key := range titleKeys {
		for i, s := range r.says[key] {
			if i == mostTitles || len(s.value) > longestTitle {
				break
			}
			if h := showing(s.value, site, headings); h.node != nil {
				r.setTitle(h.text, content.Origin{Line: r.doc.lineOf(h.node), Rule: "heading that " + key + " repeats"})
				r.used[h.node] = "title repeated"
				return h.node
			}
		}
	}
	for _, key := range titleKeys[:len(titleKeys)-1] {
		if s := r.says.first(key); s.value != "" {
			r.setTitle(cutSite(prose.OneLine(html.UnescapeString(s.value)), site), content.Origin{Line: s.line, Rule: key})
			return r.doc.bestHeading(headings, main, site)
		}
	}
	if h := r.doc.bestHeading(headings, main, site); h != nil {
		r.setTitle(words(h), content.Origin{Line: r.doc.lineOf(h), Rule: "first heading"})
		r.used[h] = "title repeated"
		return h
	}
	if s := r.says.first("title"); s.value != "" {
		r.setTitle(cutSite(prose.OneLine(html.UnescapeString(s.value)), site), content.Origin{Line: s.line, Rule: "title"})
	}
	return nil
}

// bestHeading is the heading that an article without a stated title begins with: the
// largest in it, else the last large one above it that is not the site's name.
func (d *document) bestHeading(headings []heading, main *html.Node, site string) *html.Node {
	var above, inside *html.Node
	passed := false
	texts := map[*html.Node]string{}
	for _, h := range headings {
		texts[h.node] = h.folded
	}
	for n := range d.body.Descendants() {
		switch {
		case n == main:
			passed = true
		case texts[n] == "" || texts[n] == content.FoldTitle(site):
		case isWithin(n, main):
			if inside == nil || n.Data < inside.Data {
				inside = n
			}
		case !passed && (n.Data == "h1" || above == nil):
			above = n
		}
	}
	if inside != nil && (above == nil || inside.Data <= above.Data) {
		return inside
	}
	return above
}

// isWithin reports whether n is below the element.
func isWithin(n, element *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p == element {
			return true
		}
	}
	return false
}

func (r *reader) setTitle(title string, o content.Origin) {
	if r.Title == "" && title != "" {
		r.Title = title
		r.Origin.Set("title", o)
	}
}

// showing is the first heading that shows what the page states as its title.
func showing(title, site string, headings []heading) heading {
	title = prose.OneLine(html.UnescapeString(title))
	short, whole := content.FoldTitle(cutSite(title, site)), content.FoldTitle(title)
	for _, h := range headings {
		if h.folded == "" {
			continue
		}
		if h.folded == short || len(h.folded) > 10 && (strings.HasPrefix(whole, h.folded+" ") || strings.HasSuffix(whole, " "+h.folded)) {
			return h
		}
	}
	return heading{}
}

// siteName is what the page calls its site.
func (r *reader) siteName() string {
	for _, key := range []string{"og:site_name", "ld:publisher", "application-name"} {
		if s := r.says.first(key); s.value != "" {
			return prose.OneLine(s.value)
		}
	}
	return ""
}

// separators part a title from the name of the site.
var separators = []string{" | ", " – ", " — ", " - ", " » ", " « ", " · ", " • ", " : ", " / ", " :: ", " > ", " < "}

// cutSite takes the site's name off either end of a title.
func cutSite(title, site string) string {
	if site == "" {
		return title
	}
	folded := content.FoldTitle(site)
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && content.FoldTitle(title[i+len(sep):]) == folded {
			return strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && content.FoldTitle(title[:i]) == folded {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}
