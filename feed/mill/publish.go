package mill

// Documents are published: those whose bytes differ replace what is there, and what
// is not in the edition any more is taken away.

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"feedmill/feed"
)

// publish has the documents replace the old ones, and takes away what is not in the
// edition any more.
func (m *Mill) publish(ctx context.Context, e edition) error {
	before := m.written
	if e.whole {
		if err := m.dropAliases(); err != nil {
			return err
		}
	}
	if err := m.replace(ctx, e.Documents); err != nil {
		return err
	}
	gone := e.Gone
	if e.whole {
		stale, err := m.out.Sweep(feed.Places, e.current)
		if err != nil {
			return err
		}
		gone = append(stale, m.orphans(e.current)...)
	}
	return m.complete(gone, m.written-before, e.whole)
}

// replace publishes the documents.
func (m *Mill) replace(ctx context.Context, documents iter.Seq2[feed.Document, error]) error {
	for part, documents := range inTwo(documents) {
		paths, err := m.out.Publish(ctx, documents)
		m.written += len(paths)
		if err != nil {
			return refused(fmt.Errorf("publish: %w", err), m.settings.Out, "--out")
		}
		ctx = context.WithoutCancel(ctx) // what has been begun to be seen is completed, also when asked to stop
		if part == 0 {
			m.garbage.collect()
		}
	}
	return nil
}

// complete takes away what is not in the edition any more, and only then
// remembers that all is done, and says so: the catalog was committed before, and a
// crash anywhere in between is made good by a whole edition.
func (m *Mill) complete(gone []string, written int, whole bool) error {
	if err := m.out.Remove(gone); err != nil {
		return refused(err, m.settings.Out, "--out")
	}
	if err := errors.Join(m.editor.Keep(), m.catalog.SetPublished(m.key, m.out.Left(), gone, whole)); err != nil {
		return refused(err, m.settings.State, "--state")
	}
	if m.current = m.key; whole {
		m.looked = m.now()
	}
	m.tally.edition(written, m.began, m.now())
	if written > 0 {
		m.log.Info("published", "documents", written)
	}
	return nil
}

// inTwo divides an edition: the articles' pages and the feeds of the site, which
// all subscribers wait for, need not wait for those of sections and tags.
func inTwo(documents iter.Seq2[feed.Document, error]) iter.Seq2[int, iter.Seq2[feed.Document, error]] {
	return func(yield func(int, iter.Seq2[feed.Document, error]) bool) {
		next, stop := iter.Pull2(documents)
		defer stop()
		last := feed.SitePaths()[len(feed.SitePaths())-1]
		first := func(yield func(feed.Document, error) bool) {
			for d, err, ok := next(); ok && yield(d, err) && d.Path != last; d, err, ok = next() {
			}
		}
		rest := func(yield func(feed.Document, error) bool) {
			for d, err, ok := next(); ok && yield(d, err); d, err, ok = next() {
			}
		}
		_ = yield(0, first) && yield(1, rest)
	}
}

// dropAliases removes the copies at addresses that are aliases no more, and
// remembers those that are: they lie outside of the places that are swept.
func (m *Mill) dropAliases() error {
	before, err := m.catalog.Aliases()
	if err != nil {
		return refused(err, m.settings.State, "--state")
	}
	aliases := m.settings.Plan.Aliases
	gone := slices.DeleteFunc(before, func(p string) bool { _, still := aliases[p]; return still })
	if err := m.out.Remove(gone); err != nil {
		return refused(err, m.settings.Out, "--out")
	}
	return refused(m.catalog.SetAliases(slices.Sorted(maps.Keys(aliases))), m.settings.State, "--state")
}

// orphans are aliases of documents that are not in the edition.
func (m *Mill) orphans(current func(path string) bool) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(m.settings.Plan.Aliases)), current)
}
