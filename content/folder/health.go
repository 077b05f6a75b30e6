package folder

// What a watcher says of itself, to people and to monitors.

import (
	"maps"
	"reflect"
	"slices"
	"time"
)

// Mode is how changes are noticed.
type Mode string

const (
	Events  Mode = "events"  // the kernel says where to look
	Polling Mode = "polling" // the folder is listed again and again
	Mixed   Mode = "mixed"   // events in some folders, polling in others
)

// Health is the state of a [Watcher] at one moment. It is a copy.
type Health struct {
	Mode      Mode
	Why       string        // why it polls; empty in Events mode
	Interval  time.Duration // between two polls; zero in Events mode
	Folders   int           // in the content
	Armed     int           // of them, watched by events
	Articles  int           // delivered
	Pending   int           // changes that are settling or waiting for delivery
	Alarm     Alarm         // why deletions are held back
	Held      int           // how many are
	HeldSince time.Time     // zero if none
	Remedy    string        // what to do about the alarm; empty while calm
	Sweeps    int           // complete comparisons of folder and knowledge
	LastSweep time.Time     // when the last one ended; zero before the first
	SweepTook time.Duration
	Overflows int       // times that the kernel lost events; each was followed by a sweep
	Failures  int       // deliveries failed in a row
	Refused   int       // files and folders that the machine refuses to read; they are tried again
	Problems  []Problem // what cannot be read, by path
}

// maxProblems bounds the list of problems.
const maxProblems = 100

// Health is the present state.
func (w *Watcher) Health() Health {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.health
}

// report publishes the state, and notifies if more than its times has changed.
func (w *Watcher) report() {
	h := w.assess()
	w.mu.Lock()
	told := w.health
	w.health = h
	w.mu.Unlock()
	if w.o.Notify != nil && !reflect.DeepEqual(told.lasting(), h.lasting()) {
		w.o.Notify(h)
	}
}

// lasting is the state without what moves all the time.
func (h Health) lasting() Health {
	h.Pending, h.Sweeps, h.LastSweep, h.SweepTook, h.Articles, h.Interval = 0, 0, time.Time{}, 0, 0, 0
	return h
}

func (w *Watcher) assess() Health {
	s := w.queue
	h := Health{
		Mode: Events, Folders: w.arms.present, Armed: w.arms.armed,
		Articles: w.known.count, Pending: len(s.open) + len(s.sent),
		Alarm: s.loss.alarm, Held: len(s.held), HeldSince: s.loss.since, Remedy: s.guard.remedy(s.loss.alarm, w.f.root),
		Sweeps: w.sweeps, LastSweep: w.lastSweep, SweepTook: w.took,
		Overflows: w.overflows, Failures: s.fails,
	}
	if h.Held == 0 {
		h.Alarm, h.HeldSince, h.Remedy = Calm, time.Time{}, ""
	}
	if s.guard.missing {
		h.Alarm, h.Remedy = RootMissing, s.guard.remedy(RootMissing, w.f.root)
	}
	if w.polls() {
		h.Mode, h.Interval, h.Why = Polling, w.pollEvery(), w.whyPolling()
		if w.arms.polled < w.arms.present {
			h.Mode = Mixed
		}
	}
	problems := maps.Clone(w.problems)
	for p, r := range w.refused {
		problems[p] = r.err
	}
	h.Refused = len(w.refused)
	for _, p := range slices.Sorted(maps.Keys(problems))[:min(len(problems), maxProblems)] {
		h.Problems = append(h.Problems, Problem{Path: p, Err: problems[p]})
	}
	return h
}

// whyPolling is the reason that concerns all folders, or the one of the first.
func (w *Watcher) whyPolling() string {
	if w.arms.fsn == nil {
		return w.arms.without
	}
	dir, why := "", ""
	for d, n := range w.known.nodes {
		if n.present && n.poll != "" && (why == "" || d < dir) {
			dir, why = d, n.poll
		}
	}
	return why
}
