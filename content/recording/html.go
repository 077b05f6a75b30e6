package recording

// The description in a recording, as HTML: paragraphs, lines and addresses.

import (
	"html"
	"strings"

	"feedmill/content/pattern"
)

var webAddress = pattern.New(`https?://[^\s<>"]+[^\s<>".,;:!?)\]']`)

// toHTML writes plain text as HTML. A description that is HTML already, as some programs
// write it, stays what it is: it is sanitised like any.
func toHTML(text string) string {
	if text == "" || strings.Contains(text, "</p>") || strings.Contains(text, "</a>") {
		return text
	}
	var b strings.Builder
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		p = webAddress.ReplaceAllStringFunc(html.EscapeString(p), func(address string) string {
			return `<a href="` + address + `">` + address + `</a>`
		})
		b.WriteString("<p>" + strings.ReplaceAll(p, "\n", "<br>\n") + "</p>\n")
	}
	return b.String()
}
