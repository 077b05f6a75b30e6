package hub

// Requests are taken: what is wrong with one is said at once, all else once the subscriber
// was asked (WebSub section 5.1).

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// ServeHTTP takes a request to subscribe or to unsubscribe.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "This is a WebSub hub. Feed readers subscribe here by POST: https://www.w3.org/TR/websub/", http.StatusMethodNotAllowed)
		return
	}
	err := h.accept(r)
	if err == nil {
		w.WriteHeader(http.StatusAccepted)
		return
	}
	var no rejection
	if !errors.As(err, &no) {
		h.options.Log.Error("a subscription cannot be stored", "error", err)
		no = rejection{http.StatusInternalServerError, "the request cannot be stored just now"}
	}
	if no.status == http.StatusServiceUnavailable || no.status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "60")
	}
	http.Error(w, no.why, no.status)
}

// accept has a request verified later on: what is answered now must not depend on that.
func (h *Hub) accept(r *http.Request) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostRequest+1))
	if err != nil {
		return reject(http.StatusBadRequest, "the request breaks off")
	}
	if len(body) > mostRequest {
		return reject(http.StatusRequestEntityTooLarge, "the request is longer than %d bytes", mostRequest)
	}
	q, err := parseRequest(r.Header.Get("Content-Type"), body)
	if err != nil {
		return err
	}
	h.mu.Lock()
	site, path := h.site, h.pathOf(q.Topic)
	h.mu.Unlock()
	seen := ""
	if q.Subscribe {
		if !site.Private && isLocal(q.Callback) {
			return reject(http.StatusForbidden, "hub.callback is not an address that everybody reaches, and this hub calls no other")
		}
		document, _, ok := readTopic(site, path)
		if !ok {
			return reject(http.StatusNotFound, "there is no such feed here; hub.topic is the address that a feed states as its own (rel=self), below %s", site.Base)
		}
		seen = sumOf(document)
	} else if path == "" {
		return reject(http.StatusNotFound, "hub.topic is no address below %s", site.Base)
	}
	k := key{path, normal(q.Callback)}
	if err := h.admit(k, q.Subscribe); err != nil {
		return err
	}
	if err := h.stored(func(s *store) error { return s.ask(k, q) }); err != nil {
		return fmt.Errorf("store a request: %w", err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ask(k, &question{request: q, seen: seen})
	h.wake()
	return nil
}

// isLocal reports whether a callback names a place that is not public, without a look at
// what names resolve to: that is looked at when it is called.
func isLocal(callback string) bool {
	u, err := url.Parse(callback)
	if err != nil {
		return true
	}
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ip, err := netip.ParseAddr(name); err == nil {
		return !isPublic(ip)
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}

// pathOf is the path of the document that has an address; empty if it is none of ours.
func (h *Hub) pathOf(topic string) string {
	escaped, ok := strings.CutPrefix(normal(topic), normal(h.site.Base))
	if !ok {
		return ""
	}
	path, err := url.PathUnescape(escaped)
	if err != nil || path == "" || normal(Topic(h.site.Base, path)) != normal(topic) {
		return ""
	}
	return path
}

// readTopic is the document of a topic; ok is false if it is none.
func readTopic(site Site, path string) (body []byte, mediaType string, ok bool) {
	if path == "" || !site.Topics(path) {
		return nil, "", false
	}
	return site.Document(path)
}

// admit reports why a request cannot be taken now.
func (h *Hub) admit(k key, subscribe bool) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.asking) >= h.options.Limits.Asking {
		return reject(http.StatusServiceUnavailable, "too many requests wait to be verified; try again later")
	}
	if h.askHosts[hostOf(k.callback)] >= h.options.Limits.HostAsks {
		return reject(http.StatusTooManyRequests, "too many requests with callbacks of this host wait to be verified; try again later")
	}
	if !subscribe {
		return nil
	}
	return h.book.admit(k)
}

// ask takes in a question. The caller holds mu, or is alone.
func (h *Hub) ask(k key, q *question) {
	if under := h.asking[k]; under != nil {
		under.next = q // in the place of one that has not been begun
		return
	}
	h.asking[k] = q
	h.askHosts[hostOf(k.callback)]++
	h.stale[""] = true // there is a question
}
