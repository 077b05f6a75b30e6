package markdown

// The head of a Markdown text: its first heading, and the lines below that say
// who wrote it and when, as people write them who know no front matter.

import (
	"slices"
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/fragment"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/stated"

	"github.com/yuin/goldmark/ast"
)

// readMarkdownHead takes the title from the first heading where front matter has none,
// and then the labelled lines right below it. A heading that repeats the title is taken
// out of the body: every reader shows the title anyway.
func (a *reader) readMarkdownHead(body string, n int, ctx dates.Context) (string, int) {
	rest, skipped := skipBlank(body)
	n += skipped
	before, at := skipNoProse(rest)
	heading, after, lines := firstHeading(rest[before:])
	switch {
	case heading == "":
		below, line := a.readMarkdownKeys(rest, n, ctx)
		if line == n {
			return below, line
		}
		return a.readMarkdownHead(below, line, ctx)
	case a.Title == "":
		a.Title = heading
		a.Origin.Set("title", content.Origin{Line: n + at, Rule: "first heading"})
	case content.FoldTitle(heading) == content.FoldTitle(a.Title):
		a.Dropped = append(a.Dropped, content.Dropped{Line: n + at, Why: "title repeated", Text: heading})
	default:
		return a.readMarkdownKeys(rest, n, ctx)
	}
	after, below := a.readMarkdownKeys(after, n+at+lines, ctx)
	if before == 0 {
		return after, below
	}
	return rest[:before] + strings.Repeat("\n", below-n-at) + after, n
}

// noProse are lines before the heading that are no text: pictures and badges, rules,
// places for a list of contents, where references lead, code and comments of
// generators, elements that only open.
var noProse = pattern.New(`(?i)^ {0,3}(\[[^\]]+\]:\s*\S.*|(\[?!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])(\](\([^)]*\)|\[[^\]]*\]))?\s*)+|` +
	`(</?(img|a|br|hr|picture|source|p|div|center|header|figure|video|audio|iframe|span)\b[^>]*>\s*)+|!\[\[[^\[\]]+\]\]|%%[^%]*%%|&nbsp;|` +
	`\[\[?_?toc_?\]\]?|([-*_] *){3,}|#|<(style|script)\b[^>]*>[^<]*</(style|script)>|\{[:#][^{}]*\}|\{[{%<].*[}%>]\}|import\s.+from\s+['"].+['"];?)\s*$`)

// noProseBegins are the bytes that such lines begin with, behind spaces.
var noProseBegins = bytesOf("[!<%&-*_#{iI")

// mayBeNoProse reports whether a line begins as they do: with one of these bytes, and of
// letters with the word.
func mayBeNoProse(trimmed string) bool {
	return noProseBegins[trimmed[0]] && (trimmed[0]|0x20 != 'i' || prose.HasPrefixFold(trimmed, "import"))
}

// headReach bounds the lines that may stand before a title.
const headReach = 40

// skipNoProse measures what stands before the heading and is not text.
func skipNoProse(s string) (bytes, lines int) {
	at := 0
	for range headReach {
		l, _, ok := strings.Cut(s[at:], "\n")
		next := at + len(l) + 1
		switch trimmed := strings.TrimSpace(l); {
		case !ok:
			return bytes, strings.Count(s[:bytes], "\n")
		case trimmed == "" || len(l) < 2000 && mayBeNoProse(trimmed) && noProse.MatchString(l):
		case strings.HasPrefix(trimmed, "<!--"):
			end := strings.Index(s[at:], "-->")
			if end < 0 {
				return bytes, strings.Count(s[:bytes], "\n")
			}
			eol := strings.IndexByte(s[at+end:], '\n')
			if eol < 0 {
				return bytes, strings.Count(s[:bytes], "\n")
			}
			next = at + end + eol + 1
		default:
			return at, strings.Count(s[:at], "\n")
		}
		at = next
	}
	return 0, 0
}

// longestHeading bounds the lines of a heading that is underlined or in HTML.
const longestHeading = 8

// firstHeading reads the heading that s begins with, of first or second level,
// in any notation.
func firstHeading(s string) (heading, rest string, lines int) {
	at := 0
	for n := 1; n <= longestHeading && at < len(s); n++ {
		l, _, _ := strings.Cut(s[at:], "\n")
		at = min(at+len(l)+1, len(s))
		trimmed := strings.TrimSpace(l)
		underline := n > 1 && trimmed != "" && (strings.Trim(trimmed, "=") == "" || strings.Trim(trimmed, "-") == "")
		switch {
		case trimmed == "":
			return "", s, 0
		case n == 1 && trimmed[0] == '#', underline:
			if heading = markdownHeading(s[:at]); heading == "" {
				return "", s, 0
			}
			return heading, s[at:], n
		case prose.HasPrefixFold(strings.TrimSpace(s[:at]), "<h1") && strings.HasSuffix(strings.ToLower(trimmed), "</h1>"):
			return prose.OneLine(fragment.Text(s[:at])), s[at:], n
		}
	}
	return "", s, 0
}

// markdownHeading is the text of s if that is one heading.
func markdownHeading(s string) string {
	src := []byte(s)
	doc, _ := parseMarkup(src, content.Limits{})
	h, ok := doc.FirstChild().(*ast.Heading)
	if !ok || h.Level > 2 || h.NextSibling() != nil {
		return ""
	}
	return prose.OneLine(attributes.ReplaceAllString(plainText(h, src), ""))
}

// attributes are what kramdown and Python-Markdown give to a heading.
var attributes = pattern.New(`\s*\{:[^{}]*\}\s*$`)

// readMarkdownKeys takes the paragraphs that open the text and say nothing but
// who wrote it, when, and the like: "key: value" lines, bylines, dates.
func (a *reader) readMarkdownKeys(body string, n int, ctx dates.Context) (string, int) {
	rest, at := body, n
	var found []stated.Fact
	for range headReach {
		trimmed, skipped := skipBlank(rest)
		block, after := cutParagraph(trimmed)
		some := headFacts(block, at+skipped, ctx)
		if some == nil {
			break
		}
		found = append(found, some...)
		rest, at = after, at+skipped+1+strings.Count(block, "\n")
	}
	if !areFacts(found) || !a.Published.IsZero() && !slices.ContainsFunc(found, a.lacks) {
		return body, n
	}
	for _, s := range found {
		if !a.State(s, ctx) {
			a.Dropped = append(a.Dropped, content.Dropped{Line: s.Line, Why: "header key without use", Text: s.Key + ": " + s.Values[0]})
		}
	}
	return rest, at
}

// lacks reports whether an article that has a date still needs what a line of its head
// states.
func (a *reader) lacks(s stated.Fact) bool {
	return s.WithholdsAlone(s.Values[0]) || s.Field == stated.Author && s.Rule == "byline" && len(a.Authors) == 0
}

// areFacts reports whether a paragraph has two keys, or one that prose does not begin
// with.
func areFacts(found []stated.Fact) bool {
	if len(found) != 1 {
		return len(found) > 1
	}
	switch s := found[0]; s.Field {
	case stated.Published, stated.Updated, stated.Tags:
		return true
	case stated.Author:
		return prose.WordCount(s.Values[0]) <= 8 && !prose.EndsSentence(s.Values[0])
	default:
		return s.WithholdsAlone(s.Values[0])
	}
}

// headFacts reads a paragraph each of whose lines is a fact; else it is nil.
func headFacts(block string, line int, ctx dates.Context) []stated.Fact {
	if block == "" || strings.Count(block, "\n") > headReach {
		return nil
	}
	var found []stated.Fact
	n := -1
	for l := range strings.SplitSeq(block, "\n") {
		n++
		if l = unlinked(l); !mayBeFact(l) {
			return nil
		}
		some := lineFacts(unmarked(l), line+n, ctx)
		if some == nil {
			return nil
		}
		found = append(found, some...)
	}
	return found
}

// mayBeFact reports whether a line is short enough to be a byline, or has a colon
// early enough for it to end a key; marks aside.
func mayBeFact(l string) bool {
	const key, marks = 200, 50 // bytes
	if len(l) <= byline.LongestByline+marks || strings.IndexByte(l[:key], ':') >= 0 || strings.Contains(l[:key], "：") {
		return true
	}
	return len(l) <= utf8.UTFMax*(byline.LongestByline+marks) && prose.Runes(l) <= byline.LongestByline+marks
}

var marks = strings.NewReplacer("**", "", "__", "", "*", "")

// readingTime is what blogs put after a date.
var readingTime = pattern.New(`(?i)\s*[·•|,–—-]?\s*\b\d{1,3}[- ]min(ute|uten)?s?\.?( read(ing time)?| de lecture| lesezeit| de lectura| di lettura)?$`)

// unlinked takes from a line the addresses of its links: their words are all that counts.
func unlinked(l string) string {
	if !strings.Contains(l, "](") {
		return l
	}
	var out strings.Builder
	for rest := l; ; {
		opens := strings.IndexByte(rest, '[')
		if opens < 0 {
			return out.String() + rest
		}
		words, address, ok := strings.Cut(rest[opens+1:], "](")
		end := strings.IndexAny(address, "() \t\n\f\r")
		if !ok || words == "" || strings.ContainsAny(words, "[]!") || end < 0 || address[end] != ')' {
			out.WriteString(rest[:opens+1])
			rest = rest[opens+1:]
			continue
		}
		out.WriteString(rest[:opens] + words)
		rest = address[end+1:]
	}
}

// unmarked takes from a line the marks of emphasis, of items and of breaks.
func unmarked(l string) string {
	l = strings.TrimRight(strings.TrimSpace(l), `\`)
	for _, mark := range []string{"- ", "* ", "> ", "+ "} {
		l = strings.TrimPrefix(l, mark)
	}
	if heading := strings.TrimLeft(l, "#"); len(l)-len(heading) > 2 {
		l = heading
	}
	if strings.IndexByte(l, '*') >= 0 || strings.Contains(l, "__") {
		l = strings.TrimSpace(marks.Replace(l))
	}
	if saysMinutes(l) {
		l = strings.TrimRight(readingTime.ReplaceAllString(l, ""), " ")
	}
	if n := len(l); n > 1 && l[0] == '_' && l[n-1] == '_' {
		l = l[1 : n-1]
	}
	if strings.HasPrefix(l, "<") && strings.HasSuffix(l, ">") && len(l) < 300 {
		l = prose.OneLine(fragment.Text(l)) // <small>, <time>
	}
	return strings.TrimSpace(l)
}

// saysMinutes reports whether a line ends as one that tells how long reading takes.
func saysMinutes(l string) bool {
	const longest = 40 // bytes of what tells it
	return strings.Contains(strings.ToLower(l[max(0, len(l)-longest):]), "min")
}

// lineFacts reads one line: a key and its value, or a byline and a date.
func lineFacts(l string, line int, ctx dates.Context) []stated.Fact {
	if key, value, ok := stated.CutKey(l); ok {
		value = strings.TrimSpace(strings.TrimPrefix(value, ":")) // Dataview's "key:: value"
		switch f := stated.FieldOf(key); f {
		case stated.None, stated.Body:
		case stated.Published, stated.Updated, stated.Expires:
			if _, err := dates.Parse(value, ctx); err == nil || value == "" {
				return []stated.Fact{{Field: f, Key: key, Values: []string{value}, Exact: true, Line: line, Rule: "header " + key}}
			}
		default:
			return []stated.Fact{{Field: f, Key: key, Values: []string{value}, Exact: true, Line: line, Rule: "header " + key}}
		}
	}
	if stated.SaysWithheld(l) {
		return []stated.Fact{{Field: stated.Status, Key: "status", Values: []string{l}, Line: line, Rule: "line that withholds"}}
	}
	return signedLine(l, line, ctx)
}

// signedLine reads "By Ada Lint, 9 March 2026", in either order, or one half of it.
func signedLine(l string, line int, ctx dates.Context) []stated.Fact {
	if l == "" || utf8.RuneCountInString(l) > byline.LongestByline {
		return nil
	}
	var found []stated.Fact
	names := l
	if matches := dates.Find(l, ctx); len(matches) > 0 && !matches[0].YearInferred {
		m := matches[0]
		found = append(found, stated.Fact{Field: stated.Published, Key: "date", Values: []string{l[m.Start:m.End]}, Line: line, Rule: "date line"})
		names = strings.TrimSpace(besideDate(l[:m.Start]) + " " + besideDate(l[m.End:]))
	}
	if names == "" {
		return found
	}
	rest, labelled := names, false
	if _, behind, ok := byline.CutByLabel(names); ok {
		rest, labelled = behind, true
	}
	if !labelled && len(found) == 0 {
		return nil
	}
	authors, _ := byline.Parse(rest, true)
	words := 0
	for _, who := range authors {
		words += prose.WordCount(who.Name)
	}
	if len(authors) == 0 || prose.WordCount(rest)-words > 2*len(authors) || prose.EndsSentence(rest) && !prose.EndsAbbreviated(rest) {
		return nil
	}
	return append(found, stated.Fact{Field: stated.Author, Key: "by", Values: []string{rest}, Line: line, Rule: "byline"})
}

// besideDate is what one side of a date says, without what only leads to it.
func besideDate(s string) string {
	s = strings.Trim(s, " ,·•|–—-()/:.")
	switch strings.ToLower(s) {
	case "on", "am", "le":
		return ""
	}
	if _, rest, ok := dates.LabelOf(s); ok {
		s = strings.Trim(rest, " ,·•|–—-()/:")
	}
	for _, word := range []string{" on", " am", " le", " el", " il", " em", " op", " den"} {
		s = strings.TrimSuffix(s, word)
	}
	return strings.TrimRight(s, " ,·•|–—-()/:")
}
