package catalog

// What comes before and after an article in time.

import (
	"bytes"

	"go.etcd.io/bbolt"
)

// Neighbours are the articles shown right before a place in time and right after it. An
// ID is empty where there is none.
type Neighbours struct{ Older, Newer Record }

// Neighbours finds those of each record's place, whether it is shown itself or not. Of
// records that follow each other, the newest first, it costs a step each.
func (c *Catalog) Neighbours(records []Record) ([]Neighbours, error) {
	all := make([]Neighbours, len(records))
	err := c.view(func(tx *bbolt.Tx) error {
		f, err := readFacet(tx, string(Everything))
		if err != nil || f == nil {
			return err
		}
		w := neighbourWalk{facet: f.number, records: tx.Bucket(bucketRecords), down: setOf(tx, bucketIndex).cursor(), up: setOf(tx, bucketIndex).cursor()}
		keys := make([][]byte, len(records))
		for i, r := range records {
			keys[i] = indexKey(f.number, orderKey(r.Published.Time, r.Seen))
		}
		for i := range records {
			if all[i], err = w.around(records, keys, i); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// neighbourWalk goes through the index with two cursors.
type neighbourWalk struct {
	facet    uint32
	records  *bbolt.Bucket
	down, up *setCursor
	at       []byte // where down stands
}

func (w *neighbourWalk) around(records []Record, keys [][]byte, i int) (n Neighbours, err error) {
	follows := i > 0 && w.at != nil && bytes.Equal(w.at, keys[i]) // the one before it in the list is its newer neighbour
	if follows {
		w.at = w.down.prev()
		n.Newer = records[i-1]
	} else {
		w.at = w.down.before(keys[i])
		next := w.up.seek(keys[i])
		if bytes.Equal(next, keys[i]) {
			next = w.up.next()
		}
		if n.Newer, err = w.record(next); err != nil {
			return n, err
		}
	}
	if i+1 < len(keys) && bytes.Equal(w.at, keys[i+1]) {
		n.Older = records[i+1]
		return n, nil
	}
	n.Older, err = w.record(w.at)
	return n, err
}

// record is the one at a key; zero if that is not of the index of all articles.
func (w *neighbourWalk) record(key []byte) (Record, error) {
	order := orderIn(w.facet, key)
	if order == nil {
		return Record{}, nil
	}
	return load(w.records, seenOf(order))
}
