package folder

// Turning hints into looks: a path that was hinted at costs a stat, a folder
// that is new costs a listing of itself.

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	lossShare = 20    // sweeps for lost events take at most this fraction of the time
	maxOthers = 10000 // how many files that are no articles are reported
	maxLinks  = 1000  // how many symbolic links are looked at with each round of hints

	// promptly is the age up to which a hint tells when its file last moved. On a
	// machine slower than that, later hints may be waiting.
	promptly = 10 * time.Millisecond
)

// take empties the inbox, and reports whether anything was in it. What is gone
// comes first: a renamed folder must be disarmed under its old name before it
// can be armed under the new one.
func (w *Watcher) take(ctx context.Context, now time.Time) bool {
	got := w.inbox.take()
	w.sweepFor(got, now)
	w.noteFaults(got)
	folders := map[string]hint{}
	for name, h := range got.paths {
		rel, ok := w.relative(name)
		if !ok || w.f.outside(rel) {
			continue
		}
		if path.Base(rel) == IgnoreFile {
			w.next.rules = now.Add(w.o.Quiet)
			continue
		}
		w.census.note(rel)
		if w.hinted(rel, h, now) {
			folders[rel] = h
		}
	}
	for rel, h := range folders {
		w.foundFolder(ctx, rel, h, now)
	}
	if len(got.paths) > 0 {
		w.lookAtLinks(now)
	}
	return got.all || got.mounts || len(got.paths) > 0
}

// sweepFor makes a sweep due where hints do not say what may have changed.
func (w *Watcher) sweepFor(got hints, now time.Time) {
	if got.all {
		w.next.sweep = earlier(w.next.sweep, later(now, w.lastSweep.Add(lossShare*w.took)))
		w.sweeping.lossy = true
	}
	if got.mounts { // nothing was lost, but what is where may be another folder now
		w.checkRoot(now)
		w.next.sweep = now
		w.sweeping.lossy = true
	}
}

// relative is the path below the root of an event's path.
func (w *Watcher) relative(name string) (string, bool) {
	if name == w.f.root {
		return ".", true
	}
	sep := string(filepath.Separator)
	rel, ok := strings.CutPrefix(name, strings.TrimSuffix(w.f.root, sep)+sep)
	return filepath.ToSlash(rel), ok && rel != ""
}

// hinted looks at what a hint is about, and reports whether it is a folder.
func (w *Watcher) hinted(rel string, h hint, now time.Time) (folder bool) {
	if rel == "." {
		w.rootHint(h.ops, now)
		return false
	}
	left := h.ops.Has(fsnotify.Remove) || h.ops.Has(fsnotify.Rename)
	if _, ok := w.probes[rel]; ok {
		delete(w.probes, rel)
		return false
	}
	if left && w.known.nodes[rel] != nil {
		w.vanish(rel, now)
	}
	e, err := w.look(rel)
	folder = e.kind == subfolder
	if err == nil && !folder && w.known.nodes[rel] != nil {
		w.vanish(rel, now)
	}
	if e.kind == article {
		w.queue.stir(rel, h.placed, later(h.at, now.Add(-promptly)), now)
	}
	w.found(rel, e, err, now)
	return folder
}

// found records what a look at a path found. Where a folder is, no article is.
func (w *Watcher) found(rel string, e entry, err error, now time.Time) {
	w.noteLink(rel, e)
	if err != nil {
		w.problems[rel] = err
		if Refused(err) {
			w.refuse(rel, err, false, now)
		}
		w.queue.postpone(rel, now)
		return
	}
	delete(w.problems, rel)
	if e.kind == other {
		w.noteOther(rel)
	}
	if _, known := w.queue.expected(rel); e.kind == article || known || w.queue.concerned(rel) {
		w.queue.saw(rel, e.kind == article, e.file, now)
	}
}

// lookAt looks again at an article that is settling.
func (w *Watcher) lookAt(rel string, now time.Time) {
	e, err := w.look(rel)
	w.found(rel, e, err, now)
}

// look looks at a path. Where its folder was gone at the last look, it makes
// sure that no symbolic link is in the folder's place, through which files would
// be seen that are not of this folder. It asks the disk, since the event of a
// folder that was made again may not have been read yet.
func (w *Watcher) look(rel string) (entry, error) {
	if n := w.known.nodes[path.Dir(rel)]; n == nil || !n.present {
		h, err := openHandle(w.f.root, path.Dir(rel))
		switch {
		case errors.Is(err, syscall.ELOOP), absent(err):
			return entry{}, nil
		case err != nil:
			return entry{}, err
		}
		h.close()
	}
	return w.f.look(rel)
}

// lookAtLinks looks at the files with several names: an event comes for one of
// them. None comes for a symbolic link when the file that it leads to changes,
// or a folder on the way is exchanged.
func (w *Watcher) lookAtLinks(now time.Time) {
	w.findTwins()
	for rel := range w.links {
		w.lookAt(rel, now)
	}
}

func (w *Watcher) noteLink(rel string, e entry) {
	switch {
	case !e.link:
		delete(w.links, rel)
	case len(w.links) < maxLinks && !w.links[rel]:
		w.links[rel] = true
		if e.kind == article && !w.sweeping.on {
			w.twins[identity{e.file.Dev, e.file.Ino}] = true
		}
	}
}

// findTwins notes the other names of files that have become hard links: the
// kernel tells of the new name alone.
func (w *Watcher) findTwins() {
	if len(w.twins) == 0 {
		return
	}
	note := func(rel string, fp Fingerprint) {
		if w.twins[identity{fp.Dev, fp.Ino}] && len(w.links) < maxLinks {
			w.links[rel] = true
		}
	}
	for dir, n := range w.known.nodes {
		for name, fp := range n.files {
			note(path.Join(dir, name), fp)
		}
	}
	for rel, c := range w.queue.sent {
		note(rel, c.file)
	}
	clear(w.twins)
}

func (w *Watcher) noteOther(rel string) {
	if w.o.Other != nil && !w.others[rel] && len(w.others) < maxOthers {
		w.others[rel] = true
		w.o.Other(rel)
	}
}

func (w *Watcher) noteFaults(got hints) {
	for _, err := range got.errs {
		w.problems["."] = fmt.Errorf("receive events: %w", err)
	}
	w.overflows += got.overflows
}
