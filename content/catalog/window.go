package catalog

// Windows: what a feed shows of a selection, and what has left it for good.

import (
	"bytes"
	"cmp"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// windowOf is what a window of a size shows of the articles that walk walks, newest
// first, and the order key of the newest that is not in it any more, or nil. What
// is not newer than mark had left before; what is older than start is never in it.
//
// What has left the window does not come back when newer articles are withdrawn:
// readers may have forgotten it, and would show it as new. The window gets smaller
// instead, but no smaller than half: a feed must not run empty while there are
// articles.
func windowOf(walk func(do func(order []byte) bool), start, mark []byte, size int) (shown [][]byte, left []byte) {
	walk(func(order []byte) bool {
		out := mark != nil && bytes.Compare(order, mark) <= 0
		if len(shown) == size || out && len(shown) >= (size+1)/2 || bytes.Compare(order, start) < 0 {
			left = bytes.Clone(order)
			return false
		}
		shown = append(shown, bytes.Clone(order))
		return true
	})
	return shown, left
}

// movedMark follows the window: up when articles leave it, down only when it had
// to take some back.
func movedMark(mark []byte, shown [][]byte, left []byte) []byte {
	takenBack := len(shown) > 0 && mark != nil && bytes.Compare(shown[len(shown)-1], mark) <= 0
	if takenBack || bytes.Compare(left, mark) > 0 {
		return left
	}
	return mark
}

// window is what the facet's window shows, and the newest that is not in it any more.
func (f *facet) window(tx *bbolt.Tx, index set, size int) (shown [][]byte, left []byte, err error) {
	start := tx.Bucket(bucketMeta).Get(startKeyOf(f.key))
	walk := func(do func(order []byte) bool) { err = newestFirst(index, f.number, nil, do) }
	shown, left = windowOf(walk, start, f.mark, size)
	return shown, left, err
}

// startKeyOf is where the catalog keeps how an order key begins that is in the feed of a
// facet.
func startKeyOf(facet string) []byte {
	if facet == string(Everything) {
		return []byte("start")
	}
	return []byte("start " + facet)
}

// StartWindow has the feed of a selection by one property, or of the site, begin at an
// instant: what was published before that is in archives, and never in the feed. So a site
// that moves in shows its readers nothing that is older than all they have seen.
func (c *Catalog) StartWindow(s Selection, at time.Time) error {
	key := s.facetKeys()[0]
	err := c.update(func(tx *bbolt.Tx) error {
		if err := tx.Bucket(bucketMeta).Put(startKeyOf(key), appendTime(nil, at)); err != nil {
			return err
		}
		w := newWriter(c, tx)
		if _, err := w.facet(facetName{key: key, name: s.name()}); err != nil {
			return err
		}
		return w.finish()
	})
	if err != nil {
		return fmt.Errorf("start the feed at %s: %w", at.Format(time.DateOnly), err)
	}
	return nil
}

// name is what a selection by one property selects.
func (s Selection) name() string { return cmp.Or(s.Section, s.Tag, s.Author, s.Language) }

// Window gives what a feed of the selection shows, newest first. What has left
// the window does not come back, whatever is edited or withdrawn, since a reader
// might take it for new; unless less than half of the window would remain, or
// its author gives it a later date. Selections by several properties have the
// newest articles, without that memory.
func (c *Catalog) Window(s Selection) ([]Record, error) {
	keys := s.facetKeys()
	if len(keys) > 1 {
		return c.Newest(s, c.window)
	}
	var out []Record
	err := c.view(func(tx *bbolt.Tx) error {
		f, err := readFacet(tx, keys[0])
		if err != nil || f == nil {
			return err
		}
		shown, _, err := f.window(tx, setOf(tx, bucketIndex), c.window)
		if err != nil {
			return err
		}
		out, err = loadAll(tx, shown)
		return err
	})
	return out, err
}

// MatchingWindow gives what the feed of a name shows: of a query at most n articles,
// newest first, with the memory that [Catalog.Window] has. Since it remembers what it
// gave, call it only when the feed is published. The memory begins anew when the
// query or n changes.
func (c *Catalog) MatchingWindow(feed string, q Query, n int) (out []Record, err error) {
	key := []byte("window " + feed)
	asked := fmt.Sprintf("%d %q", n, q)
	var before, after []byte
	err = c.view(func(tx *bbolt.Tx) error {
		before = bytes.Clone(tx.Bucket(bucketMeta).Get(key))
		var walked error
		walk := func(do func(order []byte) bool) { walked = walkQuery(tx, setOf(tx, bucketIndex), q, do) }
		mark := markOf(before, asked)
		shown, left := windowOf(walk, nil, mark, n)
		if walked != nil {
			return walked
		}
		e := encoder{}
		e.text(asked)
		e.text(string(movedMark(mark, shown, left)))
		after = e.b
		out, err = loadAll(tx, shown)
		return err
	})
	if err != nil || bytes.Equal(before, after) {
		return out, err
	}
	return out, c.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(key, after) })
}

// markOf is the mark in what MatchingWindow has stored; nil if that was for another
// question.
func markOf(stored []byte, asked string) []byte {
	d := newDecoder(stored)
	if d.text() != asked || d.short {
		return nil
	}
	if mark := d.text(); mark != "" {
		return []byte(mark)
	}
	return nil
}
