package web

// Who reads: what readers say of themselves, and how many others come by. There is no
// cookie, no address and no hash of one: a day's pollers are counted by a sketch, whose
// salt is thrown away with it, and all is forgotten when the program ends.

import (
	"cmp"
	"hash/maphash"
	"maps"
	"math"
	"math/bits"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content/pattern"
)

const (
	// mostAgents bounds what is remembered of names that clients give themselves.
	mostAgents = 2000
	// mostClaims bounds the services that say for how many they ask.
	mostClaims = 1000
	// mostClaimed is the largest number that is believed.
	mostClaimed = 10_000_000
	// claimLasts is how long a service is believed that has not come again.
	claimLasts = 7 * 24 * time.Hour
)

// Readers counts who asks for feeds. Its zero value is ready for use, by several
// goroutines.
type Readers struct {
	answers, notModified, sent, saved atomic.Int64

	day    atomic.Int64 // since 1970, of pollers
	poller sketch       // of today

	mu        sync.RWMutex
	seed      maphash.Seed      // of today; guarded by mu
	yesterday int               // guarded by mu
	agents    map[string]*agent // by User-Agent; guarded by mu
	claims    map[claimKey]Claim
}

// agent is what a User-Agent says.
type agent struct {
	product, feed string // feed is the service's own id of the feed, if it has one
	claimed       int    // subscribers; 0 if it says none
}

// claimKey is what a number of subscribers stands for: later ones take its place,
// from whatever address they come.
type claimKey struct{ product, feed string }

// A Claim is what a service says of its subscribers.
type Claim struct {
	Product     string
	Feed        string // the service's id of the feed, else its path
	Subscribers int
	Last        time.Time
}

// Readership is what is known of the readers.
type Readership struct {
	Answers, NotModified int64 // to requests of feeds; NotModified of them said that nothing is new
	Sent, Saved          int64 // bytes of bodies that were sent, and that were not for that reason
	Today, Yesterday     int   // pollers that do not say for how many they ask, by UTC
	Subscribers          int   // by all claims
	Claims               []Claim
}

// note takes in one answer with a feed of so many bytes; same is that the client had it.
func (rd *Readers) note(name string, r *http.Request, now time.Time, same bool, size int) {
	rd.answers.Add(1)
	switch {
	case same:
		rd.notModified.Add(1)
		rd.saved.Add(int64(size))
	case r.Method == http.MethodGet:
		rd.sent.Add(int64(size))
	}
	said := ""
	if v := r.Header["User-Agent"]; v != nil {
		said = v[0]
	}
	if today := now.Unix() / (24 * 60 * 60); today != rd.day.Load() {
		rd.turn(today)
	}
	a, seed := rd.agentOf(said)
	if a.claimed > 0 {
		rd.claim(a, name, now)
		return
	}
	rd.poller.add(maphash.String(seed, hostPart(r.RemoteAddr)) + 3*maphash.String(seed, said))
}

// hostPart is an address without its port.
func hostPart(address string) string {
	return address[:max(strings.LastIndexByte(address, ':'), 0)]
}

// turn begins another day.
func (rd *Readers) turn(today int64) {
	rd.mu.Lock()
	defer rd.mu.Unlock()
	before := rd.day.Load()
	if before == today {
		return
	}
	rd.yesterday = 0
	if before == today-1 {
		rd.yesterday = rd.poller.count()
	}
	rd.poller.clear()
	rd.seed = maphash.MakeSeed()
	rd.day.Store(today)
}

// agentOf reads a User-Agent, most of which have been read before.
func (rd *Readers) agentOf(said string) (*agent, maphash.Seed) {
	rd.mu.RLock()
	a, seed := rd.agents[said], rd.seed
	rd.mu.RUnlock()
	if a != nil {
		return a, seed
	}
	a = parseAgent(said)
	rd.mu.Lock()
	defer rd.mu.Unlock()
	if rd.agents == nil || len(rd.agents) >= mostAgents {
		rd.agents = map[string]*agent{}
	}
	rd.agents[strings.Clone(said)] = a
	return a, rd.seed
}

func (rd *Readers) claim(a *agent, name string, now time.Time) {
	c := Claim{Product: a.product, Feed: cmp.Or(a.feed, "/"+name), Subscribers: a.claimed, Last: now}
	key := claimKey{c.Product, c.Feed}
	rd.mu.Lock()
	defer rd.mu.Unlock()
	if rd.claims == nil {
		rd.claims = map[claimKey]Claim{}
	}
	if _, known := rd.claims[key]; known || len(rd.claims) < mostClaims {
		rd.claims[key] = c
	}
}

// Readership sums up.
func (rd *Readers) Readership(now time.Time) Readership {
	rd.turn(now.Unix() / (24 * 60 * 60))
	rd.mu.Lock()
	defer rd.mu.Unlock()
	maps.DeleteFunc(rd.claims, func(_ claimKey, c Claim) bool { return now.Sub(c.Last) > claimLasts })
	r := Readership{
		Answers: rd.answers.Load(), NotModified: rd.notModified.Load(), Sent: rd.sent.Load(), Saved: rd.saved.Load(),
		Today: rd.poller.count(), Yesterday: rd.yesterday, Claims: slices.Collect(maps.Values(rd.claims)),
	}
	slices.SortFunc(r.Claims, func(a, b Claim) int {
		return cmp.Or(b.Subscribers-a.Subscribers, cmp.Compare(a.Product, b.Product), cmp.Compare(a.Feed, b.Feed))
	})
	for _, c := range r.Claims {
		r.Subscribers += c.Subscribers
	}
	return r
}

var (
	claimed = pattern.New(`(?i)\b(\d{1,9}) (subscribers?|readers?|users)\b`)
	feedID  = pattern.New(`(?i)\bfeed[-_]?id[:=]\s*([\w-]{1,40})`)
)

// parseAgent reads such as "Feedbin feed-id:1697787 - 102 subscribers" and
// "Mozilla/5.0 (compatible; inoreader.com; 114 subscribers)".
func parseAgent(said string) *agent {
	m := claimed.FindStringSubmatch(said)
	if m == nil {
		return &agent{}
	}
	n, _ := strconv.Atoi(m[1]) // nine digits are a number
	a := &agent{product: product(said), claimed: min(n, mostClaimed)}
	if id := feedID.FindStringSubmatch(said); id != nil {
		a.feed = id[1]
	}
	return a
}

// product is the name in a User-Agent, without its version.
func product(said string) string {
	if _, rest, ok := strings.Cut(said, "compatible;"); ok && strings.HasPrefix(said, "Mozilla/") {
		said = strings.TrimSpace(rest)
	}
	end := strings.IndexAny(said, "/;(")
	for _, mark := range []string{" feed", " - ", " Feed"} {
		if i := strings.Index(said, mark); i > 0 && (end < 0 || i < end) {
			end = i
		}
	}
	if end > 0 {
		said = said[:end]
	}
	said = strings.TrimSpace(said)
	return strings.Clone(said[:min(len(said), 60)])
}

// sketch counts distinct values without keeping any (HyperLogLog): each register has
// the longest run of zeros that hashes began with which fell to it. It is off by two
// percent, and exact for some.
type sketch struct {
	registers [1 << sketchBits]atomic.Uint32
}

const sketchBits = 12

func (s *sketch) add(hash uint64) {
	register := &s.registers[hash>>(64-sketchBits)]
	run := uint32(bits.LeadingZeros64(hash<<sketchBits|1<<(sketchBits-1))) + 1
	for {
		had := register.Load()
		if run <= had || register.CompareAndSwap(had, run) {
			return
		}
	}
}

func (s *sketch) count() int {
	const m = 1 << sketchBits
	sum, empty := 0.0, 0
	for i := range s.registers {
		run := s.registers[i].Load()
		sum += math.Ldexp(1, -int(run))
		if run == 0 {
			empty++
		}
	}
	estimate := 0.7213 / (1 + 1.079/m) * m * m / sum
	if estimate <= 2.5*m && empty > 0 {
		estimate = m * math.Log(m/float64(empty))
	}
	return int(math.Round(estimate))
}

func (s *sketch) clear() {
	for i := range s.registers {
		s.registers[i].Store(0)
	}
}
