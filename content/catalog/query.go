package catalog

// Queries: what is known, newest first, at the cost of what is returned.

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"feedmill/content/folder"
)

// Fingerprints is what the folder looked like when its files were last read. The
// fingerprint is zero, and so unlike any, of a file that is to be read again:
// another reader read it, or it could not be read for a reason that may pass.
func (c *Catalog) Fingerprints() (folder.Snapshot, error) {
	var out folder.Snapshot
	err := c.view(func(tx *bbolt.Tx) error {
		files := tx.Bucket(bucketFiles)
		paths, size := 0, 0
		if err := files.ForEach(func(k, _ []byte) error { paths++; size += len(k); return nil }); err != nil {
			return err
		}
		out = make(folder.Snapshot, paths)
		var names strings.Builder // one allocation for all paths
		names.Grow(size)
		return files.ForEach(func(k, v []byte) error {
			f, err := decodeFixed(v)
			if err != nil {
				return err
			}
			if f.epoch != c.epoch || f.flags&fileRetry != 0 {
				f.fingerprint = folder.Fingerprint{}
			}
			start := names.Len()
			names.Write(k)
			out[names.String()[start:]] = f.fingerprint
			return nil
		})
	})
	return out, err
}

// Broken is a file that could not be read when it last changed.
type Broken struct{ Path, Message string }

// Broken lists them by path. Articles known from their last good version are
// still shown.
func (c *Catalog) Broken() ([]Broken, error) {
	var out []Broken
	err := c.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketFiles).ForEach(func(k, v []byte) error {
			f, err := decodeFixed(v)
			if err != nil || f.flags&fileBroken == 0 {
				return err
			}
			f, err = decodeFile(v)
			out = append(out, Broken{string(k), f.message})
			return err
		})
	})
	return out, err
}

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
	b := tx.Bucket(bucket)
	newestFirst(b, facets[0].number, end, func(order []byte) bool {
		for _, f := range facets[1:] {
			if !has(b, indexKey(f.number, order)) {
				return true
			}
		}
		return do(order)
	})
	return nil
}

// has reports whether a key is there. Get cannot tell: values are empty.
func has(b *bbolt.Bucket, key []byte) bool {
	k, _ := b.Cursor().Seek(key)
	return bytes.Equal(k, key)
}

// All walks the articles of a selection, newest first. It reads some at a time
// and holds nobody up; of what Apply changes meanwhile it may see either state.
// The last pair has the error, if there was one.
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

// Month is a month of the catalog's zone.
type Month struct {
	Year  int
	Month time.Month
}

// String is the form 2016-09.
func (m Month) String() string {
	return time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

func (c *Catalog) monthOf(t time.Time) Month {
	y, m, _ := t.In(c.zone).Date()
	return Month{y, m}
}

func (c *Catalog) start(m Month) time.Time {
	return time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, c.zone)
}

// Months lists the months in which articles of a selection were published,
// newest first. The first of them is open: it, or one after it, will get the
// next article. All others are closed, as RFC 5005 wants archives to be.
func (c *Catalog) Months(s Selection) ([]Month, error) {
	var months []Month
	err := c.view(func(tx *bbolt.Tx) error {
		var end []byte
		for {
			before := len(months)
			err := walk(tx, bucketIndex, s, end, func(order []byte) bool {
				m := c.monthOf(timeOf(order))
				months = append(months, m)
				end = timeKey(c.start(m))
				return false
			})
			if err != nil || len(months) == before {
				return err
			}
		}
	})
	return months, err
}

// Month gives the articles of a selection that were published in a month,
// newest first.
func (c *Catalog) Month(s Selection, m Month) ([]Record, error) {
	var out []Record
	next := Month{m.Year, m.Month + 1}
	for r, err := range c.between(s, c.start(m), c.start(next)) {
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// CountMonth is the number of articles of a selection that were published in a
// month, or limit if there are as many or more: it looks at no more of them.
func (c *Catalog) CountMonth(s Selection, m Month, limit int) (int, error) {
	count := 0
	start := timeKey(c.start(m))
	end := timeKey(c.start(Month{m.Year, m.Month + 1}))
	err := c.view(func(tx *bbolt.Tx) error {
		return walk(tx, bucketIndex, s, end, func(order []byte) bool {
			if count == limit || bytes.Compare(order, start) < 0 {
				return false
			}
			count++
			return true
		})
	})
	return count, err
}

// Lookup finds a record by its ID, whatever its state.
func (c *Catalog) Lookup(id string) (Record, bool, error) { return c.find(bucketIDs, id) }

// BySlug finds a record by the address of its page, whatever its state.
func (c *Catalog) BySlug(slug string) (Record, bool, error) { return c.find(bucketSlugs, slug) }

func (c *Catalog) find(bucket []byte, key string) (r Record, ok bool, err error) {
	if key == "" {
		return r, false, nil
	}
	err = c.view(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucket).Get([]byte(key))
		if b == nil {
			return nil
		}
		ok = true
		r, err = load(tx.Bucket(bucketRecords), number64(b))
		return err
	})
	return r, ok && err == nil, err
}

// ByPath gives the records of a file, by part.
func (c *Catalog) ByPath(p string) ([]Record, error) {
	var out []Record
	if p == "" {
		return nil, nil
	}
	err := c.view(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketFiles).Get([]byte(p))
		if b == nil {
			return nil
		}
		f, err := decodeFile(b)
		if err != nil {
			return err
		}
		for _, seen := range f.seen {
			r, err := load(tx.Bucket(bucketRecords), seen)
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// Count is the number of articles shown.
func (c *Catalog) Count() (int, error) {
	count := 0
	err := c.view(func(tx *bbolt.Tx) error {
		f, err := readFacet(tx, string(Everything))
		if f != nil {
			count = f.count
		}
		return err
	})
	return count, err
}
