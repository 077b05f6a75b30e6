package hub

// Subscribers are asked whether a request is their own, and what they confirm is done
// (WebSub sections 5.2 and 5.3).

import (
	"context"
	"errors"
	"time"
)

// verify asks a subscriber, and does what it confirms.
func (h *Hub) verify(ctx context.Context, free chan struct{}, k key, q *question) {
	select {
	case free <- struct{}{}:
	case <-ctx.Done():
		return // it is in the store
	}
	defer func() { <-free }()
	h.mu.Lock()
	caller, site := h.caller, h.site
	h.mu.Unlock()
	began := h.options.Now()
	err := h.validate(ctx, site, caller, k, q)
	if err == nil {
		err = caller.verify(ctx, q.request, site.Agent)
	}
	if ctx.Err() != nil {
		return
	}
	h.settle(k, q, began, err)
}

// validate tells a subscriber if the feed has gone since it asked.
func (h *Hub) validate(ctx context.Context, site Site, caller *caller, k key, q *question) error {
	if !q.Subscribe {
		return nil
	}
	if _, _, ok := readTopic(site, k.path); ok {
		return nil
	}
	const reason = "there is no such feed any more"
	_ = caller.deny(ctx, q.Topic, q.Callback, reason, site.Agent) // it is no subscription either way
	return errors.New(reason)
}

// settle does what was confirmed; what was not leaves everything as it was.
func (h *Hub) settle(k key, q *question, began time.Time, err error) {
	h.mu.Lock()
	log := h.options.Log
	switch {
	case err != nil:
		h.refused++
		log.Info("a subscriber did not confirm", "callback", q.Callback, "topic", q.Topic, "error", err)
	case !q.Subscribe:
		h.book.remove(k)
		log.Info("unsubscribed", "callback", q.Callback, "topic", q.Topic)
	case h.book.admit(k) == nil:
		h.book.put(h.options.Now(), Subscription{
			Topic: q.Topic, Path: k.path, Callback: q.Callback, Secret: q.Secret,
			Expires: began.Add(q.Lease).Truncate(time.Second), Seen: q.seen,
		})
		h.stale[k.path] = true // its document is known from now on
		log.Info("subscribed", "callback", q.Callback, "topic", q.Topic, "lease", q.Lease)
	}
	var now *Subscription
	if e := h.book.subs[k]; e != nil {
		s := e.Subscription
		now = &s
	}
	h.mu.Unlock()
	stored := h.stored(func(s *store) error { return s.settle(k, now) })
	h.mu.Lock()
	next := q.next
	h.mu.Unlock()
	if next != nil && stored == nil {
		stored = h.stored(func(s *store) error { return s.ask(k, next.request) }) // it was forgotten with the one before it
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if stored != nil {
		log.Error("a subscription cannot be stored", "error", stored)
		h.dirty[k] = now
	}
	delete(h.asking, k)
	if host := hostOf(k.callback); h.askHosts[host] > 1 {
		h.askHosts[host]--
	} else {
		delete(h.askHosts, host)
	}
	if q.next != nil {
		h.ask(k, q.next)
	}
	h.wake()
}
