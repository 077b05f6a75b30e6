// The watcher: hints in, settled changes out.
package folder

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// WatchOptions are the settings of a [Watcher]. Zero durations and numbers
// select the defaults.
type WatchOptions struct {
	Quiet time.Duration // a file is read when it has not moved for so long; 150 ms
	Limit time.Duration // a file that never rests is read all the same after so long; 5 s
	Grace time.Duration // a deletion is believed after so long; 400 ms
	Sweep time.Duration // between two complete comparisons, besides events; 60 s
	Poll  time.Duration // lists the folder at this interval and uses no events; 0 decides by the file system

	MassDelete float64       // the share of more than 20 articles that may vanish at once; 0.5
	HoldFor    time.Duration // a mass deletion in a sound folder is believed after so long; 24 h, negative is never
	AllowEmpty bool          // believes every deletion in a folder that exists

	// Notify is told the health whenever it has changed. It must not block.
	Notify func(Health)
	// Other is told, once for each, of files that are no articles and no
	// by-products. It must not block.
	Other func(path string)
}

func (o WatchOptions) withDefaults() WatchOptions {
	set := func(d *time.Duration, to time.Duration) {
		if *d == 0 {
			*d = to
		}
	}
	set(&o.Quiet, 150*time.Millisecond)
	set(&o.Limit, 5*time.Second)
	set(&o.Grace, 400*time.Millisecond)
	set(&o.Sweep, time.Minute)
	set(&o.HoldFor, 24*time.Hour)
	if o.MassDelete == 0 {
		o.MassDelete = defaultShare
	}
	return o
}

const (
	rootCheck   = 2 * time.Second       // between two looks at the root itself
	collect     = 10 * time.Millisecond // between two rounds, so that one event is not one round
	autoPoll    = 2 * time.Second       // between two polls, where events cannot be had
	pollShare   = 50                    // a poll takes at most this fraction of the time
	sweepShare  = 200                   // a sweep, likewise
	longAtRest  = 2 * time.Second       // a file untouched for so long needs no settling
	maxOthers   = 10000                 // files that are no articles are told apart up to here
	eventBuffer = 4096
)

// Watcher watches a folder and delivers its changes. [Watcher.Run] runs it;
// the other methods may be called from any goroutine meanwhile.
type Watcher struct {
	f       *Folder
	o       WatchOptions
	inbox   *inbox
	buffer  int                     // of fsnotify's channel
	add     func(path string) error // arms one folder
	control chan func(now time.Time)

	// Owned by Run's goroutine.
	fsn       *fsnotify.Watcher // nil while events cannot be had
	noEvents  string            // why
	known     *tree
	settle    *settler
	byID      map[identity]string // armed folders
	full      bool                // the limit of watches was reached in this sweep
	others    map[string]bool
	problems  map[string]error
	nextSweep time.Time
	nextPoll  time.Time
	nextRoot  time.Time
	lost      bool // the root was missing at the last look

	mu     sync.Mutex
	health Health
}

// Watch makes a Watcher of the folder. known is what was delivered before, as
// far as the caller remembers; it is copied.
func (f *Folder) Watch(known Snapshot, o WatchOptions) *Watcher {
	o = o.withDefaults()
	w := &Watcher{
		f: f, o: o, inbox: newInbox(), buffer: eventBuffer,
		control: make(chan func(time.Time)),
		known:   newTree(known), byID: map[identity]string{},
		others: map[string]bool{}, problems: map[string]error{},
	}
	t := timing{quiet: o.Quiet, gather: o.Limit / 5, limit: o.Limit, grace: o.Grace}
	w.settle = newSettler(w.known, t, guard{share: o.MassDelete, floor: defaultFloor, empty: o.AllowEmpty})
	w.add = func(p string) error { return w.fsn.Add(p) }
	return w
}

// Health is the present state.
func (w *Watcher) Health() Health {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.health
}

// Accept lets the deletions go that are held back now. It has no effect unless
// Run is running.
func (w *Watcher) Accept(ctx context.Context) { w.do(ctx, w.settle.allow) }

// Revisit has files delivered again once they have settled, changed or not: the
// remedy for [ErrUnsettled].
func (w *Watcher) Revisit(ctx context.Context, paths ...string) {
	w.do(ctx, func(now time.Time) {
		for _, p := range paths {
			w.settle.again(p, now)
		}
	})
}

// Sweep compares the whole folder now, without waiting for the next time.
func (w *Watcher) Sweep(ctx context.Context) {
	w.do(ctx, func(now time.Time) { w.nextSweep = now })
}

func (w *Watcher) do(ctx context.Context, act func(now time.Time)) {
	select {
	case w.control <- act:
	case <-ctx.Done():
	}
}

// Run watches until ctx ends, and then returns nil. It first delivers how the
// folder differs from what is known. deliver is called from one goroutine, for
// one batch at a time, while hints go on being collected; if it fails, the
// batch comes again later. Run may be called once.
func (w *Watcher) Run(ctx context.Context, deliver func(context.Context, Changes) error) error {
	jobs, results := make(chan Changes, 1), make(chan error, 1)
	var running sync.WaitGroup
	defer running.Wait()
	defer w.closeEvents()
	defer close(jobs)
	running.Go(func() {
		for c := range jobs {
			results <- deliver(ctx, c)
		}
	})
	w.openEvents(&running)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-w.inbox.wake:
		case <-timer.C:
		case act := <-w.control:
			act(time.Now())
		case err := <-results:
			w.settle.delivered(err, time.Now())
		}
		next := w.round(ctx, jobs, &running)
		timer.Reset(max(time.Until(next), collect))
	}
}

// round does all there is to do now, and says when there will be more without
// another hint.
func (w *Watcher) round(ctx context.Context, jobs chan<- Changes, running *sync.WaitGroup) time.Time {
	now := time.Now()
	w.take(ctx, now)
	if !now.Before(w.nextRoot) {
		w.checkRoot(now)
		w.nextRoot = now.Add(rootCheck)
	}
	switch {
	case !now.Before(w.nextSweep):
		w.openEvents(running)
		w.sweep(ctx, now)
	case !now.Before(w.nextPoll) && w.polls():
		w.poll(ctx, now)
	}
	for _, p := range w.settle.due(now) {
		w.lookAt(p, now)
	}
	c, wake := w.settle.batch(now)
	if !c.Empty() {
		jobs <- c
	}
	w.report()
	next := sooner(sooner(w.nextSweep, w.nextRoot), sooner(wake, w.settle.next()))
	if w.polls() {
		next = sooner(next, w.nextPoll)
	}
	return next
}

// take turns hints into looks. What is gone comes first: a renamed folder must
// be disarmed under its old name before it can be armed under the new one.
func (w *Watcher) take(ctx context.Context, now time.Time) {
	got := w.inbox.take()
	w.noteFaults(got)
	if got.all {
		w.nextSweep = now
	}
	var there []string
	found := map[string]entry{}
	for name, h := range got.paths {
		rel, ok := w.relative(name)
		if !ok || w.f.outside(rel) {
			continue
		}
		if rel == "." {
			w.nextRoot = now
			continue
		}
		if n := w.known.nodes[rel]; n != nil && h.ops.Has(fsnotify.Remove|fsnotify.Rename) {
			w.vanish(rel, now)
		}
		if e, err := w.f.look(rel); err == nil && e.kind == subfolder {
			there = append(there, rel)
			found[rel] = e
		} else {
			w.found(rel, e, err, h.placed, now)
		}
	}
	for _, rel := range there {
		w.foundFolder(ctx, rel, got.paths[w.f.absolute(rel)], now)
	}
}

// relative is the path below the root of an event's path.
func (w *Watcher) relative(name string) (string, bool) {
	if name == w.f.root {
		return ".", true
	}
	rel, ok := strings.CutPrefix(name, strings.TrimSuffix(w.f.root, string(filepath.Separator))+string(filepath.Separator))
	return filepath.ToSlash(rel), ok && rel != ""
}

// found takes in that a path was hinted at, and what it is now unless it is a folder.
func (w *Watcher) found(rel string, e entry, err error, placed bool, now time.Time) {
	if w.known.nodes[rel] != nil {
		w.vanish(rel, now)
	}
	if err != nil {
		w.problems[rel] = err
		return
	}
	delete(w.problems, rel)
	if e.kind == other {
		w.noteOther(rel)
	}
	if e.kind == article {
		w.settle.mark(rel, placed, now)
		w.settle.saw(rel, true, e.file, now)
		return
	}
	if _, known := w.settle.expected(rel); known || w.settle.concerned(rel) {
		w.settle.saw(rel, false, Fingerprint{}, now)
	}
}

// lookAt looks again at an article that is settling.
func (w *Watcher) lookAt(rel string, now time.Time) {
	if w.folderGone(rel) {
		w.settle.saw(rel, false, Fingerprint{}, now)
		return
	}
	e, err := w.f.look(rel)
	if err != nil {
		w.problems[rel] = err
		delete(w.settle.open, rel) // the next sweep looks again
		return
	}
	w.settle.saw(rel, e.kind == article, e.file, now)
}

func (w *Watcher) noteOther(rel string) {
	if w.o.Other != nil && !w.others[rel] && len(w.others) < maxOthers {
		w.others[rel] = true
		w.o.Other(rel)
	}
}
