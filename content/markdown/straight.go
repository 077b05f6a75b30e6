package markdown

// Most of what people write is a small part of Markdown: paragraphs, headings, quotes of
// paragraphs, flat lists, fenced code; in them emphasis, code, links and pictures. Of such
// a body the HTML, and what its reading finds, are written in one pass over its bytes, in
// a tenth of the time that a tree takes. At the first thing that may be anything else the
// pass gives up, and the parser has the body. Tests hold both ways against each other.
//
// Whoever teaches the parser a new mark has the pass give up at it: see lineMarks, notProse
// and the words that the tests are made of.

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"

	"feedmill/content"
	"feedmill/content/heading"
	"feedmill/content/prose"

	"github.com/yuin/goldmark/util"
)

// straight is one pass over a body. Its methods report whether they understood all.
type straight struct {
	rest string // lines to come
	line int    // how many lines are behind
	out  []byte // the HTML so far
	ids  *heading.IDs
	ided bool // whether headings have ids

	told   []byte // what a reader sees of each block, as plain text
	begun  int    // where in it the block under way begins
	words  int    // where in it the run of text under way begins
	own    bool   // whether that holds letters or digits outside of links and pictures
	inLink bool

	opening opening // the first paragraph with words of its own

	gathering bool                   // only definitions are wanted
	defined   map[string]destination // by label, as goldmark compares them
}

// sheetsOfHTML are used again, those up to a size.
var sheetsOfHTML = sync.Pool{New: func() any { return new(straight) }}

// written is what the pass makes of a body; HTML, text and opening as the tree has them.
type written struct {
	html, text string
	opening    opening
	ok         bool // whether all was understood; else there is nothing
}

// writeStraight has a body written that surely stays within all limits.
func writeStraight(source string, headings content.HeadingIDs) written {
	if strings.IndexByte(source, 0) >= 0 {
		return written{}
	}
	s := sheetsOfHTML.Get().(*straight)
	defer func() {
		*s = straight{out: s.out[:0], told: s.told[:0]}
		if cap(s.out)+cap(s.told) <= largestSheet {
			sheetsOfHTML.Put(s)
		}
	}()
	if s.gathering = strings.Contains(source, "]:"); s.gathering && !s.blocks(source) {
		return written{}
	}
	s.gathering, s.opening = false, opening{}
	s.ids, s.ided = heading.New(headings)
	if !s.blocks(source) {
		return written{}
	}
	return written{string(s.out), string(bytes.TrimSuffix(s.told, []byte(betweenBlocks))), s.opening, true}
}

// blocks writes all blocks, from the first.
func (s *straight) blocks(source string) bool {
	s.rest, s.line, s.out, s.told, s.begun = source, 0, s.out[:0], s.told[:0], 0
	for s.rest != "" {
		if !s.block() {
			return false
		}
		s.endBlock()
	}
	return true
}

const betweenBlocks = "\n\n"

// endBlock parts the words of a block from those of the next.
func (s *straight) endBlock() {
	words := bytes.TrimSpace(s.told[s.begun:])
	s.told = append(s.told[:s.begun], words...)
	if len(words) > 0 {
		s.told = append(s.told, betweenBlocks...)
	}
	s.begun = len(s.told)
}

// peek is the line to come, without its end.
func (s *straight) peek() string {
	if end := strings.IndexByte(s.rest, '\n'); end >= 0 {
		return s.rest[:end]
	}
	return s.rest
}

// skip goes on behind the line l, which is the one to come.
func (s *straight) skip(l string) {
	s.rest = s.rest[min(len(l)+1, len(s.rest)):]
	s.line++
}

func (s *straight) write(html string) { s.out = append(s.out, html...) }

// block writes the block that begins with the line to come.
func (s *straight) block() bool {
	l := s.peek()
	switch {
	case isBlankLine(l):
		s.skip(l)
		return true
	case l == "---", l == "***", l == "___", l == "* * *", l == "- - -":
		s.skip(l)
		s.write("<hr>\n")
		return true
	case l[0] == '#':
		return s.heading(l)
	case l[0] == '>':
		return s.quote()
	case fenceOf(l) != "":
		return s.code(l)
	case strings.HasPrefix(l, indent):
		return s.indented()
	case l[0] == '[' && strings.Contains(l, "]:"):
		return s.definition(l)
	case markOf(l).size > 0:
		return s.list()
	}
	return s.paragraph()
}

// isBlankLine reports whether a line holds spaces and tabs alone.
func isBlankLine(l string) bool { return l == "" || strings.Trim(l, " \t") == "" }

// heading writes a heading of the form "## Words".
func (s *straight) heading(l string) bool {
	level := len(l) - len(strings.TrimLeft(l, "#"))
	words := strings.TrimRight(l[level:], " ")
	if level > 6 || len(words) < 2 || words[0] != ' ' || words[1] == ' ' || strings.HasSuffix(words, "#") || strings.HasSuffix(words, "\t") {
		return false
	}
	s.skip(l)
	tag := "h" + strconv.Itoa(level)
	s.write("<" + tag)
	at := len(s.out)
	if !s.text(words[1:]) {
		return false
	}
	id := ""
	if s.ided {
		id = s.ids.Name(strings.TrimSpace(string(s.told[s.words:])))
	}
	open := ">"
	if id != "" {
		open = ` id="` + string(util.EscapeHTML([]byte(id))) + `">`
	}
	s.out = append(slices.Insert(s.out, at, []byte(open)...), "</"+tag+">\n"...)
	return true
}

// paragraph writes the lines up to a blank one, or to a block that may interrupt them.
func (s *straight) paragraph() bool {
	text, line := "", s.line
	for from := s.rest; ; {
		l := s.peek()
		if isBlankLine(l) || text != "" && interrupts(l) {
			break
		}
		if !isProse(l) {
			return false
		}
		s.skip(l)
		text = from[:len(from)-len(s.rest)]
	}
	s.write("<p>")
	if !s.text(strings.TrimRight(text, " \n")) {
		return false
	}
	s.write("</p>\n")
	s.begin(line)
	return true
}

// begin takes the words of a paragraph on a line for the opening, if they are the first.
func (s *straight) begin(line int) {
	if s.opening.words != "" || !s.own {
		return
	}
	if words := prose.OneLine(string(s.told[s.words:])); !isForGenerator(words) {
		s.opening = opening{words, line}
	}
}

// interrupts reports whether a line begins a block without a blank line before it.
func interrupts(l string) bool {
	m := markOf(l)
	return l[0] == '#' || l[0] == '>' || fenceOf(l) != "" || m.size > 0 && !m.ordered
}

// isProse reports whether a line begins as words do, and ends so.
func isProse(l string) bool {
	if notProse[l[0]] || l[len(l)-1] == '\t' {
		return false
	}
	switch l[0] {
	case '*', '_':
		return len(l) > 1 && l[1] != ' ' && l[1] != '\t' && strings.Trim(l, "*_ \t") != ""
	case '`':
		return fenceOf(l) == ""
	}
	return l[0] > '9' || l[0] < '0' || !isListMark(l)
}

// notProse are the bytes that a line of prose does not begin with.
var notProse = func() (no [256]bool) {
	no = bytesOf(" #>-+=~|:<$\\{\x7f")
	for c := range byte(' ') {
		no[c] = true
	}
	return no
}()

// quote writes a quote that holds paragraphs.
func (s *straight) quote() bool {
	s.write("<blockquote>\n")
	var text []byte
	wrote := false
	flush := func() bool {
		if len(text) == 0 {
			return true
		}
		wrote = true
		s.write("<p>")
		ok := s.text(strings.TrimRight(string(text), " \n"))
		s.write("</p>\n")
		s.told = append(s.told, '\n')
		text = text[:0]
		return ok
	}
	for s.rest != "" {
		l := s.peek()
		inner, quoted := strings.CutPrefix(l, ">")
		if !quoted {
			if !isBlankLine(l) {
				return false // it may be of the last paragraph
			}
			break
		}
		s.skip(l)
		inner = strings.TrimPrefix(inner, " ")
		switch {
		case isBlankLine(inner):
			if !flush() {
				return false
			}
		case !isProse(inner) || len(text) == 0 && strings.HasPrefix(inner, "[!"):
			return false
		default:
			text = append(append(text, inner...), '\n')
		}
	}
	if !flush() || !wrote {
		return false
	}
	s.write("</blockquote>\n")
	return true
}

// fenceOf is what a line begins with that may begin code; empty if there is none.
func fenceOf(l string) string {
	if strings.HasPrefix(l, "```") || strings.HasPrefix(l, "~~~") {
		return l[:3]
	}
	return ""
}

// code writes what stands between two fences.
func (s *straight) code(l string) bool {
	fence := fenceOf(l)
	info := strings.Trim(l[len(fence):], " ")
	if strings.Trim(info, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#._-") != "" {
		return false
	}
	s.skip(l)
	s.write("<pre><code")
	if info != "" {
		s.write(` class="language-` + info + `"`)
	}
	s.write(">")
	for s.rest != "" {
		l := s.peek()
		s.skip(l)
		if strings.HasPrefix(strings.TrimLeft(l, " \t"), fence) {
			s.write("</code></pre>\n")
			return l == fence
		}
		s.codeLine(l)
	}
	return false
}

func (s *straight) codeLine(l string) {
	s.escape(l)
	s.write("\n")
	s.told = append(append(s.told, l...), '\n')
}

const indent = "    "

// indented writes code that is set in.
func (s *straight) indented() bool {
	s.write("<pre><code>")
	var blank []string // lines that may be the last
	for s.rest != "" {
		l := s.peek()
		set, code := strings.CutPrefix(l, indent)
		switch {
		case isBlankLine(l):
			if strings.IndexByte(l, '\t') >= 0 {
				return false
			}
			blank = append(blank, l[min(len(indent), len(l)):])
		case !code:
			s.write("</code></pre>\n")
			return l[0] != ' ' && l[0] != '\t'
		default:
			for _, b := range blank {
				s.codeLine(b)
			}
			blank = blank[:0]
			s.codeLine(set)
		}
		s.skip(l)
	}
	s.write("</code></pre>\n")
	return true
}

// definition takes in where links by a label lead: [label]: address "title".
func (s *straight) definition(l string) bool {
	label, rest, _ := strings.Cut(l[1:], "]:")
	rest = strings.Trim(rest, " ")
	d, size := destinationOf("(" + rest + ")")
	if size != len(rest)+2 || strings.ContainsAny(label, "[]\\^`<") || strings.Trim(label, " ") == "" || len(label) > longestLabel {
		return false
	}
	s.skip(l)
	if next := s.peek(); !isBlankLine(next) && next[0] != '[' {
		return false // it may be a title, or belong to a paragraph
	}
	if s.gathering {
		if s.defined == nil {
			s.defined = map[string]destination{}
		}
		if key := util.ToLinkReference([]byte(label)); s.defined[key] == (destination{}) {
			s.defined[key] = d
		}
	}
	return true
}

// mark is what begins an item of a list.
type mark struct {
	size    int // with the space behind it; 0 if there is none
	char    byte
	ordered bool
	number  int
}

func markOf(l string) (m mark) {
	digits := len(l) - len(strings.TrimLeft(l, "0123456789"))
	if digits > 9 || len(l) < digits+3 || l[digits+1] != ' ' {
		return m
	}
	switch c := l[digits]; {
	case digits == 0 && (c == '-' || c == '*' || c == '+'):
		return mark{2, c, false, 0}
	case digits > 0 && (c == '.' || c == ')'):
		n, _ := strconv.Atoi(l[:digits])
		return mark{digits + 2, c, true, n}
	}
	return m
}

// list writes a list whose items are a paragraph each.
func (s *straight) list() bool {
	first := markOf(s.peek())
	items, loose, ok := s.items(first)
	if !ok {
		return false
	}
	tag := "ul"
	if first.ordered {
		tag = "ol"
	}
	s.write("<" + tag)
	if first.ordered && first.number != 1 {
		s.write(` start="` + strconv.Itoa(first.number) + `"`)
	}
	s.write(">\n")
	before, after := "<li>", "</li>\n"
	if loose {
		before, after = "<li>\n<p>", "</p>\n</li>\n"
	}
	for _, words := range items {
		s.write(before)
		if !s.text(strings.TrimRight(string(words), " ")) {
			return false
		}
		s.write(after)
		s.told = append(s.told, "\n\n"...)
	}
	s.write("</" + tag + ">\n")
	return true
}

// items are the words of each item, and whether blank lines stand between them.
func (s *straight) items(first mark) (items [][]byte, loose, ok bool) {
	blank, size := false, 0
	for s.rest != "" {
		l := s.peek()
		if isBlankLine(l) {
			blank = true
			s.skip(l)
			continue
		}
		if set := strings.TrimLeft(l, " "); !blank && len(items) > 0 && len(l)-len(set) == size {
			if !isProse(set) || interrupts(set) {
				return nil, false, false
			}
			last := &items[len(items)-1]
			*last = append(append(*last, '\n'), set...)
			s.skip(l)
			continue
		}
		m := markOf(l)
		if m.size == 0 || m.char != first.char || m.ordered != first.ordered {
			return items, loose, blank && l[0] != ' ' && l[0] != '\t' || l[0] == '#'
		}
		words := l[m.size:]
		if isBlankLine(words) || !isProse(words) || isBox(words) {
			return nil, false, false
		}
		size = m.size
		loose = loose || blank
		blank = false
		items = append(items, []byte(words))
		s.skip(l)
	}
	return items, loose, true
}

// isBox reports whether an item may begin with the box of a task.
func isBox(words string) bool {
	return len(words) > 2 && words[0] == '[' && words[2] == ']'
}
