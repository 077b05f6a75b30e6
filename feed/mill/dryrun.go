package mill

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"slices"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/feed"
)

// DryRun is a mill that publishes nothing and remembers nothing: its catalog, in a
// folder of its own, begins with what the feeds in the output folder say. It
// belongs to one goroutine.
type DryRun struct{ mill *Mill }

// OpenDryRun opens a dry run, which the caller closes. Errors wrap [SettingsError]
// where it applies.
func OpenDryRun(s Settings, now func() time.Time) (*DryRun, error) {
	var err error
	if s.State, err = os.MkdirTemp("", "feedmill-check-"); err != nil {
		return nil, fmt.Errorf("make a folder to check in: %w", err)
	}
	log := slog.New(slog.DiscardHandler)
	m, err := newMill(s, &Tally{}, log, now)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.State))
	}
	if m.catalog, err = openCatalog(s, log); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.State))
	}
	m.editor, m.fresh = m.newEditor(), m.newFresh(0)
	return &DryRun{m}, nil
}

// Close removes the catalog.
func (d *DryRun) Close() error {
	return errors.Join(d.mill.catalog.Close(), os.RemoveAll(d.mill.settings.State))
}

// Folder is the content folder.
func (d *DryRun) Folder() *folder.Folder { return d.mill.folder }

// Scan lists the content folder.
func (d *DryRun) Scan(ctx context.Context) (folder.Listing, error) {
	listing, err := d.mill.folder.Scan(ctx)
	d.mill.shelf.learn(listing)
	return listing, err
}

// Read reads the files at paths and files them. tell is called with each of them.
func (d *DryRun) Read(ctx context.Context, paths []string, tell func(catalog.Reading)) error {
	m := d.mill
	for some := range slices.Chunk(paths, chunk) {
		if err := ctx.Err(); err != nil {
			return err
		}
		readings, _ := m.sift(m.readFiles(some))
		for _, r := range readings {
			tell(r)
		}
		if _, err := m.catalog.Apply(readings, nil, m.now()); err != nil {
			return err
		}
	}
	return nil
}

// Documents are all that there are to be.
func (d *DryRun) Documents() (iter.Seq2[feed.Document, error], error) {
	edition, _, err := d.mill.editor.Whole(false)
	return edition.Documents(), err
}

// DeadEnds are the links of all articles that lead nowhere.
func (d *DryRun) DeadEnds() ([]feed.DeadEnd, error) { return d.mill.editor.DeadEnds() }

// Refusals are what directories of podcasts would object to, by document.
func (d *DryRun) Refusals() (map[string][]feed.Refusal, error) { return d.mill.editor.Refusals() }

// Lookup finds the article with an id among those that were read.
func (d *DryRun) Lookup(id string) (r catalog.Record, known bool, err error) {
	return d.mill.catalog.Lookup(id)
}
