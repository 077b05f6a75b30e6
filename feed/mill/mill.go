// Package mill takes each change of the content folder all the way to the outlets.
//
// # The way of one change
//
// A file of the package is a stage of it, and they come in this order:
//
//   - notice.go: a [folder.Watcher] tells, once it has settled, that a path is dirty
//   - read.go: the bytes of its file become articles
//   - file.go: the catalog files them, and says in one transaction which articles
//     appeared, changed and vanished
//   - render.go: the documents that show one of them are made again
//   - publish.go: those whose bytes differ replace the old ones
//
// A [Mill] does that for one folder under settings that stay the same.
package mill

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/feed"
	"feedmill/feed/publish"
)

// Settings are what a mill is told once.
type Settings struct {
	Folder string       // of the articles
	Rules  folder.Rules // which of its files are articles; output and state are left out besides
	Out    string       // folder to publish into
	State  string       // folder of the catalog

	Reading func(path string) content.Options // how a file is read; safe for several goroutines
	Catalog catalog.Options                   // Reader names what Reading depends on; Authority gives way to that of the documents in Out
	Site    feed.Site
	Channel feed.Channel // of the whole site
	Plan    feed.Plan

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

// Mill makes editions of a folder. Its fields below mu belong to whoever holds mu:
// one edition is made at a time.
type Mill struct {
	settings Settings
	folder   *folder.Folder
	log      *slog.Logger
	now      func() time.Time

	tally     *Tally
	garbage   collector
	progress  atomic.Uint64 // files read, documents made, transactions
	strain    strain
	watcher   atomic.Pointer[folder.Watcher] // nil while the first edition is made
	displaced chan struct{}                  // rung when the catalog's file is not the one that is open any more
	scheduled chan struct{}                  // rung when an edition came out: the next due date may be another one

	mu      sync.Mutex
	catalog *catalog.Catalog
	editor  *feed.Editor
	out     *publish.Directory
	moved   func(*os.Root)             // is told where the output is when that is elsewhere; nil if nobody wants to know
	key     string                     // of the settings that all documents depend on
	current string                     // key of what is published; empty if that is not all that is known
	fresh   map[string]catalog.Reading // by path: read for the edition under way
	telling sync.Mutex                 // told is written while articles are rendered, too
	told    map[string]string          // by path: the trouble that was last logged
	began   time.Time                  // when the edition under way was begun
	written int                        // documents, by this process
	looked  time.Time                  // when all documents were last looked at
	looking time.Duration              // how long that took
}

// Open opens folder, catalog and output. What the mill makes is added to the tally.
// The caller closes the mill. Errors wrap [SettingsError] or [catalog.ErrHeld] where
// they apply.
func Open(s Settings, tally *Tally, log *slog.Logger, now func() time.Time) (*Mill, error) {
	f, err := openFolder(s)
	if err != nil {
		return nil, err
	}
	m := newMill(s, f, tally, log, now)
	if m.catalog, err = openCatalog(s, log); err != nil {
		return nil, refused(err, s.State, "--state")
	}
	if m.out, err = m.openOut(); err != nil {
		return nil, errors.Join(err, m.catalog.Close())
	}
	if m.current, err = m.catalog.Edition(); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	m.editor = m.newEditor()
	return m, nil
}

func (m *Mill) newEditor() *feed.Editor {
	e := feed.NewEditor(m.catalog, m.settings.Channel, m.settings.Site, m.settings.Plan, m.article)
	e.OnRefused(m.trouble)
	return e
}

// newMill makes a mill that has nothing open yet.
func newMill(s Settings, f *folder.Folder, tally *Tally, log *slog.Logger, now func() time.Time) *Mill {
	return &Mill{
		settings: s, folder: f, log: log, now: now, tally: tally,
		displaced: make(chan struct{}, 1), scheduled: make(chan struct{}, 1), told: map[string]string{}, key: editionKey(s),
	}
}

// Close closes catalog and output.
func (m *Mill) Close() error { return errors.Join(m.Release(), m.CloseOutput()) }

// Release closes the catalog, so that another mill can have it. The output stays
// open for whoever serves it.
func (m *Mill) Release() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.garbage.wait.Wait()
	return m.catalog.Close()
}

// CloseOutput closes the output of a mill that has been released.
func (m *Mill) CloseOutput() error { return m.out.Close() }

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
	m.mu.Lock()
	defer m.mu.Unlock()
	articles, err := m.catalog.Count()
	next, _ := m.catalog.NextChange()
	return Summary{Articles: articles, Documents: m.written, Unreadable: len(m.told), Next: next}, err
}

// openFolder opens the content folder, with output and state left out.
func openFolder(s Settings) (*folder.Folder, error) {
	out := absolutePath(s.Out)
	if rel, err := filepath.Rel(out, absolutePath(s.Folder)); err == nil && filepath.IsLocal(rel) {
		return nil, SettingsError{fmt.Errorf("content folder %s lies in the output folder %s; choose another --out", s.Folder, out)}
	}
	r := s.Rules
	r.Exclude = []string{out, s.State}
	f, err := folder.Open(s.Folder, r)
	if err != nil {
		return nil, SettingsError{err}
	}
	return f, nil
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
	return fmt.Sprintf("%+v %+v %+v %d %v %q %q", s.Site, s.Channel, s.Plan, s.Catalog.Window, s.Catalog.Zone, s.Out, s.Catalog.Reader)
}

// plural is how many there are of something.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
