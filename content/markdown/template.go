package markdown

// Code of site generators in Markdown: shortcodes of Hugo, tags of Liquid,
// comments of Obsidian and Jinja, imports of MDX. What has a plain equivalent
// becomes that, comments go, and the rest is named, since readers of a feed see
// it as it stands. Code that is shown on purpose, in spans and blocks, is left
// alone. Lines keep their numbers.

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"strings"

	"feedmill/content"
	"feedmill/content/fragment"
	"feedmill/content/pattern"
	"feedmill/content/prose"
)

// templates reads a body line by line.
type templates struct {
	a        *reader
	line     int // of the file
	code     fence
	list     bool            // within a list
	indented bool            // within code that is set in
	raw      bool            // between {% raw %} and {% endraw %}
	until    string          // the end of a comment of several lines
	listing  string          // the end of a block that becomes code
	lastEnd  map[string]int  // last line that may end a comment, by the sign that opens it
	ends     map[string]bool // names of what the body closes: the text within stays
	told     int
	args     []argument // of the code that includes this text
	verbatim bool       // between {{raw ` and `}}, as Go's site has it
	page     bool       // HTML, in which indented lines are no code
	depth    int        // of files that include one another
	fixed    int        // the line that includes this text; 0: it is the file's own

	blocks    []setIn  // of Python-Markdown that are open, the outermost first
	next      []string // lines below
	addressed bool     // the piece at hand is a part of an address
}

var endSign = pattern.New(`\{\{[<%]-?\s*/\s*([\w.-]+)|\{%-?\s*end(\w+)`)

// cutTemplates replaces what has an equivalent, drops comments, and names the rest.
func (a *reader) cutTemplates(body string, n int) string {
	t := templates{a: a}
	return t.cut(body, n)
}

// cut reads a text that begins on line n.
func (t *templates) cut(body string, n int) string {
	t.line, t.ends = n-1, map[string]bool{}
	for _, m := range endSign.FindAllStringSubmatch(body, -1) {
		t.ends[m[1]+m[2]] = true
	}
	lines := strings.Split(body, "\n")
	t.lastEnd = map[string]int{}
	for i, l := range lines {
		for sign, end := range commentEnds {
			if strings.Contains(l, end) {
				t.lastEnd[sign] = n + i
			}
		}
	}
	for i, l := range lines {
		if t.line++; t.fixed > 0 {
			t.line = t.fixed
		}
		if t.code.open == "" && t.listing == "" && t.until == "" && !t.raw && !strings.HasPrefix(l, "    ") {
			l = joined(l, lines[i+1:])
		}
		t.next = lines[i+1:]
		lines[i] = t.read(l, i+1 == len(lines) || strings.TrimSpace(lines[i+1]) == "", i == 0 || strings.TrimSpace(lines[i-1]) == "")
	}
	return strings.Join(lines, "\n")
}

// longestCode is over how many lines a piece of code may go.
const longestCode = 12

// joined is a line with the end of a piece of code that begins in it and goes on in the
// next ones, which are left without it. It takes along the rest of the last word.
func joined(l string, next []string) string {
	open := max(strings.LastIndex(l, "{{"), strings.LastIndex(l, "{%"))
	if open < 0 || strings.TrimSpace(l) == opensVerbatim || strings.Contains(l[open:], "}") || strings.Count(l[:open], "`")%2 == 1 {
		return l
	}
	sign := map[byte]string{'{': "}}", '%': "%}"}[l[open+1]]
	for n, line := range next[:min(len(next), longestCode)] {
		end := strings.Index(line, sign)
		if end < 0 && strings.ContainsAny(line, "{}`") || end >= 0 && strings.ContainsAny(line[:end], "{}") {
			return l
		}
		if end < 0 {
			continue
		}
		end = wordEnd(line, end+len(sign))
		for i := range n {
			l, next[i] = l+" "+strings.TrimSpace(next[i]), ""
		}
		l, next[n] = strings.TrimRight(l, " ")+" "+strings.TrimLeft(line[:end], " "), line[end:]
		break
	}
	return l
}

// wordEnd is where the word ends that goes on at an offset.
func wordEnd(line string, at int) int {
	if i := strings.IndexByte(line[at:], ' '); i >= 0 {
		return at + i
	}
	return len(line)
}

const opensVerbatim = "{{raw `"

// read is the line that takes the place of l; below and above tell of blank lines.
func (t *templates) read(l string, below, above bool) string {
	trimmed := strings.TrimSpace(l)
	switch {
	case trimmed == opensVerbatim, t.verbatim && trimmed == "`}}":
		t.verbatim = !t.verbatim
		return ""
	case t.verbatim:
		return l
	case t.until != "":
		return t.comment(l)
	case t.listing != "":
		return t.listed(l, trimmed)
	case t.code.holds(l):
		line, _ := t.quoted(l)
		return line
	}
	if m := snippetShape.FindStringSubmatch(trimmed); m != nil {
		if text, ok := t.included(m[1], nil); ok {
			return text
		}
	}
	if line, ok := t.block(l, t.next); ok {
		return line
	}
	if programShape.MatchString(trimmed) {
		if _, args := signWords(trimmed); len(args) > 0 {
			if text, ok := t.program(args); ok {
				return text
			}
		}
	}
	switch {
	case t.isIndentedCode(l, above):
		return l
	case !strings.ContainsAny(l, "{%:!") && !strings.HasPrefix(l, "import ") && !strings.HasPrefix(l, "export "):
		return l
	case wholeLine.MatchString(trimmed) && trimmed != "{::comment}":
		t.drop("code of a site generator", trimmed)
		return ""
	}
	if m := opensListing.FindStringSubmatch(trimmed); m != nil && t.ends[m[1]] && !strings.HasSuffix(trimmed, "/>}}") && !strings.HasSuffix(trimmed, "/%}}") {
		t.listing = m[1]
		return listingFence + m[2]
	}
	if t.ends["for"] && loopShape.MatchString(trimmed) && !strings.Contains(trimmed, "endfor") {
		t.until = "endfor"
		t.drop("code of a site generator", trimmed)
		t.tell(trimmed, "is left out with what it repeats; write what it shows")
		return ""
	}
	if m := opensComment.FindString(trimmed); m != "" && !strings.Contains(trimmed[len(m):], commentEnds[m[:2]]) && t.lastEnd[m[:2]] > t.line {
		t.until = commentEnds[m[:2]]
		t.drop("comment", trimmed)
		return ""
	}
	return t.inline(l, above && below)
}

var itemShape = pattern.New(`^ {0,3}([-*+]|[0-9]{1,9}[.)])[ \t]`)

// isIndentedCode reports whether l is indented code: four spaces, below a blank line or
// another such line, and outside a list.
func (t *templates) isIndentedCode(l string, above bool) bool {
	if t.page {
		return false
	}
	set := strings.HasPrefix(l, "    ") || strings.HasPrefix(l, "\t")
	switch {
	case strings.TrimSpace(l) == "":
		return t.indented
	case itemShape.MatchString(l):
		t.list = true
	case l[0] != ' ' && l[0] != '\t':
		t.list = false
	}
	t.indented = set && !t.list && (above || t.indented)
	return t.indented
}

// wholeLine are lines that only a generator reads: attributes of kramdown, imports
// and exports of MDX, fences of admonitions.
var wholeLine = pattern.New(`^(\{:[^{}]*\}|import .+ from ['"][^'"]+['"];?|import ['"][^'"]+['"];|export (const|default|let|var|function) .+[;})]|:::+ *\w*( .*)?)$`)

// loopShape begins what only the generator could repeat.
var loopShape = pattern.New(`^\{%-?\s*for\s[^{}]*%\}`)

// listingFence is longer than the fences within.
const listingFence = "``````````"

var (
	opensListing = pattern.New(`^(?:\{[{%][<%]?-?)\s*(highlight|prettify|code|code-toggle|codeblock)(?:\s+(?:[^{}]*lang:|[^{}"]*?language=)?"?([A-Za-z0-9+#_.-]*)[^{}]*|\s*%)\}+$`)
	opensComment = pattern.New(`^(?:%%|\{#|\{%-?\s*comment\s*-?%\}|\{::comment\}|\{/\*)`)
	commentEnds  = map[string]string{"%%": "%%", "{#": "#}", "{%": "endcomment", "{:": "{:/comment}", "{/": "*/}"}
)

// comment passes over a line of a comment, up to its end.
func (t *templates) comment(l string) string {
	at := strings.Index(l, t.until)
	if at < 0 {
		t.drop("comment", strings.TrimSpace(l))
		return ""
	}
	rest := l[at+len(t.until):]
	if strings.HasPrefix(t.until, "end") {
		_, rest, _ = strings.Cut(rest, "%}")
	}
	t.until = ""
	return rest
}

func (t *templates) listed(l, trimmed string) string {
	if isTag(trimmed) && (strings.Contains(trimmed, "end"+t.listing) || strings.Contains(trimmed, "/"+t.listing) || strings.Contains(trimmed, "/ "+t.listing)) {
		t.listing = ""
		return listingFence
	}
	return l
}

func isTag(s string) bool { return strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") }

// codeSign is one piece of code within a line: a shortcode, a tag, an output, a
// comment. None reaches over the beginning of the next, so that a line of nothing
// but beginnings is read in one pass.
var codeSign = pattern.New("`+[^`]*`+|" + `!\[\[[^\[\]]+\]\]|\{\{[^{}]*\}\}|` +
	`\{%-?\s*comment\s*-?%\}[^{}]*\{%-?\s*endcomment\s*-?%\}|\{%[^{}]*%\}|\{#[^{}]*#\}|\{/\*[^{}]*\*/\}|\{>>[^{}<]*<<\}|<%[^<>]*%>|%%(?:[^%]|%[^%])+?%%`)

// commentShape is a piece of code that no reader is meant to see.
var commentShape = pattern.New(`^(?:%%|\{#|\{/\*|\{>>|<%#|<%--|\{\{[-~]?\s*(?:/\*|!)|\{%-?\s*comment\s*-?%\})`)

// inline replaces the pieces of a line that is not code itself.
func (t *templates) inline(l string, alone bool) string {
	all := codeSign.FindAllStringIndex(l, -1)
	if all == nil {
		return t.opened(l)
	}
	whole := len(all) == 1 && strings.TrimSpace(l) == l[all[0][0]:all[0][1]]
	var out strings.Builder
	at := 0
	for _, m := range all {
		sign := l[m[0]:m[1]]
		if sign[0] == '`' || t.raw && !strings.Contains(sign, "endraw") || sign[0] == '%' && isPercent(l, m[0]) {
			continue
		}
		out.WriteString(l[at:m[0]])
		t.addressed = isInAddress(l, m)
		shown := t.piece(sign, whole, whole && alone)
		if text, ok := t.value(sign); ok && baseOnly.MatchString(sign) && !leadsOn(l[m[1]:]) {
			shown = text
		}
		if shown == sign && t.addressed {
			shown = strings.ReplaceAll(sign, " ", "") // so that it is read as one, and left out
		}
		out.WriteString(shown)
		at = m[1]
	}
	out.WriteString(t.opened(l[at:]))
	return out.String()
}

// opened cuts a comment of Obsidian that begins within the line and ends in another.
func (t *templates) opened(l string) string {
	at := strings.LastIndex(l, " %%")
	if at < 0 || at+3 == len(l) || l[at+3] == ' ' || t.lastEnd["%%"] <= t.line {
		return l
	}
	t.until = "%%"
	t.drop("comment", l[at+1:])
	return l[:at]
}

// leadsOn reports whether an address goes on with rest.
func leadsOn(rest string) bool { return rest != "" && strings.ContainsRune("/{.-", rune(rest[0])) }

// isInAddress reports whether a piece of code begins an address, or goes on in one.
func isInAddress(l string, at []int) bool {
	before := strings.TrimRight(l[:at[0]], " <")
	return strings.HasSuffix(before, "](") || strings.HasSuffix(before, `="`) || strings.HasSuffix(before, "='") || strings.HasSuffix(before, "]:") || strings.HasSuffix(before, "/") && at[1] < len(l) && l[at[1]] == '/'
}

// isPercent reports whether the sign at is a percent sign: it follows a digit.
func isPercent(l string, at int) bool { return at > 0 && '0' <= l[at-1] && l[at-1] <= '9' }

// piece is what takes the place of a piece of code: alone in its line, or in its
// paragraph, or within a sentence.
func (t *templates) piece(sign string, whole, block bool) string {
	if sign[0] == '!' {
		return embedded(sign)
	}
	name, args := signWords(sign)
	switch {
	case commentShape.MatchString(sign):
		t.drop("comment", sign)
		return ""
	case fileShape.MatchString(sign):
		if text, ok := t.included(fileShape.FindStringSubmatch(sign)[1], nil); ok {
			return text
		}
	case name == "raw" || name == "endraw":
		t.raw = name == "raw"
		return ""
	case name == "ref" || name == "relref" || (name == "link" || name == "post_url" || name == "post_path") && strings.HasPrefix(sign, "{%"):
		if len(args) > 0 {
			return html.EscapeString(refAddress(args[0].value))
		}
	case includes[name] && sign[1] != '#' && len(args) > 0:
		if text, ok := t.included(cmp.Or(value(args, "file", "path", "src"), args[0].value), args[1:]); ok {
			return text
		}
	case (name == "code" || name == "play") && whole && len(args) > 0 && strings.HasPrefix(sign, "{{"):
		if text, ok := t.program(args); ok {
			return text
		}
	case literalWords.MatchString(sign):
		m := literalWords.FindStringSubmatch(sign)
		return html.EscapeString(m[1] + m[2])
	case literalAddress.MatchString(sign):
		return html.EscapeString(literalAddress.FindStringSubmatch(sign)[1]) // of the site, which the filter makes whole
	case baseOnly.MatchString(sign):
		return "" // what follows is a path of the site
	}
	if text, ok := t.value(sign); ok {
		return text
	}
	if plain, ok := equivalent(name, args, block); ok {
		return plain
	}
	if strings.HasPrefix(sign, "{{<") || strings.HasPrefix(sign, "{{%") || whole && strings.HasPrefix(sign, "{%") || t.isCode(sign) {
		t.drop("code of a site generator", sign)
		if !strings.HasPrefix(name, "/") && !strings.HasPrefix(name, "end") && !t.ends[name] {
			t.tell(sign, "is left out; write what it shows")
		}
		return ""
	}
	t.tell(sign, "is published as it stands; write what it shows, or put it into backticks")
	return sign
}

// isCode reports whether the generator of the site would take the place of a sign with
// what it shows, so that no reader has ever seen it as it stands.
func (t *templates) isCode(sign string) bool {
	if t.a.site == nil || t.addressed {
		return false
	}
	tag := strings.HasPrefix(sign, "{{") || strings.HasPrefix(sign, "{%")
	return tag && (t.a.site.Tags || t.a.site.Calls && callShape.MatchString(strings.Trim(sign, "{}% ")))
}

// refAddress names an article as a generator's own code does.
func refAddress(name string) string {
	name, fragment, ok := strings.Cut(name, "#")
	if name == "" {
		return "#" + fragment
	}
	address := content.ArticleScheme + (&url.URL{Path: strings.TrimPrefix(name, "/")}).EscapedPath()
	if ok {
		address += "#" + fragment
	}
	return address
}

var pictureFile = pattern.New(`(?i)^[^<>"]+\.(png|jpe?g|gif|webp|avif|svg)$`)

// embedded is a picture that Obsidian shows by its name; a note stays as it was.
func embedded(sign string) string {
	file, size, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(sign, "![["), "]]"), "|")
	if !pictureFile.MatchString(strings.TrimSpace(file)) {
		return sign
	}
	if strings.Trim(size, "0123456789x ") == "" {
		size = "" // not words, but pixels
	}
	return `<img src="` + html.EscapeString(strings.TrimSpace(file)) + `" alt="` + html.EscapeString(size) + `">`
}

// baseOnly are outputs of the site's own address.
var baseOnly = pattern.New(`^\{\{-?\s*(site\.(baseurl|url|base_url|BaseURL)|\.Site\.BaseURL|base_url|config\.base_url)\s*-?\}\}$`)

// programShape is a line that shows a part of a program, whose patterns may hold braces;
// fileShape is code that shows a file as it stands. Go's site has both.
var (
	programShape = pattern.New(`^\{\{(?:code|play)\s.*\}\}$`)
	fileShape    = pattern.New(`^\{\{-?\s*raw \(file "([^"{}]+)"\)\s*-?\}\}$`)
)

// literalWords are outputs of words in quotes, as authors write what would be code else.
var literalWords = pattern.New("^\\{\\{-?\\s*(?:\"([^\"{}\\\\]*)\"|'([^'{}\\\\]*)')\\s*-?\\}\\}$")

// literalAddress are outputs of an address that stands in quotes.
var literalAddress = pattern.New(`^\{\{-?\s*["']([^"'{}<>\s]+)["']\s*\|\s*(?:relative_url|absolute_url|url|prepend: *site\.baseurl)\s*-?\}\}$`)

func (t *templates) drop(why, text string) {
	if text != "" {
		t.a.Drop(t.line, why, prose.CutWords(text, 200))
	}
}

func (t *templates) tell(sign, what string) {
	if t.told++; t.told <= fragment.MostTold {
		t.a.Problems = append(t.a.Problems, content.Problem{Line: t.line, Message: fmt.Sprintf("code of a site generator, %s, %s", prose.CutWords(sign, 60), what)})
	}
}

// argument of a shortcode; without a name where it stands in order.
type argument struct{ name, value string }

var argumentShape = pattern.New(`(?:([A-Za-z_-]+)=)?(?:"([^"]*)"|'([^']*)'|` + "`([^`]*)`" + `|(\S+))`)

// callShape is a shortcode as Zola has it: youtube(id="x").
var callShape = pattern.New(`^([a-z_]+)\(\s*(.*?)\s*\)$`)

// signWords splits a piece of code into its name and arguments.
func signWords(sign string) (name string, args []argument) {
	inner := strings.Trim(sign, "{}<>%-/ ")
	if i := strings.IndexByte(sign, '/'); i >= 0 && strings.Trim(sign[:i], "{<% ") == "" {
		inner = "/" + inner
	}
	name, rest, _ := strings.Cut(inner, " ")
	if m := callShape.FindStringSubmatch(inner); m != nil && strings.HasPrefix(sign, "{{") {
		name, rest = m[1], strings.ReplaceAll(m[2], `",`, `"`)
	}
	for _, m := range argumentShape.FindAllStringSubmatch(rest, 12) {
		if m[5] != "," {
			args = append(args, argument{strings.ToLower(m[1]), m[2] + m[3] + m[4] + m[5]})
		}
	}
	return strings.TrimSpace(name), args
}

// value is the first argument of any of the names; "" names the first without one.
func value(args []argument, names ...string) string {
	for _, name := range names {
		for _, a := range args {
			if a.name == name && a.value != "" {
				return a.value
			}
		}
	}
	return ""
}
