package mill

import (
	"sync"
	"time"
)

// Production is what mills have made since the program was started.
type Production struct {
	Editions  int
	Documents int           // written
	Took      time.Duration // by all editions
	Last      time.Time     // when the last edition was complete; zero before the first
	LastTook  time.Duration
	Trouble   []string // why editions do not come out now
}

// Tally counts the production of one mill after the other. Its zero value is ready
// for use, by several goroutines.
type Tally struct {
	mu   sync.Mutex
	made Production // guarded by mu
	late error      // why scheduled articles are late; guarded by mu
	lost error      // why changes are not in an edition; guarded by mu
}

// Production is a copy.
func (t *Tally) Production() Production {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.made
	for _, err := range []error{t.lost, t.late} {
		if err != nil {
			p.Trouble = append(p.Trouble, err.Error())
		}
	}
	return p
}

// Calm forgets the trouble of a mill that is no more.
func (t *Tally) Calm() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lost, t.late = nil, nil
}

// edition takes in that an edition is complete.
func (t *Tally) edition(documents int, began, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.made.Editions++
	t.made.Documents += documents
	t.made.Last, t.made.LastTook = now, now.Sub(began)
	t.made.Took += t.made.LastTook
}

// changes takes in whether the last changes are in an edition; nil is yes.
func (t *Tally) changes(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lost = err
}

// schedule takes in whether what has come due is in an edition; nil is yes.
func (t *Tally) schedule(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.late = err
}
