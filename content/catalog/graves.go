package catalog

// Articles without a file. They keep their ID and slug, in case the file returns.

import (
	"bytes"
	"path"
	"strconv"
)

// The kinds of keys under which a buried record is found, in the order of what they prove.
const (
	graveContent = 'c'
	graveFile    = 'f'
	graveStem    = 'p'
)

func graveKeys(content [16]byte, file [16]byte, filePath string, part int) []string {
	keys := []string{
		string(graveContent) + string(content[:]),
		string(graveStem) + stem(filePath) + "\x00" + strconv.Itoa(part) + "\x00",
	}
	if h := hashPart(file, part); h != "" {
		keys = append(keys, string(graveFile)+h)
	}
	return keys
}

func (r *Record) graveKeys() []string { return graveKeys(r.ContentHash, r.FileHash, r.Path, r.Part) }

// bury lets a record live on without a file.
func (w *writer) bury(before Record) error {
	after := before
	after.State = Gone
	for _, k := range before.graveKeys() {
		w.graves.put(append([]byte(k), key64(before.Seen)...), nil)
	}
	return w.put(&before, &after)
}

// findFormer looks for the article among those that have no file: one of its
// stated ID, of its content, or of its place.
func (w *writer) findFormer(s *sighting) error {
	former, err := w.former(s)
	if err != nil || former == nil {
		return err
	}
	for _, k := range former.rec.graveKeys() {
		w.graves.delete(append([]byte(k), key64(former.rec.Seen)...))
	}
	s.was, former.now = former, s
	w.claimed[former.rec.Seen] = true
	return nil
}

func (w *writer) former(s *sighting) (*known, error) {
	if s.id != "" {
		if b := w.ids.get([]byte(s.id)); b != nil {
			return w.buried(number64(b), s, func(*known, *sighting) bool { return true })
		}
	}
	for _, key := range graveKeys(s.hash, s.reading.FileHash, s.reading.Path, s.article.Part()) {
		may := func(*known, *sighting) bool { return true }
		if key[0] == graveStem {
			may = returned
		}
		for _, seen := range w.gravesAt(key) {
			k, err := w.buried(seen, s, may)
			if k != nil || err != nil {
				return k, err
			}
		}
	}
	return nil, nil
}

// gravesAt lists who lies under a key, the latest first.
func (w *writer) gravesAt(key string) []uint64 {
	var seen []uint64
	cursor := w.graves.bucket.Cursor()
	prefix := []byte(key)
	k := lastBefore(cursor, append(append([]byte{}, prefix...), bytes.Repeat([]byte{0xff}, 9)...))
	for ; bytes.HasPrefix(k, prefix) && len(k) == len(prefix)+8; k, _ = cursor.Prev() {
		seen = append(seen, seenOf(k))
	}
	return seen
}

// buried gives the record if it is without a file and may be that of s.
func (w *writer) buried(seen uint64, s *sighting, may func(*known, *sighting) bool) (*known, error) {
	if w.claimed[seen] {
		return nil, nil
	}
	rec, err := w.load(seen)
	if err != nil || rec.State != Gone {
		return nil, err
	}
	k := &known{rec: rec}
	if !compatible(k, s) || !may(k, s) {
		return nil, nil
	}
	return k, nil
}

// returned reports whether what is now in the place of a file deleted before is
// the same article: in another format it must be like it, under the very name
// only not wholly unlike.
func returned(k *known, s *sighting) bool {
	if related(k, s) {
		return true
	}
	enough := len(k.rec.resemblance) >= sketchEnough && len(s.sketch) >= sketchEnough
	return path.Ext(k.rec.Path) == path.Ext(s.reading.Path) && !enough && !reused(k, s)
}

// Withdrawn lists the articles that were taken out of a selection, the latest
// first, at most n: those deleted, expired, or made drafts again. They are what
// RFC 6721 has deleted-entry for.
func (c *Catalog) Withdrawn(s Selection, n int) ([]Record, error) {
	return c.newestIn(bucketWithdrawn, s, n)
}
