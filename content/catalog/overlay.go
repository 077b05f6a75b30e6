package catalog

// The writes of a transaction are gathered. bbolt splits a page only on commit, so that
// the cost of many keys in random order grows with their square; in order they cost
// next to nothing.

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// overlay is a bucket with what is to be written to it.
type overlay struct {
	bucket  *bbolt.Bucket
	pending map[string][]byte
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

func (o *overlay) flush() error {
	for _, k := range slices.Sorted(maps.Keys(o.pending)) {
		if err := o.bucket.Put([]byte(k), o.pending[k]); err != nil {
			return err
		}
	}
	clear(o.pending)
	return nil
}

// setOverlay is a set with what is to be put into it, or taken out.
type setOverlay struct {
	set
	pending map[string]bool
}

func newSetOverlay(tx *bbolt.Tx, name []byte) *setOverlay {
	return &setOverlay{setOf(tx, name), map[string]bool{}}
}

func (o *setOverlay) put(key []byte)    { o.pending[string(key)] = true }
func (o *setOverlay) delete(key []byte) { o.pending[string(key)] = false }

func (o *setOverlay) flush() error {
	keys := slices.Sorted(maps.Keys(o.pending))
	err := o.edit(keys, func(key string) bool { return o.pending[key] })
	clear(o.pending)
	return err
}

// fileSet is a set of files: a path, a zero byte, a fileEntry.
type fileSet struct{ set }

func fileEntryKey(path string, entry []byte) []byte {
	return append(append(append(make([]byte, 0, len(path)+1+len(entry)), path...), 0), entry...)
}

// get gives the entry of a path; nil is none.
func (s fileSet) get(path string) []byte {
	prefix := fileEntryKey(path, nil)
	entry, ok := bytes.CutPrefix(s.atLeast(prefix), prefix)
	if !ok {
		return nil
	}
	return entry
}

// each calls do with each path and its entry, by path. They are valid until do returns.
func (s fileSet) each(do func(path, entry []byte) error) error {
	return s.set.each(func(key []byte) error {
		path, entry, _ := bytes.Cut(key, []byte{0})
		return do(path, entry)
	})
}

// fileOverlay is a fileSet with what is to be written to it.
type fileOverlay struct {
	fileSet
	pending map[string][]byte
	read    map[string][]byte // what get found
	last    string            // there is no path after it; empty is unknown
}

func newFileOverlay(tx *bbolt.Tx) *fileOverlay {
	return &fileOverlay{fileSet: filesOf(tx), pending: map[string][]byte{}, read: map[string][]byte{}}
}

func filesOf(tx *bbolt.Tx) fileSet { return fileSet{setOf(tx, bucketFiles)} }

func (o *fileOverlay) get(path string) []byte {
	if entry, ok := o.pending[path]; ok {
		return entry
	}
	return o.stored(path)
}

func (o *fileOverlay) stored(path string) []byte {
	if o.last != "" && path > o.last {
		return nil
	}
	entry, known := o.read[path]
	if !known {
		entry = o.fileSet.get(path)
		o.read[path] = entry
	}
	return entry
}

func (o *fileOverlay) put(path string, entry []byte) { o.pending[path] = entry }
func (o *fileOverlay) delete(path string)            { o.pending[path] = nil }

func (o *fileOverlay) flush() error {
	edit := make(map[string]bool, len(o.pending))
	for path, entry := range o.pending {
		if before := o.stored(path); before != nil {
			edit[string(fileEntryKey(path, before))] = false
		}
		if entry != nil {
			edit[string(fileEntryKey(path, entry))] = true
		}
	}
	clear(o.pending)
	clear(o.read)
	return o.edit(slices.Sorted(maps.Keys(edit)), func(key string) bool { return edit[key] })
}

// owners says which article has something that only one may have. It knows the thing by
// its hash: to be sure, look at the record.
type owners struct {
	set     set               // of hash, Seen
	pending map[uint64]uint64 // hash → Seen; 0 is nobody
	all     bool              // pending has all there are
}

func newOwners(tx *bbolt.Tx, name []byte) *owners {
	return &owners{set: setOf(tx, name), pending: map[uint64]uint64{}}
}

// of gives the Seen of the article that has the thing; 0 is none.
func (o *owners) of(hash uint64) uint64 {
	if seen, ok := o.pending[hash]; ok || o.all {
		return seen
	}
	return o.set.owner(hash)
}

// owner gives the Seen under a hash; 0 is none.
func (s set) owner(hash uint64) uint64 {
	prefix := key64(hash)
	if key := s.atLeast(prefix); bytes.HasPrefix(key, prefix) {
		return numberAt(key[len(prefix):])
	}
	return 0
}

func ownerKey(hash, seen uint64) []byte {
	return appendOwnerKey(make([]byte, 0, 12), hash, seen)
}

func appendOwnerKey(b []byte, hash, seen uint64) []byte {
	return appendNumber(binary.BigEndian.AppendUint64(b, hash), seen)
}

func (o *owners) put(hash, seen uint64) { o.pending[hash] = seen }
func (o *owners) delete(hash uint64)    { o.pending[hash] = 0 }

func (o *owners) flush() error {
	edit := make(map[string]bool, len(o.pending))
	for hash, seen := range o.pending {
		if before := o.set.owner(hash); before != 0 {
			edit[string(ownerKey(hash, before))] = false
		}
		if seen != 0 {
			edit[string(ownerKey(hash, seen))] = true
		}
	}
	clear(o.pending)
	return o.set.edit(slices.Sorted(maps.Keys(edit)), func(key string) bool { return edit[key] })
}
