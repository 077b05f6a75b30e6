package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"feedmill/feed/validate"
)

// What goes in comes out, the same in all formats. Other programs are asked by
// .ci/world.
func TestWorldReadsBackFromEachFormat(t *testing.T) {
	t.Parallel()
	dir := *worldDir
	if dir == "" {
		dir = t.TempDir()
	}
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "public")
	want := writeWorld(t, news)
	data, err := json.MarshalIndent(want, "", " ")
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "want.json"), data, 0o644))
	buildWorld(t, news, out, filepath.Join(dir, "state"))
	ids := map[string][]string{}
	for _, name := range []string{"rss.xml", "atom.xml", "feed.json"} {
		data, err := os.ReadFile(filepath.Join(out, name))
		must(t, err)
		feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
		must(t, err)
		if len(feed.Items) != len(want) {
			t.Fatalf("%s: got %d items, want %d", name, len(feed.Items), len(want))
		}
		for i, item := range feed.Items {
			checkWorldItem(t, name, item, want[i])
			ids[name] = append(ids[name], item.GUID)
		}
	}
	if !slices.Equal(ids["rss.xml"], ids["atom.xml"]) || !slices.Equal(ids["rss.xml"], ids["feed.json"]) {
		t.Error("the formats do not agree on ids")
	}
}

// What the W3C's validator says of these documents .ci/w3c asks; this asks ourselves.
func TestWorldIsValid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "public")
	writeWorld(t, news)
	buildWorld(t, news, out, filepath.Join(dir, "state"))
	documents, titles := 0, 0
	must(t, fs.WalkDir(os.DirFS(out), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, "old/") || path.Ext(p) == ".html" || path.Ext(p) == ".css" || path.Ext(p) == ".svg" {
			return err
		}
		body, err := os.ReadFile(filepath.Join(out, p))
		must(t, err)
		documents++
		for _, f := range validate.Document(p, body, (&url.URL{Scheme: "https", Host: "world.example", Path: "/" + p}).String(), worldStart.AddDate(1, 0, 0)) {
			if f.Rule == validate.ContainsHTML && strings.HasPrefix(f.Message, "title ") {
				titles++
				continue
			}
			t.Errorf("%s: %+v", p, f)
		}
		return nil
	}))
	if documents < 400 || titles == 0 {
		t.Errorf("%d documents were judged, and %d titles about markup found; want more", documents, titles)
	}
}

func buildWorld(t testing.TB, news, out, state string) {
	t.Helper()
	var said bytes.Buffer
	root := newRoot(environment{getenv: func(string) string { return "" }, stdout: &said, stderr: &said})
	root.SetArgs([]string{"build", "--strict", "--url", worldURL, "--out", out, "--state", state, news})
	if err := root.ExecuteContext(context.Background()); err != nil {
		t.Fatalf("build: %v\n%s", err, &said)
	}
}

// checkWorldItem compares what gofeed reads with what was written.
func checkWorldItem(t *testing.T, name string, got *gofeed.Item, want wanted) {
	t.Helper()
	check := func(what string, got, expected any) {
		if quoted(got) != quoted(expected) {
			t.Errorf("%s: %s: %s: got %s, want %s", name, want.Path, what, quoted(got), quoted(expected))
		}
	}
	check("title", got.Title, want.Title)
	if got.PublishedParsed == nil || !got.PublishedParsed.Equal(want.Published) || got.PublishedParsed.Location() != time.UTC {
		t.Errorf("%s: %s: published: got %v, want %v", name, want.Path, got.PublishedParsed, want.Published)
	}
	if name != "rss.xml" && (got.UpdatedParsed == nil || !got.UpdatedParsed.Equal(want.Updated)) {
		t.Errorf("%s: %s: updated: got %v, want %v", name, want.Path, got.UpdatedParsed, want.Updated)
	}
	check("tags", got.Categories, want.Tags)
	if want.Link != "" {
		check("link", got.Link, want.Link)
	} else if !strings.HasPrefix(got.Link, worldURL+"articles/") {
		t.Errorf("%s: %s: link: got %s, want a page below %s", name, want.Path, got.Link, worldURL)
	}
	if want.ID != "" {
		check("id", got.GUID, want.ID)
	}
	var authors []string
	for _, a := range got.Authors {
		authors = append(authors, a.Name)
	}
	if name == "rss.xml" && len(authors) > 0 { // of several creators gofeed counts the first as the author
		authors = got.DublinCoreExt.Creator
	}
	check("authors", authors, want.Authors)
	if !strings.Contains(got.Content, want.Mark) || strings.Contains(got.Content, "<script") {
		t.Errorf("%s: %s: content: got %q, want %s in it", name, want.Path, got.Content, want.Mark)
	}
}
