// The watcher on real folders.
package folder

import (
	"context"
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
	r.mu.Lock()
	defer r.mu.Unlock()
	r.batches = append(r.batches, c)
	for _, p := range c.Gone {
		delete(r.has, p)
	}
	for _, p := range c.Changed {
		if data, _, err := r.f.Read(p); err == nil {
			r.has[p] = string(data)
		}
	}
	select {
	case r.news <- struct{}{}:
	default:
	}
	return nil
}

// await waits until what was delivered satisfies a condition.
func (r *reader) await(what string, ok func(has map[string]string, batches []Changes) bool) {
	r.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		r.mu.Lock()
		good := ok(r.has, r.batches)
		r.mu.Unlock()
		if good {
			return
		}
		select {
		case <-r.news:
		case <-deadline:
			r.mu.Lock()
			defer r.mu.Unlock()
			r.t.Fatalf("%s: got %v after %v, health %+v", what, r.has, r.batches, r.w.Health())
		}
	}
}

// awaitFiles waits until exactly these files are known with their texts.
func (r *reader) awaitFiles(want map[string]string) {
	r.t.Helper()
	r.await("files", func(has map[string]string, _ []Changes) bool { return maps.Equal(has, want) })
}

func TestWatchDelivers(t *testing.T) {
	root := t.TempDir()
	write(t, root, "old.txt", "old")
	r := follow(t, openTest(t, root), nil, WatchOptions{})
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
	r.await("rename in one batch", func(_ map[string]string, batches []Changes) bool {
		return slices.ContainsFunc(batches, func(c Changes) bool {
			return slices.Equal(c.Gone, []string{"deep/er/b.txt"}) && slices.Equal(c.Changed, []string{"deeper/er/b.txt"})
		})
	})
}
