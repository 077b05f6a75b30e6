package mill

// Whether the daemon gets on: what the service manager's watchdog is told by. A
// long edition is no standstill; a lock that nobody gives back, or a disk that
// does not answer, is.

import (
	"sync"
	"time"
)

// slowest is for how long work may show no progress at least. A watcher that has
// nothing to do goes its round every two seconds.
const slowest = 10 * time.Second

// Pulse tells whether the mill gets on. Patience is for how long it may show no
// progress; less than ten seconds are ten.
func (m *Mill) Pulse(patience time.Duration) *Pulse {
	return newPulse(max(patience, slowest), m.steps, m.rounds)
}

// step is how far a part of the daemon has come: its count grows while it works.
type step func() (count uint64, idle bool)

// Pulse tells from steps whether all that work get on. It may be used by several
// goroutines.
type Pulse struct {
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

func newPulse(patience time.Duration, steps ...step) *Pulse {
	return &Pulse{patience: patience, steps: steps, seen: make([]sighted, len(steps))}
}

// Beats reports whether each part is idle, or has got on within the patience.
func (p *Pulse) Beats(now time.Time) bool {
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
func (m *Mill) steps() (count uint64, idle bool) {
	return m.progress.Load(), !m.working.Load()
}

// rounds is how often the watcher has been at work; idle before it is there.
func (m *Mill) rounds() (count uint64, idle bool) {
	w := m.watcher.Load()
	if w == nil {
		return 0, true
	}
	return w.Rounds(), false
}
