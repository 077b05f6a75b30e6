package markdown

// Which articles a body may link to, without parsing it: most bodies of a large folder
// are never shown.

import (
	"net/url"
	"slices"
	"strings"

	"feedmill/content"
)

// maxMentions is from where on a body is a list of links.
const maxMentions = 200

// linkSigns stand before addresses, each with what ends these.
var linkSigns = []struct{ sign, ends string }{{"](", " )\n"}, {"]: ", " \n"}, {"[[", "|]\n"}, {`href="`, "\"\n"}, {`href='`, "'\n"}}

// Mentions are the names behind all that looks like a link within the site.
func (b *body) Mentions() (names []string) {
	if !b.linked {
		return nil
	}
	for _, s := range linkSigns {
		rest := b.source
		for len(names) < maxMentions {
			var found bool
			if _, rest, found = strings.Cut(rest, s.sign); !found {
				break
			}
			if end := strings.IndexAny(rest, s.ends); end > 0 && end < 500 {
				names = appendName(names, rest[:end])
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func appendName(names []string, address string) []string {
	address = strings.TrimPrefix(strings.Trim(address, "<>"), content.ArticleScheme)
	address, _, _ = strings.Cut(address, "#")
	if address == "" || strings.Contains(address, "://") || strings.HasPrefix(address, "mailto:") {
		return names
	}
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	if name := content.FoldName(address); name != "" {
		names = append(names, name)
	}
	return names
}
