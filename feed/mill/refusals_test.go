package mill

import (
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"syscall"
	"testing"
	"time"

	"feedmill/feed"
)

// An edition does not come out without articles that could be read in a moment; a
// disk that fails holds nothing up.
func TestEditionWaitsForDescriptors(t *testing.T) {
	documents := iter.Seq2[feed.Document, error](func(yield func(feed.Document, error) bool) {
		_ = yield(feed.Document{Path: "a"}, nil) && yield(feed.Document{Path: "b"}, nil)
	})
	for _, c := range []struct {
		refused error
		want    int // documents without an error
	}{{nil, 2}, {syscall.EIO, 2}, {fmt.Errorf("read pier.txt: %w", syscall.EMFILE), 0}, {syscall.ENOMEM, 0}} {
		m := &Mill{log: slog.New(slog.DiscardHandler), now: time.Now, meter: newMeter(time.Now), shelf: newShelf(AssetSettings{}, time.Now, nil)}
		if c.refused != nil {
			m.refusals.refuseShown("pier.txt", c.refused)
		}
		got := 0
		for _, err := range m.oversee(documents) {
			switch {
			case err == nil:
				got++
			case !errors.Is(err, c.refused):
				t.Errorf("got error %v, want %v", err, c.refused)
			}
		}
		if got != c.want {
			t.Errorf("after %v %d documents came out, want %d", c.refused, got, c.want)
		}
		if m.refusals.begin(); m.refusals.shortage() != nil {
			t.Errorf("the next edition is not tried after %v", c.refused)
		}
	}
}

// What documents lacked is remembered until it has been read.
func TestStrainIsRelieved(t *testing.T) {
	var s refusals
	s.refuse("quay.txt", syscall.EMFILE)
	s.refuseShown("pier.txt", syscall.EIO)
	if got := s.drain(); len(got) != 2 || len(s.drain()) != 0 {
		t.Errorf("got %v refused, want both, once", got)
	}
	for _, c := range []struct {
		path string
		want bool
	}{{"quay.txt", false}, {"pier.txt", true}, {"pier.txt", false}} {
		if got := s.relieved(c.path); got != c.want {
			t.Errorf("relieved(%s) = %v, want %v", c.path, got, c.want)
		}
	}
}
