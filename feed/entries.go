package feed

// The entries of articles: made of what is read again, unless that was remembered.

import (
	"errors"
	"slices"
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

// entry is the article of a record, ready to be shown; its files come out before what
// shows it. An article that cannot be read now is shown as it last was; nil if it never
// was.
func (e *Editor) entry(r catalog.Record, version entryVersion, soon pressing) *remembered {
	made := e.makeEntry(r, version, soon)
	if made != nil {
		e.arrived.add(made.shown)
	}
	return made
}

func (e *Editor) makeEntry(r catalog.Record, version entryVersion, soon pressing) *remembered {
	last := e.press.memory.last(r.ID)
	if last != nil && last.version == version && e.stillLead(r, last.leads) && e.stillShows(r, last.shown) && e.stillBeside(r, last) && slices.Equal(last.entry.Translations, e.translationsOf(r)) {
		return last
	}
	article, err := e.load(r)
	newer := errors.Is(err, ErrNewer)
	now := &remembered{version: version}
	if err == nil || newer {
		err = e.newEntry(now, r, article)
	}
	switch {
	case err != nil && last != nil:
		return last
	case err != nil:
		return e.kept(r, version)
	case newer:
		return &remembered{entry: now.entry, shown: now.shown} // and not to be remembered: the catalog does not know it yet
	case soon.once && last == nil:
		return now
	}
	return e.remember(now, last, soon)
}

// remember remembers an entry, with what it is rendered to soon. What it was rendered to
// before it still is, if only something changed that is not shown.
func (e *Editor) remember(now, last *remembered, soon pressing) *remembered {
	if last != nil && last.entry.equal(&now.entry) {
		now.entry, now.fragments, now.kept = last.entry, last.fragments, last.kept
	} else {
		now.fragments = soon.render(now.entry)
	}
	e.press.memory.remember(now)
	return now
}

// ErrNewer says that an article was read, but that its file has changed since the
// catalog was told of it: a change that will be told next.
var ErrNewer = errors.New("the file is newer than the catalog")

// newEntry makes the entry of a version. A panic of a renderer or of the sanitiser is
// the article's own error, and harms no other.
func (e *Editor) newEntry(now *remembered, r catalog.Record, article *content.Article) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = content.Defect(r.Path, p)
			e.refuse(r.Path, err)
		}
	}()
	site := e.site
	site.Article = func(_, ref string) (string, bool) {
		address, ok := e.articleAt(r, ref)
		now.leads = append(now.leads, lead{ref, address, ok})
		return address, ok
	}
	var files looking
	if e.shelf.Find != nil {
		site.Asset = files.find(e, r)
		article = e.withPicture(now, r, article, &files)
	}
	now.entry = NewEntry(identityOf(r), withoutRelated(article, now.version.related), site)
	now.entry.Translations = e.translationsOf(r)
	if now.shown = files.shown; e.shelf.Use != nil {
		e.shelf.Use(r, files.uses)
	}
	return nil
}

// withPicture gives an article that names no picture the one that lies beside it under
// its name.
func (e *Editor) withPicture(now *remembered, r catalog.Record, a *content.Article, files *looking) *content.Article {
	if now.illustrated = a.Image() != "" || !e.hasPage(r); now.illustrated {
		return a
	}
	picture, looked := e.shelf.Beside(r, true)
	now.beside = picture
	for _, p := range looked {
		files.use(catalog.Use{Path: p, Part: true})
	}
	if picture == "" {
		return a
	}
	return a.With(func(f *content.Facts) { f.Image = picture })
}

func identityOf(r catalog.Record) Identity {
	return Identity{ID: r.ID, Slug: r.Slug, Published: r.Published.Time, Updated: r.Updated, DayOnly: r.Published.DayOnly, ZoneAssumed: r.Published.ZoneAssumed}
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
// cannot be shown. They are to be kept.
func (e *Editor) entries(records []catalog.Record) []Entry {
	shown := make([]Entry, 0, len(records))
	for _, r := range e.made(records) {
		if r == nil {
			continue
		}
		shown = append(shown, r.entry)
		if !r.kept {
			r.kept = true
			e.unkept[r.entry.ID] = r.entry
		}
	}
	return shown
}

// made are the articles of the records, in their order; nil where one cannot be shown.
func (e *Editor) made(records []catalog.Record) []*remembered {
	return e.madeFor(records, pressing{})
}

// madeFor is made for feeds whose formats are known.
func (e *Editor) madeFor(records []catalog.Record, soon pressing) []*remembered {
	made, versions := make([]*remembered, len(records)), e.versionsOf(records)
	sideBySide(len(records), func(i int) { made[i] = e.entry(records[i], versions[i], soon) })
	return made
}
