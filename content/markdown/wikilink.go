package markdown

// Links of wikis: [[Name]], [[Name|words]], [[Name#Heading]]. They name an article by
// its file or its title; where that is, is found when it is published.

import (
	"bytes"
	"net/url"
	"strings"

	"feedmill/content"
	"feedmill/content/heading"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// longestName bounds what is between the brackets, in bytes.
const longestName = 200

type wikiLinks struct{}

// Trigger implements goldmark's parser.InlineParser.
func (wikiLinks) Trigger() []byte { return []byte{'['} }

// Parse implements goldmark's parser.InlineParser. What is followed by an address is
// a link in Markdown whose words stand in brackets.
func (wikiLinks) Parse(_ ast.Node, r text.Reader, pc parser.Context) ast.Node {
	line, _ := r.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	inner, after, ok := bytes.Cut(line[2:min(len(line), longestName)], []byte("]]"))
	if !ok || len(after) > 0 && (after[0] == '(' || after[0] == '[' || after[0] == ']') || !namesArticle(inner) {
		return nil
	}
	r.Advance(len(inner) + 4)
	style, _ := pc.Get(headingKey).(content.HeadingIDs)
	name, words, labelled := strings.Cut(string(inner), "|")
	name, part, _ := strings.Cut(strings.TrimSuffix(name, `\`), "#") // in a table the bar is escaped
	if words = strings.TrimSpace(words); !labelled || words == "" {
		words = strings.TrimSpace(strings.ReplaceAll(strings.TrimSuffix(string(inner), "|"), "#", " "))
	}
	link := ast.NewLink()
	link.Destination = []byte(wikiAddress(strings.TrimSpace(name), part, style))
	link.AppendChild(link, ast.NewString([]byte(words)))
	return link
}

// namesArticle reports whether what stands in double brackets may be a name.
func namesArticle(s []byte) bool {
	return len(s) > 0 && s[0] != ' ' && s[0] != '^' && s[0] != '!' && !bytes.ContainsAny(s, "[]<>{}\n\"=$") && bytes.ContainsFunc(s, isNameLetter)
}

func isNameLetter(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0x80
}

func wikiAddress(name, part string, style content.HeadingIDs) string {
	fragment := ""
	if id := heading.Of(strings.TrimSpace(part), style); id != "" {
		fragment = "#" + url.PathEscape(id)
	}
	if name == "" {
		return fragment
	}
	return content.ArticleScheme + (&url.URL{Path: name}).EscapedPath() + fragment
}
