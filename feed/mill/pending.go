package mill

// The catalog goes to the disk while the documents of a change are made and written: that
// takes as long as all the rest together, and subscribers wait for both.

import (
	"iter"
	"slices"
	"sync"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/feed"
)

// fewFiles is up to how many files are filed ahead of the disk: what is not there yet is
// read by one goroutine at a time.
const fewFiles = 64

// fewDocuments is up to how many documents are made before the catalog goes to the disk:
// those of the site's feeds, and some pages.
const fewDocuments = 16

// wayToFile is how changes are filed in one transaction.
func (m *Mill) wayToFile(changes folder.Changes) filing {
	all := filing{m.catalog.Apply, m.catalog.Prepare, len(changes.Changed)}
	if len(changes.Changed)+len(changes.Gone) <= fewFiles {
		all.apply = m.applyAhead
	}
	return all
}

// applyAhead files what is settled later.
func (m *Mill) applyAhead(readings []catalog.Reading, gone []string, now time.Time) (delta catalog.Delta, err error) {
	delta, m.pending, err = m.catalog.ApplyAhead(readings, gone, now)
	return delta, err
}

// settle waits until all that was filed is on the disk.
func (m *Mill) settle() error {
	if m.pending == nil {
		return nil
	}
	return withRemedy(m.pending.Settle(), m.settings.State, "--state")
}

// settling has what was filed go to the disk once some documents are made, or the first of
// the site's feeds, after which the catalog is not read for them, and ends them when it is
// there: no document is seen before.
func (m *Mill) settling(documents iter.Seq2[feed.Document, error]) iter.Seq2[feed.Document, error] {
	if m.pending == nil {
		return documents
	}
	return func(yield func(feed.Document, error) bool) {
		var working sync.WaitGroup
		defer working.Wait()
		begin := sync.OnceFunc(func() { working.Go(func() { m.pending.Settle() }) })
		made, feeds := 0, m.editor.SitePaths()
		for d, err := range documents {
			if made++; made == fewDocuments || slices.Contains(feeds, d.Path) {
				begin()
			}
			if !yield(d, err) {
				return
			}
		}
		begin()
		if err := m.pending.Settle(); err != nil {
			yield(feed.Document{}, err)
		}
	}
}
