package folder

// When a path has settled: a file once nobody writes to it any more, a deletion
// once it is sure. Nothing here looks at the clock or the disk: both come in as
// arguments.

import "time"

// timing holds the durations by which changes settle.
type timing struct {
	quiet  time.Duration // a file that has not moved for this long has settled
	gather time.Duration // how long settled changes wait for others to settle
	limit  time.Duration // a file that never rests is delivered after this long
	grace  time.Duration // a deletion is sure after this long
}

// pending is a path that may differ from what was delivered.
type pending struct {
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

// look records what a look at the path found.
func (c *pending) look(there bool, file Fingerprint, now time.Time, t timing) {
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
func (c *pending) due(t timing) time.Time {
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

// settle ends the wait.
func (c *pending) settle(now time.Time) {
	if c.settled.IsZero() {
		c.settled = now
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
