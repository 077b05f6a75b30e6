package mill

// Documents are published: those whose bytes differ replace what is there, and what
// is not in the edition any more is taken away.

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"feedmill/feed"
)

// publish has the documents replace the old ones, and takes away what is not in the
// edition any more.
func (m *Mill) publish(ctx context.Context, e edition) (err error) {
	before, rendering := m.written, m.meter.of(Render).Wall
	m.meter.expect(Render, e.Size)
	m.meter.during(Publish, func() { err = m.bring(ctx, e, before) })
	m.meter.add(Publish, Spent{Wall: rendering - m.meter.of(Render).Wall, Count: m.written - before}) // what was rendered meanwhile is told apart
	return err
}

// bring puts the documents, takes away what is not in the edition any more, and
// completes it. before is how many documents had been written.
func (m *Mill) bring(ctx context.Context, e edition, before int) error {
	var keeping sync.WaitGroup
	defer keeping.Wait()
	if err := m.put(ctx, e, &keeping); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	gone := e.Gone
	if e.whole {
		if err := m.shelf.retain(m.catalog); err != nil {
			return withRemedy(err, m.settings.State, "--state")
		}
		stale, err := m.out.carrier.Stale(ctx, func(p string) bool { return e.current(p) || m.shelf.current(p) })
		if err != nil {
			return withRemedy(err, m.settings.Out, "--out")
		}
		gone = stale
	}
	gone = append(gone, m.shelf.forgetUnused()...)
	keeping.Wait()
	return m.complete(ctx, gone, m.written-before, e.whole)
}

// soonMade is how many documents are made within seconds. Who reads a section or a tag need
// not have it before all others then.
const soonMade = 20_000

// put brings out the parts of an edition, one after the other, and has their entries kept
// while they are brought to the disk.
func (m *Mill) put(ctx context.Context, e edition, keeping *sync.WaitGroup) error {
	early := m.out.early
	if early == nil {
		early = map[string]bool{}
	}
	for i, documents := range m.parts(e, keeping) {
		documents = m.settling(documents)
		paths, err := m.out.carrier.Put(ctx, andThen(documents, func() { m.editor.KeepMeanwhile(keeping) }))
		for _, p := range paths {
			if !early[p] { // the site's feeds of a first edition come out once more with all the rest
				m.written++
			}
			early[p] = early[p] || i == 0
		}
		m.tellServer()
		if m.isFollowed() {
			m.out.touched = append(m.out.touched, paths...)
		}
		if err := m.settle(); err != nil { // why Put has failed
			return err
		}
		if err != nil {
			return withRemedy(fmt.Errorf("publish: %w", err), m.settings.Out, "--out")
		}
		if !e.first {
			ctx = context.WithoutCancel(ctx) // what has been begun to be seen is completed, also when asked to stop
		}
	}
	return nil
}

// parts are those of an edition that are brought out one after the other. The entries of one
// are kept while the next is made.
func (m *Mill) parts(e edition, keeping *sync.WaitGroup) []iter.Seq2[feed.Document, error] {
	all := e.Edition
	all.Parts = nil
	for _, documents := range e.Parts {
		all.Parts = append(all.Parts, andThen(m.oversee(documents), func() { m.editor.KeepAhead(keeping) }))
	}
	if e.first && e.Size <= soonMade {
		all = all.InTwo()
	}
	return all.Parts
}

// andThen is documents, and what is done when the last of them has been taken.
func andThen(documents iter.Seq2[feed.Document, error], do func()) iter.Seq2[feed.Document, error] {
	return func(yield func(feed.Document, error) bool) {
		for d, err := range documents {
			if !yield(d, err) {
				return
			}
		}
		do()
	}
}

// complete takes away what is not in the edition any more, and only then
// remembers that all is done, and says so: the catalog was committed before, and a
// crash anywhere in between is made good by a whole edition.
func (m *Mill) complete(ctx context.Context, gone []string, written int, whole bool) error {
	if err := m.out.carrier.Remove(ctx, gone); err != nil {
		return withRemedy(err, m.settings.Out, "--out")
	}
	if err := errors.Join(m.shelf.save(m.catalog, true), m.editor.Keep(), m.out.carrier.Remember(m.key)); err != nil {
		return withRemedy(err, m.settings.State, "--state")
	}
	m.tellServer()
	m.tellFollowers(append(m.out.touched, gone...), whole)
	m.tellHubs(append(m.out.touched, gone...), whole)
	m.out.touched, m.out.early = nil, nil
	if m.current = m.key; whole {
		m.out.looked = m.now()
	}
	m.tally.edition(written, m.began, m.now())
	if written > 0 {
		m.log.Info("published", "documents", written)
	}
	return nil
}

// tellServer has whoever serves the output look at its files again.
func (m *Mill) tellServer() {
	if m.out.changed != nil {
		m.out.changed()
	}
}
