package markdown

import (
	"fmt"
	"strings"
	"testing"

	"feedmill/content"

	"pgregory.net/rapid"
)

// readingOf is all that is made of a tree.
func readingOf(b *body) string {
	return fmt.Sprintf("%s\n%s\n%+v", b.HTML(), b.Text(), b.Findings())
}

// heavy is a body that is parsed the long way, whatever it holds.
func heavy(source string, o content.Options) *body {
	src := []byte(source)
	doc, _ := parseWith(src, o.Limits, o.Headings, false)
	t := tree{doc, src}
	b := parsedOnly(source, o)
	b.parsing.Do(func() { b.tree = t })
	return b
}

// parsedOnly is a body of which nothing is written without a tree.
func parsedOnly(source string, o content.Options) *body {
	b := newBody(source, 1, o)
	b.writing.Do(func() {})
	return b
}

func sameByBothWays(t interface {
	Helper()
	Fatalf(string, ...any)
}, source string) {
	t.Helper()
	o := content.Options{}
	if !newBody(source, 1, o).isLight() {
		return
	}
	if got, want := readingOf(parsedOnly(source, o)), readingOf(heavy(source, o)); got != want {
		t.Fatalf("%q\nis read as\n%s\nthe long way as\n%s", source, got, want)
	}
}

func TestLightBodies(t *testing.T) {
	for _, c := range []struct {
		body  string
		light bool
	}{
		{"The [ferry](https://town.example/ferry) is late.\n", true},
		{"The <a href=\"https://town.example/\">ferry</a> is *late*  \nagain (https://town.example/why).\n", true},
		{"See https://town.example/ferry.\n", false},
		{"https://town.example/ferry\n", false},
		{"See *https://town.example/ferry*.\n", false}, // behind it the parser begins anew
		{"See `ferry`https://town.example\n", false},
		{"[https://town.example](https://town.example)\n", false},
		{"|https://town.example|a|\n|-|-|\n", false},
		{"See www.town.example, or\twww.port.example\n", false},
		{"Write to ferry@town.example.\n", false},
		{"[1]: https://town.example\n", false},
		{strings.Repeat("> ", 200) + "deep\n", false},
		{"late   \nagain", false},
		{"late  \n===\n", false}, // a heading would keep one of the blanks
		{"[a](https://a.example)  \nlate\n|-|-|\n= ", false},
		{"\\  \n\\( \nlate", false}, // the second backslash would be taken for escaped
	} {
		if got := newBody(c.body, 1, content.Options{}).isLight(); got != c.light {
			t.Errorf("isLight(%.60q) = %v, want %v", c.body, got, c.light)
		}
		sameByBothWays(t, c.body)
	}
}

// What is parsed without the meter, and without a look behind each space, reads and
// renders as if it were not.
func TestLightBodiesReadTheSame(t *testing.T) {
	some := append([]string{"[a](https://a.example)", "(http://a.example/b?c=(d) ", "\"https://a.example\"", "<https://a.example>", "/www.a.example", "  \n", " \n", "x", "\\",
		"- [ ] ", "[[b]]", "> [!NOTE]\n", "{#c}", "&amp; ", "~", "(", ")", "!", "'", "= ", "http:", "ftp://", "é "}, pieces...)
	rapid.Check(t, func(t *rapid.T) {
		sameByBothWays(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(some), 0, 30).Draw(t, "pieces"), ""))
	})
}

func FuzzLight(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + "a")
	}
	f.Add("The [ferry](https://town.example/ferry) is late  \nagain (https://town.example/why).\n")
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) < 10<<10 {
			sameByBothWays(t, source)
		}
	})
}
