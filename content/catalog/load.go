package catalog

// A folder is read for the first time. While nothing is published, nobody asks what the
// catalog knows, so the indexes can wait until all records are there.

import (
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// Load takes in many files over several calls, with the same result as [Catalog.Apply].
// If the catalog has never had an article, that is much faster, but queries find
// nothing before the end. It belongs to one goroutine, and nobody else may call Apply
// meanwhile.
type Load struct {
	c     *Catalog
	bulk  bool                 // the catalog was empty
	taken [3]map[uint64]uint64 // as owners.pending has it: IDs, slugs, stamps
	last  string               // of the paths taken in; none comes after it
	built *builder             // has the keys of all records
}

// loadingKey is in bucketMeta while a catalog is being filled.
var loadingKey = []byte("loading")

// Load begins a load. The caller ends it by Finish, and by Close in any case.
func (c *Catalog) Load() (*Load, error) {
	l := &Load{c: c, built: newBuilder()}
	err := c.view(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketRecords)
		first, _ := b.Cursor().First()
		l.bulk = first == nil && b.Sequence() == 0
		return nil
	})
	for i := range l.taken {
		l.taken[i] = map[uint64]uint64{}
	}
	return l, err
}

// Apply is like Catalog.Apply. After an error only Close may be called.
func (l *Load) Apply(readings []Reading, gone []string, now time.Time) (Delta, error) {
	if !l.bulk {
		return l.c.Apply(readings, gone, now)
	}
	var w *writer
	err := l.c.update(func(tx *bbolt.Tx) error {
		if err := tx.Bucket(bucketMeta).Put(loadingKey, []byte{1}); err != nil {
			return err
		}
		w = newWriter(l.c, tx)
		w.now, w.loading = now.UTC(), l
		w.files.bucket.FillPercent = loadedFill
		w.files.last = l.last
		w.ids.pending, w.slugs.pending, w.stamps.pending = l.taken[0], l.taken[1], l.taken[2]
		if err := w.take(sortedReadings(readings), nil); err != nil {
			return err
		}
		if err := errors.Join(w.files.flush(), w.records.flush()); err != nil {
			return err
		}
		return w.unpublished()
	})
	for _, r := range readings {
		l.last = max(l.last, r.Path)
	}
	if err != nil {
		return Delta{}, fmt.Errorf("load %d files into the catalog: %w", len(readings), err)
	}
	return w.sortedDelta(), nil
}

// Finish makes known all that was taken in. Without it, Close forgets it.
func (l *Load) Finish() error {
	if !l.bulk {
		return nil
	}
	err := l.c.guard(l.build)
	if err == nil {
		err = l.c.update(func(tx *bbolt.Tx) error {
			l.bulk = false
			if err := l.c.beginWindows(tx); err != nil {
				return err
			}
			return tx.Bucket(bucketMeta).Delete(loadingKey)
		})
	}
	if err != nil {
		l.bulk = true
		return fmt.Errorf("build the indexes of the catalog: %w", err)
	}
	return nil
}

// build writes the indexes.
func (l *Load) build() error {
	b := l.built
	l.built = nil
	if b == nil { // a file came twice
		return build(l.c.db)
	}
	for i, name := range owned {
		for hash, seen := range l.taken[i] {
			if seen != 0 {
				b.gather(name, ownerKey(hash, seen))
			}
		}
		l.taken[i] = nil // its memory is needed
	}
	return b.write(l.c.db)
}

// add takes the keys of a record that was put.
func (l *Load) add(before, after *Record) {
	if before != nil {
		l.built = nil
	}
	if l.built != nil {
		l.built.add(after)
	}
}

// Close leaves the catalog as empty as it was, unless Finish came first.
func (l *Load) Close() error {
	if !l.bulk {
		return nil
	}
	l.bulk = false
	if err := l.c.update(emptied); err != nil {
		return fmt.Errorf("forget what was loaded: %w", err)
	}
	return nil
}

// emptied undoes a load that did not come to its end.
func emptied(tx *bbolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	if meta.Get(loadingKey) == nil {
		return nil
	}
	for _, name := range append([][]byte{bucketRecords, bucketSelections}, sets...) {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	return meta.Delete(loadingKey)
}
