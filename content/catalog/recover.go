package catalog

// Recovery: articles that were published before there was this catalog, by one
// that was lost or by another program, keep the IDs that readers know.

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"feedmill/content"
)

// Published is an entry of a feed published before.
type Published struct {
	ID        string // as it was, even if it is no URI
	Link      string
	Title     string
	Published time.Time // zero if the feed had none
	Updated   time.Time // zero if the feed had none
	Slug      string    // of its page, if Feedmill made it; else empty
}

// Adopted says which article took over a published entry, and by which evidence.
type Adopted struct {
	Old  Published
	Path string
	How  string // "id", "link", "page", "file name and title", "title and date"
}

// The kinds of evidence, in the order of what they prove.
var evidence = [...]struct {
	kind byte
	how  string
}{
	{'i', "id"}, {'l', "link"}, {'s', "page"}, {'n', "file name and title"}, {'t', "title and date"},
}

// Recover hands in the entries of feeds published before. Articles that Apply sees for
// the first time from then on take over the ID, the dates and the page of the entry
// that they match: see [Delta]. Entries whose ID the catalog knows are left out.
func (c *Catalog) Recover(published []Published) error {
	err := c.update(func(tx *bbolt.Tx) error {
		b, ids := tx.Bucket(bucketKnown), setOf(tx, bucketIDs)
		for _, p := range published {
			if p.ID == "" || len(p.ID) > bbolt.MaxKeySize/2 || ids.owner(hash64(p.ID)) != 0 {
				continue
			}
			if b.Get([]byte("i"+p.ID)) != nil {
				continue
			}
			n, err := b.NextSequence()
			if err != nil {
				return err
			}
			if err := putPublished(b, p, key64(n)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("recover published entries: %w", err)
	}
	return nil
}

func putPublished(b *bbolt.Bucket, p Published, n []byte) error {
	for _, key := range p.evidence() {
		// Of two entries that look the same, the first counts.
		if key != "" && len(key) < bbolt.MaxKeySize && b.Get([]byte(key)) == nil {
			if err := b.Put([]byte(key), n); err != nil {
				return err
			}
		}
	}
	return b.Put(append([]byte{'#'}, n...), p.encode())
}

// evidence lists the keys by which an entry is found, in the order of evidence.
func (p Published) evidence() []string {
	keys := []string{"i" + p.ID, "", "", "", "", ""}
	if link := plainLink(p.Link); link != "" {
		keys[1] = "l" + link
		if _, rooted, ok := strings.Cut(link, "/"); ok && rooted != "" {
			keys[5] = "l/" + rooted // of an article that leaves the host to the site
		}
		keys[3] = nameTitleKey(link, p.Title)
	}
	if p.Slug != "" {
		keys[2] = "s" + p.Slug
	}
	if p.Title != "" && !p.Published.IsZero() {
		keys[4] = titleDayKey(p.Title, p.Published)
	}
	return keys
}

// another reports whether an article that has the entry's name is another one: a name
// that is used again each day leads to the page of the first.
func (p Published) another(a *content.Article) bool {
	if p.Title == "" || p.Published.IsZero() || a.Published().IsZero() {
		return false
	}
	return content.FoldTitle(p.Title) != content.FoldTitle(a.Title()) && dayOf(p.Published) != dayOf(a.Published().Time)
}

func nameTitleKey(address, title string) string {
	if title == "" {
		return ""
	}
	return "n" + segment(stem(path.Base(address))) + "\x00" + fold(title)
}

func titleDayKey(title string, day time.Time) string {
	return "t" + fold(title) + "\x00" + dayOf(day.UTC())
}

// candidates are the keys by which an article would find its entry, with the
// same first bytes as those of Published.evidence.
func candidates(id, link, slug, filePath, title string, published time.Time) []string {
	keys := []string{"s" + slug}
	if id != "" {
		keys = append(keys, "i"+id)
	}
	if link = plainLink(link); link != "" {
		keys = append(keys, "l"+link)
	}
	if name := nameTitleKey(filePath, title); name != "" {
		keys = append(keys, name)
	}
	if title != "" && !published.IsZero() {
		// Zones differ: the day may be the next one, or the one before.
		for _, shift := range [...]int{0, -1, 1} {
			keys = append(keys, titleDayKey(title, published.UTC().AddDate(0, 0, shift)))
		}
	}
	return keys
}

// plainLink is a link without what changes when a site moves to https, or drops
// an ending: scheme, www, fragment, final slash. It is empty if neither a host nor the
// root of one begins it, or if it is no more than that root.
func plainLink(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Host == "" && !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	p := strings.TrimSuffix(strings.TrimSuffix(u.Path, "index.html"), "/")
	if u.Host == "" && p == "" {
		return ""
	}
	plain := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + p
	if u.RawQuery != "" {
		plain += "?" + u.RawQuery
	}
	return plain
}

// reservedKey is in bucketKnown: how many of the first places in the order are those of the
// first entries there. Entries have other keys.
var reservedKey = []byte("reserved")

// reservePlaces leaves the first places of a new catalog to the articles that readers know:
// of one day they had an order, in which their files were seen.
func (w *writer) reservePlaces() error {
	known := w.tx.Bucket(bucketKnown)
	if w.records.bucket.Sequence() > 0 || known.Sequence() == 0 {
		return nil
	}
	return errors.Join(known.Put(reservedKey, key64(known.Sequence())), w.records.bucket.SetSequence(known.Sequence()))
}

// placeOf is the place that was left to the entry with a number; 0 if none was. Feeds, and so
// the entries, have the newest first.
func placeOf(known *bbolt.Bucket, number uint64) uint64 {
	reserved := known.Get(reservedKey)
	if reserved == nil || number > number64(reserved) {
		return 0
	}
	return number64(reserved) + 1 - number
}

// find gives the first entry that lookup has for the keys, best evidence first.
func find[V any](keys []string, lookup func(key string) (V, bool)) (found V, how string, ok bool) {
	for _, e := range evidence {
		for _, key := range keys {
			if key[0] != e.kind {
				continue
			}
			if found, ok = lookup(key); ok {
				return found, e.how, true
			}
		}
	}
	return found, "", false
}

// adopt gives a new record what a published entry had.
func (w *writer) adopt(rec *Record, s *sighting) error {
	b := w.tx.Bucket(bucketKnown)
	if k, _ := b.Cursor().First(); k == nil {
		return nil
	}
	a := s.article
	keys := candidates(s.id, a.SourceURL(), slugOf(s.reading.Path, a.Part()), s.reading.Path, a.Title(), a.Published().Time)
	var failed error
	var number uint64
	p, how, ok := find(keys, func(key string) (Published, bool) {
		p, n, ok, err := w.published(b, key)
		if err != nil {
			failed = err
		}
		number = n
		if key[0] == 's' && p.another(a) {
			return p, false
		}
		return p, ok && (s.id == "" || s.id == p.ID)
	})
	if !ok || failed != nil {
		return failed
	}
	rec.ID, rec.Slug, rec.Updated = p.ID, p.Slug, p.Updated.UTC()
	rec.statedID = s.id == p.ID
	if place := placeOf(b, number); place > 0 {
		rec.Seen = place
	}
	if !p.Published.IsZero() {
		rec.Published.Time, rec.statedDate = onlyOffset(p.Published), true
	}
	if p.Updated.IsZero() {
		rec.Updated = p.Published.UTC()
	}
	w.delta.Adopted = append(w.delta.Adopted, Adopted{p, s.reading.Path, how})
	return nil
}

// published gives the entry under a key, with its number, unless an article has taken it.
func (w *writer) published(b *bbolt.Bucket, key string) (p Published, number uint64, ok bool, err error) {
	n := b.Get([]byte(key))
	if n == nil {
		return p, 0, false, nil
	}
	p, err = decodePublished(b.Get(append([]byte{'#'}, n...)))
	return p, number64(n), err == nil && w.ids.of(hash64(p.ID)) == 0, err
}

func (p Published) encode() []byte {
	var e encoder
	for _, s := range [...]string{p.ID, p.Link, p.Title, p.Slug} {
		e.text(s)
	}
	e.time(p.Published)
	e.time(p.Updated)
	return e.b
}

func decodePublished(b []byte) (Published, error) {
	d := newDecoder(b)
	p := Published{ID: d.text(), Link: d.text(), Title: d.text(), Slug: d.text(), Published: d.time(), Updated: d.time()}
	if d.short {
		return p, ErrDamaged
	}
	return p, nil
}

// Flooded is an article that readers know under another ID.
type Flooded struct {
	Old Published
	Now Record
}

// Flood lists which of the entries published before would appear again under new IDs,
// newest first. Publishing then would show every reader again what it has: callers
// should ask before they do.
func (c *Catalog) Flood(published []Published) ([]Flooded, error) {
	entries := map[string]Published{}
	for _, p := range published {
		for _, key := range p.evidence() {
			if _, ok := entries[key]; key != "" && !ok {
				entries[key] = p
			}
		}
	}
	if len(entries) == 0 {
		return nil, nil
	}
	var out []Flooded
	for r, err := range c.All(Selection{}) {
		if err != nil {
			return nil, err
		}
		keys := candidates(r.ID, r.SourceURL, r.Slug, r.Path, r.Title, r.Published.Time)
		p, _, ok := find(keys, func(key string) (Published, bool) { p, ok := entries[key]; return p, ok })
		if ok && p.ID != r.ID {
			out = append(out, Flooded{p, r})
		}
	}
	return out, nil
}
