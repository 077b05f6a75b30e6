package folder

// When many articles vanish at once, somebody has more likely unmounted a disk
// than written a better newspaper: such deletions are held back.

import (
	"errors"
	"fmt"
	"time"
)

// Alarm is why deletions are held back.
type Alarm string

// An alarm ends when the files are back. Otherwise a [MassDelete]
// ends after [WatchOptions.HoldFor]; the others stay until the folder is sound
// or the deletions are confirmed, by [Watcher.Accept] or [Losses].All.
const (
	Calm        Alarm = ""                 // nothing is held
	RootMissing Alarm = "folder missing"   // it does not exist; no setting overrides this
	RootEmpty   Alarm = "folder empty"     // no article is left, at the start or after the folder was replaced
	MountGone   Alarm = "file system gone" // a sub-folder lies on another file system than before
	MassDelete  Alarm = "mass deletion"    // more than the allowed share vanished within a minute
)

// ErrHeld says that deletions were held back because they look like an accident.
var ErrHeld = errors.New("deletions held back")

const (
	defaultShare = 0.5
	defaultFloor = 20
	lossWindow   = time.Minute // deletions within it count as one: slow disks delete slowly
)

// Losses says which deletions are believed at once.
type Losses struct {
	Most float64 // the share of more than 20 articles that may vanish at once; 0 is half, 1 is all but all
	All  bool    // believe every deletion in a folder that exists
	// Confirm is the command that confirms deletions which are held back, for
	// messages; empty is "feedmill build --allow-empty".
	Confirm string
}

// guard is what such losses are judged by, in a folder that nobody has looked into.
func (l Losses) guard() guard {
	g := guard{share: l.Most, floor: defaultFloor, allow: l.All, confirm: l.Confirm, suspect: true}
	if g.share == 0 {
		g.share = defaultShare
	}
	if g.confirm == "" {
		g.confirm = "feedmill build --allow-empty"
	}
	return g
}

// guard judges deletions.
type guard struct {
	share    float64         // of the known articles that may vanish at once
	floor    int             // share guards only folders of more known articles
	holdFor  time.Duration   // after which a mass deletion is believed; negative is never
	allow    bool            // anything may vanish
	confirm  string          // what a user runs to say so
	missing  bool            // the root is not there
	suspect  bool            // no article has been seen since the start, or since the root was replaced
	replaced bool            // the root is not the one of which the articles are known
	unmounts map[uint64]bool // devices that sub-folders have left and that are seen nowhere else
}

// alarm judges the loss of gone articles out of known, while added new ones
// appear: a folder that is rearranged by copying loses nothing on balance.
func (g guard) alarm(known, gone, added int) Alarm {
	lost := gone - max(added, 0)
	floor := g.floor
	if g.replaced {
		floor = 0
	}
	switch {
	case gone <= 0:
		return Calm
	case g.missing:
		return RootMissing
	case g.allow:
		return Calm
	case g.suspect && lost >= known:
		return RootEmpty
	case known > floor && float64(lost) > g.share*float64(known):
		return MassDelete
	}
	return Calm
}

// unmounted reports whether a file lay on a file system that its folder has left.
func (g guard) unmounted(f Fingerprint) bool { return !g.allow && g.unmounts[f.Dev] }

// loss is what must be remembered to judge deletions that come one after another.
type loss struct {
	alarm  Alarm
	since  time.Time // when the alarm began
	base   int       // articles known when it began, recent ones included
	before int       // recent then
	from   time.Time // beginning of the window in which recent counts
	recent int       // deletions delivered in the window
}

// withhold returns the deletions that go out, and holds the others if together
// they look like an accident.
func (q *queue) withhold(r survey, now time.Time) []string {
	var sure, doubtful []string
	for _, p := range r.gone.paths {
		was, _ := q.known.get(p)
		switch {
		case r.moved[p], q.open[p].allowed && !q.guard.missing:
			sure = append(sure, p)
		case q.guard.unmounted(was):
			q.holdBack(p, MountGone, now)
		default:
			doubtful = append(doubtful, p)
		}
	}
	sure = append(sure, r.back...)
	added := len(r.added.paths) - len(r.moved)
	if alarm := q.judge(len(doubtful), added, now); alarm != Calm {
		for _, p := range doubtful {
			q.holdBack(p, alarm, now)
		}
		return sure
	}
	q.loss.recent += max(len(doubtful)-max(added, 0), 0)
	return append(sure, doubtful...)
}

// judge weighs further deletions together with the recent and the held ones.
func (q *queue) judge(gone, added int, now time.Time) Alarm {
	if gone == 0 {
		return Calm
	}
	if now.Sub(q.loss.from) > lossWindow {
		q.loss.from, q.loss.recent = now, 0
	}
	if len(q.held) > 0 {
		return q.guard.alarm(q.loss.base, gone+len(q.held)+q.loss.before, added)
	}
	return q.guard.alarm(q.known.count+q.loss.recent, gone+q.loss.recent, added)
}

func (q *queue) holdBack(p string, a Alarm, now time.Time) {
	if len(q.held) == 0 {
		q.loss.since, q.loss.base, q.loss.before = now, q.known.count+q.loss.recent, q.loss.recent
	}
	q.loss.alarm = a
	q.held[p] = true
	q.drop(p)
}

// review ends an alarm whose cause has gone, or that has lasted long enough.
func (q *queue) review(now time.Time) {
	if len(q.held) == 0 {
		q.loss.alarm, q.loss.since = Calm, time.Time{}
		return
	}
	if q.guard.missing {
		q.loss.alarm = RootMissing
		return
	}
	for _, c := range q.open {
		if c.looked && !c.there {
			return // more are vanishing: they are judged together
		}
	}
	alarm := q.heldAlarm()
	lasted := alarm == MassDelete && q.guard.holdFor > 0 && now.Sub(q.loss.since) >= q.guard.holdFor
	if alarm == Calm || lasted {
		q.allow(now)
		return
	}
	q.loss.alarm = alarm
}

// heldAlarm judges the held deletions alone.
func (q *queue) heldAlarm() Alarm {
	for p := range q.held {
		if was, _ := q.known.get(p); q.guard.unmounted(was) {
			return MountGone
		}
	}
	return q.guard.alarm(q.loss.base, len(q.held)+q.loss.before, 0)
}

// allow lets the held deletions go, once they have been looked at again.
func (q *queue) allow(now time.Time) {
	for p := range q.held {
		delete(q.held, p)
		q.mark(p, false, now).allowed = true
	}
}

// remedy is what to do about an alarm.
func (g guard) remedy(a Alarm, root string) string {
	switch a {
	case Calm:
		return ""
	case RootMissing:
		return fmt.Sprintf("mount or restore %s; the feeds stay as they are", root)
	}
	return fmt.Sprintf("restore or mount what is missing below %s; if the deletion is meant, run %s", root, g.confirm)
}

// heldError is what went wrong, and the remedy.
func (g guard) heldError(a Alarm, root string, gone, known int) error {
	return fmt.Errorf("folder %s: %s: %d of %d articles are not there any more; %s: %w", root, a, gone, known, g.remedy(a, root), ErrHeld)
}
