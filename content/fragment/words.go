// Package fragment reads pieces of HTML: their words, how they begin, and what of them
// feeds do not carry.
package fragment

// The words of HTML: what a summary shows, and plain text.

import (
	"strings"

	"feedmill/content/prose"
	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// lineElements stand on lines of their own; partElements are parted from others
// by a blank one; of wordless ones nothing is read.
var (
	lineElements = wordlist.Set(`br li dt dd tr div section article header footer main nav figcaption option summary details hr caption`)
	partElements = wordlist.Set(`p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure form`)
	wordless     = wordlist.Set(`script style template svg head title textarea select noframes noembed canvas annotation annotation-xml`)
)

// Text is the text of a fragment, its blocks on lines of their own, some of them parted
// by blank ones.
func Text(s string) string {
	var w htmlWords
	z := html.NewTokenizer(strings.NewReader(s))
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		tok := z.Token()
		switch t {
		case html.TextToken:
			w.text(tok.Data)
		case html.StartTagToken:
			w.start(tok.Data)
		case html.SelfClosingTagToken:
			w.start(tok.Data)
			w.end(tok.Data)
		case html.EndTagToken:
			w.end(tok.Data)
		}
	}
	return strings.TrimSpace(w.out.String())
}

// htmlWords gathers words. Mathematics is written out in a line, since its digits
// would run together: 1/3, 10^2.
type htmlWords struct {
	out    strings.Builder
	hidden string // the element whose content is passed over
	depth  int    // of it within itself
	math   []mathPart
}

// mathPart is an element of mathematics with the children it has had.
type mathPart struct {
	name     string
	children int
}

func (w *htmlWords) text(s string) {
	switch {
	case w.hidden != "":
	case len(w.math) > 0:
		w.out.WriteString(strings.TrimSpace(s))
	default:
		w.out.WriteString(s)
	}
}

func (w *htmlWords) start(name string) {
	switch {
	case w.hidden == name:
		w.depth++
	case w.hidden != "":
	case wordless[name]:
		w.hidden, w.depth = name, 1
	case name == "math" || len(w.math) > 0 && len(w.math) < 200:
		w.startMath(name)
	case partElements[name]:
		w.out.WriteString("\n\n")
	case lineElements[name]:
		w.out.WriteByte('\n')
	}
}

func (w *htmlWords) end(name string) {
	switch last := len(w.math) - 1; {
	case w.hidden == name:
		if w.depth--; w.depth == 0 {
			w.hidden = ""
		}
	case w.hidden != "":
	case last >= 0 && w.math[last].name == name:
		w.math = w.math[:last]
		if name == "mrow" && last > 0 && groups[w.math[last-1].name] || name == "msqrt" {
			w.out.WriteByte(')')
		}
	case name == "math":
		w.math = nil
	case partElements[name]:
		w.out.WriteString("\n\n")
	case lineElements[name] && name != "br":
		w.out.WriteByte('\n')
	}
}

// groups are the elements whose parts need brackets when they are written in a line.
var groups = wordlist.Set(`mfrac msup msub msubsup mroot`)

func (w *htmlWords) startMath(name string) {
	if last := len(w.math) - 1; last >= 0 {
		parent := &w.math[last]
		if parent.children > 0 {
			w.out.WriteString(between(parent.name, parent.children))
		}
		parent.children++
		if name == "mrow" && groups[parent.name] {
			w.out.WriteByte('(')
		}
	}
	if name == "msqrt" {
		w.out.WriteString("√(")
	}
	w.math = append(w.math, mathPart{name: name})
}

// between is the sign between the parts of an element.
func between(name string, part int) string {
	switch {
	case name == "mfrac":
		return "/"
	case name == "msup", name == "mover", (name == "msubsup" || name == "munderover") && part == 2:
		return "^"
	case name == "msub", name == "munder", name == "msubsup", name == "munderover":
		return "_"
	}
	return " "
}

// asides hold words that no article begins with.
var asides = wordlist.Set(`a figure table h1 h2 h3 h4 h5 h6 nav`)

// Opening is the first paragraph of a fragment that has words outside of
// links and captions.
func Opening(s string) string {
	var o htmlParagraph
	z := html.NewTokenizer(strings.NewReader(s))
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		tok := z.Token()
		switch t {
		case html.TextToken:
			o.text(tok.Data)
			continue
		case html.StartTagToken, html.SelfClosingTagToken:
			if partElements[tok.Data] {
				if o.hasWords() {
					return o.String()
				}
				o.all.out.Reset()
				o.own.out.Reset()
			}
			o.start(tok.Data, t == html.SelfClosingTagToken)
		case html.EndTagToken:
			o.end(tok.Data)
			if partElements[tok.Data] {
				if o.hasWords() {
					return o.String()
				}
				o.own.out.Reset()
			}
		}
	}
	if !o.hasWords() {
		return ""
	}
	return o.String()
}

// htmlParagraph is a paragraph as far as it has been read.
type htmlParagraph struct {
	all htmlWords
	own htmlWords // without those of asides
	in  int       // open asides
}

// hasWords reports whether a letter or digit of the paragraph is its own.
func (o *htmlParagraph) hasWords() bool {
	return strings.ContainsFunc(o.own.out.String(), prose.IsLetterOrDigit)
}

// String is the paragraph in one line.
func (o *htmlParagraph) String() string { return prose.OneLine(o.all.out.String()) }

func (o *htmlParagraph) text(s string) {
	o.all.text(s)
	if o.in == 0 {
		o.own.text(s)
	}
}

func (o *htmlParagraph) start(name string, closed bool) {
	o.all.start(name)
	o.own.start(name)
	if closed {
		o.all.end(name)
		o.own.end(name)
	} else if asides[name] {
		o.in++
	}
}

func (o *htmlParagraph) end(name string) {
	o.all.end(name)
	o.own.end(name)
	if asides[name] && o.in > 0 {
		o.in--
	}
}
