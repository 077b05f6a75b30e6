package markdown

import (
	"strings"
	"testing"

	"feedmill/content"
)

// tideSite is a site such as Jekyll, Hugo and Eleventy make.
func tideSite() *content.Site {
	files := map[string]string{
		"note.html": "<div class=\"note\">\n\n    <p>{{ include.text }} of {{ site.title }}</p>\n</div>",
		"sign.md":   "---\ntitle: No title\n---\n*{{ site.data.harbour.depth }}* deep\n",
		"if.html":   "{% if page.x %}a{% else %}b{% endif %}",
		"main.go":   "package main\n\n// START OMIT\nfunc main() {\n\tebb() // OMIT\n}\n\n// END OMIT\nvar depth = 9\n",
		"loop.md":   "{% include loop.md %}",
	}
	return &content.Site{
		Values: map[string]any{
			"site":     map[string]any{"title": "Tide log", "url": "https://tide.example", "params": map[string]any{"berth": "Berth 4"}, "data": map[string]any{"harbour": map[string]any{"depth": "9 m"}}},
			"metadata": map[string]any{"title": "Tide log"},
		},
		Authors: map[string]content.Author{"ines": {Name: "Ines Brandt", URL: "https://ines.example/"}},
		Folders: []content.FolderData{
			{Folder: "posts", Keys: map[string]any{"tags": []any{"posts", "harbour"}, "author": "ines", "layout": "post", "title": "Not this"}, Joined: true},
			{Folder: "hidden", Keys: map[string]any{"draft": "true"}},
		},
		Include: func(_, name string) (string, bool) { text, ok := files[name]; return text, ok },
	}
}

func TestCodeShowsWhatTheSiteSays(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Welcome to {{ site.title }}.", "<p>Welcome to Tide log.</p>"},
		{"Welcome to {{ site.title | escape }} at {{ .Site.Params.berth }}.", "<p>Welcome to Tide log at Berth 4.</p>"},
		{"{{ metadata.title }}, {{ page.title }}, {{< param \"berth\" >}}", "<p>Tide log, Quays, Berth 4</p>"},
		{"Of {{ page.boat }} and {{ boat }}.", "<p>Of Gannet and Gannet.</p>"},
		{"At {{ site.url }}, not [here]({{ site.url }}/x/).", `<p>At <a href="https://tide.example">https://tide.example</a>, not <a href="/x/">here</a>.</p>`},
		{"It is `{{ site.title }}`.", "<p>It is <code>{{ site.title }}</code>.</p>"},
		{"It is {{ site.nothing }}.", "<p>It is {{ site.nothing }}.</p>"},
		{"{% include note.html text=\"The depth\" %}", "<div class=\"note\">\n<p>The depth of Tide log</p>\n</div>"},
		{"{{% include \"sign.md\" %}}", "<p><em>9 m</em> deep</p>"},
		{"--8<-- \"sign.md\"", "<p><em>9 m</em> deep</p>"},
		{"a\n\n{% include if.html %}\n\nb", "<p>a</p>\n<p>b</p>"},
		{"a\n\n{% include loop.md %}\n\nb", "<p>a</p>\n<p>b</p>"},
		{"{{code \"main.go\" `/START/` `/END/`}}", "<pre><code class=\"language-go\">func main() {\n}\n\n</code></pre>"},
		{"{{play \"main.go\" `/^var/`}}", "<pre><code class=\"language-go\">var depth = 9\n</code></pre>"},
		{"Look:\n\n{{raw `\n\tx := {{ site.title }}\n`}}\n\nSo.", "<p>Look:</p>\n<pre><code>x := {{ site.title }}\n</code></pre>\n<p>So.</p>"},
		{"Less {{\" < \"}} more.", "<p>Less  &lt;  more.</p>"},
		{"{{video \"https://player.vimeo.com/video/53221558?badge=0\" 500 281}}", `<p><a href="https://vimeo.com/53221558">https://vimeo.com/53221558</a></p>`},
		{"{% img left /images/quay.png 300 200 The quay %}", `<img src="/images/quay.png" alt="The quay">`},
		{"See {% post_link low-tide Low tide %}.", `<p>See <a href="article:low-tide">Low tide</a>.</p>`},
		{"{% asset_img quay.png %}", `<img src="quay.png" alt="">`},
		{"{% codeblock lang:go %}\na := 1\n{% endcodeblock %}", "<pre><code class=\"language-go\">a := 1\n</code></pre>"},
		{"{{code \"main.go\" `/^func/` `/^}/`}}", "<pre><code class=\"language-go\">func main() {\n}\n</code></pre>"},
		{"{{raw (file \"sign.md\")}}", "<p><em>9 m</em> deep</p>"},
		{"{{code \"none.go\"}}", "<p>{{code &quot;none.go&quot;}}</p>"},
		{`{{% def id="tide" name="Low tide" %}} When it ebbs. {{% /def %}}`, `<p><strong id="def-tide">Low tide</strong>: When it ebbs.</p>`},
	} {
		f := content.File{Path: "a.md", Data: []byte("---\ntitle: Quays\nboat: Gannet\n---\n" + c.text + "\n")}
		articles, err := Parse(f, content.Options{Site: tideSite()})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(articles[0].Body().HTML()); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// What the site's generator would replace wherever it stands is not shown.
func TestCodeOfTheSiteIsLeftOut(t *testing.T) {
	for _, c := range []struct {
		site       content.Site
		text, want string
	}{
		{content.Site{Tags: true}, "By {% avatar \"ines\" %} and {{ crew | join }}.", "<p>By  and .</p>"},
		{content.Site{Tags: true}, "As `{{ crew }}` and {% raw %}{{ crew }}{% endraw %}.", "<p>As <code>{{ crew }}</code> and {{ crew }}.</p>"},
		{content.Site{Calls: true}, "A {{ gallery() }} and {{ crew }}.", "<p>A  and {{ crew }}.</p>"},
		{content.Site{}, "A {{ gallery() }} and {% avatar %}.", "<p>A {{ gallery() }} and {% avatar %}.</p>"},
	} {
		articles, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: Quays\n---\n" + c.text + "\n")}, content.Options{Site: &c.site})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(articles[0].Body().HTML()); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A page that lists others by a template is no article, unless it states a day.
func TestListsOfTemplatesAreWithheld(t *testing.T) {
	for _, c := range []struct {
		matter, text string
		withheld     bool
	}{
		{"", "{{range newest (pages \"/blog/*.md\") -}}\n{{.title}}\n{{end}}", true},
		{"", "{% for post in site.posts %}\n{{ post.title }}\n{% endfor %}", true},
		{"date: 2026-03-01\n", "{% for post in site.posts %}\n{{ post.title }}\n{% endfor %}", false},
		{"", "```\n{% for post in site.posts %}\n```", false},
		{"", "{% for boat in boats %}\n{{ boat }}\n{% endfor %}", false},
	} {
		articles, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: Quays\n" + c.matter + "---\nAll of them:\n\n" + c.text + "\n")}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := articles[0].Draft(); got != c.withheld {
			t.Errorf("%q, %q: withheld %v", c.matter, c.text, got)
		}
	}
}

func TestPicturesOfFrontMatterLieAtTheRoot(t *testing.T) {
	for _, c := range []struct{ path, image, want string }{
		{"posts/a.md", "img/quay.jpg", "/img/quay.jpg"},
		{"posts/a.md", "./img/quay.jpg", "./img/quay.jpg"},
		{"posts/a.md", "quay.jpg", "quay.jpg"},
		{"posts/a/index.md", "img/quay.jpg", "img/quay.jpg"},
		{"posts/a.md", "https://tide.example/quay.jpg", "https://tide.example/quay.jpg"},
	} {
		f := content.File{Path: c.path, Data: []byte("---\ntitle: Quays\nimage: " + c.image + "\n---\nWords.\n")}
		articles, err := Parse(f, content.Options{Site: &content.Site{AtRoot: true}})
		if err != nil {
			t.Fatal(err)
		}
		if got := articles[0].Image(); got != c.want {
			t.Errorf("%s, %s: got %s, want %s", c.path, c.image, got, c.want)
		}
	}
}

func TestArticlesStateWhatTheirFolderStates(t *testing.T) {
	for _, c := range []struct{ path, matter, tags, author string }{
		{"posts/a.md", "", "harbour", "Ines Brandt"},
		{"posts/deep/a.md", "tags: [tide]\n", "tide harbour", "Ines Brandt"},
		{"posts/a.md", "author: Ada Lint\n", "harbour", "Ada Lint"},
		{"notes/a.md", "author: INES\n", "", "Ines Brandt"},
	} {
		articles, err := Parse(content.File{Path: c.path, Data: []byte("---\ntitle: Quays\n" + c.matter + "---\nWords.\n")}, content.Options{Site: tideSite()})
		if err != nil {
			t.Fatal(err)
		}
		a := articles[0]
		if tags := strings.Join(a.Tags(), " "); tags != c.tags || len(a.Authors()) != 1 || a.Authors()[0].Name != c.author || a.Title() != "Quays" {
			t.Errorf("%s, %q: title %q, tags %q, authors %v", c.path, c.matter, a.Title(), tags, a.Authors())
		}
	}
	for matter, want := range map[string]bool{"": true, "draft: false\n": false} {
		articles, err := Parse(content.File{Path: "hidden/a.md", Data: []byte("---\ntitle: Quays\n" + matter + "---\nWords.\n")}, content.Options{Site: tideSite()})
		if err != nil || articles[0].Draft() != want {
			t.Errorf("%q: draft is not %v (%v)", matter, want, err)
		}
	}
}

func TestPagesBelowFrontMatter(t *testing.T) {
	for _, c := range []struct{ matter, body, title, html string }{
		{"title: Quays\ndate: 2026-03-01\ntags: [tide]\n", "<p>At {{ site.title }}.</p>\n\n    <p>Deep {% comment %}not{% endcomment %}.</p>", "Quays", "<p>At Tide log.</p>\n\n    <p>Deep .</p>"},
		{"layout: post\n", "<h2>Quays</h2>\n{% include note.html text=\"Depth\" %}", "Old quays", "<h2>Quays</h2>\n<div class=\"note\">\n<p>Depth of Tide log</p>\n</div>"},
	} {
		f := content.File{Path: "posts/2026-03-01-old-quays.html", Data: []byte("---\n" + c.matter + "---\n" + c.body + "\n")}
		if !HasFrontMatter(f.Data) {
			t.Errorf("%q has no front matter", c.matter)
		}
		articles, err := ParsePage(f, content.Options{Site: tideSite()})
		if err != nil {
			t.Fatal(err)
		}
		a := articles[0]
		if a.Title() != c.title || a.Published().String() != "2026-03-01" || a.Body().HTML() != c.html {
			t.Errorf("%q: title %q, published %s, body\n got %s\nwant %s", c.matter, a.Title(), a.Published(), a.Body().HTML(), c.html)
		}
	}
	for _, body := range []string{"{% for post in site.posts %}{{ post.title }}{% endfor %}", "{{ content }}"} {
		_, err := ParsePage(content.File{Path: "index.html", Data: []byte("---\ntitle: All\n---\n" + body)}, content.Options{})
		if err == nil || !strings.Contains(err.Error(), "template of a site generator") {
			t.Errorf("%q: %v", body, err)
		}
	}
	if HasFrontMatter([]byte("<p>---\n")) || HasFrontMatter([]byte("---")) {
		t.Error("what has no front matter has some")
	}
}

func TestTermsHaveIDsWhereTheSiteGivesThem(t *testing.T) {
	articles, err := Parse(content.File{Path: "a.md", Data: []byte("# A\n\n## Depth\n\nDepth\n: Of water.\n")}, content.Options{Site: &content.Site{TermIDs: true}})
	if err != nil {
		t.Fatal(err)
	}
	if got := articles[0].Body().HTML(); !strings.Contains(got, `<dt id="depth-1">Depth</dt>`) {
		t.Errorf("got %s", got)
	}
}
