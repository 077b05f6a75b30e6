package feed

// Each page of an article leads to the articles before and after it in time. So one that
// comes, goes, or gets another title concerns the pages of its two neighbours, and no
// others.

import (
	"fmt"
	"iter"
	"slices"

	"feedmill/content/catalog"
)

// neighboursOf are those of the records, in their order.
func (e *Editor) neighboursOf(records []catalog.Record) ([]neighbours, error) {
	found, err := e.catalog.Neighbours(records)
	if err != nil {
		return nil, fmt.Errorf("look for what comes before and after: %w", err)
	}
	all := make([]neighbours, len(records))
	for i, n := range found {
		if n.Older.ID != "" {
			all[i].older = e.topicOf(n.Older)
		}
		if n.Newer.ID != "" {
			all[i].newer = e.topicOf(n.Newer)
		}
	}
	return all, nil
}

// beside makes the pages beside those of a delta, which lead to others now, or in other
// words. Those of shown are made anyway.
func (e *Editor) beside(delta catalog.Delta, shown []catalog.Record) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		if !e.plan.HasPages() {
			return
		}
		places := slices.Concat(delta.Appeared, delta.Vanished)
		for _, c := range delta.Changed {
			if c.Before.Published != c.After.Published || !e.sameTopic(c.Before, c.After) {
				places = append(places, c.Before, c.After)
			}
		}
		made := map[string]bool{"": true}
		for _, r := range shown {
			made[r.ID] = true
		}
		found, err := e.catalog.Neighbours(places)
		if err != nil {
			yield(Document{}, fmt.Errorf("look for what comes before and after: %w", err))
			return
		}
		var near []catalog.Record
		for _, n := range found {
			for _, r := range []catalog.Record{n.Older, n.Newer} {
				if !made[r.ID] {
					made[r.ID] = true
					near = append(near, r)
				}
			}
		}
		for d, err := range e.pages(slices.Values(near)) {
			if !yield(d, err) {
				return
			}
		}
	}
}
