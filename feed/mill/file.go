package mill

// What was read is filed: the catalog says which articles appeared, changed and
// vanished.

import (
	"context"
	"errors"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
)

// chunk is how many files are read before they go into the catalog: enough for
// one transaction to be worth while, few enough to be in memory.
const chunk = 2048

// file reads the files that changed and has the catalog file them. What could not be
// read because it was being written comes back as unsettled, to be tried again. A
// rename is only recognised within one transaction, so that files go in by chunks
// only where none is gone. Before a whole edition the delta lists no articles, since
// nobody asks for them.
func (m *Mill) file(ctx context.Context, changes folder.Changes) (all catalog.Delta, unsettled []string, err error) {
	m.fresh, m.pages = m.newFresh(len(changes.Changed)), nil
	defer m.logPages()
	changes = m.withNamesakes(changes)
	m.meter.expect(Read, len(changes.Changed))
	if len(changes.Gone) > 0 || len(changes.Changed) <= chunk {
		all, unsettled, err = m.fileEach(ctx, changes, m.wayToFile(changes))
	} else {
		all, unsettled, err = m.load(ctx, changes)
	}
	if err != nil {
		m.current = ""
		return all, nil, withRemedy(err, m.settings.State, "--state")
	}
	return all, unsettled, nil
}

// filing is a way to file what was read.
type filing struct {
	apply   func([]catalog.Reading, []string, time.Time) (catalog.Delta, error)
	prepare func([]catalog.Reading) // safe for several goroutines
	atOnce  int                     // files in one call of apply, at least, unless they are the last
}

// load has the catalog take in so much that it may be all there is.
func (m *Mill) load(ctx context.Context, changes folder.Changes) (all catalog.Delta, unsettled []string, err error) {
	load, err := m.catalog.Load()
	if err != nil {
		return all, nil, err
	}
	prepare := func(all []catalog.Reading) { load.Prepare(all, m.now()) }
	atOnce := chunk
	if load.First() {
		defer collectOften(len(changes.Changed))()
		atOnce = 1
		m.herald(ctx, load, changes.Changed)
		m.meter.expect(Read, len(changes.Changed))
	}
	all, unsettled, err = m.fileEach(ctx, changes, filing{load.Apply, prepare, atOnce})
	if err == nil {
		m.meter.during(File, func() { err = load.Finish() })
	}
	return all, unsettled, errors.Join(err, load.Close())
}

// fileEach has the catalog take in what is read, part by part, and with the first what
// is gone.
func (m *Mill) fileEach(ctx context.Context, changes folder.Changes, f filing) (all catalog.Delta, unsettled []string, err error) {
	next, stop := m.readAhead(changes.Changed, f.prepare)
	defer stop()
	gone := changes.Gone
	defer func() { m.logDelta(catalog.Delta{Loaded: all.Loaded}) }()
	for first, part := true, m.nextPart(next, f.atOnce); first || part != nil; first, part = false, m.nextPart(next, f.atOnce) {
		if err := ctx.Err(); err != nil {
			return all, nil, err
		}
		readings, busy := m.sift(part)
		unsettled = append(unsettled, busy...)
		delta, err := m.apply(f, readings, gone)
		if err != nil {
			return all, nil, err
		}
		gone = nil
		all = join(all, delta)
	}
	return all, unsettled, nil
}

// nextPart is what is filed next: so many readings at least, unless they are the last.
func (m *Mill) nextPart(next func() []catalog.Reading, atLeast int) []catalog.Reading {
	part := next()
	for len(part) < atLeast {
		more := next()
		if more == nil {
			break
		}
		part = append(part, more...)
	}
	return part
}

// apply has the catalog take in one part. It returns what concerns the edition.
func (m *Mill) apply(f filing, readings []catalog.Reading, gone []string) (delta catalog.Delta, err error) {
	m.meter.during(File, func() { delta, err = f.apply(readings, gone, m.now()) })
	if err != nil {
		return delta, err
	}
	m.meter.add(File, Spent{Count: len(readings)})
	m.progress.Add(1)
	m.logDelta(catalog.Delta{Appeared: delta.Appeared, Changed: delta.Changed, Vanished: delta.Vanished, Notes: delta.Notes})
	if delta.Loaded > 0 {
		m.current = "" // nobody knows which articles appeared
	}
	if m.current == m.key {
		m.logLate(delta.Appeared)
		return delta, nil
	}
	return catalog.Delta{Adopted: delta.Adopted, Loaded: delta.Loaded}, nil
}

// join is what happened in both transactions.
func join(a, b catalog.Delta) catalog.Delta {
	return catalog.Delta{
		Appeared: append(a.Appeared, b.Appeared...),
		Changed:  append(a.Changed, b.Changed...),
		Vanished: append(a.Vanished, b.Vanished...),
		Refiled:  append(a.Refiled, b.Refiled...),
		Adopted:  append(a.Adopted, b.Adopted...),
		Loaded:   a.Loaded + b.Loaded,
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
