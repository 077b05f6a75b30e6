package catalog

// The newest articles of a selection, and all of them, at the cost of what is
// returned.

import (
	"bytes"
	"iter"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// Newest gives the newest n articles of a selection, newest first: by Published,
// then by Seen. Drafts, held and expired ones are not among them.
func (c *Catalog) Newest(s Selection, n int) ([]Record, error) {
	return c.newestIn(bucketIndex, s, n)
}

func (c *Catalog) newestIn(bucket []byte, s Selection, n int) ([]Record, error) {
	var out []Record
	err := c.view(func(tx *bbolt.Tx) error {
		var orders [][]byte
		err := walk(tx, bucket, s, nil, func(order []byte) bool {
			if len(orders) < n {
				orders = append(orders, order)
			}
			return len(orders) < n
		})
		if err != nil || n <= 0 {
			return err
		}
		out, err = loadAll(tx, orders)
		return err
	})
	return out, err
}

func loadAll(tx *bbolt.Tx, orders [][]byte) ([]Record, error) {
	records := tx.Bucket(bucketRecords)
	out := make([]Record, 0, len(orders))
	for _, o := range orders {
		r, err := load(records, seenOf(o))
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// walk calls do with the order keys of a selection, newest first, from those
// before end on (nil is from the newest), while do says so. It walks the smallest
// of the facets and looks the others up.
func walk(tx *bbolt.Tx, bucket []byte, s Selection, end []byte, do func(order []byte) bool) error {
	var facets []*facet
	for _, key := range s.facetKeys() {
		f, err := readFacet(tx, key)
		if err != nil || f == nil {
			return err
		}
		facets = append(facets, f)
	}
	slices.SortFunc(facets, func(a, b *facet) int { return a.count - b.count })
	index := setOf(tx, bucket)
	return newestFirst(index, facets[0].number, end, func(order []byte) bool {
		for _, f := range facets[1:] {
			if !index.has(indexKey(f.number, order)) {
				return true
			}
		}
		return do(order)
	})
}

// All walks the articles of a selection, newest first. It reads some at a time and
// keeps nobody waiting; what Apply changes meanwhile it may see before or after the
// change. The last pair has the error, if there was one.
func (c *Catalog) All(s Selection) iter.Seq2[Record, error] {
	return c.between(s, time.Time{}, time.Time{})
}

const batch = 256 // records that a walk reads at a time

// between walks what was published from one instant on, and before another; a
// zero instant is no limit.
func (c *Catalog) between(s Selection, from, to time.Time) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for end := timeKey(to); ; {
			records, err := c.batch(s, timeKey(from), end)
			for _, r := range records {
				if !yield(r, nil) {
					return
				}
			}
			if err != nil {
				yield(Record{}, err)
			}
			if err != nil || len(records) < batch {
				return
			}
			last := records[len(records)-1]
			end = orderKey(last.Published.Time, last.Seen)
		}
	}
}

// batch reads the newest records with order keys from start on, and before end.
func (c *Catalog) batch(s Selection, start, end []byte) (out []Record, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		var orders [][]byte
		err := walk(tx, bucketIndex, s, end, func(order []byte) bool {
			if bytes.Compare(order, start) < 0 {
				return false
			}
			orders = append(orders, order)
			return len(orders) < batch
		})
		if err != nil {
			return err
		}
		out, err = loadAll(tx, orders)
		return err
	})
	return out, err
}

func timeKey(t time.Time) []byte {
	if t.IsZero() {
		return nil
	}
	return appendTime(nil, t)
}

// Withdrawn lists the articles that were taken out of a selection, the latest
// first, at most n: those removed, expired, or made drafts again. RFC 6721 has
// deleted-entry for them.
func (c *Catalog) Withdrawn(s Selection, n int) ([]Record, error) {
	return c.newestIn(bucketWithdrawn, s, n)
}

// WithdrawnMatching is [Catalog.Withdrawn] for a query.
func (c *Catalog) WithdrawnMatching(q Query, n int) (out []Record, err error) {
	if n <= 0 {
		return nil, nil
	}
	err = c.view(func(tx *bbolt.Tx) error {
		var orders [][]byte
		err := walkQuery(tx, setOf(tx, bucketWithdrawn), q, func(order []byte) bool {
			orders = append(orders, order)
			return len(orders) < n
		})
		if err != nil {
			return err
		}
		out, err = loadAll(tx, orders)
		return err
	})
	return out, err
}
