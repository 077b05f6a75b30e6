package folder

// Sweeps: the whole folder is compared with what was delivered, whatever events
// say. Listing it takes long. As long as events can be relied on, nobody waits for
// that: a census is taken aside, while hints are served, and compared at once when
// it is complete.

import (
	"context"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// sweeping is what one complete comparison finds out.
type sweeping struct {
	on       bool
	lossy    bool            // events were lost before it, or there were none yet
	articles int             // listed
	missed   map[uint64]bool // devices with changes that no event had reported
	devices  map[uint64]bool // all that folders lie on
}

func (s *sweeping) device(dev uint64) {
	if s.on {
		s.devices[dev] = true
	}
}

// longAtRest is for how long a file has not been touched that needs no settling.
const longAtRest = 2 * time.Second

// sweep lists and compares the whole folder, and arms what is not armed.
func (w *Watcher) sweep(ctx context.Context, now time.Time) {
	w.dropCensus()
	w.beginSweep()
	w.compareTree(ctx, ".", now)
	w.endSweep(now, now)
}

func (w *Watcher) beginSweep() {
	w.disarmDead()
	clear(w.problems)
	clear(w.queue.fresh)
	if !w.sweeping.lossy && len(w.queue.held) == 0 {
		w.queue.guard.replaced = false
	}
	w.sweeping = sweeping{on: true, lossy: w.sweeping.lossy, missed: map[uint64]bool{}, devices: map[uint64]bool{}}
}

// endSweep draws the conclusions. The listing may have begun well before now.
func (w *Watcher) endSweep(began, now time.Time) {
	if w.sweeping.articles > 0 {
		w.queue.guard.suspect = false
	}
	for dev := range w.sweeping.devices {
		delete(w.queue.guard.unmounts, dev)
	}
	w.missed(w.sweeping.missed)
	w.sweeping = sweeping{}

	w.took = time.Since(began)
	w.lastSweep = began.Add(w.took)
	w.next.sweep = now.Add(max(w.o.Sweep, sweepShare*w.took))
	w.next.poll = now.Add(w.pollEvery())
	w.sweeps++
}

// census is the listing of the whole folder for one sweep, taken by a goroutine of
// its own.
type census struct {
	began   time.Time
	stop    context.CancelFunc
	done    chan []listed   // gets all folders, once, those above before those in them
	folders []listed        // what it got
	hinted  map[string]bool // folders that hints have concerned since it began
}

// result is where a census under way arrives; nil if there is none.
func (c *census) result() <-chan []listed {
	if c == nil {
		return nil
	}
	return c.done
}

// reliable reports whether events tell of every change, so that hints say where a
// census is out of date.
func (w *Watcher) reliable() bool {
	return w.arms.fsn != nil && w.arms.polled == 0 && !w.sweeping.lossy && !w.queue.guard.missing
}

// noCensusEnds is later than any census ends: until then no other sweep is due,
// unless there is a reason.
const noCensusEnds = 1000 * time.Hour

// takeCensus begins a sweep.
func (w *Watcher) takeCensus(ctx context.Context, running *sync.WaitGroup, now time.Time) {
	ctx, stop := context.WithCancel(ctx)
	c := &census{began: now, stop: stop, done: make(chan []listed, 1), hinted: map[string]bool{}}
	running.Go(func() {
		defer stop()
		c.done <- w.list(ctx)
	})
	w.census = c
	w.next.sweep = now.Add(noCensusEnds)
}

// list lists the whole folder.
func (f *Folder) list(ctx context.Context) (all []listed) {
	f.walk(ctx, ".", nil, func(l listed) bool {
		all = append(all, l)
		return true
	})
	return all
}

// dropCensus lets go of a census that is not to be relied on any more.
func (w *Watcher) dropCensus() {
	if w.census != nil {
		w.census.stop()
		w.census = nil
	}
}

// note records that a hint concerned a path, and so perhaps the folder that it is in.
func (c *census) note(rel string) {
	if c != nil {
		c.hinted[rel], c.hinted[path.Dir(rel)] = true, true
	}
}

// compareCensus ends a sweep. Folders of which the census may be out of date, since
// hints have concerned them, or since no event would have told, are listed again.
func (w *Watcher) compareCensus(ctx context.Context, now time.Time) {
	c := w.census
	w.census = nil
	w.beginSweep()
	below := "" // compared with all that is in it
	for _, l := range c.folders {
		if below == "." || within(l.dir, below) {
			continue
		}
		n := w.known.nodes[l.dir]
		switch {
		case l.err != nil || n == nil || !n.armed || n.id != l.id:
			below = l.dir
			w.compareTree(ctx, l.dir, now)
		case c.hinted[l.dir] || n.poll != "" || slices.ContainsFunc(l.entries, func(e entry) bool { return e.link }):
			w.compareOne(ctx, l.dir, now)
		default:
			w.arm(l.dir, l.id)
			w.compare(l, now)
		}
	}
	w.endSweep(c.began, now)
}

// within reports whether a clean path is a folder or lies in it.
func within(p, dir string) bool {
	rest, ok := strings.CutPrefix(p, strings.TrimSuffix(dir, "/"))
	return ok && (rest == "" || rest[0] == '/')
}
