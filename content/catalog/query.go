package catalog

// Queries as people put them together: any of some values, all of several properties,
// and none of others.

import (
	"bytes"
	"slices"

	"go.etcd.io/bbolt"
)

// Terms are values by property. Case, Unicode form and runs of space do not count.
type Terms struct {
	Section, Tag, Author []string
	Language             []string // BCP 47; "en" has en-GB too
}

// Query is a set of the articles shown: of each property that Include names they
// have one of its values, and they have no value that Exclude names. The zero
// value is all of them.
type Query struct{ Include, Exclude Terms }

// facetKeys are the facets that the terms name, by property; no property is empty.
func (t Terms) facetKeys() [][]string {
	var all [][]string
	for _, p := range [...]struct {
		property Property
		names    []string
	}{{Section, t.Section}, {Tag, t.Tag}, {Author, t.Author}, {Language, t.Language}} {
		var keys []string
		for _, name := range p.names {
			keys = append(keys, facetKey(p.property, name))
		}
		if len(keys) > 0 {
			all = append(all, keys)
		}
	}
	return all
}

// Matches reports whether the query has the record, whatever its state.
func (q Query) Matches(r Record) bool {
	names := r.facetNames()
	in := func(keys []string) bool {
		return slices.ContainsFunc(names, func(n facetName) bool { return slices.Contains(keys, n.key) })
	}
	for _, keys := range q.Include.facetKeys() {
		if !in(keys) {
			return false
		}
	}
	return !slices.ContainsFunc(q.Exclude.facetKeys(), in)
}

// walkQuery walks the property that has the fewest articles and looks the others up.
func walkQuery(tx *bbolt.Tx, index set, q Query, do func(order []byte) bool) error {
	include, err := readFacets(tx, q.Include.facetKeys())
	if err != nil {
		return err
	}
	exclude, err := readFacets(tx, q.Exclude.facetKeys())
	if err != nil {
		return err
	}
	if len(include) == 0 {
		if include, err = readFacets(tx, [][]string{{string(Everything)}}); err != nil {
			return err
		}
	}
	slices.SortStableFunc(include, func(a, b []*facet) int { return total(a) - total(b) })
	in := func(order []byte, any []*facet) bool {
		return slices.ContainsFunc(any, func(f *facet) bool { return index.has(indexKey(f.number, order)) })
	}
	return mergeNewest(index, include[0], func(order []byte) bool {
		for _, any := range include[1:] {
			if !in(order, any) {
				return true
			}
		}
		for _, any := range exclude {
			if in(order, any) {
				return true
			}
		}
		return do(order)
	})
}

// readFacets leaves out what no article ever had; a property may become empty.
func readFacets(tx *bbolt.Tx, keys [][]string) ([][]*facet, error) {
	all := make([][]*facet, len(keys))
	for i, any := range keys {
		slices.Sort(any)
		for _, key := range slices.Compact(any) {
			f, err := readFacet(tx, key)
			if err != nil {
				return nil, err
			}
			if f != nil {
				all[i] = append(all[i], f)
			}
		}
	}
	return all, nil
}

func total(facets []*facet) (count int) {
	for _, f := range facets {
		count += f.count
	}
	return count
}

// mergeNewest walks what is in any of the facets, each once, newest first, while
// do says so. The keys are valid while the transaction is.
func mergeNewest(index set, facets []*facet, do func(order []byte) bool) error {
	cursors := make([]*setCursor, len(facets))
	heads := make([][]byte, len(facets)+1) // order keys; nil is the end, and the last is always
	head := func(i int, key []byte) { heads[i] = orderIn(facets[i].number, key) }
	for i, f := range facets {
		cursors[i] = index.cursor()
		head(i, cursors[i].before(inFacet(f.number+1)))
	}
	for {
		newest := slices.MaxFunc(heads, bytes.Compare)
		if newest == nil || !do(newest) {
			return firstError(cursors)
		}
		for i := range facets {
			if bytes.Equal(heads[i], newest) {
				head(i, cursors[i].prev())
			}
		}
	}
}

func firstError(cursors []*setCursor) error {
	for _, c := range cursors {
		if c.err != nil {
			return c.err
		}
	}
	return nil
}
