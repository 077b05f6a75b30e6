package catalog

// The writer keeps records, indexes and facets in step within one transaction.

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// writer is the state of one transaction. It belongs to the goroutine that runs it.
type writer struct {
	c   *Catalog
	tx  *bbolt.Tx
	now time.Time

	loading  *Load // which builds the sets later; nil for none
	appeared int   // of a load

	files              *fileOverlay
	records            *overlay
	ids, slugs, stamps *owners
	sets               map[string]*setOverlay // by name

	facets  map[string]*facet // those looked at
	touched map[*facet]bool   // those to be written
	back    map[uint64]bool   // removed articles that have a file again
	changes map[uint64]*change
	delta   Delta

	retitled    map[uint64]int  // hash of a title → how many more articles have it
	shared      map[uint64]int  // hash of a suspect → how many more articles have it
	readdressed map[uint64]bool // hashes of names whose articles are read elsewhere now
}

// change is a record before the transaction, nil for none, and after it.
type change struct {
	before *Record
	after  Record
}

func newWriter(c *Catalog, tx *bbolt.Tx) *writer {
	w := &writer{
		c: c, tx: tx,
		facets: map[string]*facet{}, touched: map[*facet]bool{},
		back: map[uint64]bool{}, changes: map[uint64]*change{}, retitled: map[uint64]int{}, shared: map[uint64]int{}, readdressed: map[uint64]bool{},
	}
	w.files, w.records = newFileOverlay(tx), newOverlay(tx, bucketRecords)
	w.ids, w.slugs, w.stamps = newOwners(tx, bucketIDs), newOwners(tx, bucketSlugs), newOwners(tx, bucketStamps)
	w.sets = make(map[string]*setOverlay, len(placed))
	for _, name := range placed {
		w.sets[string(name)] = newSetOverlay(tx, name)
	}
	// Keys that only ever grow leave full pages behind.
	w.records.bucket.FillPercent = 0.95
	return w
}

// in is the set of a bucket.
func (w *writer) in(name []byte) *setOverlay { return w.sets[string(name)] }

// flush writes what was gathered, in one order: equal transactions write equal files.
func (w *writer) flush() error {
	all := []interface{ flush() error }{w.files, w.records, w.ids, w.slugs, w.stamps}
	for _, name := range placed {
		all = append(all, w.in(name))
	}
	for _, o := range all {
		if err := o.flush(); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) load(seen uint64) (Record, error) {
	return recordAt(w.records.get(seenKey(seen)), seen)
}

func load(records *bbolt.Bucket, seen uint64) (Record, error) {
	return recordAt(records.Get(seenKey(seen)), seen)
}

func recordAt(b []byte, seen uint64) (Record, error) {
	if b == nil {
		return Record{}, fmt.Errorf("%w: no record %d", ErrDamaged, seen)
	}
	return decodeRecord(seen, b)
}

// mint gives a new record its ID, slug and place in the order.
func (w *writer) mint(rec *Record, s *sighting) error {
	if err := w.reservePlaces(); err != nil {
		return err
	}
	n, err := w.records.bucket.NextSequence()
	if err != nil {
		return err
	}
	rec.Seen = n
	if err := w.adopt(rec, s); err != nil {
		return err
	}
	if rec.ID == "" {
		rec.ID, rec.statedID = s.id, true
		if s.id == "" || w.ids.of(hash64(s.id)) != 0 {
			rec.ID, rec.statedID = w.freeID(s), false
		}
	}
	if rec.Slug == "" || w.slugs.of(hash64(rec.Slug)) != 0 {
		rec.Slug = w.freeSlug(rec.ID, slugOf(s.reading.Path, s.article.Part()))
	}
	w.ids.put(hash64(rec.ID), rec.Seen)
	w.slugs.put(hash64(rec.Slug), rec.Seen)
	return nil
}

func (w *writer) freeID(s *sighting) string {
	for nth := 1; ; nth++ {
		id := mintID(w.c.namespace, s.reading.Path, s.article.Part(), nth)
		if w.ids.of(hash64(id)) == 0 {
			return id
		}
	}
}

func (w *writer) freeSlug(id, slug string) string {
	for nth := 1; ; nth++ {
		s := nthSlug(slug, id, nth)
		if w.slugs.of(hash64(s)) == 0 {
			return s
		}
	}
}

// noteID tells the author when an article cannot have the ID that it states.
func (w *writer) noteID(rec *Record, s *sighting) {
	if s.id == "" || s.id == rec.ID {
		return
	}
	message := fmt.Sprintf("states the id %q, but was published as %s and stays that; remove the id", s.article.ID(), rec.ID)
	if seen := w.ids.of(hash64(s.id)); seen != 0 {
		if other, err := w.load(seen); err == nil {
			message = fmt.Sprintf("states the id %q, which is that of %s; it keeps %s; give it an id of its own, or none", s.article.ID(), other.Path, rec.ID)
		}
	}
	w.delta.Notes = append(w.delta.Notes, Note{rec.Path, message})
}

// stamp gives a record an Updated that no other has.
func (w *writer) stamp(rec, before *Record, t time.Time) {
	for nth := 0; ; nth++ {
		rec.Updated = nthStamp(t, rec.ID, nth)
		if seen := w.stamps.of(stampHash(rec.Updated)); seen == 0 || seen == rec.Seen {
			break
		}
	}
	if before != nil {
		w.stamps.delete(stampHash(before.Updated))
	}
	w.stamps.put(stampHash(rec.Updated), rec.Seen)
}

// stampHash is an instant in nanoseconds: exact, and in order, for centuries around now.
func stampHash(t time.Time) uint64 {
	return uint64(t.Unix())*uint64(time.Second) + uint64(t.Nanosecond())
}

// put writes a record and all that depends on it. before is nil for a new one.
func (w *writer) put(before, after *Record) error {
	switch {
	case after.State == Shown:
		after.announced = true
		after.Withdrawn = time.Time{}
	case before != nil && before.State == Shown:
		after.Withdrawn = w.now
	}
	old := []byte(nil)
	if before != nil {
		old = before.encode()
	}
	b := after.encode()
	if bytes.Equal(old, b) {
		return nil
	}
	if w.loading != nil && before == nil {
		return w.putNew(after, b, after.titleHash())
	}
	w.records.put(seenKey(after.Seen), b)
	if w.loading != nil {
		w.loading.add(before, after, after.titleHash())
		return nil
	}
	w.remember(before, after)
	w.retitle(before, after)
	w.readdress(before, after)
	if err := w.count(before, after); err != nil {
		return err
	}
	return w.place(before, after)
}

// remember keeps what a record was before the transaction, and is after it.
func (w *writer) remember(before, after *Record) {
	c := w.changes[after.Seen]
	if c == nil {
		c = &change{}
		if before != nil {
			first := *before
			c.before = &first
		}
		w.changes[after.Seen] = c
	}
	c.after = *after
}

// count keeps the facets of a record that is shown, or was.
func (w *writer) count(before, after *Record) error {
	was, is := []facetName(nil), []facetName(nil)
	if before != nil && before.State == Shown {
		was = before.facetNames()
	}
	if after.State == Shown {
		is = after.facetNames()
	}
	for _, n := range was {
		f, err := w.facet(n)
		if err != nil {
			return err
		}
		f.count--
		if !slices.ContainsFunc(is, func(m facetName) bool { return m.key == n.key }) {
			f.updated = latest(f.updated, w.now)
		}
	}
	for _, n := range is {
		f, err := w.facet(n)
		if err != nil {
			return err
		}
		f.count++
		f.updated = latest(f.updated, after.Updated)
	}
	return nil
}

// place puts a record into the sets, in place of what it was.
func (w *writer) place(before, after *Record) error {
	var failed error
	number := func(n facetName) uint32 {
		f, err := w.facet(n)
		if err != nil {
			failed = err
			return 0
		}
		return f.number
	}
	var was, is []placedKey
	if before != nil {
		before.eachKey(number, func(name, key []byte) { was = append(was, placedKey{w.in(name), key}) })
	}
	after.eachKey(number, func(name, key []byte) { is = append(is, placedKey{w.in(name), key}) })
	for _, k := range was {
		if !slices.ContainsFunc(is, k.equal) {
			k.in.delete(k.key)
		}
	}
	for _, k := range is {
		if !slices.ContainsFunc(was, k.equal) {
			k.in.put(k.key)
		}
	}
	return failed
}

// placedKey is a key of a record in a set.
type placedKey struct {
	in  *setOverlay
	key []byte
}

func (k placedKey) equal(l placedKey) bool { return k.in == l.in && bytes.Equal(k.key, l.key) }

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// facet gives the stored facet, or begins one. Whoever asks is about to change it.
func (w *writer) facet(n facetName) (*facet, error) {
	f := w.facets[n.key]
	if f == nil {
		var err error
		if f, err = readFacet(w.tx, n.key); err != nil {
			return nil, err
		}
		if f == nil {
			number, err := w.tx.Bucket(bucketSelections).NextSequence()
			if err != nil {
				return nil, err
			}
			f = &facet{key: n.key, name: n.name, number: uint32(number)}
		}
		w.facets[n.key] = f
	}
	w.touched[f] = true
	return f, nil
}

func (w *writer) loadFacets() error {
	return w.tx.Bucket(bucketSelections).ForEach(func(k, v []byte) error {
		f, err := decodeFacet(k, v)
		w.facets[string(k)] = f
		return err
	})
}

// finish writes all that was gathered, then moves the windows of what was touched.
func (w *writer) finish() error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.suspect(); err != nil {
		return err
	}
	touched := slices.SortedFunc(maps.Keys(w.touched), func(a, b *facet) int { return cmp.Compare(a.key, b.key) })
	for _, f := range touched {
		shown, left, err := f.window(w.tx, w.in(bucketIndex).set, w.c.window)
		if err != nil {
			return err
		}
		f.mark = movedMark(f.mark, shown, left)
		if err := w.tx.Bucket(bucketSelections).Put([]byte(f.key), f.encode()); err != nil {
			return err
		}
	}
	return w.unpublished()
}

// unpublished notes that something is to be published, and forgets how the removed
// articles looked.
func (w *writer) unpublished() error {
	if len(w.changes) == 0 {
		return nil
	}
	for _, c := range w.changes {
		if c.after.State != Removed {
			continue
		}
		if err := w.tx.Bucket(bucketKept).Delete([]byte(c.after.ID)); err != nil {
			return err
		}
	}
	return w.tx.Bucket(bucketMeta).Delete([]byte("edition"))
}

// sortedDelta is what the transaction did to the articles shown.
func (w *writer) sortedDelta() Delta {
	d := w.delta
	for _, c := range w.changes {
		was, is := c.before != nil && c.before.State == Shown, c.after.State == Shown
		switch {
		case is && was:
			d.Changed = append(d.Changed, Change{*c.before, c.after})
		case is:
			d.Appeared = append(d.Appeared, c.after)
		case was:
			vanished := *c.before
			vanished.State, vanished.Withdrawn, vanished.Path = c.after.State, c.after.Withdrawn, c.after.Path
			d.Vanished = append(d.Vanished, vanished)
			if c.before.Path != c.after.Path {
				d.Refiled = append(d.Refiled, *c.before)
			}
		}
		if c.before != nil && !was && !c.before.Withdrawn.IsZero() {
			d.Refiled = append(d.Refiled, *c.before)
		}
		if !is && !c.after.Withdrawn.IsZero() {
			d.Refiled = append(d.Refiled, c.after)
		}
	}
	byPath := func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Seen, b.Seen))
	}
	slices.SortFunc(d.Appeared, byPath)
	slices.SortFunc(d.Vanished, byPath)
	slices.SortFunc(d.Refiled, byPath)
	slices.SortFunc(d.Changed, func(a, b Change) int { return byPath(a.After, b.After) })
	slices.SortStableFunc(d.Adopted, func(a, b Adopted) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortStableFunc(d.Notes, func(a, b Note) int { return cmp.Compare(a.Path, b.Path) })
	return d
}
