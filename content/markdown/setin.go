package markdown

// Blocks of Python-Markdown whose text is set in by four blanks below a line that says
// what it is: admonitions (!!! note), details (??? note) and tabs (=== "Linux"). They may
// stand in lists, and in one another.

import (
	"strings"

	"feedmill/content/pattern"
)

var (
	admonitionShape = pattern.New(`^(?:!!!|\?\?\?\+?) +([A-Za-z][\w-]*)(?: [\w -]+)?(?: +"([^"]*)")? *$`)
	tabShape        = pattern.New(`^===[!+]? +"([^"]+)" *$`)
)

// setIn is a block that is open: how far its first line is set in, and whether its text
// becomes a quote.
type setIn struct {
	at    int
	quote bool
}

// deepestSetIn bounds how many such blocks are read within one another.
const deepestSetIn = 8

// block is a line of such a block in the form of a callout, or of a paragraph. What is not
// set in ends it. next are the lines below.
func (t *templates) block(l string, next []string) (line string, ok bool) {
	at := len(l) - len(strings.TrimLeft(l, " "))
	if strings.TrimSpace(l) == "" {
		return t.quoted(l)
	}
	for n := len(t.blocks); n > 0 && at < t.blocks[n-1].at+4; n-- {
		t.blocks = t.blocks[:n-1]
	}
	admonition, tab := admonitionShape.FindStringSubmatch(l[at:]), tabShape.FindStringSubmatch(l[at:])
	if admonition == nil && tab == nil || len(t.blocks) == deepestSetIn || !isSetIn(next, at+4) {
		return t.quoted(l)
	}
	outer, _ := t.quoted(l[:at])
	if len(t.blocks) == 0 {
		outer = l[:at]
	}
	t.blocks = append(t.blocks, setIn{at, tab == nil})
	if tab != nil {
		return outer + "**" + tab[1] + "**", true
	}
	return strings.TrimRight(outer+"> [!"+admonition[1]+"] "+admonition[2], " "), true
}

// quoted is a line within the blocks that are open; ok is false if none is.
func (t *templates) quoted(l string) (line string, ok bool) {
	if len(t.blocks) == 0 {
		return l, false
	}
	var b strings.Builder
	at := 0
	for _, outer := range t.blocks {
		b.WriteString(strings.Repeat(" ", outer.at-at))
		if at = outer.at + 4; outer.quote {
			b.WriteString("> ")
		}
	}
	if len(l) > at {
		b.WriteString(l[at:])
	}
	return strings.TrimRight(b.String(), " "), true
}

// isSetIn reports whether the first line with words is set in so far.
func isSetIn(lines []string, by int) bool {
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			return strings.HasPrefix(l, strings.Repeat(" ", by))
		}
	}
	return false
}
