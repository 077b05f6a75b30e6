package markdown

// Mathematics in Markdown: what stands between dollar signs is TeX, not Markdown,
// and is shown as it was written.

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// mathParser reads $…$ within a line and $$…$$ over several, and \(…\), \[…\].
type mathParser struct{}

// longestFormula bounds in bytes how far the end of a formula is looked for.
const longestFormula = 1000

// Trigger implements goldmark's parser.InlineParser.
func (mathParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse implements goldmark's parser.InlineParser.
func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	open, end := mathSigns(line)
	if open == "" {
		return nil
	}
	l, pos := block.Position()
	source, inner := []byte{}, len(open)
	for n := 0; line != nil && len(source) < longestFormula; n++ {
		from := 0
		if n == 0 {
			from = inner
		}
		if at := closing(line, from, end); at >= 0 {
			source = append(source, line[:at+len(end)]...)
			if !isFormula(source[inner:len(source)-len(end)], line[at+len(end):], open) {
				break
			}
			block.Advance(at + len(end))
			formula := ast.NewString(source)
			formula.SetRaw(true)
			return formula
		}
		source = append(source, line[:min(len(line), longestFormula)]...)
		if open == "$" || len(line) > longestFormula {
			break
		}
		block.AdvanceLine()
		line, _ = block.PeekLine()
	}
	block.SetPosition(l, pos)
	return nil
}

func mathSigns(line []byte) (open, end string) {
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		return "$$", "$$"
	case bytes.HasPrefix(line, []byte("$")):
		return "$", "$"
	case bytes.HasPrefix(line, []byte(`\(`)):
		return `\(`, `\)`
	case bytes.HasPrefix(line, []byte(`\[`)):
		return `\[`, `\]`
	}
	return "", ""
}

// closing finds the end sign that no backslash escapes.
func closing(line []byte, from int, end string) int {
	line = line[:min(len(line), from+longestFormula)]
	for at := from; at < len(line); at++ {
		i := bytes.Index(line[at:], []byte(end))
		if i < 0 {
			return -1
		}
		if at += i; end[0] == '\\' || at == 0 || line[at-1] != '\\' {
			return at
		}
	}
	return -1
}

// isFormula reports whether inner is mathematics and not, say, prices: dollars stand
// close to what they enclose, no digit follows, and some sign is TeX's. Brackets with a
// backslash need such a sign too.
func isFormula(inner, after []byte, open string) bool {
	if len(bytes.TrimSpace(inner)) == 0 {
		return false
	}
	tex := bytes.ContainsAny(inner, `\^_{}=`)
	switch open {
	case "$$":
		return true
	case "$":
		first, last := inner[0], inner[len(inner)-1]
		if first == ' ' || last == ' ' || first == '`' || len(after) > 0 && '0' <= after[0] && after[0] <= '9' {
			return false
		}
		price := '0' <= first && first <= '9' && bytes.ContainsRune(inner, ' ')
		return tex && !price || !price && bytes.ContainsAny(inner, "*+-/<>|") && !bytes.ContainsRune(inner, ' ')
	}
	return tex
}
