package feed

// The page that stands in the place of one that there is not. Web servers of all kinds
// send a 404.html for any address, so that what it leads to cannot be relative.

import (
	"cmp"
	"net/url"
	"strings"
)

const missingName = "404.html"

// missingPage says in the site's language that there is no such page, and leads home.
func missingPage(ch Channel) (Document, error) {
	p := newPage(ch, missingName, "")
	p.Root = rootOf(ch.Base)
	p.Headline, p.Title = p.Words.Missing, p.Words.Missing+" – "+p.Site
	if absolute(nil, ch.Favicon, webSchemes) == "" {
		p.Favicon = p.Root + faviconName
	}
	return p.render(ch.Templates, missingName, missingName)
}

// rootOf is the path of an address, with a final slash.
func rootOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return "/"
	}
	return strings.TrimSuffix(cmp.Or(u.EscapedPath(), "/"), "/") + "/"
}
