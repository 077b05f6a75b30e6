package mill

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/feed"
)

// writeMany writes articles, of a day each.
func writeMany(t *testing.T, news string, n int) {
	t.Helper()
	must(t, os.MkdirAll(news, 0o755))
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		text := fmt.Sprintf("---\ntitle: Ship %d\ndate: %s\n---\nShip number %d came in.\n", i, day.AddDate(0, 0, i).Format(time.DateOnly), i)
		must(t, os.WriteFile(filepath.Join(news, fmt.Sprintf("ship-%04d.md", (i*7919)%n)), []byte(text), 0o644))
	}
}

// What comes out early is what will be there when all is.
func TestTheSiteFeedComesOutEarly(t *testing.T) {
	dir := t.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	writeMany(t, news, chunk+1)
	must(t, os.WriteFile(filepath.Join(news, "draft.md"), []byte("---\ntitle: Draft\ndraft: true\ndate: 2026-01-01\n---\nNot yet.\n"), 0o644))
	must(t, os.WriteFile(filepath.Join(news, "planned.md"), []byte("---\ntitle: Planned\ndate: 2099-12-31\n---\nNot yet.\n"), 0o644))
	must(t, os.WriteFile(filepath.Join(news, "log.md"), []byte("# A ship came in\n\n10 August 2025\n\nThe last ship of all came in.\n"), 0o644))
	s := testSettings(news, out, filepath.Join(dir, "state"))
	s.Plan.Kinds = map[string]feed.Kind{"pages": {Off: true}, "archives": {Off: true}}
	m := open(t, s, t.Output())
	defer func() { must(t, m.Close()) }()
	var early map[string]string
	m.FollowOutput(func(*os.Root) {}, func() {
		if early == nil {
			early = published(t, out)
			if n, err := m.catalog.Count(); n > 0 || err != nil {
				t.Errorf("%d articles (%v) are known before", n, err)
			}
		}
	})
	must(t, m.Build(t.Context()))
	last := published(t, out)
	if got, want := slices.Sorted(maps.Keys(early)), []string{"atom.xml", "feed.css", "feed.json", "rss.xml"}; !slices.Equal(got, want) {
		t.Fatalf("early are %q, want %q", got, want)
	}
	for p, text := range early {
		if text != last[p] {
			t.Errorf("%s was %s, and is %s", p, text, last[p])
		}
	}
	if n := strings.Count(early["rss.xml"], "<item>"); n != 50 || !strings.Contains(early["rss.xml"], "Ship 2048<") || !strings.Contains(early["rss.xml"], "last ship of all") {
		t.Errorf("%d articles are early: %s", n, early["rss.xml"])
	}
	if done, err := m.Summary(); err != nil || done.Documents != len(last) {
		t.Errorf("%+v (%v) of %d documents", done, err, len(last))
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "state", "newest*")); len(left) > 0 {
		t.Errorf("%q are left", left)
	}
}

// Where what is not read yet could change what comes out, nothing does.
func TestNothingComesOutEarlyThatMayChange(t *testing.T) {
	dir := t.TempDir()
	news := filepath.Join(dir, "news")
	writeMany(t, news, manyArticles)
	newest := "---\ntitle: Newest\ndate: 2022-10-01\n---\n"
	cases := []struct {
		name  string
		files map[string]string
		set   func(*Settings)
		early bool
	}{
		{"a plain article", map[string]string{"newest.md": newest + "All is told.\n"}, nil, true},
		{"one that leads elsewhere", map[string]string{"newest.md": newest + "See [there](https://example.org/).\n"}, nil, true},
		{"one that leads to another", map[string]string{"newest.md": newest + "See [the first](ship-0000.md).\n"}, nil, false},
		{"one that shows a picture", map[string]string{"newest.md": newest + "![The ship](ship.png)\n"}, nil, false},
		{"one with a picture beside it", map[string]string{"newest.md": newest + "All is told.\n", "newest.jpg": "no picture"}, nil, false},
		{"one that is translated", map[string]string{"newest.md": newest + "All is told.\n", "newest.de.md": "---\ntitle: Neuestes\ndate: 2020-01-01\n---\nAlles ist gesagt.\n"}, nil, false},
		{"one whose address another may have", map[string]string{"newest.md": newest + "All is told.\n", "Newest.markdown": "---\ntitle: Old\ndate: 2020-01-01\n---\nOld.\n"}, nil, false},
		{"an id that is stated anywhere", map[string]string{"old.md": "---\ntitle: Old\ndate: 2020-01-01\nid: urn:x:1\n---\nOld.\n"}, nil, false},
		{"a recording's notes", map[string]string{"newest.md": newest + "All is told.\n"}, func(s *Settings) { s.Rules.ByPlace = func(string) bool { return true } }, false},
		{"feeds that are there", map[string]string{"newest.md": newest + "All is told.\n"}, func(s *Settings) {
			must(t, os.MkdirAll(filepath.Join(s.Out, "tags"), 0o755))
			must(t, os.WriteFile(filepath.Join(s.Out, "rss.xml"), nil, 0o644))
		}, false},
		{"files that are converted", map[string]string{"newest.md": newest + "All is told.\n"}, func(s *Settings) {
			s.Reading = func(string) content.Options { return content.Options{Convert: map[string][]string{".md": {"cat"}}} }
		}, false},
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for name, text := range c.files {
				file := filepath.Join(news, name)
				must(t, os.WriteFile(file, []byte(text), 0o644))
				defer os.Remove(file)
			}
			s := testSettings(news, filepath.Join(dir, fmt.Sprint("out", i)), filepath.Join(dir, fmt.Sprint("state", i)))
			if c.set != nil {
				c.set(&s)
			}
			m := open(t, s, t.Output())
			defer func() { must(t, m.Close()) }()
			changes, err := m.compare(t.Context())
			must(t, err)
			load, err := m.catalog.Load()
			must(t, err)
			m.herald(t.Context(), load, changes.Changed)
			must(t, load.Close())
			if got := len(m.out.early) > 0; got != c.early {
				t.Errorf("early is %v, want %v: %q", got, c.early, slices.Sorted(maps.Keys(m.out.early)))
			}
		})
	}
}

// Ids that came out early stay, whatever happens to the files before all is read.
func TestWhatCameOutEarlyIsRemembered(t *testing.T) {
	dir := t.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	writeMany(t, news, manyArticles)
	must(t, os.WriteFile(filepath.Join(news, "newest.md"), []byte("---\ntitle: Newest\ndate: 2022-10-01\n---\nAll is told.\n"), 0o644))
	s := testSettings(news, out, filepath.Join(dir, "state"))
	m := open(t, s, t.Output())
	changes, err := m.compare(t.Context())
	must(t, err)
	load, err := m.catalog.Load()
	must(t, err)
	m.herald(t.Context(), load, changes.Changed)
	must(t, load.Close())
	must(t, m.Close()) // as if it had been killed
	early := published(t, out)["rss.xml"]
	must(t, os.Rename(filepath.Join(news, "newest.md"), filepath.Join(news, "renamed.md")))
	m = open(t, s, t.Output())
	must(t, m.Build(t.Context()))
	must(t, m.Close())
	if was, is := idsIn(early), idsIn(published(t, out)["rss.xml"]); len(was) == 0 || !slices.Equal(was, is) {
		t.Errorf("ids were %q, and are %q", was, is)
	}
}

func idsIn(rss string) (all []string) {
	for _, part := range strings.Split(rss, "<guid")[1:] {
		id, _, _ := strings.Cut(part, "</guid>")
		all = append(all, id)
	}
	return all
}
