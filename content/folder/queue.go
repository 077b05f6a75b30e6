package folder

// What waits to be delivered: paths that hints or comparisons name come in here,
// are looked at until they have settled, and leave in batches.

import "time"

// queue holds what may have changed until it is delivered. One goroutine owns it.
type queue struct {
	timing
	guard   guard
	known   *tree
	open    map[string]*pending
	sent    map[string]*pending  // in the batch under delivery
	fresh   map[string]time.Time // sent within a tick of their last change, when
	held    map[string]bool      // deletions held back
	loss    loss
	retryAt time.Time
	fails   int
}

func newQueue(known *tree, t timing, g guard) *queue {
	return &queue{timing: t, guard: g, known: known, open: map[string]*pending{}, fresh: map[string]time.Time{}, held: map[string]bool{}}
}

// mark records that a path may have changed. The caller looks at it next and calls
// saw; placed says that it was renamed into place, so that it is complete.
func (q *queue) mark(p string, placed bool, now time.Time) *pending {
	c := q.open[p]
	if c == nil {
		c = &pending{first: now}
		q.open[p] = c
		q.known.opened(p)
	}
	c.moved, c.settled, c.placed = now, time.Time{}, placed
	return c
}

// drop forgets that a path may have changed.
func (q *queue) drop(p string) {
	delete(q.open, p)
	if q.sent[p] == nil {
		q.known.closed(p)
	}
}

// stir is mark for a hint from the kernel, which came a moment ago: what the file
// was before does not matter. If the file was sent within a tick
// of the clock that stamps files, a later change may leave its fingerprint as it
// was, so the hint alone is reason enough to send it again.
func (q *queue) stir(p string, placed bool, at, now time.Time) {
	c := q.mark(p, placed, now)
	c.moved, c.looked = at, false
	if at, ok := q.fresh[p]; ok {
		c.again = now.Sub(at) < time.Second
		delete(q.fresh, p)
	}
}

// postpone has a path looked at later that could not be looked at now.
func (q *queue) postpone(p string, now time.Time) {
	if c := q.open[p]; c != nil {
		*c = pending{first: now.Add(q.limit), moved: now.Add(q.limit), again: c.again, allowed: c.allowed}
	}
}

// again has a path delivered once more although its fingerprint may be the
// delivered one: it could not be read, or changed within one tick of the clock.
func (q *queue) again(p string, now time.Time) {
	q.mark(p, false, now).again = true
}

// saw records what a look at a path found. A path that is as it was delivered
// is no change.
func (q *queue) saw(p string, there bool, file Fingerprint, now time.Time) {
	c := q.open[p]
	was, known := q.expected(p)
	if there == known && file == was && !(there && c != nil && c.again) {
		delete(q.held, p)
		q.drop(p)
		return
	}
	if q.held[p] {
		if !there {
			q.drop(p)
			return
		}
		delete(q.held, p)
	}
	if c == nil {
		c = q.mark(p, false, now)
	}
	c.look(there, file, now, q.timing)
}

// expected is what was delivered last of a path, or is being delivered.
func (q *queue) expected(p string) (Fingerprint, bool) {
	if c := q.sent[p]; c != nil {
		return c.file, c.there
	}
	return q.known.get(p)
}

// idle reports whether nothing is known to differ from what was delivered.
func (q *queue) idle() bool { return len(q.open) == 0 && len(q.held) == 0 && len(q.sent) == 0 }

// concerned reports whether a look at a path matters though it is as delivered.
func (q *queue) concerned(p string) bool {
	if q.idle() {
		return false
	}
	return q.held[p] || q.open[p] != nil || q.sent[p] != nil
}

// due lists the paths that are to be looked at now.
func (q *queue) due(now time.Time) []string {
	var paths []string
	for p, c := range q.open {
		if c.settled.IsZero() && !now.Before(c.due(q.timing)) {
			paths = append(paths, p)
		}
	}
	return paths
}

// next is the moment at which due will have something to say; the zero time if
// that takes another hint first.
func (q *queue) next() time.Time {
	var next time.Time
	for _, c := range q.open {
		if c.settled.IsZero() {
			next = sooner(next, c.due(q.timing))
		}
	}
	return next
}

// delivered ends the delivery of the batch under way. One that failed goes out
// again, after a wait that doubles with each failure.
func (q *queue) delivered(err error, now time.Time) {
	sent := q.sent
	q.sent = nil
	if err != nil {
		q.fails++
		q.retryAt = now.Add(min(time.Second<<min(q.fails-1, 6), time.Minute))
		for p, c := range sent {
			if q.open[p] == nil {
				q.open[p] = c
			}
		}
		return
	}
	q.fails, q.retryAt = 0, time.Time{}
	for p, c := range sent {
		if c.there {
			q.known.set(p, c.file)
		} else {
			q.known.remove(p)
		}
		if q.open[p] == nil {
			q.known.closed(p)
		}
	}
}
