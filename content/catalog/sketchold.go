package catalog

// Sketches as catalogs before version 4 have them: what was written with them must be
// recognised by the same.

import (
	"slices"
	"unicode"
)

// wordSketch is of the words of a text, letter by letter.
func wordSketch(text string) sketch {
	var s wordShingler
	for _, r := range text[:min(len(text), sketchText)] {
		s.rune(r)
	}
	s.endWord()
	return s.least
}

// wordShingler hashes words as they come, and the last three of them as a shingle, whose
// hash has 24 bits.
type wordShingler struct {
	word, one, two uint64 // of the word at hand, of the one before, of the one before that; 0 is none
	least          sketch
}

func (s *wordShingler) rune(c rune) {
	switch {
	case !unicode.IsLetter(c) && !unicode.IsDigit(c):
		s.endWord()
	case spaceless(c):
		s.endWord()
		s.word = uint64(c)
		s.endWord()
	default:
		s.word = s.word*31 + uint64(unicode.ToLower(c))
	}
}

// spaceless reports whether c belongs to a script that writes no space between
// words: there each letter counts as one.
func spaceless(c rune) bool {
	return c >= 0x2E80 && c < 0xAC00 || c >= 0xF900 && c < 0xFB00 || c >= 0x20000 ||
		c >= 0x0E00 && c < 0x0F00 || c >= 0x1000 && c < 0x10A0 || c >= 0x1780 && c < 0x1800
}

func (s *wordShingler) endWord() {
	if s.word == 0 {
		return
	}
	word := scramble(s.word)
	if s.two != 0 {
		s.keep(uint32((s.two*3 + s.one*5 + word*7) >> (32 + sketchDrop)))
	}
	s.two, s.one, s.word = s.one, word, 0
}

func (s *wordShingler) keep(h uint32) {
	at, found := slices.BinarySearch(s.least, h)
	if found || at == sketchSize {
		return
	}
	s.least = slices.Insert(s.least, at, h)
	s.least = s.least[:min(len(s.least), sketchSize)]
}
