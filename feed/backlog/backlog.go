// Package backlog keeps what has changed in an edition until a follower has taken it in.
//
// Outlets, hubs and a CDN each follow editions at their own pace: what has changed twice
// meanwhile is taken in once, and what was tried in vain is due again.
package backlog

import (
	"maps"
	"sync"
	"time"
)

// Backlog is that of one follower. It may be used by any goroutine; what was taken is
// settled before more is taken.
type Backlog struct {
	bell chan struct{}

	mu   sync.Mutex
	due  map[string]bool // documents that may have changed; guarded by mu
	all  bool            // any may have; guarded by mu
	busy bool            // what was taken is not settled; guarded by mu
}

// New is one in which nothing is due; or, if all, any document may be.
func New(all bool) *Backlog {
	return &Backlog{bell: make(chan struct{}, 1), due: map[string]bool{}, all: all}
}

// Add says that these documents may have changed; or, if whole, any. It rings.
func (b *Backlog) Add(paths []string, whole bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = b.all || whole
	for _, p := range paths {
		b.due[p] = true
	}
	select {
	case b.bell <- struct{}{}:
	default: // it is rung already
	}
}

// Bell is rung once for all that was added since it was last heard.
func (b *Backlog) Bell() <-chan struct{} { return b.bell }

// Take takes all that is due. The caller owns due.
func (b *Backlog) Take() (due map[string]bool, all bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	due, all = b.due, b.all
	b.due, b.all, b.busy = map[string]bool{}, false, true
	return due, all
}

// Settle ends what Take began: what was taken is due again if err says that it was in
// vain.
func (b *Backlog) Settle(due map[string]bool, all bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.busy = false
	if err != nil {
		b.all = b.all || all
		maps.Copy(b.due, due)
	}
}

// Even reports whether nothing is due, or on its way.
func (b *Backlog) Even() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.all && !b.busy && len(b.due) == 0
}

// Busy reports whether something is on its way.
func (b *Backlog) Busy() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.busy
}

// Len is how many documents are due by name.
func (b *Backlog) Len() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.due)
}

// Pause is how long to wait after so many failures in a row: first after one, then factor
// times as long each time, and never longer than last.
func Pause(first, last time.Duration, factor, failures int) time.Duration {
	wait := first
	for range max(failures-1, 0) {
		wait = min(wait*time.Duration(factor), last)
	}
	return wait
}
