package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"pgregory.net/rapid"

	"feedmill/content"
	"feedmill/feed/validate"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from %s; run go test -update and look at the difference.\ngot\n%s", name, file, got)
	}
}

// morning is a channel with everything set.
var morning = Channel{
	ID: "urn:uuid:99999999-2222-5333-8444-555555555555", Title: "Morning & Evening", Description: "News <every> day.", Base: "https://paper.example/",
	Language: "en", Authors: []content.Author{{Name: "The Editors", Email: "desk@paper.example", URL: "https://paper.example/about"}}, Rights: "© The Paper",
	Icon: "https://paper.example/icon.png", Favicon: "https://paper.example/favicon.png", Logo: "https://paper.example/logo.png",
	Hubs: []string{"https://hub.example/"}, TTL: 15, Pace: Pace{"daily", 2}, Version: "1.2", Updated: time.Date(2016, 9, 10, 6, 0, 0, 0, time.UTC), Stylesheet: "feed.css",
	Archive: Archive{Prev: "archive/2016-08/"},
}

// sample is three entries that together use every field.
func sample() []Entry {
	kathmandu := time.FixedZone("", 5*3600+45*60)
	return []Entry{
		NewEntry(identity, content.New(content.Facts{
			Path: "bridge.md", Title: `The "new" bridge & <b>tunnel</b> ]]> opens`, Summary: "Open at 1 < 2 & later.", Language: "en", Section: "City", Tags: []string{"bridge", "R&D"},
			Authors: []content.Author{{Name: "Ann Lee", Email: "ann@paper.example", URL: "https://paper.example/ann"}, {Name: "City Desk", Organisation: true}},
			Source:  "Tide & Co", Rights: "© Ann Lee", Image: "lead.jpg", Banner: "wide.jpg", External: "https://bridge.example/?a=1&b=2",
			Links: []content.Link{
				{Rel: content.Via, URL: "https://found.example/", Title: "Found & <kept>"}, {Rel: content.Related, URL: "../x.html"},
				{Rel: content.Replies, URL: "https://talk.example/1"}, {Rel: content.Related, URL: "javascript:x"},
			},
			Enclosures: []content.Enclosure{{URL: "talk.mp3", Length: 1234, Duration: 61500 * time.Millisecond}, {URL: "https://cdn.example/plan ä.pdf", Title: "The plan"}, {URL: "b.ogg", Duration: 90 * time.Second}},
			Body:       words{`<p>See <a href="../x.html#y">this</a> and <code>]]&gt;</code>.</p><script>x()</script>`, "See this."},
		}), paper),
		NewEntry(Identity{ID: "urn:uuid:22222222-2222-5333-8444-555555555555", Slug: "גשר", Published: time.Date(2016, 9, 9, 0, 0, 0, 0, kathmandu), Updated: time.Date(2016, 9, 9, 0, 0, 0, 0, time.UTC), DayOnly: true},
			content.New(content.Facts{Title: "גשר חדש", Language: "he", Body: words{"<p>הגשר נפתח היום.</p>", "הגשר נפתח היום."}}), paper),
		NewEntry(Identity{ID: "urn:uuid:33333333-2222-5333-8444-555555555555", Slug: "x", Published: time.Date(2016, 9, 8, 23, 59, 59, 0, time.UTC), Updated: time.Date(2016, 9, 8, 23, 59, 59, 0, time.UTC)},
			content.New(content.Facts{Title: "新しい橋", SourceURL: "https://bücher.example/straße?q=ä", Source: "Bücher", SourceFeed: content.SourceFeed{URL: "https://bücher.example/rss", Home: "https://bücher.example"}}), paper),
	}
}

func TestFeedGolden(t *testing.T) {
	small := morning
	small.Dir, small.Archive, small.Mode, small.Hubs, small.Stylesheet = "tags/größe & co/", Archive{}, Summary, nil, ""
	full := Channel{Title: "Full", Base: "https://paper.example/", Dir: "full/", Mode: Full}
	old := morning
	old.Dir, old.Archive = "archive/2016-08/", Archive{Archived: true, Prev: "archive/2016-07/", Next: "archive/2016-09/"}
	for _, c := range []struct {
		name    string
		channel Channel
		entries []Entry
		want    int
	}{
		{"both", morning, sample(), 3},
		{"summary", small, sample(), 3},
		{"full", full, sample(), 3},
		{"archive", old, sample()[1:], 2},
		{"empty", Channel{Title: "Empty", Base: "https://paper.example/"}, nil, 3},
	} {
		docs := press(t, c.channel, c.entries)
		if len(docs) != c.want {
			t.Errorf("%s: got %d documents, want %d", c.name, len(docs), c.want)
		}
		for _, d := range docs {
			golden(t, c.name+"-"+filepath.Base(d.Path), d.body())
		}
	}
}

func press(t interface {
	Helper()
	Fatalf(string, ...any)
}, ch Channel, entries []Entry) []Document {
	t.Helper()
	docs, err := NewPress(1<<20).Feed(ch, entries)
	if err != nil {
		t.Fatalf("Feed: %v", err)
	}
	return docs
}

func TestSplicedDocumentsEqualWholeOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfN(anyEntry, 0, 4).Draw(t, "entries")
		ch := morning
		ch.Mode = rapid.SampledFrom([]Mode{Both, Full, Summary}).Draw(t, "mode")
		ch.MaxBytes = 100_000_000
		docs := press(t, ch, entries)
		for i, whole := range wholeDocuments(t, ch, entries) {
			if !bytes.Equal(docs[i].body(), whole) {
				t.Errorf("%s: spliced document differs from the whole one\nspliced:\n%s\nwhole:\n%s", docs[i].Path, docs[i].body(), whole)
			}
		}
	})
}

// wholeDocuments renders each document at one go.
func wholeDocuments(t *rapid.T, ch Channel, entries []Entry) [][]byte {
	r, a, j := newRSS(ch, entries), newAtom(ch, entries), newJSON(ch, entries)
	for _, e := range entries {
		r.Channel.Items = append(r.Channel.Items, newRSSItem(e, ch.Mode))
		a.Entries = append(a.Entries, newAtomEntry(e, ch.Mode))
		j.Items = append(j.Items, newJSONItem(e, ch.Mode))
	}
	rss, err1 := writeXML(ch, r)
	atom, err2 := writeXML(ch, a)
	json, err3 := writeJSON(j, "")
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatalf("render whole: %v", err)
	}
	return [][]byte{rss, atom, json}
}

func TestReadersAgreeWithAnyEntry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyEntry.Draw(t, "entry")
		ch := morning
		ch.MaxBytes = 100_000_000
		for _, d := range press(t, ch, []Entry{e}) {
			checkWellFormed(t, d)
			f, err := gofeed.NewParser().Parse(bytes.NewReader(d.body()))
			if err != nil {
				t.Fatalf("%s: gofeed: %v\n%s", d.Path, err, d.body())
			}
			if len(f.Items) != 1 {
				t.Fatalf("%s: gofeed reads %d items, want 1", d.Path, len(f.Items))
			}
			checkItem(t, d.Path, f.Items[0], e)
			checkSurroundings(t, d, e)
		}
	})
}

// surroundings are what gofeed does not tell of an item: its links and pictures.
type surroundings struct {
	Links []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/2005/Atom link"`
	Thumbnail struct {
		URL string `xml:"url,attr" json:"-"`
	} `xml:"http://search.yahoo.com/mrss/ thumbnail"`
	Comments string `xml:"comments"`
	Source   struct {
		URL     string    `xml:"url,attr"`
		ID      string    `xml:"id"`
		Updated time.Time `xml:"updated"`
	} `xml:"source"`

	Image    string `json:"image"`
	Banner   string `json:"banner_image"`
	External string `json:"external_url"`
}

// checkSurroundings compares what the one item of a document is surrounded by.
func checkSurroundings(t *rapid.T, d Document, e Entry) {
	var doc struct {
		Items   []surroundings `xml:"channel>item" json:"items"`
		Entries []surroundings `xml:"entry"`
	}
	unmarshal := xml.Unmarshal
	if d.Path == "feed.json" {
		unmarshal = json.Unmarshal
	}
	if err := unmarshal(d.body(), &doc); err != nil || len(doc.Items)+len(doc.Entries) != 1 {
		t.Fatalf("%s: got %d items, error %v", d.Path, len(doc.Items)+len(doc.Entries), err)
	}
	got := append(doc.Items, doc.Entries...)[0]
	if d.Path == "feed.json" {
		if got.Image != e.Image || got.Banner != e.Banner || got.External != e.External {
			t.Errorf("%s: got image %q, banner %q, external %q; want %q, %q, %q", d.Path, got.Image, got.Banner, got.External, e.Image, e.Banner, e.External)
		}
		return
	}
	var links, want []string
	for _, l := range got.Links {
		if l.Rel != "alternate" && l.Rel != "enclosure" {
			links = append(links, l.Rel+" "+l.Href)
		}
	}
	if got.Comments != "" {
		links = append(links, "replies "+got.Comments)
	}
	for _, l := range e.relations() {
		want = append(want, l.Rel+" "+l.URL)
	}
	slices.Sort(links)
	slices.Sort(want)
	if !slices.Equal(links, want) || got.Thumbnail.URL != e.Image {
		t.Errorf("%s: got links %q and thumbnail %q, want %q and %q", d.Path, links, got.Thumbnail.URL, want, e.Image)
	}
	if d.Path == "rss.xml" && got.Source.URL != e.SourceFeed.URL || d.Path == "atom.xml" && (got.Source.ID != e.SourceFeed.ID || !got.Source.Updated.Equal(e.SourceFeed.Updated)) {
		t.Errorf("%s: got source %+v, want %+v", d.Path, got.Source, e.SourceFeed)
	}
}

// checkItem fails if a reader got something else than was put in. gofeed takes
// names apart at signs that are usual about e-mail addresses.
func checkItem(t *rapid.T, name string, got *gofeed.Item, e Entry) {
	text := func(field, got, want string) {
		if strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s: %s: got %q, want %q", name, field, got, want)
		}
	}
	text("id", got.GUID, e.ID)
	text("title", got.Title, e.Title)
	text("link", got.Link, e.Link)
	if e.HTML != "" && e.Summary != "" {
		text("content", got.Content, e.HTML)
	}
	if name == "rss.xml" {
		text("description", got.Description, map[bool]string{true: e.HTML, false: escapeHTML(e.brief())}[e.HTML != "" && e.Summary == ""])
	}
	if want := e.categories(); !slices.Equal(got.Categories, want) {
		t.Errorf("%s: categories: got %q, want %q", name, got.Categories, want)
	}
	if got.PublishedParsed == nil || !got.PublishedParsed.Truncate(time.Second).Equal(e.Published.Truncate(time.Second)) {
		t.Errorf("%s: published: got %v, want %v", name, got.PublishedParsed, e.Published)
	}
	if name != "rss.xml" && (got.UpdatedParsed == nil || !got.UpdatedParsed.Equal(e.Updated)) {
		t.Errorf("%s: updated: got %v, want %v", name, got.UpdatedParsed, e.Updated)
	}
	if len(e.Authors) > 0 && !strings.ContainsAny(e.Authors[0].Name, "@()") && (len(got.Authors) == 0 || got.Authors[0].Name != e.Authors[0].Name) {
		t.Errorf("%s: authors: got %v, want %v", name, got.Authors, e.Authors)
	}
	if len(e.Enclosures) > 0 && (len(got.Enclosures) == 0 || got.Enclosures[0].URL != e.Enclosures[0].URL || got.Enclosures[0].Type != e.Enclosures[0].Type) {
		t.Errorf("%s: enclosures: got %v, want %v", name, got.Enclosures, e.Enclosures)
	}
}

// checkWellFormed fails if a document is no XML or JSON, or shaped unlike ours.
func checkWellFormed(t interface{ Errorf(string, ...any) }, d Document) {
	if !bytes.HasSuffix(d.body(), []byte(">\n")) && !bytes.HasSuffix(d.body(), []byte("}\n")) {
		t.Errorf("%s does not end in a line end", d.Path)
	}
	if !NamesGenerator(d.body()) {
		t.Errorf("%s does not say who made it in its first bytes", d.Path)
	}
	if strings.HasSuffix(d.Path, ".json") {
		if !json.Valid(d.body()) {
			t.Errorf("%s is no JSON", d.Path)
		}
		return
	}
	if !bytes.HasPrefix(d.body(), []byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n<")) {
		t.Errorf("%s begins with %.60q", d.Path, d.body())
	}
	dec := xml.NewDecoder(bytes.NewReader(d.body()))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s is not well formed: %v", d.Path, err)
			return
		}
		if text, ok := token.(xml.CharData); ok && clean(string(text)) != string(text) {
			t.Errorf("%s holds a forbidden character: %q", d.Path, text)
		}
	}
}

// ofAuthors are the rules that only authors can keep: Feedmill changes neither dates
// nor what a title says, and does not know which hosts there are.
var ofAuthors = []string{validate.ContainsHTML, validate.ImplausibleDate, "InvalidURLAttribute"}

// Whatever an article holds, the documents are valid, as far as Feedmill has a say.
func TestAnyArticleIsValid(t *testing.T) {
	now := time.Date(2300, time.January, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfNDistinct(anyEntry, 0, 3, func(e Entry) string { return e.ID }).Draw(t, "entries")
		for i := range entries {
			entries[i].Updated = entries[i].Updated.Add(time.Duration(i)) // the catalog keeps them apart
		}
		ch := morning
		ch.Mode = rapid.SampledFrom([]Mode{Both, Full, Summary}).Draw(t, "mode")
		ch.Title, ch.Description, ch.Rights = text.Draw(t, "title"), text.Draw(t, "description"), text.Draw(t, "rights")
		ch.Authors = []content.Author{{Name: text.Draw(t, "author"), URL: reference.Draw(t, "author URL")}}
		ch.Logo, ch.Home, ch.Language = reference.Draw(t, "logo"), reference.Draw(t, "home"), rapid.SampledFrom([]string{"en", "ar-EG", "zh_hant"}).Draw(t, "language")
		ch.Deleted = []Tombstone{{ID: rapid.SampledFrom([]string{"4711", "a b", "urn:wire:1", "https://a.example/ä", ""}).Draw(t, "withdrawn"), When: newsTime}}
		ch.MaxBytes = 100_000_000
		list, err := OPML(ch, []Channel{ch})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range append(press(t, ch, entries), list) {
			for _, fault := range validate.Document(d.Path, d.body(), ch.Base+d.Path, now) {
				if !slices.Contains(ofAuthors, fault.Rule) {
					t.Errorf("%s: %+v\n%s", d.Path, fault, d.body())
				}
			}
		}
	})
}

func TestAnyEntryIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := func(name string) string { return text.Draw(t, name) }
		e := Entry{ID: s("id"), Title: s("title"), Link: s("link"), Summary: s("summary"), HTML: s("html"), Tags: []string{s("tag")}, Section: s("section"), Language: s("language"),
			Source: s("source"), SourceURL: s("source URL"), Rights: s("rights"), Image: s("image"), Published: instant.Draw(t, "published"), Updated: instant.Draw(t, "updated"),
			Banner: s("banner"), External: s("external"), Links: []content.Link{{Rel: content.Via, URL: s("via"), Title: s("link title")}, {Rel: content.Replies, URL: s("replies")}},
			SourceFeed: SourceFeed{URL: s("feed"), Home: s("feed's home"), ID: s("feed's id"), Updated: instant.Draw(t, "feed's update")},
			Authors:    []content.Author{{Name: s("name"), Email: s("email"), URL: s("author URL")}}, Enclosures: []content.Enclosure{{URL: s("a"), Type: s("b"), Title: s("file title")}, {URL: s("c"), Type: s("d"), Title: s("second title")}}}
		ch := Channel{ID: cut(s("channel id"), 50), Title: s("channel title"), Description: s("description"), Base: "https://paper.example/", Dir: "a/", Home: s("home"), Language: s("channel language"),
			Rights: s("channel rights"), Icon: s("icon"), Logo: s("logo"), Hubs: []string{s("hub")}, Version: rapid.StringMatching(`[0-9.]{0,9}`).Draw(t, "version"), Stylesheet: cut(s("stylesheet"), 50), MaxBytes: 100_000_000}
		for _, d := range press(t, ch, []Entry{e}) {
			checkWellFormed(t, d)
		}
		opml, err := OPML(ch, []Channel{ch})
		if err != nil {
			t.Fatal(err)
		}
		checkWellFormed(t, opml)
	})
}

func TestDatesAreUTC(t *testing.T) {
	for _, d := range press(t, morning, sample()) {
		for _, bad := range []string{"+05:45", "+0545", "+08:00", "+0800"} {
			if bytes.Contains(d.body(), []byte(bad)) {
				t.Errorf("%s holds a date in zone %s", d.Path, bad)
			}
		}
	}
}

func TestFeedIsCutAtWholeEntries(t *testing.T) {
	var entries []Entry
	for i := range 10 {
		id := identity
		id.ID = fmt.Sprintf("urn:uuid:%08d-2222-5333-8444-555555555555", i)
		entries = append(entries, NewEntry(id, content.New(content.Facts{Title: "T", Summary: "Short.", Body: words{"<p>" + strings.Repeat("long ", 200) + "</p>", ""}}), paper))
	}
	ch := morning
	ch.MaxBytes = 8000
	for _, d := range press(t, ch, entries) {
		f, err := gofeed.NewParser().Parse(bytes.NewReader(d.body()))
		if err != nil {
			t.Fatalf("%s: %v", d.Path, err)
		}
		if int(d.Size) > ch.MaxBytes || len(f.Items)+d.Omitted != 10 || len(f.Items) < 3 || f.Items[0].GUID != entries[0].ID {
			t.Errorf("%s: got %d bytes, %d items, %d omitted", d.Path, d.Size, len(f.Items), d.Omitted)
		}
	}
}

func TestGiantEntryIsShownByItsSummary(t *testing.T) {
	entries := sample()
	entries[0].HTML = "<p>" + strings.Repeat("long ", 200_000) + "</p>"
	for _, d := range press(t, morning, entries) {
		if d.Omitted != 0 || d.Size > 100_000 || bytes.Contains(d.body(), []byte("long long")) {
			t.Errorf("%s: got %d bytes, %d omitted", d.Path, d.Size, d.Omitted)
		}
	}
}

func TestPressRemembersWithinItsCapacityAndNeverShowsIt(t *testing.T) {
	p := NewPress(40_000)
	for round := range 5 {
		for i := range 50 {
			e := sample()[i%3]
			e.ID = fmt.Sprintf("urn:uuid:%08d-2222-5333-8444-555555555555", i)
			e.Title = fmt.Sprintf("Title %d", round/2)
			got, err := p.Feed(morning, []Entry{e})
			if err != nil {
				t.Fatal(err)
			}
			for j, want := range press(t, morning, []Entry{e}) {
				if !bytes.Equal(got[j].body(), want.body()) {
					t.Fatalf("round %d: %s differs from what a fresh press makes", round, want.Path)
				}
			}
			if n := held(p.memory); n > p.memory.capacity {
				t.Fatalf("press holds %d bytes, want at most %d", n, p.memory.capacity)
			}
		}
	}
}

func held(m *memory) (bytes int) {
	for _, generation := range []map[string]*remembered{m.young, m.old} {
		for _, r := range generation {
			bytes += r.size()
		}
	}
	return bytes
}

func TestArchiveLinks(t *testing.T) {
	ch := morning
	ch.Dir, ch.Archive = "archive/2016-08/", Archive{Archived: true, Prev: "archive/2016-07/", Next: "archive/2016-09/", Current: "city/"}
	for _, d := range press(t, ch, nil) {
		name := filepath.Base(d.Path)
		for _, want := range []string{
			"<fh:archive></fh:archive>", `rel="current"`, `href="https://paper.example/city/` + name, `rel="prev-archive"`, `href="https://paper.example/archive/2016-07/` + name,
			`rel="next-archive"`, `href="https://paper.example/archive/2016-09/` + name, `href="https://paper.example/archive/2016-08/` + name,
		} {
			if !bytes.Contains(d.body(), []byte(want)) {
				t.Errorf("%s lacks %s", d.Path, want)
			}
		}
	}
}

// A press that took a changed entry for the old one would never show the change.
func TestEveryFieldTellsEntriesApart(t *testing.T) {
	base := sample()[0]
	change := map[string]func(*Entry){
		"ID": func(e *Entry) { e.ID += "x" }, "Page": func(e *Entry) { e.Page += "x" }, "DayOnly": func(e *Entry) { e.DayOnly = !e.DayOnly }, "ZoneAssumed": func(e *Entry) { e.ZoneAssumed = !e.ZoneAssumed },
		"Language": func(e *Entry) { e.Language += "x" }, "Title": func(e *Entry) { e.Title += "x" }, "Link": func(e *Entry) { e.Link += "x" }, "Summary": func(e *Entry) { e.Summary += "x" }, "Standfirst": func(e *Entry) { e.Standfirst = !e.Standfirst },
		"HTML": func(e *Entry) { e.HTML += "x" }, "Published": func(e *Entry) { e.Published = e.Published.Add(time.Second) }, "Updated": func(e *Entry) { e.Updated = e.Updated.Add(1) },
		"Authors": func(e *Entry) { e.Authors = e.Authors[:1] }, "Tags": func(e *Entry) { e.Tags = []string{"bridgeR&D"} }, "Section": func(e *Entry) { e.Section, e.Language = e.Section+e.Language, "" },
		"Source": func(e *Entry) { e.Source = "" }, "SourceURL": func(e *Entry) { e.SourceURL = "x" }, "Rights": func(e *Entry) { e.Rights = "" }, "Image": func(e *Entry) { e.Image = "" },
		"Banner": func(e *Entry) { e.Banner = "" }, "External": func(e *Entry) { e.External = "" },
		"Links": func(e *Entry) { e.Links = slices.Clone(e.Links); e.Links[0].Title = "" }, "SourceFeed": func(e *Entry) { e.SourceFeed.Updated = time.Unix(1, 0) },
		"Enclosures":   func(e *Entry) { e.Enclosures = slices.Clone(e.Enclosures); e.Enclosures[1].Length = 5 },
		"Translations": func(e *Entry) { e.Translations = []Translation{{"de", "https://paper.example/articles/a-de.html"}} },
		"Episode":      func(e *Entry) { e.Episode = &Episode{Number: 4} },
	}
	if again := sample()[0]; !again.equal(&base) {
		t.Error("equal entries are told apart")
	}
	if got, want := len(change), reflect.TypeFor[Entry]().NumField(); got != want {
		t.Errorf("%d fields are tried, an entry has %d", got, want)
	}
	for field, f := range change {
		e := base
		if f(&e); e.equal(&base) {
			t.Errorf("entries of different %s are taken for one", field)
		}
	}
}
