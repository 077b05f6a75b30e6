package feed

// What is published because the settings say so: feeds with a name of their own,
// copies at old addresses, archives.

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feedmill/content/catalog"
)

// Plan is what is published besides the feeds that articles ask for themselves.
type Plan struct {
	Feeds      []Named
	Aliases    map[string]string // old path → path of the document that it keeps a copy of
	Kinds      map[string]Kind   // by [KindNames]; of those that are missing all feeds are made
	Formats    []string          // of all feeds that have none of their own, of rss, atom, json; empty is all
	Tombstones int               // withdrawn articles that each Atom feed tells of, at most
	Sections   []Described
	Podcasts   []Podcast  // each is the feed of the section that its folder is, or that of the site
	Templates  *Templates // of the pages; nil are the built-in ones
}

// Described is what a site says of a section. Empty texts leave to the feed what it has.
type Described struct {
	Name        string // of the section
	Title       string // in place of the name, after the site's title
	Description string
}

// described is what the site says of a section; zero if nothing.
func (p Plan) described(section string) Described {
	for _, d := range p.Sections {
		if foldName(d.Name) == foldName(section) {
			return d
		}
	}
	return Described{}
}

// podcast is what a feed says of itself as a podcast; nil if it is none.
func (p Plan) podcast(f selectedFeed) *Podcast {
	for i, c := range p.Podcasts {
		ofSite := c.Folder == "" && f.dir == ""
		if ofSite || c.Folder != "" && f.kind == "sections/" && foldName(path.Base(c.Folder)) == foldName(f.title) {
			return &p.Podcasts[i]
		}
	}
	return nil
}

// Named is a feed of the articles that a query has, in feeds/NAME/.
type Named struct {
	Name        string // a file name
	Query       catalog.Query
	Title       string // empty: the site's, then the name
	Description string // empty: the site's
	Limit       int    // articles shown, at least 1
	Mode        Mode
	Formats     []string // of rss, atom, json; empty is those of the site
}

// The folders of named feeds and of archives.
const (
	namedPlace   = "feeds"
	archivePlace = "archive"
)

// FormatNames are the formats that a feed comes in.
func FormatNames() []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.kind)
	}
	return all
}

// Check reports what cannot be published as planned.
func (p Plan) Check() error {
	for _, f := range p.Feeds {
		if f.Name == "" || f.Name != path.Base(f.Name) || !filepath.IsLocal(f.Name) || strings.HasPrefix(f.Name, ".") {
			return fmt.Errorf("feed %q: the name must do as that of a folder; use letters, digits and dashes", f.Name)
		}
	}
	if err := p.checkKinds(); err != nil {
		return err
	}
	taken := slices.Clone(Places)
	for _, alias := range slices.Sorted(maps.Keys(p.Aliases)) {
		target := p.Aliases[alias]
		for _, name := range []string{alias, target} {
			if name == "." || name != path.Clean(name) || !filepath.IsLocal(filepath.FromSlash(name)) || strings.Contains(name, `\`) {
				return fmt.Errorf("alias %q of %q: %q is no path within the output; leave out the host and every .. part", alias, target, name)
			}
		}
		if strings.HasPrefix(path.Base(alias), ".") {
			return fmt.Errorf("alias %q: names that begin with a dot are not served", alias)
		}
		first, _, _ := strings.Cut(target, "/")
		if !slices.Contains(Places, first) {
			return fmt.Errorf("alias %q: nothing is published at %q; name a document such as rss.xml", alias, target)
		}
		if kind, k := p.kindAt(target); k.Off {
			return fmt.Errorf("alias %q: %s are switched off, so that there will be no %q", alias, kind, target)
		}
		for _, t := range taken {
			if alias == t || strings.HasPrefix(alias, t+"/") || strings.HasPrefix(t, alias+"/") {
				return fmt.Errorf("alias %q: %q is published there already", alias, t)
			}
		}
		taken = append(taken, alias)
	}
	return nil
}

// MediaType is that of the document at a path of an edition.
func (p Plan) MediaType(document string) string {
	return MediaType(cmp.Or(p.Aliases[document], document))
}

// copied follows each document by its copies at other addresses.
func (e *Editor) copied(documents iter.Seq2[Document, error]) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for d, err := range documents {
			if !yield(d, err) {
				return
			}
			if err != nil {
				continue
			}
			for _, alias := range e.aliasesOf(d.Path) {
				again := d
				again.Path = alias
				if !yield(again, nil) {
					return
				}
			}
		}
	}
}

func (e *Editor) aliasesOf(document string) (aliases []string) {
	for alias, target := range e.plan.Aliases {
		if target == document {
			aliases = append(aliases, alias)
		}
	}
	slices.Sort(aliases)
	if former := e.folders.formerly(document); former != "" {
		aliases = append(aliases, former)
	}
	return aliases
}

// withAliases adds the copies of documents that go.
func (e *Editor) withAliases(paths []string) []string {
	for _, p := range paths {
		paths = append(paths, e.aliasesOf(p)...)
	}
	return paths
}

func namedFeed(n *Named) selectedFeed {
	return selectedFeed{dir: namedPlace + "/" + n.Name + "/", title: cmp.Or(n.Title, n.Name), named: n}
}

// namedOf are the named feeds that show, or showed, an article of the delta.
func (e *Editor) namedOf(delta catalog.Delta) (feeds []selectedFeed) {
	for i := range e.plan.Feeds {
		n := &e.plan.Feeds[i]
		changed := func(c catalog.Change) bool { return n.Query.Matches(c.Before) || n.Query.Matches(c.After) }
		if slices.ContainsFunc(delta.Appeared, n.Query.Matches) || slices.ContainsFunc(delta.Vanished, n.Query.Matches) ||
			slices.ContainsFunc(delta.Refiled, n.Query.Matches) || slices.ContainsFunc(delta.Changed, changed) {
			feeds = append(feeds, namedFeed(n))
		}
	}
	return feeds
}

// shown are the articles of a feed.
func (e *Editor) shown(f selectedFeed) ([]catalog.Record, error) {
	if f.named != nil {
		return e.catalog.MatchingWindow(f.dir, f.named.Query, f.named.Limit)
	}
	return e.catalog.Window(f.selection)
}

// describe changes the site's channel to what the settings say of the feed.
func (n *Named) describe(c *Channel) {
	c.Title = cmp.Or(n.Title, c.title()+" – "+n.Name)
	c.Description = cmp.Or(n.Description, c.Description)
	c.Mode = n.Mode
	if len(n.Formats) > 0 {
		c.Formats = n.Formats
	}
	if len(n.Query.Include.Language) == 1 {
		c.Language = n.Query.Include.Language[0]
	}
}

// namedChannel dates the feed: by the newest of what it shows and of what was
// withdrawn from it.
func (e *Editor) namedChannel(f selectedFeed, c Channel, records []catalog.Record) (Channel, error) {
	withdrawn, err := e.catalog.WithdrawnMatching(f.named.Query, 1)
	if err != nil {
		return c, err
	}
	var changed time.Time
	for _, r := range withdrawn {
		changed = r.Withdrawn
	}
	for _, r := range records {
		if r.Updated.After(changed) {
			changed = r.Updated
		}
	}
	c.Updated, err = e.catalog.Raise(f.dir, changed)
	return c, err
}

// tombstones are what the feed tells of articles withdrawn from it.
func (e *Editor) tombstones(f selectedFeed) (all []Tombstone, err error) {
	if e.plan.Tombstones <= 0 {
		return nil, nil
	}
	var withdrawn []catalog.Record
	if f.named != nil {
		withdrawn, err = e.catalog.WithdrawnMatching(f.named.Query, e.plan.Tombstones)
	} else {
		withdrawn, err = e.catalog.Withdrawn(f.selection, e.plan.Tombstones)
	}
	for _, r := range withdrawn {
		all = append(all, Tombstone{r.ID, r.Withdrawn})
	}
	return all, err
}
