package mill

// A CDN is told what to forget once every outlet has the edition, and before the hubs:
// what they fetch, they fetch through it.

import (
	"context"
	"fmt"
	"time"

	"feedmill/feed/purge"
)

// PurgeSettings say how a CDN is told what has changed. Without a way none is.
type PurgeSettings struct {
	Way  purge.Way
	Most int           // addresses at once; more are purged as all there is
	Time time.Duration // that one try may take
}

// openPurger prepares to purge.
func (m *Mill) openPurger() {
	s := m.settings
	if s.Purge.Way == nil {
		return
	}
	m.purger = purge.New(s.Purge.Way, purge.Edition{
		Catalog: m.catalog, Outlet: s.Out, Also: s.Also, Base: s.Channel.Base,
		Public: func(path string) bool { return s.Private == nil || !s.Private(path) },
		Most:   s.Purge.Most, Time: s.Purge.Time, Now: m.now, Jitter: jitter,
	})
}

// heldBeside are the names in the catalog of those that are told what has come out, and
// are no outlets.
func (s Settings) heldBeside() []string {
	if s.Purge.Way == nil {
		return s.Channel.Hubs
	}
	return append([]string{purge.Held}, s.Channel.Hubs...)
}

// Purger is how it goes with the CDN; false if none is told.
func (m *Mill) Purger() (purge.State, bool) {
	if m.purger == nil {
		return purge.State{}, false
	}
	return m.purger.State(), true
}

// Purge purges once what has come out, after [Mill.Deliver]. A CDN that is down is no
// failure of the edition: it is logged.
func (m *Mill) Purge(ctx context.Context) {
	if m.purger == nil {
		return
	}
	m.purger.Tell(nil, true)
	if err := m.purger.Sync(ctx); err != nil {
		m.log.Warn("the CDN was not purged", "error", fmt.Errorf("%w; it is left for the next build or watch", err))
	}
}

// keepPurging purges after each edition until ctx ends. Its trouble is logged once.
func (m *Mill) keepPurging(ctx context.Context) {
	troubled := false
	m.purger.Run(ctx, func(s purge.State) {
		switch {
		case s.Trouble != nil && !troubled:
			m.log.Error("the CDN was not purged; it is tried again", "error", s.Trouble)
		case s.Trouble == nil && troubled:
			m.log.Info("the CDN was purged again", "way", s.Way)
		}
		troubled = s.Trouble != nil
		m.spread.pass(m)
	})
}
