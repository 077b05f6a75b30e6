package feed

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var articleBase, _ = url.Parse("https://paper.example/news/bridge.html")

func TestSanitize(t *testing.T) {
	pixel := "data:image/gif;base64,R0lGODlhAQABAAAAACw="
	picture := "data:image/png;base64," + strings.Repeat("iVBORw0K", 60)
	for _, c := range []struct{ name, in, want string }{
		{"text", "a \"b\"", "a &#34;b&#34;"},
		{"script goes with its content", "<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"},
		{"style goes", "<style>p{}</style><p style='color:red' class=x>a</p>", "<p>a</p>"},
		{"handlers go", `<p onclick="x()">a <img src=x.png onerror=x()></p>`, `<p>a <img src="https://paper.example/news/x.png" alt=""/></p>`},
		{"script link becomes text", `<a href="javascript:x()">a</a>`, "a"},
		{"hidden script link", `<a href=" jav&#x09;ascript:x()">a</a>`, "a"},
		{"data link", `<a href="data:text/html,x">a</a>`, "a"},
		{"comment", "a<!-- b --><!--[if IE]>c<![endif]-->d", "ad"},
		{"unclosed", "<p>a<b>b<p>c", "<p>a<b>b</b></p><p><b>c</b></p>"},
		{"misnested", "<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>"},
		{"block in paragraph", "<p>a<div>b</div>c</p>", "<p>a</p><div>b</div>c<p></p>"},
		{"relative link", `<a href="../x y.html#z">a</a>`, `<a href="https://paper.example/x%20y.html#z">a</a>`},
		{"fragment", `<a href="#n1">1</a><p id="n1">a</p>`, `<a href="https://paper.example/news/bridge.html#user-content-n1">1</a><p id="user-content-n1">a</p>`},
		{"id of a property of the document", `<p id="cookie">a</p><img id="getElementById" src="i.png">`,
			`<p id="user-content-cookie">a</p><img src="https://paper.example/news/i.png" alt="" id="user-content-getElementById"/>`},
		{"link to a part of this article by its whole address", `<a href="https://paper.example/news/bridge.html#caf%C3%A9">a</a><h3 id="café">b</h3>`,
			`<a href="https://paper.example/news/bridge.html#user-content-caf%C3%A9">a</a><h3 id="user-content-café">b</h3>`},
		{"link to a part of another page", `<a href="tower.html#n1">a</a><p id="n1">b</p>`, `<a href="https://paper.example/news/tower.html#n1">a</a><p id="user-content-n1">b</p>`},
		{"link to what the article has not", `<a href="#comments">a</a>`, `<a href="https://paper.example/news/bridge.html#comments">a</a>`},
		{"id with its prefix", `<a href="#user-content-n1">a</a><p id="user-content-n1">b</p>`,
			`<a href="https://paper.example/news/bridge.html#user-content-n1">a</a><p id="user-content-n1">b</p>`},
		{"ids that begin with a dash, as of a heading with an emoji, or hold marks", `<a href="#-launch">a</a><h3 id="-launch">b</h3><h3 id="c++">c</h3><h3 id="\ufe0f-locks">d</h3>`,
			`<a href="https://paper.example/news/bridge.html#user-content--launch">a</a><h3 id="user-content--launch">b</h3><h3 id="user-content-c++">c</h3><h3 id="user-content-\ufe0f-locks">d</h3>`},
		{"ids that are none", `<h3 id="a b">b</h3><h3 id="a&quot;b">c</h3><h3 id="a&lt;b">d</h3>`, `<h3>b</h3><h3>c</h3><h3>d</h3>`},
		{"old anchor", `<a name="n1">a</a>`, `<a id="user-content-n1">a</a>`},
		{"old anchor and what leads to it", `<a href="#n1">b</a><a name="n1">a</a>`, `<a href="https://paper.example/news/bridge.html#user-content-n1">b</a><a id="user-content-n1">a</a>`},
		{"names of fields and forms", `<form name="body"><input name="nodes"></form><img name="domain" src="i.png">`, `<img src="https://paper.example/news/i.png" alt=""/>`},
		{"image attributes", `<img src="/i.jpg" alt="a &amp; b" width="10" height=20 class=x>`, `<img src="https://paper.example/i.jpg" alt="a &amp; b" width="10" height="20"/>`},
		{"lazy image", `<img src="` + pixel + `" data-src="i.jpg">`, `<img src="https://paper.example/news/i.jpg" alt=""/>`},
		{"lazy image with its twin", `<img data-src="i.jpg"><noscript><img src="i.jpg"></noscript>`, `<img src="https://paper.example/news/i.jpg" alt=""/>`},
		{"image for those without script", `a <noscript><img src="i.jpg"></noscript>`, `a <img src="https://paper.example/news/i.jpg" alt=""/>`},
		{"placeholder alone", `a<img src="` + pixel + `">`, "a"},
		{"embedded picture", `<img src="` + picture + `">`, `<img src="` + picture + `" alt=""/>`},
		{"embedded document", `a<img src="data:text/html;base64,` + strings.Repeat("AAAA", 200) + `">`, "a"},
		{"counter", `a<img src="https://count.example/x" width=1 height=1>`, "a"},
		{"srcset", `<img src="a.jpg" srcset="a.jpg 1x, b,c.jpg 2x, javascript:x 3x">`,
			`<img src="https://paper.example/news/a.jpg" srcset="https://paper.example/news/a.jpg 1x, https://paper.example/news/b%2Cc.jpg 2x" alt=""/>`},
		{"srcset alone", `<img srcset="a.jpg 320w, b.jpg 640w" alt="x">`,
			`<img src="https://paper.example/news/b.jpg" srcset="https://paper.example/news/a.jpg 320w, https://paper.example/news/b.jpg 640w" alt="x"/>`},
		{"picture", `<picture><source srcset="a.webp" type="image/webp"><img alt="x"></picture>`, `<img src="https://paper.example/news/a.webp" alt="x"/>`},
		{"video", `<video src="v.mp4" poster="p.jpg" autoplay onplay=x()></video>`,
			`<video src="https://paper.example/news/v.mp4" poster="https://paper.example/news/p.jpg" controls="controls"></video>`},
		{"audio sources", `<audio><source src="a.mp3" type="audio/mpeg"></audio>`,
			`<audio controls="controls"><source src="https://paper.example/news/a.mp3" type="audio/mpeg"/></audio>`},
		{"frame becomes a link", `<iframe src="//film.example/1" title="A film"></iframe>`, `<p><a href="https://film.example/1">A film</a></p>`},
		{"nameless frame", `<p>a <iframe src="https://film.example/1/"></iframe></p>`, `<p>a <a href="https://film.example/1/">film.example/1</a></p>`},
		{"frame of a film", `<iframe src="https://www.youtube-nocookie.com/embed/aB3-_567890?start=9" title="Ovens"></iframe>`, `<p><a href="https://www.youtube.com/watch?v=aB3-_567890"><img src="https://img.youtube.com/vi/aB3-_567890/hqdefault.jpg" alt=""/><br/>Ovens</a></p>`},
		{"frame of a film in a link", `<p><a href="https://news.example.org/o">See <iframe src="https://www.youtube.com/embed/aB3-_567890" title="Ovens"></iframe></a></p>`, `<p><a href="https://news.example.org/o">See Ovens</a></p>`},
		{"frame of another film", `<iframe src="https://player.vimeo.com/video/4711"></iframe>`, `<p><a href="https://vimeo.com/4711">vimeo.com/4711</a></p>`},
		{"small picture with words", `<img src="` + pixel + `" alt="a dot">`, `<img src="` + pixel + `" alt="a dot"/>`},
		{"picture that cannot be shown", `a <img src="data:image/svg+xml,x" alt="a plan"> b`, "a a plan b"},
		{"web without its scheme", `<a href="www.mill.example/x">a</a>`, `<a href="https://www.mill.example/x">a</a>`},
		{"link of a template", `<a href="{% link x.md %}">a</a> <a href="/{{ y }}">b</a> <a href="/%7B%7By%7D%7D">c</a> <a href="/{y}">d</a>`, `a b c <a href="https://paper.example/%7By%7D">d</a>`},
		{"mathematics", `<math display="block" onclick=x><mfrac><mn>2</mn><mn>3</mn></mfrac><annotation>t</annotation></math>`, `<math display="block"><mfrac><mn>2</mn> <mn>3</mn></mfrac></math>`},
		{"mathematics that opens HTML", `<math><mtext><img src=x onerror=x><b>a</b></mtext><mglyph></mglyph><maction href="javascript:x">b</maction></math>`, `<math><mtext>a</mtext></math>`},
		{"empty mathematics", `a<math><mi></mi></math>`, "a"},
		{"its elements elsewhere", `<mi>a</mi><mn>b</mn>`, "ab"},
		{"frame within a link", `<a href="/l"><p><iframe src="https://film.example/1"></iframe></p></a>`, `<a href="https://paper.example/l"><p>film.example/1</p></a>`},
		{"direction", `<bdo dir="rtl">a</bdo>`, `<bdi dir="rtl">a</bdi>`},
		{"script frame", `a<iframe src="javascript:x()"></iframe><object data="data:text/html,x"></object>`, "a"},
		{"form", `<form action="/x"><label>Name <input name=n></label><button>Go</button><p>a</p></form>`, "Name <p>a</p>"},
		{"task list", `<ul><li><input type="checkbox" checked disabled> a</li><li><input type=checkbox> b</li></ul>`, "<ul><li>☑ a</li><li>☐ b</li></ul>"},
		{"svg", `a<svg onload="x()"><text>b</text></svg>c`, "ac"},
		{"meta and base", `<base href="https://evil.example/"><meta http-equiv="refresh" content="0"><a href="x">a</a>`, `<a href="https://paper.example/news/x">a</a>`},
		{"whole document", `<!DOCTYPE html><html><head><title>t</title></head><body><article><p>a</p></article></body></html>`, "<p>a</p>"},
		{"table", `<table><tr><td style="text-align: right" colspan=2>1</td></tr></table>`, `<table><tbody><tr><td colspan="2" align="right">1</td></tr></tbody></table>`},
		{"code", "<pre><code class=\"language-go x\">a\n  b &lt;</code></pre>", "<pre><code>a\n  b &lt;</code></pre>"},
		{"code language", `<pre><code class="language-c++">a</code></pre>`, `<pre><code class="language-c++">a</code></pre>`},
		{"direction", `<p dir="rtl" lang="ar">ا</p>`, `<p dir="rtl" lang="ar">ا</p>`},
		{"old elements", "<center><strike>a</strike> <font color=red>b</font></center>", "<div><s>a</s> b</div>"},
		{"forbidden characters", "a\x00b&#1;c&#xFFFE;d&#x80;", "abcd€"},
		{"references to forbidden characters", `<p title="x&#13;">a&#13;&#10;b&#13;c</p><abbr title="a&#1;b">d</abbr>`, "<p>a\nb\nc</p><abbr title=\"ab\">d</abbr>"},
		{"nothing", " \n ", ""},
		{"broken markup", "<p <b>a</p", "<p>a</p>"},
	} {
		if got := sanitize(c.in, articleBase, nil, nil); got != c.want {
			t.Errorf("%s: sanitize(%q)\n got %q\nwant %q", c.name, c.in, got, c.want)
		}
	}
}

func TestSanitizeSurvivesDeepMarkup(t *testing.T) {
	got := sanitize(strings.Repeat("<div>", 100_000)+"<script>x()</script>a &amp; b &lt;i&gt;", articleBase, nil, nil)
	if want := "a &amp; b &lt;i&gt;"; got != want {
		t.Errorf("sanitize of 100,000 nested elements: got %.80q, want %q", got, want)
	}
}

func FuzzSanitize(f *testing.F) {
	for _, s := range []string{
		`<p>a<b>b<p>c`, `<a href=" java&#10;script:x">`, `<img src=x srcset="a 1x,b 2x" onerror=x>`, `<svg><style><img src=x onerror=x>`,
		`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`, `<noscript><p title="</noscript><img src=x onerror=x>">`,
		`<iframe src=//x.example>`, "<pre>\n\n a</pre>", `<a href="http://x.example/%zz?<>">`, `<table><a>b</table>`, `<details open ontoggle=x>`, "\x00<b\xff>",
		`<picture><source srcset="x.webp"><img></picture>`, `<select><template><script>x</script>`, `<q cite="javascript:x">`, `<video poster=javascript:x>`,
	} {
		f.Add(s)
	}
	f.Add("<p>Council&#39;s vote &amp; &lt;more&gt;</p>\n\n<h2>Then</h2>\n<p></p>")
	f.Fuzz(func(t *testing.T, raw string) {
		got := sanitize(raw, articleBase, nil, nil)
		samePlain(t, raw)
		samePlain(t, got)
		if clean(got) != got || clean(html.UnescapeString(got)) != html.UnescapeString(got) {
			t.Errorf("sanitize(%q) leaves forbidden characters: %q", raw, got)
		}
		checkFragment(t, got)
	})
}

// checkFragment fails if an HTML fragment holds what may not be shown elsewhere.
func checkFragment(t interface{ Errorf(string, ...any) }, fragment string) {
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"})
	if err != nil {
		t.Errorf("fragment %q: %v", fragment, err)
		return
	}
	root := &html.Node{Type: html.ElementNode, Data: "div"}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode, html.DoctypeNode:
			t.Errorf("fragment %q holds a comment", fragment)
		case html.ElementNode:
			checkElement(t, n, fragment)
		}
	}
}

func checkElement(t interface{ Errorf(string, ...any) }, n *html.Node, fragment string) {
	switch n.Data {
	case "script", "style", "iframe", "object", "embed", "form", "input", "button", "svg", "base", "meta", "link", "noscript", "template":
		t.Errorf("fragment %q holds <%s>", fragment, n.Data)
	}
	if n.Namespace != "" && !isMath[n.Data] || n.Namespace == "" && n.Parent != nil && n.Parent.Namespace != "" {
		t.Errorf("fragment %q holds <%s> within or as foreign markup", fragment, n.Data)
	}
	for _, a := range n.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
			t.Errorf("fragment %q holds attribute %s", fragment, a.Key)
		case a.Key == "src" && dataImage.MatchString(a.Val) && n.Data == "img":
		case a.Key == "href", a.Key == "src", a.Key == "poster", a.Key == "cite":
			checkAddress(t, a.Val)
			if scheme, _, _ := strings.Cut(a.Val, ":"); !linkSchemes[scheme] || a.Key != "href" && a.Key != "cite" && !webSchemes[scheme] {
				t.Errorf("fragment %q leads to %s", fragment, a.Val)
			}
		}
	}
}
