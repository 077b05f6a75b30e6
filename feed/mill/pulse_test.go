package mill

import (
	"testing"
	"time"
)

// An edition that takes an hour keeps the pulse up as long as it gets on.
func TestPulseOfALongEdition(t *testing.T) {
	m := &Mill{}
	m.working.Store(true)
	p := newPulse(30*time.Second, m.steps)
	now := time.Unix(0, 0)
	for range 120 {
		now = now.Add(30 * time.Second)
		m.progress.Add(1)
		if !p.Beats(now) {
			t.Fatal("the pulse stops while documents are made")
		}
	}
	for range 2 {
		now = now.Add(20 * time.Second)
		p.Beats(now)
	}
	if p.Beats(now) {
		t.Error("the pulse goes on though the edition has stood still for 40 s")
	}
	m.progress.Add(1)
	if !p.Beats(now) {
		t.Error("the pulse does not come back with the next document")
	}
	m.working.Store(false)
	if now = now.Add(time.Hour); !p.Beats(now) {
		t.Error("the pulse stops while there is nothing to do")
	}
}

// One part that is stuck is enough, whatever the others do.
func TestPulseOfAStuckWatcher(t *testing.T) {
	rounds := uint64(0)
	p := newPulse(time.Minute, func() (uint64, bool) { return 0, true }, func() (uint64, bool) { return rounds, false })
	now := time.Unix(0, 0)
	if !p.Beats(now) {
		t.Error("no pulse at first")
	}
	rounds++
	if now = now.Add(time.Hour); !p.Beats(now) {
		t.Error("no pulse though the watcher goes its rounds")
	}
	if now = now.Add(time.Minute + 1); p.Beats(now) {
		t.Error("a pulse though the watcher has not gone a round for a minute")
	}
}
