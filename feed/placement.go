package feed

// Why an article stands in a feed, or does not: for whoever looks for it in vain.

import (
	"fmt"
	"maps"
	"slices"

	"feedmill/content/catalog"
)

// A Placement is what one feed makes of an article that is shown.
type Placement struct {
	Feed string // folder of its documents within the output; empty is the site's feed
	Rank int    // of the article in it, 1 is the newest; 0 if it is not in it
	Why  string // it is not in it; empty if it is
}

// Placements are what the feeds that an article might be in make of it: the site's, those
// of its section, tags, authors and language, those of the settings, its archive.
// Several goroutines may ask for them.
func (e *Editor) Placements(r catalog.Record) ([]Placement, error) {
	if err := e.folders.fill(e.catalog); err != nil {
		return nil, err
	}
	feeds, err := e.feeds()
	if err != nil {
		return nil, err
	}
	site, err := e.placed(selectedFeed{}, r)
	if err != nil {
		return nil, err
	}
	all := []Placement{site}
	made := map[string]selectedFeed{}
	for _, f := range feeds {
		made[f.dir] = f
	}
	facets := map[string]facetName{}
	for _, f := range facetsOf(r) {
		facets[e.folders.dir(f.kind, f.name)] = f
	}
	for _, dir := range slices.Sorted(maps.Keys(facets)) {
		p := Placement{Feed: dir, Why: e.whyNone(dir, facets[dir].property)}
		if f, ok := made[dir]; ok {
			if p, err = e.placed(f, r); err != nil {
				return nil, err
			}
		}
		all = append(all, p)
	}
	for i := range e.plan.Feeds {
		p, err := e.placed(namedFeed(&e.plan.Feeds[i]), r)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	archive, err := e.placedInArchive(r, site.Rank > 0)
	return append(all, archive), err
}

// placed finds an article in a feed.
func (e *Editor) placed(f selectedFeed, r catalog.Record) (Placement, error) {
	p := Placement{Feed: f.dir}
	if f.named != nil && !f.named.Query.Matches(r) {
		p.Why = "the settings of the feed leave it out"
		return p, nil
	}
	shown, err := e.shown(f)
	if err != nil {
		return p, fmt.Errorf("select articles of %q: %w", f.dir, err)
	}
	p.Rank = 1 + slices.IndexFunc(shown, func(s catalog.Record) bool { return s.ID == r.ID })
	if p.Rank == 0 {
		p.Why = fmt.Sprintf("the %d that it shows are newer", len(shown))
	}
	return p, nil
}

// whyNone says why there is no feed in a folder where one might be.
func (e *Editor) whyNone(dir string, p catalog.Property) string {
	name, kind := e.plan.kindAt(dir)
	switch {
	case kind.Off:
		return fmt.Sprintf("%s have no feeds: the setting %s is off", name, name)
	case kind.Most > 0:
		return fmt.Sprintf("only the %d with most articles have a feed: setting %s", kind.Most, name)
	case p == catalog.Language:
		return "there is but one language"
	}
	return "there is no such feed yet"
}

// placedInArchive says whether the archive of its month has an article. inSite is that
// the site's feed shows it.
func (e *Editor) placedInArchive(r catalog.Record, inSite bool) (Placement, error) {
	p := Placement{Feed: archiveDir(e.catalog.MonthOf(r))}
	archives, err := e.archives()
	if err != nil {
		return p, err
	}
	i := slices.IndexFunc(archives, func(a archive) bool { return a.dir() == p.Feed })
	switch {
	case !e.plan.HasArchives():
		p.Why = "archives are off"
	case i < 0:
		p.Why = "its month has no archive yet"
	case inSite && archives[i].newer > 0:
		p.Why = "the site's feed still shows it"
	default:
		p.Rank = 1
	}
	return p, nil
}

// Address is where readers are led to for an article.
func (e *Editor) Address(r catalog.Record) string { return e.addressOf(r, "") }
