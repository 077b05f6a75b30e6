package publish

// The first edition of a folder need not be summed: that would take a tenth of its time where
// articles have pages, and most of these never change. When such a document is made again, the
// file is read to see whether it is the same, and summed from then on.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"

	"feedmill/content/catalog"
	"feedmill/feed"
)

func isSummed(s catalog.Stamp) bool { return s.Sum != feed.Sum{} }

// SumLater leaves new documents without a sum. It is for a folder from which nobody takes
// documents to elsewhere, or tells others of them: who does compares by sums.
func (d *Directory) SumLater() { d.later = true }

// SumAll notes the sums of documents that have none, where nobody needed them before. One
// that is not as it was left has none before it is made again.
func (d *Directory) SumAll(held *catalog.Manifest) error {
	for some, err := range held.Batches() {
		if err != nil {
			return err
		}
		sums := make([]feed.Sum, len(some))
		var without []int // indexes of some
		for i, c := range some {
			if !isSummed(c.Stamp) {
				without = append(without, i)
			}
		}
		err = sideBySide(runtime.GOMAXPROCS(0), without, func(i int) (err error) {
			sums[i], err = d.sum(some[i])
			return err
		})
		if err != nil {
			return err
		}
		for _, i := range without {
			some[i].Sum = sums[i]
			held.Note(some[i].Path, some[i].Stamp)
		}
	}
	return held.Keep()
}

// sum is that of a document's file; none if it is not as it was left.
func (d *Directory) sum(c catalog.Copy) (sum feed.Sum, err error) {
	info, err := d.root.Lstat(native(c.Path))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !(info.Mode().IsRegular() && agree(stampOf(info), c.Stamp)) {
		return sum, nil
	}
	if err == nil {
		sum, err = d.sumFile(c.Path)
	}
	if err != nil {
		return sum, fmt.Errorf("sum what is published: %w", err)
	}
	return sum, nil
}

func (d *Directory) sumFile(p string) (feed.Sum, error) {
	f, err := d.root.Open(native(p))
	if err != nil {
		return feed.Sum{}, err
	}
	defer f.Close()
	h := feed.NewHash()
	_, err = io.Copy(h, f)
	return feed.SumOf(h), err
}
