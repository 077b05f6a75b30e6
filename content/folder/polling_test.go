package folder

// Polling and the slow clocks of the watcher: real folders, and a clock that
// jumps.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

// pollEvery is polling alone: nothing is told by the kernel, so that the clock
// of a bubble can jump.
func pollEvery(d time.Duration) WatchOptions { return WatchOptions{Poll: d} }

// follow in a bubble ends before the bubble does.
func inBubble(t *testing.T, root string, known Snapshot, o WatchOptions, test func(t *testing.T, r *reader)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		test(t, follow(t, openTest(t, root), known, o))
	})
}

func TestPolling(t *testing.T) {
	root := t.TempDir()
	write(t, root, "d/a.txt", "a")
	inBubble(t, root, nil, pollEvery(3*time.Second), func(t *testing.T, r *reader) {
		time.Sleep(time.Second)
		if got := r.now(); !maps.Equal(got, map[string]string{"d/a.txt": "a"}) {
			t.Fatalf("got %v, want the first file", got)
		}
		if h := r.w.Health(); h.Mode != Polling || h.Interval != 3*time.Second || h.Why != "polling was asked for" {
			t.Errorf("got %+v, want polling every 3 s and why", h)
		}
		write(t, root, "d/b.txt", "b")
		must(t, os.Rename(filepath.Join(root, "d/a.txt"), filepath.Join(root, "c.txt")))
		time.Sleep(time.Second)
		if got := r.now(); len(got) != 1 {
			t.Errorf("got %v between two polls, want no change", got)
		}
		time.Sleep(3 * time.Second)
		want := map[string]string{"d/b.txt": "b", "c.txt": "a"}
		if got := r.now(); !maps.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if got, want := r.all(), "[+d/a.txt +c.txt +d/b.txt -d/a.txt]"; got != want {
			t.Errorf("got %s, want %s: the rename and the new file in one batch", got, want)
		}
	})
}

func TestPollingWaitsForSlowWriters(t *testing.T) {
	root := t.TempDir()
	inBubble(t, root, nil, pollEvery(time.Second), func(t *testing.T, r *reader) {
		text := ""
		for range 40 { // every 100 ms, so it is never quiet
			text += "more "
			write(t, root, "a.txt", text)
			time.Sleep(100 * time.Millisecond)
		}
		if got := r.now(); len(got) != 0 {
			t.Errorf("got %v, want nothing while it is written", got)
		}
		time.Sleep(time.Second)
		if got := r.now(); got["a.txt"] != text || r.all() != "[+a.txt]" {
			t.Errorf("got %v in %s, want the whole text once", got, r.all())
		}
	})
}

func TestMassDeletionIsBelievedInTheEnd(t *testing.T) {
	root := t.TempDir()
	want := release(t, root, "", 30)
	o := pollEvery(time.Minute)
	o.HoldFor = 2 * time.Hour
	inBubble(t, root, nil, o, func(t *testing.T, r *reader) {
		time.Sleep(time.Second)
		for i := range 29 {
			must(t, os.Remove(filepath.Join(root, fmt.Sprintf("d%d/%02d.txt", i%3, i))))
		}
		time.Sleep(time.Hour)
		if got := r.now(); !maps.Equal(got, want) {
			t.Errorf("got %d articles after an hour, want all 30", len(got))
		}
		if h := r.w.Health(); h.Alarm != MassDelete || h.Held != 29 {
			t.Errorf("got %+v, want 29 held", h)
		}
		time.Sleep(90 * time.Minute)
		if got := r.now(); len(got) != 1 {
			t.Errorf("got %d articles after two and a half, want 1", len(got))
		}
	})
}

func TestMissingRootIsWaitedFor(t *testing.T) {
	root := filepath.Join(t.TempDir(), "content")
	release(t, root, "", 3)
	inBubble(t, root, nil, pollEvery(time.Minute), func(t *testing.T, r *reader) {
		time.Sleep(time.Second)
		must(t, os.Rename(root, root+".away"))
		time.Sleep(3 * time.Hour)
		if h := r.w.Health(); h.Alarm != RootMissing {
			t.Errorf("got %+v, want the root missing", h)
		}
		must(t, os.Rename(root+".away", root))
		time.Sleep(time.Minute)
		if got, want := r.all(), "[+d0/00.txt +d1/01.txt +d2/02.txt]"; got != want {
			t.Errorf("got %s, want %s and no more", got, want)
		}
		if h := r.w.Health(); h.Alarm != Calm || len(h.Problems) != 0 {
			t.Errorf("got %+v, want calm", h)
		}
	})
}

func TestRefusedBatchComesAgain(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a.txt", "a")
	synctest.Test(t, func(t *testing.T) {
		w := openTest(t, root).Watch(nil, pollEvery(time.Minute))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		began := time.Now()
		var at []time.Duration
		go func() {
			done <- w.Run(ctx, func(_ context.Context, c Changes) error {
				if at = append(at, time.Since(began).Round(time.Second)); len(at) < 4 {
					return errors.New("the disk is full")
				}
				return nil
			})
		}()
		time.Sleep(4 * time.Second)
		synctest.Wait()
		if h := w.Health(); h.Failures != 3 {
			t.Errorf("got %d failures, want 3", h.Failures)
		}
		time.Sleep(time.Hour)
		cancel()
		must(t, <-done)
		if got, want := fmt.Sprint(at), "[0s 1s 3s 7s]"; got != want {
			t.Errorf("got deliveries at %s, want %s", got, want)
		}
	})
}

func TestRevisitedFileComesAgain(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a.txt", "a")
	inBubble(t, root, nil, pollEvery(time.Minute), func(t *testing.T, r *reader) {
		time.Sleep(time.Second)
		r.w.Revisit(t.Context(), "a.txt", "none.txt")
		time.Sleep(time.Second)
		if got, want := r.all(), "[+a.txt +a.txt]"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}
