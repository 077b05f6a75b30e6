// Package mill takes each change of a content folder all the way to the outlets.
//
// # The way of one change
//
// Each stage is a file of this package, and a verb:
//
//   - notice: a [folder.Watcher] says that a path is dirty, and, once nobody has
//     touched it for a while, that it has settled;
//   - read: the bytes of its file become articles;
//   - file: the catalog files them, and says in one transaction which articles
//     appeared, changed and vanished; of few files it goes to the disk while their
//     documents are made, and is there before one of them is seen (pending.go);
//   - render: the documents that show one of them are made;
//   - publish: those whose bytes differ replace the old ones in the output folder, and
//     what is no more in the edition is taken away; further outlets follow the folder.
//
// How far an edition has come, and what each stage has taken, is measured in stages.go.
// What changes by itself, because an article comes due or expires, takes the same
// way from the third stage on (schedule.go). A stage that fails leaves the last
// edition as it is, and the change comes again.
//
// # Who owns what
//
// One goroutine makes editions, one after the other: the caller of [Mill.Build] or
// [Mill.Adopt], or that of [Mill.Run]. It owns editor and output, and it alone writes
// articles into the catalog. It reads and renders with the help of others, for which it
// waits. While it runs, the watcher's goroutines notice what comes next, one for each
// further outlet brings it what it lacks (outlets.go), and one looks for the word of the
// user that deletions are meant (confirm.go).
package mill

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/permalink"
	"feedmill/content/read"
	"feedmill/feed"
	"feedmill/feed/hub"
	"feedmill/feed/lease"
	"feedmill/feed/publish"
	"feedmill/feed/purge"
)

// Settings are what a mill is told once.
type Settings struct {
	Folder string       // of the articles
	Rules  folder.Rules // which of its files are articles, those of a known format by default; output and state are left out besides
	Out    string       // folder to publish into
	Also   []string     // addresses of further outlets: see [publish.Open]
	State  string       // folder of the catalog

	Private func(path string) bool // reports whether a document is for some alone, of which no hub is told; nil if none is

	Purge PurgeSettings

	Assets    AssetSettings
	Reading   func(path string) content.Options // how a file is read; nil is by default; safe for several goroutines
	Catalog   catalog.Options                   // Reader names what Reading depends on; Authority gives way to that of the documents in Out
	Permalink permalink.Pattern                 // see [feed.Site]
	Channel   feed.Channel                      // of the whole site
	Plan      feed.Plan

	Term *lease.Term // in which this node publishes, of several; nil if it is alone

	Losses folder.Losses
	Strict bool // articles that readers know must not get new ids

	Settle time.Duration // for how long a file must be quiet before it is read
	Sweep  time.Duration // between two comparisons of the whole folder, besides events
	Poll   time.Duration // likewise, in place of events; 0 uses events where they work
}

// A SettingsError is one that other settings, or another folder, would mend.
type SettingsError struct{ error }

// Unwrap gives the cause.
func (e SettingsError) Unwrap() error { return e.error }

// Mill makes editions of a folder, under settings that stay the same.
type Mill struct {
	settings Settings
	folder   *folder.Folder
	log      *slog.Logger
	now      func() time.Time
	key      string // of the settings that all documents depend on

	// Used by several goroutines.
	catalog   *catalog.Catalog
	tally     *Tally
	meter     *meter
	refusals  refusals
	troubles  troubles // of files that cannot be read
	losses    troubles // of bodies that are shown without a part of them
	unshown   troubles // of files that articles cannot show
	recorded  recordedIn
	shelf     *shelf
	watcher   atomic.Pointer[folder.Watcher] // nil while nothing is watched
	came      func() map[string]time.Time    // when files came into a checkout, by path
	progress  atomic.Uint64                  // files read, documents made, transactions
	working   atomic.Bool                    // an edition is under way
	followers []*publish.Follower            // of the output folder
	purger    *purge.Purger                  // of the CDN, told when all outlets have an edition; nil if there is none
	hubs      []*hub.Publisher               // told after it
	spread    spread
	displaced chan struct{} // rung when the catalog's file is not the one that is open any more

	// Owned by the goroutine that makes editions.
	editor  *feed.Editor
	out     output
	current string           // key of what is published; empty if that is not all that is known
	pending *catalog.Pending // of the edition under way: what was filed and may not be on the disk yet; nil for nothing
	fresh   *fresh           // read for the edition under way; while that is rendered, others take of it
	began   time.Time        // when the edition under way was begun
	others  []string         // files of the folder that are no articles, as it was last compared
	pages   []string         // files of the edition under way that state no day, and so are no articles
	written int              // documents, by this mill
}

// Open opens folder, catalog and output. What the mill makes is added to the tally.
// The caller closes the mill. Errors wrap [SettingsError] or [catalog.ErrHeld] where
// they apply.
func Open(s Settings, tally *Tally, log *slog.Logger, now func() time.Time) (*Mill, error) {
	m, err := newMill(s, tally, log, now)
	if err != nil {
		return nil, err
	}
	if m.catalog, err = openCatalog(s, log); err != nil {
		return nil, withRemedy(err, s.State, "--state")
	}
	if err := m.shelf.load(m.catalog); err != nil {
		return nil, errors.Join(err, m.catalog.Close())
	}
	if err := m.openOutput(); err != nil {
		return nil, errors.Join(err, m.catalog.Close())
	}
	if m.current, err = m.catalog.Edition(); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	m.editor = m.newEditor()
	m.openFollowers()
	m.openPurger()
	m.openHubs()
	return m, nil
}

func (m *Mill) newEditor() *feed.Editor {
	e := m.newEditorOf(m.catalog, m.article)
	e.OnRefused(m.logTrouble)
	e.Assets(m.shelf.forFeeds())
	return e
}

// newEditorOf makes an editor of a catalog whose articles load reads.
func (m *Mill) newEditorOf(c *catalog.Catalog, load func(catalog.Record) (*content.Article, error)) *feed.Editor {
	s := m.settings
	site := feed.Site{URL: s.Channel.Base, Permalink: s.Permalink, Language: s.Channel.Language, Folder: filepath.Base(s.Folder)}
	return feed.NewEditor(c, s.Channel, site, s.Plan, load)
}

// newMill makes a mill that has nothing open yet.
func newMill(s Settings, tally *Tally, log *slog.Logger, now func() time.Time) (*Mill, error) {
	if s.Reading == nil {
		s.Reading = func(string) content.Options { return content.Options{} }
	}
	m := &Mill{
		fresh:    &fresh{},
		settings: s, log: log, now: now, tally: tally, meter: newMeter(now),
		recorded: recordedIn{in: map[string]bool{}}, displaced: make(chan struct{}, 1), key: editionKey(s),
	}
	m.came = sync.OnceValue(m.checkout)
	m.shelf = newShelf(s.Assets, now, &m.progress)
	m.shelf.tell = m.logAsset
	var err error
	if m.folder, err = openFolder(s, m.shelf.wanted); err != nil {
		return nil, err
	}
	m.shelf.folder = m.folder
	return m, nil
}

// Close closes catalog and output.
func (m *Mill) Close() error { return errors.Join(m.Release(), m.CloseOutput()) }

// Release closes the catalog and the further outlets, so that another mill can have
// them. The output stays open for whoever serves it.
func (m *Mill) Release() error {
	var err error
	for _, f := range m.followers {
		err = errors.Join(err, f.Close())
	}
	return errors.Join(err, m.catalog.Close())
}

// CloseOutput closes the output of a mill that has been released.
func (m *Mill) CloseOutput() error { return m.out.dir.Close() }

// Folder is the content folder.
func (m *Mill) Folder() *folder.Folder { return m.folder }

// Displaced is rung when the catalog's file was taken away or replaced: the mill is
// to be closed then, and another one opened.
func (m *Mill) Displaced() <-chan struct{} { return m.displaced }

// Health is how the watcher is; zero while nothing is watched.
func (m *Mill) Health() folder.Health {
	if w := m.watcher.Load(); w != nil {
		return w.Health()
	}
	return folder.Health{}
}

// Known are how many articles are shown, and the files that cannot be read as any.
func (m *Mill) Known() (articles int, broken []catalog.Broken, err error) {
	if articles, err = m.catalog.Count(); err != nil {
		return 0, nil, err
	}
	broken, err = m.catalog.Broken()
	return articles, broken, err
}

// Summary is what a mill has done since it was opened.
type Summary struct {
	Articles   int       // shown
	Documents  int       // written
	Unreadable int       // files
	Next       time.Time // when an article is due, or expires; zero if none is
}

// Summary sums up.
func (m *Mill) Summary() (Summary, error) {
	articles, err := m.catalog.Count()
	next, _ := m.catalog.NextChange()
	return Summary{Articles: articles, Documents: m.written, Unreadable: m.troubles.count(), Next: next}, err
}

// makeEdition takes the changes all the way. What could not be read because it was
// being written comes back as unsettled, to be tried again.
func (m *Mill) makeEdition(ctx context.Context, changes folder.Changes) (unsettled []string, err error) {
	defer m.begin()()
	defer func() {
		err = cmp.Or(err, m.settle())
		m.pending = nil
	}()
	if err := m.keepState(); err != nil {
		return nil, err
	}
	changes, assets := m.shelf.split(changes)
	touched, err := m.takeAssets(assets)
	if err != nil {
		return nil, withRemedy(err, m.settings.State, "--state")
	}
	var delta catalog.Delta
	if !changes.Empty() || assets.Empty() {
		if delta, unsettled, err = m.file(ctx, changes); err != nil {
			return nil, err
		}
	}
	if delta, err = m.withTouched(delta, touched); err == nil {
		err = m.bringOut(ctx, delta)
	}
	return append(unsettled, m.shelf.takeUnsettled()...), err
}

// makeDueEdition makes the edition of what has come due, or expired, by now.
func (m *Mill) makeDueEdition(ctx context.Context) error {
	defer m.begin()()
	if err := m.keepState(); err != nil {
		return err
	}
	delta, err := m.fileDue()
	if err != nil {
		return err
	}
	return m.bringOut(ctx, delta)
}

// begin begins an edition, and returns what ends it.
func (m *Mill) begin() (end func()) {
	m.began = m.now()
	m.working.Store(true)
	return func() { m.working.Store(false) }
}

// bringOut is the second half of the way: from the catalog to the outlet.
func (m *Mill) bringOut(ctx context.Context, delta catalog.Delta) error {
	defer func() { m.fresh = &fresh{} }()
	m.refusals.begin()
	m.shelf.begin(ctx)
	for _, r := range delta.Vanished {
		m.shelf.use(r, nil)
	}
	if err := m.followOutput(); err != nil {
		return err
	}
	edition, ok, err := m.render(ctx, delta)
	if err != nil || !ok {
		return err
	}
	return m.publish(ctx, edition)
}

// openFolder opens the content folder, with output and state left out. wanted says which
// files it has beside the articles.
func openFolder(s Settings, wanted func(path string) bool) (*folder.Folder, error) {
	out := absolutePath(s.Out)
	if out == absolutePath(s.Folder) {
		return nil, SettingsError{fmt.Errorf("the feeds would be written among the articles, into %s; name a folder of their own, such as --out %s", s.Out, filepath.Join(s.Out, "public"))}
	}
	if within(out, absolutePath(s.Folder)) {
		return nil, SettingsError{fmt.Errorf("content folder %s lies in the output folder %s; choose another --out", s.Folder, out)}
	}
	r := s.Rules
	r.Exclude, r.Wanted = []string{out, s.State}, wanted
	if r.Article == nil {
		r.Article = read.IsArticle
	}
	r.ByHead = read.ByHead
	for _, address := range s.Also {
		if publish.IsRemote(address) {
			continue
		}
		also := absolutePath(address)
		if publish.IsDirectory(address) && within(also, absolutePath(s.Folder)) {
			return nil, SettingsError{fmt.Errorf("content folder %s lies in the output folder %s; choose another --out", s.Folder, address)}
		}
		r.Exclude = append(r.Exclude, also)
	}
	f, err := folder.Open(s.Folder, r)
	if err != nil {
		return nil, SettingsError{err}
	}
	return f, nil
}

func within(dir, p string) bool {
	rel, err := filepath.Rel(dir, p)
	return err == nil && filepath.IsLocal(rel)
}

// absolutePath is p as seen from the root; p itself where the current folder is
// no more, which whoever opens it will say better.
func absolutePath(p string) string {
	if abs, err := filepath.Abs(p); err == nil {
		return abs
	}
	return p
}

// editionKey names what all documents depend on besides the articles: when it
// differs, all are made again.
func editionKey(s Settings) string {
	return fmt.Sprintf("%q %+v %+v %+v %d %v %q %q", s.Permalink.String(), s.Channel, s.Plan, s.Assets, s.Catalog.Window, s.Catalog.Zone, s.Out, s.Catalog.Reader)
}

// plural is how many there are of something.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
