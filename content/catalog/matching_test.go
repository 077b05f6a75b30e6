package catalog

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"feedmill/content"
)

// A query answered by the indexes is the same query asked of each article.
func TestMatchingIsWhatMatches(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	sections, tags, people := []string{"", "World", "City"}, []string{"Syria", "russia", "Sea  port", "C++"}, []string{"Ada Lint", "Tomas Brandreth"}
	languages := []string{"en-GB", "de", "en", ""}
	for i := range 40 {
		a := dated(fmt.Sprint(i), i%28+1, prose(i))
		a.Section, a.Language = sections[i%3], languages[i%4]
		a.Tags = []string{tags[i%4], tags[i/4%4]}
		a.Authors = []content.Author{{Name: people[i/3%2]}}
		d.write(fmt.Sprintf("%d.txt", i), a)
	}
	apply(t, c, d)
	everything := must[[]Record](t)(c.Newest(Selection{}, 100))
	values := func(rt *rapid.T, key string, of ...string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(append(of, "never seen")), 0, 2).Draw(rt, key)
	}
	terms := func(rt *rapid.T) Terms {
		return Terms{
			Section: values(rt, "section", "world", "CITY"), Tag: values(rt, "tag", "syria", "Russia", "sea port", "c++"),
			Author: values(rt, "author", "ada lint", "Tomas Brandreth"), Language: values(rt, "language", "en", "de", "en-gb"),
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		q := Query{terms(rt), terms(rt)}
		n := rapid.IntRange(1, 50).Draw(rt, "n")
		var want []Record
		for _, r := range everything {
			if q.Matches(r) && len(want) < n {
				want = append(want, r)
			}
		}
		got := must[[]Record](t)(c.Matching(q, n))
		if !slices.Equal(titles(got), titles(want)) {
			rt.Errorf("%+v: got %v, want %v", q, titles(got), titles(want))
		}
	})
}

// The date of a feed never goes back, not even in another process.
func TestRaisedDateStays(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.db")
	noon := time.Date(2026, 11, 9, 12, 0, 0, 7, time.UTC)
	for _, step := range []struct{ told, want time.Time }{
		{time.Time{}, time.Time{}}, {noon, noon}, {noon.Add(-time.Hour), noon}, {noon.Add(time.Hour), noon.Add(time.Hour)}, {time.Time{}, noon.Add(time.Hour)},
	} {
		c := openAt(t, file, Options{})
		if got := must[time.Time](t)(c.Raise("feeds/x/", step.told)); !got.Equal(step.want) {
			t.Errorf("told %v: got %v, want %v", step.told, got, step.want)
		}
		if got := must[time.Time](t)(c.Raise("feeds/other/", time.Time{})); !got.IsZero() {
			t.Errorf("another feed: got %v, want none", got)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
