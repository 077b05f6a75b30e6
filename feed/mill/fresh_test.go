package mill

import (
	"fmt"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/dates"
	"feedmill/content/folder"
)

// of is what was read of a file of a megabyte.
func of(path string, day int) catalog.Reading {
	a := content.New(content.Facts{Path: path, Title: path, Published: dates.Date{Time: time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC)}})
	return catalog.Reading{Path: path, Fingerprint: folder.Fingerprint{Size: 1 << 20}, Articles: []*content.Article{a}}
}

// Where there is no room for all, the newest articles wait, in whatever order they
// were read; each is given away once.
func TestTheNewestWait(t *testing.T) {
	const most = freshBytes >> 20
	f := fresh{most: freshBytes}
	for i := range 2 * most {
		f.keep(of(fmt.Sprint(i), (i*7)%(2*most)+1))
	}
	for i := range 2 * most {
		day := (i*7)%(2*most) + 1
		_, ok := f.take(fmt.Sprint(i))
		if want := day > most; ok != want {
			t.Errorf("article of day %d waits: %v, want %v", day, ok, want)
		}
		if _, again := f.take(fmt.Sprint(i)); again {
			t.Errorf("article of day %d was given away twice", day)
		}
	}
}
