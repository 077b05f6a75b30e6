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
		a := dated(fmt.Sprint(i), i%28+1, phrases(i))
		a = a.With(func(f *content.Facts) {
			f.Section, f.Language = sections[i%3], languages[i%4]
			f.Tags = []string{tags[i%4], tags[i/4%4]}
			f.Authors = []content.Author{{Name: people[i/3%2]}}
		})
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
	asked := 0
	rapid.Check(t, func(rt *rapid.T) {
		asked++
		q := Query{terms(rt), terms(rt)}
		n := rapid.IntRange(1, 50).Draw(rt, "n")
		var want []Record
		for _, r := range everything {
			if q.Matches(r) && len(want) < n {
				want = append(want, r)
			}
		}
		got := must[[]Record](t)(c.MatchingWindow(fmt.Sprint(asked), q, n))
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

// A feed by a query has the memory that the site's has.
func TestMatchingWindowIsMonotone(t *testing.T) {
	file, d := filepath.Join(t.TempDir(), "catalog.db"), newDisk(t)
	c := openAt(t, file, Options{})
	write := func(name string, day int, more string) {
		a := dated(name, day, phrases(day)+more)
		a = a.With(func(f *content.Facts) { f.Section = "News" })
		d.write(name+".txt", a)
	}
	for i := 1; i <= 8; i++ {
		write(fmt.Sprint(i), i, "")
	}
	news, n := Query{Include: Terms{Section: []string{"news"}}}, 4
	for _, step := range []struct {
		does string
		edit func()
		want string
	}{
		{"nothing", func() {}, "[8 7 6 5]"},
		{"an edit of an old one", func() { write("2", 2, " more") }, "[8 7 6 5]"},
		{"deletion of the newest", func() { d.remove("8.txt") }, "[7 6 5]"},
		{"a new one of old date", func() { write("old", 1, " and old") }, "[7 6 5]"},
		{"a new one", func() { write("9", 9, "") }, "[9 7 6 5]"},
		{"deletion down to half", func() { d.remove("9.txt"); d.remove("7.txt") }, "[6 5]"},
		{"deletion below half", func() { d.remove("6.txt") }, "[5 4]"},
		{"a higher limit", func() { n = 6 }, "[5 4 3 2 old 1]"},
	} {
		step.edit()
		apply(t, c, d)
		for range 2 { // asking alone moves nothing
			if got := fmt.Sprint(titles(must[[]Record](t)(c.MatchingWindow("feeds/news/", news, n)))); got != step.want {
				t.Errorf("after %s: got %s, want %s", step.does, got, step.want)
			}
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		c = openAt(t, file, Options{})
	}
}
