package manuscript

import (
	"path"
	"strings"

	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// files are the endings of what a site keeps beside its articles.
var files = wordlist.Set(`.jpg .jpeg .png .gif .webp .avif .svg .mp3 .m4a .ogg .oga .opus .flac .wav .mp4 .m4v .webm .ogv .mov
	.pdf .epub .zip .doc .docx .xls .xlsx .ppt .pptx .odt .ods .odp .csv`)

// Media lists the addresses of pictures, films and other files that the article refers
// to, as written, in their order.
func (m Manuscript) Media() (all []string) {
	seen := map[string]bool{}
	add := func(address string) {
		if address = strings.TrimSpace(address); address != "" && !strings.HasPrefix(address, "data:") && !seen[address] {
			seen[address] = true
			all = append(all, address)
		}
	}
	add(m.Image)
	for _, e := range m.Enclosures {
		add(e.URL)
	}
	z := html.NewTokenizer(strings.NewReader(m.Body))
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		if t != html.StartTagToken && t != html.SelfClosingTagToken {
			continue
		}
		for tok := z.Token(); len(tok.Attr) > 0; tok.Attr = tok.Attr[1:] {
			if refersToFile(tok.Data, tok.Attr[0]) {
				add(tok.Attr[0].Val)
			}
		}
	}
	return all
}

func refersToFile(element string, a html.Attribute) bool {
	switch element {
	case "img", "audio", "video", "source", "track", "embed":
		return a.Key == "src" || a.Key == "poster"
	case "a":
		address, _, _ := strings.Cut(a.Val, "?")
		return a.Key == "href" && files[strings.ToLower(path.Ext(address))]
	}
	return false
}
