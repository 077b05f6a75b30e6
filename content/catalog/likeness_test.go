package catalog

import (
	"fmt"
	"testing"

	"feedmill/content"
)

// unrendered is a body that must not be rendered.
type unrendered struct{ text }

func (unrendered) HTML() string { panic("rendered as HTML") }
func (unrendered) Text() string { panic("rendered as text") }

func TestNothingIsRendered(t *testing.T) {
	c := open(t, Options{})
	for _, body := range []string{prose(1), prose(1) + "edited"} {
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
		{"Three words, here; naïve ÉCLAIR of 2016.", "[868435370 1746785058 2263102432 2779671725 4029634007]"},
		{"北京市长说明天会下雨", "[128299834 272708605 1414054836 1496393067 3022859028 3121014790 3886067129 4036286314]"},
		{prose(3), "[75455522 102359800 260630417 291118839 379483990 387576627 443468974 503846635 571621530 683928880 723498149 804145782 819853378 920630846 1006739097 1266803732]"},
	} {
		if got := fmt.Sprint(newSketch(test.text)); got != test.want {
			t.Errorf("newSketch(%.20q) = %s, want %s", test.text, got, test.want)
		}
	}
}
