package catalog

// What outlets hold: how each document was left there, so that what is the same is
// not put again, what somebody took away or changed is, and what Feedmill did not
// put there is never removed.

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Stamp is how a document was left at an outlet.
type Stamp struct {
	Size    int64
	Version int64    // differs once somebody has changed it: in a folder the time of its change, in nanoseconds since 1970
	Sum     [16]byte // of its bytes; zero if nobody has asked for it
	Tag     string   // what the outlet itself calls these bytes; empty where it calls them nothing
	Gone    int64    // when it left the edition, in seconds since 1970, if the outlet keeps it for a while; else 0
}

const stampBytes = 8 + 8 + 16

// encode leaves out what most outlets do not have.
func (s Stamp) encode() []byte {
	b := slices.Concat(key64(uint64(s.Size)), key64(uint64(s.Version)), s.Sum[:])
	if s.Tag == "" && s.Gone == 0 {
		return b
	}
	return slices.Concat(b, key64(uint64(s.Gone)), []byte(s.Tag))
}

func decodeStamp(b []byte) (s Stamp, err error) {
	if len(b) != stampBytes && len(b) < stampBytes+8 {
		return s, fmt.Errorf("%w: a document is noted by %d bytes", ErrDamaged, len(b))
	}
	s = Stamp{Size: int64(number64(b)), Version: int64(number64(b[8:])), Sum: [16]byte(b[16:stampBytes])}
	if rest := b[stampBytes:]; len(rest) > 0 {
		s.Gone, s.Tag = int64(number64(rest)), string(rest[8:])
	}
	return s, nil
}

// unfinished is a key that no document has. A manifest that has it was stored before a
// first edition was whole.
const unfinished = "\x00"

// Manifest is the list of what one outlet holds. What it is told is stored by Save.
// It belongs to one goroutine; several manifests of one outlet may be read at once.
// Nothing of it is ever pending, so that its readers wait for nobody.
type Manifest struct {
	c        *Catalog
	outlet   []byte
	begun    bool
	noted    map[string]Stamp // since it was last stored
	gone     map[string]bool  // likewise
	expected map[string]Stamp // likewise, and stored: what is noted so need not be once more
}

// Manifest is that of the outlet with a name.
func (c *Catalog) Manifest(outlet string) (*Manifest, error) {
	m := &Manifest{c: c, outlet: []byte(outlet), noted: map[string]Stamp{}, gone: map[string]bool{}}
	err := c.viewStored(func(tx *bbolt.Tx) error {
		held := tx.Bucket(bucketOutlets).Bucket(m.outlet)
		m.begun = held != nil && held.Get([]byte(unfinished)) == nil
		return nil
	})
	return m, err
}

// Begun reports whether the manifest is known to be complete. Until a whole edition
// has been stored it is not: what the outlet holds may be of a catalog that was lost.
func (m *Manifest) Begun() bool { return m.begun }

// Last is how the document at path was left; false if there was none.
func (m *Manifest) Last(path string) (s Stamp, known bool, err error) {
	if s, known = m.noted[path]; known || m.gone[path] {
		return s, known, nil
	}
	err = m.c.viewStored(func(tx *bbolt.Tx) error {
		held := tx.Bucket(bucketOutlets).Bucket(m.outlet)
		if held == nil {
			return nil
		}
		b := held.Get([]byte(path))
		if b == nil {
			return nil
		}
		known = true
		s, err = decodeStamp(b)
		return err
	})
	return s, known, err
}

// Copy is a document as an outlet has it.
type Copy struct {
	Path string
	Stamp
}

// After are, in the order of their paths, the next n documents after a path, as they
// were stored last; fewer only at the end.
func (m *Manifest) After(path string, n int) (all []Copy, err error) {
	err = m.c.viewStored(func(tx *bbolt.Tx) error {
		held := tx.Bucket(bucketOutlets).Bucket(m.outlet)
		if held == nil {
			return nil
		}
		cursor := held.Cursor()
		k, v := cursor.Seek([]byte(path))
		if string(k) == path {
			k, v = cursor.Next()
		}
		for ; k != nil && len(all) < n; k, v = cursor.Next() {
			if string(k) == unfinished {
				continue
			}
			s, err := decodeStamp(v)
			if err != nil {
				return err
			}
			all = append(all, Copy{string(k), s})
		}
		return nil
	})
	return all, err
}

// copiesAtOnce bounds how much of a manifest is in memory.
const copiesAtOnce = 4096

// Batches are all documents that were stored, some thousands at a time, in the order of
// their paths.
func (m *Manifest) Batches() iter.Seq2[[]Copy, error] {
	return func(yield func([]Copy, error) bool) {
		for last := ""; ; {
			some, err := m.After(last, copiesAtOnce)
			if !yield(some, err) || err != nil || len(some) < copiesAtOnce {
				return
			}
			last = some[len(some)-1].Path
		}
	}
}

// All are all documents that were stored, in the order of their paths.
func (m *Manifest) All() iter.Seq2[Copy, error] {
	return func(yield func(Copy, error) bool) {
		for some, err := range m.Batches() {
			if err != nil {
				yield(Copy{}, err)
				return
			}
			for _, c := range some {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// Note says how a document has been left.
func (m *Manifest) Note(path string, s Stamp) {
	delete(m.gone, path)
	if stored, ok := m.expected[path]; ok && stored == s {
		delete(m.noted, path)
		return
	}
	m.noted[path] = s
}

// Drop says that documents are not there any more.
func (m *Manifest) Drop(paths []string) {
	for _, p := range paths {
		m.gone[p] = true
		delete(m.noted, p)
	}
}

// manyExpected is how many documents are worth storing ahead where nobody need know who made
// them: until a first edition is whole all files are asked for that.
const manyExpected = 512

// Expect stores those of the documents that the outlet has not held yet, before they
// are there: after a crash it is known who made them. It takes the map over.
func (m *Manifest) Expect(documents map[string]Stamp) error {
	if !m.begun && len(documents) < manyExpected {
		return nil
	}
	for p := range documents {
		switch _, known, err := m.Last(p); {
		case err != nil:
			return err
		case known:
			delete(documents, p)
		}
	}
	if len(documents) == 0 {
		return nil
	}
	err := m.c.update(func(tx *bbolt.Tx) error {
		held, err := m.bucket(tx)
		if err != nil {
			return err
		}
		return put(held, documents)
	})
	if err != nil {
		return fmt.Errorf("note what will be published: %w", err)
	}
	maps.Copy(documents, m.expected)
	m.expected = documents
	return nil
}

// bucket is where the manifest is stored; until it has begun it says so.
func (m *Manifest) bucket(tx *bbolt.Tx) (*bbolt.Bucket, error) {
	held, err := tx.Bucket(bucketOutlets).CreateBucketIfNotExists(m.outlet)
	if err != nil || m.begun {
		return held, err
	}
	return held, held.Put([]byte(unfinished), nil)
}

// Save stores what was noted and dropped. edition, unless it is empty, is then that of
// the catalog: see [Catalog.SetEdition].
func (m *Manifest) Save(edition string) error {
	if m.begun && edition == "" && len(m.noted)+len(m.gone) == 0 {
		return nil
	}
	err := m.store(func(tx *bbolt.Tx, held *bbolt.Bucket) error {
		if err := held.Delete([]byte(unfinished)); err != nil || edition == "" {
			return err
		}
		return tx.Bucket(bucketMeta).Put([]byte("edition"), []byte(edition))
	})
	if err == nil {
		m.begun = true
	}
	return err
}

// Keep stores what was noted and dropped so far of an edition that is not whole yet, so
// that after a crash it need not be begun anew. A first edition is not begun by it.
func (m *Manifest) Keep() error {
	if len(m.noted)+len(m.gone) == 0 {
		return nil
	}
	return m.store(func(*bbolt.Tx, *bbolt.Bucket) error { return nil })
}

// store stores what was noted and dropped, and whatever else finish puts beside it.
func (m *Manifest) store(finish func(tx *bbolt.Tx, held *bbolt.Bucket) error) error {
	err := m.c.update(func(tx *bbolt.Tx) error {
		held, err := m.bucket(tx)
		if err != nil {
			return err
		}
		if err := put(held, m.noted); err != nil {
			return err
		}
		for p := range m.gone {
			if err := held.Delete([]byte(p)); err != nil {
				return err
			}
		}
		return finish(tx, held)
	})
	if err != nil {
		return fmt.Errorf("note what was published: %w", err)
	}
	clear(m.noted)
	clear(m.gone)
	m.expected = nil // it may be large
	return nil
}

func put(held *bbolt.Bucket, documents map[string]Stamp) error {
	for _, p := range slices.Sorted(maps.Keys(documents)) {
		if err := held.Put([]byte(p), documents[p].encode()); err != nil {
			return err
		}
	}
	return nil
}

// Forget begins the manifest anew: another outlet has the name of the one before.
func (m *Manifest) Forget() error {
	clear(m.noted)
	clear(m.gone)
	m.expected = nil // it may be large
	err := m.c.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketOutlets).DeleteBucket(m.outlet) })
	if err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
		return fmt.Errorf("forget what was published: %w", err)
	}
	m.begun = false
	return nil
}

// ForgetOutlets forgets the manifests of all outlets but these.
func (c *Catalog) ForgetOutlets(but []string) error {
	var others [][]byte
	err := c.viewStored(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketOutlets).ForEachBucket(func(name []byte) error {
			if !slices.Contains(but, string(name)) {
				others = append(others, slices.Clone(name))
			}
			return nil
		})
	})
	if err != nil || len(others) == 0 {
		return err
	}
	err = c.update(func(tx *bbolt.Tx) error {
		for _, name := range others {
			if err := tx.Bucket(bucketOutlets).DeleteBucket(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("forget outlets: %w", err)
	}
	return nil
}
