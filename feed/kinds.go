package feed

// Which kinds of feeds are made, and how many of each, as the settings say. Nothing
// leads to what is not made.

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"feedmill/content/catalog"
)

// A Kind says which feeds of one kind are made. The zero Kind is all of them.
type Kind struct {
	Off     bool
	Most    int      // at most so many: those with most articles, or the newest archives; 0 is all
	Formats []string // of rss, atom, json; empty is those of the site
}

// KindNames are the kinds that a [Plan] can say something of.
var KindNames = []string{"sections", "tags", "authors", "languages", "archives", pagesKind}

// pagesKind are the pages, which are no feeds: of articles, and an index for each feed.
const pagesKind = "pages"

// places are the folders of kinds that are not named after them.
var places = map[string]string{archivePlace: "archives", "articles": pagesKind, indexName: pagesKind}

// kindAt is the kind of what is published at a path.
func (p Plan) kindAt(path string) (name string, k Kind) {
	place, _, _ := strings.Cut(path, "/")
	name = cmp.Or(places[place], place)
	return name, p.Kinds[name]
}

// checkKinds reports what no kind can be.
func (p Plan) checkKinds() error {
	if pages := p.Kinds[pagesKind]; pages.Most != 0 || len(pages.Formats) > 0 {
		return fmt.Errorf("pages: use on or off; each article has its page, or none has")
	}
	for _, name := range KindNames {
		for _, f := range p.Kinds[name].Formats {
			if name == "archives" && (!comesArchived(f) || !p.makes(f)) {
				return fmt.Errorf("archives %s: use rss or atom, as far as the site's feed comes in them, which leads to its archives", f)
			}
		}
	}
	return nil
}

func comesArchived(kind string) bool {
	return slices.ContainsFunc(formats, func(f format) bool { return f.kind == kind && f.archived })
}

// makes reports whether the site's feed comes in a format.
func (p Plan) makes(format string) bool {
	return len(p.Formats) == 0 || slices.Contains(p.Formats, format)
}

// archived are the formats of archives; none if there are none.
func (p Plan) archived() (all []string) {
	k := p.Kinds["archives"]
	for _, f := range formats {
		if f.archived && !k.Off && p.makes(f.kind) && (len(k.Formats) == 0 || slices.Contains(k.Formats, f.kind)) {
			all = append(all, f.kind)
		}
	}
	return all
}

// HasArchives reports whether what has left the site's feed is published too.
func (p Plan) HasArchives() bool { return len(p.archived()) > 0 }

// HasPages reports whether there are pages.
func (p Plan) HasPages() bool { return !p.Kinds[pagesKind].Off }

// hasLimits reports whether there are at most so many feeds of a kind.
func (p Plan) hasLimits() bool {
	return slices.ContainsFunc(slices.Collect(maps.Values(p.Kinds)), func(k Kind) bool { return k.Most > 0 })
}

// unled are the kinds whose index pages nothing leads to: they are not made, or not
// for each feed, and which of them are may change with any article.
func (p Plan) unled() (all []string) {
	for _, of := range properties {
		if _, k := p.kindAt(of.dir); k.Off || k.Most > 0 || !p.HasPages() {
			all = append(all, of.dir)
		}
	}
	return all
}

// largest are the n facets with most articles, in the order they had.
func largest(facets []catalog.Facet, n int) []catalog.Facet {
	if n <= 0 || len(facets) <= n {
		return facets
	}
	ordered := slices.Clone(facets)
	slices.SortStableFunc(ordered, func(a, b catalog.Facet) int { return b.Count - a.Count })
	kept := map[string]bool{}
	for _, f := range ordered[:n] {
		kept[f.Name] = true
	}
	return slices.DeleteFunc(facets, func(f catalog.Facet) bool { return !kept[f.Name] })
}

// limitedFeeds are the feeds of the kinds that have a limit, by folder.
func (e *Editor) limitedFeeds() (map[string]selectedFeed, error) {
	all := map[string]selectedFeed{}
	for _, p := range properties {
		if _, k := e.plan.kindAt(p.dir); k.Most <= 0 {
			continue
		}
		facets, err := e.facets(p.property)
		if err != nil {
			return nil, err
		}
		for _, f := range facets {
			feed := e.facetFeed(p.dir, f)
			all[feed.dir] = feed
		}
	}
	return all, nil
}

// withinLimits leaves of the feeds that a delta touches those that are made, adds
// those that have come within a limit, and gives up those that have left it.
func (e *Editor) withinLimits(feeds []selectedFeed, emptied []string) (kept []selectedFeed, gone []string, moved bool, err error) {
	now, err := e.limitedFeeds()
	if err != nil {
		return nil, nil, false, err
	}
	before := e.limited
	e.limited = now
	touched := map[string]bool{}
	for _, f := range feeds {
		_, k := e.plan.kindAt(f.dir)
		_, within := now[f.dir]
		if touched[f.dir] = true; !k.Off && (k.Most <= 0 || within) {
			kept = append(kept, f)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(now)) {
		if _, was := before[dir]; !was {
			moved = true
			if !touched[dir] {
				kept = append(kept, now[dir])
			}
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(before)) {
		if _, is := now[dir]; !is {
			moved, emptied = true, append(emptied, feedPaths(dir)...)
		}
	}
	return kept, emptied, moved, nil
}
