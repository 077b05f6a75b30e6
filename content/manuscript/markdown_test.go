package manuscript

import (
	"strings"
	"testing"

	"feedmill/content"
	"feedmill/content/fragment"
	"feedmill/content/markdown"
)

func TestMarkdown(t *testing.T) {
	for _, test := range []struct{ name, html, want string }{
		{"paragraphs", "<p>One\n two.</p>\n<p>Three</p>", "One two.\n\nThree"},
		{"bare text", "Low <em>tide</em> at noon", "Low *tide* at noon"},
		{"stress", "<p><b>Tide</b> and <i>wind</i>.</p>", "**Tide** and *wind*."},
		{"stress within a word", "<p>low<b>est</b> <i>tide.</i></p>", "low<b>est</b> <i>tide.</i>"},
		{"link", `<p><a href="https://a.example/x_y?a=1&amp;b=2" title='The "Quay"' rel="nofollow">quay</a></p>`, `[quay](https://a.example/x_y?a=1&b=2 "The \"Quay\"")`},
		{"exclamation before a link", `<p>Look!<a href="/b">here</a></p>`, `Look\![here](/b)`},
		{"picture", `<p><img class="wp-image-3" src="a b.jpg" alt="[Quay]"></p>`, `![&#91;Quay&#93;](a%20b.jpg)`},
		{"code of a plugin", `<p>[gallery ids="1,2"]</p>`, `\[gallery ids="1,2"]`},
		{"link with brackets", `<p><a href="/b">[b] c</a> <a href="/c"><img src="c.jpg" alt="c"></a></p>`, `<a href="/b">\[b] c</a> [![c](c.jpg)](/c)`},
		{"picture with a size", `<p><img src="a.jpg" alt="Quay" width="30" height="20" srcset="b.jpg 2x"></p>`, `<img src="a.jpg" alt="Quay" width="30" height="20">`},
		{"line break", "<p>Low<br>\nHigh</p>", "Low\\\nHigh"},
		{"signs of Markdown", "<p>2 * 3 * 4, snake_case, _x_, [a](b), # no, `c`, {{ x }}</p>", "2 \\* 3 \\* 4, snake\\_case, \\_x\\_, \\[a](b), # no, \\`c\\`, \\{\\{ x }}"},
		{"line that would begin a block", "<p># one</p><p>1. two</p><p>- three</p><p>: four</p>", "\\# one\n\n1\\. two\n\n\\- three\n\n\\: four"},
		{"references", "<p>AT&amp;T, &amp;copy; 1 &lt; 2</p>", `AT&T, &amp;copy; 1 \< 2`},
		{"lists", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li><p>x</p></li><li><p>y</p></li></ol>", "- a\n  - b\n- c\n\n1. x\n\n2. y"},
		{"quotation", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"},
		{"listing", `<pre class="lang-go"><code>a := 1` + "\n\n\tb()\n</code></pre>", "```go\na := 1\n\n\tb()\n```"},
		{"heading with an anchor", `<h2 id="top">Top</h2><h3>Next #1</h3>`, "<h2 id=\"top\">Top</h2>\n\n### Next \\#1"},
		{"table", "<table>\n\n<tr><td>a</td></tr>\n\n</table>", "<table>\n<tbody><tr><td>a</td></tr>\n</tbody></table>"},
		{"film", `<video src="a.mp4" controls></video>`, `<div><video src="a.mp4" controls=""></video></div>`},
		{"more", "<p>a</p><!--more--><p>b</p><!-- wp:end -->", "a\n\n<!--more-->\n\nb"},
		{"wrappers", `<div class="c"><section><p>a</p></section>b</div>`, "a\n\nb"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Markdown(test.html); got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
			if !shows(Markdown(test.html), test.html) {
				t.Errorf("words are lost: %q", render(t, Markdown(test.html)))
			}
		})
	}
}

func render(t *testing.T, text string) string {
	a, err := markdown.Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: a\n---\n\n" + text)}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a[0].Body().HTML()
}

// Whatever HTML there is, its words are in the file.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"<p>a <b>b</b> c</p>", "<ul><li>a<li>1. b</ul>", "<pre>a\n\nb</pre>", "<table><td>*</table>", "a\n\n    b", "<!-- x", "$1 ~2~ |3|", "<a href='(x'>y</a>!<a href=z>_</a>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 {
			return
		}
		got := Manuscript{ID: "x", Title: "x", Body: s}.text()
		if words(fragment.Text(s)) != "" && strings.TrimSpace(got) == "" {
			t.Errorf("nothing is left of %q", s)
		}
	})
}
