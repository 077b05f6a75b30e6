package gemini

import (
	"strings"
	"testing"

	"feedmill/content"
)

const log = "# Ice on the canal\n\n2026-11-09\nBy Ada Lint\n\nNo boat has passed since Monday.\nThe keepers walk the wall.\n\n## What they <found>\n* a pole\n* a hat\n\n> Cold.\n> Very cold.\n=> gemini://b.example/c The lock\n=> lock.png The gates\n=> b.gmi\n```\n  a < b\n# c\n```\n"

func TestParse(t *testing.T) {
	articles, err := Parse(content.File{Path: "a.gmi", Data: []byte(log)}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := articles[0].Whole()
	const want = `<p>No boat has passed since Monday.</p>
<p>The keepers walk the wall.</p>
<h2>What they &lt;found&gt;</h2>
<ul>
<li>a pole</li>
<li>a hat</li>
</ul>
<blockquote>
<p>Cold.</p>
<p>Very cold.</p>
</blockquote>
<p><a href="gemini://b.example/c">The lock</a></p>
<p><img src="lock.png" alt="The gates"></p>
<p><a href="b.gmi">b.gmi</a></p>
<pre><code>  a &lt; b
# c
</code></pre>`
	if got := a.Body().HTML(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if a.Title() != "Ice on the canal" || a.Published().String() != "2026-11-09" || a.Authors()[0].Name != "Ada Lint" || a.Summary() != "No boat has passed since Monday." || a.Origin().Of("summary").Line != 6 {
		t.Errorf("got %q of %s by %v: %q, %v", a.Title(), a.Published(), a.Authors(), a.Summary(), a.Origin())
	}
}

func TestOtherHeads(t *testing.T) {
	for _, c := range []struct{ path, text, title, day string }{
		{"2026-11-09-ice-on-the-canal.gmi", "No boat has passed.\n", "Ice on the canal", "2026-11-09"},
		{"a.gmi", "No boat has passed.\n", "No boat has passed.", ""},
		{"a.gmi", "# Ice\nPublished: 9 November 2026\nNo boat has passed.\n", "Ice", "2026-11-09"},
		{"a.gmi", "## Ice\nNo boat has passed.\n", "No boat has passed.", ""},
	} {
		articles, err := Parse(content.File{Path: c.path, Data: []byte(c.text)}, content.Options{})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if a := articles[0]; a.Title() != c.title || a.Published().String() != c.day {
			t.Errorf("%q: %q of %s, want %q of %s", c.text, a.Title(), a.Published(), c.title, c.day)
		}
	}
	for _, text := range []string{"", "\n", "12\n", "# Ice\n"} {
		if _, err := Parse(content.File{Path: "a.gmi", Data: []byte(text)}, content.Options{}); err == nil {
			t.Errorf("%q is an article", text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(log))
	f.Add([]byte("=>\n=> a\n```x\n* \n>\n####\n" + strings.Repeat("```\n", 3)))
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := Parse(content.File{Path: "a.gmi", Data: data}, content.Options{})
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
