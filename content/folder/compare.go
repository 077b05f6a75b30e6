package folder

// Comparing folders with what was delivered: one, or a tree.

import (
	"context"
	"maps"
	"path"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// polls reports whether any folder is not served by events alone.
func (w *Watcher) polls() bool { return w.arms.fsn == nil || w.arms.polled > 0 }

func (w *Watcher) pollEvery() time.Duration {
	if w.o.Poll > 0 {
		return w.o.Poll
	}
	return max(autoPoll, pollShare*w.took)
}

// poll compares the folders that events do not serve.
func (w *Watcher) poll(ctx context.Context, now time.Time) {
	if w.arms.polled >= w.arms.present {
		w.compareTree(ctx, ".", now)
	} else {
		for _, dir := range slices.Sorted(maps.Keys(w.known.nodes)) {
			if n := w.known.nodes[dir]; n != nil && n.present && n.poll != "" {
				w.compareOne(ctx, dir, now)
			}
		}
	}
	w.next.poll = now.Add(max(w.pollEvery(), pollShare*time.Since(now)))
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

// foundFolder compares a folder that an event concerned and that is there.
func (w *Watcher) foundFolder(ctx context.Context, dir string, h hint, now time.Time) {
	n := w.known.nodes[dir]
	switch {
	case n == nil || !n.present || !n.armed || h.ops.Has(fsnotify.Create), h.ops.Has(fsnotify.Chmod): // it may have been closed, or opened
		w.compareTree(ctx, dir, now)
	case w.problems[dir] != nil || h.ops.Has(fsnotify.Write):
		w.compareOne(ctx, dir, now)
	}
}

// compare compares one listed folder with what was delivered of it. It reports
// whether the folder could be listed.
func (w *Watcher) compare(l listed, now time.Time) bool {
	w.rounds.Add(1)
	switch {
	case l.err != nil && absent(l.err) && l.dir != ".":
		w.vanish(l.dir, now)
		return false
	case l.err != nil:
		w.problems[l.dir] = readable(l.err)
		if Refused(l.err) {
			w.refuse(l.dir, l.err, true, now)
		}
		return false
	}
	delete(w.problems, l.dir)
	n := w.known.make(l.dir)
	seen := 0
	for _, e := range l.entries {
		if e.kind == subfolder {
			continue
		}
		if _, known := n.files[e.name]; known && e.mayBe(article) {
			seen++
		}
		w.compareEntry(n, l.dir, e, now)
	}
	w.missing(l, n, seen, now)
	return true
}

func (w *Watcher) compareEntry(n *node, dir string, e entry, now time.Time) {
	if e.kind == article {
		w.sweeping.articles++
		was, known := n.files[e.name]
		if known && was == e.file && !e.link && !n.open[e.name] && len(w.problems)+len(w.queue.held) == 0 {
			return
		}
	}
	p := inFolder(dir, e.name)
	w.noteLink(p, e)
	switch {
	case e.err != nil:
		w.problems[p] = e.err
		if Refused(e.err) {
			w.refuse(p, e.err, false, now)
		}
		return
	case e.kind == other:
		w.noteOther(p)
		return
	case e.kind == nothing: // a link that dangles, or left out
		return
	}
	delete(w.problems, p)
	w.compareFile(n, p, e, now)
}

func (w *Watcher) compareFile(n *node, p string, e entry, now time.Time) {
	if was, known := n.files[e.name]; known && was == e.file && !w.queue.concerned(p) {
		return
	}
	if was, known := w.queue.expected(p); w.queue.open[p] == nil && (!known || was != e.file) {
		rested := e.file.age(now) > longAtRest
		w.queue.mark(p, rested, now)
		if rested && w.sweeping.on && !w.sweeping.lossy && !e.link && n.armed && n.poll == "" {
			w.sweeping.missed[n.id.dev] = true
		}
	}
	w.queue.saw(p, true, e.file, now)
}

// mayBe reports whether an entry is of a kind, as far as can be told.
func (e entry) mayBe(k kind) bool { return e.kind == k || e.err != nil }

// missing records what was delivered of a folder and is not listed any more.
func (w *Watcher) missing(l listed, n *node, seen int, now time.Time) {
	if seen == len(n.files) && len(n.subs)+len(n.open) == 0 {
		return
	}
	listed := make(map[string]kind, len(l.entries))
	for _, e := range l.entries {
		if e.mayBe(article) || e.kind == subfolder {
			listed[e.name] = e.kind
		}
	}
	for _, name := range n.names() {
		if k := listed[name]; k == nothing || k == subfolder {
			w.queue.saw(path.Join(l.dir, name), false, Fingerprint{}, now)
		}
	}
	for _, name := range slices.Collect(maps.Keys(n.subs)) {
		if listed[name] != subfolder {
			w.vanish(path.Join(l.dir, name), now)
		}
	}
}

// vanish records that a folder is gone, with all below it.
func (w *Watcher) vanish(dir string, now time.Time) {
	w.known.below(dir, func(sub string, n *node) {
		w.leave(sub, n)
		for _, name := range n.names() {
			w.queue.saw(path.Join(sub, name), false, Fingerprint{}, now)
		}
		w.known.prune(sub)
	})
}
