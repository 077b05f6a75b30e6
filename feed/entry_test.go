package feed

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/permalink"
)

// words is a body whose HTML and text are given.
type words struct{ html, text string }

func (w words) HTML() string   { return w.html }
func (w words) Text() string   { return w.text }
func (w words) Source() string { return w.html }

var (
	paper    = Site{URL: "https://paper.example/", Language: "en"}
	identity = Identity{
		ID: "urn:uuid:11111111-2222-5333-8444-555555555555", Slug: "bridge",
		Published: time.Date(2016, 9, 9, 13, 7, 0, 0, time.FixedZone("", 8*3600)),
		Updated:   time.Date(2016, 9, 10, 6, 0, 0, 1_000_000, time.UTC),
	}
)

func TestNewEntryTitleIsNeverEmptyNorEndless(t *testing.T) {
	for _, c := range []struct{ name, title, summary, want string }{
		{"plain", "A bridge", "", "A bridge"},
		{"two lines", " A\n bridge ", "", "A bridge"},
		{"markup is text", "<b> ]]> &amp;amp;", "", "<b> ]]> &amp;amp;"},
		{"empty", "", "It opens today.", "It opens today."},
		{"invisible", "\u200b\u00ad \u0301\x07", "It opens today.", "It opens today."},
		{"nothing at all", "", "", "bridge"},
		{"10,000 characters", strings.Repeat("many words ", 1000), "", strings.TrimSpace(strings.Repeat("many words ", 22)) + " many…"},
	} {
		e := NewEntry(identity, content.New(content.Facts{Title: c.title, Summary: c.summary}), paper)
		if e.Title != c.want {
			t.Errorf("%s: got %q, want %q", c.name, e.Title, c.want)
		}
	}
}

func TestNewEntryLink(t *testing.T) {
	for _, c := range []struct{ name, source, permalink, slug, link, page string }{
		{"own page", "", "", "bridge", "https://paper.example/articles/bridge.html", "articles/bridge.html"},
		{"slug to encode", "", "", "brücke 1?", "https://paper.example/articles/br%C3%BCcke%201%3F.html", "articles/brücke 1?.html"},
		{"lives elsewhere", "https://other.example/ä", "", "bridge", "https://other.example/%C3%A4", ""},
		{"relative to the site", "/2016/bridge", "", "bridge", "https://paper.example/2016/bridge", ""},
		{"unusable", "javascript:x", "", "bridge", "https://paper.example/articles/bridge.html", "articles/bridge.html"},
		{"pattern", "", "https://blog.example/{year}/{month}/{day}/{section}/{slug}/", "a b", "https://blog.example/2016/09/09/r-d/a-b/", ""},
		{"relative pattern", "", "/{slug}", "b", "https://paper.example/b", ""},
		{"own address before the pattern", "https://other.example/x", "/{slug}", "b", "https://other.example/x", ""},
	} {
		id, site := identity, paper
		var err error
		if site.Permalink, err = permalink.Parse(c.permalink); err != nil {
			t.Fatal(err)
		}
		id.Slug = c.slug
		e := NewEntry(id, content.New(content.Facts{Path: c.slug + ".md", Title: "T", SourceURL: c.source, Section: "R&D"}), site)
		if e.Link != c.link || e.Page != c.page {
			t.Errorf("%s: got link %q, page %q; want %q, %q", c.name, e.Link, e.Page, c.link, c.page)
		}
	}
}

func TestNewEntryResolvesAgainstTheArticle(t *testing.T) {
	a := content.New(content.Facts{Path: "2016/bridge.md", Title: "T", Image: "i.jpg", Body: words{`<a href="x">x</a>`, "x"},
		Enclosures: []content.Enclosure{{URL: "talk.mp3", Length: 7}, {URL: "javascript:x"}}})
	for _, c := range []struct{ name, source, assets, want string }{
		{"its page", "", "", "https://paper.example/articles/"},
		{"where it lives", "https://other.example/a/b", "https://paper.example/files/", "https://other.example/a/"},
		{"the content folder", "", "https://paper.example/files/", "https://paper.example/files/2016/"},
	} {
		article, site := a.With(func(f *content.Facts) { f.SourceURL = c.source }), paper
		site.Assets = c.assets
		e := NewEntry(identity, article, site)
		if want := `<figure><img src="` + c.want + `i.jpg" alt=""/></figure>` + "\n" + `<a href="` + c.want + `x">x</a>`; e.HTML != want {
			t.Errorf("%s: got HTML %q, want %q", c.name, e.HTML, want)
		}
		want := []content.Enclosure{{URL: c.want + "talk.mp3", Type: "audio/mpeg", Length: 7}}
		if !slices.Equal(e.Enclosures, want) {
			t.Errorf("%s: got enclosures %v, want %v", c.name, e.Enclosures, want)
		}
	}
}

func TestNewEntryImageAppearsOnce(t *testing.T) {
	a := content.New(content.Facts{Title: "T", Image: "/i.jpg?a=1&b=2", Body: words{`<p><img src="/i.jpg?a=1&amp;b=2"></p>`, ""}})
	if n := strings.Count(NewEntry(identity, a, paper).HTML, "<img"); n != 1 {
		t.Errorf("got %d images, want 1", n)
	}
}

func TestNewEntryFields(t *testing.T) {
	e := NewEntry(identity, content.New(content.Facts{
		Title: "גשר", Language: "iw_IL", Section: " News ", Tags: []string{"a", "", "A", " b\n", "news"}, Rights: "©\x00",
		Authors: []content.Author{{Name: " Ann\nLee ", Email: "Ann <ann@example.org>", URL: "https://ann.example"}, {}, {Email: "bob@example.org"}, {Name: "Cy", Email: "cy at x", URL: "javascript:x"}},
		Body:    words{"<p>שלום</p>", "שלום"},
	}), paper)
	wantAuthors := []content.Author{{Name: "Ann Lee", Email: "ann@example.org", URL: "https://ann.example/"}, {Name: "bob@example.org", Email: "bob@example.org"}, {Name: "Cy"}}
	if !slices.Equal(e.Authors, wantAuthors) {
		t.Errorf("authors: got %v, want %v", e.Authors, wantAuthors)
	}
	if got, want := e.categories(), []string{"News", "a", "b"}; !slices.Equal(got, want) {
		t.Errorf("categories: got %q, want %q", got, want)
	}
	if want := `<div dir="rtl" lang="he-IL"><p>שלום</p></div>`; e.Language != "he-IL" || e.HTML != want {
		t.Errorf("got language %q, HTML %q; want he-IL, %q", e.Language, e.HTML, want)
	}
	if e.Summary != "שלום" || e.Rights != "©" {
		t.Errorf("got summary %q, rights %q", e.Summary, e.Rights)
	}
}

func TestLanguageTag(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"en", "en"}, {"EN_us", "en-US"}, {"zh-hans", "zh-Hans"}, {"English", ""}, {"x", ""}, {"und", ""}, {"iw", "he"}, {"xx", ""}, {"", ""}, {"<b>", ""},
	} {
		if got := languageTag(c.in); got != c.want {
			t.Errorf("languageTag(%q): got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	for tag, want := range map[string]bool{"ar": true, "he": true, "fa-IR": true, "ur": true, "dv": true, "az-Arab": true, "en": false, "ja": false, "": false, "?": false} {
		if got := rightToLeft(tag); got != want {
			t.Errorf("rightToLeft(%q): got %v, want %v", tag, got, want)
		}
	}
}

// text draws strings that tend to break things.
var text = rapid.OneOf(
	rapid.String(),
	rapid.SampledFrom([]string{"", "<b>", "]]>", "&amp;amp;", "\x00\x0b\x1b", "\xed\xa0\x80\xff", "\ufffe\uffff", "𝒳👩‍🚀", "שלום", "a\r\nb", "<!-- ", "\u2028", strings.Repeat("long ", 2000)}),
	rapid.StringMatching(`[ -~äß漢]{0,30}`),
)

var reference = rapid.OneOf(text, rapid.SampledFrom([]string{"", "a.html", "../ä b.jpg", "//x.example/[a]", "https://bücher.example/?q=ü", "javascript:x", "https://x.example/a.mp3"}))

var markup = rapid.Custom(func(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.OneOf(text, rapid.SampledFrom([]string{
		"<p>", "</p>", "<b>", "</i>", "<script>", "</script>", "<div dir=rtl>", "<img src='a b.jpg'>", "<a href='../x'>", "</a>", "<iframe src=//y.example>", "<pre>", "<table><td>", "<![CDATA[", "<!--", "<svg onload=x>",
	})), 0, 12).Draw(t, "parts")
	return strings.Join(parts, "")
})

var instant = rapid.Custom(func(t *rapid.T) time.Time {
	zone := time.FixedZone("", 60*rapid.IntRange(-14*60, 14*60).Draw(t, "minutes east"))
	return time.Unix(rapid.Int64Range(-2_000_000_000, 10_000_000_000).Draw(t, "seconds"), 1000*rapid.Int64Range(0, 999_999).Draw(t, "microseconds")).In(zone)
})

// feedIDs are what feeds call themselves. What reads like a URI stays as its feed has it,
// however odd, so that one of a scheme that nobody knows is the feed's fault and not ours.
var feedIDs = rapid.OneOf(
	text.Filter(func(s string) bool { return !strings.Contains(s, ":") }),
	rapid.SampledFrom([]string{"https://wire.example/feed", "tag:wire.example,2016:feed", "urn:uuid:0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d"}),
)

// anyEntry draws an entry from any article.
var anyEntry = rapid.Custom(func(t *rapid.T) Entry {
	a := content.New(content.Facts{
		Title: text.Draw(t, "title"), Summary: text.Draw(t, "summary"), Tags: rapid.SliceOfN(text, 0, 4).Draw(t, "tags"), Section: text.Draw(t, "section"),
		Language: rapid.SampledFrom([]string{"", "en", "ar", "zh-Hant", "?"}).Draw(t, "language"), SourceURL: reference.Draw(t, "source URL"),
		Source: text.Draw(t, "source"), Rights: text.Draw(t, "rights"), Image: reference.Draw(t, "image"), Body: words{markup.Draw(t, "html"), text.Draw(t, "text")},
	})
	for range rapid.IntRange(0, 3).Draw(t, "authors") {
		a = a.With(func(f *content.Facts) {
			f.Authors = append(f.Authors, content.Author{Name: text.Draw(t, "name"), Email: rapid.SampledFrom([]string{"", "a@b.example", "x"}).Draw(t, "email"), URL: reference.Draw(t, "author URL")})
		})
	}
	for range rapid.IntRange(0, 3).Draw(t, "enclosures") {
		file := content.Enclosure{
			URL: reference.Draw(t, "enclosure"), Type: rapid.SampledFrom([]string{"", "audio/mpeg", "?"}).Draw(t, "type"), Length: rapid.Int64().Draw(t, "length"),
			Title: text.Draw(t, "file title"), Duration: time.Duration(rapid.Int64().Draw(t, "duration")),
		}
		a = a.With(func(f *content.Facts) { f.Enclosures = append(f.Enclosures, file) })
	}
	a = a.With(func(f *content.Facts) {
		f.Banner, f.External = reference.Draw(t, "banner"), reference.Draw(t, "external")
	})
	for range rapid.IntRange(0, 3).Draw(t, "links") {
		rel := rapid.SampledFrom([]string{content.Related, content.Via, content.Replies}).Draw(t, "rel")
		a = a.With(func(f *content.Facts) {
			f.Links = append(f.Links, content.Link{Rel: rel, URL: reference.Draw(t, "link"), Title: text.Draw(t, "link title")})
		})
	}
	if rapid.Bool().Draw(t, "taken over") {
		a = a.With(func(f *content.Facts) {
			f.SourceFeed = content.SourceFeed{URL: reference.Draw(t, "feed"), Home: reference.Draw(t, "feed's home"), ID: feedIDs.Draw(t, "feed's id"), Updated: dates.Date{Time: instant.Draw(t, "feed's update")}}
		})
	}
	id := Identity{
		ID: "urn:uuid:" + rapid.StringMatching(`[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}`).Draw(t, "id"), Slug: rapid.StringMatching(`[a-z0-9ä漢-]{1,20}`).Draw(t, "slug"),
		Published: instant.Draw(t, "published"), Updated: instant.Draw(t, "updated"), DayOnly: rapid.Bool().Draw(t, "day only"),
	}
	return NewEntry(id, a, paper)
})

func TestAnyArticleGivesAnEntryThatCanBeShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyEntry.Draw(t, "entry")
		if !visible(e.Title) || e.Title != line(e.Title) || utf8.RuneCountInString(e.Title) > maxTitle {
			t.Errorf("title %q", e.Title)
		}
		checkAddress(t, e.Link)
		addresses := []string{e.Image, e.SourceURL, e.Banner, e.External, e.SourceFeed.URL, e.SourceFeed.Home}
		for _, l := range e.Links {
			addresses = append(addresses, l.URL)
		}
		for _, s := range addresses {
			if s != "" {
				checkAddress(t, s)
			}
		}
		for _, c := range e.Enclosures {
			checkAddress(t, c.URL)
			if c.Length < 0 || c.Duration < 0 || !strings.Contains(c.Type, "/") {
				t.Errorf("enclosure %+v", c)
			}
		}
		checkFragment(t, e.HTML)
		for _, s := range []string{e.HTML, e.Summary, e.Section, e.Source, e.Rights} {
			if clean(s) != s {
				t.Errorf("%q is not clean", s)
			}
		}
	})
}
