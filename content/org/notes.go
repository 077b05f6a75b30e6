package org

// Footnotes: defined in a block of their own, or where they are called.

import (
	"html"
	"strconv"
	"strings"
)

// notes are those of a text, in the order in which they are called.
type notes struct {
	lines   map[int]int       // line on which a definition begins, to the one after it
	defined map[string]string // by name
	numbers map[string]int    // by name, from 1
	called  []string          // their texts
	writing bool              // no note calls another
}

// gather finds the definitions: each ends at the next, at a headline or at two blank lines.
func (n *notes) gather(lines []string, ends []int) {
	n.lines, n.defined, n.numbers = map[int]int{}, map[string]string{}, map[string]int{}
	for i := 0; i < len(lines); i++ {
		m := noteLine.FindStringSubmatch(lines[i])
		if m == nil {
			i = max(i, ends[i])
			continue
		}
		end := i + 1
		for end < len(lines) && !noteLine.MatchString(lines[end]) && !strings.HasPrefix(lines[end], "*") &&
			!(strings.TrimSpace(lines[end]) == "" && (end+1 == len(lines) || strings.TrimSpace(lines[end+1]) == "")) {
			end++
		}
		n.defined[m[1]] = strings.TrimSpace(strings.Join(append([]string{lines[i][len(m[0]):]}, lines[i+1:end]...), "\n"))
		n.lines[i] = end
		i = end - 1
	}
}

// call writes the mark of a note, "name", "name:text" or ":text".
func (w *writer) call(inside string) {
	name, text, inline := strings.Cut(inside, ":")
	n := &w.notes
	number := n.numbers[name]
	if name == "" || number == 0 {
		if !inline {
			text = n.defined[name]
		}
		n.called = append(n.called, strings.TrimSpace(text))
		number = len(n.called)
		if name != "" {
			n.numbers[name] = number
		}
	}
	s := strconv.Itoa(number)
	w.out.WriteString(`<sup><a href="#fn-` + s + `">` + s + `</a></sup>`)
}

// writeNotes writes them below the text.
func (w *writer) writeNotes() {
	if len(w.notes.called) == 0 {
		return
	}
	w.notes.writing = true
	w.out.WriteString("<hr>\n<ol>\n")
	for i, text := range w.notes.called {
		w.out.WriteString(`<li id="` + html.EscapeString("fn-"+strconv.Itoa(i+1)) + `">`)
		for n, part := range strings.Split(text, "\n\n") {
			if n > 0 {
				w.out.WriteString("<br>\n")
			}
			w.inline(part)
		}
		w.out.WriteString("</li>\n")
	}
	w.out.WriteString("</ol>\n")
}
