package jsonfeed

import (
	"strings"
	"testing"

	"feedmill/content"
)

func TestIs(t *testing.T) {
	long := strings.Repeat("<p>word</p>", 1000)
	for _, c := range []struct {
		head string
		want bool
	}{
		{`{"version": "https://jsonfeed.org/version/1.1", "items": []}`, true},
		{`{"version": "https://jsonfeed.org/version/1.1", "_feedmill": {"generator": "Feedmill"}, "items": [`, false},
		{`{"version":"https:\/\/jsonfeed.org\/version\/1","items":[`, true},
		{"\uFEFF\n{\"title\": \"a\", \"version\": \"http://www.jsonfeed.org/version/1\"}", true},
		{`{"id": "1", "content_html": "<p>a</p>", "date_published": "2026-01-01T00:00:00Z"}`, true},
		{`{"url": "https://a.example/", "date_published": "2026-01-01", "content_text": "` + long, true},
		{`{"id": "1", "content_html": "` + long, true},
		{`{"id": "1", "content_html": "<p>a</p>"}`, false},
		{`{"id": "1", "date_published": "2026-01-01", "title": "a"}`, false},
		{`{"name": "feedmill", "version": "1.0.0"}`, false},
		{`{"homepage": "https://jsonfeed.org/version/1.1"}`, false},
		{`{"data": {"version": "https://jsonfeed.org/version/1.1"}}`, false},
		{`[{"id": "1", "content_html": "a", "date_published": "2026-01-01"}]`, false},
		{`{"a": `, false},
		{``, false},
	} {
		if got := Is([]byte(c.head)[:min(len(c.head), 4096)]); got != c.want {
			t.Errorf("%.80s: got %v, want %v", c.head, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "content_text": "a\n\nb", "attachments": [{"size_in_bytes": -1}]}]}`)
	f.Add(`{"id": "1", "content_html": "<p>a", "date_published": "2026-01-01T00:00:00Z"}`)
	f.Fuzz(func(t *testing.T, src string) {
		Is([]byte(src))
		all, err := Parse(content.File{Path: "a.json", Data: []byte(src)}, content.Options{})
		if (err == nil) != (len(all) > 0) {
			t.Fatalf("%d articles and error %v", len(all), err)
		}
		for _, a := range all {
			if a.Title() == "" {
				t.Fatal("an article without a title")
			}
		}
	})
}
