package publish

// A mark in a bucket says that an edition is whole. Servers that read from the bucket look
// at it alone, and at what they have only when it is another one.

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/objects"
	"feedmill/feed"
)

// EditionKey is where the mark is, below the prefix.
const EditionKey = ownerPlace + "/edition.json"

// SumKey is where the metadata of an object has the sum of its bytes, in hexadecimal: see
// [feed.SumOf].
const SumKey = "Feedmill-Sum"

// EditionMark is what is in it.
type EditionMark struct {
	Generator string    `json:"generator"`
	Completed time.Time `json:"completed"`
	Documents string    `json:"documents,omitempty"` // the sum of all, if it was made
}

// complete marks an edition as whole, if it changed anything. Of the first that this bucket
// was opened for, the mark is looked at if it did not: the last one may have been cut off
// before its mark. Only of that one are all documents summed.
func (b *Bucket) complete(ctx context.Context, held *catalog.Manifest, changed bool, at time.Time) error {
	b.marked = b.marked && !changed
	if b.marked {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience(0))
	defer cancel()
	mark := EditionMark{Generator: bucketGenerator, Completed: at.UTC()}
	if !b.summed {
		var err error
		if mark.Documents, err = sumOfAll(held); err != nil {
			return err
		}
		if !changed && b.isMarked(ctx, mark.Documents) {
			b.marked, b.summed = true, true
			return nil
		}
	}
	data, err := json.Marshal(mark)
	if err != nil {
		return err
	}
	err = b.note(ctx, EditionKey, data, objects.Anything)
	b.marked, b.summed = err == nil, b.summed || err == nil
	return b.InWords(err)
}

// isMarked reports whether the mark is that of these documents. One that cannot be read is
// written anew.
func (b *Bucket) isMarked(ctx context.Context, documents string) bool {
	var mark EditionMark
	data, _, err := b.read(ctx, EditionKey, 1<<10)
	return err == nil && json.Unmarshal(data, &mark) == nil && mark.Generator == bucketGenerator && mark.Documents == documents
}

// sumOfAll is a sum over the paths and sums of all documents that an outlet was left with.
func sumOfAll(held *catalog.Manifest) (string, error) {
	h := feed.NewHash()
	for c, err := range held.All() {
		if err != nil {
			return "", err
		}
		h.Write([]byte(c.Path))
		h.Write([]byte{0})
		h.Write(c.Sum[:])
	}
	sum := feed.SumOf(h)
	return hex.EncodeToString(sum[:]), nil
}
