package feed

// Links of a finished edition that lead nowhere: to an article that is not there, to a
// part that an article does not have, to a file that cannot be published.

import (
	"html"
	"net/url"
	"strings"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/pattern"
)

// DeadEnd is a link that leads nowhere.
type DeadEnd struct {
	Path    string // of the article's file
	At      string // what may stand there in the file
	Message string // what is wrong, then the remedy
}

var (
	idShape       = pattern.New(` id="([^"]+)"`)
	fragmentShape = pattern.New(` href="([^"#]*)#([^"]+)"`)
)

// deadEnds gathers where the articles of an edition lead, and which parts they have.
type deadEnds struct {
	ids   map[string]map[string]bool // by address of the article, without a fragment
	leads []partLead
	found []DeadEnd
}

// partLead is a link to a part of a page.
type partLead struct{ path, page, fragment string }

// DeadEnds are those of all articles shown.
func (e *Editor) DeadEnds() ([]DeadEnd, error) {
	months, err := e.catalog.Months(catalog.Selection{})
	if err != nil {
		return nil, err
	}
	d := deadEnds{ids: map[string]map[string]bool{}}
	for _, m := range months {
		records, err := e.catalog.Month(catalog.Selection{}, m)
		if err != nil {
			return nil, err
		}
		for i, made := range e.made(records) {
			if made != nil {
				d.add(records[i].Path, made)
			}
		}
	}
	d.judge()
	return d.found, nil
}

// add takes in what an article has and where it leads.
func (d *deadEnds) add(path string, made *remembered) {
	ids := map[string]bool{}
	for _, m := range idShape.FindAllStringSubmatch(made.entry.HTML, -1) {
		ids[html.UnescapeString(m[1])] = true
	}
	d.ids[made.entry.Link] = ids
	for _, m := range fragmentShape.FindAllStringSubmatch(made.entry.HTML, -1) {
		d.leads = append(d.leads, partLead{path, html.UnescapeString(m[1]), html.UnescapeString(m[2])})
	}
	for _, s := range made.shown {
		if s.asset.Problem != "" {
			d.found = append(d.found, DeadEnd{path, s.ref, "leads to " + s.asset.Problem})
		}
	}
	for _, l := range made.leads {
		name, isName := strings.CutPrefix(l.ref, content.ArticleScheme)
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		for _, sign := range rooted {
			if p, ok := strings.CutPrefix(name, sign); ok && isSource(p) {
				name, isName = p, true
			}
		}
		if isName && !l.ok {
			d.found = append(d.found, DeadEnd{path, name, "leads to " + name + ", which is no article; correct the name, or add the file"})
		}
	}
}

// judge finds the links to parts that no article has. Where a page is no article,
// nobody knows its parts.
func (d *deadEnds) judge() {
	for _, l := range d.leads {
		ids, known := d.ids[l.page]
		fragment, err := url.PathUnescape(l.fragment)
		if !known || err != nil || ids[fragment] || ids[prefixed(fragment)] {
			continue
		}
		fragment = strings.TrimPrefix(fragment, idPrefix)
		d.found = append(d.found, DeadEnd{l.path, "#" + fragment, "leads to #" + fragment + " of " + l.page + ", which has no such part; correct the link, or give a heading that id"})
	}
}
