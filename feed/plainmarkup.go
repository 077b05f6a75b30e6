package feed

// Most bodies are HTML as our own renderers write it: a few elements, well nested,
// text escaped. Whatever both walls of sanitize would do to such a fragment is known
// beforehand, so one pass writes it. At the first thing that it does not know it
// gives up, and the walls are built. A test holds both ways against each other.

import (
	"html"
	"net/url"
	"strings"
)

// plainMarkup is one pass over a fragment.
type plainMarkup struct {
	base    *url.URL
	article leading
	files   showing
	self    string // address of the article, without a fragment
	rest    string
	picture Asset // that the element shows
	out     strings.Builder
	open    []string // elements, outermost first
}

// sanitizePlain is what sanitize makes of a fragment, if that is plain.
func sanitizePlain(raw string, base *url.URL, article leading, files showing) (fragment string, ok bool) {
	m := plainMarkup{base: base, article: article, files: files, rest: raw, open: make([]string, 1, 16)}
	m.out.Grow(len(raw) + len(raw)/8)
	if base != nil {
		m.self = withoutFragment(base)
	}
	for m.rest != "" {
		if !m.text() || !m.tag() {
			return "", false
		}
	}
	return strings.TrimSpace(m.out.String()), len(m.open) == 1
}

// within are the kinds of content of each element; "" is the fragment itself.
const (
	ofFlow  = "p h1 h2 h3 h4 h5 h6 blockquote ul ol pre hr dl table "
	ofWords = "em strong del code br img a "
)

var inside = map[string]string{
	"": ofFlow + ofWords, "blockquote": ofFlow + ofWords, "li": ofFlow + ofWords, "dd": ofFlow + ofWords,
	"p": ofWords, "h1": ofWords, "h2": ofWords, "h3": ofWords, "h4": ofWords, "h5": ofWords, "h6": ofWords, "dt": ofWords, "th": ofWords, "td": ofWords,
	"em": ofWords, "strong": ofWords, "del": ofWords, "a": "em strong del code br img ", "pre": "code ",
	"ul": "li ", "ol": "li ", "dl": "dt dd ", "table": "thead tbody ", "thead": "tr ", "tbody": "tr ", "tr": "th td ", "code": "",
}

// deepest bounds how deep elements are nested before the walls are asked.
const deepest = 64

func (m *plainMarkup) top() string { return m.open[len(m.open)-1] }

// text writes up to the next tag, and reports whether the text is plain.
func (m *plainMarkup) text() bool {
	text := m.rest
	if i := strings.IndexByte(m.rest, '<'); i >= 0 {
		text = m.rest[:i]
	}
	m.rest = m.rest[len(text):]
	switch m.top() {
	case "table", "thead", "tbody", "tr":
		if strings.TrimSpace(text) != "" {
			return false // a parser would put it before the table
		}
	}
	return m.escaped(text)
}

// escaped writes text with its references as [html.EscapeString] has them.
func (m *plainMarkup) escaped(text string) bool {
	for {
		i := 0
		for i < len(text) && !isEscaped[text[i]] {
			i++
		}
		m.out.WriteString(text[:i])
		if i == len(text) {
			return true
		}
		shown, size := escapedForm(text[i:])
		if size == 0 {
			return false
		}
		m.out.WriteString(shown)
		text = text[i+size:]
	}
}

// isEscaped are the characters that do not stand for themselves.
var isEscaped = [256]bool{'&': true, '"': true, '\'': true, '>': true}

// escapedForm is the escaped form of the character that s begins with, and how long it
// is as written; 0 if that is none of the few that renderers write.
func escapedForm(s string) (shown string, size int) {
	switch s[0] {
	case '"':
		return "&#34;", 1
	case '\'':
		return "&#39;", 1
	case '>':
		return "&gt;", 1
	}
	for _, known := range []string{"&amp;", "&lt;", "&gt;", "&#34;", "&#39;"} {
		if strings.HasPrefix(s, known) {
			return known, len(known)
		}
	}
	if strings.HasPrefix(s, "&quot;") {
		return "&#34;", len("&quot;")
	}
	return "", 0
}

// tag writes the tag that comes next, if there is one, and reports whether it is of
// an element that is known, where it may stand.
func (m *plainMarkup) tag() bool {
	if m.rest == "" {
		return true
	}
	tag, rest, ok := strings.Cut(m.rest[1:], ">")
	if m.rest = rest; !ok || strings.IndexByte(tag, '<') >= 0 {
		return false
	}
	if name, closes := strings.CutPrefix(tag, "/"); closes {
		return m.close(name)
	}
	name, attributes, _ := strings.Cut(strings.TrimSuffix(tag, " /"), " ")
	if !holdsWord(inside[m.top()], name) || len(m.open) > deepest || name == "a" && m.inLink() {
		return false
	}
	m.out.WriteString("<" + name)
	if !m.attributes(name, attributes) {
		return false
	}
	switch name {
	case "img":
		m.out.WriteString(m.picture.sizeAttributes() + "/>")
		m.picture = Asset{}
	case "br", "hr":
		m.out.WriteString("/>")
	default:
		m.open = append(m.open, name)
		m.out.WriteByte('>')
	}
	return true
}

func (m *plainMarkup) close(name string) bool {
	if len(m.open) == 1 || name != m.top() {
		return false
	}
	m.open = m.open[:len(m.open)-1]
	m.out.WriteString("</" + name + ">")
	return true
}

func (m *plainMarkup) inLink() bool {
	for _, name := range m.open {
		if name == "a" {
			return true
		}
	}
	return false
}

// attributes writes those that a start tag has: ` key="value"` each.
func (m *plainMarkup) attributes(name, list string) bool {
	if name == "a" && !strings.HasPrefix(list, "href=") || name == "img" && !strings.HasPrefix(list, "src=") {
		return false
	}
	had := 0
	for list != "" {
		key, rest, ok := strings.Cut(list, `="`)
		value, rest, closed := strings.Cut(rest, `"`)
		if list = strings.TrimPrefix(rest, " "); !ok || !closed || list == rest && rest != "" {
			return false
		}
		had++
		if !m.attribute(name, key, value, had) {
			return false
		}
	}
	return name != "img" || had >= 2
}

// attribute writes the n-th attribute of an element.
func (m *plainMarkup) attribute(element, key, value string, n int) bool {
	switch element + " " + key {
	case "h1 id", "h2 id", "h3 id", "h4 id", "h5 id", "h6 id":
		return n == 1 && m.headingID(value)
	case "a href":
		return n == 1 && m.address(key, value, linkSchemes)
	case "img src":
		return n == 1 && m.address(key, value, webSchemes)
	case "img alt":
		return n == 2 && m.words(key, value, true)
	case "a title":
		return n == 2 && m.words(key, value, false)
	case "img title":
		return n == 3 && m.words(key, value, false)
	case "code class":
		return n == 1 && m.top() == "pre" && isLanguageClass(value) && m.words(key, value, false)
	case "ol start":
		return n == 1 && isShortNumber(value) && m.words(key, value, false)
	case "th style", "td style":
		side := strings.TrimPrefix(value, "text-align:")
		return n == 1 && (side == "left" || side == "right" || side == "center") && m.words("align", side, false)
	}
	return false
}

// headingID writes the id of a heading that needs no more than its prefix.
func (m *plainMarkup) headingID(id string) bool {
	if id == "" || id[0] == '-' || len(id) > 200 || strings.HasPrefix(id, idPrefix) || strings.Trim(id, plainIDs) != "" {
		return false
	}
	m.out.WriteString(` id="` + idPrefix + id + `"`)
	return true
}

const plainIDs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// words writes an attribute that is text. Without any it would be taken out, save of
// a picture.
func (m *plainMarkup) words(key, value string, perhapsEmpty bool) bool {
	if strings.TrimSpace(value) == "" && (value != "" || !perhapsEmpty) {
		return false
	}
	m.out.WriteString(" " + key + `="`)
	ok := m.escaped(value)
	m.out.WriteByte('"')
	return ok
}

// address writes an attribute that is an address, made absolute. One that leads to an
// element of the article itself is left to the walls, who know its ids.
func (m *plainMarkup) address(key, value string, schemes map[string]bool) bool {
	if strings.Contains(value, "&") {
		value = html.UnescapeString(value)
	}
	address := ""
	if key == "href" {
		address = m.article.to(m.base, value, m.files)
	} else if shown, a, ok := m.files.at(value, true); ok {
		address, m.picture = shown, a
	} else {
		address = absolute(m.base, value, schemes)
	}
	page, _, fragment := strings.Cut(address, "#")
	if address == "" || fragment && page == m.self {
		return false
	}
	if !isPlainLink(address) {
		if u, err := url.Parse(address); err != nil || u.String() != address {
			return false
		}
	}
	m.out.WriteString(" " + key + `="` + html.EscapeString(address) + `"`)
	return true
}

// isLanguageClass reports whether a class names the language of code.
func isLanguageClass(s string) bool {
	name, ok := strings.CutPrefix(s, "language-")
	return ok && name != "" && len(name) <= 40 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#_.-") == ""
}

func isShortNumber(s string) bool {
	return s != "" && len(s) <= 9 && strings.Trim(s, "0123456789") == ""
}

// holdsWord reports whether a list of words, each with a space after it, has one.
func holdsWord(list, word string) bool {
	for list != "" {
		var first string
		first, list, _ = strings.Cut(list, " ")
		if first == word {
			return true
		}
	}
	return false
}
