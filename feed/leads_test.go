package feed

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/read"
)

// blog is a folder of Markdown files as the editor sees it.
func blog(t *testing.T, files map[string]string) *newsroom {
	t.Helper()
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	n.save(t, files)
	return n
}

// save has the catalog read files, and publishes what changes.
func (n *newsroom) save(t *testing.T, files map[string]string, gone ...string) {
	t.Helper()
	var readings []catalog.Reading
	for p, text := range files {
		f := content.File{Path: p, Data: []byte("---\ntitle: " + strings.TrimSuffix(p, ".md") + "\ndate: 2026-03-01\n" + text)}
		if strings.HasSuffix(p, ".org") {
			f.Data = []byte("#+TITLE: " + strings.TrimSuffix(p, ".org") + "\n#+DATE: 2026-03-01\n\n" + text)
		}
		articles, err := read.Parse(f, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		n.articles[p] = articles[0]
		readings = append(readings, catalog.Reading{Path: p, FileHash: [16]byte{byte(len(text)), 1}, Articles: articles})
	}
	delta, err := n.catalog.Apply(readings, gone, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	edition, err := n.editor.Since(delta)
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range edition.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if _, err := d.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		n.public[d.Path] = b.String()
	}
}

func TestLinksLeadToArticles(t *testing.T) {
	const pages = "https://news.example.org/articles/"
	n := blog(t, map[string]string{
		"posts/2026-01-02-locks.md": "---\nOpen.\n\n## How\n",
		"posts/quay/index.md":       "---\nWet.\n",
		"notes/old harbour.md":      "---\nOld.\n",
		"plans/dredging.org":        "Deep.\n",
		"elsewhere.md":              "url: https://sea.example/e/\n---\nFar.\n",
	})
	for _, c := range []struct{ ref, want string }{
		{"2026-01-02-locks.md", pages + "posts/2026-01-02-locks.html"},
		{"./2026-01-02-locks.md#how", pages + "posts/2026-01-02-locks.html#user-content-how"},
		{"../notes/old%20harbour.md", pages + "notes/old-harbour.html"},
		{"../elsewhere.md#a", "https://sea.example/e/#a"},
		{"/posts/quay/", pages + "posts/quay/index-page.html"},
		{"../quay/", pages + "posts/quay/index-page.html"},
		{"@/posts/quay/index.md", pages + "posts/quay/index-page.html"},
		{"/quay/index.md", pages + "posts/quay/index-page.html"},
		{"notes/old%20harbour.md", pages + "notes/old-harbour.html"},
		{"{filename}/elsewhere.md", "https://sea.example/e/"},
		{"{filename}2026-01-02-locks.md", pages + "posts/2026-01-02-locks.html"},
		{"article:quay", pages + "posts/quay/index-page.html"},
		{"article:posts/quay.md", pages + "posts/quay/index-page.html"},
		{"article:2026-01-02-locks", pages + "posts/2026-01-02-locks.html"},
		{"article:Old%20Harbour", pages + "notes/old-harbour.html"},
		{"/plans/dredging", pages + "plans/dredging.html"},
		{"../plans/dredging.org", pages + "plans/dredging.html"},
		{"article:dredging", pages + "plans/dredging.html"},
		{"/log/posts/quay/", pages + "posts/quay/index-page.html"},
		{"article:nowhere", ""},
		{"https://other.example/posts/quay/", "https://other.example/posts/quay/"},
		{"gone.md", pages + "posts/gone.md"},
	} {
		from := catalog.Record{Path: "posts/from.md", Slug: "posts/from"}
		e := n.editor
		lead := leading(func(ref string) (string, bool) { return e.articleAt(from, ref) })
		base, _, _ := strings.Cut(pages+"posts/from.html", "#")
		if got := lead.to(parseAddress(nil, base), c.ref, nil); got != c.want {
			t.Errorf("%s: got %q, want %q", c.ref, got, c.want)
		}
	}
}

// An article is rendered again when what it links to is read elsewhere.
func TestLinksFollowTheirArticles(t *testing.T) {
	n := blog(t, map[string]string{
		"a.md": "---\nSee [b](b.md) and [[c]].\n",
		"b.md": "---\nBridge.\n",
	})
	page := "articles/a.html"
	has := func(when, want string) {
		t.Helper()
		if !strings.Contains(n.public[page], want) {
			t.Errorf("%s: %s is not in the page:\n%s", when, want, n.public[page])
		}
	}
	has("at first", `<a href="https://news.example.org/articles/b.html">b</a> and c.`)
	n.save(t, map[string]string{"c.md": "---\nCrane.\n"})
	has("after the other appeared", `<a href="https://news.example.org/articles/c.html">c</a>.`)
	n.save(t, map[string]string{"b.md": "url: https://b.example/\n---\nBridge.\n"})
	has("after it moved away", `<a href="https://b.example/">b</a>`)
	n.save(t, nil, "c.md")
	has("after it went", " and c.")
	if got := n.public["feed.json"]; !strings.Contains(got, "https://b.example/") || strings.Contains(got, "articles/c.html") {
		t.Errorf("the feed leads elsewhere:\n%s", got)
	}
}
