package markdown

// What front matter would become, counted before a parser reads it: the parsers
// copy whole paths of keys for each value, and give no limit of their own.

import (
	"strings"

	"feedmill/content"
)

// syntax is what the counter has to know of a notation.
type syntax struct {
	quotes   string // that begin a string in which nothing counts
	comment  byte   // 0: none
	dots     bool   // parts of a key are nested
	toClosed bool   // it ends where its first bracket is closed
}

var (
	yamlSyntax = syntax{} // an apostrophe may be one: everything counts
	tomlSyntax = syntax{quotes: `"'`, comment: '#', dots: true}
	jsonSyntax = syntax{quotes: `"`, toClosed: true}
)

// checkValues reports, as a [*matterError], front matter of too many values or too
// deep ones.
func checkValues(block string, line int, l content.Limits, s syntax) error {
	if areFew(block, l, s) {
		return nil
	}
	c := valueCounter{line: line, nested: []int{0}}
	for i := 0; i < len(block); i++ {
		c.count(block[i], s)
		switch {
		case c.values > l.Values:
			return &matterError{c.line, content.TooMuch("front matter has too many values", l.Values, "max-values")}
		case c.depth > l.Depth:
			return &matterError{c.line, content.TooMuch("front matter is nested too deep", l.Depth, "max-depth")}
		case s.toClosed && len(c.nested) == 1:
			return nil
		case block[i] == s.comment && s.comment != 0:
			i += lineLength(block[i:]) - 1
		case s.quotes != "" && strings.IndexByte(s.quotes, block[i]) >= 0:
			n := stringLength(block[i:])
			c.line += strings.Count(block[i:i+n], "\n")
			i += n - 1
		}
	}
	return nil
}

// areFew reports whether a block is too short, and has too few brackets, to be too much:
// each byte is a value at the most, and each bracket or dot a step deeper.
func areFew(block string, l content.Limits, s syntax) bool {
	if len(block) > l.Values {
		return false
	}
	deep := strings.Count(block, "[") + strings.Count(block, "{")
	if s.dots {
		deep += strings.Count(block, ".")
	}
	return deep <= l.Depth
}

// valueCounter is how far counting is.
type valueCounter struct {
	line   int
	values int
	depth  int
	nested []int // parts of the key before each bracket that is open
}

func (c *valueCounter) count(b byte, s syntax) {
	last := len(c.nested) - 1
	switch b {
	case '\n':
		c.line++
		c.values++
		c.keyEnds(last)
	case ',':
		if last > 0 || s.toClosed {
			c.values++
			c.keyEnds(last)
		}
	case '[', '{':
		c.values++
		c.depth++
		c.nested = append(c.nested, 0)
	case ']', '}':
		if last > 0 {
			c.keyEnds(last)
			c.depth--
			c.nested = c.nested[:last]
		}
	case '&', '*', '?':
		if !s.dots && !s.toClosed {
			c.values++
		}
	case '.':
		if s.dots {
			c.nested[last]++
			c.depth++
		}
	}
}

// keyEnds forgets the parts of the key that has got its value.
func (c *valueCounter) keyEnds(last int) {
	c.depth -= c.nested[last]
	c.nested[last] = 0
}

// lineLength is the length of the first line, less its end.
func lineLength(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// stringLength is the length of the string that s begins with, its quotes
// included; of one that is never closed only the quote's.
func stringLength(s string) int {
	quote := s[:1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(s, long) {
		if end := strings.Index(s[3:], long); end >= 0 {
			return end + 6
		}
		return 1
	}
	for i := 1; i < len(s) && s[i] != '\n'; i++ {
		switch {
		case s[i] == '\\' && quote == `"`:
			i++
		case s[i:i+1] == quote:
			return i + 1
		}
	}
	return 1
}

// expansion is how many values and bytes front matter may still have: a few
// aliases of aliases make millions.
type expansion struct{ values, bytes int }

func newExpansion(block string, l content.Limits) *expansion {
	l = l.Filled()
	return &expansion{values: l.Values, bytes: l.Growth * (len(block) + content.Smallest)}
}

// check reports, as a [*matterError], what was too much.
func (e *expansion) check(line int, l content.Limits) error {
	if e.values >= 0 && e.bytes >= 0 {
		return nil
	}
	return &matterError{line, content.TooMuch("front matter has too many values, aliases included", l.Values, "max-values")}
}
