package newspaper

// The menu of the page that stands above a headline, as lines of a word or two or as one
// line that bars part.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content/byline"
	"feedmill/content/prose"
)

// menuWords are what the menus of sites offer beside the departments of a paper.
var menuWords = lexicon.Words("menu")

const (
	fewestInMenu = 3
	mostInMenu   = 40
)

// readMenu drops the menu that begins in line i. It needs three entries at least, half of
// them such as menus have, a gap below it, and then something that may be a headline above
// a text: a poem's first words, or a list, are none.
func (r *headReader) readMenu(i int) bool {
	entries, known, own, end := 0, 0, 0, i
	for j := i - 1; j >= 0 && r.lines[j].fate == inDropped && isEntry(r.lines[j].text); j-- {
		entries, known = entries+1, known+1 // what was known for litter: "Home"
	}
	for ; end < len(r.lines) && r.lines[end].fate == inBody && end-i < mostInMenu; end++ {
		n, sure := menuEntries(r.lines[end].text)
		if n == 0 {
			return false
		}
		entries, known, own = entries+n, known+sure, own+sure
	}
	if entries < fewestInMenu || own == 0 || known*2 < entries || !r.mayHead(end) {
		return false
	}
	for j := i; j < end; j++ {
		r.drop(j, "menu of the page")
	}
	return true
}

// menuEntries counts the entries of a menu in s, and those that are known; 0 if s is no
// part of a menu.
func menuEntries(s string) (entries, known int) {
	const longest = 160 // bytes
	if len(s) > longest {
		return 0, 0
	}
	for entry := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune("|•·»›", c) }) {
		entry = strings.Trim(entry, " \t\u3000*-+–—>▼▾:")
		if !isEntry(entry) {
			return 0, 0
		}
		if word := strings.ToLower(entry); menuWords.Has(word) || departments.Has(word) || starts.Has(word) || whyLitter(entry) != "" {
			known++
		} else if prose.WordCount(entry) > 2 {
			return 0, 0 // a headline right below the menu
		}
		entries++
	}
	return entries, known
}

// isEntry reports whether s is as short as the entries of menus are.
func isEntry(s string) bool {
	const longest = 28 // characters
	return s != "" && utf8.RuneCountInString(s) <= longest && prose.WordCount(s) <= 4 && !prose.HasDigit(s) && !prose.EndsSentence(s)
}

// mayHead reports whether the line below the gap at i may be a headline, with text below.
func (r *headReader) mayHead(i int) bool {
	if i >= len(r.lines) || r.lines[i].fate != blank {
		return false
	}
	j := r.next(i)
	if j >= len(r.lines) || r.next(j+1) >= len(r.lines) {
		return false
	}
	s := r.lines[j].text
	_, _, labelled := byline.CutByLabel(s)
	_, known := menuEntries(s)
	return !labelled && known == 0 && r.lines[j].runes <= longestTitle && (prose.WordCount(s) > 1 || isShortHan(s))
}
