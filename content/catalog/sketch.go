package catalog

// Sketches are made of every article that is read, so their words are hashed eight
// letters at a time.

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

// newSketch looks at the words of a text's source and at nothing else: marks of the
// format separate words, or count as words in both versions of a text.
func newSketch(text string) sketch {
	if len(text) > sketchText {
		text = text[:sketchText]
	}
	least := sketchBelow(text, likelyLimit(len(text)))
	if len(least) < sketchSize {
		least = sketchBelow(text, math.MaxUint64) // the text is shorter than it looked, or repeats itself
	}
	return least
}

// likelyLimit is a number below which a text of so many bytes has most probably more
// than enough hashes: those above it need not be looked at.
func likelyLimit(size int) uint64 {
	const (
		enough   = 2 * sketchSize
		perWord  = 8 // bytes; most words have fewer
		shingles = 1 << (32 - sketchDrop)
	)
	if size <= enough*perWord {
		return math.MaxUint64
	}
	return shingles * enough * perWord / uint64(size)
}

// sketchBelow is the sketch of the hashes below a limit.
func sketchBelow(text string, limit uint64) sketch {
	s := shingler{least: make(sketch, 0, sketchSize+1), limit: limit}
	source, at := []byte(text), 0 // not copied
	for at+8 <= len(text) {
		v := binary.LittleEndian.Uint64(source[at:])
		if v&(0x80*eachByte) != 0 {
			at = s.runes(text, at, at+8)
			continue
		}
		parting := partingBytes(v)
		n := bits.TrailingZeros64(parting) / 8 // letters before the end of the word; 8 if it goes on
		s.word = s.word*powersOf31[n] + hashLetters((v|0x20*eachByte)<<(64-8*n))
		if n == 8 {
			at += 8
			continue
		}
		if s.word != 0 {
			s.endWord()
		}
		at += n + 1
	}
	s.runes(text, at, len(text))
	s.endWord()
	return s.least
}

// eachByte has a one in each of its bytes.
const eachByte = 0x0101010101010101

// partingBytes has the highest bit of each byte that is no ASCII letter or digit, of
// eight that are ASCII.
func partingBytes(v uint64) uint64 {
	lower := v | 0x20*eachByte
	letters := (lower + (0x80-'a')*eachByte) &^ (lower + (0x7f-'z')*eachByte)
	digits := (v + (0x80-'0')*eachByte) &^ (v + (0x7f-'9')*eachByte)
	return ^(letters | digits) & (0x80 * eachByte)
}

// powersOf31 are 31 to the power of 0, 1, … 8.
var powersOf31 = func() (p [9]uint64) {
	p[0] = 1
	for i := range p[1:] {
		p[i+1] = 31 * p[i]
	}
	return p
}()

// hashLetters is what shingler.add makes of eight letters in a row, the lowest byte
// first; zeros before them do not count. Neighbours are added up in pairs.
func hashLetters(v uint64) uint64 {
	const bytes, pairs, fours = 0x00ff00ff00ff00ff, 0x0000ffff0000ffff, 0xffffffff
	v = v&bytes*31 + v>>8&bytes
	v = v&pairs*(31*31) + v>>16&pairs
	return v&fours*(31*31*31*31) + v>>32
}

// shingler hashes words as they come, and the last three of them as a shingle.
type shingler struct {
	word, one, two uint64 // of the word at hand, of the one before, of the two before
	words          int
	least          sketch
	limit          uint64 // hashes from here on are not kept
}

// runes takes the text from a place to another, or to the end of the character there,
// and returns where that is.
func (s *shingler) runes(text string, at, end int) int {
	for at < end {
		r, size := utf8.DecodeRuneInString(text[at:])
		s.rune(r)
		at += size
	}
	return at
}

func (s *shingler) rune(c rune) {
	switch {
	case !unicode.IsLetter(c) && !unicode.IsDigit(c):
		s.endWord()
	case spaceless(c):
		s.endWord()
		s.word = uint64(c)
		s.endWord()
	default:
		s.add(uint64(unicode.ToLower(c)))
	}
}

// add hashes one more letter: 31 times the word, plus the letter.
func (s *shingler) add(letter uint64) { s.word = s.word*31 + letter }

// spaceless reports whether c belongs to a script that writes no space between
// words: there each letter counts as one.
func spaceless(c rune) bool {
	return c >= 0x2E80 && c < 0xAC00 || c >= 0xF900 && c < 0xFB00 || c >= 0x20000 ||
		c >= 0x0E00 && c < 0x0F00 || c >= 0x1000 && c < 0x10A0 || c >= 0x1780 && c < 0x1800
}

func (s *shingler) endWord() {
	if s.word == 0 {
		return
	}
	word := scramble(s.word)
	if s.words++; s.words >= 3 {
		if h := (s.two*3 + s.one*5 + word*7) >> (32 + sketchDrop); h < s.limit {
			s.keep(uint32(h))
		}
	}
	s.two, s.one, s.word = s.one, word, 0
}

// scramble spreads the bits of n: the finaliser of MurmurHash3, which is in the
// public domain.
func scramble(n uint64) uint64 {
	n = (n ^ n>>33) * 0xff51afd7ed558ccd
	n = (n ^ n>>33) * 0xc4ceb9fe1a85ec53
	return n ^ n>>33
}

func (s *shingler) keep(h uint32) {
	at, found := slices.BinarySearch(s.least, h)
	if found {
		return
	}
	s.least = slices.Insert(s.least, at, h)
	if len(s.least) >= sketchSize {
		s.least = s.least[:sketchSize]
		s.limit = uint64(s.least[sketchSize-1])
	}
}
