package catalog

// Writes of a transaction, gathered. bbolt splits a page only on commit, so that
// many keys put in random order cost their square; in the order of the keys they
// cost next to nothing.

import (
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// overlay is a bucket with what is to be written to it.
type overlay struct {
	bucket  *bbolt.Bucket
	pending map[string][]byte // nil is to be deleted
}

func newOverlay(tx *bbolt.Tx, name []byte) *overlay {
	return &overlay{tx.Bucket(name), map[string][]byte{}}
}

func (o *overlay) get(key []byte) []byte {
	if v, ok := o.pending[string(key)]; ok {
		return v
	}
	return o.bucket.Get(key)
}

func (o *overlay) put(key, value []byte) {
	if value == nil {
		value = []byte{}
	}
	o.pending[string(key)] = value
}

func (o *overlay) delete(key []byte) { o.pending[string(key)] = nil }

func (o *overlay) flush() error {
	for _, k := range slices.Sorted(maps.Keys(o.pending)) {
		var err error
		if v := o.pending[k]; v == nil {
			err = o.bucket.Delete([]byte(k))
		} else {
			err = o.bucket.Put([]byte(k), v)
		}
		if err != nil {
			return err
		}
	}
	clear(o.pending)
	return nil
}
