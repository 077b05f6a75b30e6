package folder

// Sweeps while the watcher has other things to do.

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// slowCensus has a census listed at once, and handed over when it is let go.
type slowCensus struct{ listed, release chan struct{} }

func (s slowCensus) prepare(w *Watcher) {
	list := w.list
	w.list = func(ctx context.Context) []listed {
		all := list(ctx)
		s.listed <- struct{}{}
		select {
		case <-s.release:
		case <-ctx.Done():
		}
		return all
	}
}

func newSlowCensus() slowCensus {
	return slowCensus{listed: make(chan struct{}), release: make(chan struct{})}
}

// What happens while a sweep lists the folder is delivered meanwhile, and the
// listing, which is out of date by then, does not call it into question again.
func TestNobodyWaitsForASweep(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, p := range []string{"edited.txt", "d/kept.txt", "moved/sub/a.txt"} {
		write(t, root, p, "old")
	}
	slow := newSlowCensus()
	never := WatchOptions{Sweep: time.Hour, Quiet: time.Hour, Limit: time.Hour, Grace: time.Hour} // settles what is not renamed
	known, err := openTest(t, root).Scan(t.Context())
	must(t, err)
	r := follow(t, openTest(t, root), known.Articles, never, slow.prepare)
	r.awaitHealth("the first sweep", func(h Health) bool { return h.Sweeps == 1 })
	r.w.Sweep(t.Context())
	<-slow.listed

	place(t, root, "edited.txt", "new")
	place(t, root, "d/added.txt", "new")
	must(t, os.Rename(filepath.Join(root, "moved"), filepath.Join(root, "d/moved")))
	r.awaitFiles(map[string]string{"edited.txt": "new", "d/added.txt": "new", "d/kept.txt": "", "d/moved/sub/a.txt": "old"})
	r.agrees()
	before := r.all()
	close(slow.release)
	r.awaitHealth("the end of the sweep", func(h Health) bool { return h.Sweeps == 2 })
	r.agrees()
	if after := r.all(); after != before {
		t.Errorf("after the sweep got batches %s, want those before, %s", after, before)
	}
	if h := r.w.Health(); h.Armed != 4 || h.Folders != 4 || h.Mode != Events {
		t.Errorf("got %d of %d folders armed, %s; want 4 of 4", h.Armed, h.Folders, h.Mode)
	}
}

// place renames a file into its place.
func place(t testing.TB, root, rel, text string) {
	t.Helper()
	p := filepath.Join(root, rel)
	write(t, root, rel+".tmp", text)
	must(t, os.Rename(p+".tmp", p))
}

// A census finds what no event tells of.
func TestSweepFindsWhatEventsDoNotTell(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, p := range []string{"a.txt", "d/b.txt", "d/e/c.txt"} {
		write(t, root, p, "old")
	}
	silent, hear := make(chan struct{}), make(chan struct{})
	r := follow(t, openTest(t, root), nil, quick, func(w *Watcher) {
		w.inbox.stall = func() {
			select {
			case <-silent:
				<-hear
			default:
			}
		}
	})
	r.awaitFiles(map[string]string{"a.txt": "old", "d/b.txt": "old", "d/e/c.txt": "old"})
	close(silent)
	defer close(hear)
	write(t, root, "a.txt", "new")
	must(t, os.Remove(filepath.Join(root, "d/b.txt")))
	write(t, root, "d/f/new.txt", "new")
	must(t, os.Rename(filepath.Join(root, "d/e"), filepath.Join(root, "e")))
	r.w.Sweep(t.Context())
	r.awaitFiles(map[string]string{"a.txt": "new", "d/f/new.txt": "new", "e/c.txt": "old"})
	r.agrees()
	if h := r.w.Health(); h.Overflows != 0 || h.Folders != 4 {
		t.Errorf("got %+v, want 4 folders and no overflow", h)
	}
}

// When events are lost, a census that is under way does not know what is out of
// date, so it counts for nothing: the folder is compared anew when that is due.
func TestLostEventsEndACensus(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "a.txt", "a")
	slow := newSlowCensus()
	r := follow(t, openTest(t, root), nil, quick, slow.prepare)
	r.awaitFiles(map[string]string{"a.txt": "a"})
	r.w.Sweep(t.Context())
	<-slow.listed
	r.inRun(func() { r.w.took = time.Minute }) // the sweep for what was lost is not due at once
	r.w.inbox.fault(fsnotify.ErrEventOverflow)
	r.awaitHealth("the overflow", func(h Health) bool { return h.Overflows == 1 })
	close(slow.release)
	for range 3 { // in the first of which the census may have come to its end
		r.inRun(func() {
			if r.w.census != nil || r.w.sweeps != 1 || !r.w.sweeping.lossy {
				t.Errorf("got census %v, %d sweeps, lossy %v; want none, 1, true", r.w.census, r.w.sweeps, r.w.sweeping.lossy)
			}
		})
	}
	r.w.Sweep(t.Context())
	r.awaitHealth("a sweep at once", func(h Health) bool { return h.Sweeps == 2 })
	r.agrees()
}

// The regular sweep comes again and again.
func TestSweepsComeRegularly(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "a.txt", "a")
	o := quick
	o.Sweep = 10 * time.Millisecond
	r := follow(t, openTest(t, root), nil, o)
	r.awaitHealth("five sweeps", func(h Health) bool { return h.Sweeps >= 5 })
	write(t, root, "b.txt", "b")
	r.awaitFiles(map[string]string{"a.txt": "a", "b.txt": "b"})
	r.agrees()
}
