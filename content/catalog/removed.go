package catalog

// Articles whose file was removed. They keep their ID and slug, in case it returns.

import (
	"path"
	"slices"
	"strconv"
)

// The kinds of keys under which a removed article is found, in the order of what they prove.
const (
	byContent = 'c'
	byFile    = 'f'
	byPlace   = 'p'
)

// removedKey is a kind and a hash. Two articles may share one by chance.
type removedKey struct {
	kind byte
	hash uint64
}

// removedKeys are in the order of what they prove.
func removedKeys(content [16]byte, file [16]byte, filePath string, part int) []removedKey {
	keys := []removedKey{
		{byContent, number64(content[:])},
		{byPlace, hash64(stem(filePath) + "\x00" + strconv.Itoa(part))},
	}
	if h := hashPart(file, part); h != "" {
		keys = append(keys, removedKey{byFile, hash64(h)})
	}
	return keys
}

func (r *Record) removedKeys() []removedKey {
	return removedKeys(r.ContentHash, r.FileHash, r.Path, r.Part)
}

// remove notes that an article has no file any more; its record stays.
func (w *writer) remove(before Record) error {
	after := before
	after.State = Removed
	return w.put(&before, &after)
}

// findRemoved pairs a sighting with a removed article: one of its stated ID, of
// its content, or of its place.
func (w *writer) findRemoved(s *sighting) error {
	k, err := w.removedOf(s)
	if err != nil || k == nil {
		return err
	}
	s.was, k.now = k, s
	w.back[k.rec.Seen] = true
	return nil
}

// removedOf gives the best removed article for a sighting; nil if there is none.
func (w *writer) removedOf(s *sighting) (*known, error) {
	if s.id != "" {
		if seen := w.ids.of(hash64(s.id)); seen != 0 {
			return w.removedIf(seen, s, func(k *known, s *sighting) bool { return k.rec.ID == s.id })
		}
	}
	for _, key := range removedKeys(s.hash, s.reading.FileHash, s.reading.Path, s.article.Part()) {
		for _, seen := range w.removedUnder(key) {
			k, err := w.removedIf(seen, s, mayReturn[key.kind])
			if k != nil || err != nil {
				return k, err
			}
		}
	}
	return nil, nil
}

// mayReturn is what must be true, by the kind of key.
var mayReturn = map[byte]func(*known, *sighting) bool{
	byContent: func(k *known, s *sighting) bool { return k.rec.ContentHash == s.hash },
	byFile: func(k *known, s *sighting) bool {
		return k.rec.FileHash == s.reading.FileHash && k.rec.Part == s.article.Part()
	},
	byPlace: func(k *known, s *sighting) bool {
		return stem(k.rec.Path) == stem(s.reading.Path) && k.rec.Part == s.article.Part() && inFormerPlace(k, s)
	},
}

// removedUnder lists the articles under a key, the latest first.
func (w *writer) removedUnder(key removedKey) []uint64 {
	seen := seenUnder(w.in(bucketRemoved).cursor(), hashPrefix(key.kind, key.hash))
	slices.Reverse(seen)
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
