package catalog

// Sketches are made of every article that is read. No character is decoded here and no
// word gone through: of each word that counts the sixteen bytes from its beginning on are
// hashed, and in a long text only a word in twenty counts.

import (
	"math/bits"
	"slices"

	"feedmill/content/prose"
)

// newSketch looks at the beginning of a text's source and at nothing else: marks of the
// format count as letters do, in both versions of a text. A shingle is shingleSize bytes
// from the beginning of a word on, with capitals as small letters and breaks of lines as
// spaces.
func newSketch(text string) sketch {
	s := sketcher{text: text[:min(len(text), sketchText)], limit: 2 * lesserHashes}
	if s.addPreferred(); s.n < sketchSize {
		s.addOthers()
	}
	return append(make(sketch, 0, sketchSize), s.least[:min(s.n, sketchSize)]...)
}

const (
	shingleSize  = 16                     // bytes; in English three words
	lesserHashes = 1 << (31 - sketchDrop) // those of preferred shingles are below
	preferred    = 'u' & 0x1f             // see addPreferred
	fiveBits     = 0x1f * prose.EachByte  // of each byte
	small        = ' ' * prose.EachByte   // makes letters small
)

// sketcher collects the least hashes of shingles.
type sketcher struct {
	text  string
	limit uint32 // hashes from here on are not kept
	least [4 * sketchSize]uint32
	n     int // how many there are; sorted when settled
}

// addPreferred adds the shingles whose second byte ends in the five bits of a u. That is
// asked of eight bytes at a time, and true of a word in twenty in most scripts: as a
// letter in Latin, Cyrillic, Greek or Hebrew, as a part of one in those of Asia. Their
// hashes are less than any other, so that a text with enough of them needs no others.
func (s *sketcher) addPreferred() {
	const sixth = fiveBits + prose.EachByte // the bit above five, of each byte
	for at := 0; at+8 <= len(s.text); at += 8 {
		seconds := (sixth - (prose.Eight(s.text[at:])&fiveBits ^ preferred*prose.EachByte)) & sixth // set where nothing was taken from it
		for ; seconds != 0; seconds &= seconds - 1 {
			if begin := at + bits.TrailingZeros64(seconds)/8 - 1; s.beginsShingle(begin) {
				s.keep(s.hash(begin))
			}
		}
	}
	s.settle()
}

// addOthers adds all shingles but those.
func (s *sketcher) addOthers() {
	for begin := 0; begin+shingleSize <= len(s.text); begin++ {
		if s.text[begin+1]&0x1f != preferred && s.beginsShingle(begin) {
			s.keep(lesserHashes | s.hash(begin))
		}
	}
	s.settle()
}

// beginsShingle reports whether a word begins at a place, and is long enough with what
// follows. Where a character has three bytes or more, as those of scripts without spaces
// have, it is a word of its own.
func (s *sketcher) beginsShingle(at int) bool {
	return at >= 0 && at+shingleSize <= len(s.text) && isOfWord(s.text[at]) &&
		(at == 0 || !isOfWord(s.text[at-1]) || s.text[at] >= 0xe0)
}

// isOfWord reports whether a byte is of a letter, a digit or one of :;<=>?@[\]^_`{|}~,
// which are as good as letters here.
func isOfWord(c byte) bool { return c >= '0' }

// hash is that of the shingle at a place.
func (s *sketcher) hash(at int) uint32 {
	first, second := folded(prose.Eight(s.text[at:])), folded(prose.Eight(s.text[at+8:]))
	return uint32(scramble(first^bits.RotateLeft64(second*golden, 29)) >> (33 + sketchDrop))
}

// golden is 2^64 divided by the golden ratio: Knuth, The Art of Computer Programming,
// volume 3, section 6.4.
const golden = 0x9e3779b97f4a7c15

// folded has capitals small, and a space for what is below it.
func folded(eight uint64) uint64 {
	kept := (eight | eight<<1 | eight<<2) & prose.AllMarks // of bytes from the space on
	return eight&(kept>>7*0xff) | small
}

func (s *sketcher) keep(h uint32) {
	if h >= s.limit {
		return
	}
	s.least[s.n] = h
	if s.n++; s.n == len(s.least) {
		s.settle()
	}
}

// settle sorts what there is, and leaves the least.
func (s *sketcher) settle() {
	slices.Sort(s.least[:s.n])
	s.n = min(len(slices.Compact(s.least[:s.n])), sketchSize)
	if s.n == sketchSize {
		s.limit = s.least[sketchSize-1]
	}
}

// scramble spreads the bits of n: the finaliser of MurmurHash3, which is in the
// public domain.
func scramble(n uint64) uint64 {
	n = (n ^ n>>33) * 0xff51afd7ed558ccd
	n = (n ^ n>>33) * 0xc4ceb9fe1a85ec53
	return n ^ n>>33
}
