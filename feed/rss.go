package feed

// RSS 2.0 (rssboard.org/rss-specification) with the advice of the RSS Profile.
// The types replace those of gorilla/feeds where these cannot say what a valid
// feed must: several links, categories and authors, ids that are no address.

import (
	"strings"
	"time"

	"feedmill/content"
)

type rssRoot struct {
	XMLName struct{} `xml:"rss"`
	Version string   `xml:"version,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	Content string   `xml:"xmlns:content,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Media   string   `xml:"xmlns:media,attr"`
	Pace    string   `xml:"xmlns:sy,attr,omitempty"`
	History string   `xml:"xmlns:fh,attr,omitempty"`
	ITunes  string   `xml:"xmlns:itunes,attr,omitempty"`
	Podcast string   `xml:"xmlns:podcast,attr,omitempty"`
	Podlove string   `xml:"xmlns:psc,attr,omitempty"`
	Channel rssChannel
}

// FeedXml makes rssRoot writable by [feeds.WriteXML].
func (r *rssRoot) FeedXml() any { return r }

type rssChannel struct {
	XMLName       struct{}  `xml:"channel"`
	Title         plain     `xml:"title"`
	Generator     plain     `xml:"generator"` // early, so that it is found in a document's first bytes
	Link          plain     `xml:"link"`
	Description   plain     `xml:"description"`
	Links         []rssLink `xml:"atom:link"`
	Language      string    `xml:"language,omitempty"`
	Copyright     *plain    `xml:"copyright"`
	LastBuildDate string    `xml:"lastBuildDate"`
	Docs          string    `xml:"docs"`
	TTL           int       `xml:"ttl,omitempty"`
	Period        string    `xml:"sy:updatePeriod,omitempty"`
	Frequency     int       `xml:"sy:updateFrequency,omitempty"`
	Image         *rssImage `xml:"image"`
	Archive       *struct{} `xml:"fh:archive"`
	*rssPodcast
	Items []rssItem `xml:"item"`
}

type rssImage struct {
	URL   plain `xml:"url"`
	Title plain `xml:"title"`
	Link  plain `xml:"link"`
}

type rssLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type rssItem struct {
	Title       plain      `xml:"title"`
	Link        plain      `xml:"link"`
	GUID        rssGUID    `xml:"guid"`
	Published   string     `xml:"pubDate,omitempty"`
	Creators    []plain    `xml:"dc:creator"`
	Categories  []plain    `xml:"category"`
	Description any        `xml:"description"` // a plain or a cdata; before content:encoded, or readers take it for the content
	Content     *cdata     `xml:"content:encoded"`
	Comments    string     `xml:"comments,omitempty"`
	Enclosure   *rssFile   `xml:"enclosure"`
	Media       []rssMedia `xml:"media:content"`
	Thumbnail   *thumbnail `xml:"media:thumbnail"`
	Links       []rssLink  `xml:"atom:link"`
	Language    string     `xml:"dc:language,omitempty"`
	Rights      *plain     `xml:"dc:rights"`
	SourceFeed  *rssSource `xml:"source"`
	*rssEpisode
	Source *plain `xml:"dc:source"` // a name alone; source demands a feed's address
}

type rssGUID struct {
	ID          string `xml:",chardata"`
	IsPermaLink bool   `xml:"isPermaLink,attr"`
}

type rssFile struct {
	URL    string `xml:"url,attr"`
	Length int64  `xml:"length,attr"` // bytes; 0 where unknown
	Type   string `xml:"type,attr"`
}

type rssMedia struct {
	URL      string `xml:"url,attr"`
	FileSize int64  `xml:"fileSize,attr,omitempty"`
	Type     string `xml:"type,attr"`
	Duration int    `xml:"duration,attr,omitempty"` // seconds
	Title    *plain `xml:"media:title"`
}

type rssSource struct {
	URL  string `xml:"url,attr"`
	Name string `xml:",innerxml"`
}

// cdata is text in a CDATA section, which is cheaper to write and to look at
// than escaped markup.
type cdata struct {
	Text string `xml:",cdata"`
}

func newRSS(ch Channel, entries []Entry) *rssRoot {
	root := &rssRoot{
		Version: "2.0",
		Atom:    atomNamespace,
		Content: "http://purl.org/rss/1.0/modules/content/",
		DC:      dublinCoreNamespace,
		Media:   mediaNamespace,
		Channel: rssChannel{
			Title:         newPlain(ch.title()),
			Link:          newPlain(ch.home()),
			Generator:     newPlain(ch.generator()),
			Description:   newPlain(ch.description()),
			Language:      ch.language(),
			Copyright:     optional(line(ch.Rights)),
			LastBuildDate: rssTime(ch.updated(entries)),
			Docs:          "https://www.rssboard.org/rss-specification",
			TTL:           max(ch.TTL, 0),
			Image:         newRSSImage(ch),
		},
	}
	if ch.Pace.Period != "" {
		root.Pace = "http://purl.org/rss/1.0/modules/syndication/"
		root.Channel.Period, root.Channel.Frequency = ch.Pace.Period, max(ch.Pace.Frequency, 1)
	}
	for _, r := range ch.relations(rssName, "application/rss+xml") {
		root.Channel.Links = append(root.Channel.Links, rssLink{Href: r.href, Rel: r.rel, Type: r.mediaType})
	}
	if ch.Podcast != nil {
		root.ITunes, root.Podcast = itunesNamespace, podcastNamespace
		root.Channel.rssPodcast = newRSSPodcast(ch)
	}
	if ch.Podcast != nil && withChapters(entries) {
		root.Podlove = chaptersNamespace
	}
	if ch.Archive.Archived {
		root.History, root.Channel.Archive = historyNamespace, &struct{}{}
	}
	return root
}

// newRSSImage is the feed's picture; RSS knows GIF, JPEG and PNG only.
func newRSSImage(ch Channel) *rssImage {
	for _, address := range []string{ch.Logo, ch.Icon, ch.Favicon} {
		address = absolute(nil, address, webSchemes)
		switch mediaTypeOf(address) {
		case "image/gif", "image/jpeg", "image/png":
			return &rssImage{newPlain(address), newPlain(ch.title()), newPlain(ch.home())}
		}
	}
	return nil
}

func rssFrame(ch Channel, entries []Entry) (head, tail []byte, err error) {
	return xmlFrame(ch, newRSS(ch, entries), "\n  </channel>\n</rss>\n")
}

func rssDate(t time.Time) string { return "<lastBuildDate>" + rssTime(t) + "</lastBuildDate>" }

func rssTime(t time.Time) string { return t.UTC().Format(time.RFC1123Z) }

func newRSSItem(e Entry, mode Mode) rssItem {
	item := rssItem{
		Title:     newPlain(e.Title),
		Link:      newPlain(e.Link),
		GUID:      rssGUID{ID: clean(e.ID)},
		Language:  clean(e.Language),
		Rights:    optional(e.Rights),
		Thumbnail: newThumbnail(e),
	}
	if e.SourceFeed.URL != "" {
		item.SourceFeed = &rssSource{clean(e.SourceFeed.URL), newPlain(e.Source).Escaped}
	} else {
		item.Source = optional(e.Source)
	}
	if !e.Published.IsZero() {
		item.Published = rssTime(e.Published)
	}
	for _, a := range e.Authors {
		item.Creators = append(item.Creators, newPlain(a.Name))
	}
	for _, c := range e.categories() {
		item.Categories = append(item.Categories, newPlain(c))
	}
	for i, c := range e.Enclosures {
		if i == 0 {
			item.Enclosure = &rssFile{c.URL, c.Length, c.Type}
			continue
		}
		item.Media = append(item.Media, rssMedia{c.URL, c.Length, c.Type, int(c.Duration.Seconds()), optional(c.Title)})
	}
	for _, l := range e.relations() {
		if l.Rel == content.Replies && item.Comments == "" {
			item.Comments = clean(l.URL)
			continue
		}
		item.Links = append(item.Links, rssLink{Href: clean(l.URL), Rel: l.Rel})
	}
	item.Description, item.Content = rssContent(e, mode)
	return item
}

// rssContent is an item's description, which is HTML, and its content. Where
// there is only one of both it is the description (RSS Profile, 5.2.1).
func rssContent(e Entry, mode Mode) (description any, content *cdata) {
	body := &cdata{clean(e.HTML)}
	switch {
	case e.HTML != "" && (mode == Full || mode == Both && e.Summary == ""):
		return body, nil
	case e.HTML != "" && mode == Both:
		content = body
	}
	return newPlain(escapeHTML(e.brief())), content
}

// brief is the summary, or the title of an entry that has none.
func (e Entry) brief() string {
	if e.Summary == "" {
		return e.Title
	}
	return e.Summary
}

var htmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escapeHTML makes plain text HTML, outside of attributes.
func escapeHTML(s string) string { return htmlEscapes.Replace(s) }

type rssShell struct {
	XMLName struct{}  `xml:"rss"`
	Items   []rssItem `xml:"channel>item"`
}

// FeedXml makes rssShell writable by [feeds.WriteXML].
func (s *rssShell) FeedXml() any { return s }

func rssFragment(e Entry, mode Mode) ([]byte, error) {
	return itemFragment(newRSSItem(e, mode))
}

// podcastFragment is the item of a feed that is a podcast.
func podcastFragment(e Entry, mode Mode) ([]byte, error) {
	item := newRSSItem(e, mode)
	item.rssEpisode = newRSSEpisode(e.Episode)
	return itemFragment(item)
}

func itemFragment(item rssItem) ([]byte, error) {
	return xmlFragment(&rssShell{Items: []rssItem{item}}, "<rss>\n  <channel>", "\n  </channel>\n</rss>")
}
