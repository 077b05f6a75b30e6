// Package hub is who is told at once that a feed has changed.
//
// A [Hub] has subscribers of its own, by the W3C's Recommendation WebSub: it takes
// their requests over HTTP, verifies them, and sends them each new edition of the feed.
// A [Publisher] tells a hub of somebody else's.
package hub

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Site is what a hub has subscriptions for.
type Site struct {
	Address  string                                                     // of the hub
	Base     string                                                     // where the feeds are reached, with a final slash
	Agent    string                                                     // the program, as it names itself
	Hubs     []string                                                   // of others, that feeds name besides
	Private  bool                                                       // callbacks may lead to addresses that are not public
	Topics   func(path string) bool                                     // reports whether a document is one that is subscribed to
	Document func(path string) (body []byte, mediaType string, ok bool) // as readers get it; nobody changes the body
}

// Options are the surroundings of a hub.
type Options struct {
	File   string // of the subscriptions
	Limits Limits
	Now    func() time.Time
	Jitter func(time.Duration) time.Duration // of a wait: about as long
	Log    *slog.Logger
}

// Hub is a WebSub hub for the feeds of one site. Its methods may be called by several
// goroutines; Run by one.
type Hub struct {
	options Options
	storing sync.RWMutex  // held for reading while something is stored; taken before mu
	store   *store        // guarded by storing
	awake   chan struct{} // rung when there may be something to do

	mu       sync.Mutex
	site     Site // guarded by mu, like all below
	caller   *caller
	book     *book
	asking   map[key]*question
	askHosts map[string]int        // questions by the host of their callback
	messages map[string]*message   // by path; what subscribers are being sent
	dirty    map[key]*Subscription // not as they are in the store; nil is that one is no more
	stale    map[string]bool       // topics whose document may be another one
	all      bool                  // any topic's may
	refused  int                   // requests that were not verified
}

// question is a request whose verification is under way. One that is made meanwhile
// waits for its end.
type question struct {
	request
	seen string // sum of the document when it was asked
	next *question
}

// Open opens the hub of a site with the subscriptions in the file.
func Open(o Options, site Site) (*Hub, error) {
	s, aside, err := openStore(o.File)
	if err != nil {
		return nil, err
	}
	if aside != "" {
		o.Log.Error("subscriptions are lost", "error", fmt.Errorf("%s was damaged, and is now %s; subscribers come back when their lease would have ended", o.File, aside))
	}
	h := &Hub{
		options: o, store: s, awake: make(chan struct{}, 1), book: newBook(o.Limits, o.Jitter),
		asking: map[key]*question{}, askHosts: map[string]int{}, messages: map[string]*message{},
		dirty: map[key]*Subscription{}, stale: map[string]bool{}, all: true,
	}
	h.Follow(site)
	now := o.Now()
	err = s.load(
		func(sub Subscription) { h.book.put(now, sub) },
		func(q request) { h.ask(key{h.pathOf(q.Topic), normal(q.Callback)}, &question{request: q}) })
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read the subscriptions in %s: %w", o.File, err), s.close())
	}
	return h, nil
}

// Restore writes the subscriptions anew if their file was taken away or replaced while
// it was open.
func (h *Hub) Restore() error {
	h.storing.Lock()
	defer h.storing.Unlock()
	if h.store.here() {
		return nil
	}
	s, _, err := openStore(h.options.File)
	if err != nil {
		return err
	}
	old := h.store
	h.store = s
	h.mu.Lock()
	for k, e := range h.book.subs {
		now := e.Subscription
		h.dirty[k] = &now
	}
	h.wake()
	h.mu.Unlock()
	return old.close()
}

// Follow has the hub be that of a site under other settings.
func (h *Hub) Follow(site Site) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.site, h.caller, h.all = site, newCaller(Dialer(site.Private)), true
	clear(h.messages)
	h.wake()
}

// Close stores what is not stored yet, and closes the file. It comes after Run.
func (h *Hub) Close() error { return errors.Join(h.flush(), h.store.close()) }

// Published says that an edition is out in which these documents came, changed or went;
// or, if whole, any.
func (h *Hub) Published(paths []string, whole bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all = h.all || whole
	for _, p := range paths {
		if len(h.book.topics[p]) > 0 {
			h.stale[p] = true
		}
	}
	h.wake()
}

func (h *Hub) wake() {
	select {
	case h.awake <- struct{}{}:
	default: // it is rung already
	}
}

// Stats are the figures of a hub.
type Stats struct {
	Subscriptions, Topics int
	Due                   int // deliveries that are under way, wait for their turn, or are tried again
	Failing               int // subscriptions whose last delivery failed
	Asking                int // requests whose verification is under way
	Refused               int // requests that were not verified, since the program was started
	Delivered, Failed     int // deliveries, since the program was started
	GivenUp               int
	Last                  time.Time // delivery that succeeded; zero if none did
}

// Stats are those of now.
func (h *Hub) Stats() Stats {
	h.mu.Lock()
	defer h.mu.Unlock()
	b := h.book
	s := Stats{
		Subscriptions: len(b.subs), Topics: len(b.topics), Asking: len(h.asking), Refused: h.refused,
		Delivered: b.delivered, Failed: b.failed, GivenUp: b.givenUp, Last: b.lastDelivered,
	}
	for _, e := range b.subs {
		if e.flying || e.ready || e.at >= 0 {
			s.Due++
		}
		if e.Failures > 0 {
			s.Failing++
		}
	}
	return s
}

// Run verifies and delivers until ctx ends; then it breaks off what is under way, which
// comes again the next time.
func (h *Hub) Run(ctx context.Context) {
	var calls sync.WaitGroup
	defer calls.Wait()
	timer := time.NewTimer(0)
	defer timer.Stop()
	lastSaved := h.options.Now()
	asked := map[*question]bool{}
	free := make(chan struct{}, verifications)
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.awake:
		case <-timer.C:
		}
		for k, q := range h.questions(asked) {
			calls.Go(func() { h.verify(ctx, free, k, q) })
		}
		if gone := h.look(); len(gone) > 0 {
			calls.Go(func() { h.disown(ctx, gone) })
		}
		for _, e := range h.departures() {
			calls.Go(func() { h.deliver(ctx, e) })
		}
		if now := h.options.Now(); now.Sub(lastSaved) >= saving {
			lastSaved = now
			h.keep(now)
		}
		timer.Reset(h.untilNext())
	}
}

const (
	verifications = 64                     // at a time
	saving        = time.Second            // between two looks at what is to be stored, or has ended
	patient       = 250 * time.Millisecond // for so long a delivery keeps its place in the fast lane, and as long again if the slow one is full
)

// questions are those that nobody has begun to ask.
func (h *Hub) questions(asked map[*question]bool) map[key]*question {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.stale[""] {
		return nil
	}
	delete(h.stale, "")
	fresh := map[key]*question{}
	under := map[*question]bool{}
	for k, q := range h.asking {
		under[q] = true
		if !asked[q] {
			asked[q], fresh[k] = true, q
		}
	}
	for q := range asked {
		if !under[q] {
			delete(asked, q)
		}
	}
	return fresh
}

// untilNext is how long until there is something to do by itself.
func (h *Hub) untilNext() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	wait := time.Minute // leases end
	if len(h.dirty) > 0 {
		wait = saving
	}
	if next := h.book.next(); !next.IsZero() {
		wait = min(wait, max(next.Sub(h.options.Now()), time.Millisecond))
	}
	return wait
}

// look finds out which topics have another document than subscribers were told of, and
// ends the subscriptions for addresses that the site does not have any more.
func (h *Hub) look() (gone []Subscription) {
	h.mu.Lock()
	site, all := h.site, h.all
	var paths []string
	for p := range h.book.topics {
		if all || h.stale[p] {
			paths = append(paths, p)
		}
	}
	question := h.stale[""]
	clear(h.stale)
	if question {
		h.stale[""] = true
	}
	h.all = false
	if all {
		gone = h.strangers()
	}
	h.mu.Unlock()
	for _, p := range paths {
		body, mediaType, ok := readTopic(site, p)
		if !ok {
			continue // it may be back before the lease ends
		}
		m := h.newMessage(site, p, body, mediaType)
		h.mu.Lock()
		h.book.published(h.options.Now(), p, m.sum)
		if h.messages[p] == nil || h.messages[p].sum != m.sum {
			h.messages[p] = m
		}
		h.mu.Unlock()
	}
	return gone
}

// strangers takes out the subscriptions for addresses that are not the site's. The
// caller holds mu.
func (h *Hub) strangers() (gone []Subscription) {
	for k, e := range h.book.subs {
		if h.pathOf(e.Topic) != k.path {
			gone = append(gone, e.Subscription)
		}
	}
	for _, s := range gone {
		h.book.remove(s.key())
		h.dirty[s.key()] = nil
	}
	return gone
}

// disown tells subscribers that their subscription has ended. Who cannot be told learns
// it when the lease would have ended.
func (h *Hub) disown(ctx context.Context, gone []Subscription) {
	h.options.Log.Info("subscriptions ended", "subscriptions", len(gone), "why", "the feeds have another address now")
	h.mu.Lock()
	site, caller := h.site, h.caller
	h.mu.Unlock()
	for _, s := range gone {
		_ = caller.deny(ctx, s.Topic, s.Callback, "the feeds are reached below "+site.Base+" now", site.Agent)
	}
}

func (h *Hub) newMessage(site Site, path string, body []byte, mediaType string) *message {
	link := "<" + Topic(site.Base, path) + `>; rel="self", <` + site.Address + `>; rel="hub"`
	for _, other := range site.Hubs {
		link += ", <" + other + `>; rel="hub"`
	}
	return &message{body: body, mediaType: mediaType, sum: sumOf(body), link: link}
}

// departures are the deliveries that may fly now.
func (h *Hub) departures() (all []*entry) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.options.Now()
	for e := h.book.take(now); e != nil; e = h.book.take(now) {
		all = append(all, e)
	}
	return all
}

// deliver sends one subscriber what its topic is now.
func (h *Hub) deliver(ctx context.Context, e *entry) {
	h.mu.Lock()
	sub, site, caller, m := e.Subscription, h.site, h.caller, h.messages[e.key.path]
	h.mu.Unlock()
	if m == nil {
		if body, mediaType, ok := readTopic(site, sub.Path); ok {
			m = h.newMessage(site, sub.Path, body, mediaType)
		}
	}
	result, sum := void, ""
	var err error
	if m != nil {
		sum = m.sum
		result, err = h.send(ctx, e, sub, m, caller, site)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.book.land(h.options.Now(), e, sum, result)
	if e.removed {
		if h.book.subs[e.key] == nil {
			h.dirty[e.key] = nil
		}
	} else {
		now := e.Subscription
		h.dirty[e.key] = &now
	}
	if result == failed {
		h.options.Log.Debug("a subscriber was not reached", "callback", sub.Callback, "error", err, "again", e.Next)
	}
	h.forgetMessages()
	h.wake()
}

// send delivers, and gives way to others after a while.
func (h *Hub) send(ctx context.Context, e *entry, sub Subscription, m *message, caller *caller, site Site) (outcome, error) {
	flight, breakOff := context.WithCancel(ctx)
	defer breakOff()
	young := true
	var tarrying *time.Timer
	h.mu.Lock()
	tarrying = time.AfterFunc(patient, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		goesOn := h.book.tarries(e)
		if !goesOn && young {
			young = false
			tarrying.Reset(patient) // there may be room then
		} else if !goesOn {
			breakOff()
		}
		h.wake()
	})
	h.mu.Unlock()
	defer tarrying.Stop()
	result, err := caller.deliver(flight, sub, m, site.Agent)
	if result == brokenOff && ctx.Err() == nil {
		result = deferred
	}
	return result, err
}

// forgetMessages keeps no document in memory that nobody is sent.
func (h *Hub) forgetMessages() {
	if h.book.lanes[fast].free == h.options.Limits.Fast && h.book.lanes[slow].free == h.options.Limits.Slow {
		clear(h.messages)
	}
}
