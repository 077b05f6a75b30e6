package org

// A text as HTML, block by block. Each line is looked at once for each list, quotation
// or drawer around it, of which so many are allowed.

import (
	"html"
	"strconv"
	"strings"

	"feedmill/content"
	"feedmill/content/heading"
	"feedmill/content/pattern"
)

// writer writes one text.
type writer struct {
	lines   []string
	ends    []int // as pairsOf gives them
	todo    todoWords
	out     strings.Builder
	depth   int // blocks that may still be opened within each other
	shift   int // of the levels of headlines
	which   content.HeadingIDs
	names   *heading.IDs // nil: headlines have none of their words
	caption string       // of the table or picture that follows
	linked  bool         // the words of a link are written
	notes   notes
}

// toHTML writes a text as HTML.
func toHTML(source string, depth int, which content.HeadingIDs) string {
	w := &writer{lines: strings.Split(source, "\n"), depth: depth, which: which}
	if names, ok := heading.New(which); ok {
		w.names = names
	}
	w.ends, w.todo = pairsOf(w.lines), todoWordsOf(w.lines)
	w.setShift()
	w.notes.gather(w.lines, w.ends)
	w.blocks(0, len(w.lines))
	w.writeNotes()
	return strings.TrimSpace(w.out.String())
}

// setShift makes the highest headline an h2: the title is above.
func (w *writer) setShift() {
	highest := 0
	for _, line := range w.lines {
		if h, ok := headlineOf(line, w.todo); ok && (highest == 0 || h.level < highest) {
			highest = h.level
		}
	}
	w.shift = 2 - highest
}

var (
	bullet    = pattern.New(`^(\s*)([-+]|\s\*|(\d+)[.)])(?:\s+|$)`)
	rule      = pattern.New(`^\s*-{5,}\s*$`)
	tableRule = pattern.New(`^\s*\|[-+|]+\s*$`)
	noteLine  = pattern.New(`^\[fn:([\w-]+)\]\s*`)
)

// blocks writes the lines from i to before end.
func (w *writer) blocks(i, end int) {
	for i < end {
		line := strings.TrimSpace(w.lines[i])
		switch {
		case line == "", isComment(line), noteLine.MatchString(w.lines[i]) && w.notes.lines[i] > 0:
			i = max(i+1, w.notes.lines[i])
		case w.ends[i] > 0 && w.ends[i] < end:
			w.block(i, w.ends[i])
			i = w.ends[i] + 1
		case strings.HasPrefix(line, "|"):
			i = w.table(i, end)
		case line == ":" || strings.HasPrefix(line, ": "):
			i = w.fixed(i, end)
		case rule.MatchString(line):
			w.out.WriteString("<hr>\n")
			i++
		case isKeyword(line):
			w.keyword(line)
			i++
		case bullet.MatchString(w.lines[i]) && w.depth > 0:
			i = w.list(i, end)
		default:
			i = w.headlineOrParagraph(i, end)
		}
	}
}

var customID = pattern.New(`(?i)^\s*:CUSTOM_ID:\s+(\S+)\s*$`)

func isKeyword(line string) bool { return strings.HasPrefix(line, "#+") && keyword.MatchString(line) }

// keyword keeps a caption for what follows; other keywords show nothing.
func (w *writer) keyword(line string) {
	if m := keyword.FindStringSubmatch(line); strings.EqualFold(m[1], "caption") {
		w.caption = m[2]
	}
}

func (w *writer) headlineOrParagraph(i, end int) int {
	h, ok := headlineOf(w.lines[i], w.todo)
	if !ok {
		return w.paragraph(i, end)
	}
	level := strconv.Itoa(min(max(h.level+w.shift, 2), 6))
	id := w.idOf(h, i)
	w.out.WriteString("<h" + level)
	if id != "" {
		w.out.WriteString(` id="` + html.EscapeString(id) + `"`)
	}
	w.out.WriteString(">")
	if h.todo != "" {
		w.out.WriteString(html.EscapeString(h.todo) + " ")
	}
	w.inline(h.title)
	w.out.WriteString("</h" + level + ">\n")
	if i+1 < end && planning.MatchString(w.lines[i+1]) {
		return i + 2
	}
	return i + 1
}

// idOf is what links call the headline on line i: its CUSTOM_ID, else its words, and
// a number where they return.
func (w *writer) idOf(h headline, i int) string {
	if i++; i < len(w.lines) && w.ends[i] > 0 {
		for _, line := range w.lines[i:w.ends[i]] {
			if m := customID.FindStringSubmatch(line); m != nil {
				if w.names != nil {
					w.names.Take(m[1])
				}
				return m[1]
			}
		}
	}
	if w.names == nil {
		return ""
	}
	return w.names.Name(strings.TrimSpace(plain(h.title)))
}

// paragraph writes lines up to one that begins something else.
func (w *writer) paragraph(i, end int) int {
	start := i
	for i++; i < end && !w.begins(i); i++ {
	}
	text := strings.TrimSpace(strings.Join(trimmed(w.lines[start:i]), "\n"))
	if picture, ok := pictureOf(text); ok {
		w.figure(`<img src="` + html.EscapeString(picture) + `" alt="` + html.EscapeString(plain(w.caption)) + `">`)
		return i
	}
	w.out.WriteString("<p>")
	w.inline(text)
	w.out.WriteString("</p>\n")
	return i
}

// begins reports whether a line cannot go on with a paragraph.
func (w *writer) begins(i int) bool {
	line := strings.TrimSpace(w.lines[i])
	if line == "" || w.ends[i] > 0 {
		return true
	}
	switch line[0] {
	case '|', '#', ':', '[':
		return line[0] == '|' || isKeyword(line) || isComment(line) || strings.HasPrefix(line, ": ") || w.notes.lines[i] > 0
	case '*':
		_, ok := headlineOf(w.lines[i], w.todo)
		return ok || w.depth > 0 && bullet.MatchString(w.lines[i])
	}
	return rule.MatchString(line) || w.depth > 0 && bullet.MatchString(w.lines[i])
}

func trimmed(lines []string) []string {
	all := make([]string, len(lines))
	for i, line := range lines {
		all[i] = strings.TrimSpace(line)
	}
	return all
}

// figure writes what may have a caption.
func (w *writer) figure(shown string) {
	if w.caption == "" {
		w.out.WriteString("<p>" + shown + "</p>\n")
		return
	}
	w.out.WriteString("<figure>" + shown + "<figcaption>")
	w.inline(w.caption)
	w.out.WriteString("</figcaption></figure>\n")
	w.caption = ""
}

// block writes a block or a drawer.
func (w *writer) block(i, end int) {
	words := strings.Fields(w.lines[i])
	kind := strings.ToLower(strings.TrimPrefix(strings.ToLower(words[0]), "#+begin_"))
	inner := w.lines[i+1 : end]
	switch kind {
	case "src", "example":
		w.code(inner, words[1:], kind)
	case "export":
		if len(words) > 1 && strings.EqualFold(words[1], "html") {
			w.out.WriteString(strings.Join(inner, "\n") + "\n")
		}
	case "comment", ":properties:", ":logbook:":
	case "verse":
		w.out.WriteString("<p>")
		for n, line := range inner {
			if n > 0 {
				w.out.WriteString("<br>\n")
			}
			w.inline(strings.TrimSpace(line))
		}
		w.out.WriteString("</p>\n")
	case "quote":
		w.within("<blockquote>\n", i+1, end, "</blockquote>\n")
	default:
		w.within("", i+1, end, "")
	}
}

// within writes lines between two tags, if they may be nested any deeper.
func (w *writer) within(open string, i, end int, closing string) {
	if w.depth == 0 {
		w.code(w.lines[i:end], nil, "")
		return
	}
	w.depth--
	w.out.WriteString(open)
	w.blocks(i, end)
	w.out.WriteString(closing)
	w.depth++
}

var codeLanguage = pattern.New(`^[\w+#.-]{1,40}$`)

func (w *writer) code(lines, words []string, kind string) {
	w.out.WriteString("<pre><code")
	if kind == "src" && len(words) > 0 && codeLanguage.MatchString(words[0]) {
		w.out.WriteString(` class="language-` + html.EscapeString(words[0]) + `"`)
	}
	w.out.WriteString(">")
	for _, line := range dedented(lines) {
		if bare := strings.TrimLeft(line, " \t"); strings.HasPrefix(bare, ",*") || strings.HasPrefix(bare, ",#+") || strings.HasPrefix(bare, ",,") {
			line = strings.Replace(line, ",", "", 1)
		}
		w.out.WriteString(html.EscapeString(line) + "\n")
	}
	w.out.WriteString("</code></pre>\n")
}

// dedented takes the indent that all lines share.
func dedented(lines []string) []string {
	shared := -1
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			if n := indentOf(line); shared < 0 || n < shared {
				shared = n
			}
		}
	}
	all := make([]string, len(lines))
	for i, line := range lines {
		all[i] = line[min(max(shared, 0), indentOf(line)):]
	}
	return all
}

// indentOf counts the white space before the words.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// fixed writes the lines that begin with a colon.
func (w *writer) fixed(i, end int) int {
	var lines []string
	for ; i < end; i++ {
		line := strings.TrimSpace(w.lines[i])
		if line != ":" && !strings.HasPrefix(line, ": ") {
			break
		}
		lines = append(lines, strings.TrimPrefix(strings.TrimLeft(w.lines[i], " \t")[1:], " "))
	}
	w.code(lines, nil, "")
	return i
}

// table writes the rows from i on. What stands above the first rule is its head.
func (w *writer) table(i, end int) int {
	start := i
	for i < end && strings.HasPrefix(strings.TrimSpace(w.lines[i]), "|") {
		i++
	}
	rows := w.lines[start:i]
	head := 0
	for n, row := range rows {
		if tableRule.MatchString(row) && n > 0 {
			head = n
			break
		}
	}
	if head > 0 && !hasRow(rows[head:]) {
		head = 0
	}
	w.out.WriteString("<table>\n")
	if w.caption != "" {
		w.out.WriteString("<caption>")
		w.inline(w.caption)
		w.out.WriteString("</caption>\n")
		w.caption = ""
	}
	for n, row := range rows {
		if !tableRule.MatchString(row) {
			w.row(row, n < head)
		}
	}
	w.out.WriteString("</table>\n")
	return i
}

func hasRow(rows []string) bool {
	for _, row := range rows {
		if !tableRule.MatchString(row) {
			return true
		}
	}
	return false
}

func (w *writer) row(row string, head bool) {
	tag := "td"
	if head {
		tag = "th"
	}
	w.out.WriteString("<tr>")
	row = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|")
	for _, cell := range strings.Split(row, "|") {
		w.out.WriteString("<" + tag + ">")
		w.inline(strings.TrimSpace(cell))
		w.out.WriteString("</" + tag + ">")
	}
	w.out.WriteString("</tr>\n")
}
