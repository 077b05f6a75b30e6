// Arming and disarming folders. Only the goroutine of Run does either, and it
// reads none of fsnotify's channels: each of fsnotify's ways to hang or to go
// deaf needs one goroutine that does both, or two that do this.
package folder

import (
	"errors"
	"fmt"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// watchState is how changes in a folder are noticed.
type watchState uint8

const (
	unwatched watchState = iota // not tried yet
	armed
	polled
)

// openEvents makes the connection to the kernel, if there is none and one is wanted.
func (w *Watcher) openEvents(running *sync.WaitGroup) {
	if w.fsn != nil {
		return
	}
	if w.o.Poll > 0 {
		w.noEvents = "polling was asked for"
		return
	}
	fsn, err := fsnotify.NewBufferedWatcher(uint(w.buffer))
	if err != nil {
		w.noEvents = fmt.Sprintf("no events: %v; raise fs.inotify.max_user_instances", err)
		return
	}
	w.fsn, w.noEvents = fsn, ""
	running.Go(func() { w.inbox.drainEvents(fsn.Events) })
	running.Go(func() { w.inbox.drainErrors(fsn.Errors) })
}

func (w *Watcher) closeEvents() {
	if w.fsn != nil {
		w.fsn.Close()
	}
}

// arm has the kernel tell of changes in a folder that is there now.
func (w *Watcher) arm(dir string, id identity) {
	n := w.known.make(dir)
	if w.fsn == nil || w.full {
		n.watch = polled
		return
	}
	if n.watch == armed {
		if n.id == id {
			return
		}
		w.disarm(dir)
	}
	if twin, ok := w.byID[id]; ok && twin != dir && id != (identity{}) {
		if w.stillThere(twin, id) {
			n.watch = polled // one folder under two names: events come for the first alone
			return
		}
		w.disarm(twin) // it was renamed; armed under its old name it would go deaf
	}
	w.armed(dir, n, id, w.add(w.f.absolute(dir)))
}

func (w *Watcher) armed(dir string, n *node, id identity, err error) {
	delete(w.problems, dir)
	switch {
	case err == nil:
		n.watch, n.id = armed, id
		if id != (identity{}) {
			w.byID[id] = dir
		}
		return
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EMFILE):
		w.full = true
	}
	n.watch = polled
}

// disarm ends the events of a folder. Errors say that they had ended already.
func (w *Watcher) disarm(dir string) {
	n := w.known.nodes[dir]
	if n == nil || n.watch != armed {
		return
	}
	n.watch = unwatched
	if w.byID[n.id] == dir {
		delete(w.byID, n.id)
	}
	if w.fsn != nil {
		_ = w.fsn.Remove(w.f.absolute(dir))
	}
}

// stillThere reports whether a folder is where it was armed.
func (w *Watcher) stillThere(dir string, id identity) bool {
	h, err := openHandle(w.f.root, dir)
	if err != nil {
		return false
	}
	defer h.close()
	return h.identity() == id
}

// disarmAll is for a root that is another one than before.
func (w *Watcher) disarmAll() {
	for dir := range w.known.nodes {
		w.disarm(dir)
	}
}

// rearm finds the watches that the kernel dropped without a word, as it does
// when a file system is unmounted. The next sweep arms them again.
func (w *Watcher) rearm() {
	w.full = false
	if w.fsn == nil {
		return
	}
	alive := map[string]bool{}
	for _, p := range w.fsn.WatchList() {
		alive[p] = true
	}
	for dir, n := range w.known.nodes {
		if n.watch == armed && !alive[w.f.absolute(dir)] {
			w.disarm(dir)
		}
	}
}
