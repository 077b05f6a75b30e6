package language

// Marks: what the words of a language have and those of its kin have not.

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markTable holds the marks of all languages by a hash of their first two bytes, so that
// one pass over a text counts them, however many there are.
type markTable struct {
	single  [256]uint64 // the languages of marks of one byte
	buckets [markBuckets][]mark
}

const markBuckets = 1 << 10

type mark struct {
	text      string
	languages uint64
}

// hasMarks reports whether the language with that index has marks.
func (l *lexicon) hasMarks(k int) bool { return l.marked>>k&1 == 1 }

func markHash(a, b byte) int { return (int(a)*37 + int(b)) % markBuckets }

// add notes the mark of a language.
func (m *markTable) add(text string, language int) {
	bit := uint64(1) << language
	if len(text) == 1 {
		m.single[text[0]] |= bit
		return
	}
	bucket := &m.buckets[markHash(text[0], text[1])]
	for i := range *bucket {
		if (*bucket)[i].text == text {
			(*bucket)[i].languages |= bit
			return
		}
	}
	*bucket = append(*bucket, mark{text, bit})
}

// count counts the marks of text that the languages among those given have, each.
func (m *markTable) count(text string, among uint64, counts *[mostLanguages]int) {
	for i := range len(text) {
		found := m.single[text[i]] & among
		if i+1 < len(text) {
			for _, k := range m.buckets[markHash(text[i], text[i+1])] {
				if k.languages&among != 0 && strings.HasPrefix(text[i:], k.text) {
					for rest := k.languages & among; rest != 0; rest &= rest - 1 {
						counts[bits.TrailingZeros64(rest)]++
					}
				}
			}
		}
		for ; found != 0; found &= found - 1 {
			counts[bits.TrailingZeros64(found)]++
		}
	}
}

// inMarks is a text in lower case, with a _ for whatever is no letter.
func inMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('_')
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			r, width := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
				r = '_'
			}
			b.WriteRune(unicode.ToLower(r))
			i += width
			continue
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			b.WriteByte(c | 0x20)
		default:
			b.WriteByte('_')
		}
		i++
	}
	b.WriteByte('_')
	return b.String()
}
