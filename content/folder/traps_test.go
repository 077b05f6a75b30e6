package folder

// The ways in which fsnotify goes deaf, and a watcher with it, each by name.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A folder that is armed anew under another name, while the old watch lives, is
// armed under the old name alone.
func TestRenamedFoldersStayArmed(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "d0/sub/a.txt", "0")
	r := follow(t, openTest(t, root), nil, quick)
	r.awaitFiles(map[string]string{"d0/sub/a.txt": "0"})
	for i := range 20 {
		from, to := fmt.Sprintf("d%d", i), fmt.Sprintf("d%d", i+1)
		must(t, os.Rename(filepath.Join(root, from), filepath.Join(root, to)))
		r.awaitFiles(map[string]string{to + "/sub/a.txt": fmt.Sprint(i)})
		write(t, root, to+"/sub/a.txt", fmt.Sprint(i+1))
		r.awaitFiles(map[string]string{to + "/sub/a.txt": fmt.Sprint(i + 1)})
	}
	r.agrees()
	if h := r.w.Health(); h.Armed != 3 || h.Folders != 3 {
		t.Errorf("got %d of %d folders armed, want 3 of 3", h.Armed, h.Folders)
	}
	r.inRun(func() {
		want := []string{root, filepath.Join(root, "d20"), filepath.Join(root, "d20/sub")}
		if got := slices.Sorted(slices.Values(r.w.arms.fsn.WatchList())); !slices.Equal(got, want) {
			t.Errorf("got watches %q, want %q", got, want)
		}
	})
}

// Folders that are renamed and deleted while events are read make fsnotify send
// errors with its lock held; who then arms before reading them hangs for ever.
func TestFoldersComingAndGoing(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	r := follow(t, openTest(t, root), nil, quick)
	for i := range 400 {
		d := filepath.Join(root, fmt.Sprintf("d%d", i))
		must(t, os.MkdirAll(filepath.Join(d, "a/b"), 0o755))
		must(t, os.Rename(d, d+"x"))
		must(t, os.RemoveAll(d+"x"))
	}
	write(t, root, "end.txt", "end")
	r.awaitFiles(map[string]string{"end.txt": "end"})
	r.agrees()
}

// What is made in a new folder before it can be armed causes no event.
func TestDeepTreesAppearWhole(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	r := follow(t, openTest(t, root), nil, quick)
	want := map[string]string{}
	for i := range 200 {
		p := fmt.Sprintf("%d/a/b/c/d/e/f.txt", i)
		write(t, root, p, p)
		want[p] = p
	}
	deep := strings.Repeat("deep/", 200) + "f.txt"
	write(t, root, deep, "deep")
	want[deep] = "deep"
	r.awaitFiles(want)
	r.agrees()
}

// A folder that is removed and made again often gets the same inode number.
func TestFoldersMadeAgainAreArmed(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	r := follow(t, openTest(t, root), nil, quick)
	for i := range 20 {
		must(t, os.RemoveAll(filepath.Join(root, "d")))
		write(t, root, "d/e/a.txt", fmt.Sprint(i))
		r.awaitFiles(map[string]string{"d/e/a.txt": fmt.Sprint(i)})
		write(t, root, "d/e/a.txt", fmt.Sprint("again ", i))
		r.awaitFiles(map[string]string{"d/e/a.txt": fmt.Sprint("again ", i)})
	}
	r.agrees()
}

// The kernel drops events when nobody reads them. It says so, but not which.
func TestOverflowIsMadeUpFor(t *testing.T) {
	t.Parallel()
	limit := queueLimit()
	root := t.TempDir()
	write(t, root, "a.txt", "a")
	write(t, root, "b.txt", "b")
	stalled, read := make(chan struct{}), make(chan struct{})
	r := follow(t, openTest(t, root), nil, quick, func(w *Watcher) {
		w.arms.buffer = 0
		w.inbox.stall = func() {
			select {
			case <-stalled:
				<-read
			default:
			}
		}
	})
	r.awaitFiles(map[string]string{"a.txt": "a", "b.txt": "b"})
	close(stalled)
	var files [2]*os.File
	for i, name := range []string{"a.txt", "b.txt"} {
		f, err := os.OpenFile(filepath.Join(root, name), os.O_WRONLY|os.O_APPEND, 0)
		must(t, err)
		defer f.Close()
		files[i] = f
	}
	for i := range limit + 8192 { // in turn: the kernel merges an event with its equal before it
		_, err := files[i%2].WriteString("x")
		must(t, err)
	}
	write(t, root, "late/lost.txt", "not lost")
	if r.w.Health().Overflows == 0 && limit == 1<<14 {
		r.w.inbox.fault(fsnotify.ErrEventOverflow) // a longer queue than can be filled here
	}
	close(read)
	r.await("the file whose event was dropped", func() bool { return r.has["late/lost.txt"] == "not lost" })
	r.agrees()
	if h := r.w.Health(); h.Overflows == 0 || h.Sweeps < 2 {
		t.Errorf("got %d overflows and %d sweeps, want one and two at least", h.Overflows, h.Sweeps)
	}
}

// queueLimit is how many events the kernel keeps, or a usual number.
func queueLimit() int {
	limit := 0
	if b, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events"); err == nil {
		fmt.Sscan(string(b), &limit)
	}
	if limit == 0 || limit > 1<<18 {
		return 1 << 14
	}
	return limit
}

// When no more folders can be armed, the others are polled, visibly, until they can.
func TestWatchLimit(t *testing.T) {
	t.Parallel()
	for _, errno := range []syscall.Errno{syscall.ENOSPC, syscall.EMFILE} {
		t.Run(errno.Error(), func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			for _, d := range []string{"a", "b", "c", "d"} {
				write(t, root, d+"/old.txt", d)
			}
			var limit = 3
			r := follow(t, openTest(t, root), nil, quick, func(w *Watcher) {
				arm := w.arms.add
				w.arms.add = func(p string) error {
					if w.arms.armed >= limit {
						return &os.PathError{Op: "inotify_add_watch", Path: p, Err: errno}
					}
					return arm(p)
				}
			})
			r.awaitHealth("mixed mode", func(h Health) bool { return h.Mode == Mixed })
			if h := r.w.Health(); h.Armed != 3 || h.Folders != 5 || h.Why != watchLimit || h.Interval == 0 {
				t.Errorf("got %+v, want 3 of 5 folders armed and a reason", h)
			}
			for _, d := range []string{"a", "b", "c", "d"} {
				write(t, root, d+"/new.txt", d)
			}
			write(t, root, "d/sub/sub/new.txt", "deep")
			r.pollNow()
			r.await("files of polled folders", func() bool { return len(r.has) == 9 })
			r.inRun(func() { limit = 100 })
			r.w.Sweep(t.Context())
			r.awaitHealth("events again", func(h Health) bool { return h.Mode == Events && h.Armed == 7 })
			r.agrees()
		})
	}
}

// No connection to the kernel at all, at first.
func TestNoInotifyInstance(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "d/a.txt", "a")
	broken := true
	r := follow(t, openTest(t, root), nil, quick, func(w *Watcher) {
		w.arms.connect = func(size uint) (*fsnotify.Watcher, error) {
			if broken {
				return nil, fmt.Errorf("couldn't initialize inotify: %w", syscall.EMFILE)
			}
			return fsnotify.NewBufferedWatcher(size)
		}
	})
	r.awaitHealth("polling", func(h Health) bool { return h.Mode == Polling && strings.Contains(h.Why, "max_user_instances") })
	write(t, root, "d/b.txt", "b")
	r.pollNow()
	r.awaitFiles(map[string]string{"d/a.txt": "a", "d/b.txt": "b"})
	r.inRun(func() { broken = false })
	r.w.Sweep(t.Context())
	r.awaitHealth("events", func(h Health) bool { return h.Mode == Events && h.Armed == 2 })
	write(t, root, "d/c.txt", "c")
	r.awaitFiles(map[string]string{"d/a.txt": "a", "d/b.txt": "b", "d/c.txt": "c"})
}

// The kernel drops watches without a word, when a file system is unmounted.
func TestDroppedWatchesAreArmedAgain(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "d/a.txt", "a")
	r := follow(t, openTest(t, root), nil, quick)
	r.awaitFiles(map[string]string{"d/a.txt": "a"})
	r.inRun(func() { must(t, r.w.arms.fsn.Remove(filepath.Join(root, "d"))) })
	write(t, root, "d/b.txt", "b")
	r.w.Sweep(t.Context())
	r.awaitFiles(map[string]string{"d/a.txt": "a", "d/b.txt": "b"})
	write(t, root, "d/c.txt", "c")
	r.awaitFiles(map[string]string{"d/a.txt": "a", "d/b.txt": "b", "d/c.txt": "c"})
}

// A file system that tells of nothing is found out, and polled from then on.
func TestDeafFileSystemIsPolled(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "d/a.txt", "a")
	r := follow(t, openTest(t, root), nil, quick, func(w *Watcher) { w.inbox.deaf = true })
	r.awaitFiles(map[string]string{"d/a.txt": "a"})
	old := time.Now().Add(-time.Hour)
	for i := range missLimit {
		r.inRun(func() {}) // the clock of the second look is later
		p := fmt.Sprintf("d/old%d.txt", i)
		write(t, root, p, "b")
		must(t, os.Chtimes(filepath.Join(root, p), old, old))
		r.inRun(func() {
			r.w.queue.guard.suspect = false
			r.w.sweep(t.Context(), time.Now().Add(time.Minute))
		})
		r.await("a file found by a sweep", func() bool { return r.has[p] == "b" })
	}
	r.awaitHealth("polling", func(h Health) bool { return h.Mode == Polling && h.Why == "changes there caused no events" })
	write(t, root, "d/polled.txt", "c")
	r.pollNow()
	r.await("a polled file", func() bool { return r.has["d/polled.txt"] == "c" })
}

func TestProbe(t *testing.T) {
	t.Parallel()
	for _, deaf := range []bool{false, true} {
		t.Run(fmt.Sprintf("deaf %v", deaf), func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			r := follow(t, openTest(t, root), nil, quick, func(w *Watcher) {
				w.inbox.deaf = deaf
				w.arms.judge = func(string) (string, verdict) { return "", unfamiliar }
			})
			r.awaitHealth("the first sweep", func(h Health) bool { return h.Sweeps == 1 })
			if deaf {
				r.inRun(func() { r.w.checkProbes(time.Now().Add(probeWait + time.Second)) })
			}
			r.await("the end of the probe", func() bool {
				open := 1
				r.inRun(func() { open = len(r.w.probes) })
				return open == 0
			})
			r.awaitHealth("a verdict", func(h Health) bool { return (h.Mode == Polling) == deaf })
			left, err := os.ReadDir(root)
			if must(t, err); len(left) != 0 {
				t.Errorf("got %v left by the probe, want nothing", left)
			}
		})
	}
}

func TestForeignFileSystemIsPolledBesidesEvents(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	r := follow(t, openTest(t, root), nil, quick, func(w *Watcher) {
		w.arms.judge = func(string) (string, verdict) { return "NFS", foreign }
	})
	r.awaitHealth("polling", func(h Health) bool {
		return h.Mode == Polling && h.Armed == 1 && strings.Contains(h.Why, "NFS") && h.Interval == autoPoll
	})
	write(t, root, "a.txt", "a")
	r.awaitFiles(map[string]string{"a.txt": "a"})
}

// fsnotify's noise about watches that ended by themselves is no fault.
func TestFaults(t *testing.T) {
	b := newInbox(maxHints)
	b.fault(fmt.Errorf("rm watch: %w", syscall.EINVAL))
	if got := b.take(); got.all {
		t.Errorf("got %+v after EINVAL, want nothing", got)
	}
	b.fault(fsnotify.ErrEventOverflow)
	if got := b.take(); !got.all || got.overflows != 1 || got.errs != nil {
		t.Errorf("got %+v after an overflow, want a sweep", got)
	}
	broken := errors.New("broken")
	b.fault(broken)
	if got := b.take(); !got.all || len(got.errs) != 1 {
		t.Errorf("got %+v after an error, want a sweep and the error", got)
	}
	for i := range maxHints + 1 {
		b.event(fsnotify.Event{Name: fmt.Sprint(i), Op: fsnotify.Write})
	}
	if got := b.take(); !got.all || len(got.paths) != maxHints {
		t.Errorf("got %d paths, all %v; want %d and a sweep", len(got.paths), got.all, maxHints)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	w := openTest(t, t.TempDir()).Watch(nil, WatchOptions{})
	if err := w.Run(ctx, func(context.Context, Changes) error { return nil }); err != nil {
		t.Errorf("got %v, want nil", err)
	}
}
