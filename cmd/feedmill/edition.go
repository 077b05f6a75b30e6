package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/feed"
)

// chunk is how many files are read before they go into the catalog: enough for
// one transaction to be worth while, few enough to be held in memory.
const chunk = 4096

// take brings out an edition that has the changes in it. What could not be read
// because it was being written comes back as unsettled, to be tried again.
func (m *mill) take(ctx context.Context, changes folder.Changes) (unsettled []string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.began = time.Now()
	if err := m.keepState(); err != nil {
		return nil, err
	}
	delta, unsettled, err := m.apply(ctx, changes)
	if err != nil {
		return nil, err
	}
	select {
	case m.scheduled <- struct{}{}:
	default: // it is rung already
	}
	return unsettled, m.publish(ctx, delta)
}

// apply reads the files that changed and tells the catalog. A rename is only
// recognised within one transaction, so that files go in by chunks only where
// none is gone. Before a whole edition the delta lists no articles, since nobody
// asks for them.
func (m *mill) apply(ctx context.Context, changes folder.Changes) (all catalog.Delta, unsettled []string, err error) {
	m.fresh = map[string]catalog.Reading{}
	for i, paths := range chunks(changes) {
		if err := ctx.Err(); err != nil {
			return all, nil, err
		}
		readings, busy := m.read(paths)
		unsettled = append(unsettled, busy...)
		var gone []string
		if i == 0 {
			gone = changes.Gone
		}
		delta, err := m.catalog.Apply(readings, gone, time.Now())
		if err != nil {
			m.current = ""
			return all, nil, refused(err, m.state, "--state")
		}
		m.progress.Add(1)
		m.logDelta(delta)
		if m.current == m.key {
			m.noteLate(delta.Appeared)
		} else {
			delta = catalog.Delta{Adopted: delta.Adopted}
		}
		all.Appeared = append(all.Appeared, delta.Appeared...)
		all.Changed = append(all.Changed, delta.Changed...)
		all.Vanished = append(all.Vanished, delta.Vanished...)
		all.Refiled = append(all.Refiled, delta.Refiled...)
		all.Adopted = append(all.Adopted, delta.Adopted...)
	}
	return all, unsettled, nil
}

// chunks parts the paths that changed; there is one chunk at least, since what is
// gone, or due, needs a transaction as well.
func chunks(changes folder.Changes) [][]string {
	if len(changes.Gone) > 0 || len(changes.Changed) <= chunk {
		return [][]string{changes.Changed}
	}
	return slices.Collect(slices.Chunk(changes.Changed, chunk))
}

// due brings out what has come due, or expired, by now.
func (m *mill) due(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.began = time.Now()
	if err := m.keepState(); err != nil {
		return err
	}
	delta, err := m.catalog.Due(time.Now())
	if err != nil {
		return refused(err, m.state, "--state")
	}
	m.logDelta(delta)
	return m.publish(ctx, delta)
}

// publish makes the edition after the delta; or the whole of it, if the last one
// did not come out, came out under other settings, or is not where it was left.
func (m *mill) publish(ctx context.Context, delta catalog.Delta) error {
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
func (m *mill) publishWhole(ctx context.Context) error {
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
func (m *mill) bringOut(ctx context.Context, edition feed.Edition) error {
	for part, documents := range inTwo(m.noteTrimmed(edition.Documents)) {
		paths, err := m.out.Publish(ctx, documents)
		m.written += len(paths)
		if err != nil {
			return refused(fmt.Errorf("publish: %w", err), m.cfg.Out, "--out")
		}
		ctx = context.WithoutCancel(ctx) // what has been begun to be seen is completed, also when asked to stop
		if part == 0 {
			m.garbage.collect()
		}
	}
	return nil
}

// noteTrimmed says which feeds show less than they were asked for.
func (m *mill) noteTrimmed(documents iter.Seq2[feed.Document, error]) iter.Seq2[feed.Document, error] {
	return func(yield func(feed.Document, error) bool) {
		for d, err := range documents {
			m.progress.Add(1)
			err = errors.Join(err, m.strain.shortage())
			if d.Omitted > 0 {
				m.log.Warn("feed trimmed", "error", tooLarge(d))
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

func tooLarge(d feed.Document) error {
	return fmt.Errorf("%s: too large for readers with %s more; set content to summary, or a lower limit", d.Path, plural(d.Omitted, "article"))
}

// complete takes away what is not in the edition any more, and only then
// remembers that all is done, and says so: the catalog was committed before, and a
// crash anywhere in between is made good by a whole edition.
func (m *mill) complete(gone []string, written int, whole bool) error {
	if err := m.out.Remove(gone); err != nil {
		return refused(err, m.cfg.Out, "--out")
	}
	if err := errors.Join(m.editor.Keep(), m.catalog.SetPublished(m.key, m.out.Left(), gone, whole)); err != nil {
		return refused(err, m.state, "--state")
	}
	if m.current = m.key; whole {
		m.looked = time.Now()
	}
	m.tally.edition(written, m.began, time.Now())
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

// manyChanges is from where on changes are logged by their number.
const manyChanges = 50

// logDelta logs one line for each change.
func (m *mill) logDelta(d catalog.Delta) {
	for _, n := range d.Notes {
		m.log.Warn("note", "error", fmt.Errorf("%s: %s", n.Path, n.Message))
	}
	if n := len(d.Appeared) + len(d.Changed) + len(d.Vanished); n > manyChanges {
		m.log.Info("articles", "appeared", len(d.Appeared), "changed", len(d.Changed), "vanished", len(d.Vanished))
		return
	}
	for _, r := range d.Appeared {
		m.log.Info("article appeared", "file", r.Path, "title", r.Title)
	}
	for _, c := range d.Changed {
		m.logChange(c)
	}
	for _, r := range d.Vanished {
		m.log.Info("article vanished", "file", r.Path, "title", r.Title)
	}
}

// noteLate says which of the articles that have appeared are older than all that the
// site's feed shows: their authors wait for subscribers who will not see them.
func (m *mill) noteLate(appeared []catalog.Record) {
	if len(appeared) == 0 || len(appeared) > manyChanges {
		return
	}
	shown, err := m.catalog.Window(catalog.Selection{})
	if err != nil {
		return // whoever makes the edition will say it
	}
	for _, r := range appeared {
		if slices.ContainsFunc(shown, func(s catalog.Record) bool { return s.ID == r.ID }) {
			continue
		}
		where := "no feed of the site has it while archives are off"
		if m.cfg.Archives {
			where = "it is in the archive of " + m.catalog.MonthOf(r).String()
		}
		m.log.Warn("late article", "error", fmt.Errorf("%s: older (%s) than the %s that the site's feed shows, which leaves it out; %s",
			r.Path, r.Published.Time.Format(time.DateOnly), plural(len(shown), "article"), where))
	}
}

func (m *mill) logChange(c catalog.Change) {
	if c.Before.Path != c.After.Path {
		m.log.Info("article moved", "file", c.After.Path, "from", c.Before.Path, "title", c.After.Title)
		return
	}
	m.log.Info("article changed", "file", c.After.Path, "title", c.After.Title)
}
