package feed

// Podcasts in RSS: the elements of Apple (podcasters.apple.com/support/823), of the
// podcast namespace (podcastindex.org/namespace/1.0), and chapters as Podlove has them
// (podlove.org/simple-chapters), which Spotify reads.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// The namespaces. Apple's and that of the index are not addresses of documents: they are
// compared letter by letter.
const (
	itunesNamespace   = "http://www.itunes.com/dtds/podcast-1.0.dtd"
	podcastNamespace  = "https://podcastindex.org/namespace/1.0"
	chaptersNamespace = "http://podlove.org/simple-chapters"
)

// Podcast is what a feed says of itself as a podcast. Empty texts leave to the feed what
// it has, or say nothing.
type Podcast struct {
	Folder      string // of its episodes, in the content folder; empty is all of it
	Title       string
	Description string
	Language    string // BCP 47
	Link        string // URL of its own page
	Copyright   string

	Image      string // of the artwork: a URL, or the path of a file of the content folder; empty: that of the episodes
	Author     string
	OwnerName  string
	OwnerEmail string
	Categories []string // of Apple's list: "Society & Culture > Documentary"
	Explicit   bool
	Kind       string // episodic or serial
	Block      bool
	Complete   bool
	NewFeedURL string

	GUID       string // empty is made of the feed's address
	Locked     string // yes or no
	Funding    string // URL
	FundingFor string // words for the link
	License    string // SPDX identifier, or words
	LicenseURL string
	Medium     string // podcast, music, video, …

	artwork Picture // of Image, if that is a file of the folder
}

// Picture is what is known of one: empty texts and zeros are unknown.
type Picture struct {
	URL           string // absolute
	Type          string // media type
	Width, Height int    // pixels, as shown
}

// describe changes the channel to what it says of itself as a podcast.
func (p *Podcast) describe(c *Channel) {
	if p == nil {
		return
	}
	c.Podcast = p
	c.Title, c.Description = cmp.Or(p.Title, c.Title), cmp.Or(p.Description, c.Description)
	c.Language, c.Home, c.Rights = cmp.Or(p.Language, c.Language), cmp.Or(p.Link, c.Home), cmp.Or(p.Copyright, c.Rights)
}

// asPodcast is the channel as a podcast, if it is one: as the settings say, or, where they
// name none, because it is a section, or a whole site, that has nothing but episodes. Its
// picture is that which its episodes have found, where it is a file of the folder.
func (c Channel) asPodcast(entries []Entry, named bool) Channel {
	if c.Podcast == nil && !named && (c.Dir == "" || strings.HasPrefix(c.Dir, "sections/")) && onlyEpisodes(entries) {
		c.Podcast = &Podcast{}
	}
	if c.Podcast == nil {
		return c
	}
	p := *c.Podcast
	if p.Image = absolute(nil, p.Image, webSchemes); p.Image == "" {
		for _, e := range entries {
			if e.Episode != nil && e.Episode.Show.URL != "" {
				p.artwork = e.Episode.Show
				p.Image = p.artwork.URL
				break
			}
		}
	}
	c.Podcast, c.Logo = &p, cmp.Or(p.Image, c.Logo)
	return c
}

// rssPodcast are the elements of a channel.
type rssPodcast struct {
	Author     string           `xml:"itunes:author,omitempty"`
	Image      *itunesImage     `xml:"itunes:image"`
	Categories []itunesCategory `xml:"itunes:category"`
	Explicit   string           `xml:"itunes:explicit,omitempty"`
	Owner      *itunesOwner     `xml:"itunes:owner"`
	Kind       string           `xml:"itunes:type,omitempty"`
	Block      string           `xml:"itunes:block,omitempty"`
	Complete   string           `xml:"itunes:complete,omitempty"`
	NewFeedURL string           `xml:"itunes:new-feed-url,omitempty"`
	GUID       string           `xml:"podcast:guid,omitempty"`
	Locked     *podcastLocked   `xml:"podcast:locked"`
	Funding    *podcastLink     `xml:"podcast:funding"`
	License    *podcastLink     `xml:"podcast:license"`
	Medium     string           `xml:"podcast:medium,omitempty"`
}

type itunesImage struct {
	Href string `xml:"href,attr"`
}

type itunesCategory struct {
	Text string           `xml:"text,attr"`
	Sub  []itunesCategory `xml:"itunes:category"`
}

type itunesOwner struct {
	Name  string `xml:"itunes:name,omitempty"`
	Email string `xml:"itunes:email,omitempty"`
}

type podcastLocked struct {
	Owner string `xml:"owner,attr,omitempty"`
	Text  string `xml:",chardata"`
}

type podcastLink struct {
	URL  string `xml:"url,attr,omitempty"`
	Text string `xml:",chardata"`
}

func onlyEpisodes(entries []Entry) bool {
	return len(entries) > 0 && !slices.ContainsFunc(entries, func(e Entry) bool { return e.Episode == nil })
}

// withChapters reports whether some entry has chapters within.
func withChapters(entries []Entry) bool {
	return slices.ContainsFunc(entries, func(e Entry) bool { return e.Episode != nil && len(e.Episode.Chapters) > 0 })
}

// newRSSPodcast are the elements of a channel that is a podcast.
func newRSSPodcast(ch Channel) *rssPodcast {
	p := ch.Podcast
	if p == nil {
		return nil
	}
	r := &rssPodcast{
		Author: clean(cmp.Or(p.Author, firstName(ch))), Explicit: "false", Kind: p.Kind, NewFeedURL: absolute(nil, p.NewFeedURL, webSchemes),
		GUID: p.guid(ch), Medium: p.Medium,
	}
	if p.Explicit {
		r.Explicit = "true"
	}
	if p.Block {
		r.Block = "Yes"
	}
	if p.Complete {
		r.Complete = "Yes"
	}
	if image := absolute(nil, p.Image, webSchemes); image != "" {
		r.Image = &itunesImage{image}
	}
	for _, c := range p.Categories {
		r.Categories = addCategory(r.Categories, clean(c))
	}
	email := emailAddress(p.OwnerEmail)
	if p.OwnerName != "" || email != "" {
		r.Owner = &itunesOwner{clean(p.OwnerName), email}
	}
	if p.Locked != "" {
		r.Locked = &podcastLocked{email, p.Locked}
	}
	if address := absolute(nil, p.Funding, webSchemes); address != "" {
		r.Funding = &podcastLink{address, cut(clean(cmp.Or(p.FundingFor, "Support the show")), 128)}
	}
	if p.License != "" {
		r.License = &podcastLink{absolute(nil, p.LicenseURL, webSchemes), cut(clean(p.License), 128)}
	}
	return r
}

func firstName(ch Channel) string { return ch.authors()[0].Name }

// addCategory adds "A > B" to the category A, if that is there.
func addCategory(all []itunesCategory, name string) []itunesCategory {
	top, sub, _ := strings.Cut(name, ">")
	top, sub = strings.TrimSpace(top), strings.TrimSpace(sub)
	i := len(all)
	for j, c := range all {
		if c.Text == top {
			i = j
		}
	}
	if i == len(all) {
		all = append(all, itunesCategory{Text: top})
	}
	if sub != "" {
		all[i].Sub = append(all[i].Sub, itunesCategory{Text: sub})
	}
	return all
}

// podcastIDs is the namespace that the podcast namespace makes its ids in.
var podcastIDs = uuid.MustParse("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")

// guid is the id of the podcast, which stays when it moves: that of its first address.
// The host is the one that the ids of articles are made of, which outlives a move.
func (p *Podcast) guid(ch Channel) string {
	if id, err := uuid.Parse(p.GUID); err == nil {
		return id.String()
	}
	_, address, _ := strings.Cut(ch.URL(rssName), "://")
	if _, rest, ok := strings.Cut(address, "/"); ok && ch.Authority != "" {
		address = hostOf(address, ch.Authority) + "/" + rest
	}
	return PodcastGUID(address)
}

// hostOf is the host of an address, with its port, where it is the authority's; else the
// authority.
func hostOf(address, authority string) string {
	host, _, _ := strings.Cut(address, "/")
	if name, _, _ := strings.Cut(host, ":"); name == authority {
		return host
	}
	return authority
}

// PodcastGUID is the id of the podcast whose feed is at an address.
func PodcastGUID(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	return uuid.NewSHA1(podcastIDs, []byte(strings.TrimRight(address, "/"))).String()
}

// rssEpisode are the elements of an item.
type rssEpisode struct {
	Duration    int                 `xml:"itunes:duration,omitempty"` // seconds
	Image       *itunesImage        `xml:"itunes:image"`
	Explicit    string              `xml:"itunes:explicit,omitempty"`
	Kind        string              `xml:"itunes:episodeType,omitempty"`
	Season      int                 `xml:"itunes:season,omitempty"`
	Number      int                 `xml:"itunes:episode,omitempty"`
	PodSeason   int                 `xml:"podcast:season,omitempty"`
	PodEpisode  int                 `xml:"podcast:episode,omitempty"`
	Transcripts []podcastTranscript `xml:"podcast:transcript"`
	ChapterFile *podcastChapters    `xml:"podcast:chapters"`
	People      []podcastPerson     `xml:"podcast:person"`
	Chapters    *podloveChapters    `xml:"psc:chapters"`
}

type podcastTranscript struct {
	URL      string `xml:"url,attr"`
	Type     string `xml:"type,attr"`
	Language string `xml:"language,attr,omitempty"`
	Rel      string `xml:"rel,attr,omitempty"`
}

type podcastChapters struct {
	URL  string `xml:"url,attr"`
	Type string `xml:"type,attr"`
}

type podcastPerson struct {
	Role string `xml:"role,attr,omitempty"`
	Name string `xml:",chardata"`
}

type podloveChapters struct {
	Version string           `xml:"version,attr"`
	All     []podloveChapter `xml:"psc:chapter"`
}

type podloveChapter struct {
	Start string `xml:"start,attr"`
	Title string `xml:"title,attr"`
	Href  string `xml:"href,attr,omitempty"`
}

// newRSSEpisode are the elements of an entry that is an episode.
func newRSSEpisode(e *Episode) *rssEpisode {
	if e == nil {
		return nil
	}
	r := &rssEpisode{
		Duration: wholeSeconds(e.Duration), Explicit: e.Explicit, Kind: e.Kind,
		Season: e.Season, Number: e.Number, PodSeason: e.Season, PodEpisode: e.Number,
	}
	if e.Image != "" {
		r.Image = &itunesImage{clean(e.Image)}
	}
	for _, t := range e.Transcripts {
		rel := ""
		if t.Type == "text/vtt" || t.Type == "application/x-subrip" {
			rel = "captions"
		}
		r.Transcripts = append(r.Transcripts, podcastTranscript{clean(t.URL), t.Type, t.Language, rel})
	}
	if e.ChaptersFile != "" {
		r.ChapterFile = &podcastChapters{clean(e.ChaptersFile), chaptersType}
	}
	for _, p := range e.People {
		r.People = append(r.People, podcastPerson{p.Role, clean(p.Name)})
	}
	if len(e.Chapters) > 0 {
		r.Chapters = &podloveChapters{Version: "1.2"}
	}
	for _, c := range e.Chapters {
		r.Chapters.All = append(r.Chapters.All, podloveChapter{clock(c.Start), clean(cmp.Or(c.Title, clock(c.Start))), clean(c.URL)})
	}
	return r
}
