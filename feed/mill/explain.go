package mill

// What became of one article, for whoever asks by its file, its id or its address.

import (
	"fmt"
	"strings"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// An Explanation is what is known of an article, or of a file that is none.
type Explanation struct {
	Record   catalog.Record
	Address  string           // where readers are led to
	Feeds    []feed.Placement // of an article that is shown
	NoRecord string           // why nothing is known of a file; empty if something is
}

// Explain says what became of what: a path within the content folder, an id, an address
// or the slug of a page. Nothing is known of what it does not return. Several goroutines
// may ask, whatever the mill does meanwhile.
func (m *Mill) Explain(what string) ([]Explanation, error) {
	records, err := m.recordsOf(what)
	if err != nil {
		return nil, err
	}
	e := m.newEditor()
	var all []Explanation
	for _, r := range records {
		x := Explanation{Record: r, Address: e.Address(r)}
		if r.State == catalog.Shown {
			if x.Feeds, err = e.Placements(r); err != nil {
				return nil, fmt.Errorf("explain %s: %w", what, err)
			}
		}
		all = append(all, x)
	}
	if why := m.whyUnknown(what); len(all) == 0 && why != "" {
		all = append(all, Explanation{Record: catalog.Record{Path: what}, NoRecord: why})
	}
	return all, nil
}

// recordsOf finds the articles by what stands for them.
func (m *Mill) recordsOf(what string) ([]catalog.Record, error) {
	if records, err := m.catalog.ByPath(what); err != nil || len(records) > 0 {
		return records, err
	}
	if r, ok, err := m.catalog.Lookup(what); err != nil || ok {
		return []catalog.Record{r}, err
	}
	if page, ok := strings.CutPrefix(what, m.settings.Channel.Base+"articles/"); ok {
		what = strings.TrimSuffix(page, ".html")
	}
	if r, ok, err := m.catalog.BySlug(what); err != nil || ok {
		return []catalog.Record{r}, err
	}
	if !strings.Contains(what, "://") {
		return nil, nil
	}
	return m.recordsAt(what)
}

// recordsAt looks through all articles that are shown for one with an address.
func (m *Mill) recordsAt(address string) (found []catalog.Record, err error) {
	e := m.newEditor()
	for r, err := range m.catalog.All(catalog.Selection{}) {
		if err != nil {
			return nil, err
		}
		if e.Address(r) == address {
			found = append(found, r)
		}
	}
	return found, nil
}

// whyUnknown says why a file is no article; it is empty where that cannot be told.
func (m *Mill) whyUnknown(path string) string {
	broken, err := m.catalog.Broken()
	if err != nil {
		return ""
	}
	for _, b := range broken {
		if b.Path == path {
			return b.Message
		}
	}
	return m.folder.Why(path)
}
