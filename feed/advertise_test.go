package feed

import (
	"bytes"
	"testing"
)

// Who serves a feed with a hub of its own sends what would have been published with it.
func TestAdvertise(t *testing.T) {
	const own = "https://paper.example/-/hub"
	for _, c := range []struct {
		name    string
		change  func(*Channel)
		entries []Entry
	}{
		{"beside another hub", func(*Channel) {}, sample()},
		{"beside two", func(c *Channel) { c.Hubs = append(c.Hubs, "https://second.example/a?b&c") }, sample()},
		{"alone", func(c *Channel) { c.Hubs = nil }, sample()},
		{"in a feed without entries", func(c *Channel) { c.Hubs = nil }, nil},
		{"in a sparse one", func(c *Channel) { *c = Channel{Title: "x", Base: c.Base, Dir: "tags/sea/"} }, sample()},
		{"in an archive", func(c *Channel) { c.Archive = Archive{Archived: true, Prev: "archive/2016-08/", Current: ""} }, sample()},
	} {
		before, after := morning, morning
		c.change(&before)
		c.change(&after)
		after.Hubs = append(after.Hubs[:len(after.Hubs):len(after.Hubs)], own)
		with := press(t, after, c.entries)
		for i, without := range press(t, before, c.entries) {
			got := Advertise(without.Path, without.body(), own)
			if want := with[i].body(); !bytes.Equal(got, want) {
				t.Errorf("%s: %s: got\n%s\nwant\n%s", c.name, without.Path, got, want)
			}
		}
	}
	for _, foreign := range []string{"", "<rss/>", "{}", `\n  <link rel="self" href="x"/>`} {
		for _, name := range []string{"rss.xml", "atom.xml", "feed.json", "index.html"} {
			if got := Advertise(name, []byte(foreign), own); string(got) != foreign {
				t.Errorf("%s: %q became %q", name, foreign, got)
			}
		}
	}
}
