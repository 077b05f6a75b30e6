package catalog

// Likeness of two articles, from what a record can keep of its content: a hash
// that tells whether it is the same, and a sketch that tells how much is shared.

import (
	"strconv"
	"strings"
	"sync"

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
func (c *Catalog) digestOf(a *content.Article) digest {
	source := ""
	if body := a.Body(); body != nil {
		source = body.Source()
	}
	return digest{c.contentHash(a, source), c.marks.sketch(source), suspects(a)}
}

// contentHash is over what a reader would call the article: title, content and links.
func (c *Catalog) contentHash(a *content.Article, source string) [16]byte {
	e := hashed.Get().(*encoder)
	e.b = e.b[:0]
	for _, s := range [...]string{a.Title(), source, a.SourceURL(), a.Image()} {
		e.text(s) // which cannot run into the next one
	}
	for _, file := range a.Enclosures() {
		e.text(file.URL)
		e.text(file.Type)
		e.text(strconv.FormatInt(file.Length, 10))
	}
	for _, l := range a.Links() {
		e.text(l.Rel)
		e.text(l.URL)
	}
	if a.External() != "" {
		e.text(a.External())
	}
	sum := c.marks.sum(e.b)
	if cap(e.b) <= maxHashed {
		hashed.Put(e)
	}
	return sum
}

// hashed are the buffers of contentHash: a whole article is copied into one, which
// costs less than hashing it in pieces. None larger than maxHashed is kept.
var hashed = sync.Pool{New: func() any { return &encoder{} }}

const maxHashed = 64 << 10

// sameTitle compares titles as people do.
func sameTitle(a, b string) bool {
	return a != "" && strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
