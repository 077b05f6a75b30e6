package hub

// The book of subscriptions: who is to be told of what, and when it is tried next. It
// knows no clock, no network and no disk, and belongs to whoever holds the hub's lock.
//
// Deliveries fly in two lanes, so that subscribers who do not answer keep nobody else
// waiting: who failed last time flies in the slow one, and so does, from there on, who
// has not answered for a moment, with all that wait for the same host. In each lane
// hosts take turns, and none has more than a few calls at a time. When the slow lane is
// full, a delivery without an answer is broken off, to be tried once there is room.

import (
	"container/heap"
	"net/http"
	"net/url"
	"strings"
	"time"

	"feedmill/feed/backlog"
)

// key is what a subscription is known by: a later request for both takes its place.
type key struct{ path, callback string }

// Subscription is one that was verified.
type Subscription struct {
	Topic    string    // address as the subscriber gave it
	Path     string    // of the document
	Callback string    // as the subscriber gave it
	Secret   string    `json:",omitempty"`
	Expires  time.Time // to the second
	Seen     string    // sum of the document that the subscriber had last
	Failures int       `json:",omitempty"` // in a row
	Tries    int       `json:",omitempty"` // that failed, of what is due now
	Next     time.Time `json:",omitzero"`  // when it is tried again; zero if nothing is due
}

func (s Subscription) key() key { return key{s.Path, normal(s.Callback)} }

// Limits bound what strangers can have the hub do.
type Limits struct {
	All, Topic, Host int // subscriptions: in all, of a feed, of the host of their callbacks
	Asking, HostAsks int // requests that wait for verification: in all, of such a host
	Fast, Slow       int // deliveries at a time, in each lane
	PerHost          int // deliveries at a time to a host
	Tries            int // of one delivery
}

// DefaultLimits let a large site have all its readers.
var DefaultLimits = Limits{
	All: 100_000, Topic: 50_000, Host: 20_000, Asking: 2000, HostAsks: 200,
	Fast: 64, Slow: 448, PerHost: 8, Tries: 8,
}

// WithCalls are the limits where there may be only so many calls at a time.
func (l Limits) WithCalls(n int) Limits {
	l.Fast = max(min(l.Fast, n/4), 1)
	l.Slow = max(min(l.Slow, n-l.Fast), 1)
	return l
}

// How long to wait after a delivery that failed, four times as long each time: with
// eight tries it is given up after about ten hours.
const (
	firstAgain = 10 * time.Second
	lastAgain  = 6 * time.Hour
)

// The lanes.
const (
	fast = iota
	slow
	lanes
)

// entry is a subscription in the book.
type entry struct {
	Subscription
	key     key
	host    *host
	lane    int
	flying  bool
	ready   bool // in the queue of its host
	removed bool
	at      int // place in the heap; -1 if it is not there
}

// host is what callbacks of one host have in common.
type host struct {
	name   string
	subs   int
	busy   int  // deliveries that are flying
	tardy  bool // the last delivery failed, or has had no answer for a while
	ready  [lanes][]*entry
	queued [lanes]bool // is in the lane's turn
}

type lane struct {
	free int
	turn []*host // that have something ready
}

type book struct {
	limits  Limits
	subs    map[key]*entry
	topics  map[string]map[key]*entry // by path
	sums    map[string]string         // of the documents of topics, as they are now
	hosts   map[string]*host
	lanes   [lanes]lane
	waiting sleepers
	jitter  func(time.Duration) time.Duration

	delivered, failed, givenUp int
	lastDelivered              time.Time
}

func newBook(l Limits, jitter func(time.Duration) time.Duration) *book {
	b := &book{
		limits: l, jitter: jitter, subs: map[key]*entry{}, topics: map[string]map[key]*entry{},
		sums: map[string]string{}, hosts: map[string]*host{},
	}
	b.lanes[fast].free, b.lanes[slow].free = l.Fast, l.Slow
	return b
}

func hostOf(callback string) string {
	u, err := url.Parse(callback)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// admit reports why there can be no such subscription now; it is a rejection.
func (b *book) admit(k key) error {
	if b.subs[k] != nil {
		return nil // it is renewed
	}
	h := b.hosts[hostOf(k.callback)]
	switch {
	case len(b.subs) >= b.limits.All, len(b.topics[k.path]) >= b.limits.Topic:
		return reject(http.StatusServiceUnavailable, "this hub has no room for more subscriptions now; try again later")
	case h != nil && h.subs >= b.limits.Host:
		return reject(http.StatusTooManyRequests, "this hub has %d subscriptions for callbacks of this host, and takes no more", h.subs)
	}
	return nil
}

// put takes in a subscription that was verified, or that was in the store. It takes the
// place of an earlier one, which may be flying.
func (b *book) put(now time.Time, s Subscription) *entry {
	k := s.key()
	e := b.subs[k]
	if e == nil {
		e = &entry{key: k, at: -1}
		b.subs[k] = e
		if b.topics[k.path] == nil {
			b.topics[k.path] = map[key]*entry{}
		}
		b.topics[k.path][k] = e
		e.host = b.host(hostOf(s.Callback))
		e.host.subs++
	} else {
		s.Seen = e.Seen
		if e.at >= 0 {
			heap.Remove(&b.waiting, e.at) // the subscriber answers: no need to wait
		}
	}
	e.Subscription = s
	b.plan(now, e)
	return e
}

func (b *book) host(name string) *host {
	h := b.hosts[name]
	if h == nil {
		h = &host{name: name}
		b.hosts[name] = h
	}
	return h
}

// remove takes a subscription out.
func (b *book) remove(k key) {
	e := b.subs[k]
	if e == nil {
		return
	}
	e.removed = true
	if e.at >= 0 {
		heap.Remove(&b.waiting, e.at)
	}
	delete(b.subs, k)
	delete(b.topics[k.path], k)
	if len(b.topics[k.path]) == 0 {
		delete(b.topics, k.path)
		delete(b.sums, k.path)
	}
	e.host.subs--
	b.dropHost(e.host)
}

func (b *book) dropHost(h *host) {
	if h.subs == 0 && h.busy == 0 && len(h.ready[fast])+len(h.ready[slow]) == 0 && b.hosts[h.name] == h {
		delete(b.hosts, h.name)
	}
}

// published takes in that the document of a topic is another one.
func (b *book) published(now time.Time, path, sum string) {
	if b.sums[path] == sum || len(b.topics[path]) == 0 {
		return
	}
	b.sums[path] = sum
	for _, e := range b.topics[path] {
		e.Tries = 0
		b.plan(now, e)
	}
}

// plan has a subscription wait for its turn, if it is to be told of anything. Who failed
// last time waits as long as was said then.
func (b *book) plan(now time.Time, e *entry) {
	sum, known := b.sums[e.key.path]
	if !known || e.flying || e.ready || e.at >= 0 {
		return // it is looked at again when it has landed
	}
	if e.Seen == sum || e.Tries >= b.limits.Tries {
		e.Next = time.Time{}
		return
	}
	if e.Next.Before(now) {
		e.Next = now
	}
	if e.Next.After(now) {
		heap.Push(&b.waiting, e)
		return
	}
	b.line(e)
}

// line puts a subscription at the end of its host's queue.
func (b *book) line(e *entry) {
	e.lane, e.ready = fast, true
	if e.Failures > 0 || e.host.tardy {
		e.lane = slow
	}
	e.host.ready[e.lane] = append(e.host.ready[e.lane], e)
	b.giveTurn(e.host)
}

func (b *book) giveTurn(h *host) {
	for l := range b.lanes {
		if len(h.ready[l]) > 0 && !h.queued[l] && h.busy < b.limits.PerHost {
			h.queued[l] = true
			b.lanes[l].turn = append(b.lanes[l].turn, h)
		}
	}
}

// take is the next delivery that may fly now; nil if none may.
func (b *book) take(now time.Time) *entry {
	for len(b.waiting) > 0 && !b.waiting[0].Next.After(now) {
		b.line(heap.Pop(&b.waiting).(*entry))
	}
	for l := range b.lanes {
		if e := b.takeFrom(&b.lanes[l], l, now); e != nil {
			return e
		}
	}
	return nil
}

func (b *book) takeFrom(of *lane, l int, now time.Time) *entry {
	for of.free > 0 && len(of.turn) > 0 {
		h := of.turn[0]
		of.turn = of.turn[1:]
		h.queued[l] = false
		if h.busy >= b.limits.PerHost || len(h.ready[l]) == 0 {
			continue // it is given its turn when one of its calls ends
		}
		e := h.ready[l][0]
		h.ready[l] = h.ready[l][1:]
		e.ready = false
		b.giveTurn(h)
		if e.removed || !now.Before(e.Expires) {
			b.dropHost(h)
			continue
		}
		h.busy++
		of.free--
		e.flying = true
		return e
	}
	return nil
}

// tarries takes in that a delivery has had no answer for a while. It goes on in the slow
// lane, if there is room, or if nobody waits; else it is to be broken off, and deferred.
func (b *book) tarries(e *entry) (goesOn bool) {
	if !e.flying || e.lane != fast {
		return true
	}
	h := e.host
	h.tardy = true
	for _, waiting := range h.ready[fast] {
		waiting.lane = slow
	}
	h.ready[slow] = append(h.ready[slow], h.ready[fast]...)
	h.ready[fast] = nil
	b.giveTurn(h)
	if b.lanes[slow].free == 0 {
		return len(b.lanes[fast].turn) == 0
	}
	b.lanes[slow].free--
	b.lanes[fast].free++
	e.lane = slow
	return true
}

// An outcome is how a delivery ended.
type outcome int

// The outcomes. Deferred is a delivery that made room for others, broken off one that
// ended with the program, void one of a document that is no more.
const (
	delivered outcome = iota
	failed
	gone
	deferred
	brokenOff
	void
)

// land takes in how a delivery ended, of the document with a sum.
func (b *book) land(now time.Time, e *entry, sum string, o outcome) {
	e.flying = false
	b.lanes[e.lane].free++
	e.host.busy--
	switch o {
	case delivered:
		b.delivered++
		b.lastDelivered = now
		e.Seen, e.Failures, e.Tries, e.Next, e.host.tardy = sum, 0, 0, time.Time{}, false
	case failed:
		b.failed++
		e.Failures++
		e.Tries++
		e.host.tardy = true
		e.Next = now.Add(b.jitter(backlog.Pause(firstAgain, lastAgain, 4, e.Failures)))
		if e.Tries >= b.limits.Tries {
			b.givenUp++
		}
	case gone:
		b.remove(e.key)
	case void:
		delete(b.sums, e.key.path)
		e.Next = time.Time{}
	case deferred, brokenOff:
	}
	b.giveTurn(e.host)
	if e.removed {
		b.dropHost(e.host)
		return
	}
	if o != brokenOff {
		b.plan(now, e)
	}
}

// next is when a delivery that waits may fly; zero if none waits.
func (b *book) next() time.Time {
	if len(b.waiting) == 0 {
		return time.Time{}
	}
	return b.waiting[0].Next
}

// expire takes out the subscriptions whose lease has ended.
func (b *book) expire(now time.Time) (ended []key) {
	for k, e := range b.subs {
		if !now.Before(e.Expires) {
			ended = append(ended, k)
		}
	}
	for _, k := range ended {
		b.remove(k)
	}
	return ended
}

// sleepers are the subscriptions that wait, the first to wake first.
type sleepers []*entry

func (s sleepers) Len() int           { return len(s) }
func (s sleepers) Less(i, j int) bool { return s[i].Next.Before(s[j].Next) }
func (s sleepers) Swap(i, j int) {
	s[i], s[j] = s[j], s[i]
	s[i].at, s[j].at = i, j
}

// Push is for package heap, as is Pop.
func (s *sleepers) Push(x any) {
	e := x.(*entry)
	e.at = len(*s)
	*s = append(*s, e)
}

// Pop takes the last.
func (s *sleepers) Pop() any {
	last := len(*s) - 1
	e := (*s)[last]
	e.at = -1
	*s = (*s)[:last]
	return e
}
