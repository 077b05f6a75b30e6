package feed

import (
	"bytes"
	"testing"
	"time"

	"feedmill/content"
)

// Whatever changes in what a feed says of itself, a press that has made it before
// makes what a fresh one does.
func TestFramesFollowTheirChannel(t *testing.T) {
	p := NewPress(1 << 20)
	nameless := sample()
	nameless[0].Authors = nil
	for _, c := range []struct {
		name    string
		change  func(*Channel)
		entries []Entry
	}{
		{"first", func(*Channel) {}, sample()},
		{"again", func(*Channel) {}, sample()},
		{"another date", func(c *Channel) { c.Updated = c.Updated.Add(time.Hour) }, sample()},
		{"the date of its entries", func(c *Channel) { c.Updated = time.Time{} }, sample()},
		{"another title", func(c *Channel) { c.Title = "<updated>" + atomTime(undated) + "</updated>" }, sample()},
		{"another author", func(c *Channel) { c.Authors = []content.Author{{Name: "Ines"}} }, sample()},
		{"no hub", func(c *Channel) { c.Hubs = nil }, sample()},
		{"another archive", func(c *Channel) { c.Archive.Prev = "archive/2016-09/" }, sample()},
		{"a withdrawal", func(c *Channel) { c.Deleted = []Tombstone{{ID: "urn:x:1", When: time.Unix(1e9, 0)}} }, sample()},
		{"no entries", func(*Channel) {}, nil},
		{"an entry without author", func(*Channel) {}, nameless},
		{"another feed", func(c *Channel) { c.Dir = "tags/sea/" }, sample()},
		{"as at first", func(*Channel) {}, sample()},
	} {
		ch := morning
		c.change(&ch)
		got, err := p.Feed(ch, c.entries)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for i, want := range press(t, ch, c.entries) {
			if !bytes.Equal(got[i].body(), want.body()) {
				t.Errorf("%s: %s: got\n%s\nwant\n%s", c.name, want.Path, got[i].body(), want.body())
			}
		}
	}
}

// A folder of a million tags does not fill the memory with frames.
func TestFramesAreBounded(t *testing.T) {
	p := NewPress(1 << 20)
	for i := range maxFrames + 10 {
		p.frames[frameKey{string(rune(i)), rssName}] = frame{}
		if len(p.frames) >= maxFrames {
			break
		}
	}
	if _, err := p.Feed(morning, nil); err != nil {
		t.Fatal(err)
	}
	if n := len(p.frames); n > maxFrames {
		t.Errorf("got %d frames, want at most %d", n, maxFrames)
	}
}
