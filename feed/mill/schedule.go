package mill

// What changes by itself: articles come due, and expire.

import (
	"context"
	"time"
)

// longestWait bounds the sleep until the next scheduled article, since a machine
// that was suspended wakes later than its timers believe.
const longestWait = time.Minute

// keepDates publishes and withdraws articles whose time has come. What could not be read
// because it was being written comes back as unsettled.
func (m *Mill) keepDates(ctx context.Context) (unsettled []string) {
	err := m.makeDueEdition(ctx)
	m.tally.schedule(err)
	if err != nil && ctx.Err() == nil {
		m.log.Error("scheduled articles are late", "error", err)
	}
	return m.shelf.takeUnsettled()
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
