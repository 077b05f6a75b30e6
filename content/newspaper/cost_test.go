package newspaper

import (
	"strings"
	"testing"

	"feedmill/content"
)

// What a text costs is counted: a first build reads a hundred thousand. A longer one costs
// no more allocations.
func TestCostOfText(t *testing.T) {
	const mostAllocations = 40 // 36 when this was written
	text := func(paragraphs int) content.File {
		return content.File{Path: "news/harbour.txt", Data: []byte("Harbour council weighs a tunnel under the old docks\n\nBy Jane Doe\n\nPUBLISHED : Friday, 09 September, 2016, 1:07pm\n\n" +
			strings.Repeat("The council said on Thursday that it would weigh the plan for a tunnel.\n\nIts engineers have drawn it for the third time in a dozen years, and residents of the old docks would be heard before anything is decided.\n\n", paragraphs/2))}
	}
	cost := func(f content.File) float64 {
		return testing.AllocsPerRun(20, func() {
			if _, err := Parse(f, content.Options{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	short, long := cost(text(10)), cost(text(110))
	if short > mostAllocations || long > short+5 {
		t.Errorf("got %.0f allocations, %.0f of a text of a hundred paragraphs more; want %d, and no more", short, long, mostAllocations)
	}
}
