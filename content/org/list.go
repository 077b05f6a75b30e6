package org

// Lists: an item goes on as long as its lines stand further in than its mark.

import (
	"html"
	"strconv"
	"strings"
)

// item is the first line of one, taken apart.
type item struct {
	indent int
	number string // empty in a list without numbers
	text   string
}

func itemOf(line string) (item, bool) {
	m := bullet.FindStringSubmatch(line)
	if m == nil {
		return item{}, false
	}
	return item{indent: indentOf(line), number: m[3], text: line[len(m[0]):]}, true
}

// list writes the items from i on that stand as far in as the first.
func (w *writer) list(i, end int) int {
	first, _ := itemOf(w.lines[i])
	tag := "ul"
	switch {
	case first.number != "":
		tag = "ol"
	case strings.Contains(first.text, " :: "):
		tag = "dl"
	}
	w.out.WriteString("<" + tag)
	if n, err := strconv.Atoi(first.number); err == nil && n != 1 {
		w.out.WriteString(` start="` + strconv.Itoa(n) + `"`)
	}
	w.out.WriteString(">\n")
	w.depth--
	for i < end {
		it, ok := itemOf(w.lines[i])
		if !ok || it.indent != first.indent || (it.number == "") != (first.number == "") {
			break
		}
		last := w.endOfItem(i, end, first.indent)
		w.item(it, i, last, tag)
		i = last
		for i < end && strings.TrimSpace(w.lines[i]) == "" {
			i++
		}
	}
	w.depth++
	w.out.WriteString("</" + tag + ">\n")
	return i
}

// endOfItem is the line before which an item ends: one that stands no further in, or
// the second blank one in a row.
func (w *writer) endOfItem(i, end, indent int) int {
	blank := 0
	for n := i + 1; n < end; n++ {
		switch {
		case strings.TrimSpace(w.lines[n]) == "":
			if blank++; blank == 2 {
				return n
			}
			continue
		case indentOf(w.lines[n]) <= indent:
			return n - blank
		case w.ends[n] > 0 && w.ends[n] < end:
			n = w.ends[n]
		}
		blank = 0
	}
	return end
}

// boxes are what shows how far a thing is done.
var boxes = map[string]string{"[ ] ": "☐ ", "[X] ": "☑ ", "[x] ": "☑ ", "[-] ": "☐ "}

func (w *writer) item(it item, i, end int, tag string) {
	text := it.text
	if tag == "dl" {
		term, rest, ok := strings.Cut(text, " :: ")
		if !ok {
			term, rest = "", text
		}
		w.out.WriteString("<dt>")
		w.inline(strings.TrimSpace(term))
		w.out.WriteString("</dt><dd>")
		text = rest
		defer w.out.WriteString("</dd>\n")
	} else {
		w.out.WriteString("<li>")
		defer w.out.WriteString("</li>\n")
	}
	if len(text) >= 4 && boxes[text[:4]] != "" {
		w.out.WriteString(html.EscapeString(boxes[text[:4]]))
		text = text[4:]
	}
	n := i + 1 // past the lines that go on with the first
	for n < end && !w.begins(n) {
		n++
	}
	lines := append([]string{strings.TrimSpace(text)}, trimmed(w.lines[i+1:n])...)
	w.inline(strings.TrimSpace(strings.Join(lines, "\n")))
	for n < end && strings.TrimSpace(w.lines[n]) == "" {
		n++
	}
	if n < end {
		w.out.WriteByte('\n')
		w.blocks(n, end)
	}
}
