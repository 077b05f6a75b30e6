package feed

// The feeds besides the one of the whole site: of each section, tag, author and
// language. Which of them a change concerns, and where they are.

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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
			all = append(all, selectedFeed{dir: p.dir + dirName(f.Name) + "/", title: f.Name, selection: f.Selection})
		}
	}
	for i := range e.plan.Feeds {
		all = append(all, namedFeed(&e.plan.Feeds[i]))
	}
	return all, nil
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
	for _, r := range delta.Appeared {
		addFacets(of, r)
	}
	for _, c := range delta.Changed {
		addFacets(of, c.Before)
		addFacets(of, c.After)
	}
	for _, r := range slices.Concat(delta.Vanished, delta.Refiled) {
		addFacets(of, r)
	}
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
		feeds = append(feeds, selectedFeed{dir: dir, title: facet.Name, selection: facet.Selection})
		newFeeds = newFeeds || facet.Count <= len(delta.Appeared)+len(delta.Changed)
	}
	if feeds, emptied, err = e.withLanguages(feeds, emptied, of); err != nil {
		return nil, nil, false, err
	}
	feeds, emptied, moved, err := e.withinLimits(feeds, emptied)
	return feeds, emptied, newFeeds || moved, err
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
		feeds = append(feeds, selectedFeed{dir: "languages/" + dirName(f.Name) + "/", title: f.Name, selection: f.Selection})
	}
	if len(shown) == 0 && slices.ContainsFunc(emptied, isLanguage) {
		for _, f := range all {
			emptied = append(emptied, feedPaths("languages/"+dirName(f.Name)+"/")...)
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

type facetName struct {
	property catalog.Property
	name     string
}

// addFacets adds what a record is filed under, by the folder of the feed.
func addFacets(of map[string]facetName, r catalog.Record) {
	add := func(kind string, property catalog.Property, name string) {
		if name = strings.TrimSpace(name); name != "" {
			of[kind+dirName(name)+"/"] = facetName{property, name}
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
}

// maxDirName is in bytes; file systems allow 255.
const maxDirName = 150

// dirName is the folder of a facet's feed: its name in lower case, with the
// letters and digits of any script, a dash for each space. Where that leaves
// anything out, a hash of the name makes sure that C and C++ do not meet.
func dirName(name string) string {
	folded := strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(name))), " ")
	var b strings.Builder
	lossless := true
	for _, c := range folded {
		switch {
		case unicode.In(c, unicode.Letter, unicode.Mark, unicode.Digit):
			b.WriteRune(c)
			continue
		case c != ' ':
			lossless = false
		}
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	dir := strings.TrimSuffix(b.String(), "-")
	if lossless && len(dir) <= maxDirName {
		return dir
	}
	for len(dir) > maxDirName || !utf8.ValidString(dir) {
		dir = dir[:len(dir)-1]
	}
	sum := sha256.Sum256([]byte(folded))
	return strings.TrimPrefix(dir+"-"+hex.EncodeToString(sum[:4]), "-")
}
