package publish

// The first edition of a folder need not be summed: that would take a tenth of its time where
// articles have pages, and most of these never change. When such a document is made again, the
// file is read to see whether it is the same, and summed from then on.

import (
	"io"
	"runtime"
	"slices"
	"sync"

	"feedmill/content/catalog"
	"feedmill/feed"
)

func isSummed(s catalog.Stamp) bool { return s.Sum != feed.Sum{} }

// SumLater leaves new documents without a sum. It is for a folder from which nobody takes
// documents to elsewhere, or tells others of them: who does compares by sums.
func (d *Directory) SumLater() { d.later = true }

// SumAll notes the sums of documents that have none, where nobody needed them before. One
// that cannot be read, or is not as it was left, has none before it is made again: it keeps no
// other from coming out.
func (d *Directory) SumAll(held *catalog.Manifest) error {
	for some, err := range held.Batches() {
		if err != nil {
			return err
		}
		some = slices.DeleteFunc(some, func(c catalog.Copy) bool { return isSummed(c.Stamp) })
		var mu sync.Mutex // of held
		_ = sideBySide(runtime.GOMAXPROCS(0), some, func(c catalog.Copy) error {
			if c.Sum = d.sum(c); isSummed(c.Stamp) {
				mu.Lock()
				defer mu.Unlock()
				held.Note(c.Path, c.Stamp)
			}
			return nil
		})
	}
	return held.Keep()
}

// sum is that of a document's file; none if it is not as it was left, or cannot be read.
func (d *Directory) sum(c catalog.Copy) (sum feed.Sum) {
	info, err := d.root.Lstat(native(c.Path))
	if err != nil || !info.Mode().IsRegular() || !agree(stampOf(info), c.Stamp) {
		return sum
	}
	f, err := d.root.Open(native(c.Path))
	if err != nil {
		return sum
	}
	defer f.Close()
	h := feed.NewHash()
	if _, err := io.Copy(h, f); err != nil {
		return sum
	}
	return feed.SumOf(h)
}
