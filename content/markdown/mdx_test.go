package markdown

import (
	"strings"
	"testing"

	"feedmill/content"
)

func TestMDX(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"import { Aside, Card } from '@x/components';\nimport img from './a.png'\n\nSome *text*.\n", "<p>Some <em>text</em>.</p>"},
		{"<Aside type=\"tip\">\n  Mind the *gap*.\n</Aside>\n", "<p>Mind the <em>gap</em>.</p>"},
		{"A <Icon name={\"sun\"} size={{w: 1}} /> day.\n", "<p>A  day.</p>"},
		{"<Tabs>\n  <Tab label=\"A\">\n    One\n\n    ```js\n    <Tab>{x}</Tab>\n    ```\n  </Tab>\n</Tabs>\n", "<p>One</p>\n<pre><code class=\"language-js\">&lt;Tab&gt;{x}&lt;/Tab&gt;\n</code></pre>"},
		{"export const year = {\n  a: 1,\n};\n\nIn {year} and `{year}`, {\"so\"} <b>x</b> {/* no */}.\n", "<p>In  and <code>{year}</code>, so <b>x</b> .</p>"},
		{"<Settings\n  zed={{\n    name: \"a\",\n    value: `{\n      \"b\": {\"c\": {\"d\": {\"e\": 1}}}, it's >\n    `,\n  }}\n/>\n\nSome text.\n", "<p>Some text.</p>"},
		{"One < two, <B and `<C>` and <D x={y>z}/> stay apart.\n", "<p>One &lt; two, &lt;B and <code>&lt;C&gt;</code> and  stay apart.</p>"},
		{"<A {" + strings.Repeat("<A {", 2000) + "\n", ""},
		{"<Steps>\n\n1. One\n\n   Two\n\n</Steps>\n", "<ol>\n<li>\n<p>One</p>\n<p>Two</p>\n</li>\n</ol>"},
	} {
		articles, err := Parse(content.File{Path: "a.mdx", Data: []byte("---\ntitle: A\n---\n" + c.text)}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(articles[0].Body().HTML()); got != c.want && c.want != "" {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
