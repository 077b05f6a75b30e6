package catalog

import (
	"fmt"
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
	for _, test := range []struct{ text, old, now string }{
		{"", "[]", "[]"},
		{"two words", "[]", "[]"},
		{"Three words, here; naïve ÉCLAIR of 2016.", "[3392325 6823379 8840243 10858092 15740757]", "[9290518 11352465 12868520 13232344 16530838]"},
		{"北京市长说明天会下雨", "[501171 1065267 5523651 5845285 11808043 12191464 15179949 15766743]", "[2934443 12410366 15258166 15741773 16110300]"},
		{strings.Repeat("But our public sum must buy such a sure future; ", 2), "[255440 2565580 5062808 6775321 8053180 12074162 12710567 12799239 15073591 15200803]", "[259703 736287 4670182 4730087 5473381 5517559 5565874 8140874 8336018 15858493]"},
		{phrases(3), "[294748 399842 1018087 1137182 1482359 1513971 1732300 1968150 2232896 2671597 2826164 3141194 3202552 3596214 3932574 4948452]", "[8415474 8556280 8571091 8571292 8587240 8944715 9203101 9217055 9268329 9294534 9422557 9486381 9536373 9733831 10018875 10090899]"},
	} {
		if got := fmt.Sprint(wordSketch(test.text)); got != test.old {
			t.Errorf("wordSketch(%.20q) = %s, want %s", test.text, got, test.old)
		}
		if got := fmt.Sprint(newSketch(test.text)); got != test.now {
			t.Errorf("newSketch(%.20q) = %s, want %s", test.text, got, test.now)
		}
	}
}

// slowSketch is newSketch by its definition: all shingles, of which the preferred are
// less.
func slowSketch(text string) sketch {
	s := sketcher{text: text[:min(len(text), sketchText)]}
	all := sketch{}
	for i := range s.text {
		switch {
		case !s.beginsShingle(i):
		case s.text[i+1]&0x1f == 'u'&0x1f:
			all = append(all, s.hash(i))
		default:
			all = append(all, lesserHashes|s.hash(i))
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(len(all), sketchSize)]
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
