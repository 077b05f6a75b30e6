package folder

// Goroutines that do nothing but take in what the kernel says, one for each of
// fsnotify's channels and one for the mount table: a reader that works loses
// events, and one that reads both channels can hang for ever.

import (
	"errors"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// hint is what events said of a path.
type hint struct {
	ops    fsnotify.Op
	placed bool      // the last event was a rename to this name
	at     time.Time // the last event
}

// hints are what events have said since they were last taken.
type hints struct {
	paths     map[string]hint // absolute
	all       bool            // events were lost: anything may have changed
	overflows int
	mounts    bool // something was mounted or unmounted around the folder
	errs      []error
}

// maxHints is how many paths are kept apart by default: beyond that a sweep is cheaper.
const maxHints = 1 << 17

// inbox collects hints until the watching goroutine takes them.
type inbox struct {
	wake  chan struct{} // holds a token while there is something to take
	stall func()        // before each event; nil but in tests of slow readers
	deaf  bool          // ignores events; false but in tests of file systems without
	most  int           // paths that are kept apart

	mu  sync.Mutex
	got hints
}

func newInbox(most int) *inbox { return &inbox{wake: make(chan struct{}, 1), most: most} }

// drainEvents ends when the watcher is closed.
func (b *inbox) drainEvents(events <-chan fsnotify.Event) {
	for e := range events {
		if b.stall != nil {
			b.stall()
		}
		if e.Name != "" && !b.deaf {
			b.event(e)
		}
	}
}

// drainErrors ends when the watcher is closed.
func (b *inbox) drainErrors(errs <-chan error) {
	for err := range errs {
		b.fault(err)
	}
}

// renamed reports whether an event is a rename to its name, seen from both
// sides: only then fsnotify fills the field that it does not export.
func renamed(e fsnotify.Event) bool {
	return e != fsnotify.Event{Name: e.Name, Op: e.Op}
}

func (b *inbox) event(e fsnotify.Event) {
	b.mu.Lock()
	if b.got.paths == nil {
		b.got.paths = map[string]hint{}
	}
	if len(b.got.paths) >= b.most {
		b.got.all = true
	} else {
		b.got.paths[e.Name] = hint{ops: b.got.paths[e.Name].ops | e.Op, placed: renamed(e), at: time.Now()}
	}
	b.mu.Unlock()
	b.ring()
}

// fault takes in an error. EINVAL is what fsnotify says when a folder it
// watches was renamed and deleted before it heard of the renaming: no loss.
func (b *inbox) fault(err error) {
	if errors.Is(err, syscall.EINVAL) {
		return
	}
	b.mu.Lock()
	b.got.all = true
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		b.got.overflows++
	} else {
		b.got.errs = append(b.got.errs, err)
	}
	b.mu.Unlock()
	b.ring()
}

func (b *inbox) remounted() {
	b.mu.Lock()
	b.got.mounts = true
	b.mu.Unlock()
	b.ring()
}

func (b *inbox) ring() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// take empties the inbox.
func (b *inbox) take() hints {
	b.mu.Lock()
	defer b.mu.Unlock()
	got := b.got
	b.got = hints{}
	return got
}
