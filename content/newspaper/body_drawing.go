package newspaper

// Drawings in letters, at whatever margin: lines of signs, one below the other.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// drawingSigns are what such lines are made of.
const drawingSigns = "|\\/_-+=<>^()#*.:~`'\"[]{}oO"

// signBytes has them as bytes.
var signBytes = func() (set [utf8.RuneSelf]bool) {
	for i := range len(drawingSigns) {
		set[drawingSigns[i]] = true
	}
	return set
}()

// drawing is the run of lines around line i that makes a drawing, from first to before
// end; ok is false if there is none. Three lines or more are mostly signs, of several kinds,
// and no single one is told from a rule or from punctuation.
func (r *page) drawing(i int) (first, end int, ok bool) {
	const fewest, most = 3, 60
	if !isOfSigns(r.lines[i].text) {
		return 0, 0, false
	}
	first, end = i, i+1
	for first > 0 && i-first < most && r.lines[first-1].fate == inBody && isOfSigns(r.lines[first-1].text) {
		first--
	}
	for end < len(r.lines) && end-i < most && r.lines[end].fate == inBody && isOfSigns(r.lines[end].text) {
		end++
	}
	if end-first < fewest {
		return 0, 0, false
	}
	kinds := 0
	for _, sign := range [...]string{"|", "\\", "/", "_", "(", "<", "+", "^", "#"} {
		for j := first; j < end; j++ {
			if strings.Contains(r.lines[j].text, sign) {
				kinds++
				break
			}
		}
	}
	return first, end, kinds >= 3 // of signs: rows of stars or dashes are no drawing
}

// isOfSigns reports whether two thirds of s, spaces aside, are signs.
func isOfSigns(s string) bool {
	const longest = 100 // bytes
	if len(s) > longest {
		return false
	}
	signs, others := 0, 0
	for _, c := range s {
		switch {
		case c < utf8.RuneSelf && signBytes[c]:
			signs++
		case !unicode.IsSpace(c):
			if others++; others*3 > len(s) {
				return false // whatever follows: as most lines are, from their third on
			}
		}
	}
	return signs >= others*2 && signs > 0
}

// drawingBlock reads the drawing that begins in line i.
func (r *bodyReader) drawingBlock(i int) (block, int, bool) {
	first, end, ok := r.drawing(i)
	if !ok || first != i {
		return block{}, 0, false
	}
	return block{kind: shaped, rows: dedent(r.lines[i:end]), first: i, last: end - 1}, end, true
}
