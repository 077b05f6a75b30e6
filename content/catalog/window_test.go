package catalog

// Windows, and when a selection was updated.

import (
	"fmt"
	"testing"
	"time"

	"feedmill/content"
)

func window(t *testing.T, c *Catalog, s Selection) string {
	t.Helper()
	return fmt.Sprint(titles(must[[]Record](t)(c.Window(s))))
}

// eight articles, a window of four.
func eight(t *testing.T) (*Catalog, *disk) {
	c, d := open(t, Options{Window: 4}), newDisk(t)
	for i := 1; i <= 8; i++ {
		a := dated(fmt.Sprint(i), i, phrases(i))
		a = a.With(func(f *content.Facts) { f.Section = "News" })
		d.write(fmt.Sprintf("%d.txt", i), a)
	}
	apply(t, c, d)
	return c, d
}

func TestWindowIsMonotone(t *testing.T) {
	c, d := eight(t)
	news := Selection{Section: "news"}
	for _, step := range []struct {
		does string
		edit func()
		want string
	}{
		{"nothing", func() {}, "[8 7 6 5]"},
		{"an edit of an old one", func() { d.write("2.txt", dated("2", 2, phrases(2)+" more")) }, "[8 7 6 5]"},
		{"deletion of the newest", func() { d.remove("8.txt") }, "[7 6 5]"},
		{"a new one of old date", func() { d.write("old.txt", dated("old", 1, phrases(20))) }, "[7 6 5]"},
		{"a new one", func() { d.write("9.txt", dated("9", 9, phrases(9))) }, "[9 7 6 5]"},
		{"another new one", func() { d.write("10.txt", dated("10", 10, phrases(10))) }, "[10 9 7 6]"},
		{"deletion down to half", func() { d.remove("10.txt"); d.remove("9.txt") }, "[7 6]"},
		{"deletion below half", func() { d.remove("7.txt") }, "[6 5]"},
		{"a new one after that", func() { d.write("11.txt", dated("11", 11, phrases(11))) }, "[11 6 5]"},
		{"a later date by its author", func() { d.write("2.txt", dated("2", 12, phrases(2))) }, "[2 11 6 5]"},
	} {
		step.edit()
		apply(t, c, d)
		if got := window(t, c, Selection{}); got != step.want {
			t.Errorf("window after %s = %s, want %s", step.does, got, step.want)
		}
	}
	if got := window(t, c, news); got != "[6 5]" {
		t.Errorf("window of the section = %s, want [6 5]", got)
	}
}

func TestAnotherWindowSizeShowsMore(t *testing.T) {
	path, d := t.TempDir()+"/catalog.db", newDisk(t)
	c := openAt(t, path, Options{Window: 2})
	for i := 1; i <= 8; i++ {
		d.write(fmt.Sprintf("%d.txt", i), dated(fmt.Sprint(i), i, phrases(i)))
	}
	apply(t, c, d)
	c.Close()
	c = openAt(t, path, Options{Window: 5})
	if got := window(t, c, Selection{}); got != "[8 7 6 5 4]" {
		t.Errorf("window = %s, want [8 7 6 5 4]", got)
	}
	d.remove("8.txt")
	apply(t, c, d)
	if got := window(t, c, Selection{}); got != "[7 6 5 4]" {
		t.Errorf("window = %s, want [7 6 5 4]", got)
	}
}

func TestUpdatedNeverGoesBack(t *testing.T) {
	c, d := eight(t)
	news := Selection{Section: "news"}
	if got := must[time.Time](t)(c.UpdatedOf(news)); !got.Equal(instant("2020-01-08T09:00:00Z")) {
		t.Errorf("UpdatedOf = %v, want that of the newest", got)
	}
	d.clone()
	apply(t, c, d)
	if got := must[time.Time](t)(c.UpdatedOf(news)); !got.Equal(instant("2020-01-08T09:00:00Z")) {
		t.Errorf("UpdatedOf = %v after a clone, want it unmoved", got)
	}
	d.remove("8.txt")
	apply(t, c, d)
	withdrawn := d.now
	for _, s := range []Selection{{}, news} {
		if got := must[time.Time](t)(c.UpdatedOf(s)); !got.Equal(withdrawn) {
			t.Errorf("UpdatedOf(%+v) = %v after a withdrawal, want its instant %v", s, got, withdrawn)
		}
	}
	gone := must[[]Record](t)(c.Withdrawn(news, 9))
	if len(gone) != 1 || gone[0].Title != "8" || !gone[0].Withdrawn.Equal(withdrawn) {
		t.Errorf("Withdrawn = %+v, want 8 at %v", gone, withdrawn)
	}
	d.now = noon.AddDate(-1, 0, 0) // the clock is wrong
	d.remove("7.txt")
	apply(t, c, d)
	if got := must[time.Time](t)(c.UpdatedOf(news)); !got.Equal(withdrawn) {
		t.Errorf("UpdatedOf = %v, want %v still", got, withdrawn)
	}
}

func TestWithdrawnReturns(t *testing.T) {
	c, d := eight(t)
	a := dated("8", 8, phrases(8))
	a = a.With(func(f *content.Facts) {
		f.Draft = true
		f.Section = "Other"
	})
	d.write("8.txt", a)
	if delta := apply(t, c, d); len(delta.Vanished) != 1 || delta.Vanished[0].State != Draft {
		t.Errorf("delta = %+v, want one vanished", delta)
	}
	d.write("8.txt", dated("8", 8, phrases(8)))
	apply(t, c, d)
	for _, s := range []Selection{{}, {Section: "news"}, {Section: "other"}} {
		if gone := must[[]Record](t)(c.Withdrawn(s, 9)); len(gone) != 0 {
			t.Errorf("Withdrawn(%+v) = %v after its return, want none", s, titles(gone))
		}
	}
	if got := window(t, c, Selection{}); got != "[8 7 6 5]" {
		t.Errorf("window = %s, want [8 7 6 5]", got)
	}
}
