package feed

// What an entry leads to: its files, other documents, the feed that it came from.

import (
	"cmp"
	"net/url"
	"time"

	"feedmill/content"
)

// SourceFeed is the feed that an entry was taken over from; its title is the
// entry's Source. Either all of it is known that Atom demands, or nothing.
type SourceFeed struct {
	URL     string // absolute
	Home    string // absolute; empty if unknown
	ID      string // absolute URI
	Updated time.Time
}

func (s SourceFeed) equal(o SourceFeed) bool {
	return s.URL == o.URL && s.Home == o.Home && s.ID == o.ID && s.Updated.Equal(o.Updated)
}

// relations are the links of an entry to what is neither itself nor a part of it.
func (e Entry) relations() []content.Link {
	var all []content.Link
	if e.External != "" {
		all = append(all, content.Link{Rel: content.Related, URL: e.External})
	}
	if e.SourceURL != "" && e.SourceURL != e.Link {
		all = append(all, content.Link{Rel: content.Via, URL: e.SourceURL})
	}
	return append(all, e.Links...)
}

func enclosures(base *url.URL, all []content.Enclosure, files showing) []content.Enclosure {
	var kept []content.Enclosure
	for _, c := range all {
		if address, a, ok := files.at(c.URL, true); ok { // what the file says is true, whatever was stated
			c.URL, c.Type, c.Length, c.Duration = address, a.Type, a.Size, cmp.Or(a.Duration, c.Duration)
		}
		if c.URL = absolute(base, c.URL, webSchemes); c.URL == "" {
			continue
		}
		c.Type, c.Length, c.Duration = mediaType(c.Type, c.URL), max(c.Length, 0), max(c.Duration, 0)
		c.Title = cut(line(c.Title), maxTitle)
		kept = append(kept, c)
	}
	return kept
}

func links(base *url.URL, all []content.Link) []content.Link {
	var kept []content.Link
	for _, l := range all {
		if l.URL = absolute(base, l.URL, webSchemes); l.URL != "" {
			l.Title = cut(line(l.Title), maxTitle)
			kept = append(kept, l)
		}
	}
	return kept
}

// takeSourceFeed sets the feed that the article was taken from, if its address is
// known. What else Atom demands of it has a truthful stand-in: the address for the
// id, the host for the name, and for its date that of the article, since the feed
// has changed to show it.
func (e *Entry) takeSourceFeed(stated content.SourceFeed) {
	address := absolute(nil, stated.URL, webSchemes)
	if address == "" {
		return
	}
	e.SourceFeed = SourceFeed{URL: address, Home: absolute(nil, stated.Home, webSchemes), ID: address, Updated: e.Published}
	if id := clean(stated.ID); id != "" {
		e.SourceFeed.ID = atomID(id)
	}
	if t := stated.Updated.Time; !t.IsZero() {
		e.SourceFeed.Updated = t
	}
	if u, err := url.Parse(address); err == nil && !visible(e.Source) {
		e.Source = u.Hostname()
	}
}
