package content

// The body of newspaper text: blocks, and how they are shown.

import (
	"html"
	"strconv"
	"strings"
	"unicode"
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
)

type block struct {
	kind        kind
	text        string   // of kinds that are one run of text
	rows        []string // of those that are several: verse, table, lists
	first, last int      // indexes of its lines
	start       int      // number of the first item of a numbered list
	inner       []block  // of quoted
}

// textBody is the [Body] of newspaper text. It is immutable.
type textBody struct {
	blocks []block
}

// Suspects are as [Headlined] has them.
func (b *textBody) Suspects() []string {
	var out []string
	for i := range b.blocks {
		if b.blocks[i].kind == suspect {
			out = append(out, FoldTitle(b.blocks[i].text))
		}
	}
	return out
}

// Without is as [Headlined] has it.
func (b *textBody) Without(isTitle func(folded string) bool) Body {
	rest := make([]block, 0, len(b.blocks))
	for _, bl := range b.blocks {
		if bl.kind != suspect || !isTitle(FoldTitle(bl.text)) {
			rest = append(rest, bl)
		}
	}
	return &textBody{blocks: rest}
}

// FoldTitle reduces a title to letters and digits, small, single spaces
// between: titles that fold equally are one.
func FoldTitle(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = gap || r != '\'' && r != '’'
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// Text is the body as plain text, blocks parted by a blank line.
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
	for i := range b.blocks {
		bl := &b.blocks[i]
		out.WriteByte('a' + byte(bl.kind))
		out.WriteByte(' ')
		out.WriteString(bl.text)
		for _, row := range bl.rows {
			out.WriteString(row)
			out.WriteByte('\n')
		}
		out.WriteString((&textBody{blocks: bl.inner}).Source())
		out.WriteByte('\n')
	}
	return out.String()
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
	case paragraph:
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
		start, end, href := findAddress(s)
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

// findAddress finds the first web or mail address in s. End is 0 if there is none.
func findAddress(s string) (start, end int, href string) {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == 'h' && (strings.HasPrefix(s[i:], "http://") || strings.HasPrefix(s[i:], "https://")):
			if end := addressEnd(s, i); end > i+len("https://") {
				return i, end, s[i:end]
			}
		case s[i] == 'w' && strings.HasPrefix(s[i:], "www.") && (i == 0 || !isWordByte(s[i-1])):
			if end := addressEnd(s, i); strings.Count(s[i:end], ".") > 1 {
				return i, end, "https://" + s[i:end]
			}
		case s[i] == '@':
			if start, end, ok := mailAt(s, i); ok {
				return start, end, "mailto:" + s[start:end]
			}
		}
	}
	return 0, 0, ""
}

// addressEnd is where the address from start ends: at space or a quote, less
// the punctuation of the sentence around it.
func addressEnd(s string, start int) int {
	end := start
	for i, r := range s[start:] {
		if unicode.IsSpace(r) || strings.ContainsRune(`"<>“”‘’«»`, r) || isCJK(r) {
			break
		}
		end = start + i + len(string(r))
	}
	for end > start {
		switch s[end-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*':
		case ')':
			if strings.Count(s[start:end], "(") >= strings.Count(s[start:end], ")") {
				return end
			}
		case ']':
			if strings.Count(s[start:end], "[") >= strings.Count(s[start:end], "]") {
				return end
			}
		default:
			return end
		}
		end--
	}
	return end
}

func mailAt(s string, at int) (start, end int, ok bool) {
	start, end = at, at+1
	for start > 0 && (isWordByte(s[start-1]) || strings.IndexByte(".+-", s[start-1]) >= 0) {
		start--
	}
	for end < len(s) && (isWordByte(s[end]) || s[end] == '.' || s[end] == '-') {
		end++
	}
	for end > at && (s[end-1] == '.' || s[end-1] == '-') {
		end--
	}
	domain := s[at+1 : max(end, at+1)]
	return start, end, start < at && strings.IndexByte(domain, '.') > 0
}

func isWordByte(c byte) bool {
	return c == '_' || isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
