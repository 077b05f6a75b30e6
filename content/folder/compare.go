// Comparing folders with what was delivered: one, a tree, or all.
package folder

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// checkRoot looks whether the root is still the folder that is watched: no
// event tells of unmounting, of mounting over, or of a re-pointed link.
func (w *Watcher) checkRoot(now time.Time) {
	info, err := os.Stat(w.f.root)
	if err != nil || !info.IsDir() {
		if !w.lost {
			w.disarmAll()
		}
		w.lost = true
		w.settle.guard.root = RootMissing
		return
	}
	fp := fingerprint(info)
	n := w.known.make(".")
	if w.lost || n.present && n.id != (identity{dev: fp.Dev, ino: fp.Ino}) {
		w.disarmAll()
		w.nextSweep = now
	}
	if n.watch == armed && w.fsn != nil && !slices.Contains(w.fsn.WatchList(), w.f.root) {
		w.nextSweep = now
	}
	if w.lost {
		w.lost = false
		w.settle.guard.root = Calm
	}
}

// sweep compares the whole folder, and arms what is not armed.
func (w *Watcher) sweep(ctx context.Context, now time.Time) {
	w.rearm()
	w.compareTree(ctx, ".", now)
	took := time.Since(now)
	w.nextSweep = now.Add(max(w.o.Sweep, sweepShare*took))
	w.nextPoll = now.Add(w.pollEvery())
	w.mu.Lock()
	w.health.Sweeps++
	w.health.LastSweep, w.health.SweepTook = now.Add(took), took
	w.mu.Unlock()
}

// polls reports whether any folder is not served by events.
func (w *Watcher) polls() bool {
	if w.fsn == nil {
		return true
	}
	for _, n := range w.known.nodes {
		if n.present && n.watch == polled {
			return true
		}
	}
	return false
}

func (w *Watcher) pollEvery() time.Duration {
	if w.o.Poll > 0 {
		return w.o.Poll
	}
	return max(autoPoll, pollShare*w.health.SweepTook)
}

// poll compares the folders that events do not serve.
func (w *Watcher) poll(ctx context.Context, now time.Time) {
	if w.fsn == nil {
		w.compareTree(ctx, ".", now)
	} else {
		for _, dir := range slices.Sorted(maps.Keys(w.known.nodes)) {
			if n := w.known.nodes[dir]; n != nil && n.present && n.watch == polled {
				w.compareOne(ctx, dir, now)
			}
		}
	}
	w.nextPoll = now.Add(max(w.pollEvery(), pollShare*time.Since(now)))
}

// compareTree compares a folder and all below it.
func (w *Watcher) compareTree(ctx context.Context, dir string, now time.Time) {
	w.f.walk(ctx, dir, w.arm, func(l listed) bool { return w.compare(l, now) })
}

// compareOne compares one folder, and what is new below it.
func (w *Watcher) compareOne(ctx context.Context, dir string, now time.Time) {
	var l listed
	w.f.walk(ctx, dir, w.arm, func(got listed) bool { l = got; return false })
	if !w.compare(l, now) {
		return
	}
	for _, e := range l.entries {
		sub := path.Join(dir, e.name)
		if n := w.known.nodes[sub]; e.kind == subfolder && (n == nil || !n.present) {
			w.compareTree(ctx, sub, now)
		}
	}
}

// foundFolder takes in that an event concerned a folder that is there.
func (w *Watcher) foundFolder(ctx context.Context, dir string, h hint, now time.Time) {
	n := w.known.nodes[dir]
	switch {
	case n == nil || !n.present || n.watch != armed || h.ops.Has(fsnotify.Create):
		w.compareTree(ctx, dir, now)
	case w.problems[dir] != nil || h.ops.Has(fsnotify.Write):
		w.compareOne(ctx, dir, now)
	}
}

// compare compares one listed folder with what was delivered of it. It reports
// whether the folder could be listed.
func (w *Watcher) compare(l listed, now time.Time) bool {
	switch {
	case l.err != nil && absent(l.err) && l.dir != ".":
		w.vanish(l.dir, now)
		return false
	case l.err != nil:
		w.problems[l.dir] = readable(l.err)
		return false
	}
	delete(w.problems, l.dir)
	n := w.known.make(l.dir)
	n.present, n.id = true, l.id
	seen := 0
	for _, e := range l.entries {
		p := path.Join(l.dir, e.name)
		if _, known := n.files[e.name]; known && e.kind != subfolder {
			seen++
		}
		switch {
		case e.err != nil:
			w.problems[p] = e.err
		case e.kind == article:
			w.compareFile(n, p, e, now)
		case e.kind == other:
			w.noteOther(p)
		}
	}
	w.missing(l, n, seen, now)
	return true
}

func (w *Watcher) compareFile(n *node, p string, e entry, now time.Time) {
	if was, known := n.files[e.name]; known && was == e.file && !w.settle.concerned(p) {
		return
	}
	if w.settle.open[p] == nil {
		if was, known := w.settle.expected(p); !known || was != e.file {
			w.settle.mark(p, e.file.atRest(now), now)
		}
	}
	w.settle.saw(p, true, e.file, now)
}

// atRest reports whether a file has not been touched for long, so that there is
// no need to wait whether it still moves.
func (f Fingerprint) atRest(now time.Time) bool {
	return now.UnixNano()-max(f.Mtime, f.Ctime) > int64(longAtRest)
}

// missing takes in what was delivered of a folder and is not listed any more.
func (w *Watcher) missing(l listed, n *node, seen int, now time.Time) {
	if seen == len(n.files) && len(n.subs) == 0 {
		return
	}
	listed := make(map[string]kind, len(l.entries))
	for _, e := range l.entries {
		listed[e.name] = e.kind
	}
	for _, name := range slices.Collect(maps.Keys(n.files)) {
		if k := listed[name]; k == nothing || k == subfolder {
			w.settle.saw(path.Join(l.dir, name), false, Fingerprint{}, now)
		}
	}
	for _, name := range slices.Collect(maps.Keys(n.subs)) {
		if listed[name] != subfolder {
			w.vanish(path.Join(l.dir, name), now)
		}
	}
}

// vanish takes in that a folder is gone, with all below it.
func (w *Watcher) vanish(dir string, now time.Time) {
	w.known.below(dir, func(sub string, n *node) {
		w.disarm(sub)
		n.present = false
		delete(w.problems, sub)
		for name := range n.files {
			w.settle.saw(path.Join(sub, name), false, Fingerprint{}, now)
		}
		w.known.prune(sub)
	})
}

// folderGone reports whether a path lies in a folder that is known to be gone.
func (w *Watcher) folderGone(rel string) bool {
	n := w.known.nodes[path.Dir(rel)]
	return n == nil || !n.present
}

func (w *Watcher) noteFaults(got hints) {
	for _, err := range got.errs {
		w.problems["."] = fmt.Errorf("events: %w", err)
	}
	w.mu.Lock()
	w.health.Overflows += got.overflows
	w.mu.Unlock()
}

// report publishes the health.
func (w *Watcher) report() {
	h := w.Health()
	h.Mode, h.Why, h.Interval = Events, "", 0
	h.Folders, h.Armed = 0, 0
	for _, n := range w.known.nodes {
		if n.present {
			h.Folders++
		}
		if n.present && n.watch == armed {
			h.Armed++
		}
	}
	if h.Armed < h.Folders {
		h.Mode, h.Interval = Mixed, w.pollEvery()
		h.Why = w.noEvents
	}
	if h.Armed == 0 {
		h.Mode = Polling
	}
	h.Articles, h.Pending, h.Held, h.Failures = w.known.count, len(w.settle.open)+len(w.settle.sent), len(w.settle.held), w.settle.fails
	h.Problems = nil
	for _, p := range slices.Sorted(maps.Keys(w.problems)) {
		h.Problems = append(h.Problems, Problem{Path: p, Err: w.problems[p]})
	}
	w.mu.Lock()
	w.health = h
	w.mu.Unlock()
}
