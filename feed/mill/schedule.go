package mill

// What changes by itself: articles come due, and expire.

import (
	"context"
	"time"
)

// longestWait bounds the sleep until the next scheduled article, since a machine
// that was suspended wakes later than its timers believe.
const longestWait = time.Minute

// keepDates publishes and withdraws articles when their time has come. An edition
// may bring an earlier date, so it looks again after each.
func (m *Mill) keepDates(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			err := m.due(ctx)
			m.tally.schedule(err)
			if err != nil && ctx.Err() == nil {
				m.log.Error("scheduled articles are late", "error", err)
			}
		case <-m.scheduled:
		}
		timer.Reset(m.untilNext())
	}
}

// due brings out what has come due, or expired, by now.
func (m *Mill) due(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.began = m.now()
	if err := m.keepState(); err != nil {
		return err
	}
	delta, err := m.catalog.Due(m.now())
	if err != nil {
		return refused(err, m.settings.State, "--state")
	}
	m.logDelta(delta)
	return m.publish(ctx, delta)
}

// untilNext is how long to sleep until an article is due, or expires.
func (m *Mill) untilNext() time.Duration {
	next, ok := m.catalog.NextChange()
	if !ok {
		return longestWait
	}
	return min(longestWait, max(next.Sub(m.now()), minimalWait))
}

// minimalWait keeps a schedule that cannot be carried out from becoming a busy loop.
const minimalWait = 10 * time.Millisecond
