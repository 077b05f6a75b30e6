package org

import (
	"regexp"
	"strings"
	"testing"

	"feedmill/content"
)

func parse(t *testing.T, text string) *content.Article {
	t.Helper()
	articles, err := Parse(content.File{Path: "a.org", Data: []byte(text)}, content.Options{})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return articles[0]
}

// Headlines, and links to them, have the ids that the settings say.
func TestHeadlinesHaveTheIDsThatAreSet(t *testing.T) {
	const text = "#+TITLE: Quays\n\n* 2. Low tide!\nSee [[*2. Low tide!]].\n\n* 2. Low tide!\nAgain.\n"
	for which, want := range map[content.HeadingIDs]string{
		content.GitHubIDs:   `<h2 id="2-low-tide"> href="#2-low-tide"> <h2 id="2-low-tide-1">`,
		content.KramdownIDs: `<h2 id="low-tide"> href="#low-tide"> <h2 id="low-tide-1">`,
		content.PythonIDs:   `<h2 id="2-low-tide"> href="#2-low-tide"> <h2 id="2-low-tide_1">`,
		content.NoIDs:       `<h2> href="#2-low-tide"> <h2>`,
	} {
		articles, err := Parse(content.File{Path: "a.org", Data: []byte(text)}, content.Options{Headings: which})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(regexp.MustCompile(`<h2[^>]*>|href="[^"]*">`).FindAllString(articles[0].Body().HTML(), -1), " ")
		if got != want {
			t.Errorf("%q: got %s, want %s", which, got, want)
		}
	}
}

func TestHead(t *testing.T) {
	const text = "\n\nNo boat has passed since Monday, the lock keepers say, and none will before Friday.\n"
	for _, c := range []struct{ head, field, want string }{
		{"#+TITLE: Ice on the *canal*", "title", "Ice on the canal"},
		{"#+title: Ice\n#+DATE: <2026-11-09 Mon 07:30>", "published", "2026-11-09T07:30:00Z"},
		{"#+title: Ice\n#+DATE: [2026-11-09 Mo]", "published", "2026-11-09"},
		{"#+title: Ice\n#+DATE: 9 November 2026", "published", "2026-11-09"},
		{"#+title: Ice\n#+HUGO_LASTMOD: 2026-11-10", "updated", "2026-11-10"},
		{"#+title: Ice\n#+AUTHOR: Ada Lint\n#+EMAIL: ada@ice.example", "authors", "Ada Lint <ada@ice.example>"},
		{"#+title: Ice\n#+FILETAGS: :winter:sea-port:", "tags", "winter,sea-port"},
		{"#+title: Ice\n#+KEYWORDS: winter, sea port", "tags", "winter,sea port"},
		{"#+title: Ice\n#+LANGUAGE: de", "language", "de"},
		{"#+title: Ice\n#+DESCRIPTION: It froze.", "summary", "It froze."},
		{"#+title: Ice\n#+HUGO_DRAFT: true", "draft", "true"},
		{":PROPERTIES:\n:ID: 5e1\n:DATE: 2026-11-09\n:END:\n#+title: Ice", "published", "2026-11-09"},
		{"* DONE [#A] Ice :winter:port:\nCLOSED: [2026-11-09 Mon 07:30]", "title", "Ice"},
		{"* DONE [#A] Ice :winter:port:\nCLOSED: [2026-11-09 Mon 07:30]", "tags", "winter,port"},
		{"* DONE Ice\nCLOSED: [2026-11-09 Mon 07:30]", "published", "2026-11-09T07:30:00Z"},
		{"* TODO Ice", "draft", "true"},
		{"* DONE Ice", "draft", "false"},
		{"* Ice\n:PROPERTIES:\n:EXPORT_DATE: 2026-11-09\n:END:", "published", "2026-11-09"},
		{"#+title: Ice", "summary", "No boat has passed since Monday, the lock keepers say, and none will before Friday."},
		{"", "title", "No boat has passed since Monday, the lock keepers say, and none will before Friday."},
	} {
		a := parse(t, c.head+text)
		if got := fieldOf(a, c.field); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.head, c.field, got, c.want)
		}
	}
}

func fieldOf(a *content.Article, name string) string {
	switch name {
	case "title":
		return a.Title()
	case "published":
		return a.Published().String()
	case "updated":
		return a.Updated().String()
	case "authors":
		one := a.Authors()[0]
		return one.Name + " <" + one.Email + ">"
	case "tags":
		return strings.Join(a.Tags(), ",")
	case "language":
		return a.Language()
	case "summary":
		return a.Summary()
	}
	if a.Draft() {
		return "true"
	}
	return "false"
}

func TestBody(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"one *two* /three/ _four_ +five+ =s*x= ~a/b~ 2*3*4", "<p>one <b>two</b> <i>three</i> <u>four</u> <s>five</s> <code>s*x</code> <code>a/b</code> 2*3*4</p>"},
		{"*/both/* and a -- b --- c", "<p><b><i>both</i></b> and a – b — c</p>"},
		{"H_{2}O x^{2} a_b", "<p>H<sub>2</sub>O x<sup>2</sup> a_b</p>"},
		{"[[https://a.example/x_y][a *b*]] [[file:b.org][b]] [[*Two words]] [[#id][c]]", `<p><a href="https://a.example/x_y">a <b>b</b></a> <a href="b.org">b</a> <a href="#two-words">Two words</a> <a href="#id">c</a></p>`},
		{"https://a.example/x_y/z and <https://b.example>", `<p><a href="https://a.example/x_y/z">https://a.example/x_y/z</a> and <a href="https://b.example">https://b.example</a></p>`},
		{"[[id:5e1][elsewhere]] [[https://a.example][https://a.example]]", `<p>elsewhere <a href="https://a.example">https://a.example</a></p>`},
		{"#+CAPTION: The lock\n[[./lock.png]]", `<figure><img src="./lock.png" alt="The lock"><figcaption>The lock</figcaption></figure>`},
		{"** Two words\ntext\n*** TODO Three :tag:\nmore", "<h2 id=\"two-words\">Two words</h2>\n<p>text</p>\n<h3 id=\"three\">TODO Three</h3>\n<p>more</p>"},
		{"- one\n  more\n  - inner\n- [X] two\n\n3. three", "<ul>\n<li>one\nmore\n<ul>\n<li>inner</li>\n</ul>\n</li>\n<li>☑ two</li>\n</ul>\n<ol start=\"3\">\n<li>three</li>\n</ol>"},
		{"- lock :: it /lifts/\n- weir :: it falls", "<dl>\n<dt>lock</dt><dd>it <i>lifts</i></dd>\n<dt>weir</dt><dd>it falls</dd>\n</dl>"},
		{"| a | b |\n|---+---|\n| 1 | 2 |", "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>"},
		{"#+BEGIN_SRC go -n\n  if a < b {\n  \t,* c\n  }\n#+END_SRC", "<pre><code class=\"language-go\">if a &lt; b {\n\t* c\n}\n</code></pre>"},
		{"#+begin_quote\nIt *is* cold.\n\n#+begin_src\n#+begin_quote\n#+end_src\n#+end_quote", "<blockquote>\n<p>It <b>is</b> cold.</p>\n<pre><code>#+begin_quote\n</code></pre>\n</blockquote>"},
		{"#+begin_verse\na\nb\n#+end_verse\n: fixed\n-----", "<p>a<br>\nb</p>\n<pre><code>fixed\n</code></pre>\n<hr>"},
		{"ice[fn:1] and[fn:: in *place*]\n\n[fn:1] Frozen water.", "<p>ice<sup><a href=\"#fn-1\">1</a></sup> and<sup><a href=\"#fn-2\">2</a></sup></p>\n<hr>\n<ol>\n<li id=\"fn-1\">Frozen water.</li>\n<li id=\"fn-2\">in <b>place</b></li>\n</ol>"},
		{"#+begin_export html\n<kbd>x</kbd>\n#+end_export\n@@html:<b>@@y@@latex:z@@", "<kbd>x</kbd>\n<p><b>y</p>"},
		{"* A\n:PROPERTIES:\n:CUSTOM_ID: found\n:END:\n[[#found]]", "<h2 id=\"found\">A</h2>\n<p><a href=\"#found\">found</a></p>"},
		{"a\n# comment\nb\n#+begin_comment\nc\n#+end_comment\n* COMMENT d\ne\n* f :noexport:\ng", "<p>a</p>\n<p>b</p>"},
		{"a\n#+begin_quote\nb", "<p>a\n#+begin_quote\nb</p>"},
		{":NOTE:\na\n:END:\n<2026-11-09 Mon> b", "<p>a</p>\n<p>2026-11-09 Mon b</p>"},
	} {
		a := parse(t, "#+TITLE: t\n"+c.text)
		if got := a.Body().HTML(); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A line of marks costs its length, not the square of it.
func TestHostileTextIsReadInTime(t *testing.T) {
	const size = 1 << 18
	for _, part := range []string{"*a ", "[[", "[fn:", "<a", "<<", "@@a ", "_{a", "/*_+", "{{{a(", "- \n", "#+begin_quote\n", ":x:\n", "[fn:1] a\n", "| ", "* a\n", "#+begin_src\n", "$a \\(", "=a= ", "a_{b} "} {
		text := "#+TITLE: t\n" + strings.Repeat(part, min(size/len(part), content.DefaultLimits.Parts-2))
		articles, err := Parse(content.File{Path: "a.org", Data: []byte(text)}, content.Options{})
		if err == nil {
			articles[0].Body().HTML()
		}
	}
	var deep strings.Builder
	for i := range 1000 {
		deep.WriteString(strings.Repeat(" ", i) + "- a\n")
	}
	parse(t, "#+TITLE: t\n"+deep.String()).Body().HTML()
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("#+TITLE: a\n#+DATE: <2026-11-09 Mon>\n* b :c:\n- d :: e\n  1. f[fn:1]\n[fn:1] g\n| h |\n#+begin_src x\n#+end_src\n"))
	f.Add([]byte("* TODO a\nCLOSED: [2026-11-09]\n:PROPERTIES:\n:ID: x\n:END:\n#+begin_quote\n[[a][b]] *c* <<d>> ~e~\n#+end_quote\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := Parse(content.File{Path: "a.org", Data: data}, content.Options{})
		if err != nil {
			return
		}
		for _, a := range articles {
			if a.Title() == "" {
				t.Error("an article has no title")
			}
			_, _, _ = a.Body().HTML(), a.Body().Text(), a.Whole()
		}
	})
}
