package html

// The page as lines of text, as people see it: what stands near the heading.

import (
	"strings"

	"feedmill/content/prose"
	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// line is a run of text without a break.
type line struct {
	text   string
	node   *html.Node // the block it is in
	number int        // of the file, from 1
	at     int        // lines below the heading; negative above it
	frame  string     // what around the article it is of
	inMain bool
	linked bool // all of it is a link
	marks  marks
	names  []statement // what elements that name an author hold
	times  []statement // what <time> and its like state in it
}

// marks are what the classes of a line's elements say of it.
type marks struct{ dated, named, other bool }

// layout walks the page and parts it in lines.
type layout struct {
	doc    *document
	main   *html.Node
	lines  []line
	open   line
	text   strings.Builder
	plain  int // letters outside of links
	inMain bool
	links  int
	frames []string
}

// linesAround are the lines of a page, counted from its heading, or from where the
// article begins.
func (d *document) linesAround(heading, main *html.Node) []line {
	l := &layout{doc: d, main: main}
	start := -1
	l.walk(d.body, func(n *html.Node) {
		if n == heading || start < 0 && heading == nil && n == main {
			l.flush(n)
			start = len(l.lines)
		}
	})
	l.flush(d.body)
	for i := range l.lines {
		l.lines[i].at = i - max(start, 0)
	}
	return l.lines
}

func (l *layout) walk(n *html.Node, enter func(*html.Node)) {
	switch {
	case n.Type == html.TextNode:
		l.write(n.Data)
		return
	case n.Type != html.ElementNode || wordless[n.Data]:
		return
	}
	enter(n)
	block := !within[n.Data]
	if block {
		l.flush(n.Parent)
	}
	if why := l.doc.weights.frames[n]; why != "" {
		l.frames = append(l.frames, why)
		defer func() { l.frames = l.frames[:len(l.frames)-1] }()
	}
	if n == l.main {
		l.inMain = true
		defer func() { l.inMain = false }()
	}
	if n.Data == "a" {
		l.links++
		defer func() { l.links-- }()
	}
	l.mark(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l.walk(c, enter)
	}
	if block {
		l.flush(n)
	}
}

func (l *layout) write(s string) {
	if l.text.Len() > longestLine {
		return
	}
	if l.text.WriteString(s[:min(len(s), longestLine)]); l.links == 0 {
		l.plain += countLetters(s[:min(len(s), longestLine)])
	}
	if len(l.frames) > 0 {
		l.open.frame = l.frames[len(l.frames)-1]
	}
	l.open.inMain = l.inMain
}

// mostMarked bounds the names and times of one line.
const mostMarked = 30

// mark notes what an inline element says of its line; a block's say it of all its
// lines, if they are few, which flush finds out.
func (l *layout) mark(n *html.Node) {
	if len(l.open.times) >= mostMarked || len(l.open.names) >= mostMarked {
		return
	}
	line := l.doc.lines[n]
	switch {
	case n.Data == "time":
		if v := attr(n, "datetime"); v != "" {
			l.open.times = append(l.open.times, statement{v, line})
		}
	case n.Data == "abbr" && attr(n, "title") != "":
		l.open.times = append(l.open.times, statement{attr(n, "title"), line})
	case hasAttr(n, "data-date"):
		l.open.times = append(l.open.times, statement{attr(n, "data-date"), line})
	}
	if namesAuthor(n) {
		if name := words(n); name != "" && len(name) < 120 {
			l.open.names = append(l.open.names, statement{name, line})
		}
	}
	l.open.marks.add(n)
}

func (l *layout) flush(n *html.Node) {
	text := prose.OneLine(strings.ToValidUTF8(l.text.String(), ""))
	if text != "" || len(l.open.times) > 0 {
		one := l.open
		one.text, one.node, one.number, one.linked = text, n, l.doc.lineOf(n), l.plain == 0
		for p, up := n, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
			one.marks.add(p)
		}
		l.lines = append(l.lines, one)
	}
	l.open, l.plain = line{}, 0
	l.text.Reset()
}

// The words of classes that tell what a line says.
var (
	datedWords = wordlist.Set(`date dates datum fecha data time timestamp datetime published publish publishdate pubdate pub posted postdate created entrydate dateline
		veröffentlicht updated modified meta info submitted day calendar zeit tarih`)
	namedWords = wordlist.Set(`author authors byline autor autoren auteur authorname writer by vcard redakteur contributor verfasser reporter fn`)
	otherWords = wordlist.Set(`event events comment comments related teaser sidebar widget copyright archive archives caption captions`)
)

func (m *marks) add(n *html.Node) {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" && a.Key != "itemprop" && a.Key != "data-testid" {
			continue
		}
		for name := range strings.FieldsSeq(a.Val[:min(len(a.Val), longestNames)]) {
			for word := range nameWords(name) {
				m.dated = m.dated || datedWords[word]
				m.named = m.named || namedWords[word]
				m.other = m.other || otherWords[word]
			}
		}
	}
}
