package feed

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/dates"
	"feedmill/content/permalink"
	"feedmill/content/read"
)

// TestMain has each property tried less often than rapid would by itself, since each try
// publishes some editions; -rapid.checks says how often.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "30"); err != nil {
		panic(err)
	}
	m.Run()
}

// plainBody is the simplest body there is: paragraphs of text.
type plainBody string

func (b plainBody) HTML() string   { return "<p>" + string(b) + "</p>" }
func (b plainBody) Text() string   { return string(b) }
func (b plainBody) Source() string { return string(b) }

var errUnreadable = errors.New("cannot be read just now")

// newsroom is a folder of articles as the catalog and the editor see it.
type newsroom struct {
	articles  map[string]*content.Article // by path
	broken    map[string]bool
	editor    *Editor
	catalog   *catalog.Catalog
	plan      Plan
	elsewhere permalink.Pattern // permalink of the articles; empty if they have pages
	public    map[string]string // documents published, by path
}

func newNewsroom(t testing.TB, file string) *newsroom {
	t.Helper()
	c, err := catalog.Open(file, catalog.Options{Authority: "news.example.org", Window: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	n := &newsroom{articles: map[string]*content.Article{}, broken: map[string]bool{}, catalog: c, plan: newsPlan, public: map[string]string{}}
	n.editor = n.newEditor()
	return n
}

func (n *newsroom) newEditor() *Editor {
	channel := Channel{Title: "Paper", Base: "https://news.example.org/", Language: "en", Stylesheet: "feed.css"}
	e := NewEditor(n.catalog, channel, Site{URL: channel.Base, Permalink: n.elsewhere, Folder: "log"}, n.plan, func(r catalog.Record) (*content.Article, error) {
		if a := n.articles[r.Path]; a != nil && !n.broken[r.Path] {
			return a, nil
		}
		return nil, errUnreadable
	})
	e.lengths = lengths{3, 2}
	return e
}

// newsPlan has one of everything.
var newsPlan = Plan{
	Feeds: []Named{
		{Name: "abroad", Limit: 3, Query: catalog.Query{Include: catalog.Terms{Section: []string{"world", "CITY"}, Tag: []string{"c", "New York"}}, Exclude: catalog.Terms{Author: []string{"ada lint"}}}},
		{Name: "all-but-german", Limit: 5, Mode: Summary, Formats: []string{"atom"}, Query: catalog.Query{Exclude: catalog.Terms{Language: []string{"de"}}}},
	},
	Aliases:    map[string]string{"old/feed.xml": "rss.xml", "old/c": "tags/c/atom.xml", "old/september": "archive/2026-09/rss.xml"},
	Tombstones: 3,
}

// reading is the file at path as cmd would hand it in.
func (n *newsroom) reading(path string) catalog.Reading {
	a := n.articles[path]
	sum := sha256.Sum256(fmt.Appendf(nil, "%v %v", a, a.Body()))
	r := catalog.Reading{Path: path, ModTime: newsTime, Articles: []*content.Article{a}}
	copy(r.FileHash[:], sum[:])
	if n.broken[path] {
		r.Articles, r.Err = nil, errUnreadable
	}
	return r
}

var newsTime = time.Date(2026, 11, 9, 8, 0, 0, 0, time.UTC)

// take applies a change and publishes what the editor asks for.
func (n *newsroom) take(t testing.TB, changed, gone []string) {
	t.Helper()
	publishInto(t, n.public, n.since(t, changed, gone))
	if err := n.editor.Keep(); err != nil {
		t.Fatal(err)
	}
}

// since applies a change and is what the editor asks for, before the change is on the disk.
func (n *newsroom) since(t testing.TB, changed, gone []string) Edition {
	t.Helper()
	var readings []catalog.Reading
	for _, p := range changed {
		readings = append(readings, n.reading(p))
	}
	delta, _, err := n.catalog.ApplyAhead(readings, gone, newsTime)
	if err != nil {
		t.Fatal(err)
	}
	edition, err := n.editor.Since(delta)
	if err != nil {
		t.Fatal(err)
	}
	return edition
}

func publishInto(t testing.TB, public map[string]string, edition Edition) {
	t.Helper()
	for d, err := range edition.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		public[d.Path] = string(d.body())
	}
	for _, p := range edition.Gone {
		delete(public, p)
	}
}

// whole is every document, made from nothing but the catalog and the folder.
func (n *newsroom) whole(t testing.TB) map[string]string {
	t.Helper()
	edition, _, err := n.newEditor().Whole(false)
	if err != nil {
		t.Fatal(err)
	}
	public := map[string]string{}
	publishInto(t, public, edition)
	return public
}

// What is published change by change is what would be published at once: no feed
// is forgotten, and no document stays that nothing asks for.
func TestEditionsAddUpToTheWhole(t *testing.T) {
	t.Parallel()
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		n := newNewsroom(t, filepath.Join(t.TempDir(), fmt.Sprint(run), "catalog.db"))
		publishInto(t, n.public, firstEdition(t, n))
		for step := range rapid.IntRange(1, 6).Draw(rt, "steps") {
			changed, gone := n.edit(rt, step)
			n.take(t, changed, gone)
			if missing, stale, differ := compare(n.public, n.whole(t)); len(missing)+len(stale)+len(differ) > 0 {
				rt.Fatalf("after step %d (changed %q, gone %q): missing %q, stale %q, different %q", step, changed, gone, missing, stale, differ)
			}
			if lost := n.lost(t); len(lost) > 0 {
				rt.Fatalf("after step %d (changed %q, gone %q): in neither the site's feed nor what it leads to: %q", step, changed, gone, lost)
			}
		}
	})
}

// lost are the articles shown that a reader does not find who begins with the site's
// feed and follows its archives back.
func (n *newsroom) lost(t testing.TB) (paths []string) {
	t.Helper()
	var found strings.Builder
	for link := []string{"", "atom.xml"}; link != nil; {
		document := n.public[link[1]]
		if document == "" {
			t.Fatalf("the archives lead to %s, which is not there", link[1])
		}
		found.WriteString(document)
		link = prevArchive.FindStringSubmatch(document)
	}
	for r, err := range n.catalog.All(catalog.Selection{}) {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(found.String(), r.ID) {
			paths = append(paths, r.Path)
		}
	}
	return paths
}

var prevArchive = regexp.MustCompile(`rel="prev-archive" type="application/atom\+xml" href="https://news.example.org/([^"]*)"`)

func firstEdition(t testing.TB, n *newsroom) Edition {
	t.Helper()
	edition, _, err := n.editor.Whole(false)
	if err != nil {
		t.Fatal(err)
	}
	return edition
}

// edit changes the newsroom at random: articles come, change and go, several at once.
func (n *newsroom) edit(rt *rapid.T, step int) (changed, gone []string) {
	paths := []string{"a.txt", "world/b.txt", "world/c.txt", "city/d.txt", "city/e.txt", "sport/f.txt", "g.txt", "g.de.txt", "g.en.txt", "de/a.txt"}
	for _, p := range rapid.SliceOfNDistinct(rapid.SampledFrom(paths), 1, 7, rapid.ID[string]).Draw(rt, "paths") {
		if n.articles[p] != nil && rapid.Bool().Draw(rt, "goes") {
			delete(n.articles, p)
			gone = append(gone, p)
			continue
		}
		n.articles[p] = drawArticle(rt, p, step)
		changed = append(changed, p)
	}
	slices.Sort(changed)
	slices.Sort(gone)
	return changed, gone
}

func drawArticle(rt *rapid.T, p string, step int) *content.Article {
	day := rapid.IntRange(1, 28).Draw(rt, "day")
	month := rapid.SampledFrom([]time.Month{5, 8, 9, 10, 10, 10, 10, 10, 10}).Draw(rt, "month")
	a := content.New(content.Facts{
		Path: p, Title: rapid.SampledFrom([]string{fmt.Sprintf("Story of %s, version %d", p, step), headlines[0], headlines[1]}).Draw(rt, "title"),
		Published: dates.Date{Time: time.Date(2026, month, day, 0, 0, 0, 0, time.UTC), DayOnly: true},
		Section:   rapid.SampledFrom([]string{"", "World", "world", "City"}).Draw(rt, "section"),
		Language:  rapid.SampledFrom([]string{"en", "en-GB", "de", ""}).Draw(rt, "language"),
		Tags:      rapid.SliceOfN(rapid.SampledFrom([]string{"C", "C++", "new york", "New  York", "日本"}), 0, 3).Draw(rt, "tags"),
		Body:      plainBody(fmt.Sprintf("Body %d of %s, drawn on the day numbered %d of that month.", step, p, day)),
	})
	a = a.With(func(f *content.Facts) { f.Draft = rapid.IntRange(0, 4).Draw(rt, "draft") == 0 })
	if rapid.Bool().Draw(rt, "related") {
		a = a.With(func(f *content.Facts) {
			f.Body = storyWith(rt, rapid.SampledFrom(headlines).Draw(rt, "headline"), step)
		})
	}
	if rapid.Bool().Draw(rt, "byline") {
		a = a.With(func(f *content.Facts) {
			f.Authors = []content.Author{{Name: rapid.SampledFrom([]string{"Ada Lint", "Tomas Brandreth"}).Draw(rt, "author")}}
		})
	}
	if rapid.IntRange(0, 4).Draw(rt, "elsewhere") == 0 {
		a = a.With(func(f *content.Facts) { f.SourceURL = "https://elsewhere.example/" + p })
	}
	return a
}

// An article that brings no new tag or the like asks for no list of feeds.
func TestOneMoreArticleMakesItsFeedsOnly(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	for _, p := range []string{"a.txt", "b.txt", "c.txt"} {
		n.articles[p] = content.New(content.Facts{
			Path: p, Title: "Story " + p, Section: "City", Language: "en",
			Published: dates.Date{Time: newsTime.Add(-time.Hour)}, Body: plainBody("The body of " + p),
		})
	}
	n.take(t, []string{"a.txt", "b.txt"}, nil)
	edition := n.since(t, []string{"c.txt"}, nil)
	made := map[string]string{}
	publishInto(t, made, edition)
	want := []string{
		"archive/2026/index.html", "articles/b.html", "articles/c.html", "atom.xml", "feed.json", "feeds/all-but-german/atom.xml", "feeds/all-but-german/index.html",
		"index.html", "old/feed.xml", "rss.xml",
		"sections/city/atom.xml", "sections/city/feed.json", "sections/city/index.html", "sections/city/rss.xml",
	}
	if got := slices.Sorted(maps.Keys(made)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := edition.Gone, []string{"archive/2026-11/atom.xml", "archive/2026-11/rss.xml"}; !slices.Equal(got, want) {
		t.Errorf("takes away %q, want %q, of the month that is open", got, want)
	}
}

// That the only article of its section says something else brings no new feed; that it is
// filed by another spelling may rename one.
func TestTheOnlyArticleOfItsSectionChanges(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	for _, step := range []struct {
		body, section string
		listed        bool
	}{
		{"The bridge opens", "City", true},
		{"The bridge opens on Monday", "City", false},
		{"The bridge opens on Monday", "CITY", true},
		{"The bridge opens on Monday", "Country", true},
		{"The bridge opens on Tuesday", "Country", false},
	} {
		n.articles["a.txt"] = content.New(content.Facts{
			Path: "a.txt", Title: "Bridge", Section: step.section, Language: "en",
			Published: dates.Date{Time: newsTime.Add(-time.Hour)}, Body: plainBody(step.body),
		})
		made := map[string]string{}
		publishInto(t, made, n.since(t, []string{"a.txt"}, nil))
		if _, listed := made[opmlName]; listed != step.listed {
			t.Errorf("%q in section %s: list of all feeds made: %v, want %v", step.body, step.section, listed, step.listed)
		}
	}
}

// Who follows the site waits for a closed month only where the feed begins to lead
// to it: an archive holds a month's articles, and takes a while.
func TestArchivesHoldUpTheSitesFeedOnlyWhereItLeadsToThem(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	write := func(p string, month time.Month, body string) {
		date := dates.Date{Time: time.Date(2026, month, 5, 12, 0, 0, 0, time.UTC)}
		n.articles[p] = content.New(content.Facts{Path: p, Title: "Story " + p, Published: date, Body: plainBody(body)})
	}
	for _, step := range []struct {
		name  string
		month time.Month
		body  string
		want  []string // the archives and the site's feed, in their order
	}{
		{"a.txt", 8, "The first", []string{"rss.xml"}},
		{"b.txt", 9, "August closes", []string{"archive/2026-08/rss.xml", "rss.xml"}},
		{"a.txt", 8, "August is corrected", []string{"rss.xml", "archive/2026-08/rss.xml"}},
		{"c.txt", 8, "August gains", []string{"rss.xml", "archive/2026-08/rss.xml"}},
		{"d.txt", 10, "September closes", []string{"archive/2026-09/rss.xml", "archive/2026-08/rss.xml", "rss.xml"}},
	} {
		write(step.name, step.month, step.body)
		edition := n.since(t, []string{step.name}, nil)
		var got []string
		for d, err := range edition.Documents() {
			if err != nil {
				t.Fatal(err)
			}
			if d.Path == "rss.xml" || strings.HasPrefix(d.Path, "archive/") && strings.HasSuffix(d.Path, "rss.xml") {
				got = append(got, d.Path)
			}
		}
		if !slices.Equal(got, step.want) {
			t.Errorf("%s: got %q, want %q", step.body, got, step.want)
		}
	}
}

// What cannot be made now is no less current: its last good document stays.
func TestDocumentsOfUnreadableArticlesAreCurrent(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	for i, p := range []string{"old.txt", "new.txt"} {
		date := dates.Date{Time: time.Date(2026, time.Month(8+i), 5, 12, 0, 0, 0, time.UTC)}
		n.articles[p] = content.New(content.Facts{Path: p, Title: "Story " + p, Published: date, Body: plainBody("The body of " + p)})
	}
	if _, err := n.catalog.Apply([]catalog.Reading{n.reading("old.txt"), n.reading("new.txt")}, nil, newsTime); err != nil {
		t.Fatal(err)
	}
	n.broken["old.txt"] = true
	edition, current, err := n.newEditor().Whole(false)
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]string{}
	publishInto(t, made, edition)
	for _, p := range []string{"articles/old.html", "archive/2026-08/rss.xml", "archive/2026-08/atom.xml"} {
		if _, ok := made[p]; ok || !current(p) {
			t.Errorf("%s: made %v, current %v; want false, true", p, ok, current(p))
		}
	}
	if current("archive/2026-09/rss.xml") {
		t.Error("the open month has an archive")
	}
}

// headlines are titles that also stand as stray lines in other stories.
var headlines = []string{
	"Harbour master to retire after a quarter of a century at the tower",
	"Night ferry returns to Harrow Quay after eleven winters of silence",
}

// storyWith is the body of a newspaper text in which a headline stands astray.
func storyWith(t rapid.TB, headline string, n int) content.Body {
	t.Helper()
	text := fmt.Sprintf("A story of number %d\n\nThe board met on Tuesday and talked for four hours about the boats, the gulls and the price of rope in the coming year.\n\n%s\n\nNobody left before the end, which had not happened since the winter in which the old pier was carried off by the ice.\n", n, headline)
	articles, err := read.Parse(content.File{Path: "a.txt", Data: []byte(text)}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return articles[0].Body()
}

// A stray headline leaves the body when the article that it leads to appears,
// and is back when that goes.
func TestHeadlineOfAnotherArticleIsTakenOut(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	n.articles["a.txt"] = content.New(content.Facts{Path: "a.txt", Title: "The board met", Published: dates.Date{Time: newsTime.Add(-time.Hour)}, Body: storyWith(t, headlines[0], 1)})
	n.articles["b.txt"] = content.New(content.Facts{Path: "b.txt", Title: headlines[0] + "!", Published: dates.Date{Time: newsTime.Add(-time.Hour)}, Body: plainBody("She will be missed.")})
	page := func() string {
		_, article, _ := strings.Cut(n.public["articles/a.html"], "<article")
		article, _, _ = strings.Cut(article, "</article>")
		return article
	}
	n.take(t, []string{"a.txt"}, nil)
	before := page()
	if !strings.Contains(before, headlines[0]) {
		t.Fatalf("the headline is missing while nothing confirms it:\n%s", before)
	}
	n.take(t, []string{"b.txt"}, nil)
	if got := page(); strings.Contains(got, headlines[0]) || !strings.Contains(got, "Nobody left") {
		t.Errorf("got\n%s\nwant the body without the headline", got)
	}
	n.take(t, nil, []string{"b.txt"})
	if got := page(); got != before {
		t.Errorf("got\n%s\nwant\n%s", got, before)
	}
}

func compare(got, want map[string]string) (missing, stale, differ []string) {
	for _, p := range slices.Sorted(maps.Keys(want)) {
		if g, ok := got[p]; !ok {
			missing = append(missing, p)
		} else if g != want[p] {
			differ = append(differ, p)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[p]; !ok {
			stale = append(stale, p)
		}
	}
	return missing, stale, differ
}

// A file that becomes unreadable keeps its article as it was, in a new process too,
// and on a machine that lies in the zone of its date.
func TestUnreadableArticleStaysAsItWas(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	date := dates.Date{Time: newsTime.Add(-time.Hour).In(time.FixedZone("", 3600))}
	for _, p := range []string{"a.txt", "b.txt"} {
		n.articles[p] = content.New(content.Facts{Path: p, Title: "Story " + p, Published: date, Body: plainBody("The body of " + p)})
	}
	n.take(t, []string{"a.txt", "b.txt"}, nil)
	n.broken["a.txt"] = true
	n.take(t, []string{"a.txt"}, nil)
	defer func(here *time.Location) { time.Local = here }(time.Local)
	time.Local = time.FixedZone("CET", 3600)
	got := n.whole(t)
	for _, p := range []string{"rss.xml", "atom.xml", "feed.json", "index.html", "articles/a.html"} {
		if got[p] != n.public[p] {
			t.Errorf("%s: got\n%s\nwant\n%s", p, got[p], n.public[p])
		}
	}
}

func TestFoldersOfFeedsDoNotMeet(t *testing.T) {
	names := []string{"C", "C++", "C#", "new york", "new-york", "New/York", "日本", "日 本", "...", "!", "Ünïcode", "a.b", strings200("x"), strings200("x") + "y"}
	seen := map[string]string{}
	for _, name := range names {
		dir := hashedName(name)
		if other, ok := seen[dir]; ok {
			t.Errorf("%q and %q share the folder %q", name, other, dir)
		}
		seen[dir] = name
		if dir == "" || len(dir) > 200 || dir[0] == '.' {
			t.Errorf("folder of %q is %q", name, dir)
		}
	}
	for _, same := range [][2]string{{"New York", "new  york"}, {"Ü", "U\u0308"}} {
		if a, b := hashedName(same[0]), hashedName(same[1]); a != b {
			t.Errorf("%q has folder %q, %q has %q; want one", same[0], a, same[1], b)
		}
	}
	if got, want := hashedName("New York"), "new-york"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func strings200(s string) string {
	for len(s) < 200 {
		s += s
	}
	return s[:200]
}

// A catalog of the time when folders had hashes keeps them beside the short ones, with
// the ids that its feeds had; of what comes later there is but the short one, and with a
// hash the name that would meet another's.
func TestFormerAddressesStay(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	write := func(p string, tags ...string) {
		n.articles[p] = content.New(content.Facts{Path: p, Title: "Story " + p, Tags: tags, Published: dates.Date{Time: newsTime.Add(-time.Hour)}, Body: plainBody("The body of " + p)})
		n.take(t, []string{p}, nil)
	}
	n.editor.folders.before = 1 << 20
	n.editor.folders.filled, n.editor.folders.owners = true, map[string]string{}
	n.editor.folders.known, n.editor.folders.former = map[string]bool{}, map[string]string{}
	write("a.txt", "Web/Dev")
	n.editor.folders.before = 0
	write("b.txt", "R&D", "R D")
	former := "tags/" + hashedName("Web/Dev") + "/rss.xml"
	for p, want := range map[string]bool{
		"tags/web-dev/rss.xml": true, former: true, "tags/r-d/rss.xml": true,
		"tags/" + hashedName("R&D") + "/rss.xml": false, "tags/" + withHash("r-d", "r d") + "/rss.xml": true,
	} {
		if _, there := n.public[p]; there != want {
			t.Errorf("%s: there is %v, want %v", p, there, want)
		}
	}
	if n.public[former] != n.public["tags/web-dev/rss.xml"] {
		t.Error("the copy at the former address differs")
	}
	n.take(t, nil, []string{"a.txt"})
	delete(n.articles, "a.txt")
	if _, there := n.public[former]; there {
		t.Error("the copy outlives its feed")
	}
}
