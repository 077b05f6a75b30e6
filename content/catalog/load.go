package catalog

// A folder is read for the first time. While nothing is published, nobody asks what the
// catalog knows, so the indexes can wait until all records are there; and an article can
// only be a new one, so that its record is made where its file is read.

import (
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// Load takes in many files over several calls, with the same result as [Catalog.Apply].
// If the catalog has never had an article, that is much faster, but queries find
// nothing before the end. It belongs to one goroutine, but for Prepare; nobody else may
// call Apply meanwhile, and whoever else writes into the catalog waits.
type Load struct {
	c       *Catalog
	bulk    bool                 // the catalog was empty
	adopts  bool                 // articles may take over published entries
	taken   [3]map[uint64]uint64 // as owners.pending has it: IDs, slugs, stamps
	last    string               // of the paths taken in; none comes after it
	built   *builder             // has the keys of all records
	stream  stream
	entries packer // of the last files
}

// loadingKey is in bucketMeta while a catalog is being filled.
var loadingKey = []byte("loading")

// Load begins a load. The caller ends it by Finish, and by Close in any case.
func (c *Catalog) Load() (*Load, error) {
	c.settle()
	l := &Load{c: c, built: newBuilder(), stream: stream{db: c.db, most: loadedAtOnce}}
	l.entries.put = func(key, value []byte) error { return l.stream.files.Put(key, value) }
	err := c.view(func(tx *bbolt.Tx) error {
		l.bulk = isNew(tx)
		known, _ := tx.Bucket(bucketKnown).Cursor().First()
		l.adopts = known != nil
		return nil
	})
	for i := range l.taken {
		l.taken[i] = map[uint64]uint64{}
	}
	return l, err
}

// New reports whether the catalog has never had an article.
func (c *Catalog) New() (is bool, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		is = isNew(tx)
		return nil
	})
	return is, err
}

func isNew(tx *bbolt.Tx) bool {
	b := tx.Bucket(bucketRecords)
	first, _ := b.Cursor().First()
	return first == nil && b.Sequence() == 0
}

// First reports whether the catalog has never had an article. Then calls of Apply may
// be small: they share transactions.
func (l *Load) First() bool { return l.bulk }

// Adopts reports whether articles may take over entries that were published before the
// catalog was begun.
func (l *Load) Adopts() bool { return l.adopts }

// Prepare does as much of Apply as readings allow by themselves. Call it in the goroutines that
// read the files; otherwise Apply does it.
func (l *Load) Prepare(readings []Reading, now time.Time) {
	l.c.Prepare(readings)
	if !l.bulk || l.adopts {
		return
	}
	for i := range readings {
		l.c.prepareDrafts(&readings[i], now.UTC())
	}
}

// Apply is like Catalog.Apply, but that a first load only counts what appeared. After
// an error only Close may be called.
func (l *Load) Apply(readings []Reading, gone []string, now time.Time) (delta Delta, err error) {
	if !l.bulk {
		return l.c.Apply(readings, gone, now)
	}
	sorted := sortedReadings(readings)
	err = l.c.guard(func() error {
		delta, err = l.take(sorted, now.UTC())
		return err
	})
	for _, r := range sorted {
		l.last = max(l.last, r.Path)
	}
	if err != nil {
		return Delta{}, fmt.Errorf("load %d files into the catalog: %w", len(readings), err)
	}
	return delta, nil
}

// take takes files in, in the transaction of the stream.
func (l *Load) take(readings []*Reading, now time.Time) (Delta, error) {
	if err := l.stream.begin(); err != nil {
		return Delta{}, err
	}
	w := newWriter(l.c, l.stream.tx)
	w.now, w.loading = now, l
	for i, o := range []*owners{w.ids, w.slugs, w.stamps} {
		o.pending, o.all = l.taken[i], true
	}
	var err error
	if l.straight(readings) {
		err = l.takeNew(w, readings)
	} else {
		w.files.last = l.last
		err = errors.Join(l.entries.finish(), w.take(readings, nil), w.files.flush(), w.records.flush())
	}
	if err != nil {
		return Delta{}, err
	}
	w.delta.Loaded = w.appeared
	return w.sortedDelta(), l.stream.commitIfLarge()
}

// straight reports whether none of the files was taken in before: they come by path.
func (l *Load) straight(readings []*Reading) bool {
	return !l.adopts && (len(readings) == 0 || l.last == "" || readings[0].Path > l.last)
}

// takeNew takes in files that come after all others.
func (l *Load) takeNew(w *writer, readings []*Reading) error {
	for _, r := range readings {
		entry := fileEntry{fingerprint: r.Fingerprint, epoch: l.c.epoch}
		if r.Err != nil {
			entry.fail(r.Err)
			r.Articles = nil
		}
		if len(r.drafts) != len(r.Articles) {
			l.c.prepareDrafts(r, w.now)
		}
		for i := range r.drafts {
			seen, err := w.takeDraft(&r.drafts[i])
			if err != nil {
				return err
			}
			entry.seen = append(entry.seen, seen)
		}
		if err := l.entries.add(fileEntryKey(r.Path, entry.encode())); err != nil {
			return err
		}
		l.stream.puts++
	}
	return nil
}

// add takes a record that was put; title is the hash of its title.
func (l *Load) add(before, after *Record, title uint64) {
	if before != nil {
		l.built = nil
	}
	if l.built != nil {
		l.built.add(after, title)
	}
}

// Finish makes known all that was taken in. Without it, Close forgets it.
func (l *Load) Finish() error {
	if !l.bulk {
		return nil
	}
	err := l.c.guard(l.finish)
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

// finish writes the last files, which may be due although a transaction has just ended.
func (l *Load) finish() error {
	if err := l.stream.begin(); err != nil {
		return err
	}
	if err := errors.Join(l.entries.finish(), l.stream.commit()); err != nil {
		return err
	}
	return l.build()
}

// build writes the indexes.
func (l *Load) build() error {
	b := l.built
	l.built = nil
	if b == nil { // a file came twice
		return build(l.c.db)
	}
	b.owners, l.taken = l.taken, b.owners
	return b.write(l.c.db)
}

// Close leaves the catalog as empty as it was, unless Finish came first.
func (l *Load) Close() error {
	if !l.bulk {
		return nil
	}
	l.bulk = false
	if err := errors.Join(l.stream.giveUp(), l.c.update(emptied)); err != nil {
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

// stream is the transaction under way of a first load. Records and files go into it in
// the order of their keys.
type stream struct {
	db             *bbolt.DB
	tx             *bbolt.Tx // nil between two
	records, files *bbolt.Bucket
	puts, most     int // of the transaction
}

// begin begins a transaction, unless one is under way. Until the load is finished, it
// is known not to be, and that nothing of it is published.
func (s *stream) begin() (err error) {
	if s.tx != nil {
		return nil
	}
	if s.tx, err = s.db.Begin(true); err != nil {
		return err
	}
	s.records, s.files = s.tx.Bucket(bucketRecords), s.tx.Bucket(bucketFiles)
	s.records.FillPercent, s.files.FillPercent = loadedFill, loadedFill
	meta := s.tx.Bucket(bucketMeta)
	return errors.Join(meta.Put(loadingKey, []byte{1}), meta.Delete([]byte("edition")))
}

func (s *stream) commitIfLarge() error {
	if s.puts < s.most {
		return nil
	}
	s.db.AllocSize = growth // it will be a large file
	return s.commit()
}

func (s *stream) commit() error {
	tx := s.tx
	s.tx, s.puts = nil, 0
	return tx.Commit()
}

func (s *stream) giveUp() error {
	if s.tx == nil {
		return nil
	}
	tx := s.tx
	s.tx, s.puts = nil, 0
	return tx.Rollback()
}
