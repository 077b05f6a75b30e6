package markdown

import (
	"runtime"
	"strings"
	"testing"

	"feedmill/content"

	"pgregory.net/rapid"
)

// sameStraight holds the pass against the tree, where it understands a body.
func sameStraight(t interface {
	Helper()
	Fatalf(string, ...any)
}, source string, headings content.HeadingIDs) (straight bool) {
	t.Helper()
	o := content.Options{Headings: headings}
	if !costOf(source).within(o.Limits) {
		return false
	}
	got := writeStraight(source, headings)
	if !got.ok {
		return false
	}
	b := heavy(source, o)
	var opening opening
	for opening = range b.parsed().openings() {
		break
	}
	want := written{b.HTML(), b.Text(), opening, true}
	if got != want {
		t.Fatalf("%q\nis written as\n%+v\nfrom its tree as\n%+v", source, got, want)
	}
	if f := findingsOf(b.parsed(), 1); len(f.Dropped)+len(f.Problems) > 0 {
		t.Fatalf("%q\nhas findings by its tree: %+v", source, f)
	}
	return true
}

// understood are texts of which most bodies are understood, and most are a hair away from
// something else.
var understood = struct{ blocks, words, gaps []string }{
	blocks: []string{"# ", "## ", "### ", "> ", "> > ", ">", "- ", "- ", "* ", "1. ", "2. ", "3) ", "  ", "   ", "```\n", "```go\n", "~~~\n", "~~~ go\n", "[map]: /map \"Map\"\n", "[Ferry]: </f>\n", "[ferry]: https://town.example/f_1\n", "[a b]: /ab\n[x]: /x\n", "---\n", "***\n", "* * *\n", "\t", "    ", "", "", "", "", "", "", ""},
	words: []string{"ferry", "Ferry", "été", "“quoted”", "\"quoted\"", "it's", "x_y", "_late_", "*late*", "**late**", "__late__", "`x := a[0] * b`", "``x``", "[the *old* town](https://town.example/a_b?c=d&e=f)",
		"[`Box`](/std/box \"A box\")", "[a\nb](/c)", "![map](/map.jpg)", "![\"map\"](map.jpg \"The map\")", "[map]", "[TOC]", "[toc]", "[map][]", "[the *map*][map]", "[ferry][no]", "[ferry]", "[a\nb]", "![map]", "![a][map]", "[no]", "[no][ferry]", "]", "[", "@name", "(@name)", "a@b.example", "@", "[x](/y)", "https://a.example", "www.a.example", "![](a.png)", "a > b", "a & b", "AT&T", "&amp;", "~23%", "~a~", "$10", "$10 or $20", "a*b*c",
		"\\*late\\*", "\\(", "5 * 3", "(www.town.example)", "(https://town.example)", "(late)", "!", "[!note](/a)", "<b>", "{a}", "{:.a}", "-", "+", "=", "#", "1.", "2) a", "|", ":", "_", "*", "**", "`", "\u00a0", "—", "ﬁ", "\x00"},
	gaps: []string{" ", " ", " ", " ", "", "\n", "\n", "\n\n", "\n\n", "  \n", " \n", "  ", "\t", ".", ": ", ", ", "\n \n", "\n\n\n"},
}

func TestStraightWritesWhatTheTreeDoes(t *testing.T) {
	straight := 0
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 8).Draw(t, "parts") {
			if s := b.String(); s == "" || strings.HasSuffix(s, "\n") {
				b.WriteString(rapid.SampledFrom(understood.blocks).Draw(t, "block"))
			}
			b.WriteString(rapid.SampledFrom(understood.words).Draw(t, "words"))
			b.WriteString(rapid.SampledFrom(understood.gaps).Draw(t, "gap"))
		}
		headings := rapid.SampledFrom([]content.HeadingIDs{content.NoIDs, content.GitHubIDs, content.PythonIDs, content.KramdownIDs}).Draw(t, "ids")
		if sameStraight(t, b.String(), headings) {
			straight++
		}
	})
	if straight == 0 {
		t.Error("no body was understood")
	}
}

func FuzzStraight(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + "a")
	}
	for _, w := range understood.words {
		f.Add(w + " ferry\n")
	}
	f.Add(string(ordinary(2)))
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) < 10<<10 {
			sameStraight(t, source, content.GitHubIDs)
		}
	})
}

// What the pass allocates grows with a text, whatever that repeats.
func TestStraightGrowsWithItsText(t *testing.T) {
	const size = 64 << 10
	for _, c := range []struct{ name, begins, repeats string }{
		{"lines of an item", "- The ferry\n", "  is late\n"},
		{"items", "", "1. late\n"},
		{"headings of the same words", "", "# late\n"},
		{"code that is set in", "", "    late\n\n"},
		{"definitions", "", "[late]: /late\n"},
		{"brackets", "[late]: /late\n\n", "[late] "},
		{"lines of a quote", "", "> late\n"},
		{"marks", "", "*late* `late` [late](/late) "},
		{"pictures never closed", "", "![late "},
		{"labels never closed", "", "[late][late "},
	} {
		allocated := func(n int) uint64 {
			source := c.begins + strings.Repeat(c.repeats, n/len(c.repeats))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			writeStraight(source, content.GitHubIDs)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		allocated(4 * size) // the sheets that are used again
		if once, fourfold := allocated(size), allocated(4*size); fourfold > 6*once+32<<10 {
			t.Errorf("%s: %d bytes, of four times the text %d", c.name, once, fourfold)
		}
	}
}
