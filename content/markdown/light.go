package markdown

// The parser stops at each space, since an address may begin behind it that stands bare in
// the text; and the meter stops at each mark. Most bodies have no such address, and cannot
// pass a limit by their survey. These are parsed without either, in three fifths of the
// time, and the tree reads and renders the same.

import (
	"strings"
	"sync"

	"feedmill/content"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var lightMarkdown = sync.OnceValue(func() goldmark.Markdown {
	return newMarkdown(parser.WithInlineParsers(util.Prioritized(markedAddresses{extension.NewLinkifyParser()}, last)))
})

// markedAddresses finds the addresses that stand behind a mark.
type markedAddresses struct{ parser.InlineParser }

// Trigger implements goldmark's parser.InlineParser.
func (markedAddresses) Trigger() []byte { return []byte("*_~(") }

// parseLight parses what is light.
func parseLight(src []byte, headings content.HeadingIDs, terms bool) ast.Node {
	return lightMarkdown().Parser().Parse(text.NewReader(src), parser.WithContext(contextOf(headings, terms)))
}

// isLight reports whether parsing the body takes neither the meter nor a look behind each
// space. It may say no where it does not.
func (b *body) isLight() bool {
	s := b.source
	return strings.IndexByte(s, '@') < 0 && strings.IndexByte(s, 0) < 0 && !hasBare(s, "://") && !hasBare(s, "www.") && !hasLooseEnd(s) && !strings.Contains(s, `\ `) &&
		b.isCheap()
}

// hasBare reports whether an address may begin where no mark tells of it: in front of sign,
// with the scheme that precedes it.
func hasBare(body, sign string) bool {
	for at := 0; ; at += len(sign) {
		i := strings.Index(body[at:], sign)
		if i < 0 {
			return false
		}
		at += i
		start := at
		for start > 0 && isLetter(body[start-1]) {
			start--
		}
		if start == 0 || !strings.Contains(beforeAddresses, body[start-1:start]) {
			return true
		}
	}
}

// beforeAddresses are marks in front of an address at which the parser does not begin anew,
// or looks for an address by itself.
const beforeAddresses = `("'=/<`

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// hasLooseEnd reports whether a line ends with blanks that the parser keeps in part, as
// it stops at each: several that are not the two that break a line, or such two in front
// of what may make a heading or a table of the line.
func hasLooseEnd(body string) bool {
	for at := 0; ; at++ {
		i := strings.IndexByte(body[at:], '\n')
		if i < 0 {
			return false
		}
		line := body[at : at+i]
		at += i
		blanks, next := line[len(strings.TrimRight(line, " \t\r\v\f")):], strings.TrimLeft(body[at+1:], " \t")
		if len(blanks) > 1 && (blanks != "  " || next != "" && strings.IndexByte("-=", next[0]) >= 0 || strings.IndexByte(body, '|') >= 0) {
			return true
		}
	}
}
