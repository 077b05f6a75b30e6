package markdown

import (
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

func TestUnclosedTagsAreText(t *testing.T) {
	cases := []struct{ text, html string }{
		{"Write the <title> first.\n", "Write the &lt;title&gt; first."},
		{"A <select> and a <TEXTAREA> here.\n", "A &lt;select&gt; and a &lt;TEXTAREA&gt; here."},
		{"It holds a List<Oven> of ovens.\n", "List&lt;Oven&gt; of"},
		{"Only </script> is left.\n", "Only &lt;/script&gt; is left."},
		{"*The <style> rule* here\n", "<em>The &lt;style&gt; rule</em>"},
		{"<plaintext>\n", "&lt;plaintext>"},
		{"<script> is a tag.\n\n" + ovens, "&lt;script&gt; is a tag.</p>"},
		{"<!-- never closed\n\n" + ovens, "&lt;!-- never closed</p>"},
		{"<title> is a tag\n\n" + ovens, "&lt;title> is a tag"},
		{"<iframe src=\"https://v.example/1\">\n\n" + ovens, "</iframe>"},
		{"Sound: <kbd>a</kbd>, <b>b</b>, line<br>break, <x-y>c</x-y>.\n", "<kbd>a</kbd>, <b>b</b>, line<br>break, <x-y>c</x-y>."},
		{"<svg>\n\n<path d=x>\n\n</svg>\n\n" + ovens, "<svg>\n"},
		{"```\n<script>\n```\n\n" + ovens, "<pre><code>&lt;script&gt;"},
	}
	for _, c := range cases {
		a := article(t, "---\ntitle: x\n---\n"+c.text)
		if got := a.Body().HTML(); !strings.Contains(got, c.html) {
			t.Errorf("%q: got %q, want %q in it", c.text, got, c.html)
		}
		if strings.Contains(c.text, ovens) && !strings.Contains(a.Body().Text(), strings.TrimSpace(ovens)) {
			t.Errorf("%q: got text %q, the prose is lost", c.text, a.Body().Text())
		}
	}
}

func TestWhatFeedsDoNotCarryIsNamed(t *testing.T) {
	cases := []struct {
		text     string
		problems int
	}{
		{"A\n\n<svg><path d='x'/></svg>\n", 1},
		{"A <form><input></form>\n", 1},
		{"A ![plan](data:image/svg+xml;base64,AAAA) here\n", 1},
		{"A <img src='data:image/bmp;base64,AAAA'>\n", 1},
		{"A <img src='blob:https://app.example/0f-1'>\n", 1},
		{"A ![scan](cid:part1.0f@mail.example)\n", 1},
		{"A <audio src='data:audio/mpeg;base64,AAAA'></audio>\n", 1},
		{"A <video><source src='data:video/mp4;base64,AAAA'></video>\n", 1},
		{"A\n\n<script>go()</script>\n", 0},
	}
	for _, c := range cases {
		a := article(t, "---\ntitle: x\n---\n"+c.text)
		if len(a.Dropped()) != 1 || len(a.Problems()) != c.problems {
			t.Fatalf("%q: got dropped %v, problems %v, want one and %d", c.text, a.Dropped(), a.Problems(), c.problems)
		}
		if want := 3 + strings.Count(c.text, "\n"); a.Dropped()[0].Line != want {
			t.Errorf("%q: got line %d, want %d", c.text, a.Dropped()[0].Line, want)
		}
	}
}

func TestSummariesAreWords(t *testing.T) {
	cases := []struct{ text, want string }{
		{"<p>Warm <em>bread</em> again &amp; more.</p>\n\n<p>Next.</p>\n", "Warm bread again & more."},
		{"<div><p><a href=x>Read on</a></p><p>Warm bread.</p></div>\n", "Warm bread."},
		{"[Read it in Welsh](cy.md) | [in Cornish](kw.md)\n\nWarm bread.\n", "Warm bread."},
		{"![oven](o.png)\n\nWarm bread.\n", "Warm bread."},
		{"<style>p { }</style>\n\nWarm bread.\n", "Warm bread."},
		{"Fish &amp; \\*chips\\*.\n", "Fish & *chips*."},
		{"Half: <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> of <math><msup><mn>3</mn><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup></math>.\n", "Half: 1/2 of 3^(n + 1)."},
	}
	for _, c := range cases {
		if got := article(t, "---\ntitle: x\n---\n"+c.text).Summary(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMathematicsIsNoMarkdown(t *testing.T) {
	cases := []struct{ text, want string }{
		{"So $a_1*b_1*c$ it is.", "$a_1*b_1*c$"},
		{"$$\nx*y*z = \\sum_i x_i\n$$", "$$\nx*y*z = \\sum_i x_i\n$$"},
		{`So \(a*b*c = d\).`, `\(a*b*c = d\)`},
		{"From $5 to *about* $9, or 7$.", "<em>about</em>"},
		{"$5 and *then* 6$", "<em>then</em>"},
		{`\[not\] a *formula*`, "[not] a <em>formula</em>"},
	}
	for _, c := range cases {
		if got := article(t, "---\ntitle: x\n---\n"+c.text+"\n").Body().HTML(); !strings.Contains(got, c.want) {
			t.Errorf("%q: got %q, want %q in it", c.text, got, c.want)
		}
	}
	got := article(t, "---\ntitle: x\n---\nLoaf\n: Bread of one piece.\n").Body().HTML()
	if !strings.Contains(got, "<dd>Bread of one piece.</dd>") {
		t.Errorf("definition list: got %q", got)
	}
}

// TestHostileMarkupIsReadInLinearTime reads what looks ahead for an end that never
// comes. A quadratic reader takes minutes.
func TestHostileMarkupIsReadInLinearTime(t *testing.T) {
	for _, unit := range []string{"<title> ", "$a ", "$$ a\n", "\n\n<svg>\n\n", "<x> ", "\n<script>\n", "\n<!--\n", "\n```\n<style>\n", "{{< x >}}\n", "{{< x ", "{% comment %}\n", "%%\n", "`{{ ", "![[", "<p>\n\n# a\n", "[a]: b\n", "Title: a\n", "% a\n", `\(a `} {
		start := time.Now()
		_, _ = Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: x\n---\n" + strings.Repeat(unit, 60_000/len(unit)))}, content.Options{})
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q: took %v", unit, took)
		}
	}
}
