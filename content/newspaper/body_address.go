package newspaper

// The address of somebody to write to, a line each for the name, the street and the town.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

// endOfAddress is the index after the address that begins in line i, or 0: a few short
// lines between blank ones, the first a name, and two of the others with a number that a
// house, a town or a telephone has.
func (r *bodyReader) endOfAddress(i int) int {
	const fewest, most, longest = 3, 7, 45
	if i > 0 && r.lines[i-1].fate == inBody || r.lines[i].runes > longest || prose.HasDigit(r.lines[i].text) {
		return 0
	}
	end, numbered := i, 0
	for ; end < len(r.lines) && r.lines[end].fate == inBody; end++ {
		l := &r.lines[end]
		if end-i == most || l.runes > longest || !mayBeOfAddress(l.text) {
			return 0
		}
		if prose.HasDigit(l.text) {
			numbered++
		}
	}
	if end-i < fewest || numbered < 2 {
		return 0
	}
	return end
}

// farewells close letters, above the name.
var farewells = lexicon.Words("farewell")

// isFarewell reports whether s closes a letter: "Yours sincerely,".
func isFarewell(s string) bool {
	const longest = 60 // bytes
	return len(s) <= longest && farewells.Lists(strings.Trim(s, " ,.!"))
}

// endOfLetter is the index after the end of a letter that begins in line i, or 0: the
// farewell, and short lines with the name of the writer and who that is.
func (r *bodyReader) endOfLetter(i int) int {
	const most, longest = 6, 60
	if !isFarewell(r.lines[i].text) {
		return 0
	}
	end := i + 1
	for end < len(r.lines) && r.lines[end].fate == inBody && end-i <= most && r.lines[end].runes <= longest {
		end++
	}
	if end == i+1 || end < len(r.lines) && r.lines[end].fate == inBody {
		return 0
	}
	return end
}

// mayBeOfAddress reports whether s begins with a capital or a number, and ends as lines
// of addresses do.
func mayBeOfAddress(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '+' || startsItem(s) || strings.Contains(s, "  ") {
		return false
	}
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return !prose.EndsStatement(s) || prose.EndsAbbreviated(s) || strings.Count(last, ".") > 1 // "e.V."
}
