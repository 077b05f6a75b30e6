package mill

// What was read is filed: the catalog says which articles appeared, changed and
// vanished.

import (
	"context"
	"slices"

	"feedmill/content/catalog"
	"feedmill/content/folder"
)

// chunk is how many files are read before they go into the catalog: enough for
// one transaction to be worth while, few enough to be held in memory.
const chunk = 4096

// file reads the files that changed and has the catalog file them. What could not be
// read because it was being written comes back as unsettled, to be tried again. A
// rename is only recognised within one transaction, so that files go in by chunks
// only where none is gone. Before a whole edition the delta lists no articles, since
// nobody asks for them.
func (m *Mill) file(ctx context.Context, changes folder.Changes) (all catalog.Delta, unsettled []string, err error) {
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
		delta, err := m.catalog.Apply(readings, gone, m.now())
		if err != nil {
			m.current = ""
			return all, nil, withRemedy(err, m.settings.State, "--state")
		}
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
