package recording

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"feedmill/content"
)

func parse(t *testing.T, p, from string) *content.Article {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../media/testdata", from))
	if err != nil {
		t.Fatal(err)
	}
	articles, err := Parse(content.File{Path: p, Data: data, ModTime: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)}, content.Options{Language: "en"})
	if err != nil || len(articles) != 1 {
		t.Fatalf("%s: %d articles, %v", p, len(articles), err)
	}
	return articles[0]
}

func TestRecordingsAsArticles(t *testing.T) {
	for _, tt := range []struct {
		path, from, title, day, author string
		season, number                 int
	}{
		{"podcast/a.mp3", "cbr-info.mp3", "Ebb", "2026-11-09", "Ada", 0, 3},
		{"podcast/2025-01-02-a.mp3", "cbr-info.mp3", "Ebb", "2025-01-02", "Ada", 0, 3},
		{"podcast/the-old-harbour.mp3", "cbr-bare.mp3", "The old harbour", "", "", 0, 0},
		{"podcast/17.mp3", "cbr-bare.mp3", "17", "", "", 0, 0},
		{"podcast/Show S02E05 harbour.wav", "wav.wav", "Ebb", "2026-11-09", "Ada", 2, 5},
		{"podcast/a.flac", "flac.flac", "Ebb", "2026-11-09", "Ada", 0, 3},
		{"podcast/a.mp4", "film.mp4", "Ebb", "2026-11-09", "Ada", 0, 3},
		{"podcast/a.webm", "film.webm", "Ebb", "2026-11-09", "Ada", 0, 3},
	} {
		a := parse(t, tt.path, tt.from)
		day, author := "", ""
		if !a.Published().IsZero() {
			day = a.Published().Time.Format(time.DateOnly)
		}
		if len(a.Authors()) > 0 {
			author = a.Authors()[0].Name
		}
		e := a.Episode()
		if a.Title() != tt.title || day != tt.day || author != tt.author || e.Season != tt.season || e.Number != tt.number || a.Section() != "podcast" {
			t.Errorf("%s: got %q of %q by %q, S%dE%d in %q; want %+v", tt.path, a.Title(), day, author, e.Season, e.Number, a.Section(), tt)
		}
		if c := a.Enclosures(); len(c) != 1 || c[0].Length == 0 || c[0].Duration == 0 || c[0].Type == "" {
			t.Errorf("%s: got enclosures %+v", tt.path, c)
		}
	}
}

func TestWhatIsNoRecordingIsAnError(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "podcast/a.mp3: file is empty; copy the recording into it",
		"<!DOCTYPE html><p>404": "podcast/a.mp3: is no recording (its bytes are text/html); replace it, or correct its name",
		"hello":                 "podcast/a.mp3: is no recording (its bytes are of no known kind); replace it, or correct its name",
	} {
		if _, err := Parse(content.File{Path: "podcast/a.mp3", Data: []byte(text)}, content.Options{}); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestAtHome(t *testing.T) {
	for p, want := range map[string]bool{
		"podcast/a.mp3": true, "Podcasts/2026/a.M4A": true, "shows/episodes/a.ogg": true, "Folgen/a.opus": true,
		"a.mp3": false, "music/a.mp3": false, "static/podcast/a.mp3": false, "podcast/a.md": false, "my-podcast-notes/a.mp3": false,
	} {
		if got := AtHome(p); got != want {
			t.Errorf("%s: got %v", p, got)
		}
	}
}

func TestDescriptions(t *testing.T) {
	for text, want := range map[string]string{
		"": "",
		"One <b>\ntwo.\n\nSee https://a.example/x?y=1&z.": "<p>One &lt;b&gt;<br>\ntwo.</p>\n<p>See <a href=\"https://a.example/x?y=1&amp;z\">https://a.example/x?y=1&amp;z</a>.</p>\n",
		"<p>Is HTML.</p>": "<p>Is HTML.</p>",
	} {
		if got := toHTML(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
