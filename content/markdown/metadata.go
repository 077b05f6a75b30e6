package markdown

// What stands at the head of Markdown files in place of front matter: the lines
// "Title: …" of Pelican and MultiMarkdown, the title block of Pandoc, the
// ".. title:" of Nikola, as such or in a comment.

import (
	"strings"
	"unicode"

	"feedmill/content"
	"feedmill/content/stated"
)

// cutMetadata separates metadata from the text, as cutFrontMatter does. A text that
// merely begins with a colon in its first line has none.
func cutMetadata(src string, line int) (matter []matterEntry, body string, next int) {
	rest, skipped := skipBlank(src)
	block, after := cutParagraph(rest)
	at, below := line+skipped, 1
	switch {
	case strings.HasPrefix(rest, "%"):
		matter = readPandoc(block, at)
	case strings.HasPrefix(rest, ".. "):
		matter = readKeyLines(block, ".. ", at)
	case strings.HasPrefix(rest, "<!--"):
		inner, tail, ok := strings.Cut(rest[len("<!--"):], "-->")
		if !ok {
			return nil, src, line
		}
		block, after, below = rest[:len(rest)-len(tail)], tail, 0
		matter = readComment(inner, at)
	default:
		block, after = cutKeys(block, after)
		matter = readKeyLines(block, "", at)
	}
	if !isMetadata(matter) {
		return nil, src, line
	}
	if strings.HasPrefix(after, "\n") {
		after, below = after[1:], below+1
	}
	return matter, after, at + strings.Count(block, "\n") + below
}

// matterBeside is what a file beside the article states of it, as Nikola has it: lines such
// as ".. title: …", or front matter. Its lines are those of another file, so they have no
// numbers.
func matterBeside(p string, o content.Options) []matterEntry {
	text := strings.TrimSpace(o.Site.StatedBeside(p))
	if text == "" {
		return nil
	}
	matter, _, _, err := cutFrontMatter(text+"\n", o.Limits.Filled())
	if err != nil || matter == nil {
		block, _ := cutParagraph(text)
		matter = readKeyLines(block, ".. ", 0)
	}
	for i := range matter {
		matter[i].line = 0
	}
	return matter
}

// cutParagraph parts the lines up to the first blank one.
func cutParagraph(s string) (block, rest string) {
	at := 0
	for at < len(s) {
		end := strings.IndexByte(s[at:], '\n')
		if end < 0 {
			end = len(s) - at
		}
		if strings.TrimSpace(s[at:at+end]) == "" {
			break
		}
		at += min(end+1, len(s)-at)
	}
	return strings.TrimSuffix(s[:at], "\n"), s[at:]
}

// cutKeys ends metadata at a heading, or at a rule, which is dropped, where no blank
// line ends it.
func cutKeys(block, after string) (keys, rest string) {
	at := 0
	for l := range strings.Lines(block + "\n") {
		switch trimmed := strings.TrimSpace(l); {
		case at > 0 && (trimmed == "---" || trimmed == "..."):
			return block[:at-1], "\n" + (block + "\n")[at+len(l):] + after
		case at > 0 && strings.HasPrefix(trimmed, "# "):
			return block[:at-1], block[at:] + "\n" + after
		}
		at += len(l)
	}
	return block, after
}

// isMetadata reports whether a block states a title, a date, or any two facts.
func isMetadata(matter []matterEntry) bool {
	known := 0
	for _, m := range matter {
		switch stated.MatterFieldOf(m.key) {
		case stated.Title:
			if m.value != "" {
				return true
			}
		case stated.Published:
			if strings.ContainsFunc(m.value.(string), unicode.IsDigit) {
				return true
			}
		case stated.None, stated.Other, stated.Body, stated.Dek:
		default:
			known++
		}
	}
	return known > 1
}

// readKeyLines reads lines of keys and values; indented lines go on. It is nil if
// any line is neither.
func readKeyLines(block, mark string, line int) []matterEntry {
	var matter []matterEntry
	for n, l := range strings.Split(block, "\n") {
		last := len(matter) - 1
		if mark == "" && last >= 0 && (l[0] == ' ' || l[0] == '\t') {
			sep := " "
			if stated.MatterFieldOf(matter[last].key) == stated.Author {
				sep = "; " // one author a line
			}
			matter[last].value = strings.TrimSpace(strings.TrimPrefix(matter[last].value.(string)+sep+strings.TrimSpace(l), sep))
			continue
		}
		l, ok := strings.CutPrefix(l, mark)
		key, value, keyed := stated.CutKey(l)
		if !ok || !keyed || last < 0 && mark == "" && stated.FieldOf(key) == stated.None || mark == "" && (strings.ContainsAny(key, "*[`<|") || key[0] == '_') {
			return nil
		}
		value = strings.TrimSpace(strings.TrimPrefix(value, ":")) // Logseq's "key:: value"
		matter = append(matter, matterEntry{key: key, value: value, line: line + n})
	}
	return matter
}

// readComment reads the lines of a comment, with Nikola's mark or without.
func readComment(inner string, line int) []matterEntry {
	trimmed := strings.TrimSpace(inner)
	line += strings.Count(inner[:strings.Index(inner, trimmed)], "\n")
	block, rest := cutParagraph(trimmed)
	if strings.TrimSpace(rest) != "" || block == "" {
		return nil
	}
	if strings.HasPrefix(block, ".. ") {
		return readKeyLines(block, ".. ", line)
	}
	return readKeyLines(block, "", line)
}

// readPandoc reads up to three parts, each after a percent sign: title, authors, date.
func readPandoc(block string, line int) []matterEntry {
	var matter []matterEntry
	for n, l := range strings.Split(block, "\n") {
		last := len(matter) - 1
		if value, ok := strings.CutPrefix(l, "%"); ok && last < 2 {
			key := [...]string{"title", "authors", "date"}[last+1]
			matter = append(matter, matterEntry{key: key, value: strings.TrimSpace(value), line: line + n})
			continue
		}
		if last < 0 || l[0] != ' ' && l[0] != '\t' {
			return nil
		}
		sep := " "
		if matter[last].key == "authors" {
			sep = "; "
		}
		matter[last].value = matter[last].value.(string) + sep + strings.TrimSpace(l)
	}
	if len(block) > 1 && block[1] == '%' || len(block) > 1 && block[1] != ' ' {
		return nil // a comment of Obsidian, a value in percent
	}
	return matter
}
