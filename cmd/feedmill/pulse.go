package main

// Whether the daemon gets on: what the service manager's watchdog is told by. A
// long edition is no standstill; a lock that nobody gives back, or a disk that
// does not answer, is.

import (
	"sync"
	"time"
)

// slowest is for how long work may show no progress. A watcher that has nothing to
// do goes its round every two seconds.
const slowest = 10 * time.Second

// step is how far a part of the daemon has come: its count grows while it works.
type step func() (count uint64, idle bool)

// pulse tells from steps whether all that work get on. It may be used by several
// goroutines.
type pulse struct {
	patience time.Duration
	steps    []step

	mu   sync.Mutex
	seen []sighted // by step; guarded by mu
}

// sighted is a count, and when it was first seen.
type sighted struct {
	count uint64
	since time.Time
}

func newPulse(patience time.Duration, steps ...step) *pulse {
	return &pulse{patience: patience, steps: steps, seen: make([]sighted, len(steps))}
}

// beats reports whether each part is idle, or has got on within the patience.
func (p *pulse) beats(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	well := true
	for i, step := range p.steps {
		count, idle := step()
		if last := p.seen[i]; idle || last.since.IsZero() || count != last.count {
			p.seen[i] = sighted{count, now}
		}
		well = well && now.Sub(p.seen[i].since) <= p.patience
	}
	return well
}

// steps is how far the edition under way has come, by files read, documents made
// and transactions; idle while none is.
func (m *mill) steps() (count uint64, idle bool) {
	count = m.progress.Load()
	if !m.mu.TryLock() {
		return count, false
	}
	m.mu.Unlock()
	return count, true
}

// rounds is how often the watcher has been at work; idle before it is there.
func (s *status) rounds() (count uint64, idle bool) {
	w := s.watcher.Load()
	if w == nil {
		return 0, true
	}
	return w.Rounds(), false
}
