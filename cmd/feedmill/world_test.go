package main

// A newsroom of 300 invented articles in twelve languages that uses everything
// an article can state, and titles that break things: what readers and
// validators are let loose on.

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var worldDir = flag.String("world", "", "`folder` to write the newsroom of the World tests into, as news and want.json")

const (
	worldArticles = 300
	worldURL      = "https://world.example/"
)

// tongue is a language with a few words to make sentences of.
type tongue struct {
	tag     string
	words   []string
	between string // words
	stop    string
	names   []string
}

var tongues = []tongue{
	{"en", strings.Fields("the harbour ferry winter bridge council lantern quay market gulls tide bell morning rope window"), " ", ".", []string{"Ada Lint", "Tomas Brandreth"}},
	{"de", strings.Fields("der Hafen Fähre Brücke Straße Winter Markt grüßt Möwen heute über Schiffe schön Rathaus"), " ", ".", []string{"Jörg Weiß", "Änne Größler"}},
	{"fr", strings.Fields("le port où la mère pêche hiver marché été déjà pont lumière façade voilà naïf"), " ", ".", []string{"Zoé L’Hôte", "François d’Été"}},
	{"es", strings.Fields("el puerto barco niño mañana puente invierno mercado corazón según aquí cigüeña alcaldía"), " ", ".", []string{"Íñigo Muñoz", "Begoña Ríos"}},
	{"tr", strings.Fields("liman ışık köprü kış pazar gemi çarşı bugün şehir gökyüzü martı öğle ıslak"), " ", ".", []string{"İpek Işık", "Çağrı Öz"}},
	{"ru", strings.Fields("порт паром зима мост рынок чайки утро город колокол окно ещё подъезд объявил"), " ", ".", []string{"Алёна Щукина", "Юрий Ёлкин"}},
	{"el", strings.Fields("το λιμάνι πλοίο χειμώνας γέφυρα αγορά γλάροι πρωί πόλη καμπάνα ώρα ήλιος"), " ", ".", []string{"Ελένη Ψαρρά", "Νίκος Ήμερος"}},
	{"ar", strings.Fields("الميناء سفينة الشتاء جسر السوق النوارس صباح مدينة جرس نافذة اليوم أعلن"), " ", ".", []string{"ليلى الحدّاد", "سامي نجّار"}},
	{"he", strings.Fields("הנמל מעבורת חורף גשר שוק שחפים בוקר עיר פעמון חלון היום הודיע"), " ", ".", []string{"נעה שחף", "אורי גשר"}},
	{"hi", strings.Fields("बंदरगाह नाव सर्दी पुल बाज़ार सुबह शहर घंटी खिड़की आज परिषद ने कहा"), " ", "।", []string{"मीरा नाविक", "अर्जुन सेतु"}},
	{"ja", []string{"港", "渡し船", "冬", "橋", "市場", "かもめ", "朝", "町", "鐘", "窓", "今日", "𠮷野"}, "", "。", []string{"港 花子", "𠮷田 太郎"}},
	{"ff-Adlm", []string{"𞤶𞤢𞤲𞤺𞤮", "𞤥𞤢𞤴𞤮", "𞤤𞤢𞤲𞤢", "𞤵𞤥𞤪𞤫", "𞤺𞤢𞤤𞤤𞤫", "𞤸𞤢𞤲𞤣𞤫", "𞤲𞤣𞤭𞤴𞤢𞤥", "𞤲𞤢𞤲𞤺𞤫"}, " ", "⹁", []string{"𞤀𞤥𞤢𞤣𞤵", "𞤊𞤢𞤼𞤵"}},
}

// hostile are titles as JSON spells them, and as they must reach readers.
var hostile = []struct{ written, want string }{
	{`"A <b>bold</b> claim"`, "A <b>bold</b> claim"},
	{`"An end ]]> before the end"`, "An end ]]> before the end"},
	{`"Twice &amp;amp; escaped &lt;i&gt;"`, "Twice &amp;amp; escaped &lt;i&gt;"},
	{`"Bell\u0007, null\u0000, escape\u001b, delete\u007f, next line\u0085 and all"`, "Bell, null, escape, delete, next line and all"},
	{`"Half a pair \ud83d and the other \ude00 half"`, "Half a pair and the other half"},
	{`"` + strings.Repeat("ten chars ", 1000) + `"`, strings.Repeat("ten chars ", 24) + "ten chars…"},
	{`"No character \ufffe \uffff \ufdd0 at all"`, "No character at all"},
	{`"Script <script>alert(1)</script> & more"`, "Script <script>alert(1)</script> & more"},
	{`"<![CDATA[ a section ]]>"`, "<![CDATA[ a section ]]>"},
	{`"Comment <!-- open"`, "Comment <!-- open"},
	{`"\u202eright to left\u202c and back"`, "\u202eright to left\u202c and back"},
	{`"Mathematics 𝒳𝓎𝓏, 👩‍🚀, 🇺🇳 and e\u0301"`, "Mathematics 𝒳𝓎𝓏, 👩‍🚀, 🇺🇳 and e\u0301"},
	{`"1 < 2 > 0 & \"quotes\" 'all' round"`, `1 < 2 > 0 & "quotes" 'all' round`},
	{`"Lines\nin\r\na\ttitle"`, "Lines in a title"},
	{`"&#60;b&#62; and &nbsp; and &unknown;"`, "&#60;b&#62; and &nbsp; and &unknown;"},
	{`"{{ template }} %s %d \\u0041"`, `{{ template }} %s %d \u0041`},
	{`"Raw ` + "\xed\xa0\xbd\xed\xb8\x80" + ` surrogates in bytes"`, "Raw 😀 surrogates in bytes"},
}

// wanted is what readers must make of one article.
type wanted struct {
	Path       string       `json:"path"`
	Title      string       `json:"title"`
	Link       string       `json:"link,omitempty"` // if the article states one
	ID         string       `json:"id,omitempty"`   // if the article states one
	Published  time.Time    `json:"published"`
	Updated    time.Time    `json:"updated"`
	Authors    []string     `json:"authors"`
	Tags       []string     `json:"tags"` // the section first
	Enclosures []wantedFile `json:"enclosures"`
	Links      [][2]string  `json:"links"` // relation, address
	Image      string       `json:"image,omitempty"`
	Banner     string       `json:"banner,omitempty"`
	External   string       `json:"external,omitempty"`
	Language   string       `json:"language"`
	Mark       string       `json:"mark"` // a word of the content that no other article has
	Hostile    bool         `json:"-"`
}

type wantedFile struct {
	URL    string `json:"url"`
	Type   string `json:"type"`
	Length int64  `json:"length"`
}

// worldStart is when the newest article was published; each other is some hours
// older than the last.
var worldStart = time.Date(2024, time.June, 30, 18, 0, 0, 0, time.UTC)

// writeWorld writes the newsroom into dir and says what readers must find,
// newest first.
func writeWorld(t testing.TB, dir string) []wanted {
	t.Helper()
	var all []wanted
	for i := range worldArticles {
		w, file := worldArticle(i)
		name := filepath.Join(dir, filepath.FromSlash(w.Path))
		must(t, os.MkdirAll(filepath.Dir(name), 0o755))
		must(t, os.WriteFile(name, []byte(file), 0o644))
		must(t, os.Chtimes(name, w.Published, w.Published))
		all = append(all, w)
	}
	must(t, os.WriteFile(filepath.Join(dir, "feedmill.toml"), []byte(worldSettings), 0o644))
	return all
}

const worldSettings = `
title = "World & Sons"
description = "Everything that an article can state & more: 1 < 2."
author = "The Editors"
limit = 300
timezone = "UTC"
hub = ["https://hub.example.org/", "https://hub2.example.org/?a=1&b=2"]
icon = "https://world.example/icon.png"
logo = "https://world.example/logo.png"
favicon = "https://world.example/favicon.png"
rights = "© The Editors"
ttl = 30
update_period = "daily"
update_frequency = 4
tombstones = true
[feeds.abroad]
title = "From abroad"
description = "Not at home."
include = {section = ["Ausland", "世界"], language = ["de", "ja"]}
exclude = {author = "Jörg Weiß"}
limit = 20
[feeds.short]
content = "summary"
limit = 40
[feeds.long]
content = "full"
limit = 30
formats = ["rss", "atom"]
[aliases]
"old/feed.xml" = "rss.xml"
"old/feed.atom" = "atom.xml"
"old/feed.json" = "feed.json"
"old/june" = "archive/2024-05/atom.xml"
`

var worldSections = []string{"City", "Ausland", "世界", "R&D", "<Live> culture", "אקטואליה", "Спорт", ""}

// worldArticle makes the article with a number, and its file.
func worldArticle(i int) (wanted, string) {
	tongue := tongues[i%len(tongues)]
	w := wanted{
		Path: fmt.Sprintf("%s/%03d-%s.md", tongue.tag, i, []string{"note", "größe", "港"}[i%3]), Title: tongue.sentence(i, 5), Language: tongue.tag,
		Published: worldStart.Add(-time.Duration(i) * (29*time.Hour + 17*time.Minute + 3*time.Second)), Mark: fmt.Sprintf("mark%03dx", i),
	}
	m := matter{}
	if section := worldSections[i%len(worldSections)]; section != "" {
		m.add("section", section)
		w.Tags = append(w.Tags, section)
	} else {
		w.Tags = append(w.Tags, tongue.tag) // the folder
	}
	title := quoted(w.Title)
	if i%9 == 4 {
		h := hostile[i/9%len(hostile)]
		title, w.Title, w.Hostile = h.written, h.want, true
	}
	m.raw("title", title)
	zone := []*time.Location{time.UTC, time.FixedZone("", 5*3600+45*60), time.FixedZone("", -3*3600-30*60)}[i%3]
	m.add("date", w.Published.In(zone).Format(time.RFC3339))
	w.Updated = w.Published
	if i%5 == 0 {
		w.Updated = w.Published.Add(90 * time.Minute)
		m.add("updated", w.Updated.Format(time.RFC3339))
	}
	m.add("language", tongue.tag)
	w.authors(&m, tongue, i)
	w.tags(&m, tongue, i)
	w.files(&m, i)
	w.links(&m, i)
	if i%14 == 0 {
		m.add("rights", "© "+tongue.names[0]+" & <Co>")
	}
	if i%2 == 0 {
		m.add("summary", tongue.sentence(i+7, 12)+" & 1 < 2 > 0")
	}
	return w, m.file(w.Hostile) + tongue.body(i, w.Mark)
}

func (w *wanted) authors(m *matter, t tongue, i int) {
	switch i % 5 {
	case 1:
		w.Authors = t.names[:1]
		m.add("author", t.names[0])
	case 2:
		w.Authors = t.names
		m.add("authors", t.names)
	case 3:
		w.Authors = []string{t.names[1], "Mara O'Neill"}
		m.add("authors", []any{map[string]any{"name": t.names[1], "email": "desk@world.example", "url": "https://world.example/desk?a=1&b=2"}, map[string]any{"name": "Mara O'Neill"}})
	case 4:
		w.Authors = []string{"Tide & Sons <Wire>"}
		m.add("authors", []any{map[string]any{"name": "Tide & Sons <Wire>"}})
	}
}

func (w *wanted) tags(m *matter, t tongue, i int) {
	tags := []string{t.words[i%len(t.words)]}
	if i%3 == 0 {
		tags = append(tags, []string{"C++", "R & D", "a/b", "<tag>", "東京", "𝒳"}[i/3%6])
	}
	m.add("tags", tags)
	w.Tags = append(w.Tags, tags...)
	w.Tags = slices.Compact(w.Tags)
}

func (w *wanted) files(m *matter, i int) {
	if i%4 == 0 {
		w.Enclosures = append(w.Enclosures, wantedFile{fmt.Sprintf("https://media.example/%03d.mp3?a=1&b=2", i), "audio/mpeg", int64(1000 + i)})
	}
	if i%12 == 0 {
		w.Enclosures = append(w.Enclosures, wantedFile{"https://media.example/plan%20%C3%A4.pdf", "application/pdf", 5000}, wantedFile{"https://media.example/v.webm", "video/webm", 7000})
	}
	var files []any
	for n, f := range w.Enclosures {
		file := map[string]any{"url": f.URL, "type": f.Type, "length": fmt.Sprint(f.Length)}
		if n > 0 {
			file["title"], file["duration"] = "Part <"+fmt.Sprint(n)+"> & more", "1:30"
		}
		files = append(files, file)
	}
	if files != nil {
		m.add("enclosures", files)
	}
	if i%3 == 0 {
		w.Image = fmt.Sprintf("https://media.example/%03d.jpg", i)
		m.add("image", w.Image)
	}
	if i%9 == 0 {
		w.Banner = "https://media.example/wide.jpg"
		m.add("banner_image", w.Banner)
	}
}

func (w *wanted) links(m *matter, i int) {
	link := func(rel, address string) { w.Links = append(w.Links, [2]string{rel, address}) }
	site := worldURL
	if i%17 == 0 {
		site = "https://lives.example/"
		w.Link = fmt.Sprintf("%s%%C3%%A4/%d", site, i)
		m.add("link", fmt.Sprintf("%sä/%d", site, i))
	}
	if i%10 == 0 {
		w.External = fmt.Sprintf("https://elsewhere.example/%d?a=1&b=2", i)
		m.add("external_url", w.External)
		link("related", w.External)
	}
	if i%7 == 0 {
		m.add("via", map[string]any{"url": "https://found.example/x", "title": "Found & <kept>"})
		link("via", "https://found.example/x")
	}
	if i%6 == 0 {
		m.add("related", []any{"https://related.example/ä", map[string]any{"url": "/articles/x.html", "title": "X"}})
		link("related", "https://related.example/%C3%A4")
		link("related", site+"articles/x.html")
	}
	if i%8 == 0 {
		m.add("replies", "https://talk.example/"+fmt.Sprint(i))
		link("replies", "https://talk.example/"+fmt.Sprint(i))
	}
	switch {
	case i%13 == 0:
		m.add("source", map[string]any{"name": "Tide & <Wire>", "feed": "https://tide.example/rss.xml", "url": "https://tide.example/", "updated": w.Published.Format(time.RFC3339)})
	case i%11 == 0:
		m.add("source", "Tide & <Wire>")
	}
	if i%19 == 0 {
		w.ID = fmt.Sprintf("tag:world.example,2024:%d", i)
		m.add("id", w.ID)
	}
}

// matter is front matter in the making: keys with values as JSON writes them,
// which YAML reads as well.
type matter struct{ keys, values []string }

func (m *matter) raw(key, value string) {
	m.keys, m.values = append(m.keys, key), append(m.values, value)
}

func (m *matter) add(key string, value any) { m.raw(key, quoted(value)) }

func quoted(value any) string {
	b, err := json.Marshal(value)
	if err != nil {
		panic(err) // strings, lists and maps of them can be encoded
	}
	return string(b)
}

func (m *matter) file(asJSON bool) string {
	var b strings.Builder
	open, each, end := "---\n", "%s: %s\n", "---\n\n"
	if asJSON {
		open, each, end = "{\n", "%q: %s,\n", "\"draft\": \"false\"}\n\n"
	}
	b.WriteString(open)
	for i, key := range m.keys {
		fmt.Fprintf(&b, each, key, m.values[i])
	}
	return b.String() + end
}

// sentence is n words of the language, others for each seed.
func (t tongue) sentence(seed, n int) string {
	var words []string
	for i := range n {
		words = append(words, t.words[(seed*7+i*i+3*i)%len(t.words)])
	}
	return strings.Join(words, t.between)
}

// everyElement is HTML as pages are made of it.
const everyElement = `<section><h3 id="x">Every <small>element</small></h3><dl><dt>dfn</dt><dd><dfn title="t">d</dfn></dd></dl>
<ol start="3" reversed type="a"><li value="7">seven<ul><li>nested</ul></ol><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>
<details open><summary>more</summary><p>H<sub>2</sub>O<sup>2</sup> <var>x</var> <samp>y</samp> <kbd>z</kbd> <mark>m</mark></details>
<p><abbr title="a">b</abbr> <q cite="../q">q</q> <cite>c</cite> <del datetime="2024-01-01" cite="/d">d</del><ins>i</ins> <time datetime="2024-01-01">t</time> <u>u</u> <s>s</s> <strike>k</strike> <tt>t</tt> <big>b</big> <bdo dir="rtl">o</bdo> <bdi>b</bdi> <span lang="de">s</span><wbr></p>
<figure><picture><source srcset="a.webp"><img src="b.jpg" srcset="b.jpg 1x, c.jpg 2x" alt="" width="10" height="20"></picture><figcaption>c</figcaption></figure>
<audio src="a.mp3"></audio><video poster="p.jpg"><source src="v.webm" type="video/webm">no video</video><iframe src="https://film.example/"></iframe>
<a href="/l"><p><iframe src="https://film.example/2"></iframe></p></a><form><label>l <input type="checkbox" checked></label></form>
<table><caption>c</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col">h<th style="text-align: right">i<tbody><tr><td colspan="2">d<tfoot><tr><td>f</table><center>c</center><address>a</address><aside>a</aside><pre>
  p</pre><hr></section>
`

// body has one of everything that Markdown and HTML can do to a feed.
func (t tongue) body(seed int, mark string) string {
	s := func(n int) string { return t.sentence(seed+n, 9) + t.stop }
	return s(1) + " " + mark + " **" + s(2) + "** [" + t.words[0] + "](../" + mark + ".html?a=1&b=2#x), `]]>` & <https://plain.example/>\n\n" +
		[]string{
			"## " + t.sentence(seed, 3) + "\n\n* " + s(3) + "\n* " + s(4) + "\n",
			"> " + s(3) + "\n\n```\nif a < b && c > d { \"]]>\" }\n```\n",
			"| a | b |\n|---|---:|\n| " + t.words[1] + " | 1 < 2 |\n",
			"<script>alert(1)</script><iframe src=\"//x.example\"></iframe><p onclick=\"x()\" style=\"color:red\">" + s(5) + "</p>\n",
			"![" + t.words[2] + "](pictures/ä%20b.jpg)\n\n" + s(6) + "[^1]\n\n[^1]: " + s(7) + "\n",
			"<svg onload=\"x()\"><circle r=\"1\"/></svg><b><i>" + s(5) + "</b></i><p>&nbsp;&copy;&unknown; \u200f\u2028\ufffe</p>\n",
			everyElement,
		}[seed%7]
}
