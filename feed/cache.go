package feed

// Entries as they were made, so that a feed of fifty articles does not read
// fifty files again when one of them changes.

import (
	"errors"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
)

// entryVersion tells the versions of one article apart.
type entryVersion struct {
	file    [16]byte
	updated time.Time
	path    string
	part    int
	related catalog.Titles // headlines in its body that lead to other articles
}

// versionsOf are those of the records, in their order. Where headlines cannot be
// looked up all stay in the body, which loses nothing.
func (e *Editor) versionsOf(records []catalog.Record) []entryVersion {
	related, err := e.catalog.Related(records)
	if err != nil {
		related = make([]catalog.Titles, len(records))
	}
	versions := make([]entryVersion, len(records))
	for i, r := range records {
		versions[i] = entryVersion{r.FileHash, r.Updated, r.Path, r.Part, related[i]}
	}
	return versions
}

type cachedEntry struct {
	version entryVersion
	entry   Entry
}

// entryCache holds entries by ID, in two generations: what is asked for moves to
// the young one, and the old one is forgotten when the young one is full. It may
// be used from several goroutines.
type entryCache struct {
	mu         *sync.Mutex
	young, old map[string]cachedEntry // guarded by mu
}

// generation is how many entries one generation holds: more than the feeds of
// most sites show together.
const generation = 4096

func newEntryCache() entryCache {
	return entryCache{mu: &sync.Mutex{}, young: map[string]cachedEntry{}}
}

func (c *entryCache) get(id string) (cachedEntry, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.young[id]; ok {
		return e, true
	}
	e, ok := c.old[id]
	if ok {
		c.young[id] = e
	}
	return e, ok
}

func (c *entryCache) put(id string, e cachedEntry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.young) >= generation {
		c.old, c.young = c.young, map[string]cachedEntry{}
	}
	c.young[id] = e
}

// entry is the article of a record, ready to be shown. An article that cannot be
// read now is shown as it last was; false if it never was.
func (e *Editor) entry(r catalog.Record, version entryVersion) (Entry, bool) {
	cached, ok := e.cache.get(r.ID)
	if ok && cached.version == version {
		return cached.entry, true
	}
	article, err := e.load(r)
	newer := errors.Is(err, ErrNewer) // not to be remembered: the catalog does not know it yet
	var entry Entry
	if err == nil || newer {
		entry, err = e.newEntry(r, article, version)
	}
	switch {
	case err != nil && ok:
		return cached.entry, true
	case err != nil:
		return e.kept(r, version)
	case !newer:
		e.cache.put(r.ID, cachedEntry{version, entry})
	}
	return entry, true
}

// ErrNewer says that an article was read, but that its file has changed since the
// catalog was told of it: a change that will be told next.
var ErrNewer = errors.New("the file is newer than the catalog")

// newEntry makes an entry. A panic of a renderer or of the sanitiser is the
// article's own error, and harms no other.
func (e *Editor) newEntry(r catalog.Record, article *content.Article, version entryVersion) (entry Entry, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = content.Defect(r.Path, p)
			e.refuse(r.Path, err)
		}
	}()
	id := Identity{ID: r.ID, Slug: r.Slug, Published: r.Published.Time, Updated: r.Updated, DayOnly: r.Published.DayOnly, ZoneAssumed: r.Published.ZoneAssumed}
	return NewEntry(id, withoutRelated(article, version.related), e.site), nil
}

// withoutRelated takes the headlines of other articles out of the body: links
// that lost their address on the way to plain text.
func withoutRelated(a *content.Article, related catalog.Titles) *content.Article {
	body, ok := a.Body().(content.Headlined)
	if !ok || related.Empty() {
		return a
	}
	return a.With(func(f *content.Facts) { f.Body = body.Without(related.Has) })
}

// entries are the articles of the records, in their order, without those that
// cannot be shown.
func (e *Editor) entries(records []catalog.Record) []Entry {
	versions := e.versionsOf(records)
	made, ok := e.made(records, versions)
	shown := made[:0]
	for i, entry := range made {
		if !ok[i] {
			continue
		}
		shown = append(shown, entry)
		if e.keeping[entry.ID] != versions[i] {
			e.keeping[entry.ID] = versions[i]
			e.unkept[entry.ID] = entry
		}
	}
	return shown
}

// made are the articles of the records, in their order, and which of them can be
// shown.
func (e *Editor) made(records []catalog.Record, versions []entryVersion) (entries []Entry, ok []bool) {
	entries, ok = make([]Entry, len(records)), make([]bool, len(records))
	sideBySide(len(records), func(i int) { entries[i], ok[i] = e.entry(records[i], versions[i]) })
	return entries, ok
}
