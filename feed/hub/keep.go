package hub

// What has changed is stored: who subscribes at once, how deliveries went every second.

import (
	"fmt"
	"time"
)

// keep ends the leases that are over, and stores what has changed.
func (h *Hub) keep(now time.Time) {
	h.mu.Lock()
	ended := h.book.expire(now)
	for _, k := range ended {
		h.dirty[k] = nil
	}
	h.mu.Unlock()
	if len(ended) > 0 {
		h.options.Log.Info("subscriptions ended", "subscriptions", len(ended), "why", "their lease is over")
	}
	if err := h.flush(); err != nil {
		h.options.Log.Error("subscriptions cannot be stored; it is tried again", "error", err)
	}
}

// stored does something with the store.
func (h *Hub) stored(do func(*store) error) error {
	h.storing.RLock()
	defer h.storing.RUnlock()
	return do(h.store)
}

// flush stores what has changed.
func (h *Hub) flush() error {
	h.mu.Lock()
	dirty := h.dirty
	h.dirty = map[key]*Subscription{}
	h.mu.Unlock()
	err := h.stored(func(s *store) error { return s.save(dirty) })
	if err == nil {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for k, s := range dirty {
		if _, newer := h.dirty[k]; !newer {
			h.dirty[k] = s
		}
	}
	return fmt.Errorf("store subscriptions: %w", err)
}
