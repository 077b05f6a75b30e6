package feed

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"feedmill/content"
)

func TestPagesGolden(t *testing.T) {
	entries := sample()
	for i, e := range entries[:2] {
		d, err := articlePage(morning, e, neighbours{})
		if err != nil {
			t.Fatal(err)
		}
		golden(t, []string{"article.html", "article-rtl.html"}[i], d.body())
	}
	d, err := NewPress(1<<20).Index(morning, entries, around{topics: []pageTopic{{Name: "City", Path: "sections/city/index.html"}}, lists: []pageTopic{{Name: "Archive", Path: "archive/index.html"}}, older: pageTopic{Name: "Older articles", Path: "archive/2016/index.html#month-9"}})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "index.html", d.body())
	empty, err := NewPress(1<<20).Index(Channel{Title: "Empty", Base: "https://paper.example/"}, nil, around{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "index-empty.html", empty.body())
}

func TestPageOfAnyEntryIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyEntry.Draw(t, "entry")
		e.Page = "articles/x.html"
		ch := morning
		ch.Title, ch.Description, ch.Rights = text.Draw(t, "title"), text.Draw(t, "description"), text.Draw(t, "rights")
		article, err1 := articlePage(ch, e, neighbours{})
		index, err2 := NewPress(1<<20).Index(ch, []Entry{e}, around{kicker: pageTopic{Name: ch.title(), Path: "tags/index.html"}})
		if err1 != nil || err2 != nil {
			t.Fatalf("render pages: %v, %v", err1, err2)
		}
		for _, d := range []Document{article, index} {
			checkPage(t, d)
		}
	})
}

// checkPage fails if a page holds script, or something only broken escaping
// could have let in.
func checkPage(t *rapid.T, d Document) {
	if !NamesGenerator(d.body()) || clean(string(d.body())) != string(d.body()) {
		t.Errorf("%s is not ours, or not clean", d.Path)
	}
	root, err := html.Parse(bytes.NewReader(d.body()))
	if err != nil {
		t.Fatalf("%s: %v", d.Path, err)
	}
	count := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && attr(n, "type") == "application/ld+json" {
			if !json.Valid([]byte(n.FirstChild.Data)) {
				t.Errorf("%s: %s is no JSON", d.Path, n.FirstChild.Data)
			}
			continue // data, which nobody runs
		}
		count[n.Data]++
		if n.Data == "link" && attr(n, "rel") == "stylesheet" {
			count["link rel=stylesheet"]++
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.Contains(a.Val, "ZgotmplZ") {
				t.Errorf("%s: <%s %s=%q>", d.Path, n.Data, a.Key, a.Val)
			}
		}
	}
	for name, want := range map[string]int{"script": 0, "iframe": 0, "form": 0, "style": 0, "link rel=stylesheet": 1, "main": 1, "title": 1, "footer": 1} {
		if count[name] != want {
			t.Errorf("%s holds %d <%s>, want %d", d.Path, count[name], name, want)
		}
	}
}

func TestPageShowsCivilDaysAsDays(t *testing.T) {
	e := sample()[1]
	e.Language = "en"
	d, err := articlePage(morning, e, neighbours{})
	if err != nil {
		t.Fatal(err)
	}
	if want := `<time datetime="2016-09-09">9 September 2016</time>`; !bytes.Contains(d.body(), []byte(want)) {
		t.Errorf("page lacks %s:\n%s", want, d.body())
	}
}

func TestPageNamesTheZoneOnlyIfSomebodyWroteIt(t *testing.T) {
	for assumed, want := range map[bool]string{false: ">9 September 2016, 13:07 UTC&#43;08:00</time>", true: ">9 September 2016, 13:07</time>"} {
		e := sample()[0]
		e.ZoneAssumed = assumed
		d, err := articlePage(morning, e, neighbours{})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(d.body(), []byte(want)) {
			t.Errorf("zone assumed %v: page lacks %s", assumed, want)
		}
	}
}

func TestWhatIsWideIsReachedByKeys(t *testing.T) {
	w := wordsOf("en")
	for _, c := range []struct{ html, want string }{
		{"<p>Low water.</p>", "<p>Low water.</p>"},
		{"<pre>a</pre>", `<pre tabindex="0">a</pre>`},
		{`<pre class="code">a</pre><pre>b</pre>`, `<pre tabindex="0" class="code">a</pre><pre tabindex="0">b</pre>`},
		{"<table><tr><td>a</td></tr></table>", `<div class="wide" tabindex="0" role="group" aria-label="` + escapeHTML(w.Table) + `"><table><tr><td>a</td></tr></table></div>`},
	} {
		if got := onScreen(c.html, w); got != c.want {
			t.Errorf("%s: got %s, want %s", c.html, got, c.want)
		}
	}
}

func TestPageLinksAreRelativeToItsFolder(t *testing.T) {
	ch := morning
	ch.Dir = "tags/größe & co/"
	d, err := NewPress(1<<20).Index(ch, sample()[:1], around{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`href="../../articles/bridge.html"`, `href="../../tags/gr%C3%B6%C3%9Fe%20&amp;%20co/rss.xml"`, `href="../../feeds.opml"`} {
		if !bytes.Contains(d.body(), []byte(want)) {
			t.Errorf("page lacks %s:\n%s", want, d.body())
		}
	}
}

func TestOPMLGolden(t *testing.T) {
	city, tag, author := morning, morning, morning
	city.Dir, city.Title, city.Language = "sections/city/", "City & Land", ""
	tag.Dir, tag.Title = "tags/bridge/", "bridge"
	author.Dir, author.Title = "sections/sport/", "Sport"
	d, err := OPML(morning, []Channel{morning, city, tag, author})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "feeds.opml", d.body())
}

func TestNamesGenerator(t *testing.T) {
	article, err1 := articlePage(morning, sample()[0], neighbours{})
	index, err2 := NewPress(1<<20).Index(morning, nil, around{})
	opml, err3 := OPML(morning, nil)
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	docs := append(press(t, morning, sample()), article, index, opml)
	docs = append(docs, (*Templates)(nil).Stylesheets()...)
	plain := morning
	plain.Version = ""
	docs = append(docs, press(t, plain, nil)...)
	for _, d := range docs {
		if !NamesGenerator(d.body()) {
			t.Errorf("%s: not recognised", d.Path)
		}
		if NamesGenerator(append(bytes.Repeat([]byte(" "), HeadSize), d.body()...)) {
			t.Errorf("%s: recognised beyond its first bytes", d.Path)
		}
	}
	talk := NewEntry(identity, content.New(content.Facts{Title: "T", Body: words{`<p>Made with &lt;generator&gt;Feedmill and <b>"_feedmill": {</b></p>`, ""}}), paper)
	for _, foreign := range []string{"", "<html><body>Feedmill", "<generator>Feed", "<title>Feedmill</title>", talk.Title, "<p>&lt;generator&gt;Feedmill"} {
		if NamesGenerator([]byte(foreign)) {
			t.Errorf("%q: recognised", foreign)
		}
	}
}

// Items are remembered, and yet each index leads to the page of an entry from
// where it is, in its own language.
func TestItemsFollowTheirIndex(t *testing.T) {
	p := NewPress(1 << 20)
	german := morning
	german.Language = "de"
	deep := morning
	deep.Dir = "tags/sea/"
	for _, ch := range []Channel{morning, deep, german, morning} {
		for _, title := range []string{"One", "Another"} {
			entries := sample()
			entries[0].Title = title
			got, err := p.Index(ch, entries, around{})
			if err != nil {
				t.Fatal(err)
			}
			want, err := NewPress(1<<20).Index(ch, entries, around{})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.body(), want.body()) {
				t.Errorf("%s in %s, %s: got\n%s\nwant\n%s", want.Path, ch.Language, title, got.body(), want.body())
			}
		}
	}
}
