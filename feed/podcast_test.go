package feed

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/media"
	"feedmill/feed/validate"

	"github.com/mmcdole/gofeed"
)

// harbour is a podcast that says all that one can say.
func harbour() Channel {
	return Channel{
		Title: "Harbour talk", Description: "What the tide brings.", Base: "https://paper.example/", Dir: "sections/episodes/", Language: "en", Authority: "paper.example",
		Updated: time.Date(2026, 11, 9, 8, 0, 0, 0, time.UTC),
		Podcast: &Podcast{
			Folder: "episodes", Image: "https://paper.example/art.jpg", Author: "Ada Lint", OwnerName: "Ada Lint", OwnerEmail: "ada@paper.example",
			Categories: []string{"Society & Culture > Documentary", "News", "Society & Culture > Places & Travel"}, Kind: "serial", Block: true, Complete: true,
			NewFeedURL: "https://new.example/rss.xml", Locked: "yes", Funding: "https://paper.example/give", License: "CC-BY-4.0", LicenseURL: "https://creativecommons.org/licenses/by/4.0/", Medium: "podcast",
		},
	}
}

// ebb is an episode that says all that one can say.
func ebb() Entry {
	return Entry{
		ID: "urn:uuid:11111111-2222-5333-8444-555555555555", Title: "Ebb & flow", Link: "https://paper.example/articles/ebb.html", Page: "articles/ebb.html",
		Summary: "Shells.", HTML: "<p>Shells.</p>", Published: time.Date(2026, 11, 9, 7, 0, 0, 0, time.UTC), Updated: time.Date(2026, 11, 9, 8, 0, 0, 0, time.UTC),
		Enclosures: []content.Enclosure{
			{URL: "https://paper.example/media/ebb.mp3", Type: "audio/mpeg", Length: 3769, Duration: 3661 * time.Second},
			{URL: "https://paper.example/media/ebb.ogg", Type: "audio/ogg", Length: 2769, Duration: 3661 * time.Second},
		},
		Episode: &Episode{
			Kind: "full", Season: 2, Number: 5, Explicit: "false", Duration: 3661 * time.Second, Image: "https://paper.example/media/ebb.png",
			Chapters:     []media.Chapter{{Title: "Opening"}, {Start: 90500 * time.Millisecond, Title: "The <gate>", URL: "https://paper.example/gate?a=1&b=2"}, {Start: time.Hour}},
			ChaptersFile: "https://paper.example/media/ebb.chapters.json",
			Transcripts:  []Transcript{{URL: "https://paper.example/media/ebb.vtt", Type: "text/vtt"}, {URL: "https://paper.example/media/ebb.de.srt", Type: "application/x-subrip", Language: "de"}, {URL: "https://paper.example/ebb.html", Type: "text/html"}},
			People:       []content.Person{{Name: "Ada Lint"}, {Name: "Ines Brandt", Role: "guest"}},
		},
	}
}

func TestPodcast(t *testing.T) {
	for _, d := range press(t, harbour(), []Entry{ebb()}) {
		for _, f := range validate.Document(d.Path, d.body(), "https://paper.example/"+d.Path, time.Date(2026, 11, 10, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: %s: %s", d.Path, f.Rule, f.Message)
		}
		if strings.HasSuffix(d.Path, "rss.xml") {
			golden(t, "podcast.xml", d.body())
		}
	}
}

// Who has never heard of podcasts gets the feeds that they always got.
func TestNoPodcast(t *testing.T) {
	for _, d := range press(t, morning, sample()) {
		if bytes.Contains(d.body(), []byte("itunes")) || bytes.Contains(d.body(), []byte("podcast")) {
			t.Errorf("%s speaks of podcasts", d.Path)
		}
	}
}

// gofeed stands for the readers that know Apple's elements.
func TestReadersKnowPodcasts(t *testing.T) {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(press(t, harbour(), []Entry{ebb()})[0].body()))
	if err != nil {
		t.Fatal(err)
	}
	ch, item := feed.ITunesExt, feed.Items[0].ITunesExt
	if ch.Author != "Ada Lint" || ch.Image != "https://paper.example/art.jpg" || ch.Owner.Email != "ada@paper.example" || ch.Explicit != "false" || ch.Type != "serial" ||
		ch.NewFeedURL != "https://new.example/rss.xml" || ch.Categories[0].Text != "Society & Culture" || ch.Categories[0].Subcategory == nil {
		t.Errorf("channel: got %+v", ch)
	}
	if item.Duration != "3661" || item.Season != "2" || item.Episode != "5" || item.EpisodeType != "full" || item.Image != "https://paper.example/media/ebb.png" {
		t.Errorf("item: got %+v", item)
	}
	if c := feed.Items[0].Enclosures; len(c) != 1 || c[0].Length != "3769" || c[0].Type != "audio/mpeg" {
		t.Errorf("enclosures: got %+v", c)
	}
}

// The first is the example of the namespace's own documentation.
func TestPodcastGUID(t *testing.T) {
	for address, want := range map[string]string{
		"mp3s.nashownotes.com/pc20rss.xml":          "917393e3-1b1e-5cef-ace4-edaa54e1f810",
		"https://mp3s.nashownotes.com/pc20rss.xml/": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
	} {
		if got := PodcastGUID(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
	ch := harbour()
	before := ch.Podcast.guid(ch)
	if before != PodcastGUID("paper.example/sections/episodes/rss.xml") {
		t.Errorf("got %s, want the id of the address", before)
	}
	ch.Base = "https://elsewhere.example/"
	if after := ch.Podcast.guid(ch); after != before {
		t.Errorf("another host makes it %s, was %s", after, before)
	}
	ch.Podcast.GUID = "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810"
	if got := ch.Podcast.guid(ch); got != "917393e3-1b1e-5cef-ace4-edaa54e1f810" {
		t.Errorf("stated: got %s", got)
	}
}

func TestRefusals(t *testing.T) {
	refused := func(change func(*Channel, *Entry)) string {
		ch, e := harbour(), ebb()
		change(&ch, &e)
		var all []string
		for _, r := range RefusalsOf(ch, []Entry{e}) {
			all = append(all, r.Message)
		}
		return strings.Join(all, "\n")
	}
	if got := refused(func(*Channel, *Entry) {}); got != "" {
		t.Errorf("refused for nothing: %s", got)
	}
	for want, change := range map[string]func(*Channel, *Entry){
		"no artwork":                  func(c *Channel, _ *Entry) { c.Podcast.Image = "" },
		"has 1400 x 1000 pixels and":  func(c *Channel, _ *Entry) { c.Podcast.artwork = Picture{"x", "image/png", 1400, 1000} },
		"has 500 x 500 pixels;":       func(c *Channel, _ *Entry) { c.Podcast.artwork = Picture{"x", "image/png", 500, 500} },
		"is image/webp":               func(c *Channel, _ *Entry) { c.Podcast.artwork = Picture{"x", "image/webp", 1400, 1400} },
		"no category":                 func(c *Channel, _ *Entry) { c.Podcast.Categories = nil },
		`category "Sea" is none`:      func(c *Channel, _ *Entry) { c.Podcast.Categories = []string{"Sea"} },
		`category "News > Sea" is`:    func(c *Channel, _ *Entry) { c.Podcast.Categories = []string{"News > Sea"} },
		"no address of its owner":     func(c *Channel, _ *Entry) { c.Podcast.OwnerEmail = "" },
		"has no description":          func(c *Channel, _ *Entry) { c.Description = "" },
		"has 4200 bytes":              func(c *Channel, _ *Entry) { c.Description = strings.Repeat("ä", 2100) },
		"has no recording":            func(_ *Channel, e *Entry) { e.Enclosures = nil },
		"is audio/ogg, which Apple":   func(_ *Channel, e *Entry) { e.Enclosures = e.Enclosures[1:] },
		"does not say how long it is": func(_ *Channel, e *Entry) { e.Episode = &Episode{} },
		"an enclosure of unknown":     func(_ *Channel, e *Entry) { e.Enclosures[0].Length = 0 },
	} {
		if got := refused(change); !strings.Contains(got, want) || strings.Contains(got, "\n") {
			t.Errorf("got %q, want %q alone", got, want)
		}
	}
}

// An episode that can no more be read is shown as it was: nothing of it is lost on the way
// through the catalog.
func TestEpisodesAreKept(t *testing.T) {
	e := ebb()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var again Entry
	if err := json.Unmarshal(data, &again); err != nil || !again.equal(&e) {
		t.Errorf("got %+v, %v", again.Episode, err)
	}
}
