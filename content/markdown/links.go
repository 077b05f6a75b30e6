package markdown

// What front matter says of other documents: enclosures, what the article points
// to, where it was found, where it is discussed, which feed it was taken from.

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// stateEnclosures takes an address, a map with url, title, type, length and
// duration, or a list of either.
func (a *reader) stateEnclosures(v any, s stated.Fact) {
	switch v := v.(type) {
	case string:
		a.AddEnclosure(content.Enclosure{URL: v}, s)
	case []any:
		for _, item := range v {
			a.stateEnclosures(item, s)
		}
	case map[string]any:
		e := content.Enclosure{URL: addressOf(v)}
		for _, key := range sortedKeys(v) {
			text, _ := v[key].(string)
			switch strings.ToLower(key) {
			case "title", "name":
				if e.URL != text {
					e.Title = prose.OneLine(text)
				}
			case "type", "mime", "mimetype", "mime_type":
				e.Type = text
			case "length", "size", "bytes", "size_in_bytes":
				if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 {
					e.Length = n
				}
			case "duration", "duration_in_seconds":
				e.Duration = duration(text)
			}
		}
		a.AddEnclosure(e, s)
	}
}

// addressOf is the text of a map that names an address, if any does; else the
// text that any map has.
func addressOf(v map[string]any) string {
	for _, key := range []string{"url", "src", "href", "path", "file", "link"} {
		if text, ok := v[key].(string); ok && text != "" {
			return text
		}
	}
	return textOf(v)
}

// longestDuration bounds what is believed of a recording.
const longestDuration = 1000 * time.Hour

// duration reads seconds, or hours, minutes and seconds with colons; 0 if the text
// is neither.
func duration(text string) time.Duration {
	seconds := 0.0
	for part := range strings.SplitSeq(strings.TrimSpace(text), ":") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || !(n >= 0) {
			return 0
		}
		seconds = 60*seconds + n
	}
	if seconds > longestDuration.Seconds() {
		return 0
	}
	return time.Duration(seconds * float64(time.Second)).Round(time.Millisecond)
}

// maxLinks is from where on a list is a menu.
const maxLinks = 50

// stateLinks takes an address, a map with url and title, or a list of either.
// Whoever is named as "via" without an address is the source.
func (a *reader) stateLinks(v any, s stated.Fact, ctx dates.Context) {
	switch v := v.(type) {
	case string:
		if !isAddress(v) && s.Field == stated.Via {
			s.Field, s.Values = stated.Source, []string{v}
			a.State(s, ctx)
			return
		}
		a.link(content.Link{URL: v}, s)
	case []any:
		for _, item := range v {
			a.stateLinks(item, s, ctx)
		}
	case map[string]any:
		l := content.Link{URL: addressOf(v)}
		if title := prose.OneLine(textOf(v)); title != l.URL {
			l.Title = title
		}
		a.link(l, s)
	}
}

// relations of the fields that are links.
var relations = map[stated.Field]string{stated.Related: content.Related, stated.Via: content.Via, stated.Replies: content.Replies}

// link adds a link, if it is one and is not there yet.
func (a *reader) link(l content.Link, s stated.Fact) {
	l.Rel, l.URL = relations[s.Field], strings.TrimSpace(l.URL)
	if !isAddress(l.URL) || len(a.Links) == maxLinks {
		return // "comments: true" switches something else on
	}
	for _, have := range a.Links {
		if have.Rel == l.Rel && have.URL == l.URL {
			return
		}
	}
	a.Links = append(a.Links, l)
	a.SetOrigin(l.Rel, s)
}

// isAddress reports whether s leads somewhere: to the web, or to a place of the same
// site.
func isAddress(s string) bool {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || strings.ContainsAny(strings.TrimSpace(s), " \n") {
		return false
	}
	relative := strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "./") || strings.HasPrefix(u.Path, "../")
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" || u.Scheme == "" && relative
}

// stateSourceFeed takes a map that describes the feed which the article was taken
// from: name; feed, its address; url, that of its site; id; updated.
func (a *reader) stateSourceFeed(feed map[string]any, s stated.Fact, ctx dates.Context) {
	if a.SourceFeed != (content.SourceFeed{}) {
		return
	}
	for _, key := range sortedKeys(feed) {
		text, _ := feed[key].(string)
		switch strings.ToLower(key) {
		case "name", "title":
			a.StateText(&a.Source, "source", prose.OneLine(text), s)
		case "feed", "feed_url", "xmlurl":
			a.StateText(&a.SourceFeed.URL, "source_feed", text, s)
		case "url", "link", "home", "homepage", "home_page_url":
			a.SourceFeed.Home = text
		case "id":
			a.SourceFeed.ID = text
		case "updated":
			s.Key = "source updated"
			a.StateDate(&a.SourceFeed.Updated, "source_updated", text, s, ctx)
		}
	}
}
