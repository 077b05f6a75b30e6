package validate_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/feed"
	"feedmill/feed/validate"
)

const site = "https://paper.example/"

var now = time.Date(2026, time.November, 9, 8, 0, 0, 0, time.UTC)

// The ids of the entries.
const (
	first  = "urn:uuid:11111111-2222-5333-8444-555555555555"
	second = "urn:uuid:22222222-2222-5333-8444-555555555555"
)

type body string

func (b body) HTML() string   { return string(b) }
func (b body) Text() string   { return "Words." }
func (b body) Source() string { return string(b) }

// documents are of an archive with two entries that use every element.
func documents(t *testing.T) map[string][]byte {
	t.Helper()
	ch := feed.Channel{
		ID: "urn:uuid:99999999-2222-5333-8444-555555555555", Title: "Paper", Description: "News", Base: site, Dir: "a/", Language: "en", Rights: "© Paper",
		Authors: []content.Author{{Name: "Ann", URL: site, Email: "a@paper.example"}}, Icon: site + "i.png", Logo: site + "l.png", Favicon: site + "f.png",
		Hubs: []string{"https://hub.example/"}, TTL: 5, Pace: feed.Pace{Period: "daily", Frequency: 2}, Version: "1",
		Deleted: []feed.Tombstone{{ID: "urn:wire:1", When: now}},
	}
	article := content.New(content.Facts{
		Title: "A bridge", Summary: "It opens.", Section: "City", Tags: []string{"bridge"}, Language: "en", Rights: "© Ann", Image: "i.jpg", Banner: "b.jpg", External: "https://there.example/",
		Authors: ch.Authors, Links: []content.Link{{Rel: content.Via, URL: "https://via.example/", Title: "Via"}, {Rel: content.Replies, URL: "https://talk.example/"}},
		Enclosures: []content.Enclosure{{URL: "https://media.example/a.mp3", Length: 5}, {URL: "https://media.example/b.mp3", Length: 6, Duration: time.Minute, Title: "B"}},
		Source:     "Wire", SourceFeed: content.SourceFeed{URL: "https://wire.example/rss"}, Body: body(`<p>It <a href="/x">opens</a>.</p>`),
	})
	another := content.New(content.Facts{Title: "Another", Source: "Wire", Body: body("<p>Words.</p>")})
	day := time.Date(2026, time.November, 8, 8, 0, 0, 0, time.UTC)
	entries := []feed.Entry{
		feed.NewEntry(feed.Identity{ID: first, Slug: "a", Published: day, Updated: day.Add(time.Hour)}, article, feed.Site{URL: site}),
		feed.NewEntry(feed.Identity{ID: second, Slug: "b", Published: day, Updated: day}, another, feed.Site{URL: site}),
	}
	found := map[string][]byte{}
	for _, archived := range []bool{false, true} {
		ch.Archive = feed.Archive{Archived: archived, Prev: "z/"}
		docs, err := feed.NewPress(1<<20).Feed(ch, entries)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			found[d.Path] = bytesOf(t, d) // of the first two the archived ones
		}
	}
	list, err := feed.OPML(ch, []feed.Channel{ch})
	if err != nil {
		t.Fatal(err)
	}
	found[list.Path] = bytesOf(t, list)
	return found
}

func bytesOf(t *testing.T, d feed.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatFeedmillWritesIsValid(t *testing.T) {
	for path, body := range documents(t) {
		for _, fault := range validate.Document(path, body, site+path, now) {
			t.Errorf("%s: %+v\n%s", path, fault, body)
		}
	}
}

// Each rule can be broken, and then is said to be, of the entry that breaks it.
func TestFaultsAreFound(t *testing.T) {
	docs := documents(t)
	for _, c := range []struct{ doc, old, new, rule, entry string }{
		{"a/rss.xml", "</title>", "</titel>", "SAXError", ""},
		{"a/rss.xml", `encoding="UTF-8"`, `encoding="utf-16"`, "MissingEncoding", ""},
		{"a/rss.xml", "News", "News\u0085", "BadCharacters", ""},
		{"a/rss.xml", "News", "\xff", "UnicodeError", ""},
		{"a/rss.xml", "News", strings.Repeat("News ", 1_000_000), "ValidatorLimit", ""},
		{"a/rss.xml", "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", "xmlns:dc=\"http://other.example/\"", "SAXError", ""},
		{"a/rss.xml", `version="2.0"`, `version="0.9"`, "UndefinedElement", ""},
		{"a/rss.xml", "<channel>", "<channel>words", "UnexpectedText", ""},
		{"a/rss.xml", "<link>https://paper.example/a/</link>", "", "MissingElement", ""},
		{"a/rss.xml", "<docs>", "<title>Again</title><docs>", "DuplicateElement", ""},
		{"a/rss.xml", "<docs>", "<rating>5</rating><docs>", "UndefinedElement", ""},
		{"a/rss.xml", "<title>Paper</title>", "<title><b>Paper</b></title>", "UndefinedElement", ""},
		{"a/rss.xml", "<title>Paper</title>", "<title> </title>", "NotBlank", ""},
		{"a/rss.xml", "<title>Paper</title>", "<title>&lt;b>Paper&lt;/b></title>", validate.ContainsHTML, ""},
		{"a/rss.xml", "<title>Paper</title>", "<title>Other</title>", "ImageLinkDoesntMatch", ""},
		{"a/rss.xml", "l.png", "l.svg", "ImageUrlFormat", ""},
		{"a/rss.xml", "<ttl>5<", "<ttl>0<", "InvalidInteger", ""},
		{"a/rss.xml", ">daily<", ">nightly<", "InvalidSYUpdatePeriod", ""},
		{"a/rss.xml", "<language>en</language>", "", "MissingElement", ""},
		{"a/atom.xml", ` xml:lang="en"`, "", "MissingAttribute", ""},
		{"a/atom.xml", `title="Via"`, `title="&amp;nbsp;"`, validate.ContainsHTML, first},
		{"a/rss.xml", "<language>en<", "<language>English<", "InvalidLanguage", ""},
		{"a/rss.xml", "<fh:archive>", "<fh:archive>yes", "UnexpectedText", ""},
		{"a/rss.xml", "<fh:archive></fh:archive>", "", "MissingCurrentInArchive", ""},
		{"a/rss.xml", `rel="self"`, `rel="via"`, "MissingAtomSelfLink", ""},
		{"a/rss.xml", "https://paper.example/a/rss.xml\" rel=\"self\"", "https://paper.example/b/rss.xml\" rel=\"self\"", "SelfDoesntMatchLocation", ""},
		{"a/rss.xml", `rel="hub"`, `rel="self"`, "DuplicateAtomLink", ""},
		{"a/rss.xml", `rel="hub"`, `rel="spoke"`, "UnregisteredAtomLinkRel", ""},
		{"a/rss.xml", `rel="hub"`, `rel=""`, "AttrNotBlank", ""},
		{"a/rss.xml", `rel="hub"`, `rel="hub" media="print"`, "UnexpectedAttribute", ""},
		{"a/rss.xml", "</channel>", "<docs>https://late.example/</docs></channel>", "MisplacedItem", ""},
		{"a/rss.xml", "<link>https://paper.example/articles/a.html", "<link>/articles/a.html", "InvalidFullLink", first},
		{"a/rss.xml", "<link>https://paper.example/articles/a.html", "<link>https://paper.example/ä", "InvalidFullLink", first},
		{"a/rss.xml", "<link>https://paper.example/articles/a.html", "<link>https://paper.example/%zz", "InvalidFullLink", first},
		{"a/rss.xml", "<link>https://paper.example/articles/a.html", "<link>mailto:a@paper.example", "InvalidFullLink", first},
		{"a/rss.xml", ">" + second + "<", ">" + first + "<", "DuplicateValue", first},
		{"a/rss.xml", ">" + second + "<", ">4711<", "NotSufficientlyUnique", "4711"},
		{"a/rss.xml", ` isPermaLink="false"`, "", "MissingAttribute", first},
		{"a/rss.xml", `isPermaLink="false"`, `isPermaLink="true"`, "InvalidFullLink", first},
		{"a/rss.xml", "<pubDate>Sun,", "<pubDate>Mon,", "InvalidRFC3339Date", first},
		{"a/rss.xml", "08:00:00 +0000</pubDate>", "08:00:00 +0100</pubDate>", "ProblematicalRFC822Date", first},
		{"a/rss.xml", "Sun, 08 Nov 2026 08:00:00", "Mon, 09 Nov 2026 09:00:00", validate.ImplausibleDate, first},
		{"a/rss.xml", "Sun, 08 Nov 2026 08:00:00", "Thu, 08 Nov 1979 08:00:00", validate.ImplausibleDate, first},
		{"a/rss.xml", `<a href="https://paper.example/x">`, `<a href="/x">`, "InvalidFullLink", first},
		{"a/rss.xml", "<p>It", "<p><b>It", "NotHtml", first},
		{"a/rss.xml", "<p>It", "<script></script><p>It", "SecurityRisk", first},
		{"a/rss.xml", "<p>It", `<p onclick="x">It`, "SecurityRiskAttr", first},
		{"a/rss.xml", "<description>It opens.</description>", "", "MissingElement", first},
		{"a/rss.xml", `length="5"`, `length="-1"`, "InvalidInteger", first},
		{"a/rss.xml", `length="5"`, ``, "MissingAttribute", first},
		{"a/rss.xml", `"https://media.example/a.mp3"`, `"https://localhost/a.mp3"`, "InvalidURLAttribute", first},
		{"a/rss.xml", `type="audio/mpeg"`, `type="sound"`, "InvalidMIMEType", first},
		{"a/rss.xml", "<source ", "<dc:source>Wire</dc:source><source ", "DuplicateItemSemantics", first},
		{"a/rss.xml", `rel="related"`, `rel="current"`, "FeedHistoryRelInEntry", first},
		{"a/atom.xml", `ref="urn:wire:1"`, `ref="x"`, "InvalidFullLink", ""},
		{"a/atom.xml", "<id>" + second + "<", "<id>" + first + "<", "DuplicateEntries", first},
		{"a/atom.xml", "<id>" + second + "<", "<id>https://Paper.example/2<", "NonCanonicalURI", "https://Paper.example/2"},
		{"a/atom.xml", "<id>" + second + "<", "<id>https://paper.example<", "NonCanonicalURI", "https://paper.example"},
		{"a/atom.xml", "<id>" + second + "<", "<id>tag:paper.example,20261109:x<", "InvalidTAG", "tag:paper.example,20261109:x"},
		{"a/atom.xml", "<id>" + second + "<", "<id>urn:uuid:5<", "InvalidUUID", "urn:uuid:5"},
		{"a/atom.xml", "<id>" + second + "<", "<id>urn:x<", "InvalidURN", "urn:x"},
		{"a/atom.xml", "<id>" + second + "<", "<id>post:5<", "SchemeNotIANARegistered", "post:5"},
		{"a/atom.xml", "<updated>2026-11-08T09:00:00Z</updated>\n    <link", "<updated>2026-11-08T08:00:00Z</updated>\n    <link", "DuplicateUpdated", second},
		{"a/atom.xml", "2026-11-08T08:00:00Z", "2026-11-08 08:00", "InvalidRFC3339Date", first},
		{"a/atom.xml", "<email>a@paper.example<", "<email>a at paper<", "InvalidContact", ""},
		{"a/atom.xml", "<name>Ann</name>", "", "MissingElement", ""},
		{"a/atom.xml", `<title type="text">`, `<title type="words">`, "InvalidTextType", ""},
		{"a/atom.xml", `<summary type="text">Words.</summary>`, "", "", ""},
		{"a/atom.xml", `rel="alternate" type="text/html" href="https://paper.example/articles/a.html"`, `rel="via" href="https://paper.example/"`, "DuplicateAtomLink", first},
		{"a/atom.xml", ` term="City"`, "", "MissingAttribute", first},
		{"a/feed.json", `{`, `[`, "JSONError", ""},
		{"a/feed.json", `"version": "https://jsonfeed.org/version/1.1"`, `"version": "2"`, "SelfDoesntMatchLocation", ""},
		{"a/feed.json", `"items": [`, `"extra": [`, "MissingElement", ""},
		{"a/feed.json", `"id": "` + second + `"`, `"id": "` + first + `"`, "DuplicateValue", first},
		{"a/feed.json", `"id": "` + second + `"`, `"id": ""`, "NotBlank", ""},
		{"a/feed.json", `"external_url": "https`, `"external_url": "ht tps`, "InvalidFullLink", first},
		{"a/feed.json", `"content_html": `, `"content": `, "MissingElement", first},
		{"a/feed.json", `"size_in_bytes": 5`, `"size_in_bytes": "5"`, "InvalidInteger", first},
		{"a/feed.json", "\"tags\": [\n        \"City\",\n        \"bridge\"\n      ]", `"tags": "City"`, "InvalidJSON", first},
		{"feeds.opml", ` xmlUrl="https://paper.example/a/rss.xml"`, "", "MissingAttribute", ""},
		{"feeds.opml", `version="RSS2"`, `version="RSS9"`, "InvalidOutlineVersion", ""},
		{"feeds.opml", `<opml version="2.0">`, `<opml>`, "MissingAttribute", ""},
	} {
		body := bytes.Replace(docs[c.doc], []byte(c.old), []byte(c.new), 1)
		if bytes.Equal(body, docs[c.doc]) {
			t.Errorf("%s holds no %q:\n%s", c.doc, c.old, body)
			continue
		}
		faults := validate.Document(c.doc, body, site+c.doc, now)
		if !found(faults, c.rule, c.entry) {
			t.Errorf("%s with %.60q for %.60q: got %+v, want %s of %q", c.doc, c.new, c.old, faults, c.rule, c.entry)
		}
	}
}

// found reports whether a rule is broken in an entry; the empty rule is none.
func found(faults []validate.Fault, rule, entry string) bool {
	for _, f := range faults {
		if f.Rule == rule && f.Entry == entry {
			return true
		}
	}
	return rule == "" && len(faults) == 0
}

func TestPagesAreNotJudged(t *testing.T) {
	for _, path := range []string{"index.html", "feed.css", "articles/feed.json.html", "xopml"} {
		if faults := validate.Document(path, []byte("no feed"), site, now); faults != nil {
			t.Errorf("%s: got %v, want nothing", path, faults)
		}
	}
}
