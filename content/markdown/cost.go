package markdown

// What parsing a body can cost at the most, told by counting its bytes. Where that is
// within the limits, as it is for nearly everything that people write, the meter
// would find nothing, and the body need not be parsed to read the article.

import (
	"strings"

	"feedmill/content"
)

// cost bounds what the meter could count.
type cost struct {
	bytes  int
	lines  int
	margin int // columns of the marks and spaces that a line begins with, at the most
	marks  int // in a run of lines without a blank one, at the most
	parts  int
	steps  int
	size   int // of the HTML, in bytes
}

// stretch is a run of lines without a blank one: no block whose marks are paired
// reaches beyond it.
type stretch struct{ bytes, lines, marks, brackets, tags, columns int }

// costOf is the cost of a body.
func costOf(body string) cost { return surveyOf(body).cost }

// close adds what a run of lines can cost: each mark may have all of it searched
// twice, and each that begins a tag by a regular expression.
func (c *cost) close(s *stretch) {
	c.marks = max(c.marks, s.marks)
	c.parts += s.marks*(s.lines+1) + s.columns*s.lines
	c.steps += s.marks*(3*s.bytes+s.marks) + regexpCost*s.tags*s.bytes + s.brackets*s.lines
}

// within reports whether no limit can be exceeded. Each column of a margin may nest a
// list of definitions, which is three blocks; each pair of marks may nest a run of
// text.
func (c cost) within(l content.Limits) bool {
	l = l.Filled()
	budget := c.bytes + content.Smallest
	return 3*c.margin+c.marks < l.Depth && c.parts < l.Parts && c.steps < l.Work*budget && c.size < l.Growth*budget && c.size < 2*l.Size
}

// marginOf is how many columns of a line are spaces and marks of blocks.
func marginOf(l string) int {
	columns := 0
	for i := range len(l) {
		switch c := l[i]; {
		case c == '\t':
			columns += 4
		case c == '_' || c == '\r':
			return marginOfRule(l, columns)
		case c == ' ' || marginBytes[c] && c != '|':
			columns++
		default:
			return columns
		}
	}
	return marginOfRule(l, columns)
}

// marginOfRule is the margin of a line that may be a rule, or what underlines a heading;
// if it is neither, it has as many columns as were counted.
func marginOfRule(l string, columns int) int {
	for _, rule := range []string{"- \t\r", "* \t\r", "_ \t\r"} {
		if strings.Trim(l, rule) == "" {
			return min(len(l), 4)
		}
	}
	return columns
}
