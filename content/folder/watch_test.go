package folder

// The watcher on real folders.

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

func isArticle(name string) bool { return path.Ext(name) == ".txt" }

func openTest(t testing.TB, root string) *Folder {
	t.Helper()
	f, err := Open(root, Rules{Article: isArticle})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// write makes a file with the folders above it.
func write(t testing.TB, root, rel, text string) {
	t.Helper()
	p := filepath.Join(root, filepath.FromSlash(rel))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// reader is a catalogue that remembers only which files there are.
type reader struct {
	t    testing.TB
	f    *Folder
	w    *Watcher
	news chan struct{}

	mu      sync.Mutex
	has     map[string]string // content by path
	batches []Changes
}

// follow runs a watcher until the test ends.
func follow(t testing.TB, f *Folder, known Snapshot, o WatchOptions, prepare ...func(*Watcher)) *reader {
	t.Helper()
	r := &reader{t: t, f: f, w: f.Watch(known, o), news: make(chan struct{}, 1), has: map[string]string{}}
	for p := range known {
		r.has[p] = ""
	}
	for _, do := range prepare {
		do(r.w)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.w.Run(ctx, r.deliver) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return r
}

func (r *reader) deliver(ctx context.Context, c Changes) error {
	var unread []string
	defer func() { r.w.Revisit(ctx, unread...) }()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.batches = append(r.batches, c)
	for _, p := range c.Gone {
		delete(r.has, p)
	}
	for _, p := range c.Changed {
		if data, _, err := r.f.Read(p); err == nil {
			r.has[p] = string(data)
		} else {
			unread = append(unread, p)
		}
	}
	select {
	case r.news <- struct{}{}:
	default:
	}
	return nil
}

// await waits until a condition holds of what was delivered.
func (r *reader) await(what string, ok func() bool) {
	r.t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		r.mu.Lock()
		good := ok()
		r.mu.Unlock()
		if good {
			return
		}
		select {
		case <-r.news:
		case <-tick.C:
		case <-deadline:
			r.mu.Lock()
			defer r.mu.Unlock()
			r.t.Fatalf("%s: got %v after %v, health %+v", what, r.has, r.batches, r.w.Health())
		}
	}
}

// awaitFiles waits until exactly these files are known, with these texts.
func (r *reader) awaitFiles(want map[string]string) {
	r.t.Helper()
	r.await(fmt.Sprintf("want %v", want), func() bool { return maps.Equal(r.has, want) })
}

// awaitHealth waits for a state.
func (r *reader) awaitHealth(what string, ok func(Health) bool) {
	r.t.Helper()
	r.await(what, func() bool { return ok(r.w.Health()) })
}

// lost reports whether a path was ever delivered as gone.
func (r *reader) lost(p string) bool {
	return r.batch(func(c Changes) bool { return slices.Contains(c.Gone, p) })
}

// batch finds the batch that satisfies a condition.
func (r *reader) batch(ok func(Changes) bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.batches, ok)
}

// all are the batches by now, as text.
func (r *reader) all() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return fmt.Sprint(r.batches)
}

// now is what was delivered by now.
func (r *reader) now() map[string]string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.has)
}

// inRun calls act in the goroutine of Run, and waits for it.
func (r *reader) inRun(act func()) {
	r.t.Helper()
	done := make(chan struct{})
	r.w.do(r.t.Context(), func(time.Time) { act(); close(done) })
	<-done
}

// agrees waits until the watcher knows exactly what a fresh scan finds.
func (r *reader) agrees() {
	r.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	var differences Changes
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); <-tick.C {
		var known Snapshot
		idle := false
		r.inRun(func() { known, idle = r.w.known.snapshot(), r.w.queue.idle() })
		found, err := r.f.Scan(context.Background())
		must(r.t, err)
		if idle && maps.Equal(known, found.Articles) {
			return
		}
		differences = found.Since(known)
	}
	r.t.Fatalf("differences %v, health %+v", differences, r.w.Health())
}

// eventsOnly has no sweep and no poll come to the rescue.
var eventsOnly = WatchOptions{Sweep: time.Hour}

// quick settles fast, for tests that are not about settling.
var quick = WatchOptions{Sweep: time.Hour, Quiet: 20 * time.Millisecond, Grace: 60 * time.Millisecond}

// pollNow has what is polled looked at now.
func (r *reader) pollNow() { r.inRun(func() { r.w.next.poll = time.Now() }) }

func TestWatchDelivers(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "old.txt", "old")
	r := follow(t, openTest(t, root), nil, quick)
	r.awaitFiles(map[string]string{"old.txt": "old"})

	write(t, root, "a.txt", "one")
	r.awaitFiles(map[string]string{"old.txt": "old", "a.txt": "one"})
	write(t, root, "deep/er/b.txt", "two")
	r.awaitFiles(map[string]string{"old.txt": "old", "a.txt": "one", "deep/er/b.txt": "two"})
	must(t, os.Rename(filepath.Join(root, "deep"), filepath.Join(root, "deeper")))
	r.awaitFiles(map[string]string{"old.txt": "old", "a.txt": "one", "deeper/er/b.txt": "two"})
	write(t, root, "deeper/er/c.txt", "three")
	r.awaitFiles(map[string]string{"old.txt": "old", "a.txt": "one", "deeper/er/b.txt": "two", "deeper/er/c.txt": "three"})
	must(t, os.Remove(filepath.Join(root, "a.txt")))
	r.awaitFiles(map[string]string{"old.txt": "old", "deeper/er/b.txt": "two", "deeper/er/c.txt": "three"})
	if !r.batch(func(c Changes) bool {
		return slices.Equal(c.Gone, []string{"deep/er/b.txt"}) && slices.Equal(c.Changed, []string{"deeper/er/b.txt"})
	}) {
		t.Errorf("got %s, want the rename in one batch", r.all())
	}
	r.agrees()
}

func TestBurstIsAHandfulOfBatches(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	r := follow(t, openTest(t, root), nil, eventsOnly)
	for i := range 1000 {
		write(t, root, fmt.Sprintf("%d/%d.txt", i%7, i), "text")
	}
	r.await("all files", func() bool { return len(r.has) == 1000 })
	r.mu.Lock()
	n := len(r.batches)
	r.mu.Unlock()
	if n > 10 {
		t.Errorf("got %d batches, want a handful", n)
	}
	r.agrees()
}

// What is written to the output must not even be looked at.
func TestExcludedFoldersAreNotWatched(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, p := range []string{"public/rss.xml", ".git/index", "drafts/a.txt"} {
		write(t, root, p, "old")
	}
	f, err := Open(root, Rules{Article: isArticle, Exclude: []string{filepath.Join(root, "public")}, Ignore: []string{"drafts"}})
	must(t, err)
	r := follow(t, f, nil, quick)
	r.awaitHealth("the first sweep", func(h Health) bool { return h.Sweeps == 1 })
	r.inRun(func() {
		if got := r.w.arms.fsn.WatchList(); !slices.Equal(got, []string{root}) {
			t.Errorf("got watches %q, want the root alone", got)
		}
	})
	write(t, root, "public/sections/a.txt", "output")
	write(t, root, "drafts/sub/b.txt", "draft")
	write(t, root, "a.txt", "article")
	r.awaitFiles(map[string]string{"a.txt": "article"})
	r.agrees()
}

func TestOthersAreToldOnce(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "picture.png", "")
	others := make(chan string, 10)
	o := quick
	o.Other = func(p string) { others <- p }
	r := follow(t, openTest(t, root), nil, o)
	if got := <-others; got != "picture.png" {
		t.Errorf("got %s, want picture.png", got)
	}
	write(t, root, "picture.png", "again")
	write(t, root, "note.doc", "")
	if got := <-others; got != "note.doc" {
		t.Errorf("got %s, want note.doc", got)
	}
	r.w.Sweep(t.Context())
	write(t, root, "a.txt", "")
	r.awaitFiles(map[string]string{"a.txt": ""})
	if len(others) != 0 {
		t.Errorf("got %s told again", <-others)
	}
}

func TestNotify(t *testing.T) {
	t.Parallel()
	root := filepath.Join(t.TempDir(), "content")
	write(t, root, "a.txt", "a")
	states := make(chan Health, 100)
	o := quick
	o.Notify = func(h Health) { states <- h }
	r := follow(t, openTest(t, root), nil, o)
	if h := <-states; h.Mode != Events || h.Armed != 1 {
		t.Errorf("got %+v, want one folder armed", h)
	}
	r.awaitFiles(map[string]string{"a.txt": "a"})
	must(t, os.RemoveAll(root))
	for h := range states {
		if h.Alarm == RootMissing {
			break
		}
	}
}

// An exchanged folder behind a link, as Kubernetes mounts its ConfigMaps.
func TestLinksThroughAnExchangedFolder(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "..1/a.txt", "one")
	write(t, root, "..2/a.txt", "two")
	must(t, os.Symlink("..1", filepath.Join(root, "..data")))
	must(t, os.Symlink("..data/a.txt", filepath.Join(root, "a.txt")))
	r := follow(t, openTest(t, root), nil, quick)
	r.awaitFiles(map[string]string{"a.txt": "one"})
	must(t, os.Symlink("..2", filepath.Join(root, "..tmp")))
	must(t, os.Rename(filepath.Join(root, "..tmp"), filepath.Join(root, "..data")))
	r.awaitFiles(map[string]string{"a.txt": "two"})
	r.agrees()
}

// BenchmarkLatency is from the rename into place to the delivery: nothing has to
// settle, so all of it is the watcher's own.
func BenchmarkLatency(b *testing.B) {
	root := b.TempDir()
	write(b, root, "a.txt", "0")
	news := make(chan struct{}, 1)
	w := openTest(b, root).Watch(nil, eventsOnly)
	ctx, cancel := context.WithCancel(b.Context())
	done := make(chan error, 1)
	go func() {
		done <- w.Run(ctx, func(context.Context, Changes) error { news <- struct{}{}; return nil })
	}()
	<-news
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		write(b, root, ".new", fmt.Sprint(n))
		b.StartTimer()
		must(b, os.Rename(filepath.Join(root, ".new"), filepath.Join(root, "a.txt")))
		<-news
	}
	cancel()
	must(b, <-done)
}
