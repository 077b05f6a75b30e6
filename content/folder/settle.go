// When a change is delivered: not while the file still moves, not before a
// deletion is sure, both halves of a rename together. Nothing here looks at the
// clock or the disk: both come in as arguments.
package folder

import "time"

// timing are the durations that settling goes by.
type timing struct {
	quiet  time.Duration // a file that does not move for so long has settled
	gather time.Duration // settled changes wait so long for others to settle
	limit  time.Duration // a file that never rests is delivered after so long
	grace  time.Duration // a deletion is sure after so long
}

// change is a path that may differ from what was delivered.
type change struct {
	first   time.Time // the first hint of it
	moved   time.Time // the last hint of it, or the last look that differed from the one before
	settled time.Time // zero while it has not
	file    Fingerprint
	there   bool
	looked  bool // file and there are valid
	placed  bool // it was complete when it appeared
	again   bool // to be delivered even if the fingerprint is the delivered one
	allowed bool // its deletion was confirmed
}

// settler decides what is delivered and when. One goroutine owns it.
type settler struct {
	timing
	guard   guard
	known   *tree
	open    map[string]*change
	sent    map[string]*change   // in the batch under delivery
	fresh   map[string]time.Time // sent within a tick of their last change, when
	held    map[string]bool      // deletions held back
	loss    loss
	retryAt time.Time
	fails   int
}

func newSettler(known *tree, t timing, g guard) *settler {
	return &settler{timing: t, guard: g, known: known, open: map[string]*change{}, fresh: map[string]time.Time{}, held: map[string]bool{}}
}

// mark notes that a path may have changed. Whoever marks looks at it next and
// tells saw; placed says that it was renamed to its name, so it is complete.
func (s *settler) mark(p string, placed bool, now time.Time) *change {
	c := s.open[p]
	if c == nil {
		c = &change{first: now}
		s.open[p] = c
		s.known.opened(p)
	}
	c.moved, c.settled, c.placed = now, time.Time{}, placed
	return c
}

// drop forgets that a path may have changed.
func (s *settler) drop(p string) {
	delete(s.open, p)
	if s.sent[p] == nil {
		s.known.closed(p)
	}
}

// stir is mark for a hint from the kernel, which came at a moment not long ago:
// what the file was before that is no matter. If the file was sent within a tick
// of the clock that stamps files, a later change may leave its fingerprint as it
// was, so the hint alone is reason enough to send it again.
func (s *settler) stir(p string, placed bool, at, now time.Time) {
	c := s.mark(p, placed, now)
	c.moved, c.looked = at, false
	if at, ok := s.fresh[p]; ok {
		c.again = now.Sub(at) < time.Second
		delete(s.fresh, p)
	}
}

// postpone looks at a path later, which could not be looked at now.
func (s *settler) postpone(p string, now time.Time) {
	if c := s.open[p]; c != nil {
		*c = change{first: now.Add(s.limit), moved: now.Add(s.limit), again: c.again, allowed: c.allowed}
	}
}

// again has a path delivered once more although its fingerprint may be the
// delivered one: it could not be read, or changed within one tick of the clock.
func (s *settler) again(p string, now time.Time) {
	s.mark(p, false, now).again = true
}

// saw takes in what a look at a path found. A path that is as it was delivered
// is no change.
func (s *settler) saw(p string, there bool, file Fingerprint, now time.Time) {
	c := s.open[p]
	was, known := s.expected(p)
	if there == known && file == was && !(there && c != nil && c.again) {
		delete(s.held, p)
		s.drop(p)
		return
	}
	if s.held[p] {
		if !there {
			s.drop(p)
			return
		}
		delete(s.held, p)
	}
	if c == nil {
		c = s.mark(p, false, now)
	}
	c.look(there, file, now, s.timing)
}

func (c *change) look(there bool, file Fingerprint, now time.Time, t timing) {
	moved := !c.looked || c.there != there || c.file != file
	if moved && c.looked {
		c.moved, c.settled = now, time.Time{}
	}
	c.looked, c.there, c.file = true, there, file
	overdue := there && !now.Before(c.first.Add(t.limit))
	rested := !moved && !now.Before(c.due(t))
	if c.settled.IsZero() && (rested || overdue || there && c.placed) {
		c.settled = now
	}
}

// due is when a change that has not settled is to be looked at.
func (c *change) due(t timing) time.Time {
	switch {
	case !c.looked:
		return c.first
	case !c.there:
		return c.moved.Add(t.grace)
	}
	quiet := t.quiet
	if c.file.coarse() {
		quiet = max(quiet, coarseTick)
	}
	return earlier(c.moved.Add(quiet), c.first.Add(t.limit))
}

// coarseTick is how far apart the times of a file system lie that has no
// fractions of seconds. Changes within it may leave a fingerprint as it was.
const coarseTick = 2 * time.Second

// coarse reports whether a file's times have no fractions of seconds.
func (f Fingerprint) coarse() bool {
	return f.Mtime%int64(time.Second) == 0 && f.Ctime%int64(time.Second) == 0
}

// expected is what was delivered last of a path, or is being delivered.
func (s *settler) expected(p string) (Fingerprint, bool) {
	if c := s.sent[p]; c != nil {
		return c.file, c.there
	}
	return s.known.get(p)
}

// idle reports whether nothing is known to differ from what was delivered.
func (s *settler) idle() bool { return len(s.open) == 0 && len(s.held) == 0 && len(s.sent) == 0 }

// concerned reports whether a look at a path matters though it is as delivered.
func (s *settler) concerned(p string) bool {
	if s.idle() {
		return false
	}
	return s.held[p] || s.open[p] != nil || s.sent[p] != nil
}

// due lists the paths that are to be looked at now.
func (s *settler) due(now time.Time) []string {
	var paths []string
	for p, c := range s.open {
		if c.settled.IsZero() && !now.Before(c.due(s.timing)) {
			paths = append(paths, p)
		}
	}
	return paths
}

// next is the moment at which due will have something to say; the zero time if
// that takes another hint first.
func (s *settler) next() time.Time {
	var next time.Time
	for _, c := range s.open {
		if c.settled.IsZero() {
			next = sooner(next, c.due(s.timing))
		}
	}
	return next
}

// delivered ends the delivery of the batch under way. One that failed goes out
// again, after a wait that doubles with each failure.
func (s *settler) delivered(err error, now time.Time) {
	sent := s.sent
	s.sent = nil
	if err != nil {
		s.fails++
		s.retryAt = now.Add(min(time.Second<<min(s.fails-1, 6), time.Minute))
		for p, c := range sent {
			if s.open[p] == nil {
				s.open[p] = c
			}
		}
		return
	}
	s.fails, s.retryAt = 0, time.Time{}
	for p, c := range sent {
		if c.there {
			s.known.set(p, c.file)
		} else {
			s.known.remove(p)
		}
		if s.open[p] == nil {
			s.known.closed(p)
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// sooner is the earlier of two moments of which the zero time is never.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
