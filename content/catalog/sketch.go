package catalog

// Sketches are made of every article that is read, so their words are hashed eight
// letters at a time.

import (
	"math"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
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
	at, start := 0, 0 // start is that of the word under way
	for at+blockSize+8 <= len(text) {
		parting, plain := partingsOf(text[at : at+blockSize])
		at += blockSize
		if plain {
			start = s.words(text, start, at-blockSize, parting)
			continue
		}
		start = s.toWordEnd(text, start, at)
		at = start
	}
	s.runes(text, start, len(text))
	s.endWord()
	return s.least
}

// words takes the words that end in the block at a place, where its partings are, and
// returns where the next one begins. All of them are ASCII.
func (s *shingler) words(text string, start, at int, parting uint64) int {
	one, two := s.one, s.two
	for ; parting != 0; parting &= parting - 1 {
		end := at + bits.TrailingZeros64(parting)
		n := end - start
		if n == 0 {
			start++
			continue
		}
		word := uint64(0)
		for ; n > 8; n, start = n-8, start+8 {
			word = word*powersOf31[8] + hashLetters(prose.Eight(text[start:])|' '*prose.EachByte)
		}
		word = scramble(word*powersOf31[n] + hashLetters((prose.Eight(text[start:])|' '*prose.EachByte)<<(64-8*n)))
		if h := shingle(two, one, word); h < s.limit && two != 0 {
			s.keep(uint32(h))
		}
		two, one, start = one, word, end+1
	}
	s.two, s.one = two, one
	return start
}

// blockSize is how many bytes are asked at once where words end: a bit for each.
const blockSize = 64

// partingsOf has a bit for each byte of a block that is neither letter nor digit. plain
// reports whether all of them are ASCII.
func partingsOf(block string) (parting uint64, plain bool) {
	const gather = 0x0002040810204081 // brings the marks of eight bytes together
	var all, beyond uint64
	for i := 0; i < blockSize; i += 8 {
		v := prose.Eight(block[i:])
		beyond |= v
		marks := prose.AllMarks &^ (prose.MarkLetters(v) | prose.MarkDigits(v))
		all |= marks * gather >> 56 << i
	}
	return all, beyond&prose.AllMarks == 0
}

// toWordEnd takes the text from a place to the end of the word that goes on at another,
// and returns what is behind it.
func (s *shingler) toWordEnd(text string, at, to int) int {
	for at < len(text) && (at < to || s.word != 0) {
		if at+8 > len(text) {
			return s.runes(text, at, len(text))
		}
		v := prose.Eight(text[at:])
		if v&prose.AllMarks != 0 {
			at = s.runes(text, at, at+8)
			continue
		}
		n := bits.TrailingZeros64(prose.AllMarks&^(prose.MarkLetters(v)|prose.MarkDigits(v))) / 8 // letters before the end of the word; 8 if it goes on
		s.word = s.word*powersOf31[n] + hashLetters((v|' '*prose.EachByte)<<(64-8*n))
		at += n
		if n < 8 {
			s.endWord()
			at++
		}
	}
	return at
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
	word, one, two uint64 // of the word at hand, of the one before, of the one before that; 0 is none
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
	if h := shingle(s.two, s.one, word); h < s.limit && s.two != 0 {
		s.keep(uint32(h))
	}
	s.two, s.one, s.word = s.one, word, 0
}

// shingle is the hash of three words.
func shingle(two, one, word uint64) uint64 { return (two*3 + one*5 + word*7) >> (32 + sketchDrop) }

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
