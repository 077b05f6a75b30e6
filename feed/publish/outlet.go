// Package publish says where an edition goes.
//
// An [Outlet] is a place that holds documents, such as a [Directory]. A [Carrier]
// brings editions to one outlet, and knows from a manifest in the catalog what the
// outlet holds: so what is the same is not put again, what somebody took away or
// changed is, and what Feedmill did not put there is never removed.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// ErrForeign is wrapped by the error for a document that would replace something
// which Feedmill did not make.
var ErrForeign = errors.New("was not made by Feedmill; move it away, or choose another --out")

// An Outlet is a place that documents are put into. It is used by one goroutine at
// a time.
type Outlet interface {
	// Put puts documents into the places that their paths name. Each appears whole or
	// not at all, and in the order given, so that whatever links to another document
	// should come after it; or, of a first edition, in the order of [feed.Rank], and new
	// folders whole. What has the same bytes is not touched. held says how the
	// outlet was left, and is told how it is left now. Put returns the paths that it
	// has put, also with an error: the others are then as they were, and putting all
	// of them again mends it. The error wraps [ErrForeign] if something is in the
	// place of a document that Feedmill did not make.
	Put(ctx context.Context, documents iter.Seq2[feed.Document, error], held *catalog.Manifest) (put []string, err error)

	// Remove takes documents away. That one is not there is no error.
	Remove(ctx context.Context, paths []string) error

	// List tells how the documents at paths are now, without their sums; those that
	// are not there are left out.
	List(ctx context.Context, paths []string) iter.Seq2[catalog.Copy, error]

	// Left lists what the outlet itself knows Feedmill to have made, but for current
	// documents: that is asked when there is no manifest yet, or it is lost.
	Left(ctx context.Context, current func(path string) bool) iter.Seq2[catalog.Copy, error]

	// Clear removes what a crash left half done. Current documents are not looked at.
	Clear(current func(path string) bool) error

	io.Closer
}

// Carrier brings editions to an outlet. It belongs to one goroutine.
type Carrier struct {
	outlet Outlet
	held   *catalog.Manifest
}

// NewCarrier makes a carrier to an outlet, which holds what the manifest says.
func NewCarrier(o Outlet, held *catalog.Manifest) *Carrier { return &Carrier{o, held} }

// Begun reports whether the outlet has ever been brought a whole edition.
func (c *Carrier) Begun() bool { return c.held.Begun() }

// Put brings documents, as [Outlet.Put] does. Remember stores that it did.
func (c *Carrier) Put(ctx context.Context, documents iter.Seq2[feed.Document, error]) ([]string, error) {
	return c.outlet.Put(ctx, documents, c.held)
}

// Remove takes documents away, as far as they are Feedmill's. It comes after all
// documents of an edition were put: nothing leads to them any more.
func (c *Carrier) Remove(ctx context.Context, gone []string) error {
	var held []string
	for _, p := range gone {
		_, known, err := c.held.Last(p)
		if err != nil {
			return err
		}
		if known {
			held = append(held, p)
		}
	}
	if err := c.outlet.Remove(ctx, held); err != nil {
		return err
	}
	c.held.Drop(held)
	return nil
}

// Remember stores what the outlet holds after a whole edition, or after one that was
// made of its changes. The edition is named to the catalog, unless its name is empty:
// see [catalog.Catalog.SetEdition].
func (c *Carrier) Remember(edition string) error { return c.held.Save(edition) }

// Stale lists what the outlet holds that current does not know: what an earlier
// edition had and this one has not.
func (c *Carrier) Stale(ctx context.Context, current func(path string) bool) (stale []string, err error) {
	if err := c.outlet.Clear(current); err != nil {
		return nil, err
	}
	for d, err := range c.held.All() {
		if err != nil {
			return nil, err
		}
		if !current(d.Path) {
			stale = append(stale, d.Path)
		}
	}
	if c.held.Begun() {
		return stale, nil
	}
	known := map[string]bool{} // of a first edition that a crash stopped; some were never put
	for _, p := range stale {
		known[p] = true
	}
	for found, err := range c.outlet.Left(ctx, current) {
		if err != nil {
			return nil, fmt.Errorf("list what is published: %w", err)
		}
		c.held.Note(found.Path, found.Stamp) // from here on it is known
		if !known[found.Path] {
			stale = append(stale, found.Path)
		}
	}
	return stale, nil
}

// Drift lists the documents that are not any more as they were left: somebody took
// them away or changed them. They are put again when they are next given to Put.
func (c *Carrier) Drift(ctx context.Context) (drifted []string, err error) {
	for some, err := range c.held.Batches() {
		if err != nil {
			return nil, err
		}
		left := map[string]catalog.Stamp{}
		for _, d := range some {
			if d.Tag != awayTag {
				left[d.Path] = d.Stamp
			}
		}
		for now, err := range c.outlet.List(ctx, paths(some)) {
			if err != nil {
				return nil, fmt.Errorf("look at what is published: %w", err)
			}
			if agree(now.Stamp, left[now.Path]) {
				delete(left, now.Path)
			}
		}
		for _, d := range some {
			if _, ok := left[d.Path]; ok {
				drifted = append(drifted, d.Path)
			}
		}
	}
	return drifted, nil
}

func paths(copies []catalog.Copy) []string {
	all := make([]string, len(copies))
	for i, c := range copies {
		all[i] = c.Path
	}
	return all
}

// agree reports whether a document is as it was left. It allows for file systems that
// know a time to two seconds only, and for programs that copy it to the second.
func agree(now, left catalog.Stamp) bool {
	const second = 1e9
	coarse := now.Version%second == 0 && now.Version > left.Version-2*second && now.Version < left.Version+2*second
	return now.Size == left.Size && (now.Version == left.Version || coarse)
}
