package folder

// The watcher: hints in, settled changes out.

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"
)

// WatchOptions are the settings of a [Watcher]. Zero durations and numbers
// select the defaults.
type WatchOptions struct {
	Quiet time.Duration // how long a file must not move before it is read; 150 ms
	Limit time.Duration // after this long a file that never rests is read all the same; 5 s
	Grace time.Duration // how long a file must be gone before its deletion is believed; 400 ms
	Sweep time.Duration // between two complete comparisons, besides events; 60 s
	Poll  time.Duration // lists the folder at this interval and uses no events; 0 decides by the file system

	Losses  Losses        // deletions believed at once
	HoldFor time.Duration // after this long a mass deletion in a sound folder is believed; 24 h, negative is never
	Hints   int           // how many paths may wait to be looked at before the whole folder is compared; 131072

	// Notify is told the health whenever it has changed. It must not block.
	Notify func(Health)
	// Other is called once for each file that is neither an article nor a
	// by-product. It must not block.
	Other func(path string)
	// Told are such files that have been told of: it is not called with them. The
	// slice is copied.
	Told []string
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
	if o.Hints == 0 {
		o.Hints = maxHints
	}
	return o
}

const (
	rootCheck   = 2 * time.Second      // between two looks at the root itself
	collect     = 2 * time.Millisecond // between two rounds of hints at least, while anything settles
	autoPoll    = 2 * time.Second      // between two polls at least, where no interval is set
	pollShare   = 50                   // a poll takes at most this fraction of the time
	sweepShare  = 200                  // and a sweep this one
	eventBuffer = 4096
)

// Watcher watches a folder and delivers its changes. [Watcher.Run] runs it;
// the other methods may be called from any goroutine meanwhile.
type Watcher struct {
	f       *Folder
	o       WatchOptions
	inbox   *inbox
	control chan func(now time.Time)

	// Owned by Run's goroutine.
	arms     arming
	known    *tree
	queue    *queue
	probes   map[string]probing // by path
	misses   map[uint64]int     // sweeps that found what events did not tell, by device
	links    map[string]bool    // articles with several names
	twins    map[identity]bool  // files whose other names are to be found
	others   map[string]bool    // reported
	problems map[string]error
	refused  map[string]*refusal // by the machine, by path
	next     schedule
	sweeping sweeping
	census   *census                        // of the sweep under way; nil if there is none
	list     func(context.Context) []listed // takes a census
	gauges

	rounds atomic.Uint64 // and folders looked into

	mu     sync.Mutex
	health Health
}

// schedule is when the regular work is to be done.
type schedule struct {
	root, sweep, poll time.Time
	batch             time.Time // zero if nothing waits to go out
	rules             time.Time // when an ignore file that was changed has settled; zero if none was
}

// gauges are what Health reports of the past.
type gauges struct {
	sweeps    int
	lastSweep time.Time
	took      time.Duration // by the last sweep
	overflows int
}

// Watch makes a Watcher of the folder. known is what was delivered before, as
// far as the caller remembers; it is copied.
func (f *Folder) Watch(known Snapshot, o WatchOptions) *Watcher {
	o = o.withDefaults()
	w := &Watcher{
		f: f, o: o, inbox: newInbox(o.Hints), control: make(chan func(time.Time)),
		arms: arming{
			buffer: eventBuffer, connect: fsnotify.NewBufferedWatcher, judge: fileSystem,
			byID: map[identity]string{}, blind: map[uint64]string{},
		},
		known: newTree(known), probes: map[string]probing{}, misses: map[uint64]int{},
		links: map[string]bool{}, twins: map[identity]bool{}, others: map[string]bool{}, problems: map[string]error{}, refused: map[string]*refusal{},
		sweeping: sweeping{lossy: true}, list: f.list,
	}
	w.arms.add = func(p string) error { return w.arms.fsn.Add(p) }
	for _, p := range o.Told[:min(len(o.Told), maxOthers)] {
		w.others[p] = true
	}
	t := timing{quiet: o.Quiet, gather: o.Limit / 5, limit: o.Limit, grace: o.Grace}
	g := o.Losses.guard()
	g.holdFor, g.unmounts = o.HoldFor, map[uint64]bool{}
	w.queue = newQueue(w.known, t, g)
	return w
}

// Accept lets the deletions go that are held back now.
func (w *Watcher) Accept(ctx context.Context) { w.do(ctx, w.queue.allow) }

// Revisit has files delivered again once they have settled, changed or not, or
// as gone. It is for deliver to call with the files that it could not read,
// whether because of [ErrUnsettled] or because they were not there: a folder
// that is moved away and back brings them back as they were.
func (w *Watcher) Revisit(ctx context.Context, paths ...string) {
	if len(paths) == 0 {
		return
	}
	w.do(ctx, func(now time.Time) {
		for _, p := range paths {
			w.queue.again(p, now)
		}
	})
}

// Sweep has the whole folder compared now, without waiting for the next time.
func (w *Watcher) Sweep(ctx context.Context) {
	w.do(ctx, func(now time.Time) { w.next.sweep = now })
}

// Rounds counts the rounds of work. It grows every few seconds at least: a watcher
// whose count stands still waits for a disk that does not answer.
func (w *Watcher) Rounds() uint64 { return w.rounds.Load() }

// do has Run's goroutine act. It waits for Run to be running, or for ctx.
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
	timer := time.NewTimer(0)
	defer timer.Stop()
	var next time.Time
	for hints := w.inbox.wake; ; {
		select {
		case <-ctx.Done():
			return nil
		case <-hints:
		case <-timer.C:
			doze(next)
		case act := <-w.control:
			act(time.Now())
		case w.census.folders = <-w.census.result():
		case err := <-results:
			if err == nil {
				w.answered()
			}
			w.queue.delivered(err, time.Now())
		}
		w.rounds.Add(1)
		began := time.Now()
		hinted := w.round(ctx, jobs, &running, began)
		next = w.wake()
		hints = w.inbox.wake
		if rest := w.rest(time.Since(began)); hinted && rest > 0 {
			hints = nil
			next = earlier(next, time.Now().Add(rest))
		}
		next = later(next, time.Now().Add(leastWait))
		timer.Reset(time.Until(next) - leastWait)
	}
}

// leastWait is between two rounds of which no hint asks for the second. So long before its
// moment a timer goes off, and the rest is dozed.
const leastWait = time.Millisecond

// rest is how long hints gather after a round that took as given: a burst is
// many events, and should be few rounds. Hints that left nothing to settle, such
// as those of the name that a file has before it is renamed into place, are no
// burst: what follows them is looked at at once.
func (w *Watcher) rest(took time.Duration) time.Duration {
	if len(w.queue.open) == 0 && took < time.Millisecond {
		return 0
	}
	return max(collect, took)
}

// round does all there is to do now. It reports whether hints were among it.
func (w *Watcher) round(ctx context.Context, jobs chan<- Changes, running *sync.WaitGroup, now time.Time) (hinted bool) {
	if !now.Before(w.next.root) {
		w.checkRoot(now)
		w.next.root = now.Add(rootCheck)
	}
	hinted = w.take(ctx, now)
	w.checkProbes(now)
	if !w.next.rules.IsZero() && !now.Before(w.next.rules) { // files that no event concerned may be articles now
		w.next.rules, w.next.sweep = time.Time{}, now
		w.sweeping.lossy = true
	}
	w.compareDue(ctx, running, now)
	w.retry(ctx, now)
	for _, p := range w.queue.due(now) {
		w.lookAt(p, now)
	}
	w.queue.review(now)
	c, wake := w.queue.batch(now)
	w.next.batch = wake
	if !c.Empty() {
		jobs <- c
	}
	w.report()
	return hinted
}

// compareDue makes the comparison that is due: a sweep, a part of one, or a poll.
func (w *Watcher) compareDue(ctx context.Context, running *sync.WaitGroup, now time.Time) {
	if w.sweeping.lossy {
		w.dropCensus()
	}
	switch sweepDue := !now.Before(w.next.sweep); {
	case sweepDue && w.reliable() && w.census == nil:
		w.takeCensus(ctx, running, now)
	case sweepDue:
		w.openEvents(running)
		w.sweep(ctx, now)
	case w.census != nil && w.census.folders != nil:
		w.compareCensus(ctx, now)
	case w.polls() && !now.Before(w.next.poll):
		w.poll(ctx, now)
	}
}

// wake is when there will be something to do without another hint.
func (w *Watcher) wake() time.Time {
	next := earlier(w.next.root, w.next.sweep)
	if w.polls() {
		next = earlier(next, w.next.poll)
	}
	return sooner(sooner(sooner(sooner(next, w.next.batch), w.next.rules), w.queue.next()), w.nextRetry())
}
