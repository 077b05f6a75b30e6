package catalog

// Which titles there are, and which articles hold a line that may be one: a related
// headline inside a body is recognised by being the title of another article.

import (
	"bytes"
	"maps"
	"slices"

	"go.etcd.io/bbolt"

	"feedmill/content"
)

// suspects are the lines of an article that may be headlines of others, and what it
// may link to.
func suspects(a *content.Article) []uint64 {
	var hashes []uint64
	if body, ok := a.Body().(content.Headlined); ok {
		for _, folded := range body.Suspects() {
			hashes = append(hashes, hash64(folded))
		}
	}
	if body, ok := a.Body().(content.Linked); ok {
		for _, name := range body.Mentions() {
			hashes = append(hashes, mentionHash(name))
		}
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// The kinds of keys in bucketTitles.
const (
	isTitle   = 't'
	isSuspect = 's'
)

// litterFrom is in how many articles a suspect stands that is the page's and no
// article's, whether there is a title like it or not.
const litterFrom = 5

// retitle notes the titles and the suspects of articles shown that come or go.
func (w *writer) retitle(before, after *Record) {
	if before != nil && before.State == Shown {
		w.retitled[hash64(content.FoldTitle(before.Title))]--
		for _, s := range before.suspects {
			w.shared[s]--
		}
	}
	if after.State == Shown {
		w.retitled[hash64(content.FoldTitle(after.Title))]++
		for _, s := range after.suspects {
			w.shared[s]++
		}
	}
}

// becameLitter lists the suspects that now stand in so many articles that they are
// litter, and those that do no more.
func (w *writer) becameLitter(cursor *setCursor) (hashes []uint64) {
	for hash, more := range w.shared {
		if more == 0 {
			continue
		}
		limit := litterFrom + max(more, -more)
		is := len(atMost(cursor, hashPrefix(isSuspect, hash), limit))
		if was := is - more; is < limit && (is >= litterFrom) != (was >= litterFrom) {
			hashes = append(hashes, hash)
		}
	}
	return hashes
}

// mentionHash parts the names in links from headlines.
func mentionHash(name string) uint64 { return hash64("link\x00" + name) }

// readdress notes the names of articles that are read elsewhere now, or no more.
func (w *writer) readdress(before, after *Record) {
	if before != nil && before.isReadWhere(after) {
		return
	}
	for _, r := range []*Record{before, after} {
		if r != nil && r.State == Shown {
			w.readdressed[mentionHash(content.FoldName(r.Path))] = true
			w.readdressed[mentionHash(content.FoldTitle(r.Title))] = true
		}
	}
}

// isReadWhere reports whether links that led to r lead to o.
func (r *Record) isReadWhere(o *Record) bool {
	return r.State == o.State && r.Path == o.Path && r.Part == o.Part && r.Title == o.Title && r.Slug == o.Slug &&
		r.SourceURL == o.SourceURL && r.Section == o.Section && r.Published.Time.Equal(o.Published.Time)
}

// suspect treats the articles that hold a title which came or went as changed, those
// with a line that became litter, and those that link to what is read elsewhere now:
// feeds may show them differently.
func (w *writer) suspect() error {
	hashes := make([]uint64, 0, len(w.retitled)+len(w.readdressed))
	for hash, more := range w.retitled {
		if more != 0 {
			hashes = append(hashes, hash)
		}
	}
	hashes = slices.AppendSeq(hashes, maps.Keys(w.readdressed))
	cursor := w.in(bucketTitles).cursor()
	hashes = append(hashes, w.becameLitter(cursor)...)
	slices.Sort(hashes)
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
func holders(cursor *setCursor, kind byte, hash uint64) []uint64 {
	return seenUnder(cursor, hashPrefix(kind, hash))
}

// seenUnder lists the Seen that keys end in after a prefix, from the least on.
func seenUnder(cursor *setCursor, prefix []byte) (all []uint64) {
	for k := cursor.seek(prefix); bytes.HasPrefix(k, prefix); k = cursor.next() {
		all = append(all, numberAt(k[len(prefix):]))
	}
	return all
}

// atMost lists the first of the Seen that keys end in after a prefix.
func atMost(cursor *setCursor, prefix []byte, n int) (first []uint64) {
	for k := cursor.seek(prefix); len(first) < n && bytes.HasPrefix(k, prefix); k = cursor.next() {
		first = append(first, numberAt(k[len(prefix):]))
	}
	return first
}

// Related says which suspects (content.Headlined) of each record are titles of other
// articles shown, or litter.
func (c *Catalog) Related(records []Record) ([]Titles, error) {
	sets := make([]Titles, len(records))
	if !slices.ContainsFunc(records, func(r Record) bool { return len(r.suspects) > 0 }) {
		return sets, nil
	}
	err := c.view(func(tx *bbolt.Tx) error {
		cursor := setOf(tx, bucketTitles).cursor()
		for i, r := range records {
			for _, s := range r.suspects {
				others := slices.DeleteFunc(atMost(cursor, hashPrefix(isTitle, s), 2), func(seen uint64) bool { return seen == r.Seen })
				if len(others) > 0 || len(atMost(cursor, hashPrefix(isSuspect, s), litterFrom)) == litterFrom {
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
	want := string(key64(hash64(folded)))
	for i := 0; i < len(t.hashes); i += len(want) {
		if t.hashes[i:i+len(want)] == want {
			return true
		}
	}
	return false
}

// Empty reports whether there are none.
func (t Titles) Empty() bool { return t.hashes == "" }
