package catalog

// Articles published before there was this catalog.

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"feedmill/content"
)

func TestLostCatalogKeepsPublishedIDs(t *testing.T) {
	old := []Published{
		{ID: "urn:x:link", Link: "http://www.paper.example/2020/alpha/", Title: "Alpha", Published: instant("2020-01-01T09:00:00Z"), Updated: instant("2020-03-01T00:00:00Z")},
		{ID: "urn:x:page", Link: "https://feeds.example/articles/beta.html", Slug: "beta", Title: "Beta"},
		{ID: "4711", Link: "https://old.example/?p=4711", Title: "Gamma", Published: instant("2020-01-02T23:00:00Z")},
		{ID: "urn:x:name", Link: "https://old.example/2019/12/delta-blues.html", Title: "Delta"},
		{ID: "urn:x:stated", Link: "https://old.example/e", Title: "Epsilon", Updated: instant("2020-04-01T00:00:00Z")},
		{ID: "urn:x:none", Link: "https://old.example/z", Title: "Zeta", Published: instant("2020-01-05T00:00:00Z")},
	}
	c, d := open(t, Options{}), newDisk(t)
	if err := c.Recover(old); err != nil {
		t.Fatal(err)
	}
	a := dated("Alpha, retitled", 1, phrases(1))
	a = a.With(func(f *content.Facts) { f.SourceURL = "https://paper.example/2020/alpha#top" })
	d.write("1.txt", a)
	d.write("beta.txt", undated("Another beta", phrases(2)))
	gamma := dated("GAMMA", 3, phrases(3))
	gamma = gamma.With(func(f *content.Facts) { f.Published.Time = instant("2020-01-03T01:00:00+08:00") })
	d.write("3.txt", gamma)
	d.write("posts/Delta Blues.txt", undated("Delta", phrases(4)))
	d.write("5.txt", stated("urn:x:stated", "Epsilon", phrases(5)))
	d.write("6.txt", undated("Zeta", phrases(6)))
	d.write("7.txt", stated("urn:x:own", "Alpha", phrases(7)))
	delta := apply(t, c, d)

	want := "[1.txt urn:x:link link] [3.txt 4711 title and date] [5.txt urn:x:stated id] [beta.txt urn:x:page page] [posts/Delta Blues.txt urn:x:name file name and title]"
	got := ""
	for i, a := range delta.Adopted {
		if i > 0 {
			got += " "
		}
		got += fmt.Sprint([]string{a.Path, a.Old.ID, a.How})
		if r := at(t, c, a.Path); r.ID != a.Old.ID {
			t.Errorf("ID of %s = %s, want %s", a.Path, r.ID, a.Old.ID)
		}
	}
	if got != want {
		t.Errorf("adopted %s\nwant %s", got, want)
	}
	if r := at(t, c, "1.txt"); !r.Updated.Equal(old[0].Updated) {
		t.Errorf("Updated of 1.txt = %v, want that of the feed, %v", r.Updated, old[0].Updated)
	}
	if r := at(t, c, "7.txt"); r.ID != "urn:x:own" {
		t.Errorf("ID of 7.txt = %s, want the stated one", r.ID)
	}

	// Once taken, an entry is taken.
	d.copy("beta.txt", "sub/beta.txt")
	if delta = apply(t, c, d); len(delta.Adopted) != 0 {
		t.Errorf("adopted %+v once more", delta.Adopted)
	}
}

// A name used again each day has led to a page of its own each time; the article
// that has the name now is not that of the first page.
func TestLostCatalogTellsBulletinsApart(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	thursday, friday := bulletin("Thursday", 5), bulletin("Friday", 6)
	old := []Published{
		{ID: "urn:x:5", Link: "https://feeds.example/articles/ferries.html", Slug: "ferries", Title: thursday.Title(), Published: thursday.Published().Time},
		{ID: "urn:x:6", Link: "https://feeds.example/articles/ferries-2.html", Slug: "ferries-2", Title: friday.Title(), Published: friday.Published().Time},
	}
	if err := c.Recover(old); err != nil {
		t.Fatal(err)
	}
	d.write("ferries.txt", friday)
	d.write("past/05.txt", thursday)
	apply(t, c, d)
	if got := at(t, c, "ferries.txt").ID; got != "urn:x:6" {
		t.Errorf("Friday's = %s, want its own", got)
	}
	if got := at(t, c, "past/05.txt").ID; got != "urn:x:5" {
		t.Errorf("Thursday's = %s, want its own", got)
	}
}

func TestRecoveredDateOfUndatedArticle(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	published := instant("2015-05-05T05:05:05Z")
	if err := c.Recover([]Published{{ID: "urn:x:1", Slug: "a", Title: "Alpha", Published: published}}); err != nil {
		t.Fatal(err)
	}
	d.write("a.txt", undated("Alpha", phrases(1)))
	apply(t, c, d)
	d.clone()
	d.write("a.txt", undated("Alpha", phrases(1)+" more"))
	apply(t, c, d)
	r := at(t, c, "a.txt")
	if !r.Published.Time.Equal(published) || !r.Updated.After(published) {
		t.Errorf("Published = %v, Updated = %v; want %v and later", r.Published, r.Updated, published)
	}
}

func TestFlood(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	for i := range 5 {
		a := dated(fmt.Sprint("Title ", i), 1+i, phrases(i))
		a = a.With(func(f *content.Facts) {
			f.SourceURL = fmt.Sprintf("https://paper.example/%d", i)
			f.Authors = []content.Author{{Name: "N"}}
		})
		d.write(fmt.Sprintf("%d.txt", i), a)
	}
	apply(t, c, d)
	known := []Published{
		{ID: "urn:x:other", Link: "http://paper.example/1/", Title: "?"},
		{ID: at(t, c, "2.txt").ID, Link: "http://paper.example/2/", Title: "?"},
		{ID: "urn:x:title", Link: "http://other.example/", Title: "title 3", Published: time.Date(2020, 1, 4, 0, 0, 0, 0, time.UTC)},
		{ID: "urn:x:gone", Link: "http://paper.example/9", Title: "Title 9"},
	}
	got := ""
	for _, f := range must[[]Flooded](t)(c.Flood(known)) {
		got += f.Old.ID + " " + f.Now.Path + "\n"
	}
	if want := "urn:x:title 3.txt\nurn:x:other 1.txt\n"; got != want {
		t.Errorf("Flood =\n%swant\n%s", got, want)
	}
}

// A site that moves in shows nothing that is older than what its readers know, not even
// where the feed would get very short.
func TestFeedStartsWhereOldOneEnds(t *testing.T) {
	c, d := open(t, Options{Window: 6}), newDisk(t)
	for day := 1; day <= 9; day++ {
		d.write(fmt.Sprintf("%d.txt", day), dated(fmt.Sprintf("Day %d", day), day, phrases(day)))
	}
	apply(t, c, d)
	titles := func() (s string) {
		shown, err := c.Window(Selection{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range shown {
			s += r.Title + "; "
		}
		return s
	}
	if err := c.StartWindow(Selection{}, at(t, c, "8.txt").Published.Time); err != nil {
		t.Fatal(err)
	}
	if got, want := titles(), "Day 9; Day 8; "; got != want {
		t.Errorf("feed shows %s\nwant %s", got, want)
	}
	d.write("10.txt", dated("Day 10", 10, phrases(10)))
	d.remove("9.txt")
	apply(t, c, d)
	if got, want := titles(), "Day 10; Day 8; "; got != want {
		t.Errorf("later the feed shows %s\nwant %s", got, want)
	}
}

// An article may leave the host of its address to the site.
func TestLinkWithoutHostFindsItsEntry(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	old := []Published{{ID: "4711", Link: "https://www.paper.example/2020/alpha/", Title: "Alpha"}, {ID: "4712", Link: "https://paper.example/", Title: "Home"}}
	if err := c.Recover(old); err != nil {
		t.Fatal(err)
	}
	a := dated("Alpha, retitled", 1, phrases(1)).With(func(f *content.Facts) { f.SourceURL = "/2020/alpha" })
	b := dated("Beta", 2, phrases(2)).With(func(f *content.Facts) { f.SourceURL = "/" })
	d.write("1.txt", a)
	d.write("2.txt", b)
	if got := fmt.Sprint(len(apply(t, c, d).Adopted), " ", at(t, c, "1.txt").ID); got != "1 4711" {
		t.Errorf("got %s, want 1 4711", got)
	}
}

// Articles of one day stand in the order in which they came, and still do when the catalog
// is lost.
func TestLostCatalogKeepsTheOrderOfADay(t *testing.T) {
	day := instant("2020-01-08T12:00:00Z")
	for _, bulk := range []bool{false, true} {
		c, d := open(t, Options{}), newDisk(t)
		var old []Published
		for _, name := range []string{"weir", "canal", "ferry", "gone", "anchor"} {
			old = append(old, Published{ID: "urn:x:" + name, Link: "https://feeds.example/articles/" + name + ".html", Slug: name, Title: name, Published: day})
		}
		if err := c.Recover(old); err != nil {
			t.Fatal(err)
		}
		for i, name := range []string{"anchor", "canal", "ferry", "weir", "barge"} {
			d.write(name+".txt", dated(name, 1, phrases(i)).With(func(f *content.Facts) { f.Published.Time = day }))
		}
		if bulk {
			load, err := c.Load()
			if err != nil {
				t.Fatal(err)
			}
			readings, _ := d.changes()
			_, err = load.Apply(readings, nil, noon)
			if err := errors.Join(err, load.Finish(), load.Close()); err != nil {
				t.Fatal(err)
			}
		} else {
			apply(t, c, d)
		}
		d.write("dock.txt", dated("dock", 1, phrases(9)).With(func(f *content.Facts) { f.Published.Time = day }))
		apply(t, c, d)
		newest, err := c.Newest(Selection{}, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range newest {
			got = append(got, r.Path)
		}
		if want := []string{"dock.txt", "barge.txt", "weir.txt", "canal.txt", "ferry.txt", "anchor.txt"}; !slices.Equal(got, want) {
			t.Errorf("in bulk %v: got %q, want %q", bulk, got, want)
		}
	}
}
