package feed

// The feeds besides the one of the whole site: of each section, tag, author and
// language. Which of them a change concerns, and where they are.

import (
	"maps"
	"slices"
	"strings"

	"feedmill/content/catalog"
)

// properties are the kinds of feeds besides the one of the whole site.
var properties = []struct {
	property catalog.Property
	dir      string
}{
	{catalog.Section, "sections/"},
	{catalog.Tag, "tags/"},
	{catalog.Author, "authors/"},
	{catalog.Language, "languages/"},
}

// feeds lists every feed there is: the site's, then each facet's by kind and name,
// then those that the settings name.
func (e *Editor) feeds() ([]selectedFeed, error) {
	all := []selectedFeed{{}}
	for _, p := range properties {
		facets, err := e.facets(p.property)
		if err != nil {
			return nil, err
		}
		for _, f := range facets {
			all = append(all, e.facetFeed(p.dir, f))
		}
	}
	for i := range e.plan.Feeds {
		all = append(all, namedFeed(&e.plan.Feeds[i]))
	}
	return all, nil
}

// facetFeed is the feed of a facet.
func (e *Editor) facetFeed(kind string, f catalog.Facet) selectedFeed {
	return selectedFeed{dir: e.folders.dir(kind, f.Name), kind: kind, title: f.Name, selection: f.Selection, count: f.Count}
}

// facets are the values of a property that have a feed. Regional languages are
// in the feed of their language, and a site of one language needs none for it.
func (e *Editor) facets(p catalog.Property) ([]catalog.Facet, error) {
	kind := e.kind(p)
	if kind.Off {
		return nil, nil
	}
	facets, err := e.catalog.Facets(p)
	if p == catalog.Language {
		facets = slices.DeleteFunc(facets, func(f catalog.Facet) bool { return strings.Contains(f.Name, "-") })
		if len(facets) < 2 {
			return nil, err
		}
	}
	return largest(facets, kind.Most), err
}

// kind says which feeds of a property are made.
func (e *Editor) kind(p catalog.Property) Kind {
	for _, of := range properties {
		if of.property == p {
			_, k := e.plan.kindAt(of.dir)
			return k
		}
	}
	return Kind{}
}

// touched lists the feeds that show, or showed, an article of the delta, and the
// documents of those that have none left. It reports whether any of the feeds may be a
// new one.
func (e *Editor) touched(delta catalog.Delta) (feeds []selectedFeed, emptied []string, newFeeds bool, err error) {
	of := map[string]facetName{}
	for _, r := range append(recordsOf(delta), delta.Refiled...) {
		for _, f := range facetsOf(r) {
			of[e.folders.dir(f.kind, f.name)] = f
		}
	}
	came := e.newcomers(delta)
	feeds = []selectedFeed{{}}
	for _, dir := range slices.Sorted(maps.Keys(of)) {
		facet, there, err := e.catalog.Facet(of[dir].property, of[dir].name)
		if err != nil {
			return nil, nil, false, err
		}
		if !there {
			emptied = append(emptied, feedPaths(dir)...)
			continue
		}
		feeds = append(feeds, e.facetFeed(of[dir].kind, facet))
		newFeeds = newFeeds || facet.Count <= came[dir]
	}
	if feeds, emptied, err = e.withLanguages(feeds, emptied, of); err != nil {
		return nil, nil, false, err
	}
	feeds, emptied, moved, err := e.withinLimits(feeds, emptied)
	return feeds, emptied, newFeeds || moved, err
}

// newcomers counts, by the folder of a feed, the articles that the delta has brought to it.
// One that is named there in other letters has come, since the feed may be named by it.
func (e *Editor) newcomers(delta catalog.Delta) map[string]int {
	came := map[string]int{}
	add := func(after, before []facetName) {
		for _, f := range after {
			if !slices.Contains(before, f) {
				came[e.folders.dir(f.kind, f.name)]++
			}
		}
	}
	for _, r := range delta.Appeared {
		add(facetsOf(r), nil)
	}
	for _, c := range delta.Changed {
		add(facetsOf(c.After), facetsOf(c.Before))
	}
	return came
}

// withLanguages adds the feeds of languages, if the delta concerns any: with the
// second language the first gets a feed as well, and loses it when alone again.
func (e *Editor) withLanguages(feeds []selectedFeed, emptied []string, of map[string]facetName) ([]selectedFeed, []string, error) {
	if !slices.ContainsFunc(slices.Collect(maps.Keys(of)), isLanguage) {
		return feeds, emptied, nil
	}
	feeds = slices.DeleteFunc(feeds, func(f selectedFeed) bool { return isLanguage(f.dir) })
	all, err := e.catalog.Facets(catalog.Language)
	if err != nil {
		return nil, nil, err
	}
	shown, err := e.facets(catalog.Language)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range shown {
		feeds = append(feeds, e.facetFeed("languages/", f))
	}
	if len(shown) == 0 && slices.ContainsFunc(emptied, isLanguage) {
		for _, f := range all {
			emptied = append(emptied, feedPaths(e.folders.dir("languages/", f.Name))...)
		}
	}
	return feeds, emptied, nil
}

func isLanguage(dir string) bool { return strings.HasPrefix(dir, "languages/") }

// feedPaths are the documents of the feed in dir.
func feedPaths(dir string) []string {
	paths := []string{dir + indexName}
	for _, f := range formats {
		paths = append(paths, dir+f.name)
	}
	return paths
}

// facetName is what an article is filed under: a value of a property, whose feeds are in
// folders of a kind.
type facetName struct {
	kind     string
	property catalog.Property
	name     string
}

// facetsOf are what a record is filed under.
func facetsOf(r catalog.Record) (all []facetName) {
	add := func(kind string, property catalog.Property, name string) {
		if name = strings.TrimSpace(name); name != "" {
			all = append(all, facetName{kind, property, name})
		}
	}
	add("sections/", catalog.Section, r.Section)
	for _, t := range r.Tags {
		add("tags/", catalog.Tag, t)
	}
	for _, a := range r.Authors {
		add("authors/", catalog.Author, a.Name)
	}
	language, _, _ := strings.Cut(r.Language, "-")
	add("languages/", catalog.Language, language)
	return all
}
