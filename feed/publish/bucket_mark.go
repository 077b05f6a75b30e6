package publish

// A mark in a bucket says that an edition is whole. Servers that read from the bucket look
// at it alone, and at what they have only when it is another one.

import (
	"context"
	"encoding/json"
	"time"

	"feedmill/content/objects"
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
}

// complete marks an edition as whole, if it changed anything; or if it is the first that
// this bucket was opened for, since the last may have been cut off before its mark.
func (b *Bucket) complete(ctx context.Context, changed bool, at time.Time) error {
	b.marked = b.marked && !changed
	if b.marked {
		return nil
	}
	data, err := json.Marshal(EditionMark{bucketGenerator, at.UTC()})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience(0))
	defer cancel()
	err = b.note(ctx, EditionKey, data, objects.Anything)
	b.marked = err == nil
	return b.InWords(err)
}
