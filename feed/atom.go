package feed

// Atom 1.0 (RFC 4287) with archives (RFC 5005) and hubs (W3C WebSub).

import (
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"
	"github.com/gorilla/feeds"

	"feedmill/content"
)

type atomRoot struct {
	XMLName   struct{}      `xml:"feed"`
	Namespace string        `xml:"xmlns,attr"`
	DC        string        `xml:"xmlns:dc,attr"`
	Media     string        `xml:"xmlns:media,attr"`
	History   string        `xml:"xmlns:fh,attr,omitempty"`
	Tombs     string        `xml:"xmlns:at,attr,omitempty"`
	Language  string        `xml:"xml:lang,attr,omitempty"`
	ID        string        `xml:"id"`
	Title     atomText      `xml:"title"`
	Generator atomMaker     `xml:"generator"` // early, so that it is found in a document's first bytes
	Updated   string        `xml:"updated"`
	Subtitle  *atomText     `xml:"subtitle"`
	Links     []atomLink    `xml:"link"`
	Authors   []atomPerson  `xml:"author"`
	Icon      string        `xml:"icon,omitempty"`
	Logo      string        `xml:"logo,omitempty"`
	Rights    *atomText     `xml:"rights"`
	Archive   *struct{}     `xml:"fh:archive"`
	Deleted   []atomDeleted `xml:"at:deleted-entry"`
	Entries   []atomEntry   `xml:"entry"`
}

// FeedXml makes atomRoot writable by [feeds.WriteXML].
func (r *atomRoot) FeedXml() any { return r }

type atomText struct {
	Type string `xml:"type,attr"`
	plain
}

type atomDeleted struct {
	ID   string `xml:"ref,attr"`
	When string `xml:"when,attr"`
}

type atomMaker struct {
	Version string `xml:"version,attr,omitempty"`
	Name    string `xml:",chardata"`
}

type atomLink struct {
	Rel    string `xml:"rel,attr"`
	Type   string `xml:"type,attr,omitempty"`
	Lang   string `xml:"hreflang,attr,omitempty"` // BCP 47
	Href   string `xml:"href,attr"`
	Title  string `xml:"title,attr,omitempty"`
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
	Thumbnail  *thumbnail     `xml:"media:thumbnail"`
	SourceFeed *atomSource    `xml:"source"`
	Source     string         `xml:"dc:source,omitempty"` // a name alone; source describes a feed
	Summary    *atomText      `xml:"summary"`
	Content    *atomContent   `xml:"content"`
}

type atomSource struct {
	ID      string     `xml:"id"`
	Title   atomText   `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
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
	return &atomText{"text", newPlain(s)}
}

func newAtom(ch Channel, entries []Entry) *atomRoot {
	root := &atomRoot{
		Namespace: atomNamespace,
		DC:        dublinCoreNamespace,
		Media:     mediaNamespace,
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
	for _, d := range ch.Deleted {
		root.Tombs = tombstonesNamespace
		root.Deleted = append(root.Deleted, atomDeleted{atomID(d.ID), atomTime(d.When)})
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

func atomDate(t time.Time) string { return "<updated>" + atomTime(t) + "</updated>" }

// atomID is an absolute IRI, as RFC 4287 section 4.2.6 demands. Ids taken over
// from an RSS feed may be anything ("4711"): RSS keeps them, Atom names them.
func atomID(id string) string {
	id = clean(id)
	u, err := url.Parse(id)
	if err == nil && u.IsAbs() && (u.Host != "" || u.Opaque != "") && !strings.ContainsFunc(id, inNoIRI) {
		return id
	}
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(id)).URN()
}

// inNoIRI reports whether RFC 3987 forbids r everywhere in an IRI.
func inNoIRI(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>\"{}|\\^`", r) }

func newAtomEntry(e Entry, mode Mode) atomEntry {
	entry := atomEntry{
		Language:  clean(e.Language),
		ID:        atomID(e.ID),
		Title:     atomText{"text", newPlain(e.Title)},
		Updated:   atomTime(e.Updated),
		Links:     []atomLink{{Rel: "alternate", Type: "text/html", Href: e.Link}},
		Authors:   atomPersons(e.Authors),
		Rights:    newAtomText(e.Rights),
		Thumbnail: newThumbnail(e),
	}
	if e.SourceFeed.URL != "" {
		entry.SourceFeed = newAtomSource(e)
	} else {
		entry.Source = clean(e.Source)
	}
	if !e.Published.IsZero() {
		entry.Published = atomTime(e.Published.Truncate(time.Second)) // as RSS has it
	}
	for _, t := range e.Translations {
		entry.Links = append(entry.Links, atomLink{Rel: "alternate", Type: "text/html", Lang: t.Language, Href: t.URL})
	}
	for _, l := range e.relations() {
		link := atomLink{Rel: l.Rel, Href: clean(l.URL), Title: clean(l.Title)}
		if l.Rel == content.Replies {
			link.Type = "text/html"
		}
		entry.Links = append(entry.Links, link)
	}
	for _, c := range e.Enclosures {
		entry.Links = append(entry.Links, atomLink{Rel: "enclosure", Type: c.Type, Href: c.URL, Length: c.Length, Title: clean(c.Title)})
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

// newAtomSource describes the feed that an entry was taken from.
func newAtomSource(e Entry) *atomSource {
	s := &atomSource{
		ID: clean(e.SourceFeed.ID), Title: atomText{"text", newPlain(e.Source)}, Updated: atomTime(e.SourceFeed.Updated),
		Links: []atomLink{{Rel: "self", Href: clean(e.SourceFeed.URL)}},
	}
	if e.SourceFeed.Home != "" {
		s.Links = append(s.Links, atomLink{Rel: "alternate", Type: "text/html", Href: clean(e.SourceFeed.Home)})
	}
	return s
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
