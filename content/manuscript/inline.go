package manuscript

// What stands within a line of Markdown: words, and the signs around them.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/pattern"

	"golang.org/x/net/html"
)

// inline writes nodes within one line. It reports false where one of them is a block.
func inline(nodes []*html.Node) (string, bool) {
	var w line
	for _, n := range nodes {
		if !w.node(n) {
			return "", false
		}
	}
	return w.String(), true
}

// line is Markdown in the making.
type line struct{ strings.Builder }

func (w *line) node(n *html.Node) bool {
	switch {
	case n.Type == html.TextNode:
		w.words(n.Data)
		return true
	case n.Type == html.CommentNode:
		return true
	case n.Type != html.ElementNode || !inlines[n.Data]:
		return false
	}
	within, ok := inline(children(n))
	if !ok {
		return false
	}
	switch {
	case n.Data == "br":
		w.WriteString("\\\n")
	case n.Data == "img":
		w.WriteString(picture(n))
	case n.Data == "code" && isPlain(n) && holdsOnlyText(n) && strings.TrimSpace(textOf(n)) != "":
		w.WriteString(code(textOf(n)))
	case n.Data == "a" && isPlain(n) && attribute(n, "href") != "" && strings.TrimSpace(within) != "" && !holdsBracket(n):
		w.WriteString("[" + within + "](" + target(n, "href") + ")")
	case (n.Data == "em" || n.Data == "i") && isPlain(n):
		w.stressed(n, "*", within)
	case (n.Data == "strong" || n.Data == "b") && isPlain(n):
		w.stressed(n, "**", within)
	case (n.Data == "span" || n.Data == "font") && isPlain(n):
		w.WriteString(within)
	default:
		w.tagged(n, within)
	}
	return true
}

// words writes text, with a space for white space of any length, as browsers show it.
func (w *line) words(text string) {
	text = space.ReplaceAllString(text, " ")
	if before := w.String(); before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, " ") {
		text = strings.TrimLeft(text, " ")
	}
	w.WriteString(escape(text))
}

var space = pattern.New(`[ \t\r\n\f]+`)

// stressed writes words between signs, if these are understood where they would stand:
// beside spaces outside, beside letters and digits inside; otherwise between tags.
func (w *line) stressed(n *html.Node, sign, within string) {
	inner := strings.Trim(within, " ")
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	before, _ := utf8.DecodeLastRuneInString(w.String())
	if inner != within || !isWord(first) || !isWord(last) || isWord(before) || before == '*' || isWord(nextRune(n)) {
		w.tagged(n, within)
		return
	}
	w.WriteString(sign + inner + sign)
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// nextRune is what follows an element; a letter where that is not plain text.
func nextRune(n *html.Node) rune {
	switch s := n.NextSibling; {
	case s == nil && n.Parent != nil && n.Parent.Type == html.ElementNode && inlines[n.Parent.Data]:
		return 'x'
	case s == nil, s.Type == html.ElementNode && s.Data == "br", s.Type == html.ElementNode && !inlines[s.Data]:
		return ' '
	case s.Type != html.TextNode:
		return 'x'
	default:
		r, _ := utf8.DecodeRuneInString(s.Data)
		return r
	}
}

// tagged writes an element as HTML in the line.
func (w *line) tagged(n *html.Node, within string) {
	w.WriteString(openTag(n))
	w.WriteString(within)
	if n.Data != "wbr" {
		w.WriteString("</" + n.Data + ">")
	}
}

func openTag(n *html.Node) string {
	var b strings.Builder
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		if !ofLooks[a.Key] && attributeName.MatchString(a.Key) {
			b.WriteString(" " + a.Key + `="` + inAttribute.Replace(a.Val) + `"`)
		}
	}
	return b.String() + ">"
}

var (
	attributeName = pattern.New(`^[a-z][a-z0-9:_-]*$`)
	inAttribute   = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;", "\n", " ", "\r", " ", "{", "&#123;", "[[", "&#91;[")
)

// ofLooks are attributes that a site's style sheet or script needs, and no reader.
var ofLooks = map[string]bool{
	"class": true, "style": true, "target": true, "rel": true, "loading": true, "decoding": true, "sizes": true,
	"srcset": true, "fetchpriority": true, "color": true, "face": true, "size": true, "align": true, "border": true,
}

// isPlain reports whether the signs of Markdown say all that an element does.
func isPlain(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case ofLooks[a.Key] || strings.HasPrefix(a.Key, "data-") || strings.HasPrefix(a.Key, "aria-"):
		case n.Data == "a" && (a.Key == "href" || a.Key == "title"):
		case n.Data == "img" && (a.Key == "src" || a.Key == "alt" || a.Key == "title"):
		default:
			return false
		}
	}
	return true
}

// brackets would end the words of a picture, or, with a backslash on both sides, be
// mathematics.
var brackets = strings.NewReplacer(`\[`, "&#91;", "]", "&#93;")

// holdsBracket reports whether words of a link would end it.
func holdsBracket(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.Contains(c.Data, "]") {
			return true
		}
	}
	return false
}

func picture(n *html.Node) string {
	if isPlain(n) && attribute(n, "src") != "" {
		alt := escape(space.ReplaceAllString(attribute(n, "alt"), " "))
		return "![" + brackets.Replace(alt) + "](" + target(n, "src") + ")"
	}
	return openTag(n)
}

// target is the address of a link or a picture, and its title.
func target(n *html.Node, key string) string {
	address := strings.Join(strings.Fields(attribute(n, key)), "%20")
	address = strings.NewReplacer("<", "%3C", ">", "%3E", `\`, `\\`, "{", "%7B", "}", "%7D", "[", "%5B", "]", "%5D").Replace(address)
	address = reference.ReplaceAllString(address, "&amp;$1")
	if strings.ContainsAny(address, "()") || address == "" {
		address = "<" + address + ">"
	}
	if title := strings.Join(strings.Fields(attribute(n, "title")), " "); title != "" {
		address += ` "` + strings.ReplaceAll(escape(title), `"`, `\"`) + `"`
	}
	return address
}

// code writes text between as many backticks as it takes.
func code(text string) string {
	text = space.ReplaceAllString(text, " ")
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return fence + text + fence
}

var (
	signs     = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "[", `\[`, "<", `\<`, "~", `\~`, "{", `\{`, "$", `\$`, "^", `\^`, "|", `\|`)
	reference = pattern.New(`&(#?[A-Za-z0-9]+;)`)
	underline = pattern.New(`(^|[^\p{L}\p{N}])_|_([^\p{L}\p{N}]|$)`)
	doubled   = pattern.New(`(%)(%)|(=)(=)|(:)(:)`)
)

// escape writes words so that none of their signs means anything. A closing bracket is
// left as it is, since a backslash before both would make mathematics of what is between.
func escape(text string) string {
	text = signs.Replace(text)
	text = reference.ReplaceAllString(text, `&amp;$1`)
	if strings.Contains(text, "_") && underline.MatchString(text) {
		text = strings.ReplaceAll(text, "_", `\_`)
	}
	text = doubled.ReplaceAllString(text, `\$1$3$5\$2$4$6`)
	if strings.HasSuffix(text, "!") {
		text = text[:len(text)-1] + `\!` // no picture, if a link follows
	}
	return text
}

var (
	opening = pattern.New(`^([#>+=:%-]|\.\.|!!!|import |export )`)
	number  = pattern.New(`^([0-9]{1,9})([.)])`)
)

// lineStarts writes text so that none of its lines begins a block.
func lineStarts(text string) string {
	all := strings.Split(text, "\n")
	for i, l := range all {
		l = strings.TrimLeft(l, " ")
		switch {
		case strings.HasPrefix(l, "import "), strings.HasPrefix(l, "export "):
			l = "&#" + map[byte]string{'i': "105", 'e': "101"}[l[0]] + ";" + l[1:]
		case opening.MatchString(l):
			l = `\` + l
		default:
			l = number.ReplaceAllString(l, `$1\$2`)
		}
		all[i] = l
	}
	return strings.Join(all, "\n")
}
