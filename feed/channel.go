package feed

// What a feed says of itself, and how its documents are named.

import (
	"slices"
	"strings"
	"time"

	"feedmill/content"
)

// Name is what the program calls itself in what it writes; [NamesGenerator] looks for it.
const Name = "Feedmill"

// Channel is what a feed says of itself, in every format. Its zero fields are
// left out of the documents, or replaced where a format demands them.
type Channel struct {
	ID          string // absolute URI, permanent
	Title       string // plain text
	Description string // plain text
	Base        string // URL where the edition is reached: absolute, with a final slash
	Dir         string // folder of the feed's documents in the edition: "" or "tags/go/"
	Home        string // URL of the site that the feed belongs to; empty: the feed's own index page
	Language    string // BCP 47
	Authors     []content.Author
	Rights      string
	Icon        string   // URL of a square picture
	Logo        string   // URL of a picture twice as wide as high
	Favicon     string   // URL of a small square picture
	Hubs        []string // URLs of WebSub hubs
	TTL         int      // minutes that readers may wait; 0 says nothing
	Pace        Pace
	Version     string    // of the program
	Authority   string    // that ids are minted from; a lost catalog finds it here again
	Updated     time.Time // newest change of what the feed shows; zero: that of its entries
	Stylesheet  string    // path of the style sheet in the edition; empty is none

	Podcast *Podcast // nil if it is none

	Mode     Mode
	MaxBytes int         // of one document; 0 is 1 MB
	Archive  Archive     // RFC 5005
	Formats  []string    // that the feed comes in, of rss, atom, json; empty is all
	Deleted  []Tombstone // told of in Atom

	Name      string     // of a feed within the site: "World"; empty is the site itself
	Templates *Templates // of pages; nil are the built-in ones

	site      string   // title of the site; empty: the channel's own
	described bool     // Description is the feed's own, and not the site's
	unled     []string // folders of feeds, such as "tags/", whose index pages nothing leads to
	listless  bool     // there are no lists of all articles
	folders   *folders // of feeds, for pages to lead to
	style     string   // address of the style sheet of pages in the edition; empty is its path
}

// Pace is how often a feed changes: Frequency times, at least 1, in each Period. An
// empty Period says nothing (web.resource.org/rss/1.0/modules/syndication).
type Pace struct {
	Period    string // of Periods
	Frequency int
}

// Periods are those that a [Pace] can have.
var Periods = []string{"hourly", "daily", "weekly", "monthly", "yearly"}

// Tombstone is an article that was withdrawn (RFC 6721, section 3).
type Tombstone struct {
	ID   string
	When time.Time
}

// Mode is how much of each article a feed carries.
type Mode int

// The modes. Both is the default: readers show the content, lists the summary.
const (
	Both Mode = iota
	Full
	Summary
)

// Archive is a feed's place among archive documents (RFC 5005, section 4). Its
// neighbours are folders of the edition, like Channel.Dir.
type Archive struct {
	Archived bool     // this feed is an archive document: a closed period that no longer changes
	Names    []string // of the documents that an archive has; empty is all that the feed has
	Prev     string   // the next older archive; empty if there is none
	Next     string   // the next newer archive; empty if there is none
	Current  string   // the feed that the archive belongs to; read only if Archived
}

// comesIn reports whether archives have a document of a name.
func (a Archive) comesIn(name string) bool {
	return len(a.Names) == 0 || slices.Contains(a.Names, name)
}

// defaultMaxBytes: readers begin to refuse documents at 500 KB to 5 MB.
const defaultMaxBytes = 1_000_000

// A format is a kind of feed document. Its frame is the document without
// entries, parted where they go.
type format struct {
	kind      string // as settings call it
	title     string // as people call it
	name      string // of the file
	mediaType string
	archived  bool   // archives come in it, too (RFC 5005)
	between   string // entries
	frame     func(Channel, []Entry) (head, tail []byte, err error)
	date      func(time.Time) string // the element that says when the feed changed; nil if there is none
	fragment  func(Entry, Mode) ([]byte, error)
	// content is that of an entry as a fragment holds it; shared reports whether it is the
	// entry's own bytes. It may be nil, and not ok: then fragments are made in one piece.
	content func(html string) (part []byte, shared, ok bool)
}

// key tells apart what an entry is rendered to.
func (f format) key() string { return f.kind + " " + f.name }

var formats = []format{
	{"rss", "RSS", rssName, "application/rss+xml", true, "", rssFrame, rssDate, rssFragment, xmlContent},
	{"atom", "Atom", atomName, "application/atom+xml", true, "", atomFrame, atomDate, atomFragment, xmlContent},
	{"json", "JSON Feed", jsonName, "application/feed+json", false, ",", jsonFrame, nil, jsonFragment, jsonContent},
}

// The files of a feed, in its folder.
const (
	rssName   = "rss.xml"
	atomName  = "atom.xml"
	jsonName  = "feed.json"
	indexName = "index.html"
	opmlName  = "feeds.opml"
)

// formats are those that the channel comes in. RSS of a podcast is a kind of its own:
// what it says of episodes, feeds that are none must not say.
func (c Channel) formats() []format {
	all := c.plainFormats()
	if c.Podcast == nil {
		return all
	}
	all = slices.Clone(all)
	for i, f := range all {
		if f.kind == "rss" {
			all[i].kind, all[i].fragment = "podcast", podcastFragment
		}
	}
	return all
}

func (c Channel) plainFormats() (all []format) {
	if len(c.Formats) == 0 && !c.Archive.Archived {
		return formats
	}
	for _, f := range formats {
		wanted := len(c.Formats) == 0 || slices.Contains(c.Formats, f.kind)
		if wanted && (f.archived || !c.Archive.Archived) {
			all = append(all, f)
		}
	}
	return all
}

// URL is where a file of the channel's folder is reached: "rss.xml".
func (c Channel) URL(name string) string { return join(c.Base, c.Dir+name) }

// home is the page that the feed belongs to.
func (c Channel) home() string {
	if home := absolute(nil, c.Home, webSchemes); home != "" {
		return home
	}
	return join(c.Base, c.Dir)
}

func (c Channel) title() string {
	if title := cut(line(c.Title), maxTitle); visible(title) {
		return title
	}
	return c.home()
}

// description is never empty, since RSS demands one.
func (c Channel) description() string {
	if d := cut(line(c.Description), maxSummary); visible(d) {
		return d
	}
	return c.title()
}

// authors are never none, since Atom demands one: the feed stands in.
func (c Channel) authors() []content.Author {
	if all := authors(c.Authors); len(all) > 0 {
		return all
	}
	return []content.Author{{Name: c.title()}}
}

func (c Channel) language() string { return languageTag(c.Language) }

func (c Channel) hubs() []string {
	var all []string
	for _, h := range c.Hubs {
		if h = absolute(nil, h, webSchemes); h != "" {
			all = append(all, h)
		}
	}
	return all
}

func (c Channel) generator() string {
	return strings.TrimSpace(Name + " " + line(c.Version))
}

// unchanged stands in for the change of a feed that never had an entry.
var unchanged = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// updated is when the feed last changed: the catalog says, else its entries.
func (c Channel) updated(entries []Entry) time.Time {
	newest := c.Updated
	if newest.IsZero() {
		for _, e := range entries {
			if e.Updated.After(newest) {
				newest = e.Updated
			}
		}
	}
	if newest.IsZero() {
		newest = unchanged
	}
	return newest.UTC()
}

// A relation is a link from a feed to another document.
type relation struct{ rel, href, mediaType string }

// relations are the links that the channel's document of a format carries
// besides the one to its home.
func (c Channel) relations(name, mediaType string) []relation {
	all := []relation{{"self", c.URL(name), mediaType}}
	for _, h := range c.hubs() {
		all = append(all, relation{rel: "hub", href: h})
	}
	if c.Archive.Archived {
		all = append(all, relation{"current", join(c.Base, c.Archive.Current+name), mediaType})
	}
	archived := c.Archive.comesIn(name)
	if archived && c.Archive.Prev != "" {
		all = append(all, relation{"prev-archive", join(c.Base, c.Archive.Prev+name), mediaType})
	}
	if archived && c.Archive.Next != "" {
		all = append(all, relation{"next-archive", join(c.Base, c.Archive.Next+name), mediaType})
	}
	return all
}
