package validate

// HTML in feeds: it must mean the same wherever it is read, and do nothing.

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// harmless are the elements that the service has no objection to, as far as they
// make sense in an article.
var harmless = strings.Fields(`a abbr address area article aside audio b bdi big blockquote br caption cite code col
	colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li map mark ol p
	picture pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time
	tr tt u ul var video wbr`)

// addresses are the attributes that lead elsewhere.
var addresses = []string{"href", "src", "poster", "cite", "longdesc", "usemap"}

// html judges a fragment.
func (d *document) html(name, fragment string) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), body)
	if err != nil {
		d.fault("NotHtml", "%s cannot be read as HTML: %v", name, err)
		return
	}
	var again strings.Builder
	for _, n := range nodes {
		d.node(name, n)
		if err := html.Render(&again, n); err != nil {
			d.fault("NotHtml", "%s cannot be written as HTML: %v", name, err)
			return
		}
	}
	if !slices.Equal(tokens(fragment), tokens(again.String())) {
		d.fault("NotHtml", "%s has tags that are not nested, or not closed", name)
	}
}

func (d *document) node(name string, n *html.Node) {
	if n.Type == html.ElementNode && !slices.Contains(harmless, n.Data) {
		d.fault("SecurityRisk", "%s holds <%s>", name, n.Data)
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			d.fault("SecurityRiskAttr", "%s holds the attribute %s", name, a.Key)
		}
		if slices.Contains(addresses, a.Key) {
			d.uri("address in "+name, a.Val)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		d.node(name, c)
	}
}

// tokens are the tags and words of a fragment, however they are escaped.
func tokens(fragment string) (all []string) {
	z := html.NewTokenizer(strings.NewReader(fragment))
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		token := z.Token()
		if token.Type == html.SelfClosingTagToken {
			token.Type = html.StartTagToken
		}
		if last := len(all) - 1; token.Type == html.TextToken && last >= 0 && strings.HasPrefix(all[last], "\"") {
			all[last] += token.Data
		} else if token.Type == html.TextToken {
			all = append(all, "\""+token.Data)
		} else {
			all = append(all, token.String())
		}
	}
	return all
}
