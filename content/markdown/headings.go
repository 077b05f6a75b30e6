package markdown

// Headings have the ids that the site's own generator gives them, so that links into a
// text lead where they led before.

import (
	"strconv"
	"strings"
	"unicode"

	"feedmill/content"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"
)

// headingStyle is how the words of a heading become its id.
type headingStyle struct {
	id    func(words string) string
	again string // stands between an id that is taken and the number that makes it another
	first int    // that number
}

var headingStyles = map[content.HeadingIDs]headingStyle{
	content.GitHubIDs:   {githubID, "-", 1},
	content.KramdownIDs: {kramdownID, "-", 1},
	content.ZolaIDs:     {zolaID, "-", 1},
	content.PythonIDs:   {pythonID, "_", 1},
}

var headingKey, termKey = parser.NewContextKey(), parser.NewContextKey()

// headingNamer gives each heading an id that has none of its own.
type headingNamer struct{}

// Transform implements goldmark's parser.ASTTransformer.
func (headingNamer) Transform(doc *ast.Document, r text.Reader, pc parser.Context) {
	which, _ := pc.Get(headingKey).(content.HeadingIDs)
	style, ok := headingStyles[which]
	if m := meterOf(pc); !ok || m != nil && m.over != "" {
		return
	}
	terms, _ := pc.Get(termKey).(bool)
	n := namer{style: style, terms: terms, src: r.Source(), taken: map[string]int{}, again: map[string]int{}}
	n.name(doc)
}

type namer struct {
	style headingStyle
	terms bool // of definition lists have ids too
	src   []byte
	taken map[string]int // how many headings have an id
	again map[string]int // how often another was made of it
}

// name names the headings among the children of a block.
func (n *namer) name(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		h := c
		if isTerm := n.terms && c.Kind() == extast.KindDefinitionTerm; c.Kind() != ast.KindHeading && !isTerm {
			if c.Type() == ast.TypeBlock {
				n.name(c)
			}
			continue
		}
		if own, stated := h.AttributeString("id"); stated {
			if id, ok := own.([]byte); ok {
				n.taken[string(id)]++
			}
			continue
		}
		if id := n.free(n.style.id(strings.TrimSpace(plainText(h, n.src)))); id != "" {
			h.SetAttributeString("id", []byte(id))
		}
	}
}

// free is id, or what is made of it where that is taken.
func (n *namer) free(id string) string {
	if id == "" {
		return ""
	}
	free := id
	for n.taken[free] > 0 {
		free = id + n.style.again + strconv.Itoa(n.style.first+n.again[id])
		n.again[id]++
	}
	n.taken[free]++
	return free
}

// githubID is as GitHub has it, and Hugo by default: letters, digits, dashes and
// underscores stay, spaces become dashes.
func githubID(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\n':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, words)
}

// kramdownID is as Jekyll's parser has it: what stands before the first letter goes, and
// a heading without letters is a section.
func kramdownID(words string) string {
	words = strings.TrimLeftFunc(words, func(r rune) bool { return !unicode.IsLetter(r) })
	id := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\n':
			return '-'
		case r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, words)
	if id == "" {
		return "section"
	}
	return id
}

// zolaID is of small ASCII letters and digits, one dash for all that stands between.
func zolaID(words string) string {
	gap := false
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(words)) {
		switch {
		case unicode.IsMark(r):
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// pythonID is as Python-Markdown has it, which Pelican and MkDocs use: ASCII letters,
// digits and underscores, one dash for spaces and dashes in a row.
func pythonID(words string) string {
	gap := false
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(words)) {
		switch {
		case r == ' ' || r == '-' || r == '\n':
			gap = true
		case r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return b.String()
}
