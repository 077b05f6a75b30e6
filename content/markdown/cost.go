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

// costOf counts in one pass.
func costOf(body string) (c cost) {
	c.bytes = len(body)
	references := 0 // bytes that a reference may repeat
	brackets := 0
	var s stretch
	for l := range strings.SplitSeq(body, "\n") {
		c.lines++
		if strings.TrimSpace(l) == "" {
			c.close(&s)
			brackets += s.brackets
			s = stretch{}
			continue
		}
		c.margin = max(c.margin, marginOf(l))
		s.read(l)
		if strings.Contains(l, "]:") {
			references += len(l)
		}
	}
	c.close(&s)
	brackets += s.brackets
	c.steps += brackets * brackets // footnotes: each is looked for among all
	c.parts += c.lines*(c.margin+2) + strings.Count(body, "@")
	c.size += 2*c.bytes + elementSize*2*c.parts + (brackets+1)*references
	return c
}

func (s *stretch) read(l string) {
	s.bytes += len(l) + 1
	s.lines++
	for i := range len(l) {
		if markBytes[l[i]] {
			s.mark(l[i])
		}
	}
	if strings.Trim(l, "|:- \t\r") == "" {
		s.columns = max(s.columns, columnsOf([]byte(l)))
	}
}

func (s *stretch) mark(c byte) {
	s.marks++
	switch c {
	case '[', ']':
		s.brackets++
	case '<':
		s.tags++
	}
}

// markBytes are the marks at which the parser stops.
var markBytes = func() (set [256]bool) {
	for _, c := range []byte("[]<`*_~$\\") {
		set[c] = true
	}
	return set
}()

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
	for _, rule := range []string{"- \t\r", "* \t\r", "_ \t\r"} {
		if strings.Trim(l, rule) == "" {
			return min(len(l), 4) // a rule, or what underlines a heading
		}
	}
	columns := 0
	for i := range len(l) {
		switch c := l[i]; {
		case c == '\t':
			columns += 4
		case strings.IndexByte(" >-+*:.)", c) >= 0 || '0' <= c && c <= '9':
			columns++
		default:
			return columns
		}
	}
	return columns
}
