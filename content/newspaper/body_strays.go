package newspaper

// What a page wears below its articles comes along when they are copied: bars to share,
// lists of stories, calls to subscribe. One file alone does not tell such a line from a
// last short paragraph; a folder does, for others of its files end in the same line.

import (
	"unicode/utf8"

	"feedmill/content/prose"
)

// markStrays marks the short paragraphs, of a line each, that end a text of longer ones.
func markStrays(blocks []block) {
	const longest, most = 120, 6 // characters, and lines that are marked
	above := len(blocks)
	for above > 0 && len(blocks)-above < most && isShortBlock(&blocks[above-1], longest) {
		above--
	}
	if above == 0 || !hasLongBlock(blocks[:above], longest) {
		return
	}
	for i := above; i < len(blocks); i++ {
		if blocks[i].kind == paragraph {
			blocks[i].kind = stray
		}
	}
}

// isShortBlock reports whether b is a heading or a paragraph of one short line.
func isShortBlock(b *block, longest int) bool {
	return (b.kind == paragraph || b.kind == heading) && b.first == b.last && utf8.RuneCountInString(b.text) <= longest
}

// hasLongBlock reports whether one of the blocks is a paragraph of prose.
func hasLongBlock(blocks []block, longest int) bool {
	for i := range blocks {
		if b := &blocks[i]; b.kind == paragraph && prose.EndsSentence(b.text) && (utf8.RuneCountInString(b.text) > longest || isSolid(b.text)) {
			return true
		}
	}
	return false
}
