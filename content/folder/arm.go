package folder

// Arming and disarming folders. Only the goroutine of Run does either, and it
// reads none of fsnotify's channels: each of fsnotify's ways to hang or to go
// deaf needs one goroutine that does both, or two that do this.

import (
	"errors"
	"fmt"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// arming is what the watcher has of the kernel. Run's goroutine owns it.
type arming struct {
	fsn     *fsnotify.Watcher // nil while events cannot be had
	mounts  *mountTable       // nil without events, or where the system has none
	without string            // why it is nil
	buffer  uint              // of fsnotify's channel
	connect func(size uint) (*fsnotify.Watcher, error)
	add     func(path string) error // arms one folder
	judge   func(path string) (fileSystem string, v verdict)
	byID    map[identity]string // armed folders
	blind   map[uint64]string   // devices of which events do not tell all, and why; "" if they do
	full    bool                // the limit of watches was reached in this sweep
	present int                 // folders that are there
	armed   int                 // of them, with events
	polled  int                 // of them, polled
}

// openEvents makes the connection to the kernel, if there is none and one is wanted.
func (w *Watcher) openEvents(running *sync.WaitGroup) {
	if w.arms.fsn != nil {
		return
	}
	if w.o.Poll > 0 {
		w.arms.without = "polling was asked for"
		return
	}
	fsn, err := w.arms.connect(w.arms.buffer)
	if err != nil {
		w.arms.without = fmt.Sprintf("no events: %v; raise fs.inotify.max_user_instances or the limit of open files", err)
		return
	}
	w.arms.fsn, w.arms.without = fsn, ""
	running.Go(func() { w.inbox.drainEvents(fsn.Events) })
	running.Go(func() { w.inbox.drainErrors(fsn.Errors) })
	if table, err := openMounts(w.f.root); err == nil {
		w.arms.mounts = table
		running.Go(func() { w.inbox.drainMounts(table) })
	}
}

func (w *Watcher) closeEvents() {
	if w.arms.fsn != nil {
		w.arms.fsn.Close()
	}
	if w.arms.mounts != nil {
		w.arms.mounts.close()
	}
}

// arm notes that a folder is there, and has the kernel tell of its changes.
func (w *Watcher) arm(dir string, id identity) {
	n := w.known.make(dir)
	if n.armed && n.id != id {
		w.disarm(dir)
	}
	if n.present && n.id.dev != id.dev && !w.queue.guard.replaced {
		w.queue.guard.unmounts[n.id.dev] = true
	}
	if !n.present {
		n.present = true
		w.arms.present++
	}
	why := w.arms.without
	if !n.armed && w.arms.fsn != nil {
		why = w.tryArm(dir, n, id)
	}
	n.id = id
	w.sweeping.device(id.dev)
	if why == "" {
		why = w.blindness(dir, id.dev)
	}
	w.setPoll(n, why)
}

// tryArm returns why a folder must be polled instead.
func (w *Watcher) tryArm(dir string, n *node, id identity) string {
	if w.arms.full {
		return watchLimit
	}
	if twin, ok := w.arms.byID[id]; ok && id != (identity{}) {
		if w.stillThere(twin, id) {
			return "it is also mounted at " + twin + ", where its events come from"
		}
		w.disarm(twin) // it was renamed; armed under its old name it would go deaf
	}
	switch err := w.arms.add(w.f.absolute(dir)); {
	case err == nil:
		n.armed = true
		w.arms.armed++
		w.arms.byID[id] = dir
		return ""
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENOMEM):
		w.arms.full = true
		return watchLimit
	case absent(err):
		return "it vanished while it was armed"
	default:
		return fmt.Sprintf("arm folder: %v", err)
	}
}

const watchLimit = "the limit of watches is reached; raise fs.inotify.max_user_watches"

// blindness is why events of a device do not tell all.
func (w *Watcher) blindness(dir string, dev uint64) string {
	why, known := w.arms.blind[dev]
	if !known {
		name, verdict := w.arms.judge(w.f.absolute(dir))
		switch verdict {
		case foreign:
			why = name + " does not tell of changes made elsewhere"
		case unfamiliar:
			w.probe(dir, dev)
		}
		w.arms.blind[dev] = why
	}
	return why
}

// setPoll has a folder polled if there is a reason to.
func (w *Watcher) setPoll(n *node, why string) {
	if (n.poll == "") != (why == "") {
		if why == "" {
			w.arms.polled--
		} else {
			w.arms.polled++
		}
	}
	n.poll = why
}

// disarm ends the events of a folder. Errors say that they had ended already.
func (w *Watcher) disarm(dir string) {
	n := w.known.nodes[dir]
	if n == nil || !n.armed {
		return
	}
	n.armed = false
	w.arms.armed--
	if w.arms.byID[n.id] == dir {
		delete(w.arms.byID, n.id)
	}
	if w.arms.fsn != nil {
		_ = w.arms.fsn.Remove(w.f.absolute(dir))
	}
}

// leave notes that a folder is not there any more.
func (w *Watcher) leave(dir string, n *node) {
	w.disarm(dir)
	w.setPoll(n, "")
	if n.present {
		n.present = false
		w.arms.present--
	}
	delete(w.problems, dir)
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

// disarmDead finds the watches that the kernel dropped without a word, as it
// does when a file system is unmounted. The sweep that follows arms them again.
func (w *Watcher) disarmDead() {
	w.arms.full = false
	if w.arms.fsn == nil {
		return
	}
	alive := map[string]bool{}
	for _, p := range w.arms.fsn.WatchList() {
		alive[p] = true
	}
	for dir, n := range w.known.nodes {
		if n.armed && !alive[w.f.absolute(dir)] {
			w.disarm(dir)
		}
	}
}
