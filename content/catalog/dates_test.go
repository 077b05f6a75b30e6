package catalog

// Dates, schedules and queries by date.

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
)

func day(y, m, d int) dates.Date {
	return dates.Date{Time: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), DayOnly: true}
}

func instant(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestUndatedArticleKeepsItsFirstDate(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	d.write("a.txt", undated("Alpha", phrases(1)))
	first := d.files["a.txt"].modified
	apply(t, c, d)
	for range 3 {
		d.clone()
		d.write("a.txt", undated("Alpha", phrases(1)+fmt.Sprint(d.now)))
		apply(t, c, d)
	}
	got := at(t, c, "a.txt").Published
	if !got.Time.Equal(first) || got.Time.Format("-07:00") != "+08:00" || !got.ZoneAssumed {
		t.Errorf("Published = %v, want %v in the configured zone", got, first)
	}
	a := dated("Alpha", 7, phrases(1))
	d.write("a.txt", a)
	apply(t, c, d)
	if got := at(t, c, "a.txt").Published.Time; !got.Equal(a.Published().Time) {
		t.Errorf("Published = %v, want the stated %v", got, a.Published())
	}
	d.write("a.txt", undated("Alpha", phrases(1)))
	apply(t, c, d)
	if got := at(t, c, "a.txt").Published.Time; !got.Equal(a.Published().Time) {
		t.Errorf("Published = %v once it is stated no more, want %v still", got, a.Published())
	}
}

func TestLongDraftAppearsWithTheDateOfItsLastEdit(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	a := undated("Alpha", phrases(1))
	a = a.With(func(f *content.Facts) { f.Draft = true })
	d.write("a.txt", a)
	if delta := apply(t, c, d); len(delta.Appeared) != 0 {
		t.Errorf("a draft appeared")
	}
	d.now = d.now.AddDate(0, 2, 0)
	d.write("a.txt", undated("Alpha", phrases(1)))
	delta := apply(t, c, d)
	want := d.files["a.txt"].modified
	if len(delta.Appeared) != 1 || !delta.Appeared[0].Published.Time.Equal(want) || !delta.Appeared[0].Updated.Equal(want) {
		t.Errorf("appeared = %+v, want one of %v", delta.Appeared, want)
	}
}

func TestCivilDayStaysOne(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	a := undated("Alpha", phrases(1))
	a = a.With(func(f *content.Facts) { f.Published = day(2016, 9, 9) })
	d.write("a.txt", a)
	apply(t, c, d)
	got := at(t, c, "a.txt").Published
	if got.String() != "2016-09-09" || !got.Time.Equal(instant("2016-09-09T00:00:00+08:00")) {
		t.Errorf("Published = %v at %v, want 2016-09-09 at midnight in the zone", got, got.Time)
	}
}

func TestUpdatedMovesWithContentOnly(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	write := func(title, body, updated string) {
		a := dated(title, 1, body)
		if updated != "" {
			a = a.With(func(f *content.Facts) { f.Updated.Time = instant(updated) })
		}
		d.write("a.txt", a)
	}
	for _, step := range []struct {
		does string
		edit func()
		want func() string
	}{
		{"first sight", func() { write("Alpha", "x", "") }, func() string { return "2020-01-01T09:00:00Z" }},
		{"touch", func() { d.clone() }, func() string { return "2020-01-01T09:00:00Z" }},
		{"section", func() {
			a := dated("Alpha", 1, "x")
			a = a.With(func(f *content.Facts) { f.Section = "sport" })
			d.write("a.txt", a)
		}, func() string { return "2020-01-01T09:00:00Z" }},
		{"a stated update of the same content", func() { write("Alpha", "x", "2020-02-01T00:00:00Z") }, func() string { return "2020-01-01T09:00:00Z" }},
		{"a stated update", func() { write("Alpha", "y", "2020-02-01T00:00:00Z") }, func() string { return "2020-02-01T00:00:00Z" }},
		{"an older stated update", func() { write("Alpha", "z", "2020-01-15T00:00:00Z") }, func() string { return d.files["a.txt"].modified.Format(time.RFC3339) }},
		{"a stated update to come", func() { write("Alpha", "zz", "2099-01-15T00:00:00Z") }, func() string { return d.files["a.txt"].modified.Format(time.RFC3339) }},
		{"a file of old date", func() {
			write("Alpha", "old", "")
			d.files["a.txt"].modified = instant("2001-01-01T00:00:00Z")
		}, func() string { return "2020-06-01T12:06:01Z" }},
	} {
		step.edit()
		apply(t, c, d)
		if got, want := at(t, c, "a.txt").Updated.Format(time.RFC3339), step.want(); got != want {
			t.Errorf("Updated after %s = %s, want %s", step.does, got, want)
		}
	}
}

func TestBetterReaderMovesNothing(t *testing.T) {
	path, d := t.TempDir()+"/catalog.db", newDisk(t)
	c := openAt(t, path, Options{Reader: "1"})
	d.write("a.txt", dated("Alpha", 1, phrases(1)))
	apply(t, c, d)
	before := at(t, c, "a.txt")
	known := must[map[string]bool](t)(stale(c))
	if known["a.txt"] {
		t.Errorf("file is to be read again under the same reader")
	}
	c.Close()

	c = openAt(t, path, Options{Reader: "2"})
	if known = must[map[string]bool](t)(stale(c)); !known["a.txt"] {
		t.Errorf("file is not to be read again under another reader")
	}
	r := d.files["a.txt"].reading("a.txt")
	r.Articles[0] = r.Articles[0].With(func(f *content.Facts) { f.Title = "Alpha, better read" })
	if _, err := c.Apply([]Reading{r}, nil, d.now); err != nil {
		t.Fatal(err)
	}
	after := at(t, c, "a.txt")
	if after.Title != "Alpha, better read" || after.ContentHash == before.ContentHash {
		t.Errorf("record = %+v, want the better title", after)
	}
	if !after.Updated.Equal(before.Updated) || after.ID != before.ID {
		t.Errorf("Updated = %v, ID %s; want %v, %s", after.Updated, after.ID, before.Updated, before.ID)
	}
	if known = must[map[string]bool](t)(stale(c)); known["a.txt"] {
		t.Errorf("file is to be read again once more")
	}
}

// stale lists the files known, and whether each is to be read again.
func stale(c *Catalog) (map[string]bool, error) {
	s, err := c.Fingerprints()
	out := map[string]bool{}
	for p, f := range s {
		out[p] = f.Mtime == 0
	}
	return out, err
}

func TestNoTwoUpdatedAreEqual(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	for i := range 300 {
		d.write(fmt.Sprintf("%d.txt", i), dated("Title", 1, fmt.Sprint("text ", i)))
	}
	apply(t, c, d)
	seen := map[time.Time]bool{}
	for r := range c.All(Selection{}) {
		if seen[r.Updated] || r.Updated.Truncate(time.Second) != instant("2020-01-01T09:00:00Z") {
			t.Errorf("Updated of %s = %v, want its own within the second", r.Path, r.Updated)
		}
		seen[r.Updated] = true
	}
}

func TestHeldAndExpired(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	a := dated("Tomorrow", 1, phrases(1))
	a = a.With(func(f *content.Facts) {
		f.Published.Time = noon.AddDate(0, 0, 1)
		f.Expires.Time = noon.AddDate(0, 0, 2)
	})
	d.write("a.txt", a)
	if delta := apply(t, c, d); len(delta.Appeared) != 0 {
		t.Errorf("a future article leaked: %v", titles(delta.Appeared))
	}
	if got, _ := c.UpdatedOf(Selection{}); !got.IsZero() {
		t.Errorf("UpdatedOf = %v before anything was shown", got)
	}
	if next, ok := c.NextChange(); !ok || !next.Equal(a.Published().Time) {
		t.Errorf("NextChange = %v, %t; want %v", next, ok, a.Published())
	}
	if delta, err := c.Due(noon.Add(time.Hour)); err != nil || len(delta.Appeared) != 0 {
		t.Errorf("Due too early = %+v, %v", delta, err)
	}
	delta := must[Delta](t)(c.Due(a.Published().Time))
	if len(delta.Appeared) != 1 || delta.Appeared[0].State != Shown {
		t.Errorf("Due = %+v, want one appeared", delta)
	}
	if next, ok := c.NextChange(); !ok || !next.Equal(a.Expires().Time) {
		t.Errorf("NextChange = %v, %t; want %v", next, ok, a.Expires())
	}
	// The clock went back: what readers have stays.
	d.now = noon
	d.write("a.txt", a)
	if delta := apply(t, c, d); len(delta.Vanished) != 0 {
		t.Errorf("an article vanished since the clock went back")
	}
	delta = must[Delta](t)(c.Due(a.Expires().Time.Add(time.Minute)))
	if len(delta.Vanished) != 1 || delta.Vanished[0].State != Expired {
		t.Errorf("Due = %+v, want one vanished", delta)
	}
	if got := must[time.Time](t)(c.UpdatedOf(Selection{})); !got.Equal(a.Expires().Time.Add(time.Minute)) {
		t.Errorf("UpdatedOf = %v, want when it was withdrawn", got)
	}
	if _, ok := c.NextChange(); ok {
		t.Errorf("NextChange has something left")
	}
}

func TestFutureShownAtOnce(t *testing.T) {
	path, d := t.TempDir()+"/catalog.db", newDisk(t)
	c := openAt(t, path, Options{})
	a := dated("Tomorrow", 1, phrases(1))
	a = a.With(func(f *content.Facts) { f.Published.Time = noon.AddDate(0, 0, 1) })
	d.write("a.txt", a)
	apply(t, c, d)
	c.Close()
	c = openAt(t, path, Options{Future: Show})
	delta := must[Delta](t)(c.Due(d.now))
	if len(delta.Appeared) != 1 {
		t.Errorf("Due = %+v, want the held one", delta)
	}
	a = dated("Later", 1, phrases(2))
	a = a.With(func(f *content.Facts) { f.Published.Time = noon.AddDate(1, 0, 0) })
	d.write("b.txt", a)
	if delta := apply(t, c, d); len(delta.Appeared) != 1 {
		t.Errorf("Apply = %+v, want one appeared", delta)
	}
	if got := at(t, c, "b.txt").Updated; got.After(d.now) {
		t.Errorf("Updated = %v, which is to come", got)
	}
}

func TestOneApplyHoldsNothingBack(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	a := dated("Tomorrow", 1, phrases(1))
	a = a.With(func(f *content.Facts) { f.Published.Time = noon.AddDate(0, 0, 1) })
	d.write("a.txt", a)
	apply(t, c, d)
	// Comes due, and is edited, in one call: one thing happened.
	d.now = noon.AddDate(0, 0, 1)
	b := a.With(func(f *content.Facts) { f.Title = "Today" })
	d.write("a.txt", b)
	delta := apply(t, c, d)
	if got := fmt.Sprint(titles(delta.Appeared), len(delta.Changed)); got != "[Today] 0" {
		t.Errorf("appeared, changed = %s, want [Today] 0", got)
	}
}

func TestMonths(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	for i, s := range []string{
		"2016-08-31T15:59:59Z", "2016-08-31T16:00:00Z", "2016-09-30T15:59:59Z", "2016-12-31T16:00:00Z", "1969-03-01T00:00:00Z",
	} {
		a := dated(s, 1, phrases(i))
		a = a.With(func(f *content.Facts) { f.Published.Time = instant(s) })
		d.write(fmt.Sprintf("%d.txt", i), a)
	}
	apply(t, c, d)
	months := must[[]Month](t)(c.Months(Selection{}))
	if got, want := fmt.Sprint(months), "[2017-01 2016-09 2016-08 1969-03]"; got != want {
		t.Errorf("Months = %s, want %s", got, want)
	}
	got := titles(must[[]Record](t)(c.Month(Selection{}, Month{2016, 9})))
	if fmt.Sprint(got) != "[2016-09-30T15:59:59Z 2016-08-31T16:00:00Z]" {
		t.Errorf("Month = %v, want the two of September in the zone", got)
	}
}

func TestAllWalksEverythingOnce(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	const n = 2*batch + 1
	for i := range n {
		d.write(fmt.Sprintf("%04d.txt", i), dated(fmt.Sprint(i), 1+i%28, ""))
	}
	apply(t, c, d)
	var last []byte
	count := 0
	for r, err := range c.All(Selection{}) {
		if err != nil {
			t.Fatal(err)
		}
		order := orderKey(r.Published.Time, r.Seen)
		if last != nil && bytes.Compare(order, last) >= 0 {
			t.Fatalf("%s is out of order", r.Path)
		}
		last = order
		count++
	}
	if count != n {
		t.Errorf("All walks %d articles, want %d", count, n)
	}
}

func TestUnreadableFiles(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	d.write("known.txt", dated("Known", 1, phrases(1)))
	apply(t, c, d)
	for _, p := range []string{"known.txt", "new.txt"} {
		d.write(p, dated("Known", 1, phrases(1)))
		d.files[p].err = &content.Error{Path: p, Line: 3, Message: "no text; write some"}
	}
	d.write("passing.txt")
	d.files["passing.txt"].err = errors.New("input/output error")
	if delta := apply(t, c, d); len(delta.Appeared)+len(delta.Changed)+len(delta.Vanished) != 0 {
		t.Errorf("delta = %+v, want none", delta)
	}
	broken := must[[]Broken](t)(c.Broken())
	if got, want := fmt.Sprint(broken), "[{known.txt known.txt:3: no text; write some} {new.txt new.txt:3: no text; write some} {passing.txt input/output error}]"; got != want {
		t.Errorf("Broken = %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(must[map[string]bool](t)(stale(c))), "map[known.txt:false new.txt:false passing.txt:true]"; got != want {
		t.Errorf("files to be read again = %s, want %s", got, want)
	}
	for _, p := range []string{"known.txt", "new.txt", "passing.txt"} {
		d.remove(p)
	}
	if delta := apply(t, c, d); len(delta.Vanished) != 1 {
		t.Errorf("delta = %+v, want one vanished", delta)
	}
	if broken := must[[]Broken](t)(c.Broken()); len(broken) != 0 {
		t.Errorf("Broken = %v once they are gone, want none", broken)
	}
}
