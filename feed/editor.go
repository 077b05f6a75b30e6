package feed

// Which documents a change of the catalog asks for: the pages of the articles
// concerned, and each feed whose selection holds one of them. Nothing else is
// rendered.

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"feedmill/content"
	"feedmill/content/catalog"
)

// Editor makes editions of what a catalog knows. It belongs to one goroutine.
type Editor struct {
	catalog *catalog.Catalog
	load    func(catalog.Record) (*content.Article, error)
	site    Site
	channel Channel // of the whole site; the other feeds take after it
	plan    Plan
	press   *Press                  // whose memory of entries is the editor's too
	open    openMonth               // as it was last published; zero if that is not known
	limited map[string]selectedFeed // by folder: those of kinds that have a limit, as they were last published
	unkept  map[string]Entry        // by ID: shown, and not yet kept

	keeping  sync.Mutex       // held by a goroutine of KeepAhead that stores entries
	unstored map[string]Entry // by ID: what such goroutines could not store; guarded by keeping until they have ended

	folders      *folders          // of the feeds
	names        *nameIndex        // of the articles' files
	translated   *translationIndex // likewise
	lengths      lengths
	multilingual bool // there are articles of several languages, or were

	shelf   Shelf
	arrived arrivals

	refuse func(path string, err error) // told of articles that cannot be rendered
}

// OnRefused sets who is told that the article at a path cannot be rendered. It must
// be safe for several goroutines.
func (e *Editor) OnRefused(tell func(path string, err error)) { e.refuse = tell }

// NewEditor makes an Editor. Its feeds take after channel, which is that of the whole
// site; plan says what is published besides the feeds that follow from the articles.
// load reads the article of a record again, and must be safe for several goroutines.
// Its error leaves the article as it was last shown, unless it wraps [ErrNewer].
func NewEditor(c *catalog.Catalog, channel Channel, site Site, plan Plan, load func(catalog.Record) (*content.Article, error)) *Editor {
	e := &Editor{
		catalog: c, load: load, site: site, channel: channel, plan: plan,
		press: NewPress(memoryBytes), unkept: map[string]Entry{}, unstored: map[string]Entry{},
		lengths: listLengths, folders: &folders{}, names: &nameIndex{}, translated: &translationIndex{},
		refuse: func(string, error) {},
	}
	e.channel.Formats, e.channel.unled, e.channel.folders = plan.Formats, plan.unled(), e.folders
	e.channel.Templates, e.channel.listless = plan.Templates, !plan.hasLists()
	e.channel.style = plan.Templates.styleAddress()
	if !plan.HasPages() {
		e.channel.Home = cmp.Or(channel.Home, channel.Base)
	}
	_, _ = c.Milestone(shortAddresses) // before the first article of a new catalog; whoever needs it asks again
	if months, err := c.Months(catalog.Selection{}); err == nil {
		e.open, _ = e.openMonth(months) // else more is made than need be
	}
	if plan.hasLimits() && e.folders.fill(c) == nil {
		e.limited, _ = e.limitedFeeds() // likewise
	}
	_ = e.severalLanguages() // each edition asks again
	return e
}

// memoryBytes bounds what is remembered of articles: three thousand of five kilobytes,
// in three formats.
const memoryBytes = 96 << 20

// Edition is what is to be published after a change. Each part is made while it is
// walked, once, in the order of the parts, and may be seen by readers before the
// next is made: what all subscribers wait for need not wait for the rest. Documents
// come in the order in which they should replace the old ones: nothing leads to a
// page that is not there yet. Gone are the documents that are no longer produced.
type Edition struct {
	Parts []iter.Seq2[Document, error]
	Gone  []string
	Size  int // about how many documents it has; 0 if nobody knows
}

// Documents are those of all parts.
func (e Edition) Documents() iter.Seq2[Document, error] { return inTurn(e.Parts) }

// InTwo is the edition with all that comes after its first part in one: each part waits for
// the disk.
func (e Edition) InTwo() Edition {
	if len(e.Parts) > 2 {
		e.Parts = []iter.Seq2[Document, error]{e.Parts[0], inTurn(e.Parts[1:])}
	}
	return e
}

func inTurn(parts []iter.Seq2[Document, error]) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, part := range parts {
			for d, err := range part {
				if !yield(d, err) || err != nil {
					return
				}
			}
		}
	}
}

// Places are where an edition's documents are: files and folders. Other files
// beside them are none of Feedmill's. They are in an order in which documents may
// appear: none leads to one of a later place that readers would miss.
var Places = slices.Concat([]string{pageStyleName, FeedStyle, faviconName, missingName, AssetPlace, "articles", archivePlace}, siteFeeds(), []string{
	indexName,
	"sections", "tags", "authors", "languages", namedPlace, opmlName,
})

// siteFeeds are the feeds of everything.
func siteFeeds() (names []string) {
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// Rank is the place of a document in the order of [Places]. Copies at other addresses
// come last.
func Rank(path string) int {
	place, _, _ := strings.Cut(path, "/")
	if i := slices.Index(Places, place); i >= 0 {
		return i
	}
	return len(Places)
}

// Since is the edition to publish after a change of the catalog.
func (e *Editor) Since(delta catalog.Delta) (Edition, error) {
	e.arrived.begin()
	e.names.forget(delta)
	e.translated.learn(delta)
	if err := errors.Join(e.severalLanguages(), e.folders.fill(e.catalog), e.folders.learn(e.catalog, append(recordsOf(delta), delta.Refiled...))); err != nil {
		return Edition{}, err
	}
	delta = e.withTranslations(delta)
	var shown []catalog.Record
	pages := map[string]bool{} // whether the page is there after the change
	for _, r := range delta.Vanished {
		pages[pagePath(r)] = false
	}
	for _, c := range delta.Changed {
		pages[pagePath(c.Before)] = false
		shown = append(shown, c.After)
	}
	shown = append(shown, delta.Appeared...)
	for _, r := range shown {
		if e.hasPage(r) {
			pages[pagePath(r)] = true
		}
	}
	feeds, emptied, newFeeds, err := e.touched(delta)
	if err != nil {
		return Edition{}, err
	}
	feeds = append(feeds, e.namedOf(delta)...)
	a := agenda{feeds: feeds, listed: newFeeds || len(emptied) > 0}
	archives, err := e.archivesOf(delta)
	if err != nil {
		return Edition{}, err
	}
	a.first = []chapter{{records: slices.Values(shown), archives: archives.first}}
	a.corrected = archives.corrected
	lists, gone, err := e.listsOf(delta, feeds)
	if err != nil {
		return Edition{}, err
	}
	a.lists, emptied = lists, append(emptied, gone...)
	if a.listed && e.plan.HasPages() {
		gone, err := e.emptiedLists()
		if err != nil {
			return Edition{}, err
		}
		emptied = append(emptied, gone...)
	}
	a.beside = e.beside(delta, shown)
	emptied = append(emptied, archives.gone...)
	for page, there := range pages {
		if !there {
			emptied = append(emptied, page)
		}
	}
	emptied = e.withAliases(emptied)
	slices.Sort(emptied)
	return Edition{Parts: e.documents(a), Gone: emptied}, nil
}

// Whole is the edition of everything there is. Once its Documents have been walked,
// current reports whether a path is that of one of them; whatever else Feedmill made is
// stale. Where nothing is published yet, a first edition may be asked for, which has
// the feeds of the site out before all that takes long (first.go).
func (e *Editor) Whole(first bool) (edition Edition, current func(path string) bool, err error) {
	e.names.forgetAll()
	e.arrived.begin()
	e.folders.forget()
	if err := errors.Join(e.severalLanguages(), e.folders.fill(e.catalog)); err != nil {
		return Edition{}, nil, err
	}
	feeds, err := e.feeds()
	if err != nil {
		return Edition{}, nil, err
	}
	months, err := e.catalog.Months(catalog.Selection{})
	if err != nil {
		return Edition{}, nil, fmt.Errorf("list months: %w", err)
	}
	if e.open, err = e.openMonth(months); err != nil {
		return Edition{}, nil, err
	}
	if e.limited, err = e.limitedFeeds(); err != nil {
		return Edition{}, nil, err
	}
	if edition.Size, err = e.size(feeds, months); err != nil {
		return Edition{}, nil, err
	}
	w := whole{paths: map[string]bool{}, early: map[string]bool{}}
	a := agenda{feeds: feeds, listed: true, styles: true, first: e.chapters(months, &w)}
	for _, f := range feeds {
		a.lists = append(a.lists, e.lists(f))
	}
	parts := e.documents(a)
	if first {
		parts = e.firstDocuments(a, w.early)
	}
	for _, part := range parts {
		edition.Parts = append(edition.Parts, w.note(part))
	}
	return edition, func(p string) bool { return w.paths[p] || w.paths[e.plan.Aliases[p]] }, nil
}

// whole is an edition of everything, as it is made.
type whole struct {
	paths  map[string]bool // of its documents
	early  map[string]bool // pages that came before their month
	failed error           // why it is not complete
}

// chapters are the months, each with its archive at once after its pages, for which
// its articles have been read.
func (e *Editor) chapters(months []catalog.Month, w *whole) (all []chapter) {
	archives := e.archivesAmong(months, e.open)
	for _, m := range months {
		c := chapter{records: e.month(m, w.paths, w.early, &w.failed)}
		if e.plan.HasArchives() && len(archives) > 0 && archives[0].month == m {
			c.archives, archives = archives[:1], archives[1:]
			for _, name := range e.plan.archiveNames() {
				w.paths[c.archives[0].dir()+name] = true // as with pages: the last good one stays
			}
		}
		all = append(all, c)
	}
	return all
}

// note notes the paths of documents as they are made.
func (w *whole) note(part iter.Seq2[Document, error]) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for d, err := range part {
			w.paths[d.Path] = true
			if !yield(d, errors.Join(err, w.failed)) {
				return
			}
		}
	}
}

// size is about how many documents an edition of everything has.
func (e *Editor) size(feeds []selectedFeed, months []catalog.Month) (int, error) {
	size := len(feeds)*len(e.channel.formats()) + len(months)*len(e.plan.archived())
	if e.plan.HasPages() {
		size += len(feeds)
	}
	if !e.hasPages() {
		return size, nil
	}
	articles, err := e.catalog.Count()
	return size + articles, err
}

// month walks the articles of a month, and notes the paths of their pages: one that
// cannot be made now stays as it was. Those of pages that have been made early are
// passed over. Where no article has a page, none is read. failed has the error that ended
// the walk.
func (e *Editor) month(m catalog.Month, paths, early map[string]bool, failed *error) iter.Seq[catalog.Record] {
	return func(yield func(catalog.Record) bool) {
		if !e.hasPages() {
			return
		}
		records, err := e.catalog.Month(catalog.Selection{}, m)
		if err != nil {
			*failed = err
		}
		for _, r := range records {
			if e.hasPage(r) {
				paths[pagePath(r)] = true
			}
			if !early[pagePath(r)] && !yield(r) {
				return
			}
		}
	}
}

// An agenda is what is to be made, in this order: what leads to new documents comes
// after them, and what subscribers wait for before what takes long.
type agenda struct {
	styles    bool // the style sheets
	first     []chapter
	feeds     []selectedFeed
	corrected []archive                  // that were led to before
	beside    iter.Seq2[Document, error] // pages that lead to them; nil for none
	lists     []iter.Seq2[Document, error]
	listed    bool // the list of all feeds
}

// A chapter is what feeds will newly lead to.
type chapter struct {
	records  iter.Seq[catalog.Record] // of which to make the pages
	archives []archive                // of these, or that lead to one another
}

// documents are those of the agenda, each followed by its copies, in two parts: up
// to the feeds of the site, which all subscribers wait for, and the others.
func (e *Editor) documents(a agenda) []iter.Seq2[Document, error] {
	var first, rest []iter.Seq2[Document, error]
	if a.styles {
		first = append(first, e.styles)
	}
	for _, c := range a.first {
		first = append(first, e.pages(c.records), e.archiveDocuments(c.archives))
	}
	for _, f := range a.feeds {
		if f.dir == "" {
			first = append(first, e.feed(f))
		} else {
			rest = append(rest, e.feed(f))
		}
	}
	if a.beside != nil {
		rest = append(rest, a.beside)
	}
	rest = append(rest, e.archiveDocuments(a.corrected))
	rest = append(rest, a.lists...)
	if a.listed {
		rest = append(rest, e.nameLists)
		rest = append(rest, func(yield func(Document, error) bool) { yield(e.opml()) })
	}
	return []iter.Seq2[Document, error]{e.withAssets(e.copied(inTurn(first))), e.withAssets(e.copied(inTurn(rest)))}
}

// handOn yields documents that are made.
func handOn(documents []Document, yield func(Document, error) bool) bool {
	for _, d := range documents {
		if !yield(d, nil) {
			return false
		}
	}
	return true
}

// A selectedFeed is a feed of the edition.
type selectedFeed struct {
	dir       string // of its documents: "" or "tags/go/"
	kind      string // the folder of all feeds of its property: "tags/"; empty if it is selected by none
	title     string // after the site's; empty for the site itself
	count     int    // of the articles that are selected by a property
	selection catalog.Selection
	named     *Named // else it is selected by a query; nil
	early     bool   // it comes out before its archives, and does not lead to them yet
}

// feed makes the documents of one feed, and then its index page: subscribers wait
// for the former. The catalog is read before the first of them, and not any more then.
func (e *Editor) feed(f selectedFeed) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		channel, entries, err := e.contents(f)
		var near around
		if err == nil && e.plan.HasPages() {
			near, err = e.aroundIndex(f, channel, entries)
		}
		if err != nil {
			yield(Document{}, err)
			return
		}
		for d, err := range e.press.Documents(channel, entries) {
			if !yield(d, err) || err != nil {
				return
			}
		}
		if e.plan.HasPages() {
			yield(e.press.Index(channel, entries, near))
		}
	}
}

// contents are what a feed says of itself, and what it shows.
func (e *Editor) contents(f selectedFeed) (Channel, []Entry, error) {
	records, err := e.shown(f)
	if err != nil {
		return Channel{}, nil, fmt.Errorf("select articles of %q: %w", f.dir, err)
	}
	channel, err := e.channelOf(f)
	if err != nil {
		return Channel{}, nil, err
	}
	if f.named != nil {
		if channel, err = e.namedChannel(f, channel, records); err != nil {
			return Channel{}, nil, fmt.Errorf("date feed %q: %w", f.dir, err)
		}
	}
	if channel.Deleted, err = e.tombstones(f); err != nil {
		return Channel{}, nil, fmt.Errorf("select withdrawn articles of %q: %w", f.dir, err)
	}
	entries := e.entries(records)
	return channel.asPodcast(entries, len(e.plan.Podcasts) > 0), entries, nil
}

// aroundIndex is what the index page of a feed leads to.
func (e *Editor) aroundIndex(f selectedFeed, channel Channel, entries []Entry) (around, error) {
	older, err := e.olderThan(f, entries)
	a := around{older: older}
	if err == nil && f.dir == "" {
		a, err = e.aroundSite(a, len(entries) > 0)
	} else if f.kind != "" {
		a.kicker = pageTopic{Name: wordsOf(channel.language()).listName(f.kind), Path: f.kind + indexName}
	}
	if err != nil {
		return around{}, fmt.Errorf("index %q: %w", f.dir, err)
	}
	return a, nil
}

// aroundSite adds what the index of the site leads to: its sections, and lists.
func (e *Editor) aroundSite(a around, any bool) (around, error) {
	facets, err := e.facets(catalog.Section)
	if err != nil {
		return a, err
	}
	for _, f := range facets {
		a.topics = append(a.topics, pageTopic{Name: e.sectionName(f.Name), Path: e.folders.dir("sections/", f.Name) + indexName})
	}
	words := wordsOf(e.channel.language())
	if any && e.plan.hasLists() {
		a.lists = append(a.lists, pageTopic{Name: words.Archive, Path: archivePlace + "/" + indexName})
	}
	for _, of := range properties {
		there, err := e.catalog.Any(of.property)
		if _, k := e.plan.kindAt(of.dir); there && !k.Off && of.property == catalog.Language {
			facets, err = e.facets(of.property)
			there = len(facets) > 0
		}
		if err != nil {
			return a, err
		}
		if _, k := e.plan.kindAt(of.dir); there && !k.Off {
			a.lists = append(a.lists, pageTopic{Name: words.listName(of.dir), Path: of.dir + indexName})
		}
	}
	return a, nil
}

// sectionName is a section as people are shown it.
func (e *Editor) sectionName(section string) string {
	return cmp.Or(e.plan.described(section).Title, section)
}

// channelOf is the site's channel, changed to what the feed says of itself.
func (e *Editor) channelOf(f selectedFeed) (Channel, error) {
	updated, err := e.catalog.UpdatedOf(f.selection)
	if err != nil {
		return Channel{}, fmt.Errorf("date feed %q: %w", f.dir, err)
	}
	c := e.channel
	c.Dir, c.Updated = f.dir, updated
	c.Authority = e.catalog.Authority()
	c.ID = feedID(c.Authority, f.dir)
	if f.kind != "" {
		c.ID = feedID(c.Authority, f.kind+hashedName(f.title)+"/")
	}
	c.site = e.channel.title()
	if f.named != nil {
		f.named.describe(&c)
		return c, nil
	}
	if _, k := e.plan.kindAt(f.dir); len(k.Formats) > 0 {
		c.Formats = k.Formats
	}
	if f.dir == "" && !f.early {
		if len(e.plan.Kinds["archives"].Formats) > 0 {
			c.Archive.Names = e.plan.archiveNames()
		}
		if c.Archive.Prev, err = e.newestArchive(); err != nil {
			return Channel{}, fmt.Errorf("find archive of %q: %w", f.dir, err)
		}
	}
	if f.title != "" {
		said := e.describedAs(f)
		c.Name = cmp.Or(said.Title, f.title)
		c.Title = c.title() + " – " + c.Name
		c.Description, c.described = cmp.Or(said.Description, c.Description), said.Description != ""
	}
	if f.selection.Language != "" {
		c.Language = f.selection.Language
	}
	e.plan.podcast(f).describe(&c)
	return c, nil
}

// describedAs is what the site says of the section that a feed is of; zero if nothing.
func (e *Editor) describedAs(f selectedFeed) Described {
	if f.kind != "sections/" {
		return Described{}
	}
	return e.plan.described(f.title)
}

// feedID is permanent: it depends on what articles' ids depend on, and on nothing
// that a site changes when it moves.
func feedID(authority, dir string) string {
	namespace := uuid.NewSHA1(uuid.NameSpaceDNS, []byte(authority))
	return uuid.NewSHA1(namespace, []byte("feed:"+dir)).URN()
}

// opml lists every feed of the site.
func (e *Editor) opml() (Document, error) {
	all, err := e.feeds()
	if err != nil {
		return Document{}, err
	}
	channels := make([]Channel, len(all))
	for i, f := range all {
		if channels[i], err = e.channelOf(f); err != nil {
			return Document{}, err
		}
	}
	return OPML(channels[0], channels)
}

// SitePaths are the documents that every edition has.
func (e *Editor) SitePaths() []string {
	var all []string
	for _, f := range e.channel.formats() {
		all = append(all, f.name)
	}
	if e.plan.HasPages() {
		all = append(all, indexName)
	}
	return all
}

// styles makes the style sheets of what is made, and what else is the same until the
// settings change.
func (e *Editor) styles(yield func(Document, error) bool) {
	all := e.plan.Templates.Stylesheets()
	if !e.plan.HasPages() {
		handOn(slices.DeleteFunc(all, func(d Document) bool { return d.Path != FeedStyle }), yield)
		return
	}
	if handOn(all, yield) {
		yield(missingPage(e.channel))
	}
}
