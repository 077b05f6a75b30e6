package markdown

import (
	"strings"
	"testing"

	"feedmill/content"
)

func TestCallouts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"> [!NOTE]\n> Mind the *gap*.\n", "<blockquote>\n<p><strong>Note</strong></p>\n<p>Mind the <em>gap</em>.</p>\n</blockquote>"},
		{"> [!tip]- How & why\n> Mind it.\n> - a\n", "<blockquote>\n<p><strong>How &amp; why</strong></p>\n<p>Mind it.</p>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>"},
		{"> [!WARNING]\n>\n> Mind it.\n", "<blockquote>\n<p><strong>Warning</strong></p>\n<p>Mind it.</p>\n</blockquote>"},
		{"See [x](https://y.example/){:target=\"_blank\"}, *b*{: .c #d} and `{:.c}`{:.e}.\n\nHashes {:sym => 1} and {:.c} stay.\n", "<p>See <a href=\"https://y.example/\">x</a>, <em>b</em> and <code>{:.c}</code>.</p>\n<p>Hashes {:sym =&gt; 1} and {:.c} stay.</p>"},
		{"[TOC]\n\nMind it.\n\n[[_TOC_]]\n\nSee `[TOC]` and [TOC].\n\n    [TOC]\n", "<p>Mind it.</p>\n<p>See <code>[TOC]</code> and [TOC].</p>\n<pre><code>[TOC]\n</code></pre>"},
		{"> Mind it.\n> [!NOTE]\n", "<blockquote>\n<p>Mind it.\n[!NOTE]</p>\n</blockquote>"},
		{"!!! note \"Of the tide\"\n    Mind it.\n\n    Twice.\n\nMore.\n", "<blockquote>\n<p><strong>Of the tide</strong></p>\n<p>Mind it.</p>\n<p>Twice.</p>\n</blockquote>\n<p>More.</p>"},
		{"??? danger\n    Mind it.\n", "<blockquote>\n<p><strong>Danger</strong></p>\n<p>Mind it.</p>\n</blockquote>"},
		{"!!! info \"Why\"\n\n    Mind it.\n\n    ``` go\n    a := 1\n    ```\n\nMore.\n", "<blockquote>\n<p><strong>Why</strong></p>\n<p>Mind it.</p>\n<pre><code class=\"language-go\">a := 1\n</code></pre>\n</blockquote>\n<p>More.</p>"},
		{"!!! note\n    A\n\n    !!! tip\n        B\n\n    C\n", "<blockquote>\n<p><strong>Note</strong></p>\n<p>A</p>\n<blockquote>\n<p><strong>Tip</strong></p>\n<p>B</p>\n</blockquote>\n<p>C</p>\n</blockquote>"},
		{"1.  One\n\n    !!! note\n        A\n\n2.  Two\n", "<ol>\n<li>\n<p>One</p>\n<blockquote>\n<p><strong>Note</strong></p>\n<p>A</p>\n</blockquote>\n</li>\n<li>\n<p>Two</p>\n</li>\n</ol>"},
		{"=== \"Linux\"\n\n    ``` sh\n    ls\n    ```\n\n=== \"Other\"\n\n    Look.\n", "<p><strong>Linux</strong></p>\n<pre><code class=\"language-sh\">ls\n</code></pre>\n<p><strong>Other</strong></p>\n<p>Look.</p>"},
		{"!!! note\n\nMore.\n", "<p>!!! note</p>\n<p>More.</p>"},
		{"```\n!!! note\n    a\n```\n", "<pre><code>!!! note\n    a\n</code></pre>"},
		{"!!! stop, he cried\n", "<p>!!! stop, he cried</p>"},
	} {
		articles, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: A\n---\n" + c.text)}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(articles[0].Body().HTML()); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
