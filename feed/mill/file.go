package mill

// What was read is filed: the catalog says which articles appeared, changed and
// vanished.

import (
	"context"
	"errors"
	"slices"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
)

// chunk is how many files are read before they go into the catalog: enough for
// one transaction to be worth while, few enough for two such parts in memory: one is
// read while the other is filed.
const chunk = 2048

// file reads the files that changed and has the catalog file them. What could not be
// read because it was being written comes back as unsettled, to be tried again. A
// rename is only recognised within one transaction, so that files go in by chunks
// only where none is gone. Before a whole edition the delta lists no articles, since
// nobody asks for them.
func (m *Mill) file(ctx context.Context, changes folder.Changes) (all catalog.Delta, unsettled []string, err error) {
	m.fresh, m.pages = &fresh{}, nil
	defer m.logPages()
	changes = m.withNamesakes(changes)
	m.meter.expect(Read, len(changes.Changed))
	if parts := chunks(changes); len(parts) == 1 {
		all, unsettled, err = m.fileEach(ctx, parts, changes.Gone, m.catalog.Apply)
	} else {
		all, unsettled, err = m.load(ctx, parts)
	}
	if err != nil {
		m.current = ""
		return all, nil, withRemedy(err, m.settings.State, "--state")
	}
	return all, unsettled, nil
}

// load has the catalog take in so much that it may be all there is.
func (m *Mill) load(ctx context.Context, parts [][]string) (all catalog.Delta, unsettled []string, err error) {
	load, err := m.catalog.Load()
	if err != nil {
		return all, nil, err
	}
	all, unsettled, err = m.fileEach(ctx, parts, nil, load.Apply)
	if err == nil {
		m.meter.during(File, func() { err = load.Finish() })
	}
	return all, unsettled, errors.Join(err, load.Close())
}

// fileEach has the catalog take in one part after another, and with the first what is
// gone.
func (m *Mill) fileEach(ctx context.Context, parts [][]string, gone []string,
	apply func([]catalog.Reading, []string, time.Time) (catalog.Delta, error)) (all catalog.Delta, unsettled []string, err error) {
	next, stop := m.readAhead(parts)
	defer stop()
	for range parts {
		if err := ctx.Err(); err != nil {
			return all, nil, err
		}
		readings, busy := m.sift(next())
		unsettled = append(unsettled, busy...)
		var delta catalog.Delta
		m.meter.during(File, func() { delta, err = apply(readings, gone, m.now()) })
		if err != nil {
			return all, nil, err
		}
		m.meter.add(File, Spent{Count: len(readings)})
		gone = nil
		m.progress.Add(1)
		m.logDelta(delta)
		if m.current == m.key {
			m.logLate(delta.Appeared)
		} else {
			delta = catalog.Delta{Adopted: delta.Adopted}
		}
		all = join(all, delta)
	}
	return all, unsettled, nil
}

// join is what happened in both transactions.
func join(a, b catalog.Delta) catalog.Delta {
	return catalog.Delta{
		Appeared: append(a.Appeared, b.Appeared...),
		Changed:  append(a.Changed, b.Changed...),
		Vanished: append(a.Vanished, b.Vanished...),
		Refiled:  append(a.Refiled, b.Refiled...),
		Adopted:  append(a.Adopted, b.Adopted...),
	}
}

// fileDue has the catalog file what has come due, or expired, by now.
func (m *Mill) fileDue() (catalog.Delta, error) {
	delta, err := m.catalog.Due(m.now())
	if err != nil {
		return catalog.Delta{}, withRemedy(err, m.settings.State, "--state")
	}
	m.logDelta(delta)
	return delta, nil
}

// chunks parts the paths that changed; there is one chunk at least, since what is
// gone, or due, needs a transaction as well.
func chunks(changes folder.Changes) [][]string {
	if len(changes.Gone) > 0 || len(changes.Changed) <= chunk {
		return [][]string{changes.Changed}
	}
	return slices.Collect(slices.Chunk(changes.Changed, chunk))
}
