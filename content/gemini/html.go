package gemini

// A text as HTML: a line is a block, and items, quotations and links of several lines are
// one.

import (
	"html"
	"net/url"
	"path"
	"strconv"
	"strings"

	"feedmill/content/wordlist"
)

// kind is what a line is.
type kind uint8

const (
	text kind = iota
	blank
	heading
	link
	item
	quotation
	fence
)

// kindOf tells the kind of a line that is not between fences.
func kindOf(line string) kind {
	switch {
	case strings.TrimSpace(line) == "":
		return blank
	case strings.HasPrefix(line, "```"):
		return fence
	case strings.HasPrefix(line, "=>") && strings.TrimSpace(line[2:]) != "":
		return link
	case strings.HasPrefix(line, "* "):
		return item
	case strings.HasPrefix(line, ">"):
		return quotation
	case strings.HasPrefix(line, "#") && strings.Trim(line, "# \t") != "":
		return heading
	}
	return text
}

// around are the tags around lines of a kind that follow each other.
var around = map[kind][2]string{
	item: {"<ul>\n", "</ul>\n"}, quotation: {"<blockquote>\n", "</blockquote>\n"}, fence: {"<pre><code>", "</code></pre>\n"},
}

// toHTML writes a text as HTML.
func toHTML(source string) string {
	var b strings.Builder
	open := blank
	for line := range strings.SplitSeq(source, "\n") {
		k := kindOf(line)
		if open == fence && k != fence {
			b.WriteString(html.EscapeString(line) + "\n")
			continue
		}
		if open == fence { // the fence that closes
			k = blank
		}
		if k != open {
			b.WriteString(around[open][1] + around[k][0])
			open = k
		}
		writeLine(&b, k, line)
	}
	b.WriteString(around[open][1])
	return strings.TrimSpace(b.String())
}

func writeLine(b *strings.Builder, k kind, line string) {
	words := func(signs string) string {
		return html.EscapeString(strings.TrimSpace(strings.TrimPrefix(line, signs)))
	}
	switch k {
	case text:
		b.WriteString("<p>" + words("") + "</p>\n")
	case item:
		b.WriteString("<li>" + words("* ") + "</li>\n")
	case quotation:
		b.WriteString("<p>" + words(">") + "</p>\n")
	case link:
		writeLink(b, strings.TrimSpace(line[2:]))
	case heading:
		level := len(line) - len(strings.TrimLeft(line, "#"))
		tag := "h" + strconv.Itoa(min(max(level, 2), 4))
		b.WriteString("<" + tag + ">" + words(strings.Repeat("#", level)) + "</" + tag + ">\n")
	}
}

var pictures = wordlist.Set(`.png .jpg .jpeg .gif .webp .avif`)

// writeLink writes "=> address words". A picture in the folder is shown.
func writeLink(b *strings.Builder, s string) {
	address, words := s, ""
	if i := strings.IndexAny(s, " \t"); i > 0 {
		address, words = s[:i], strings.TrimSpace(s[i:])
	}
	u, err := url.Parse(address)
	href := html.EscapeString(address)
	switch {
	case err == nil && u.Scheme == "" && u.Host == "" && pictures[strings.ToLower(path.Ext(u.Path))]:
		b.WriteString(`<p><img src="` + href + `" alt="` + html.EscapeString(words) + `"></p>` + "\n")
	case words == "":
		b.WriteString(`<p><a href="` + href + `">` + href + `</a></p>` + "\n")
	default:
		b.WriteString(`<p><a href="` + href + `">` + html.EscapeString(words) + `</a></p>` + "\n")
	}
}
