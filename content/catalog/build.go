package catalog

// All indexes are built at once from the records. bbolt copies each page that it
// changes: keys that come in order over the whole leave full pages behind, and take a
// fraction of the time and memory of keys that come as they happen to.

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// build fills the sets, which are empty, from the records, and counts the facets.
func build(db *bbolt.DB) error {
	facets, records, err := readFacetTable(db)
	if err != nil {
		return err
	}
	l := &loader{db: db}
	defer l.giveUp()
	for i, names := range atOnce(records) {
		err := buildSets(l, names, func(r *Record, gather func(name, key []byte)) {
			r.eachKey(facets.number, gather)
			if i == 0 {
				facets.count(r)
			}
		})
		if err != nil {
			return err
		}
	}
	if err := facets.write(l); err != nil {
		return err
	}
	return l.finish()
}

// facetTable is all facets, by key.
type facetTable struct {
	facets map[string]*facet
	last   uint32 // the highest number
}

// readFacetTable gives the facets known, and how many records there are.
func readFacetTable(db *bbolt.DB) (t *facetTable, records uint64, err error) {
	t = &facetTable{facets: map[string]*facet{}}
	err = db.View(func(tx *bbolt.Tx) error {
		records = tx.Bucket(bucketRecords).Sequence()
		return tx.Bucket(bucketSelections).ForEach(func(k, v []byte) error {
			f, err := decodeFacet(k, v)
			if err != nil {
				return err
			}
			f.count = 0
			t.facets[string(k)], t.last = f, max(t.last, f.number)
			return nil
		})
	})
	return t, records, err
}

// number gives the number of a facet, and begins it if need be.
func (t *facetTable) number(n facetName) uint32 {
	f := t.facets[n.key]
	if f == nil {
		t.last++
		f = &facet{key: n.key, name: n.name, number: t.last}
		t.facets[n.key] = f
	}
	return f.number
}

// count counts a record whose facets have numbers.
func (t *facetTable) count(r *Record) {
	if r.State != Shown {
		return
	}
	for _, n := range r.facetNames() {
		f := t.facets[n.key]
		f.count++
		f.updated = latest(f.updated, r.Updated)
	}
}

func (t *facetTable) write(to *loader) error {
	if err := to.into(bucketSelections); err != nil {
		return err
	}
	if err := to.bucket.SetSequence(max(uint64(t.last), to.bucket.Sequence())); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(t.facets)) {
		if err := to.put([]byte(key), t.facets[key].encode()); err != nil {
			return err
		}
	}
	return nil
}

// manyRecords is from where on the sets are built in two goes.
const manyRecords = 250_000

// atOnce says which sets are built at a time: their keys are held in memory, some 30
// bytes each, of which an article has about six in the index and six in the rest.
func atOnce(records uint64) [][][]byte {
	if records < manyRecords {
		return [][][]byte{derived}
	}
	rest := slices.DeleteFunc(slices.Clone(derived), func(name []byte) bool { return bytes.Equal(name, bucketIndex) })
	return [][][]byte{{bucketIndex}, rest}
}

// buildSets fills the sets of some names. keys gathers the keys of a record, except
// those of what it owns.
func buildSets(to *loader, names [][]byte, keys func(r *Record, gather func(name, key []byte))) error {
	lists := map[string]*keyList{}
	for _, name := range names {
		lists[string(name)] = &keyList{}
	}
	gather := func(name, key []byte) {
		if l := lists[string(name)]; l != nil {
			l.add(key)
		}
	}
	if err := to.finish(); err != nil { // no transaction reads while its goroutine writes
		return err
	}
	err := eachRecord(to.db, func(r *Record) {
		keys(r, gather)
		gather(bucketIDs, ownerKey(hash64(r.ID), r.Seen))
		gather(bucketSlugs, ownerKey(hash64(r.Slug), r.Seen))
		gather(bucketStamps, ownerKey(stampHash(r.Updated), r.Seen))
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := to.into(name); err != nil {
			return err
		}
		if err := lists[string(name)].write(to); err != nil {
			return err
		}
		delete(lists, string(name))
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
	p := packer{to: to}
	for _, k := range l.keys {
		if err := p.add(l.key(k)); err != nil {
			return err
		}
	}
	return p.finish()
}

// packer packs keys that come in order, as many together as may be.
type packer struct {
	to    *loader
	group [][]byte
	size  int
}

// add takes a key, which must stay as it is until the packer has finished.
func (p *packer) add(key []byte) error {
	if n := len(p.group); n > 0 {
		p.size += len(key) - commonPrefix(p.group[n-1], key) + 2
	}
	if p.size > maxPacked {
		if err := p.finish(); err != nil {
			return err
		}
	}
	p.group = append(p.group, key)
	return nil
}

func (p *packer) finish() error {
	if len(p.group) == 0 {
		return nil
	}
	err := p.to.put(p.group[0], packed(p.group))
	p.group, p.size = p.group[:0], 0
	return err
}

// loader puts pairs in the order of their keys, one bucket after another, in
// transactions of a size that bbolt handles well.
type loader struct {
	db     *bbolt.DB
	tx     *bbolt.Tx // nil between two
	bucket *bbolt.Bucket
	name   []byte // of the bucket
	puts   int    // of the transaction
}

const (
	loadedAtOnce = 20_000
	loadedFill   = 0.9 // of a page, so that the first edits find room
)

// into goes on to a bucket, which it creates if need be.
func (l *loader) into(name []byte) (err error) {
	l.name = name
	if l.tx == nil {
		if l.tx, err = l.db.Begin(true); err != nil {
			return err
		}
	}
	if l.bucket, err = l.tx.CreateBucketIfNotExists(name); err != nil {
		return err
	}
	l.bucket.FillPercent = loadedFill
	return nil
}

func (l *loader) put(key, value []byte) error {
	if l.tx == nil {
		if err := l.into(l.name); err != nil {
			return err
		}
	}
	if err := l.bucket.Put(key, value); err != nil {
		return err
	}
	if l.puts++; l.puts < loadedAtOnce {
		return nil
	}
	return l.finish()
}

// finish writes what is left.
func (l *loader) finish() error {
	if l.tx == nil {
		return nil
	}
	tx := l.tx
	l.tx, l.puts = nil, 0
	return tx.Commit()
}

// giveUp ends a transaction that is left; after finish there is none.
func (l *loader) giveUp() {
	if l.tx != nil {
		_ = l.tx.Rollback() // fails only if it has ended
	}
}
