package catalog

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"feedmill/content"
)

// unrendered is a body that must not be rendered.
type unrendered struct{ text }

func (unrendered) HTML() string { panic("rendered as HTML") }
func (unrendered) Text() string { panic("rendered as text") }

func TestNothingIsRendered(t *testing.T) {
	c := open(t, Options{})
	for _, body := range []string{phrases(1), phrases(1) + "edited"} {
		r := Reading{Path: "a.txt", Articles: []*content.Article{content.New(content.Facts{Title: "A", Body: unrendered{text(body)}})}}
		if _, err := c.Apply([]Reading{r}, nil, noon); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSketchStays: catalogs hold sketches, so that the same text must give the
// same one in each version.
func TestSketchStays(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "[]"},
		{"two words", "[]"},
		{"Three words, here; naïve ÉCLAIR of 2016.", "[3392325 6823379 8840243 10858092 15740757]"},
		{"北京市长说明天会下雨", "[501171 1065267 5523651 5845285 11808043 12191464 15179949 15766743]"},
		{phrases(3), "[294748 399842 1018087 1137182 1482359 1513971 1732300 1968150 2232896 2671597 2826164 3141194 3202552 3596214 3932574 4948452]"},
	} {
		if got := fmt.Sprint(newSketch(test.text)); got != test.want {
			t.Errorf("newSketch(%.20q) = %s, want %s", test.text, got, test.want)
		}
	}
}

// slowSketch is newSketch by letters and without a limit.
func slowSketch(text string) sketch {
	s := shingler{limit: math.MaxUint64}
	text = text[:min(len(text), sketchText)]
	s.runes(text, 0, len(text))
	s.endWord()
	return s.least
}

func FuzzSketch(f *testing.F) {
	f.Add("Three words, here; naïve ÉCLAIR of 2016.", uint8(1))
	f.Add("counterrevolutionaries unquestionably @misunderstood [a] \x10\x19 ", uint8(40))
	f.Add("北京市长说明天会下雨 and then", uint8(90))
	f.Add(phrases(3), uint8(7))
	f.Fuzz(func(t *testing.T, text string, times uint8) {
		text = strings.Repeat(text, int(times))
		if got, want := newSketch(text), slowSketch(text); !slices.Equal(got, want) {
			t.Errorf("sketch of %q = %v, want %v", text, got, want)
		}
	})
}

func BenchmarkSketch(b *testing.B) {
	text := phrases(1) + phrases(2) + phrases(3) + phrases(4) + phrases(5) + phrases(6)
	b.SetBytes(int64(min(len(text), sketchText)))
	b.ReportAllocs()
	for b.Loop() {
		newSketch(text)
	}
}
