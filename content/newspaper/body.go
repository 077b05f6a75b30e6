package newspaper

// The body of newspaper text: blocks, and how they are shown.

import (
	"html"
	"strconv"
	"strings"

	"feedmill/content"
	"feedmill/content/prose"
)

// kind is what a block of a body is.
type kind uint8

const (
	paragraph kind = iota
	verse          // a paragraph whose line breaks count: addresses, poems
	heading
	quotation // a message quoted whole: a tweet
	caption
	suspect // perhaps a related headline that strayed into the text
	table
	list
	numbered
	divider
	quoted // what the marks of mail quote: blocks of its own
	shaped // lines whose indents count: code, drawings in letters
	stray  // a short paragraph below the text: litter of the page, if other files end in it too
)

type block struct {
	kind        kind
	text        string   // of kinds that are one run of text
	rows        []string // of those that are several: verse, table, lists
	first, last int      // indexes of its lines
	start       int      // number of the first item of a numbered list
	inner       []block  // of quoted
}

// textBody is the [content.Body] of newspaper text. It is immutable.
type textBody struct {
	blocks []block
}

// Suspects implements [content.Headlined].
func (b *textBody) Suspects() []string {
	var out []string
	for i := range b.blocks {
		if b.blocks[i].mayGo() {
			out = append(out, content.FoldTitle(b.blocks[i].text))
		}
	}
	return out
}

// Without implements [content.Headlined].
func (b *textBody) Without(isTitle func(folded string) bool) content.Body {
	rest := make([]block, 0, len(b.blocks))
	for _, bl := range b.blocks {
		if !bl.mayGo() || !isTitle(content.FoldTitle(bl.text)) {
			rest = append(rest, bl)
		}
	}
	return &textBody{blocks: rest}
}

// mayGo reports whether what other files hold can prove that the block is none of this
// article's.
func (bl *block) mayGo() bool { return bl.kind == suspect || bl.kind == stray }

// Text is the body as plain text, blocks separated by a blank line.
func (b *textBody) Text() string {
	var out strings.Builder
	for i := range b.blocks {
		if i > 0 {
			out.WriteString("\n\n")
		}
		switch bl := &b.blocks[i]; {
		case bl.kind == quoted:
			out.WriteString((&textBody{blocks: bl.inner}).Text())
		case bl.rows != nil:
			out.WriteString(strings.Join(bl.rows, "\n"))
		default:
			out.WriteString(bl.text)
		}
	}
	return out.String()
}

// Source is the text with the kind of each block.
func (b *textBody) Source() string {
	var out strings.Builder
	out.Grow(sourceSize(b.blocks))
	writeSource(&out, b.blocks)
	return out.String()
}

func sourceSize(blocks []block) (bytes int) {
	for i := range blocks {
		bytes += 3 + len(blocks[i].text) + sourceSize(blocks[i].inner)
		for _, row := range blocks[i].rows {
			bytes += len(row) + 1
		}
	}
	return bytes
}

func writeSource(out *strings.Builder, blocks []block) {
	for i := range blocks {
		bl := &blocks[i]
		shown := bl.kind
		if shown == stray {
			shown = paragraph // which it is to whoever reads this article alone
		}
		out.WriteByte('a' + byte(shown))
		out.WriteByte(' ')
		out.WriteString(bl.text)
		for _, row := range bl.rows {
			out.WriteString(row)
			out.WriteByte('\n')
		}
		writeSource(out, bl.inner)
		out.WriteByte('\n')
	}
}

// HTML is the body as an HTML fragment.
func (b *textBody) HTML() string {
	var out strings.Builder
	for i := range b.blocks {
		b.blocks[i].html(&out)
		out.WriteByte('\n')
	}
	return out.String()
}

func (bl *block) html(out *strings.Builder) {
	switch bl.kind {
	case paragraph, stray:
		wrap(out, "<p>", bl.text, "</p>")
	case heading:
		wrap(out, "<h2>", bl.text, "</h2>")
	case quotation:
		wrap(out, "<blockquote><p>", bl.text, "</p></blockquote>")
	case caption:
		wrap(out, "<figure><figcaption>", bl.text, "</figcaption></figure>")
	case suspect:
		wrap(out, "<aside><p>", bl.text, "</p></aside>")
	case divider:
		out.WriteString("<hr>")
	case quoted:
		out.WriteString("<blockquote>\n" + (&textBody{blocks: bl.inner}).HTML() + "</blockquote>")
	case table, shaped:
		out.WriteString("<pre>" + html.EscapeString(strings.Join(bl.rows, "\n")) + "</pre>")
	case verse:
		out.WriteString("<p>")
		for i, row := range bl.rows {
			if i > 0 {
				out.WriteString("<br>\n")
			}
			autolink(out, row)
		}
		out.WriteString("</p>")
	case list:
		bl.items(out, "<ul>", "</ul>")
	case numbered:
		open := "<ol>"
		if bl.start != 1 {
			open = `<ol start="` + strconv.Itoa(bl.start) + `">`
		}
		bl.items(out, open, "</ol>")
	}
}

func (bl *block) items(out *strings.Builder, open, end string) {
	out.WriteString(open + "\n")
	for _, row := range bl.rows {
		if n := numberOf(row); n >= 0 && bl.kind == numbered {
			_, row, _ = strings.Cut(row, " ")
		}
		wrap(out, "<li>", afterMarker(row), "</li>\n")
	}
	out.WriteString(end)
}

func wrap(out *strings.Builder, open, text, end string) {
	out.WriteString(open)
	autolink(out, text)
	out.WriteString(end)
}

// autolink writes text with its web and mail addresses as links.
func autolink(out *strings.Builder, s string) {
	for s != "" {
		start, end, href := prose.FindAddress(s)
		if end == 0 {
			break
		}
		out.WriteString(html.EscapeString(s[:start]))
		shown := html.EscapeString(s[start:end])
		out.WriteString(`<a href="` + html.EscapeString(href) + `">` + shown + `</a>`)
		s = s[end:]
	}
	out.WriteString(html.EscapeString(s))
}

// readBody makes the body of the lines that are left, and sums it up.
func (r *bodyReader) readBody() {
	blocks := r.paragraphs()
	markStrays(blocks)
	r.a.Body = &textBody{blocks: blocks}
	r.noteAsides(blocks)
	r.summarise(blocks)
}

// noteAsides lists what is set apart, for whoever asks why.
func (r *bodyReader) noteAsides(blocks []block) {
	for i := range blocks {
		if why := whyAside[blocks[i].kind]; why != "" {
			r.a.Aside = append(r.a.Aside, content.Dropped{Line: r.lines[blocks[i].first].n, Why: why, Text: blocks[i].text})
		}
	}
}

// whyAside are the reasons for which blocks are set apart.
var whyAside = [...]string{
	suspect: "perhaps a related headline", caption: "caption", stray: "perhaps of the page: goes if five articles end in it",
}
