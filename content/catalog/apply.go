package catalog

// Apply and Due: the only ways in which records change.

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"feedmill/content"
	"feedmill/content/folder"
)

// Reading is what was read from one file.
type Reading struct {
	Path        string // slash-separated, relative to the content folder
	Fingerprint folder.Fingerprint
	FileHash    [16]byte  // of the bytes, by [Catalog.Sum]; zero is unknown
	ModTime     time.Time // the date of articles that state none
	Came        time.Time // when the file came into the history of a checkout, before ModTime for what states none; zero if unknown
	Articles    []*content.Article
	// Err says why the file could not be read. What is known of it then stays as it
	// is. A *content.Error is taken to be the file's fault: the file is not read
	// again before it changes. Any other error may pass.
	Err error

	digests []digest // of Articles
	drafts  []draft  // likewise; nil if nobody has made them
}

// Prepare does the part of Apply that asks nothing of the catalog's articles: it sums
// those of some readings. Call it in the goroutines that read the files; otherwise Apply
// does it.
func (c *Catalog) Prepare(readings []Reading) {
	for i := range readings {
		c.sum(&readings[i])
	}
}

// sum sets the digests of a reading.
func (c *Catalog) sum(r *Reading) {
	r.digests = make([]digest, len(r.Articles))
	for i, a := range r.Articles {
		r.digests[i] = c.digestOf(a)
	}
}

// Delta is what happened to the articles shown, each list by path and part.
type Delta struct {
	Appeared []Record
	Changed  []Change
	Vanished []Record // under the section, tags and authors that they were shown under
	Refiled  []Record // withdrawn, as they were listed before and as they are now, for feeds that list withdrawn articles; vanished, where they were, if their files moved too
	Adopted  []Adopted
	Notes    []Note
	Loaded   int // appeared in a first [Load], which lists none of them
}

// Change is an article that was shown before and still is, with another path or
// other bytes. What a feed shows of it may be the same.
type Change struct{ Before, After Record }

// Note is something that the author should know about a file.
type Note struct{ Path, Message string }

// Apply takes in what was read, and which files are gone, in one transaction.
// Renamed files are recognised among what is given in one call. The order of
// readings does not matter. It also does what Due does.
//
// When all files are read again, pass some ten thousand readings at a time, by path:
// the cost of a transaction grows faster than its size beyond that. For the first
// time there is [Catalog.Load].
//
// After an error the catalog is as before.
func (c *Catalog) Apply(readings []Reading, gone []string, now time.Time) (Delta, error) {
	var w *writer
	err := c.update(func(tx *bbolt.Tx) (err error) {
		w, err = c.applyIn(tx, readings, gone, now)
		return err
	})
	if err != nil {
		return Delta{}, fmt.Errorf("apply %d files to the catalog: %w", len(readings)+len(gone), err)
	}
	return w.sortedDelta(), nil
}

// applyIn is Apply within a transaction.
func (c *Catalog) applyIn(tx *bbolt.Tx, readings []Reading, gone []string, now time.Time) (*writer, error) {
	w := newWriter(c, tx)
	w.now = now.UTC()
	if err := w.comeDue(); err != nil {
		return nil, err
	}
	if err := w.take(sortedReadings(readings), gone); err != nil {
		return nil, err
	}
	return w, w.finish()
}

// Due shows the articles whose date has come, and withdraws those that have expired.
// If there are none, nothing is written.
func (c *Catalog) Due(now time.Time) (Delta, error) {
	if next, ok, err := c.next(); err != nil || !ok || next.After(now) {
		return Delta{}, err
	}
	return c.Apply(nil, nil, now)
}

// NextChange is when Due will have something to do; false means never. The instant
// may have passed already.
func (c *Catalog) NextChange() (time.Time, bool) {
	next, ok, err := c.next()
	return next, ok && err == nil
}

func (c *Catalog) next() (next time.Time, ok bool, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		cursor := setOf(tx, bucketDue).cursor()
		for k := cursor.first(); k != nil; k = cursor.next() {
			if !ok {
				next, ok = timeOf(k), true
			}
			if c.overdue(k) {
				next = time.Time{}
			}
			if c.future == Hold || next.IsZero() {
				break
			}
		}
		return cursor.err
	})
	return next, ok, err
}

// overdue reports whether an article is held by a setting that has been changed since.
func (c *Catalog) overdue(dueKey []byte) bool {
	return c.future == Show && State(dueKey[len(dueKey)-1]) == Held
}

// sortedReadings gives one reading for each path.
func sortedReadings(readings []Reading) []*Reading {
	own, out := slices.Clone(readings), make([]*Reading, len(readings))
	for i := range own {
		out[i] = &own[i]
	}
	slices.SortStableFunc(out, func(a, b *Reading) int { return cmp.Compare(a.Path, b.Path) })
	return slices.CompactFunc(out, func(a, b *Reading) bool { return a.Path == b.Path })
}

// intake is what one Apply has to decide about.
type intake struct {
	known   []*known             // records whose file was read again, or is gone
	seen    []*sighting          // articles just read
	entries map[string]fileEntry // of the files that were read
}

// take decides which articles are which, and writes them.
func (w *writer) take(readings []*Reading, gone []string) error {
	in := intake{entries: make(map[string]fileEntry, len(readings))}
	read := make(map[string]bool, len(readings))
	for _, r := range readings {
		read[r.Path] = true
		if err := w.addReading(&in, r); err != nil {
			return err
		}
	}
	gone = slices.DeleteFunc(slices.Clone(gone), func(p string) bool { return read[p] })
	for _, p := range slices.Compact(slices.Sorted(slices.Values(gone))) {
		if err := w.addGone(&in, p); err != nil {
			return err
		}
	}
	slices.SortFunc(in.known, func(a, b *known) int { return cmp.Compare(a.rec.Seen, b.rec.Seen) })
	newMatcher(in.known, in.seen).match()
	return w.write(in)
}

func (w *writer) addReading(in *intake, r *Reading) error {
	before, err := w.file(r.Path)
	if err != nil {
		return err
	}
	if r.Err != nil {
		w.keepBroken(r, before)
		return nil
	}
	same, err := w.isOf(before, r)
	if err != nil {
		return err
	}
	after := fileEntry{fingerprint: r.Fingerprint, epoch: w.c.epoch}
	if same {
		after.seen = before.seen
	}
	in.entries[r.Path] = after
	if same {
		return nil
	}
	in.seen = append(in.seen, w.c.sightings(r)...)
	return w.addKnown(in, before)
}

func (w *writer) addGone(in *intake, p string) error {
	before, err := w.file(p)
	if err != nil {
		return err
	}
	w.files.delete(p)
	return w.addKnown(in, before)
}

// write writes what the matcher found. It looks through the removed articles before
// those of this call join them, which the matcher has judged already.
func (w *writer) write(in intake) error {
	for _, s := range in.seen {
		if s.was != nil || w.loading != nil {
			continue
		}
		if err := w.findRemoved(s); err != nil {
			return err
		}
	}
	for _, k := range in.known {
		if k.now != nil {
			continue
		}
		if err := w.remove(k.rec); err != nil {
			return err
		}
	}
	for _, s := range in.seen {
		rec, err := w.record(s)
		if err != nil {
			return err
		}
		entry := in.entries[s.reading.Path]
		entry.seen = append(entry.seen, rec.Seen)
		in.entries[s.reading.Path] = entry
	}
	for p, entry := range in.entries {
		w.files.put(p, entry.encode())
	}
	return nil
}

func (w *writer) addKnown(in *intake, entry fileEntry) error {
	for _, seen := range entry.seen {
		rec, err := w.load(seen)
		if err != nil {
			return err
		}
		in.known = append(in.known, &known{rec: rec, fingerprint: entry.fingerprint})
	}
	return nil
}

func (c *Catalog) sightings(r *Reading) []*sighting {
	if len(r.digests) != len(r.Articles) {
		c.sum(r)
	}
	out := make([]*sighting, len(r.Articles))
	for i, a := range r.Articles {
		out[i] = &sighting{
			digest: r.digests[i], reading: r, article: a, id: statedID(c.namespace, a.ID()),
		}
	}
	slices.SortStableFunc(out, func(a, b *sighting) int { return cmp.Compare(a.article.Part(), b.article.Part()) })
	return out
}

// record writes the record of a sighting: the one that it was paired with, or a new one.
func (w *writer) record(s *sighting) (Record, error) {
	var before *Record
	rec := Record{}
	if s.was != nil {
		before = &s.was.rec
		rec = *before
	} else if err := w.mint(&rec, s); err != nil {
		return rec, err
	}
	adopted := rec.adopted(before)
	rec.describe(s)
	w.date(&rec, before, s, adopted)
	rec.FileHash, rec.ContentHash = s.reading.FileHash, s.hash
	rec.State = w.c.stateOf(&rec, before, s.article.Draft(), w.now)
	w.noteID(&rec, s)
	return rec, w.put(before, &rec)
}

// describe takes what the article says of itself, but for its dates.
func (r *Record) describe(s *sighting) {
	a := s.article
	r.Path, r.Part = s.reading.Path, a.Part()
	r.Title, r.Section, r.Tags, r.Authors = a.Title(), a.Section(), a.Tags(), a.Authors()
	r.Language, r.SourceURL = a.Language(), a.SourceURL()
	r.Expires = onlyUTC(a.Expires().Time)
	r.resemblance, r.suspects = s.sketch, s.suspects
}

// adopted reports whether a new record has its dates from a feed that was published
// before this catalog was begun.
func (r *Record) adopted(before *Record) bool { return before == nil && !r.Updated.IsZero() }

func (w *writer) date(rec, before *Record, s *sighting, adopted bool) {
	a := s.article
	last := before
	if adopted {
		last = &Record{Published: rec.Published, announced: !rec.Published.IsZero()}
	}
	rec.Published = w.c.published(a, s.reading.came(), last)
	rec.statedDate = rec.statedDate || !a.Published().IsZero()
	switch {
	case adopted:
		w.stamp(rec, before, rec.Updated)
	case before == nil || !before.announced:
		w.stamp(rec, before, firstUpdated(rec.Published, a.Updated(), s.reading.ModTime, w.now))
	case before.ContentHash != s.hash && !sameFile(before, s.reading):
		w.stamp(rec, before, nextUpdated(before.Updated, a.Updated(), s.reading.ModTime, w.now))
	}
}

// came is the date of articles that state none.
func (r *Reading) came() time.Time {
	if r.Came.IsZero() {
		return r.ModTime
	}
	return r.Came
}

// sameFile reports whether the bytes are as they were: then a difference comes from
// the reader, not from the author.
func sameFile(before *Record, r *Reading) bool {
	return before.FileHash == r.FileHash && r.FileHash != [16]byte{}
}

func onlyUTC(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC()
}

// stateOf says whether the article is to be shown. What was shown stays shown while
// its date is the same, wherever the clock goes.
func (c *Catalog) stateOf(rec, before *Record, draft bool, now time.Time) State {
	wasShown := before != nil && before.State == Shown && before.Published.Time.Equal(rec.Published.Time)
	switch {
	case draft:
		return Draft
	case !rec.Expires.IsZero() && !rec.Expires.After(now):
		return Expired
	case rec.Published.Time.After(now) && c.future == Hold && !wasShown:
		return Held
	}
	return Shown
}

// comeDue changes the state of what has come due, or expired.
func (w *writer) comeDue() error {
	var seen []uint64
	cursor := w.in(bucketDue).cursor()
	for k := cursor.first(); k != nil; k = cursor.next() {
		if timeOf(k).After(w.now) && !w.c.overdue(k) {
			if w.c.future == Hold {
				break
			}
			continue
		}
		seen = append(seen, seenOf(k))
	}
	if cursor.err != nil {
		return cursor.err
	}
	for _, n := range seen {
		before, err := w.load(n)
		if err != nil {
			return err
		}
		after := before
		after.State = w.c.stateOf(&after, &before, false, w.now)
		if err := w.put(&before, &after); err != nil {
			return err
		}
	}
	return nil
}
