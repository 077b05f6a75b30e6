package catalog

// Which titles there are, and which articles hold a line that may be one: a
// related headline inside a body is known for one by being the title of another
// article of the folder.

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"go.etcd.io/bbolt"

	"feedmill/content"
)

// suspects are the lines of an article that may be headlines of others.
func suspects(a *content.Article) []uint64 {
	body, ok := a.Body().(content.Headlined)
	if !ok {
		return nil
	}
	var hashes []uint64
	for _, folded := range body.Suspects() {
		hashes = append(hashes, titleHash(folded))
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// titleHash stands for a folded title. That two of a folder's titles meet in it
// is as likely as that somebody guesses one.
func titleHash(folded string) uint64 {
	sum := sha256.Sum256([]byte(folded))
	return binary.BigEndian.Uint64(sum[:])
}

// The kinds of keys in bucketTitles.
const (
	isTitle   = 't'
	isSuspect = 's'
)

// titleEntry is kind, hash, Seen.
func titleEntry(kind byte, hash, seen uint64) []byte {
	return append(binary.BigEndian.AppendUint64([]byte{kind}, hash), key64(seen)...)
}

// placeTitles keeps the title and the suspects of articles shown, and notes the
// titles that came or went.
func (w *writer) placeTitles(before, after *Record) {
	if before != nil && before.State == Shown {
		hash := titleHash(content.FoldTitle(before.Title))
		w.titles.delete(titleEntry(isTitle, hash, before.Seen))
		w.retitled[hash]--
		for _, s := range before.suspects {
			w.titles.delete(titleEntry(isSuspect, s, before.Seen))
		}
	}
	if after.State == Shown {
		hash := titleHash(content.FoldTitle(after.Title))
		w.titles.put(titleEntry(isTitle, hash, after.Seen), nil)
		w.retitled[hash]++
		for _, s := range after.suspects {
			w.titles.put(titleEntry(isSuspect, s, after.Seen), nil)
		}
	}
}

// suspect counts the articles that hold a title which came or went as changed:
// what a feed shows of them may be another now.
func (w *writer) suspect() error {
	hashes := make([]uint64, 0, len(w.retitled))
	for hash, more := range w.retitled {
		if more != 0 {
			hashes = append(hashes, hash)
		}
	}
	slices.Sort(hashes)
	cursor := w.titles.bucket.Cursor()
	for _, hash := range hashes {
		for _, seen := range holders(cursor, isSuspect, hash) {
			if w.changes[seen] != nil {
				continue
			}
			rec, err := w.load(seen)
			if err != nil {
				return err
			}
			w.changes[seen] = &change{before: &rec, after: rec}
		}
	}
	return nil
}

// holders lists the articles with a title, or a suspect.
func holders(cursor *bbolt.Cursor, kind byte, hash uint64) []uint64 {
	prefix := binary.BigEndian.AppendUint64([]byte{kind}, hash)
	var all []uint64
	for k, _ := cursor.Seek(prefix); len(k) == len(prefix)+8 && string(k[:len(prefix)]) == string(prefix); k, _ = cursor.Next() {
		all = append(all, number64(k[len(prefix):]))
	}
	return all
}

// Related tells which suspects (content.Headlined) of each record are
// titles of other articles shown. The answers are sets that a test of equality
// tells from others.
func (c *Catalog) Related(records []Record) ([]Titles, error) {
	sets := make([]Titles, len(records))
	if !slices.ContainsFunc(records, func(r Record) bool { return len(r.suspects) > 0 }) {
		return sets, nil
	}
	err := c.view(func(tx *bbolt.Tx) error {
		cursor := tx.Bucket(bucketTitles).Cursor()
		for i, r := range records {
			for _, s := range r.suspects {
				others := slices.DeleteFunc(holders(cursor, isTitle, s), func(seen uint64) bool { return seen == r.Seen })
				if len(others) > 0 {
					sets[i].hashes += string(key64(s))
				}
			}
		}
		return nil
	})
	return sets, err
}

// Titles is a set of folded titles, comparable with ==.
type Titles struct{ hashes string }

// Has reports whether a folded title is in the set.
func (t Titles) Has(folded string) bool {
	want := string(key64(titleHash(folded)))
	for i := 0; i < len(t.hashes); i += len(want) {
		if t.hashes[i:i+len(want)] == want {
			return true
		}
	}
	return false
}

// Empty reports whether there are none.
func (t Titles) Empty() bool { return t.hashes == "" }
