package mill

import (
	"fmt"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/dates"
	"feedmill/content/folder"

	"pgregory.net/rapid"
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

// Where only feeds show articles, the newest of each feed that is made wait, and no
// others, in whatever order they were read.
func TestTheNewestOfEachFeedWait(t *testing.T) {
	const perFeed = 3
	rapid.Check(t, func(t *rapid.T) {
		f := fresh{
			most: freshForPages, perFeed: perFeed, feeds: map[feedName]*ages{},
			kinds: map[catalog.Property]bool{catalog.Everything: true, catalog.Tag: true},
		}
		tags := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 1, 40).Draw(t, "tags") // by day
		want := map[string]bool{}
		left := map[string]int{"a": perFeed, "b": perFeed, "c": perFeed, "d": perFeed}
		for day := len(tags) - 1; day >= 0; day-- {
			if left[tags[day]]--; left[tags[day]] >= 0 || day >= len(tags)-perFeed {
				want[fmt.Sprint(day)] = true
			}
		}
		days := make([]int, len(tags))
		for i := range days {
			days[i] = i
		}
		for _, day := range rapid.Permutation(days).Draw(t, "days") {
			r := of(fmt.Sprint(day), day+1)
			r.Fingerprint.Size = 1000
			r.Articles[0] = r.Articles[0].With(func(f *content.Facts) { f.Tags, f.Section = []string{tags[day]}, "none is made of it" })
			f.keep(r)
		}
		for day := range tags {
			if _, ok := f.take(fmt.Sprint(day)); ok != want[fmt.Sprint(day)] {
				t.Errorf("article of day %d, tagged %s, waits: %t, want %t", day, tags[day], ok, !ok)
			}
		}
		if f.bytes != 0 {
			t.Errorf("%d bytes wait when all are taken, want none", f.bytes)
		}
	})
}
