package feed

import (
	"strings"
	"testing"

	"feedmill/content"
	"feedmill/content/markdown"

	"pgregory.net/rapid"
)

// samePlain fails if the short way makes of a fragment what the walls do not.
func samePlain(t interface{ Errorf(string, ...any) }, raw string) (plain bool) {
	raw = strings.TrimSpace(clean(raw))
	got, ok := sanitizePlain(raw, articleBase, nil, nil)
	if !ok {
		return false
	}
	if want := sanitizeMarkup(raw, articleBase, nil, nil); got != want {
		t.Errorf("sanitizePlain(%q)\n got %q\nwant %q", raw, got, want)
	}
	return true
}

// scraps are what fragments are put together from: what is plain, and what is nearly.
var scraps = []string{
	"<p>", "</p>", "<p>", "</p>\n", "<h2>", "</h2>", "<h1 id=\"a\">", "<blockquote>\n", "</blockquote>\n", "<ul>\n", "</ul>", "<ol start=\"3\">", "<ol>", "</ol>",
	"<li>", "</li>\n", "<em>", "</em>", "<strong>", "</strong>", "<del>", "</del>", "<code>", "</code>", "<pre><code class=\"language-go\">", "</code></pre>\n", "<pre>",
	"<a href=\"https://x.example/?a=1&amp;b=2\">", "<a href=\"b.md\" title=\"It&#39;s &quot;b&quot;\">", "<a href=\"#top\">", "<a href=\"javascript:x\">", "<a href=\"\">", "<a>", "</a>",
	"<img src=\"/a.jpg\" alt=\"\">", "<img src=\"a b.png\" alt=\"A &amp; B\" title=\"t\" />", "<img src=\"data:x\" alt=\"\">", "<br>\n", "<br />", "<hr>", "<hr />\n",
	"<table>\n", "<thead>\n", "<tr>\n", "<th style=\"text-align:right\">", "</th>\n", "</tr>\n", "</thead>\n", "<tbody>\n", "<td>", "</td>\n", "</tbody>\n", "</table>\n",
	"<dl>\n", "<dt>", "</dt>\n", "<dd>", "</dd>\n", "</dl>\n", "text", " ", "\n", "&amp;", "&lt;b&gt;", "&quot;", "\"", "'", "&copy;", "&", "<", ">", "漢字", "\u00a0", "<b>", "</b>", "<!-- x -->", "<script>x</script>",
}

// matching are elements that a balanced fragment is drawn from.
var matching = []struct {
	open, end string
	holds     string // of: b, blocks; w, words; i, items; t, text
}{
	{"<p>", "</p>\n", "w"}, {"<h2>", "</h2>\n", "w"}, {"<blockquote>\n", "</blockquote>\n", "b"}, {"<ul>\n", "</ul>\n", "i"}, {"<ol start=\"7\">\n", "</ol>\n", "i"},
	{"<pre><code class=\"language-c++\">", "</code></pre>\n", "t"}, {"<pre><code>", "</code></pre>\n", "t"}, {"<hr>\n", "", ""},
	{"<table>\n<thead>\n<tr>\n<th style=\"text-align:left\">", "</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>\n", "w"},
	{"<dl>\n<dt>a</dt>\n<dd>", "</dd>\n</dl>\n", "w"},
}

func drawBlocks(t *rapid.T, deep int) string {
	var b strings.Builder
	for range rapid.IntRange(0, 3).Draw(t, "blocks") {
		m := rapid.SampledFrom(matching).Draw(t, "block")
		b.WriteString(m.open)
		switch {
		case m.holds == "w":
			b.WriteString(drawWords(t, 3))
		case m.holds == "t":
			b.WriteString(rapid.SampledFrom([]string{"", "\n", "x &lt; y\n", "a\n\n  b"}).Draw(t, "code"))
		case m.holds == "b" && deep > 0:
			b.WriteString(drawBlocks(t, deep-1))
		case m.holds == "i":
			for range rapid.IntRange(0, 3).Draw(t, "items") {
				b.WriteString("<li>" + drawWords(t, 2))
				if deep > 0 {
					b.WriteString("\n" + drawBlocks(t, deep-1))
				}
				b.WriteString("</li>\n")
			}
		}
		b.WriteString(m.end)
	}
	return b.String()
}

func drawWords(t *rapid.T, deep int) string {
	var b strings.Builder
	for range rapid.IntRange(0, 3).Draw(t, "words") {
		around := rapid.SampledFrom([][2]string{
			{"", ""}, {"<em>", "</em>"}, {"<strong>", "</strong>"}, {"<del>", "</del>"}, {"<code>", "</code>"}, {"<a href=\"../c.md?x=%20\">", "</a>"}, {"<br>\n", ""}, {"<img src=\"ä.png\" alt=\"it&#39;s\">", ""},
		}).Draw(t, "around")
		b.WriteString(around[0])
		if deep > 0 && around[1] != "" && around[1] != "</code>" {
			b.WriteString(drawWords(t, deep-1))
		} else if around[1] != "" || around[0] == "" {
			b.WriteString(rapid.SampledFrom([]string{"ferry ", "Don't &quot;go&quot;", "a &amp; b", "漢"}).Draw(t, "text"))
		}
		b.WriteString(around[1])
	}
	return b.String()
}

func TestPlainMarkupIsWhatTheWallsMake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		samePlain(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(scraps), 0, 14).Draw(t, "scraps"), ""))
		fragment := drawBlocks(t, 3)
		if plain := samePlain(t, fragment); !plain && strings.Count(fragment, "<a ") < 2 { // no link is within another
			t.Errorf("%q is left to the walls", fragment)
		}
	})
}

// What people write in Markdown is plain, and the walls would make the same of it.
func TestMarkdownIsPlain(t *testing.T) {
	const text = "# Ferry\n\nThe *old* ferry, which [the council](https://town.example/f?a=1&b=2 \"It's\") \"bought\" in 1962, `stays`.\n\n- one\n- two\n\n  more\n\n3. c\n\n> Wait & see.\n\n```go\nx < y\n```\n\n![Ferry](f.jpg)\n\n***\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\nA  \nline~~s~~\n"
	articles, err := markdown.Parse(content.File{Path: "a.md", Data: []byte(text)}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if html := articles[0].Body().HTML(); !samePlain(t, html) {
		t.Errorf("left to the walls: %s", html)
	}
}
