package mill

// A site that moves in: what readers know keeps its ids, and what is older than all
// that they know does not come to them as new.

import (
	"cmp"
	"context"
	"time"

	"feedmill/content/catalog"
)

// Adoption is what became of a folder's articles when the ids of other feeds were taken
// over.
type Adoption struct {
	Adopted []catalog.Adopted
	Others  int              // articles that took over none
	Start   time.Time        // of the feed: the oldest entry; zero if there is none
	Older   int              // of the others, those before Start: they are in archives alone
	New     []catalog.Record // of the others, those that the feed shows: readers see them as new
}

// Adopt tells the catalog what readers know, and reads the folder; nothing is
// published. Where an article takes over an entry, the feed of the selection, which has the
// place of those that the entries are of, begins with the oldest of them.
func (m *Mill) Adopt(ctx context.Context, entries []catalog.Published, feed catalog.Selection) (Adoption, error) {
	if err := m.catalog.Recover(entries); err != nil {
		return Adoption{}, err
	}
	changes, err := m.compare(ctx)
	if err != nil {
		return Adoption{}, err
	}
	changes, _ = m.shelf.split(changes)
	before, err := m.catalog.Count()
	if err != nil {
		return Adoption{}, err
	}
	delta, _, err := m.file(ctx, changes)
	m.fresh = &fresh{}
	if err := cmp.Or(err, m.settle()); err != nil {
		return Adoption{}, err
	}
	after, err := m.catalog.Count()
	if err != nil {
		return Adoption{}, err
	}
	a := Adoption{Adopted: delta.Adopted, Others: after - before - len(delta.Adopted)}
	return a, m.startFeed(&a, entries, feed)
}

// startFeed has a feed begin with the oldest entry, and finds out what it shows
// that readers do not know.
func (m *Mill) startFeed(a *Adoption, entries []catalog.Published, feed catalog.Selection) error {
	switch shown, err := m.catalog.Window(feed); {
	case err != nil:
		return err
	case len(shown) == 0:
		return nil // nor is there a feed
	case len(a.Adopted) > 0:
		a.Start = oldest(entries)
	}
	if !a.Start.IsZero() {
		if err := m.catalog.StartWindow(feed, a.Start); err != nil {
			return withRemedy(err, m.settings.State, "--state")
		}
	}
	known := map[string]bool{}
	for _, e := range entries {
		known[e.ID] = true
	}
	shown, err := m.catalog.Window(feed)
	if err != nil {
		return err
	}
	for _, r := range shown {
		if !known[r.ID] {
			a.New = append(a.New, r)
		}
	}
	for r, err := range m.catalog.All(feed) {
		if err != nil {
			return err
		}
		if r.Published.Time.Before(a.Start) && !known[r.ID] {
			a.Older++
		}
	}
	return nil
}

// oldest is when the oldest of the entries was published; zero if none says.
func oldest(entries []catalog.Published) (t time.Time) {
	for _, e := range entries {
		if at := cmp.Or(e.Published, e.Updated); !at.IsZero() && (t.IsZero() || at.Before(t)) {
			t = at
		}
	}
	return t
}
