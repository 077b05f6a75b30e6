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

	"feedmill/content/catalog"
	"feedmill/feed"
)

// publish makes the edition after the delta; or the whole of it, if the last one
// did not come out, came out under other settings, or is not where it was left.
func (m *Mill) publish(ctx context.Context, delta catalog.Delta) error {
	defer func() { m.fresh = nil }()
	m.strain.begin()
	if err := m.followOut(); err != nil {
		return err
	}
	if m.current != m.key {
		return m.publishWhole(ctx)
	}
	intact, err := m.intact()
	if err != nil {
		return err
	}
	if !intact {
		return m.publishWhole(ctx)
	}
	if len(delta.Appeared)+len(delta.Changed)+len(delta.Vanished)+len(delta.Refiled) == 0 {
		return nil
	}
	m.current = ""
	written := m.written
	edition, err := m.editor.Since(delta)
	if err != nil {
		return err
	}
	if err := m.bringOut(ctx, edition); err != nil {
		return err
	}
	return m.complete(edition.Gone, m.written-written, false)
}

// publishWhole makes every document, and removes what an earlier run left.
func (m *Mill) publishWhole(ctx context.Context) error {
	m.current = ""
	written := m.written
	if err := m.guardFlood(); err != nil {
		return err
	}
	if err := m.dropAliases(); err != nil {
		return err
	}
	edition, current, err := m.editor.Whole()
	if err != nil {
		return err
	}
	if err := m.bringOut(ctx, edition); err != nil {
		return err
	}
	stale, err := m.out.Sweep(feed.Places, current)
	if err != nil {
		return err
	}
	return m.complete(append(stale, m.orphans(current)...), m.written-written, true)
}

// bringOut publishes the documents.
func (m *Mill) bringOut(ctx context.Context, edition feed.Edition) error {
	for part, documents := range inTwo(m.noteTrimmed(edition.Documents)) {
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
