package markdown

import (
	"slices"
	"testing"
	"time"

	"feedmill/content"
)

func TestLinksOfFrontMatter(t *testing.T) {
	for _, c := range []struct {
		name, matter string
		want         []content.Link
	}{
		{"an address", "via: https://found.example/", []content.Link{{Rel: content.Via, URL: "https://found.example/"}}},
		{"a map", "via:\n  url: https://found.example/\n  title: Found", []content.Link{{Rel: content.Via, URL: "https://found.example/", Title: "Found"}}},
		{"a list of both", "related:\n  - https://a.example/\n  - title: B\n    url: ../b.html\n  - https://a.example/", []content.Link{{Rel: content.Related, URL: "https://a.example/"}, {Rel: content.Related, URL: "../b.html", Title: "B"}}},
		{"another spelling", "see_also: [/x, /y]", []content.Link{{Rel: content.Related, URL: "/x"}, {Rel: content.Related, URL: "/y"}}},
		{"a discussion", "comments: https://talk.example/1", []content.Link{{Rel: content.Replies, URL: "https://talk.example/1"}}},
		{"a switch", "comments: true", nil},
		{"a credit", "via: Tide Wire", nil},
		{"words", "related: more of the same", nil},
		{"script", "related: \"javascript:x\"", nil},
	} {
		a := matter(t, "---\ntitle: T\n"+c.matter+"\n---\n")
		if !slices.Equal(a.Links(), c.want) {
			t.Errorf("%s: got %v, want %v", c.name, a.Links(), c.want)
		}
	}
	if got := matter(t, "---\ntitle: T\nvia: Tide Wire\n---\n").Source(); got != "Tide Wire" {
		t.Errorf("via without an address: got source %q, want Tide Wire", got)
	}
}

func TestFeedThatAnArticleWasTakenFrom(t *testing.T) {
	a := matter(t, "---\ntitle: T\nsource:\n  name: Tide Wire\n  feed: https://tide.example/rss.xml\n  url: https://tide.example/\n  id: urn:x:1\n  updated: 2026-03-01T10:00:00Z\n---\n")
	if got := a.SourceFeed(); a.Source() != "Tide Wire" || got.URL != "https://tide.example/rss.xml" || got.Home != "https://tide.example/" || got.ID != "urn:x:1" || !got.Updated.Time.Equal(time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("got source %q, feed %+v", a.Source(), got)
	}
	if a := matter(t, "---\ntitle: T\nsource:\n  url: https://tide.example/\n---\n"); a.Source() != "" {
		t.Errorf("a source without a name: got %q, want none", a.Source())
	}
}

func TestPagesAndPicturesOfFrontMatter(t *testing.T) {
	a := matter(t, "---\ntitle: T\nexternal_url: https://there.example/\nlink: https://here.example/\nimage: a.jpg\nbanner_image: b.jpg\n---\n")
	if a.External() != "https://there.example/" || a.SourceURL() != "https://here.example/" || a.Image() != "a.jpg" || a.Banner() != "b.jpg" {
		t.Errorf("got external %q, link %q, image %q, banner %q", a.External(), a.SourceURL(), a.Image(), a.Banner())
	}
}

func TestEnclosuresOfFrontMatter(t *testing.T) {
	a := matter(t, "---\ntitle: T\nenclosures:\n  - a.mp3\n  - url: b.mp3\n    title: Second\n    length: 12\n    type: audio/mpeg\n    duration: 1:02:03.5\n  - url: c.mp3\n    duration: 90\n---\n")
	want := []content.Enclosure{{URL: "a.mp3"}, {URL: "b.mp3", Title: "Second", Length: 12, Type: "audio/mpeg", Duration: time.Hour + 2*time.Minute + 3500*time.Millisecond}, {URL: "c.mp3", Duration: 90 * time.Second}}
	if !slices.Equal(a.Enclosures(), want) {
		t.Errorf("got %v, want %v", a.Enclosures(), want)
	}
}

func TestDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{"90": 90 * time.Second, "1:30": 90 * time.Second, " 0:0:1.5 ": 1500 * time.Millisecond, "": 0, "long": 0, "-5": 0, "1:-2": 0, "NaN": 0, "1e300": 0, "Inf": 0} {
		if got := duration(text); got != want {
			t.Errorf("duration(%q): got %v, want %v", text, got, want)
		}
	}
}
