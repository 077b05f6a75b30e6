package catalog

// Likeness of two articles, from what a record can keep of its content: a hash
// that tells whether it is the same, and a sketch that tells how much is shared.

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
)

// sketch is the smallest of the hashes of a text's shingles (runs of three words),
// sorted. The share of hashes that two sketches have in common estimates the share
// of common shingles: Broder, On the resemblance and containment of documents, 1997.
type sketch []uint32

const (
	sketchSize   = 16
	sketchEnough = 12      // a text of fewer shingles says nothing by being different
	sketchStub   = 4       // a text of fewer shingles is yet to be written
	sketchText   = 4 << 10 // bytes looked at: a text's beginning tells it from others
	sketchDrop   = 8       // bits of a shingle's 32 that are dropped, to make records smaller
)

// alike is how much two texts must share to be versions of one; akin is enough
// where something else speaks for it.
const (
	alike = 0.5
	akin  = 0.15
)

// newSketch looks at the words of a text's source and at nothing else: marks of the
// format separate words, or count as words in both versions of a text.
func newSketch(text string) sketch {
	if len(text) > sketchText {
		text = text[:sketchText]
	}
	s := shingler{least: make(sketch, 0, sketchSize+1), limit: math.MaxUint64}
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			s.rune(r)
			i += size
			continue
		}
		if letter := letters[c]; letter != 0 {
			s.add(letter)
		} else if s.word != 0 {
			s.endWord()
		}
		i++
	}
	s.endWord()
	return s.least
}

// letters are what ASCII letters and digits are hashed as, case folded; 0 is
// what parts words. Almost all text goes through here.
var letters = func() (t [utf8.RuneSelf]uint64) {
	for c := range t {
		if r := unicode.ToLower(rune(c)); unicode.IsLetter(r) || unicode.IsDigit(r) {
			t[c] = uint64(r)
		}
	}
	return t
}()

// shingler hashes words as they come, and the last three of them as a shingle.
type shingler struct {
	word, one, two uint64 // of the word at hand, of the one before, of the two before
	words          int
	least          sketch
	limit          uint64 // hashes from here on are not kept
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

// add hashes one more letter: 31 times the word, plus the letter. Written like this it
// waits for the word half as long as a multiplication would.
func (s *shingler) add(letter uint64) { s.word = s.word<<5 + (letter - s.word) }

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

// resemblance is the share of common shingles, from 0 to 1; 0 if either text is
// too short to have any.
func (s sketch) resemblance(t sketch) float64 {
	common, all := 0, 0
	for i, j := 0, 0; (i < len(s) || j < len(t)) && all < sketchSize; all++ {
		switch {
		case j == len(t) || i < len(s) && s[i] < t[j]:
			i++
		case i == len(s) || t[j] < s[i]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(common) / float64(all)
}

// digest is what identity needs to know of an article's content.
type digest struct {
	hash     [16]byte
	sketch   sketch
	suspects []uint64 // as in Record
}

// digestOf reads the source of the body once, and renders nothing.
func digestOf(a *content.Article) digest {
	source := ""
	if body := a.Body(); body != nil {
		source = body.Source()
	}
	return digest{contentHash(a, source), newSketch(source), suspects(a)}
}

// contentHash is over what a reader would call the article: title, content and links.
func contentHash(a *content.Article, source string) (sum [16]byte) {
	h := sha256.New()
	w := bufio.NewWriterSize(h, 1024)
	for _, s := range [...]string{a.Title(), source, a.SourceURL(), a.Image()} {
		writeText(w, s)
	}
	for _, e := range a.Enclosures() {
		writeText(w, e.URL)
		writeText(w, e.Type)
		writeText(w, strconv.FormatInt(e.Length, 10))
	}
	for _, l := range a.Links() {
		writeText(w, l.Rel)
		writeText(w, l.URL)
	}
	if a.External() != "" {
		writeText(w, a.External())
	}
	w.Flush()
	copy(sum[:], h.Sum(nil))
	return sum
}

// writeText writes a text so that it cannot run into the next one.
func writeText(w *bufio.Writer, s string) {
	w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(len(s))))
	w.WriteString(s)
}

// sameTitle compares titles as people do.
func sameTitle(a, b string) bool {
	return a != "" && strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
