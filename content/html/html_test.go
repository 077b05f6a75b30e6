package html

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feedmill/content"
)

// calm is a text that no rule reacts to.
const calm = `<p>The committee met for three hours on the plan and heard from every side before it put off a decision until the spring session.</p>
<p>Residents said they would return, and the chairman promised that they would be heard again before any vote is taken on the proposal.</p>`

// readPage reads a page with a head, and its text below what body begins with.
func readPage(t *testing.T, head, body string) *content.Article {
	t.Helper()
	return readFile(t, "<!DOCTYPE html>\n<html><head>"+head+"</head><body><div id=top>The Weir Gazette</div>\n<div>"+body+calm+"</div></body></html>\n")
}

func readFile(t *testing.T, src string) *content.Article {
	t.Helper()
	articles, err := Parse(content.File{Path: "page.html", Data: []byte(src)}, content.Options{})
	if err != nil || len(articles) != 1 {
		t.Fatalf("read %s: %d articles, %v", src, len(articles), err)
	}
	return articles[0]
}

func meta(key, value string) string {
	return fmt.Sprintf(`<meta property="%s" content="%s">`, key, value)
}

func linked(json string) string {
	return `<script type="application/ld+json">` + json + `</script>`
}

func TestEachSourceStatesFields(t *testing.T) {
	type stated struct{ title, published, updated, author string }
	for _, tt := range []struct {
		name, head, body string
		want             stated
	}{
		{"JSON-LD", linked(`{"@type": "NewsArticle", "headline": "Dry docks", "datePublished": "2026-03-04T10:00:00+01:00", "dateModified": "2026-03-05", "author": {"name": "Ada Lint"}}`), "",
			stated{"Dry docks", "2026-03-04T10:00:00+01:00", "2026-03-05", "Ada Lint"}},
		{"graph", linked(`{"@graph": [{"@type": "Person", "@id": "#a", "name": "Ada Lint"}, {"@type": ["BlogPosting"], "headline": "Dry docks", "datePublished": "2026-03-04", "author": {"@id": "#a"}}]}`), "",
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"list", linked(`[{"@type": "WebPage"}, {"@type": "https://schema.org/Article", "headline": "Dry docks", "author": [{"name": "Ada Lint"}, {"name": "Ben Oak"}]}]`), "",
			stated{"Dry docks", "", "", "Ada Lint, Ben Oak"}},
		{"JSON with faults", linked("<!-- {\"@type\": \"Article\", \"headline\": \"Dry\ndocks\", \"datePublished\": \"2026-03-04\",} -->"), "",
			stated{"Dry docks", "2026-03-04", "", ""}},
		{"Open Graph", meta("og:title", "Dry docks") + meta("article:published_time", "2026-03-04T10:00:00Z") + meta("article:modified_time", "2026-03-06T10:00:00Z") + meta("article:author", "Ada Lint"), "",
			stated{"Dry docks", "2026-03-04T10:00:00Z", "2026-03-06T10:00:00Z", "Ada Lint"}},
		{"Dublin Core", `<meta name="DC.title" content="Dry docks"><meta name="DC.date.issued" content="2026-03-04"><meta name="DC.creator" content="Ada Lint">`, "",
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"names of meta", `<title>Dry docks</title><meta name="date" content="2026-03-04"><meta name="author" content="Ada Lint">`, "",
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"microdata", "", `<h1 itemprop="headline">Dry docks</h1><meta itemprop="datePublished" content="2026-03-04"><span itemprop="author"><b itemprop="name">Ada Lint</b></span>`,
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"microformats 2", "", `<div class="h-entry"><h2 class="p-name">Dry docks</h2><time class="dt-published" datetime="2026-03-04">Wednesday</time><a class="p-author h-card">Ada Lint</a></div>`,
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"microformats 1", "", `<div class="hentry"><h2 class="entry-title">Dry docks</h2><abbr class="published" title="2026-03-04">Wednesday</abbr><span class="author vcard"><b class="fn">Ada Lint</b></span></div>`,
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"time element", "", `<h1>Dry docks</h1><time datetime="2026-03-04">on Wednesday</time><p>By Ada Lint</p>`,
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"printed lines", "", `<h1>Dry docks</h1><p>By Ada Lint and Ben Oak</p><p>Published 4 March 2026</p>`,
			stated{"Dry docks", "2026-03-04", "", "Ada Lint, Ben Oak"}},
		{"printed in one line", "", `<h1>Dry docks</h1><p>4 March 2026 by Ada Lint</p>`,
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"above the heading", "", `<div class="date">4 March 2026</div><h1>Dry docks</h1><a href="/author/ada">Ada Lint</a>`,
			stated{"Dry docks", "2026-03-04", "", "Ada Lint"}},
		{"data of a script", `<title>Dry docks</title><script>page = {"publishedAt": "2026-03-04T10:00:00Z"}</script>`, "",
			stated{"Dry docks", "2026-03-04T10:00:00Z", "", ""}},
		{"only changed", `<title>Dry docks</title>` + meta("article:modified_time", "2026-03-06"), "",
			stated{"Dry docks", "2026-03-06", "2026-03-06", ""}},
		{"card labels", `<title>Dry docks</title><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Lint">`, "",
			stated{"Dry docks", "", "", "Ada Lint"}},
		{"links to her posts", `<title>Dry docks</title>`, `<p class="meta"><a rel="author" href="/ada">View all posts by Ada Lint</a></p>`,
			stated{"Dry docks", "", "", "Ada Lint"}},
	} {
		a := readPage(t, tt.head, tt.body)
		var names []string
		for _, who := range a.Authors() {
			names = append(names, who.Name)
		}
		got := stated{a.Title(), a.Published().String(), a.Updated().String(), strings.Join(names, ", ")}
		if got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestPrecedence(t *testing.T) {
	for _, tt := range []struct{ name, head, body, field, want string }{
		{"JSON-LD goes before Open Graph", linked(`{"@type": "Article", "headline": "Dry docks"}`) + meta("og:title", "Wet docks"), "", "title", "Dry docks"},
		{"the article goes before the page", linked(`[{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type": "Article", "datePublished": "2026-03-04"}]`), "", "published", "2026-03-04"},
		{"Open Graph goes before title", meta("og:title", "Dry docks") + "<title>Dry docks, and all about docks</title>", "", "title", "Dry docks"},
		{"a heading goes without the site", "<title>Dry docks | The Weir Gazette</title>", "<h1>Dry docks</h1>", "title", "Dry docks"},
		{"a site's name goes", meta("og:title", "Dry docks - The Weir Gazette") + meta("og:site_name", "The Weir Gazette"), "", "title", "Dry docks"},
		{"a hyphen of the title stays", meta("og:title", "Docks - dry ones"), "", "title", "Docks - dry ones"},
		{"stated goes before printed", meta("article:published_time", "2026-03-04"), "<h1>Dry docks</h1><p>9 March 2026</p>", "published", "2026-03-04"},
		{"a date marked as one, at the heading, belies what is stated", meta("article:published_time", "2026-03-04"), "<h1>Dry docks</h1><p class=date>9 March 2026</p>", "published", "2026-03-09"},
		{"that of the last change does not", meta("article:published_time", "2026-03-04") + meta("article:modified_time", "2026-03-09"), "<h1>Dry docks</h1><p class=date>9 March 2026</p>", "published", "2026-03-04"},
		{"what is stated loosely goes behind a printed date", `<meta name="date" content="2026-03-04">`, "<h1>Dry docks</h1><p>9 March 2026</p>", "published", "2026-03-09"},
		{"a label goes before a bare date", "", "<h1>Dry docks</h1><p>Last updated: 9 March 2026</p><p>Published: 4 March 2026</p>", "published", "2026-03-04"},
		{"what is stated loosely goes first where it is printed too, below a later day", `<meta name="date" content="2026-03-04">`, "<div class=date>9 March 2026</div><h1>Dry docks</h1><p>4 March 2026</p>", "published", "2026-03-04"},
		{"but not where it is later than the printed day", `<meta name="date" content="2026-03-09">`, "<h1>Dry docks</h1><p class=date>4 March 2026</p><p>9 March 2026</p>", "published", "2026-03-04"},
		{"a day of publication goes before that of a change", "", "<h1>Dry docks</h1><p><a href=/1><time datetime=2026-03-04>4 March</time></a> in <a href=/docks>Docks</a> <a href=#c>Comment</a></p><p>Updated on 9 March 2026</p>", "published", "2026-03-04"},
		{"terms of Dublin Core with a colon", meta("dcterms:created", "2026-03-04"), "<h1>Dry docks</h1><p>9 March 2026</p>", "published", "2026-03-04"},
		{"the day under a picture is the picture's", "", "<h1>Dry docks</h1><div class=tools>Share</div><div class=tools>Print</div><div class=tools>Save</div><span class=date>4 March 2026, 3:51 pm</span><div class=caption>The yard, Monday, 2 March 2026</div>", "published", "2026-03-04T15:51:00Z"},
		{"a label on a line of its own", "", "<h1>Dry docks</h1><p>4 March 2026</p><p><b>Available until:</b><br>9 March 2027</p>", "published", "2026-03-04"},
		{"a label on a line of its own, alone", "", "<h1>Dry docks</h1><p><b>Available until:</b><br>9 March 2027</p>", "published", ""},
		{"a day between bars", "", "<h1>Dry docks</h1><table><tr><td>26 | 03 | 2026 </td><td>Docks</td></tr></table>", "published", "2026-03-26"},
		{"a list of news that the article is in", "", "<ul><li>The dry docks are open<span>4 March 2026</span></li><li>A crane fell<span>1 March 2026</span></li></ul>" + strings.Repeat("<p>x</p>", 20) + "<h1>The dry docks are open</h1>", "published", "2026-03-04"},
		{"the last change goes before a day that the text tells of", meta("dateUpdate", "") + `<meta itemprop="dateUpdate" content="2026-03-09">`, "<h1>Dry docks</h1>" + strings.Repeat("<p>x</p>", 14) + "<p>The docks, which were opened on 1 May 1975, are dry.</p>", "published", "2026-03-09"},
		{"the address ends with the day", `<link rel="canonical" href="https://a.example/news/29-10-2021">`, "<h1>Dry docks</h1>", "published", "2021-10-29"},
		{"a script writes the day where it stands", "", "<h1>Dry docks</h1><td><script>showDate(\"2026/03/04 01:43:09 01:43:09\")</script></td>", "published", "2026-03-04T01:43:09Z"},
		{"a long line says in German when it was posted", "", "<h1>Dry docks</h1>" + strings.Repeat("<p>x</p>", 3) + "<p>Die Docks sind trocken, und alle, die daran gearbeitet haben, sind es auch, was sie feiern wollen: das wurde am <nobr>4. März 2026</nobr> um <nobr>23:03</nobr> Uhr gepostet und unter Docks abgelegt. Antworten kann man verfolgen, selbst antworten kann man hier, und von anderswo her kann man verweisen, was bisher niemand getan hat.</p>", "published", "2026-03-04T23:03:00Z"},
		{"a long line says when it was posted", "", "<h1>Dry docks</h1>" + strings.Repeat("<p>x</p>", 3) + "<p><small>This entry was posted on Wednesday, March 4th, 2026 at 11:03 pm and is filed under Docks. You can follow any responses to this entry through the RSS 2.0 feed. You can leave a response, or trackback from your own site, if you have one to track back from, which nobody has had since the docks were dry.</small></p>", "published", "2026-03-04T23:03:00Z"},
		{"a printed clock tells the zone", meta("article:published_time", "2026-03-05T02:15:00Z"), "<h1>Dry docks</h1><p>March 4, 2026, 9:15 pm</p>", "published", "2026-03-04T21:15:00-05:00"},
		{"a printed day tells the day", meta("article:published_time", "2026-03-05T02:15:00Z"), "<h1>Dry docks</h1><p class=date>March 4, 2026</p>", "published", "2026-03-04T23:15:00-03:00"},
		{"a site is nobody", meta("og:site_name", "Weir Gazette") + `<meta name="author" content="Weir Gazette">`, "<h1>Dry docks</h1><p>By Ada Lint</p>", "author", "Ada Lint"},
		{"unless nobody else is named", meta("og:site_name", "Weir Gazette") + `<meta name="author" content="Weir Gazette">`, "<h1>Dry docks</h1>", "author", "Weir Gazette"},
		{"a printed name may be longer", `<meta name="author" content="Ada">`, "<h1>Dry docks</h1><p>By Ada Lint</p>", "author", "Ada Lint"},
		{"dates of frames are others'", "", "<nav>9 March 2026</nav><h1>Dry docks</h1><p>4 March 2026</p><footer>© 2 February 2026</footer>", "published", "2026-03-04"},
		{"canonical goes before og:url", `<link rel="canonical" href="https://a.example/1">` + meta("og:url", "https://a.example/2"), "", "url", "https://a.example/1"},
		{"a browser's note goes last", "<!-- saved from url=(0020)https://a.example/3 -->" + meta("og:url", "https://a.example/2"), "", "url", "https://a.example/2"},
		{"a browser's note", "<!-- saved from url=(0020)https://a.example/3 -->", "", "url", "https://a.example/3"},
		{"html goes before meta", `<meta http-equiv="content-language" content="fr">`, "", "language", "fr"},
	} {
		a := readPage(t, "<title>Dry docks</title>"+tt.head, tt.body)
		author := ""
		if len(a.Authors()) > 0 {
			author = a.Authors()[0].Name
		}
		got := map[string]string{"title": a.Title(), "published": a.Published().String(), "author": author, "url": a.SourceURL(), "language": a.Language()}[tt.field]
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"UTF-8 undeclared", "<h1>Größe</h1>", "Größe"},
		{"UTF-8 declared otherwise", `<meta charset="iso-8859-1"><h1>Größe</h1>`, "Größe"},
		{"meta charset", "<meta charset=\"windows-1251\"><h1>\xcc\xe8\xf0</h1>", "Мир"},
		{"http-equiv", "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><h1>\xed\xc9\xd2</h1>", "Мир"},
		{"mark of byte order", "\xff\xfe<\x00h\x001\x00>\x00\x1c\x04<\x00/\x00h\x001\x00>\x00", "М"},
		{"unknown label", "<meta charset=martian><h1>Caf\xe9 au lait et croissants</h1>", "Café au lait et croissants"},
	} {
		src, _, err := decode(content.File{Path: "a.html", Data: []byte(tt.data)}, content.Options{})
		if err != nil || !strings.Contains(src, tt.want) {
			t.Errorf("%s: got %q, %v, want %q", tt.name, src, err, tt.want)
		}
	}
}

func TestWhatIsNoArticle(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"empty", " \n", "file is empty"},
		{"canvas", "<!DOCTYPE html><title>Clock</title><canvas></canvas><script>draw()</script>", "what a program draws"},
		{"application", "<html><head><title>App</title></head><body><div id=root></div><noscript>Switch scripts on.</noscript><script src=app.js></script></body></html>", "what a program draws"},
		{"redirection", `<html><head><meta http-equiv="refresh" content="0; url=/b"><title>Moved</title></head><body><a href="/b">here</a></body></html>`, "only redirects"},
		{"links", "<html><head><title>All posts</title></head><body><ul><li><a href=a>A tale of two docks</a><li><a href=b>Another</a></ul></body></html>", "only links"},
		{"heading alone", "<h1>Dry docks</h1>", "only a headline so far"},
		{"template", "<html><body><main>{{ .Content }}</main></body></html>", "template of a site generator"},
		{"front matter", "---\nlayout: page\n---\n<h1>Dry docks</h1>" + calm, "call the file .md"},
		{"deep", "<p>x" + strings.Repeat("<div>", 1000), "nested too deep"},
		{"attributes", "<p " + attributes(450_000) + ">x", "too many elements or attributes"},
		{"formatting", strings.Repeat("<b id=1><i id=2>", 240) + strings.Repeat("<p>x", 100_000), "too many elements or attributes"},
	} {
		_, err := Parse(content.File{Path: "a.html", Data: []byte(tt.src)}, content.Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%x ", i)
	}
	return b.String()
}

func TestBodyIsWithoutFrames(t *testing.T) {
	a := readFile(t, `<html lang=en><body><nav>Home and away</nav><article><h1>Dry docks</h1>
<div class="social-share">Share it</div>`+calm+`<img data-src="dock.jpg" class="lazy"><div class="related-posts">Wet docks, too</div><script>1</script>
<div id="comments">Nonsense, says somebody who was not there at all.</div></article>
<footer>Imprint</footer></body></html>`)
	html := a.Body().HTML()
	for _, gone := range []string{"Home", "Share", "Wet docks", "Nonsense", "Imprint", "script", "<h1>", "class"} {
		if strings.Contains(html, gone) {
			t.Errorf("body holds %q: %s", gone, html)
		}
	}
	if !strings.Contains(html, `<img src="dock.jpg"/>`) || !strings.Contains(html, "Residents") {
		t.Errorf("body lacks its picture or its text: %s", html)
	}
	var why []string
	for _, d := range a.Dropped() {
		why = append(why, d.Why)
	}
	if got, want := strings.Join(why, ", "), "navigation, title repeated, share bar, related, comments, footer"; got != want {
		t.Errorf("dropped for %s, want %s", got, want)
	}
	if want := "The committee met"; !strings.HasPrefix(a.Summary(), want) {
		t.Errorf("summary %q, want it to begin with %q", a.Summary(), want)
	}
}

func FuzzParse(f *testing.F) {
	names, _ := filepath.Glob("../read/testdata/html/*.htm*")
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil && !strings.HasSuffix(name, ".json") {
			f.Add(data)
		}
	}
	f.Add([]byte(linked(`{"@graph":[{"@type":"Article","author":{"@id":"#a"}},{"@id":"#a","name":{"@id":"#a"}}]}`) + calm))
	f.Add([]byte("<table><td><p>a<table><frameset><svg><title>b</math><template>c<select>d<plaintext>e"))
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := Parse(content.File{Path: "a.html", Data: data}, content.Options{})
		if err != nil {
			return
		}
		for _, a := range articles {
			if a.Title() == "" {
				t.Error("no title")
			}
			a.Body().HTML()
			a.Body().Text()
			for _, o := range a.Whole().Origin() {
				if lines := strings.Count(string(data), "\n") + 1; o.Line > lines+strings.Count(string(data), "\r") {
					t.Errorf("%s on line %d of %d", o.Field, o.Line, lines)
				}
			}
		}
	})
}
