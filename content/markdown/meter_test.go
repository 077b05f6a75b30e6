package markdown

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"feedmill/content"
)

// Inputs whose cost grows faster than they do, were it not for the meter.
var superlinear = []struct {
	name, text string
	stopped    bool // a quarter of a megabyte of it is too much
	atOnce     bool // its cost is counted before any of it is spent
}{
	{"addresses never closed", "[here](", true, false},
	{"pictures never closed", "![map](", true, false},
	{"labels never closed", "[see][over", false, false},
	{"titles never closed", `[a](b "`, false, false},
	{"brackets within brackets", "[*a*", true, false},
	{"emphasis of two kinds", "_now* ", true, false},
	{"long words that may be mail", "_ab-", true, false},
	{"code of two lengths", "`` ` ", false, false},
	{"tags never closed", `<i q="`, false, false},
	{"formulas", `\(x `, false, false},
	{"lists on one line", "+ - ", true, false},
	{"quotes on one line", ">", true, false},
	{"definitions", "[a]: /b\n", true, true},
}

func TestWorkOnMarkdownGrowsWithItsSize(t *testing.T) {
	l := content.Limits{}.Filled()
	for _, c := range superlinear {
		for n := 8 << 10; n <= 256<<10; n *= 2 {
			src := []byte(strings.Repeat(c.text, n/len(c.text)))
			_, m := parseMarkup(src, l)
			// The last mark may overshoot what is left, by no more than all that follows it.
			if most := l.Work*(len(src)+content.Smallest) + regexpCost*len(src); !c.atOnce && m.steps > most {
				t.Errorf("%s: %d bytes take %d steps, at most %d are allowed", c.name, len(src), m.steps, most)
			}
			if c.stopped && n >= 256<<10 && m.over == "" {
				t.Errorf("%s: %d bytes are read to the end, with %d steps; want a limit", c.name, len(src), m.steps)
			}
		}
	}
}

func TestAllocationOfHostileMarkdownGrowsWithItsSize(t *testing.T) {
	for _, c := range superlinear {
		allocated := func(n int) float64 {
			src := []byte(strings.Repeat(c.text, n/len(c.text)))
			return testing.AllocsPerRun(1, func() { parseMarkup(src, content.Limits{}) })
		}
		if once, twice := allocated(64<<10), allocated(128<<10); twice > 3*once+1000 {
			t.Errorf("%s: %.0f allocations, of twice the text %.0f", c.name, once, twice)
		}
	}
}

func TestFilesThatAskForTooMuchNameTheirLimit(t *testing.T) {
	var authors, nested strings.Builder
	for i := range 80 {
		fmt.Fprintf(&authors, "  - Pilot No%d\n", i)
	}
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&nested, "m%d: &m%d [*m%d, *m%d, *m%d, *m%d, *m%d]\n", i, i, i-1, i-1, i-1, i-1, i-1)
	}
	for _, c := range []struct{ name, path, text, want string }{
		{"aliases of aliases", "a.md", "---\ntitle: Tide\nm0: &m0 [low]\n" + nested.String() + "---\nWater.\n", "a.md:7: front matter has too many values, aliases included; allowed are 2500: split or simplify it, or raise max-values"},
		{"many values", "a.md", "---\ntitle: Tide\nlevels:\n" + strings.Repeat("- 1\n", 3000) + "---\nWater.\n", "max-values"},
		{"deep TOML", "a.md", "+++\ntitle = 'Tide'\nx = " + strings.Repeat("{y = ", 200) + "\n+++\nWater.\n", "a.md:3: front matter is nested too deep; allowed are 100: split or simplify it, or raise max-depth"},
		{"dotted TOML", "a.md", "+++\ntitle = 'Tide'\nx" + strings.Repeat(".y", 200) + " = 1\n+++\nWater.\n", "max-depth"},
		{"deep JSON", "a.md", `{"title": "Tide", "x": ` + strings.Repeat("[", 200) + "}\nWater.\n", "max-depth"},
		{"wide table", "a.md", "# Tide\n\n" + strings.Repeat("|h", 900) + "\n" + strings.Repeat("|-", 900) + "\n" + strings.Repeat("|\n", 900), "max-parts"},
		{"long reference", "a.md", "# Tide\n\n[w]: /" + strings.Repeat("w", 9000) + "\n\n" + strings.Repeat("[w], ", 2000), "max-growth"},
		{"quotes", "a.md", "# Tide\n\nHigh.\n\n" + strings.Repeat("> ", 500) + "Low.\n", "a.md:5: quotes and lists nested too deep; allowed are 100: split or simplify it, or raise max-depth"},
	} {
		_, err := Parse(content.File{Path: c.path, Data: []byte(c.text)}, content.Options{})
		var known *content.Error
		if !errors.As(err, &known) || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want … %s", c.name, err, c.want)
		}
	}
	got, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: Tide\nauthors:\n" + authors.String() + "---\nWater.\n")}, content.Options{})
	if err != nil || len(got[0].Authors()) != 50 || len(got[0].Dropped()) != 30 || len(got[0].Problems()) != 1 || !strings.Contains(got[0].Problems()[0].Message, "max-names") {
		t.Errorf("80 authors: got %d, %d dropped, problems %v, error %v", len(got[0].Authors()), len(got[0].Dropped()), got[0].Problems(), err)
	}
}

// What people write may be long, and dense with marks, and is read all the same.
func TestLimitsLeaveRoomForWhatPeopleWrite(t *testing.T) {
	wall := strings.Repeat("They came *late*, with [a map](https://example.org/map_of_it) and `tools`; nobody_knew why, said O'Neill. ", 400)
	for _, c := range []struct{ name, text string }{
		{"one long paragraph", wall},
		{"a table of 5,000 rows", "|a|b|c|\n|-|-|-|\n" + strings.Repeat("|[x](/y)|*2*|3|\n", 5000)},
		{"500 footnotes", func() string {
			var b strings.Builder
			for i := range 500 {
				fmt.Fprintf(&b, "So it is said.[^%[1]d]\n\n[^%[1]d]: By one who knows.\n\n", i)
			}
			return b.String()
		}()},
		{"800 references", func() string {
			var b strings.Builder
			for i := range 800 {
				fmt.Fprintf(&b, "As [one][%d] says.\n\n", i)
			}
			for i := range 800 {
				fmt.Fprintf(&b, "[%d]: https://example.org/%d\n", i, i)
			}
			return b.String()
		}()},
		{"a list 20 deep", func() string {
			var b strings.Builder
			for i := range 20 {
				b.WriteString(strings.Repeat("  ", i) + "- item\n")
			}
			return b.String()
		}()},
	} {
		if _, err := Parse(content.File{Path: "a.md", Data: []byte("# Voyage\n\n" + c.text)}, content.Options{}); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
