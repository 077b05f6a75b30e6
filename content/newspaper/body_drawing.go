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
	if first, end, ok := r.frame(i); ok {
		return first, end, true
	}
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

// frame is the run of lines around line i that is a box or a table of boxes, whatever is in
// them: it begins and ends with a border.
func (r *page) frame(i int) (first, end int, ok bool) {
	const fewest, most = 3, 60
	if !isFramed(r.lines[i].text) {
		return 0, 0, false
	}
	first, end = i, i+1
	for first > 0 && i-first < most && r.lines[first-1].fate == inBody && isFramed(r.lines[first-1].text) {
		first--
	}
	for end < len(r.lines) && end-i < most && r.lines[end].fate == inBody && isFramed(r.lines[end].text) {
		end++
	}
	return first, end, end-first >= fewest && isBorder(r.lines[first].text) && isBorder(r.lines[end-1].text)
}

// isFramed reports whether both ends of s are parts of a frame.
func isFramed(s string) bool {
	const ends, longest = "+|│┃║├┤┌┐└┘┏┓┗┛╔╗╚╝╠╣╭╮╰╯", 200
	first, _ := utf8.DecodeRuneInString(s)
	if first != '+' && first != '|' && first < '│' || len(s) > longest {
		return false // as nearly always
	}
	last, size := utf8.DecodeLastRuneInString(s)
	return size < len(s) && strings.ContainsRune(ends, first) && strings.ContainsRune(ends, last)
}

// isBorder reports whether s is the line above or below the boxes.
func isBorder(s string) bool {
	const shortest = 5 // bytes
	return len(s) >= shortest && s[0] != '|' && strings.IndexFunc(s, func(c rune) bool {
		return c != '+' && c != '-' && c != '=' && c != ' ' && (c < '─' || c > '╿')
	}) < 0
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
