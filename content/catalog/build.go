package catalog

// All indexes are built at once from the records. bbolt copies each page that it
// changes: keys that come in order over the whole leave full pages behind, and take a
// fraction of the time and memory of keys that come as they happen to.

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"go.etcd.io/bbolt"
)

// build fills the sets, which are empty, from the records, and counts the facets.
func build(db *bbolt.DB) error {
	b := newBuilder()
	if err := b.facets.read(db); err != nil {
		return err
	}
	err := eachRecord(db, func(r *Record) {
		b.add(r, r.titleHash())
		b.gather(bucketIDs, 0, ownerKey(hash64(r.ID), r.Seen))
		b.gather(bucketSlugs, 0, ownerKey(hash64(r.Slug), r.Seen))
		b.gather(bucketStamps, 0, ownerKey(stampHash(r.Updated), r.Seen))
	})
	if err != nil {
		return err
	}
	return b.write(db)
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

// builder gathers the keys of sets in memory, 16 bytes each, to write them in order.
type builder struct {
	facets  facetTable
	spelled map[spelling]*facet   // those of the spellings that were seen
	lists   map[string][]*keyList // by set; by number of the facet, or the only one
	owners  [3]map[uint64]uint64  // as owners.pending has it, in the order of owned; gathered when they are written
	key     []byte                // scratch
	found   []*facet              // scratch
}

// spelling is a value of a property as an article spells it.
type spelling struct {
	property Property
	name     string
}

func newBuilder() *builder {
	return &builder{
		facets:  facetTable{facets: map[string]*facet{}},
		spelled: map[spelling]*facet{}, lists: map[string][]*keyList{},
	}
}

// add takes a record, but not what it owns, and counts it. title is the hash of its
// title.
func (b *builder) add(r *Record, title uint64) {
	r.eachOwnKey(title, func(name, key []byte) { b.gather(name, 0, key) })
	shown, withdrawn := r.State == Shown, !r.Withdrawn.IsZero()
	if !shown && !withdrawn {
		return
	}
	for _, f := range b.facetsOf(r) {
		if shown {
			f.count++
			f.updated = latest(f.updated, r.Updated)
			b.gather(bucketIndex, f.number, b.indexKey(f.number, r.Published.Time, r.Seen))
		}
		if withdrawn {
			b.gather(bucketWithdrawn, f.number, b.indexKey(f.number, r.Withdrawn, r.Seen))
		}
	}
}

// indexKey is [indexKey] of a place in time, until it is called again.
func (b *builder) indexKey(facet uint32, t time.Time, seen uint64) []byte {
	b.key = appendOrderKey(appendNumber(b.key[:0], uint64(facet)), t, seen)
	return b.key
}

// facetsOf are the facets of Record.facetNames, until it is called again. Names are folded
// once for each way to spell them.
func (b *builder) facetsOf(r *Record) []*facet {
	facets := b.found[:0]
	r.eachName(func(p Property, name string) {
		f, known := b.spelled[spelling{p, name}]
		if !known {
			name = strings.Clone(name) // it is part of a whole file
			if key := facetKey(p, name); p == Everything || len(key) > 1 {
				f = b.facets.of(facetName{key, strings.TrimSpace(name)})
			}
			b.spelled[spelling{p, name}] = f
		}
		if f != nil && !slices.Contains(facets, f) {
			facets = append(facets, f)
		}
	})
	b.found = facets
	return facets
}

// gather takes a key of a set, or of the part of it that belongs to a facet.
func (b *builder) gather(name []byte, facet uint32, key []byte) {
	lists := b.lists[string(name)]
	if int(facet) >= len(lists) {
		lists = append(lists, make([]*keyList, int(facet)+1-len(lists))...)
		b.lists[string(name)] = lists
	}
	if lists[facet] == nil {
		lists[facet] = &keyList{}
	}
	lists[facet].add(key)
}

// gatherOwners takes the keys of a set that says who has what, and leaves their map.
func (b *builder) gatherOwners(i int) {
	l := &keyList{short: make([]shortKey, 0, len(b.owners[i]))}
	for hash, seen := range b.owners[i] {
		if seen != 0 {
			b.key = appendOwnerKey(b.key[:0], hash, seen)
			l.add(b.key)
		}
	}
	b.lists[string(owned[i])], b.owners[i] = []*keyList{l}, nil // its memory is needed
}

// write writes all sets and the facets. While some pairs are put, the next are packed by
// another goroutine, and those after them sorted by a third, which alone has the builder
// meanwhile.
func (b *builder) write(db *bbolt.DB) error {
	sorted, ready, stopped := make(chan keySet, 1), make(chan pairs, 1), make(chan struct{})
	var working sync.WaitGroup
	defer working.Wait()
	defer close(stopped) // also if the disk makes bbolt panic: see guard
	working.Go(func() {
		defer close(sorted)
		b.sort(sorted, stopped)
	})
	working.Go(func() {
		defer close(ready)
		pack(sorted, ready, stopped)
	})
	to := &loader{db: db}
	defer to.giveUp()
	if err := to.take(ready); err != nil {
		return err
	}
	if err := b.facets.write(to); err != nil {
		return err
	}
	return to.finish()
}

// pairs are of one set, in the order of their keys.
type pairs struct {
	set          []byte
	keys, values [][]byte
}

// pairsAtOnce is how many are handed on together.
const pairsAtOnce = 256

// keySet is one of the sets, or its part of a facet, with its keys in order.
type keySet struct {
	name []byte
	keys *keyList
}

// sort hands on the keys of all sets, until it is stopped. Of each there are none first, which
// begin it: there need not be any.
func (b *builder) sort(sorted chan<- keySet, stopped <-chan struct{}) {
	handOn := func(s keySet) bool {
		select {
		case sorted <- s:
			return true
		case <-stopped:
			return false
		}
	}
	for i, name := range derived {
		if !handOn(keySet{name, &keyList{}}) {
			return
		}
		if i < len(b.owners) && b.owners[i] != nil {
			b.gatherOwners(i)
		}
		for n, l := range b.lists[string(name)] {
			if l == nil {
				continue
			}
			b.lists[string(name)][n] = nil // its memory is needed
			if l.sort(); !handOn(keySet{name, l}) {
				return
			}
		}
	}
}

// pack hands on the pairs of sets, until it is stopped.
func pack(sorted <-chan keySet, ready chan<- pairs, stopped <-chan struct{}) {
	var some pairs
	handOn := func() error {
		select {
		case ready <- some:
			some = pairs{set: some.set}
			return nil
		case <-stopped:
			return errStopped
		}
	}
	p := packer{put: func(key, value []byte) error {
		some.keys, some.values = append(some.keys, bytes.Clone(key)), append(some.values, value)
		if len(some.keys) < pairsAtOnce {
			return nil
		}
		return handOn()
	}}
	for s := range sorted {
		if !bytes.Equal(s.name, some.set) {
			if p.finish() != nil || handOn() != nil {
				return
			}
			some.set = s.name
		}
		if s.keys.write(&p) != nil {
			return
		}
	}
	if p.finish() == nil {
		_ = handOn() // fails only where nobody wants it
	}
}

var errStopped = errors.New("nobody wants the rest")

// facetTable is all facets, by key.
type facetTable struct {
	facets map[string]*facet
	last   uint32 // the highest number
}

// read takes the facets that are known, without their counts.
func (t *facetTable) read(db *bbolt.DB) error {
	return db.View(func(tx *bbolt.Tx) error {
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
}

// of gives a facet, and begins it if need be.
func (t *facetTable) of(n facetName) *facet {
	f := t.facets[n.key]
	if f == nil {
		t.last++
		f = &facet{key: n.key, name: n.name, number: t.last}
		t.facets[n.key] = f
	}
	return f
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

// keyList is keys in any order. Almost all are short.
type keyList struct {
	short []shortKey
	long  [][]byte
}

// shortKey is a key of up to 15 bytes, then zeros; the last byte is its length. Since
// no key is the beginning of another, these numbers sort as the keys do.
type shortKey struct{ high, low uint64 }

const shortMost = 15

func (l *keyList) add(key []byte) {
	if len(key) > shortMost {
		l.long = append(l.long, bytes.Clone(key))
		return
	}
	var b [shortMost + 1]byte
	copy(b[:], key)
	b[shortMost] = byte(len(key))
	l.short = append(l.short, shortKey{number64(b[:]), number64(b[8:])})
}

func (k shortKey) compare(l shortKey) int {
	if k.high != l.high { // of nearly all
		return cmp.Compare(k.high, l.high)
	}
	return cmp.Compare(k.low, l.low)
}

func (k shortKey) bytes(b *[shortMost + 1]byte) []byte {
	binary.BigEndian.PutUint64(b[:], k.high)
	binary.BigEndian.PutUint64(b[8:], k.low)
	return b[:b[shortMost]]
}

// at is byte i of the key.
func (k shortKey) at(i int) byte {
	if i < 8 {
		return byte(k.high >> (56 - 8*i))
	}
	return byte(k.low >> (120 - 8*i))
}

// sortKeys sorts keys that have the bytes before the one given in common, by one byte after
// another: most are hashes, and a first load has a million.
func sortKeys(keys []shortKey, from int) {
	const few = 32
	for ; len(keys) > few && from <= shortMost; from++ {
		var ends [256]int
		for _, k := range keys {
			ends[k.at(from)]++
		}
		if ends[keys[0].at(from)] < len(keys) {
			partKeys(keys, from, &ends)
			return
		}
	}
	slices.SortFunc(keys, shortKey.compare)
}

// partKeys sorts keys by the byte given, of which ends has the counts, then those of each
// value by what follows. Each key is swapped to where those of its byte end until the place
// it leaves has the right one.
func partKeys(keys []shortKey, by int, ends *[256]int) {
	var next [256]int
	end := 0
	for b, n := range ends {
		next[b], end = end, end+n
		ends[b] = end
	}
	for b := range next {
		for next[b] < ends[b] {
			k := keys[next[b]]
			for c := k.at(by); int(c) != b; c = k.at(by) {
				keys[next[c]], k = k, keys[next[c]]
				next[c]++
			}
			keys[next[b]] = k
			next[b]++
		}
	}
	begin := 0
	for _, end := range ends {
		if end-begin > 1 {
			sortKeys(keys[begin:end], by+1)
		}
		begin = end
	}
}

func (l *keyList) sort() {
	sortKeys(l.short, 0)
	slices.SortFunc(l.long, bytes.Compare)
}

// write gives the keys, which are sorted, to a packer.
func (l *keyList) write(to *packer) error {
	var b [shortMost + 1]byte
	for _, s := range l.short {
		key := s.bytes(&b)
		for len(l.long) > 0 && bytes.Compare(l.long[0], key) < 0 {
			if err := to.add(l.long[0]); err != nil {
				return err
			}
			l.long = l.long[1:]
		}
		if err := to.add(key); err != nil {
			return err
		}
	}
	for _, key := range l.long {
		if err := to.add(key); err != nil {
			return err
		}
	}
	return nil
}

// packer packs keys that come in order, as many together as may be.
type packer struct {
	put   func(key, value []byte) error
	group [][]byte
	bytes []byte // those of group
	size  int
}

func (p *packer) add(key []byte) error {
	if n := len(p.group); n > 0 {
		p.size += len(key) - commonPrefix(p.group[n-1], key) + 2
	}
	if p.size > maxPacked {
		if err := p.finish(); err != nil {
			return err
		}
	}
	begin := len(p.bytes)
	p.bytes = append(p.bytes, key...)
	p.group = append(p.group, p.bytes[begin:len(p.bytes):len(p.bytes)])
	return nil
}

func (p *packer) finish() error {
	if len(p.group) == 0 {
		return nil
	}
	err := p.put(p.group[0], packed(p.group))
	p.group, p.bytes, p.size = p.group[:0], p.bytes[:0], 0
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

// take puts pairs as they come.
func (l *loader) take(ready <-chan pairs) error {
	for some := range ready {
		if !bytes.Equal(l.name, some.set) {
			if err := l.into(some.set); err != nil {
				return err
			}
		}
		for i, key := range some.keys {
			if err := l.put(key, some.values[i]); err != nil {
				return err
			}
		}
	}
	return nil
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
