package catalog

// Articles whose file was removed. They keep their ID and slug, in case it returns.

import (
	"bytes"
	"path"
	"strconv"
)

// The kinds of keys under which a removed article is found, in the order of what they prove.
const (
	byContent = 'c'
	byFile    = 'f'
	byStem    = 'p'
)

func removedKeys(content [16]byte, file [16]byte, filePath string, part int) []string {
	keys := []string{
		string(byContent) + string(content[:]),
		string(byStem) + stem(filePath) + "\x00" + strconv.Itoa(part) + "\x00",
	}
	if h := hashPart(file, part); h != "" {
		keys = append(keys, string(byFile)+h)
	}
	return keys
}

func (r *Record) removedKeys() []string {
	return removedKeys(r.ContentHash, r.FileHash, r.Path, r.Part)
}

// remove notes that an article has no file any more; its record stays.
func (w *writer) remove(before Record) error {
	after := before
	after.State = Removed
	for _, k := range before.removedKeys() {
		w.removed.put(append([]byte(k), key64(before.Seen)...), nil)
	}
	return w.put(&before, &after)
}

// findRemoved pairs a sighting with a removed article: one of its stated ID, of
// its content, or of its place.
func (w *writer) findRemoved(s *sighting) error {
	k, err := w.removedOf(s)
	if err != nil || k == nil {
		return err
	}
	for _, key := range k.rec.removedKeys() {
		w.removed.delete(append([]byte(key), key64(k.rec.Seen)...))
	}
	s.was, k.now = k, s
	w.back[k.rec.Seen] = true
	return nil
}

// removedOf gives the best removed article for a sighting; nil if there is none.
func (w *writer) removedOf(s *sighting) (*known, error) {
	always := func(*known, *sighting) bool { return true }
	if s.id != "" {
		if b := w.ids.get([]byte(s.id)); b != nil {
			return w.removedIf(number64(b), s, always)
		}
	}
	for _, key := range removedKeys(s.hash, s.reading.FileHash, s.reading.Path, s.article.Part()) {
		may := always
		if key[0] == byStem {
			may = inFormerPlace
		}
		for _, seen := range w.removedUnder(key) {
			k, err := w.removedIf(seen, s, may)
			if k != nil || err != nil {
				return k, err
			}
		}
	}
	return nil, nil
}

// removedUnder lists the articles under a key, the latest first.
func (w *writer) removedUnder(key string) []uint64 {
	var seen []uint64
	cursor := w.removed.bucket.Cursor()
	prefix := []byte(key)
	k := lastBefore(cursor, append(append([]byte{}, prefix...), bytes.Repeat([]byte{0xff}, 9)...))
	for ; bytes.HasPrefix(k, prefix) && len(k) == len(prefix)+8; k, _ = cursor.Prev() {
		seen = append(seen, seenOf(k))
	}
	return seen
}

// removedIf gives a record if its article is removed and may be s; else nil.
func (w *writer) removedIf(seen uint64, s *sighting, may func(*known, *sighting) bool) (*known, error) {
	if w.back[seen] {
		return nil, nil
	}
	rec, err := w.load(seen)
	if err != nil || rec.State != Removed {
		return nil, err
	}
	k := &known{rec: rec}
	if !compatible(k, s) || !may(k, s) {
		return nil, nil
	}
	return k, nil
}

// inFormerPlace reports whether what is now in the place of a removed file is the
// same article: in another format it must be like it, under the very same name it
// must only not be wholly unlike it.
func inFormerPlace(k *known, s *sighting) bool {
	if related(k, s) {
		return true
	}
	enough := len(k.rec.resemblance) >= sketchEnough && len(s.sketch) >= sketchEnough
	return path.Ext(k.rec.Path) == path.Ext(s.reading.Path) && !enough && !reused(k, s)
}
