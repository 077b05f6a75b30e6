package folder

// What the machine refuses to read is nobody's fault and may pass: it is tried
// again, less and less often, whatever events say.

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
)

// refusals are the errors of machines: too few descriptors, too little memory, a
// disk or a server that does not answer as it should.
var refusals = []error{
	syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.EIO, syscall.ESTALE, syscall.ETIMEDOUT,
}

// Refused reports whether an error of reading is the machine's, which may pass
// without the file changing.
func Refused(err error) bool {
	for _, e := range refusals {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

const (
	firstRetry = time.Second
	lastRetry  = time.Minute
)

// refusal is a path that the machine refused to read.
type refusal struct {
	err    error
	wait   time.Duration
	at     time.Time // when it is tried again
	fresh  bool      // refused in the batch under delivery
	folder bool      // it could not be listed
}

// Retry has files that the machine refused to read delivered again, after a wait
// that doubles each time, up to a minute. Until they have been read, Health lists
// them among its Problems. Like [Watcher.Revisit] it is for deliver to call.
func (w *Watcher) Retry(ctx context.Context, refused map[string]error) {
	if len(refused) == 0 {
		return
	}
	w.do(ctx, func(now time.Time) {
		for p, err := range refused {
			w.refuse(p, err, false, now)
		}
	})
}

func (w *Watcher) refuse(p string, err error, folder bool, now time.Time) {
	r := w.refused[p]
	if r == nil {
		r = &refusal{}
		w.refused[p] = r
	}
	r.wait = min(max(2*r.wait, firstRetry), lastRetry)
	r.err, r.folder, r.at, r.fresh = fmt.Errorf("%w; it is tried again", err), folder, now.Add(r.wait), !folder
}

// retry looks again at what is due.
func (w *Watcher) retry(ctx context.Context, now time.Time) {
	for p, r := range w.refused {
		if now.Before(r.at) {
			continue
		}
		if r.folder {
			w.compareTree(ctx, p, now)
			if w.refused[p] == r && !now.Before(r.at) {
				delete(w.refused, p)
			}
			continue
		}
		r.at = now.Add(lastRetry) // in case the delivery says nothing
		w.queue.again(p, now)
		w.lookAt(p, now)
		if w.queue.open[p] == nil && w.queue.sent[p] == nil {
			delete(w.refused, p) // it is gone, and nobody knew it
		}
	}
}

// answered forgets the refusals of a batch that has been delivered, except those
// that deliver has just reported.
func (w *Watcher) answered() {
	if len(w.refused) == 0 {
		return
	}
	for p := range w.queue.sent {
		r := w.refused[p]
		if r != nil && !r.fresh {
			delete(w.refused, p)
		}
	}
	for _, r := range w.refused {
		r.fresh = false
	}
}

// nextRetry is when something is to be tried again; the zero time is never.
func (w *Watcher) nextRetry() (next time.Time) {
	for _, r := range w.refused {
		next = sooner(next, r.at)
	}
	return next
}
