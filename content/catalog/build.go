package catalog

// All sets built at once from the records. bbolt copies each page that it changes:
// keys that come in their order over the whole leave full pages behind, and take a
// fraction of the time and memory of keys that come as they happen.

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// build fills the sets, which are empty, from the records, and counts the facets.
func build(db *bbolt.DB) error {
	facets, err := readFacetsOf(db)
	if err != nil {
		return err
	}
	last := uint32(0)
	for _, f := range facets {
		f.count = 0
		last = max(last, f.number)
	}
	number := func(n facetName) uint32 {
		f := facets[n.key]
		if f == nil {
			last++
			f = &facet{key: n.key, name: n.name, number: last}
			facets[n.key] = f
		}
		return f.number
	}
	count := func(r *Record) {
		if r.State != Shown {
			return
		}
		for _, n := range r.facetNames() {
			f := facets[n.key]
			f.count++
			f.updated = latest(f.updated, r.Updated)
		}
	}
	// The index has about as many keys as all other sets: what is held in memory at
	// a time is half of them.
	if err := buildSets(db, [][]byte{bucketIndex}, number, count); err != nil {
		return err
	}
	rest := slices.DeleteFunc(slices.Clone(sets), func(name []byte) bool { return bytes.Equal(name, bucketIndex) })
	if err := buildSets(db, rest, number, func(*Record) {}); err != nil {
		return err
	}
	return writeFacets(db, facets, last)
}

func readFacetsOf(db *bbolt.DB) (map[string]*facet, error) {
	facets := map[string]*facet{}
	err := db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketSelections).ForEach(func(k, v []byte) error {
			f, err := decodeFacet(k, v)
			facets[string(k)] = f
			return err
		})
	})
	return facets, err
}

// buildSets fills the sets of some names, and calls then with each record.
func buildSets(db *bbolt.DB, names [][]byte, number func(facetName) uint32, then func(*Record)) error {
	lists := map[string]*keyList{}
	for _, name := range names {
		lists[string(name)] = &keyList{}
	}
	gather := func(name, key []byte) {
		if l := lists[string(name)]; l != nil {
			l.add(key)
		}
	}
	err := eachRecord(db, func(r *Record) {
		r.eachKey(number, gather)
		gather(bucketIDs, ownerKey(hash64(r.ID), r.Seen))
		gather(bucketSlugs, ownerKey(hash64(r.Slug), r.Seen))
		gather(bucketStamps, ownerKey(stampHash(r.Updated), r.Seen))
		then(r)
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		l := lists[string(name)]
		delete(lists, string(name))
		if err := l.write(&loader{db: db, name: name}); err != nil {
			return err
		}
	}
	return nil
}

func eachRecord(db *bbolt.DB, do func(*Record)) error {
	return db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketRecords).ForEach(func(k, v []byte) error {
			r, err := decodeRecord(numberAt(k), v)
			if err == nil {
				do(&r)
			}
			return err
		})
	})
}

func writeFacets(db *bbolt.DB, facets map[string]*facet, last uint32) error {
	l := loader{db: db, name: bucketSelections}
	for _, key := range slices.Sorted(maps.Keys(facets)) {
		if err := l.put([]byte(key), facets[key].encode()); err != nil {
			return err
		}
	}
	return l.finish(uint64(last))
}

// keyList is the keys of a set, in any order.
type keyList struct {
	all  []byte
	keys []listed
}

// listed is where a key lies, and its beginning: most keys differ in that.
type listed struct {
	beginning uint64
	at, end   uint32
}

func (l *keyList) add(key []byte) {
	var beginning [8]byte
	copy(beginning[:], key)
	at := len(l.all)
	l.all = append(l.all, key...)
	l.keys = append(l.keys, listed{binary.BigEndian.Uint64(beginning[:]), uint32(at), uint32(len(l.all))})
}

func (l *keyList) key(k listed) []byte { return l.all[k.at:k.end] }

// write sorts the keys and writes the set that they make.
func (l *keyList) write(to *loader) error {
	slices.SortFunc(l.keys, func(a, b listed) int {
		return cmp.Or(cmp.Compare(a.beginning, b.beginning), bytes.Compare(l.key(a), l.key(b)))
	})
	var group [][]byte
	size := 0
	for _, k := range l.keys {
		key := l.key(k)
		if len(group) > 0 {
			size += len(key) - commonPrefix(group[len(group)-1], key) + 2
		}
		if size > maxPacked {
			if err := to.put(group[0], packed(group)); err != nil {
				return err
			}
			group, size = group[:0], 0
		}
		group = append(group, key)
	}
	if len(group) > 0 {
		if err := to.put(group[0], packed(group)); err != nil {
			return err
		}
	}
	return to.finish(0)
}

// loader puts into one bucket what comes in the order of its keys, in transactions
// of a size that is no burden.
type loader struct {
	db     *bbolt.DB
	name   []byte
	tx     *bbolt.Tx
	bucket *bbolt.Bucket
	puts   int // of the transaction
}

const (
	loadedAtOnce = 20_000
	loadedFill   = 0.9 // of a page, so that the first edits find room
)

func (l *loader) begin() (err error) {
	if l.tx, err = l.db.Begin(true); err != nil {
		return err
	}
	if l.bucket, err = l.tx.CreateBucketIfNotExists(l.name); err != nil {
		return l.giveUp(err)
	}
	l.bucket.FillPercent = loadedFill
	return nil
}

func (l *loader) put(key, value []byte) error {
	if l.tx == nil {
		if err := l.begin(); err != nil {
			return err
		}
	}
	if err := l.bucket.Put(key, value); err != nil {
		return l.giveUp(err)
	}
	if l.puts++; l.puts == loadedAtOnce {
		return l.commit()
	}
	return nil
}

func (l *loader) commit() error {
	tx := l.tx
	l.tx, l.puts = nil, 0
	return tx.Commit()
}

// finish writes the rest, and the number that the bucket's sequence is at.
func (l *loader) finish(sequence uint64) error {
	if l.tx == nil {
		if err := l.begin(); err != nil {
			return err
		}
	}
	if err := l.bucket.SetSequence(max(sequence, l.bucket.Sequence())); err != nil {
		return l.giveUp(err)
	}
	return l.commit()
}

func (l *loader) giveUp(err error) error {
	if l.tx == nil {
		return err
	}
	return errors.Join(err, l.tx.Rollback())
}
