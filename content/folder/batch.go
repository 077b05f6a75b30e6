package folder

// Which of the settled changes go out together.

import (
	"slices"
	"time"
)

// clockTick is longer than a tick of the clock that stamps files, on
// kernels that do not stamp each change apart.
const clockTick = 20 * time.Millisecond

// age is how long ago a file was last touched.
func (f Fingerprint) age(now time.Time) time.Duration {
	return time.Duration(now.UnixNano() - max(f.Mtime, f.Ctime))
}

// inode is what a rename leaves as it was.
type inode struct {
	id          identity
	size, mtime int64
}

func (f Fingerprint) inode() inode {
	return inode{id: identity{dev: f.Dev, ino: f.Ino}, size: f.Size, mtime: f.Mtime}
}

// group are changes that are delivered together.
type group struct {
	paths   []string
	waiting int       // how many more have not settled
	since   time.Time // the first of paths settled
}

func (g *group) put(p string, c *pending) {
	if c.settled.IsZero() {
		g.waiting++
		return
	}
	g.paths = append(g.paths, p)
	g.since = sooner(g.since, c.settled)
}

// ready reports whether a group goes out now, and if not, the latest moment at which it will.
func (g group) ready(waiting bool, wait time.Duration, now time.Time) (bool, time.Time) {
	if len(g.paths) == 0 {
		return false, time.Time{}
	}
	at := g.since.Add(wait)
	return !waiting || !now.Before(at), at
}

// survey is what one look over all that may have changed finds.
type survey struct {
	edited, added, gone group
	moved               map[string]bool // gone paths whose file is among added
	back                []string        // held deletions among moved
}

// batch takes out the changes that are to be delivered now, which then are the
// ones under delivery until delivered is called. If there are none, wake says
// when to ask again without another hint.
//
// Changes wait a little for what else is settling, so that a burst is one batch.
// New and gone paths may be halves of one rename, and many gone paths one
// accident, so while any are gone, neither kind goes before all of both have
// settled or the limit is reached.
func (q *queue) batch(now time.Time) (c Changes, wake time.Time) {
	if q.sent != nil || len(q.open) == 0 {
		return Changes{}, time.Time{}
	}
	if now.Before(q.retryAt) {
		return Changes{}, q.retryAt
	}
	r := q.survey(now)
	structural := group{paths: slices.Concat(r.added.paths, r.gone.paths), since: sooner(r.added.since, r.gone.since)}
	waiting := r.edited.waiting+r.added.waiting+r.gone.waiting > 0
	wait := q.gather
	if len(r.gone.paths)+r.gone.waiting > 0 && r.added.waiting+r.gone.waiting > 0 {
		wait = q.limit
	}
	editsGo, editsAt := r.edited.ready(waiting, q.gather, now)
	restGo, restAt := structural.ready(waiting, wait, now)
	if editsGo {
		c.Changed = r.edited.paths
	}
	if restGo {
		c.Changed = append(c.Changed, r.added.paths...)
		c.Gone = q.withhold(r, now)
	}
	if c.Empty() {
		return Changes{}, sooner(editsAt, restAt)
	}
	q.send(c, now)
	return c, time.Time{}
}

func (q *queue) send(c Changes, now time.Time) {
	slices.Sort(c.Changed)
	slices.Sort(c.Gone)
	q.sent = make(map[string]*pending, len(c.Changed)+len(c.Gone))
	for _, p := range slices.Concat(c.Changed, c.Gone) {
		q.sent[p] = q.open[p]
		if q.sent[p] == nil {
			q.sent[p] = &pending{settled: now, looked: true} // a held deletion whose other half appeared
		}
		if q.sent[p].there && q.sent[p].file.age(now) < clockTick {
			q.fresh[p] = now
		}
		q.known.opened(p)
		delete(q.open, p)
		delete(q.held, p)
	}
}

// survey sorts what is open, and settles both halves of a rename at once: the
// file is whole, since it was whole under its former name.
func (q *queue) survey(now time.Time) survey {
	r := survey{moved: map[string]bool{}}
	appeared := map[inode]string{}
	var gone []string
	for p, c := range q.open {
		was, _ := q.known.get(p)
		switch {
		case c.looked && !c.there:
			gone = append(gone, p)
		case c.looked && was.Ino != c.file.Ino:
			appeared[c.file.inode()] = p
		}
	}
	q.pair(&r, appeared, gone, now)
	for p, c := range q.open {
		_, known := q.known.get(p)
		switch {
		case c.looked && !c.there:
			r.gone.put(p, c)
		case known:
			r.edited.put(p, c)
		default:
			r.added.put(p, c)
		}
	}
	return r
}

// pair finds the gone paths, held ones included, whose file has appeared under
// another name.
func (q *queue) pair(r *survey, appeared map[inode]string, gone []string, now time.Time) {
	if len(appeared) == 0 {
		return
	}
	for _, p := range gone {
		was, _ := q.known.get(p)
		if to, ok := appeared[was.inode()]; ok && was.Ino != 0 {
			r.moved[p] = true
			q.open[p].settle(now)
			q.open[to].settle(now)
		}
	}
	for p := range q.held {
		was, _ := q.known.get(p)
		if to, ok := appeared[was.inode()]; ok && was.Ino != 0 {
			r.moved[p] = true
			r.back = append(r.back, p)
			q.open[to].settle(now)
		}
	}
}
