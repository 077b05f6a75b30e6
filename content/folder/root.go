package folder

// The root itself: no event reports unmounting, mounting over, or a link
// that leads elsewhere now, so it is looked at every now and then.

import (
	"os"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// checkRoot looks whether the root is there, and is still the folder that it was.
func (w *Watcher) checkRoot(now time.Time) {
	info, err := os.Stat(w.f.root)
	if err != nil || !info.IsDir() {
		w.rootLost(err)
		return
	}
	fp := fingerprint(info)
	n := w.known.make(".")
	if w.queue.guard.missing || n.present && n.id != (identity{dev: fp.Dev, ino: fp.Ino}) {
		w.rootReplaced(now)
	}
	w.queue.guard.missing = false
}

func (w *Watcher) rootLost(err error) {
	if !w.queue.guard.missing {
		w.disarmAll()
	}
	w.queue.guard.missing = true
	if err != nil {
		w.problems["."] = err
	}
}

// rootReplaced arms and compares everything anew. What is not in the new root
// is doubtful, until that has been found sound.
func (w *Watcher) rootReplaced(now time.Time) {
	w.disarmAll()
	w.queue.guard.replaced, w.queue.guard.suspect = true, true
	clear(w.queue.guard.unmounts)
	w.next.sweep = now
	w.sweeping.lossy = true
}

// rootHint handles an event of the root itself. If it was removed, a new folder may
// be there already, with the inode number of the old one. If its mode changed, it
// may have been closed and opened again, and what happened in it meanwhile went
// unseen.
func (w *Watcher) rootHint(ops fsnotify.Op, now time.Time) {
	left := ops.Has(fsnotify.Remove) || ops.Has(fsnotify.Rename)
	w.next.root = now
	if left || w.arms.fsn != nil && !slices.Contains(w.arms.fsn.WatchList(), w.f.root) {
		w.rootReplaced(now)
	}
	if ops.Has(fsnotify.Chmod) {
		w.next.sweep = now
		w.sweeping.lossy = true
	}
	w.checkRoot(now)
}
