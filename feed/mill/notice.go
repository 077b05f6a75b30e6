package mill

// A change is noticed: the watcher of the folder tells which paths are dirty, once
// they have settled. At the start, and in a build, the whole folder is compared.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/feed"
)

// Run brings out the edition of the folder as it is, calls ready, and then
// follows the folder until ctx ends. health is told how the watcher is whenever that
// has changed; it must not block. Run returns nil if ctx ends it.
func (m *Mill) Run(ctx context.Context, ready func(), health func(folder.Health)) error {
	switch err := m.Build(ctx); {
	case errors.Is(err, context.Canceled):
		return nil // asked to stop before there was anything to follow
	case err != nil && !errors.Is(err, folder.ErrHeld):
		return err
	}
	known, err := m.catalog.Fingerprints()
	if err != nil {
		return err
	}
	ready()
	m.shelf.takeFresh() // the folder is compared with all of them first
	m.shelf.rest.Store(int64(m.settings.Settle))
	defer m.shelf.rest.Store(0)
	return m.follow(ctx, m.folder.Watch(known, m.watchOptions(health)))
}

// follow makes an edition of each batch of changes, and whenever an article comes due
// or expires, until ctx ends.
func (m *Mill) follow(ctx context.Context, w *folder.Watcher) error {
	ctx, cancel := context.WithCancel(ctx)
	var others sync.WaitGroup
	defer others.Wait()
	defer cancel()
	m.watcher.Store(w)
	defer m.watcher.Store(nil)
	others.Go(func() { m.heed(ctx, w) })
	for _, f := range m.followers {
		others.Go(func() { m.supply(ctx, f) })
	}
	if m.purger != nil {
		others.Go(func() { m.keepPurging(ctx) })
	}
	for _, h := range m.hubs {
		others.Go(func() { m.keepTelling(ctx, h) })
	}
	m.spread.owing()
	m.spread.pass(m)
	edition := make(chan struct{}, 1)
	others.Go(func() { collectBetween(ctx, edition) })
	batches, ended := make(chan batch), make(chan error, 1)
	others.Go(func() {
		ended <- w.Run(ctx, func(ctx context.Context, changes folder.Changes) error { return m.deliver(ctx, w, batches, changes) })
	})
	for timer := time.NewTimer(0); ; timer.Reset(m.untilNext()) {
		select {
		case b := <-batches:
			unsettled, err := m.makeEdition(ctx, b.changes)
			b.result <- result{unsettled, err}
			select {
			case edition <- struct{}{}:
			default: // it is collecting
			}
		case <-timer.C:
			m.revisit(ctx, w, m.keepDates(ctx))
		case err := <-ended:
			return err
		}
	}
}

// A batch of changes waits for its edition: the goroutine that delivers gives it to
// the one that makes editions.
type batch struct {
	changes folder.Changes
	result  chan result
}

type result struct {
	unsettled []string
	err       error
}

// deliver has an edition made of one batch of changes. An error brings the batch again later;
// the last good edition stays meanwhile.
func (m *Mill) deliver(ctx context.Context, w *folder.Watcher, to chan<- batch, changes folder.Changes) error {
	b := batch{changes, make(chan result, 1)}
	select {
	case to <- b:
	case <-ctx.Done():
		return ctx.Err()
	}
	r := <-b.result
	m.revisit(ctx, w, r.unsettled)
	w.Retry(ctx, m.refusals.drain())
	if ctx.Err() != nil {
		return r.err
	}
	m.tally.changes(r.err)
	if r.err != nil && !errors.Is(r.err, catalog.ErrDisplaced) {
		m.log.Error("no edition; it is tried again", "error", r.err)
	}
	return r.err
}

// revisit has the watcher look again at what could not be read, and at the files that an
// edition was the first to ask for.
func (m *Mill) revisit(ctx context.Context, w *folder.Watcher, unsettled []string) {
	w.Revisit(ctx, append(unsettled, m.shelf.takeFresh()...)...)
}

// Build brings out one edition, of the folder as it is now. Where deletions
// look like an accident there is none, and its error wraps [folder.ErrHeld]: the
// last edition stays.
func (m *Mill) Build(ctx context.Context) error {
	changes, err := m.compare(ctx)
	defer m.logOthers()
	if err != nil {
		return err
	}
	for range settlingTries {
		var unsettled []string
		unsettled, err = m.makeEdition(ctx, changes)
		if err != nil && !errors.Is(err, feed.ErrAltered) { // a file that was being written, and is left out while it is
			return err
		}
		if len(unsettled) == 0 && err == nil {
			return m.remind()
		}
		if err := wait(ctx, m.settings.Settle); err != nil {
			return err
		}
		changes = folder.Changes{Changed: unsettled}
	}
	for _, p := range changes.Changed {
		m.log.Warn("left out", "error", fmt.Errorf("%s: it kept changing while it was read; run again when it is complete", p))
	}
	return errors.Join(err, m.remind())
}

// settlingTries is how often a file that is being written is tried before the first
// edition stays without it.
const settlingTries = 11

// wait waits, unless ctx ends before.
func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// compare lists the whole folder and says how it differs from what is known. Its
// error wraps folder.ErrHeld where deletions look like an accident; the changes
// are then those without the deletions.
func (m *Mill) compare(ctx context.Context) (folder.Changes, error) {
	known, err := m.catalog.Fingerprints()
	if err != nil {
		return folder.Changes{}, err
	}
	var changes folder.Changes
	var listing folder.Listing
	m.meter.during(Compare, func() { changes, listing, err = m.compareWith(ctx, known) })
	m.meter.add(Compare, Spent{Count: len(listing.Paths())})
	for _, p := range listing.Problems {
		m.log.Warn("cannot look into the folder", "error", fmt.Errorf("%s: %w", p.Path, p.Err))
	}
	m.others = listing.Others
	come, failed := m.meetFiles(listing)
	changes.Changed = append(changes.Changed, come...)
	slices.Sort(changes.Changed)
	err = errors.Join(err, failed)
	return changes, err
}

// compareWith compares the folder with what is known of it, which is nothing at first.
func (m *Mill) compareWith(ctx context.Context, known folder.Snapshot) (folder.Changes, folder.Listing, error) {
	if len(known) > 0 {
		return m.folder.Compare(ctx, known, m.settings.Losses)
	}
	l, err := m.folder.ScanPaths(ctx)
	return l.Since(known), l, err
}

// watchOptions are the settings of the watcher, and its voice in the log.
func (m *Mill) watchOptions(tell func(folder.Health)) folder.WatchOptions {
	var last folder.Health // owned by the watcher's goroutine, which alone calls Notify
	return folder.WatchOptions{
		Quiet: m.settings.Settle, Sweep: m.settings.Sweep, Poll: m.settings.Poll, Losses: m.settings.Losses,
		Other: m.meetFile, Told: m.others,
		Notify: func(h folder.Health) {
			logHealth(m.log, last, h)
			tell(h)
			last = h
		},
	}
}
