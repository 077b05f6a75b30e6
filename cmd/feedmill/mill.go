package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/feed"
	"feedmill/feed/publish"
)

// mill wires the packages: changes of the folder go in, editions come out. Its
// fields below mu belong to whoever holds mu: one edition is made at a time.
type mill struct {
	cfg    *config
	folder *folder.Folder
	log    *slog.Logger
	state  string // folder of the catalog

	tally     *tally
	garbage   collector
	progress  atomic.Uint64 // files read, documents made, transactions
	strain    strain
	displaced chan struct{}  // rung when the catalog's file is not the one that is open any more
	moved     func(*os.Root) // is told where the output is when that is elsewhere, if not nil
	scheduled chan struct{}  // rung when an edition came out: the next due date may be another one

	mu      sync.Mutex
	catalog *catalog.Catalog
	editor  *feed.Editor
	out     *publish.Directory
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

// openMill opens folder, catalog and output. The caller closes it.
func openMill(cfg *config, dir string, log *slog.Logger, getenv func(string) string) (*mill, error) {
	out := absolutePath(cfg.Out)
	state, err := stateFolder(cfg.State, dir, getenv)
	if err != nil {
		return nil, err
	}
	f, err := openFolder(cfg, dir, out, state)
	if err != nil {
		return nil, err
	}
	m := &mill{
		cfg: cfg, folder: f, log: log, state: state,
		displaced: make(chan struct{}, 1), scheduled: make(chan struct{}, 1), tally: &tally{}, told: map[string]string{}, key: editionKey(cfg),
	}
	if m.catalog, err = openCatalog(cfg, state, log); err != nil {
		return nil, refused(err, state, "--state")
	}
	if m.out, err = m.openOut(); err != nil {
		return nil, errors.Join(err, m.catalog.Close())
	}
	if m.current, err = m.catalog.Edition(); err != nil {
		return nil, errors.Join(err, m.close())
	}
	m.editor = m.newEditor()
	return m, nil
}

func (m *mill) newEditor() *feed.Editor {
	site := feed.Site{URL: m.cfg.site.String(), Permalink: m.cfg.Permalink, Language: m.cfg.Language}
	e := feed.NewEditor(m.catalog, channel(m.cfg), site, plan(m.cfg), m.article)
	e.OnRefused(m.trouble)
	return e
}

func (m *mill) close() error { return errors.Join(m.closeCatalog(), m.out.Close()) }

// closeCatalog lets another mill have it.
func (m *mill) closeCatalog() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.garbage.wait.Wait()
	return m.catalog.Close()
}

// absolutePath is p as seen from the root; p itself where the current folder is
// no more, which whoever opens it will say better.
func absolutePath(p string) string {
	if abs, err := filepath.Abs(p); err == nil {
		return abs
	}
	return p
}

// openFolder opens the content folder, with output and state left out.
func openFolder(cfg *config, dir, out, state string) (*folder.Folder, error) {
	if rel, err := filepath.Rel(out, absolutePath(dir)); err == nil && filepath.IsLocal(rel) {
		return nil, usagef("content folder %s lies in the output folder %s; choose another --out", dir, out)
	}
	r := rules(cfg)
	r.Exclude = []string{out, state}
	r.MaxBytes = int64(cfg.Limits.Size)
	f, err := folder.Open(dir, r)
	if err != nil {
		return nil, usageError{err}
	}
	return f, nil
}

// rules say what of the content folder is an article.
func rules(cfg *config) folder.Rules {
	return folder.Rules{
		Article: func(name string) bool { _, ok := content.FormatOf(name); return ok },
		Ignore:  append([]string{"/feedmill.toml"}, cfg.Ignore...),
		Include: cfg.Include,
	}
}

// stateFolder is where this content folder's catalog is: as set, else where
// systemd says (StateDirectory=), else in the user's state folder, apart for each
// content folder.
func stateFolder(set, dir string, getenv func(string) string) (string, error) {
	if set != "" {
		return absolutePath(set), nil
	}
	if managed, _, _ := strings.Cut(getenv("STATE_DIRECTORY"), ":"); managed != "" {
		return managed, nil
	}
	base := getenv("XDG_STATE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", usagef("no home folder to remember ids in (%w); set --state", err)
		}
		base = filepath.Join(home, ".local", "state")
	}
	abs := absolutePath(dir)
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	h := fnv.New32a()
	h.Write([]byte(abs))
	return filepath.Join(base, "feedmill", fmt.Sprintf("%s-%08x", filepath.Base(abs), h.Sum32())), nil
}

// editionKey names what all documents depend on besides the articles: when it
// differs, all are made again.
func editionKey(cfg *config) string {
	return fmt.Sprintf("%s %q %q", version(), fmt.Sprintf("%+v", plan(cfg)), []string{
		cfg.site.String(), cfg.Title, cfg.Description, cfg.Language, cfg.Author, cfg.Permalink, fmt.Sprint(cfg.Limit), cfg.Out,
		cfg.Timezone, cfg.Content, strings.Join(cfg.Hubs, " "), cfg.Icon, cfg.Logo, cfg.Favicon, cfg.Rights, fmt.Sprint(cfg.TTL, cfg.UpdatePeriod, cfg.UpdateFrequency),
	})
}

// channel is what the feeds say of the site.
func channel(cfg *config) feed.Channel {
	c := feed.Channel{
		Title: cfg.Title, Description: cfg.Description, Base: cfg.site.String(),
		Language: cfg.Language, Version: version(), Stylesheet: feed.FeedStyle,
		Mode: modes[cfg.Content], Hubs: cfg.Hubs, Icon: cfg.Icon, Logo: cfg.Logo, Favicon: cfg.Favicon, Rights: cfg.Rights, TTL: cfg.TTL,
		Pace: feed.Pace{Period: cfg.UpdatePeriod, Frequency: cfg.UpdateFrequency},
	}
	if cfg.Author != "" {
		c.Authors = []content.Author{{Name: cfg.Author}}
	}
	return c
}

// compare lists the whole folder and says how it differs from what is known. Its
// error wraps folder.ErrHeld where deletions look like an accident; the changes
// are then those without the deletions.
func (m *mill) compare(ctx context.Context) (folder.Changes, error) {
	known, err := m.catalog.Fingerprints()
	if err != nil {
		return folder.Changes{}, err
	}
	changes, listing, err := m.folder.Compare(ctx, known, m.losses())
	for _, p := range listing.Problems {
		m.log.Warn("cannot look into the folder", "error", fmt.Errorf("%s: %w", p.Path, p.Err))
	}
	for _, p := range listing.Others {
		m.noteOther(p)
	}
	return changes, err
}

// losses are the deletions that are believed at once.
func (m *mill) losses() folder.Losses {
	return folder.Losses{
		Most: m.cfg.MaxLoss, All: m.cfg.AllowEmpty,
		Confirm: fmt.Sprintf("feedmill build --allow-empty --state %q %q", m.state, m.folder.Root()),
	}
}

// noteOther says that a file is left alone, lest its author waits for it.
func (m *mill) noteOther(path string) {
	if why := m.folder.Why(path); why != "" {
		m.log.Warn("left alone", "error", leftAlone(folder.LeftOut{Path: path, Why: why}))
		return
	}
	m.log.Warn("left alone", "error", fmt.Errorf("%s: not an article by its name; left alone (articles end in %s)", path, strings.Join(extensions(), ", ")))
}

// leftAlone says which rule leaves a file or a folder out, and how to bring it back.
func leftAlone(l folder.LeftOut) error {
	return fmt.Errorf("%s: left alone: %s; if it is meant for readers, name it with --include", l.Path, l.Why)
}

func extensions() []string {
	var all []string
	for _, f := range content.Formats {
		all = append(all, f.Extensions...)
	}
	return all
}
