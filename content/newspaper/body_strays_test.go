package newspaper

import (
	"slices"
	"testing"

	"feedmill/content"
)

// Short lines below a text may be litter of its page, which other files tell; those of
// a text that has no longer ones are its own.
func TestStrays(t *testing.T) {
	const long = "The baker of the lower town has sold his oven to a museum, which will show it beside the mill until the end of the year, if the mill lets it."
	for _, c := range []struct {
		below string
		want  []string
	}{
		{"More ovens\n\nHark, the mill letter is out\n", []string{"more ovens", "hark the mill letter is out"}},
		{"Nobody knows why.\n", []string{"nobody knows why"}},
		{"Nobody knows why.\n\n" + long + "\n", nil},
		{"* flour\n* water\n", nil},
		{"1\n\n2 b\n\n3 c\n\n4 d\n\n5 e\n\n6 f\n\n7 g\n\n8 h\n", []string{"3 c", "4 d", "5 e", "6 f", "7 g", "8 h"}},
	} {
		a := parseOne(t, "An oven goes to the museum\n\n"+long+"\n\n"+c.below)
		if got := a.Body().(content.Headlined).Suspects(); !slices.Equal(got, c.want) {
			t.Errorf("below %q: got %q, want %q", c.below, got, c.want)
		}
	}
	short := parseOne(t, "An oven\n\nIt was cold.\n\nIt is sold.\n")
	if got := short.Body().(content.Headlined).Suspects(); got != nil {
		t.Errorf("a text of short lines: got %q, want none", got)
	}
}
