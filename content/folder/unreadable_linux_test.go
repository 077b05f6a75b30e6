package folder

// Folders that may not be read. The tests may run as root, who may read all, so
// their thread becomes another user for the file system.

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// asNobody runs what does only file work in this goroutine, or in one for each processor.
func asNobody(t *testing.T, do func()) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if os.Getuid() == 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		must(t, syscall.Setfsuid(65534))
		defer syscall.Setfsuid(0)
	}
	do()
}

// publicDir is a temporary folder that every user may enter.
func publicDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.Chmod(filepath.Dir(dir), 0o755))
	return dir
}

func TestUnreadableFolder(t *testing.T) {
	root := publicDir(t)
	release(t, root, "", 9)
	f := openTest(t, root)
	all, err := f.Scan(context.Background())
	must(t, err)
	must(t, os.Chmod(filepath.Join(root, "d1"), 0))
	t.Cleanup(func() { os.Chmod(filepath.Join(root, "d1"), 0o755) })

	asNobody(t, func() {
		l, err := f.Scan(context.Background())
		must(t, err)
		if len(l.Articles) != 6 || len(l.Problems) != 1 || l.Problems[0].Path != "d1" {
			t.Errorf("got %d articles, problems %v; want 6 and one of d1", len(l.Articles), l.Problems)
		}
		if c := l.Since(all.Articles); !c.Empty() {
			t.Errorf("got changes %v, want none", c)
		}
		w := f.Watch(all.Articles, WatchOptions{Poll: time.Hour})
		now := time.Now()
		w.sweep(context.Background(), now)
		for at := range 10 {
			for _, p := range w.queue.due(now.Add(time.Duration(at) * time.Second)) {
				w.lookAt(p, now.Add(time.Duration(at)*time.Second))
			}
		}
		if c, _ := w.queue.batch(now.Add(time.Minute)); !c.Empty() {
			t.Errorf("got changes %v from the watcher, want none", c)
		}
		if w.report(); len(w.Health().Problems) != 1 {
			t.Errorf("got problems %v, want one", w.Health().Problems)
		}
		if !maps.Equal(w.known.snapshot(), all.Articles) {
			t.Errorf("got %v known, want all", w.known.snapshot())
		}
	})
}

func TestUnreadableRoot(t *testing.T) {
	root := filepath.Join(publicDir(t), "content")
	release(t, root, "", 9)
	f := openTest(t, root)
	must(t, os.Chmod(root, 0))
	t.Cleanup(func() { os.Chmod(root, 0o755) })
	asNobody(t, func() {
		if l, err := f.Scan(context.Background()); err == nil {
			t.Errorf("got %v, want an error", l)
		}
	})
}

// chmod changes the mode of a path and tells the watcher, as the kernel would.
func chmod(t *testing.T, w *Watcher, rel string, mode os.FileMode) {
	t.Helper()
	p := w.f.absolute(rel)
	must(t, os.Chmod(p, mode))
	w.inbox.event(fsnotify.Event{Name: p, Op: fsnotify.Chmod})
}

// A folder that was closed for a while: what happened in it meanwhile was told
// of by events that could not be followed.
func TestFolderOpenedAgain(t *testing.T) {
	root := publicDir(t)
	release(t, root, "", 9)
	f := openTest(t, root)
	all, err := f.Scan(context.Background())
	must(t, err)
	w := f.Watch(all.Articles, WatchOptions{Sweep: time.Hour})
	t.Cleanup(func() { os.Chmod(filepath.Join(root, "d1"), 0o755) })
	now := time.Now()
	w.sweep(context.Background(), now)
	for _, n := range w.known.nodes {
		n.armed = true
	}
	lost := w.known.nodes["d1"].names()[0]

	chmod(t, w, "d1", 0)
	asNobody(t, func() {
		w.take(context.Background(), now)
		if w.problems["d1"] == nil {
			t.Errorf("got problems %v of a closed folder, want one of it", w.problems)
		}
	})
	must(t, os.Remove(filepath.Join(root, "d1", lost)))
	asNobody(t, func() {
		w.inbox.event(fsnotify.Event{Name: filepath.Join(root, "d1", lost), Op: fsnotify.Remove})
		w.take(context.Background(), now)
	})
	chmod(t, w, "d1", 0o755)
	asNobody(t, func() {
		w.take(context.Background(), now)
		if c := w.queue.open["d1/"+lost]; c == nil || c.there {
			t.Errorf("got %+v of d1/%s, which was removed while its folder was closed; want a deletion", c, lost)
		}
	})
}

func TestRootOpenedAgain(t *testing.T) {
	root := publicDir(t)
	release(t, root, "", 9)
	w := openTest(t, root).Watch(nil, WatchOptions{Sweep: time.Hour})
	now := time.Now()
	w.sweep(context.Background(), now)
	chmod(t, w, ".", 0o700)
	w.take(context.Background(), now)
	if w.next.sweep.After(now) {
		t.Errorf("got the next sweep in %v after the root was opened, want at once", w.next.sweep.Sub(now))
	}
}
