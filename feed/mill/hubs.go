package mill

// Hubs come last: they fetch the feeds that they are told of, from whichever outlet
// readers reach, perhaps through a CDN. So they are told of an edition once every outlet
// has it, and the CDN was told to forget the last one.

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"feedmill/feed/hub"
)

// openHubs prepares to tell the hubs that the feeds name.
func (m *Mill) openHubs() {
	c := m.settings.Channel
	aliases := m.settings.Plan.Aliases
	of := hub.Edition{
		Catalog: m.catalog, Outlet: m.settings.Out, Base: c.Base, Now: m.now, Jitter: jitter,
		Agent: hub.Agent(c.Version, c.Base),
		Topics: func(path string) bool {
			return aliases[path] == "" && hub.IsTopic(path) && (m.settings.Private == nil || !m.settings.Private(path))
		},
	}
	for _, address := range c.Hubs {
		m.hubs = append(m.hubs, hub.NewPublisher(address, of))
	}
}

// jitter keeps what failed together from being tried again together.
func jitter(d time.Duration) time.Duration {
	return d - d/4 + rand.N(d/2+1)
}

// news is what has come out and was not told yet.
type news struct {
	any   bool
	whole bool     // any document may have changed
	paths []string // of documents that came, changed or went
}

func (n *news) add(o news) {
	if o.any {
		n.any, n.whole, n.paths = true, n.whole || o.whole, append(n.paths, o.paths...)
	}
}

// take takes what there is, and leaves nothing.
func (n *news) take() news {
	taken := *n
	*n = news{}
	return taken
}

// spread is what has come out and was not told to the CDN and to hubs yet. Its zero value
// is ready for use by several goroutines.
type spread struct {
	mu      sync.Mutex
	forCDN  news // guarded by mu
	forHubs news // that the CDN was told; guarded by mu
}

// tellHubs says that an edition is complete in the output folder.
func (m *Mill) tellHubs(paths []string, whole bool) {
	if m.out.complete != nil {
		m.out.complete(paths, whole)
	}
	m.spread.add(news{true, whole, paths})
	m.spread.pass(m)
}

func (s *spread) add(n news) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forCDN.add(n)
}

// pass tells the CDN, if all outlets have what has come out, and then the hubs. A CDN that
// cannot be told holds up no hub: it forgets by itself, if late.
func (s *spread) pass(m *Mill) {
	for _, f := range m.followers {
		if !f.Even() {
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.forCDN.take()
	s.forHubs.add(next)
	if m.purger != nil {
		m.purger.Tell(next.paths, next.whole)
		if !m.purger.Tried() {
			return
		}
	}
	if next = s.forHubs.take(); !next.any {
		return
	}
	for _, h := range m.hubs {
		h.Tell(next.paths, next.whole)
	}
}

// Hubs are how it goes with the hubs that the feeds name.
func (m *Mill) Hubs() []hub.State {
	var all []hub.State
	for _, h := range m.hubs {
		all = append(all, h.State())
	}
	return all
}

// isFollowed reports whether anybody wants to know which documents have changed.
func (m *Mill) isFollowed() bool {
	return len(m.followers)+len(m.hubs) > 0 || m.purger != nil || m.out.complete != nil
}

// hubWait is how long a build waits for all hubs together: it is run by scripts, and
// what was not told is told by the next one, or by a watch.
const hubWait = 10 * time.Second

// TellHubs tells the hubs once of what has come out, after [Mill.Deliver]. A hub that
// is down is no failure of the edition: it is logged.
func (m *Mill) TellHubs(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, hubWait)
	defer cancel()
	var telling sync.WaitGroup
	for _, h := range m.hubs {
		telling.Go(func() {
			if err := h.Sync(ctx); err != nil {
				m.log.Warn("a hub was not told of all feeds", "error", fmt.Errorf("%w; %s left for the next build or watch", err, plural(h.State().Behind, "feed")))
			}
		})
	}
	telling.Wait()
}

// keepTelling tells a hub of each edition until ctx ends. Its trouble is logged once.
func (m *Mill) keepTelling(ctx context.Context, h *hub.Publisher) {
	troubled := false
	h.Run(ctx, func(s hub.State) {
		switch {
		case s.Trouble != nil && !troubled:
			m.log.Error("a hub was not told of all feeds; it is tried again", "error", s.Trouble)
		case s.Trouble == nil && troubled:
			m.log.Info("a hub was told of all feeds again", "hub", s.Hub)
		}
		troubled = s.Trouble != nil
	})
}

// owing says that not all may have been told what came out before.
func (s *spread) owing() { s.add(news{any: true, whole: true}) }
