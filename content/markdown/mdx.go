package markdown

// MDX: Markdown with components of a program among it. What stands between the tags of a
// component is the article's own text; the tags, and what the program computes, are not.

import (
	"path"
	"strings"

	"feedmill/content/pattern"
	"feedmill/content/prose"
)

func isMDX(name string) bool { return strings.EqualFold(path.Ext(name), ".mdx") }

// componentName begins a tag of a component, whose name has a capital or a dot, or of a
// fragment.
var componentName = pattern.New(`^</?(?:[A-Z][\w.]*|[a-z]\w*\.[\w.]+)?`)

// componentTag measures the tag that s begins with; 0 if it is none of a component. Its
// attributes may be code, in whose texts braces and signs mean nothing. It spends the
// budget, and finds nothing where that is spent.
func componentTag(s string, budget *int) int {
	at := len(componentName.FindString(s))
	if at == 0 || at < len(s) && !strings.ContainsRune(" \t\n/>", rune(s[at])) {
		return 0
	}
	depth, quote := 0, byte(0)
	for ; at < len(s) && *budget > 0; at, *budget = at+1, *budget-1 {
		switch c := s[at]; {
		case quote != 0:
			if c == '\\' && depth > 0 {
				at++
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`' && depth > 0:
			quote = c
		case c == '{':
			depth++
		case c == '}' && depth > 0:
			depth--
		case c == '>' && depth == 0:
			return at + 1
		case (c == '<' || c == '}' || c == '`') && depth == 0:
			return 0
		}
	}
	return 0
}

// withoutComponentTags is text with as many lines; spans of code stay as they are.
func withoutComponentTags(text string) string {
	var b strings.Builder
	budget := 4*len(text) + 1000
	for at := 0; at < len(text); {
		next := at + 1
		switch text[at] {
		case '`':
			if m := spanOfCode.FindStringIndex(text[at:]); m != nil && m[0] == 0 {
				next = at + m[1]
			}
		case '<':
			if size := componentTag(text[at:], &budget); size > 0 {
				b.WriteString(strings.Repeat("\n", strings.Count(text[at:at+size], "\n")))
				at += size
				continue
			}
		}
		b.WriteString(text[at:next])
		at = next
	}
	return b.String()
}

// computed is what the program shows in its place.
var computed = pattern.New(`\{(?:[^{}\n]|\{[^{}\n]*\})*\}`)

// withoutComponents is the text of a file of MDX as Markdown, with as many lines.
func (a *reader) withoutComponents(body string, n int) string {
	var out, text strings.Builder
	var code fence
	flush := func() {
		out.WriteString(a.withoutTags(text.String(), n))
		n += strings.Count(text.String(), "\n")
		text.Reset()
	}
	module := false
	for l := range strings.Lines(body) {
		switch {
		case code.holds(l):
			flush()
			out.WriteString(l)
			n++
			continue
		case strings.TrimSpace(l) == "":
			module = false
		case strings.HasPrefix(l, "import ") || strings.HasPrefix(l, "export "):
			module = true
		}
		if module {
			a.Drop(n+strings.Count(text.String(), "\n"), "code of a site generator", prose.CutWords(strings.TrimSpace(l), 200))
			l = "\n"
		}
		text.WriteString(l)
	}
	flush()
	return unindented(out.String())
}

var spanOfCode = pattern.New("`+[^`]*`+")

// withoutTags is text between blocks of code; spans of code stay as they are.
func (a *reader) withoutTags(text string, n int) string {
	var b strings.Builder
	text, at := withoutComponentTags(text), 0
	for _, m := range append(spanOfCode.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		b.WriteString(computed.ReplaceAllStringFunc(text[at:m[0]], func(code string) string {
			if strings.HasPrefix(code, "{/*") || strings.HasPrefix(code, "{{") || strings.HasPrefix(code, "{#") || strings.HasPrefix(code, "{%") {
				return code // which is read where all such is
			}
			a.Drop(n+strings.Count(b.String(), "\n"), "code of a site generator", prose.CutWords(code, 200))
			return literalIn(code)
		}))
		b.WriteString(text[m[0]:m[1]])
		at = m[1]
	}
	return b.String()
}

var literalShape = pattern.New("^\\{\\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`$]*)`)\\s*\\}$")

// literalIn are the words of code that is nothing but words in quotes.
func literalIn(code string) string {
	if m := literalShape.FindStringSubmatch(code); m != nil {
		return m[1] + m[2] + m[3]
	}
	return ""
}

var listOrBlank = pattern.New(`^\s*(?:[-*+]|[0-9]+[.)])\s|^\s*$`)

// unindented is text in which nothing is code for being set in, which MDX does not know:
// what components set in is not, outside of lists.
func unindented(text string) string {
	var b strings.Builder
	var code fence
	list, by := false, 0
	for l := range strings.Lines(text) {
		set := len(l) - len(strings.TrimLeft(l, " \t"))
		within := code.open != ""
		switch {
		case within && code.holds(l):
			set = min(set, by)
		case code.holds(l):
			by = set
		case listOrBlank.MatchString(l):
			list, set = list || strings.TrimSpace(l) != "", 0
		case set == 0:
			list = false
		}
		if list {
			set, by = 0, 0
		}
		b.WriteString(l[set:])
	}
	return b.String()
}
