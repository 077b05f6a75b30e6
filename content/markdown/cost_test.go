package markdown

import (
	"runtime"
	"strings"
	"testing"

	"feedmill/content"

	"pgregory.net/rapid"
)

// pieces are what bodies are put together from: some prose, and what costs most.
var pieces = []string{
	"The ferry is late. ", "\n\n", "\n", "> ", "- ", "    ", "1. ", "# ", "|", "|-|-|\n", "[a]", "[a]: /b\n", "](c \"t\")", "![map](", "`", "``", "*", "**", "_", "~~",
	"<i q=\"", "<b>", "</b>", "$x$", `\(`, "[^1]", "[^1]: note\n", "@", "a@b.example ", "https://a.example/b ", ": term\n", "\t", "```\n",
}

// What costOf finds harmless, the meter does too.
func TestCostIsAnUpperBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(0, 12).Draw(t, "runs") {
			p := rapid.SampledFrom(pieces).Draw(t, "piece")
			b.WriteString(strings.Repeat(p, rapid.IntRange(1, 40).Draw(t, "times")))
		}
		l := content.Limits{
			Parts: rapid.IntRange(10, 2000).Draw(t, "parts"), Depth: rapid.IntRange(2, 60).Draw(t, "depth"),
			Growth: rapid.IntRange(1, 16).Draw(t, "growth"), Work: rapid.IntRange(1, 20).Draw(t, "work"), Size: 4 << 20,
		}
		if !costOf(b.String()).within(l) {
			return
		}
		if _, m := parseMarkup([]byte(b.String()), l); m.over != "" {
			t.Fatalf("%q is harmless by its bytes; the meter says %s", b.String(), m.over)
		}
	})
}

func TestWhatIsTooMuchIsNeverHarmless(t *testing.T) {
	for _, c := range superlinear {
		body := strings.Repeat(c.text, 256<<10/len(c.text))
		_, m := parseMarkup([]byte(body), content.Limits{})
		if m.over != "" && costOf(body).within(content.Limits{}) {
			t.Errorf("%s: harmless by its bytes; the meter says %s", c.name, m.over)
		}
	}
}

// ordinary is an article of so many paragraphs as people write them.
func ordinary(paragraphs int) []byte {
	const paragraph = "The *old* ferry, which [the council](https://town.example/ferry) bought in 1962, `stays` in the harbour, and **nobody** knows for how long it will.\n\n"
	return []byte("---\ntitle: Ferry\ndate: 2026-03-01\n---\n" + strings.Repeat(paragraph, paragraphs) + "## What next\n\n- a bridge\n- a tunnel\n\n> Wait and see.\n\n```go\nx := a[0] * b\n```\n")
}

// A body is parsed only for what is shown: reading a longer one makes nothing more.
func TestReadingParsesNoBody(t *testing.T) {
	allocations := func(paragraphs int) float64 {
		f := content.File{Path: "a.md", Data: ordinary(paragraphs)}
		return testing.AllocsPerRun(10, func() {
			if _, err := Parse(f, content.Options{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if short, long := allocations(20), allocations(120); long > short+20 {
		t.Errorf("reading 20 paragraphs makes %.0f allocations, 120 make %.0f; want the same", short, long)
	}
}

// Whatever is asked of a shown body, it is parsed once; and not at all if people wrote it as
// most do.
func TestShowingParsesOnce(t *testing.T) {
	shown := func(data []byte) *body {
		articles, err := Parse(content.File{Path: "a.md", Data: data}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		b := articles[0].Body().(*body)
		b.HTML()
		b.Text()
		b.Findings()
		return b
	}
	if b := shown(ordinary(40)); b.tree.doc != nil {
		t.Error("an ordinary body was parsed")
	}
	b := shown(append(ordinary(40), "\n| a | b |\n|---|---|\n"...))
	first := b.tree.doc
	b.HTML()
	b.Text()
	b.Findings()
	if first == nil || b.parsed().doc != first {
		t.Error("the body was parsed again")
	}
}

// A sample that is taken without a parser tells the language that the parsed text
// tells.
func TestSampleIsWhatTheParserReads(t *testing.T) {
	german := "Die *alte* Fähre, die [der Rat](https://ort.example) 1962 kaufte, bleibt im Hafen, und niemand weiß, wie lange noch.\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"prose", german, "de"},
		{"below a picture", "![Fähre](f.jpg)\n\n" + german, "de"},
		{"below a heading and a list of links", "## See also\n\n- [The old ferry is the last one](x)\n- [And the bridge is not built](y)\n\n" + german, "de"},
		{"below code", "```\nthe code is not what it was and it will be the same\n```\n\n" + german, "de"},
		{"below a quotation", "> the ferry is what it was, and it will not be the same again\n\n" + german, "de"},
		{"below HTML", "<div>\n<p>" + german + "</p>\n</div>\n", "de"},
		{"a line of links", "[the first of all](a) [that is not the last](b) [and this one](c)\n\n" + german, "de"},
	} {
		articles, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: x\n---\n" + c.text)}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := articles[0].Language(); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// What is said of the cost of a file holds of the body that is left of it.
func TestBodiesStayCheap(t *testing.T) {
	pieces := append([]string{"# The weir\n", "By Jane Doe\n", "9 March 2026\n", "Tags: weir\n", "\n", "- item *a*\n", "[b](c) `d` *e*\n", "> > > x\n", "    - deep\n", "| a | b |\n|---|---|\n", "[^1] and [x]: y\n", "{{< film >}}\n", "<b>x</b>\n", "The weir\n====\n"}, pieces...)
	rapid.Check(t, func(t *rapid.T) {
		text := "---\ntitle: The weir\n---\n" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), "")
		limits := content.Limits{Parts: rapid.IntRange(20, 2000).Draw(t, "parts"), Depth: rapid.IntRange(2, 40).Draw(t, "depth"), Work: rapid.IntRange(1, 100).Draw(t, "work"), Growth: rapid.IntRange(1, 16).Draw(t, "growth")}.Filled()
		defer func() {
			p := recover()
			if _, stopped := p.(runtime.Error); !stopped && p != nil { // goldmark may when the meter stops it: the caller of Parse sees to that
				panic(p)
			}
		}()
		articles, err := Parse(content.File{Path: "a.md", Data: []byte(text)}, content.Options{Limits: limits})
		if err != nil {
			return
		}
		if b := articles[0].Body().(*body); b.cheap && !costOf(b.source).within(limits) {
			t.Fatalf("%q is said to be cheap, and costs %+v", b.source, costOf(b.source))
		}
	})
}

// A body whose parser panics does so for each who asks: nobody takes it for an empty one.
func TestPanicsAgain(t *testing.T) {
	trap := newBody("1. # The weir\n- item *a*\n# The weir\n", 1, content.Options{Limits: content.Limits{Parts: 20, Depth: 3, Work: 1, Growth: 1}})
	for range 2 {
		for name, ask := range map[string]func(){"HTML": func() { trap.HTML() }, "Text": func() { trap.Text() }, "Findings": func() { trap.Findings() }} {
			if !panics(ask) {
				t.Errorf("%s of a body that cannot be parsed does not panic", name)
			}
		}
	}
}

func panics(do func()) (did bool) {
	defer func() { did = recover() != nil }()
	do()
	return false
}
