package mill

// What was read is filed: the catalog says which articles appeared, changed and
// vanished.

import (
	"context"
	"fmt"
	"slices"
	"time"

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
			m.noteLate(delta.Appeared)
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

// manyChanges is from where on changes are logged by their number.
const manyChanges = 50

// logDelta logs one line for each change.
func (m *Mill) logDelta(d catalog.Delta) {
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
func (m *Mill) noteLate(appeared []catalog.Record) {
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
		if m.settings.Plan.Archives {
			where = "it is in the archive of " + m.catalog.MonthOf(r).String()
		}
		m.log.Warn("late article", "error", fmt.Errorf("%s: older (%s) than the %s that the site's feed shows, which leaves it out; %s",
			r.Path, r.Published.Time.Format(time.DateOnly), plural(len(shown), "article"), where))
	}
}

func (m *Mill) logChange(c catalog.Change) {
	if c.Before.Path != c.After.Path {
		m.log.Info("article moved", "file", c.After.Path, "from", c.Before.Path, "title", c.After.Title)
		return
	}
	m.log.Info("article changed", "file", c.After.Path, "title", c.After.Title)
}
