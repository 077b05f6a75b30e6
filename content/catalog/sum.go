package catalog

// Sums tell whether bytes are those that they were. Each file is summed twice, whole and
// as an article, so that what a sum costs is felt by whoever has a hundred thousand.

import (
	"crypto/sha256"

	"github.com/zeebo/xxh3"
)

// marks are how a catalog tells files and texts apart. It keeps those that it was begun
// with: with others nothing in it would be known again.
type marks struct {
	sum    func([]byte) [16]byte
	sketch func(text string) sketch
}

// marksOf are by the version of a catalog.
//
// XXH3 hides nothing and stops nobody who looks for two texts of one sum. Nothing here
// asks for that: whoever can write an article can as well copy one. SHA-256 takes forty
// times as long where the processor has no instruction for it.
var marksOf = map[byte]marks{
	2: {halfSHA256, wordSketch},
	3: {sumXXH3, wordSketch},
	4: {sumXXH3, newSketch},
}

func sumXXH3(b []byte) [16]byte { return xxh3.Hash128(b).Bytes() }

// halfSHA256 is the first half of the sum.
func halfSHA256(b []byte) (sum [16]byte) {
	all := sha256.Sum256(b)
	copy(sum[:], all[:])
	return sum
}

// Sum is what tells whether a file's bytes are those that an article was read from, for
// [Reading.FileHash]. It is good for this catalog only.
func (c *Catalog) Sum(b []byte) [16]byte { return c.marks.sum(b) }
