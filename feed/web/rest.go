package web

import (
	"context"
	"time"
)

const (
	// restAfter is for how long a document has to stay as it is before it is packed as
	// well as can be: the feeds of a busy hour are not worth it.
	restAfter = time.Minute
	// restBytes is how large it may be: a megabyte takes four seconds of a processor.
	restBytes = 1 << 20
	// mostRestless is how many wait for it; more are left as they are.
	mostRestless = 256
)

// restless is a document that was packed quickly.
type restless struct {
	*document
	since time.Time
}

// Rest packs documents that rest as well as can be, one after the other, until ctx ends.
func (s *Site) Rest(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case d := <-s.resting:
			if !sleep(ctx, restAfter-s.now().Sub(d.since)) {
				return
			}
			if s.holds(d.document) {
				d.forms[brotlied].Store(d.newForm(brotlied, thoroughly))
			}
		}
	}
}

// sleep waits, and reports whether ctx let it.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// holds reports whether a document is still the one in its place.
func (s *Site) holds(d *document) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := s.cache[d.name]
	return c != nil && c.document == d
}

// packedQuickly has a document packed better once it has rested.
func (s *Site) packedQuickly(d *document) {
	if len(d.body) > restBytes {
		return
	}
	select {
	case s.resting <- restless{d, s.now()}:
	default: // too many are waiting
	}
}
