package feed

// Atom 1.0 (RFC 4287) with archives (RFC 5005) and hubs (W3C WebSub).

import (
	"net/url"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/feeds"

	"feedmill/content"
)

type atomRoot struct {
	XMLName   struct{}     `xml:"feed"`
	Namespace string       `xml:"xmlns,attr"`
	DC        string       `xml:"xmlns:dc,attr"`
	History   string       `xml:"xmlns:fh,attr,omitempty"`
	Language  string       `xml:"xml:lang,attr,omitempty"`
	ID        string       `xml:"id"`
	Title     atomText     `xml:"title"`
	Generator atomMaker    `xml:"generator"` // early, so that it is found in a document's first bytes
	Updated   string       `xml:"updated"`
	Subtitle  *atomText    `xml:"subtitle"`
	Links     []atomLink   `xml:"link"`
	Authors   []atomPerson `xml:"author"`
	Icon      string       `xml:"icon,omitempty"`
	Logo      string       `xml:"logo,omitempty"`
	Rights    *atomText    `xml:"rights"`
	Archive   *struct{}    `xml:"fh:archive"`
	Entries   []atomEntry  `xml:"entry"`
}

// FeedXml makes atomRoot writable by [feeds.WriteXML].
func (r *atomRoot) FeedXml() any { return r }

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomMaker struct {
	Version string `xml:"version,attr,omitempty"`
	Name    string `xml:",chardata"`
}

type atomLink struct {
	Rel    string `xml:"rel,attr"`
	Type   string `xml:"type,attr,omitempty"`
	Href   string `xml:"href,attr"`
	Length int64  `xml:"length,attr,omitempty"` // bytes
}

type atomPerson struct{ feeds.AtomPerson }

type atomEntry struct {
	Language   string         `xml:"xml:lang,attr,omitempty"`
	ID         string         `xml:"id"`
	Title      atomText       `xml:"title"`
	Published  string         `xml:"published,omitempty"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Authors    []atomPerson   `xml:"author"`
	Categories []atomCategory `xml:"category"`
	Rights     *atomText      `xml:"rights"`
	Source     string         `xml:"dc:source,omitempty"` // a name alone is no atom:source, which describes a feed
	Summary    *atomText      `xml:"summary"`
	Content    *atomContent   `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",cdata"`
}

func newAtomText(s string) *atomText {
	if s == "" {
		return nil
	}
	return &atomText{"text", clean(s)}
}

func newAtom(ch Channel, entries []Entry) *atomRoot {
	root := &atomRoot{
		Namespace: atomNamespace,
		DC:        dublinCoreNamespace,
		Language:  ch.language(),
		ID:        clean(ch.ID),
		Title:     *newAtomText(ch.title()),
		Updated:   atomTime(ch.updated(entries)),
		Generator: atomMaker{line(ch.Version), Name},
		Subtitle:  newAtomText(line(ch.Description)),
		Links:     []atomLink{{Rel: "alternate", Type: "text/html", Href: ch.home()}},
		Authors:   atomPersons(ch.authors()),
		Icon:      absolute(nil, ch.Icon, webSchemes),
		Logo:      absolute(nil, ch.Logo, webSchemes),
		Rights:    newAtomText(line(ch.Rights)),
	}
	if root.ID == "" {
		root.ID = ch.URL(atomName)
	}
	for _, r := range ch.relations(atomName, "application/atom+xml") {
		root.Links = append(root.Links, atomLink{Rel: r.rel, Type: r.mediaType, Href: r.href})
	}
	if ch.Archive.Archived {
		root.History, root.Archive = historyNamespace, &struct{}{}
	}
	return root
}

func atomPersons(all []content.Author) []atomPerson {
	var persons []atomPerson
	for _, a := range all {
		persons = append(persons, atomPerson{feeds.AtomPerson{Name: clean(a.Name), Uri: clean(a.URL), Email: clean(a.Email)}})
	}
	return persons
}

// atomTime keeps fractions of a second: the catalog uses them to keep the
// changes of entries apart.
func atomTime(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func atomFrame(ch Channel, entries []Entry) (head, tail []byte, err error) {
	return xmlFrame(ch, newAtom(ch, entries), "\n</feed>\n")
}

// atomID is an absolute IRI, as RFC 4287 section 4.2.6 demands. Ids taken over
// from an RSS feed may be anything ("4711"): RSS keeps them, Atom names them.
func atomID(id string) string {
	id = clean(id)
	if u, err := url.Parse(id); err == nil && u.IsAbs() && (u.Host != "" || u.Opaque != "") {
		return id
	}
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(id)).URN()
}

func newAtomEntry(e Entry, mode Mode) atomEntry {
	entry := atomEntry{
		Language: clean(e.Language),
		ID:       atomID(e.ID),
		Title:    atomText{"text", clean(e.Title)},
		Updated:  atomTime(e.Updated),
		Links:    []atomLink{{Rel: "alternate", Type: "text/html", Href: e.Link}},
		Authors:  atomPersons(e.Authors),
		Rights:   newAtomText(e.Rights),
		Source:   clean(e.Source),
	}
	if !e.Published.IsZero() {
		entry.Published = atomTime(e.Published)
	}
	if e.SourceURL != "" && e.SourceURL != e.Link {
		entry.Links = append(entry.Links, atomLink{Rel: "via", Href: e.SourceURL})
	}
	for _, c := range e.Enclosures {
		entry.Links = append(entry.Links, atomLink{"enclosure", c.Type, c.URL, c.Length})
	}
	for _, c := range e.categories() {
		entry.Categories = append(entry.Categories, atomCategory{c})
	}
	if e.HTML != "" && mode != Summary {
		entry.Content = &atomContent{"html", clean(e.HTML)}
	}
	if mode != Full || entry.Content == nil {
		entry.Summary = newAtomText(e.brief())
	}
	return entry
}

type atomShell struct {
	XMLName struct{}    `xml:"feed"`
	Entries []atomEntry `xml:"entry"`
}

// FeedXml makes atomShell writable by [feeds.WriteXML].
func (s *atomShell) FeedXml() any { return s }

func atomFragment(e Entry, mode Mode) ([]byte, error) {
	return xmlFragment(&atomShell{Entries: []atomEntry{newAtomEntry(e, mode)}}, "<feed>", "\n</feed>")
}
