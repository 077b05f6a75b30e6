package lease

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// memory is a store that keeps its conditions, or not.
type memory struct {
	mu       sync.Mutex
	data     map[string]string
	tags     map[string]int
	writes   int
	careless string // which condition it does not keep: "create" or "replace"
	down     error  // what it answers; nil if it is there
	lose     int    // so many answers to writes are lost on their way
}

func newMemory() *memory { return &memory{data: map[string]string{}, tags: map[string]int{}} }

func (m *memory) Read(_ context.Context, key string) ([]byte, string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.tags[key] == 0 || m.down != nil {
		return nil, "", m.down
	}
	return []byte(m.data[key]), fmt.Sprint(m.tags[key]), nil
}

func (m *memory) Write(_ context.Context, key string, data []byte, tag string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, known := fmt.Sprint(m.tags[key]), m.tags[key] != 0
	switch {
	case m.down != nil:
		return "", m.down
	case tag == "" && known && m.careless != "create", tag != "" && tag != now && m.careless != "replace":
		return "", ErrConflict
	}
	m.writes++
	m.data[key], m.tags[key] = string(data), m.writes
	if m.lose > 0 { // the client asks again, and meets its own object
		m.lose--
		return "", ErrConflict
	}
	return fmt.Sprint(m.writes), nil
}

// clock stands still unless somebody sleeps by it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// node is one whose clock is its own.
func node(m *memory, name string, at time.Time) (*Node, *clock) {
	c := &clock{now: at}
	return &Node{Name: name, Store: m, Key: "lease.json", Time: 30 * time.Second, Now: c.Now, Sleep: c.Sleep}, c
}

func lead(t *testing.T, n *Node) *Term {
	t.Helper()
	term, err := n.Lead(t.Context(), func(string, uint64) {})
	if err != nil {
		t.Fatal(err)
	}
	return term
}

var noon = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

// A node follows one that has died after the time of the lease, by its own clock, be that
// five minutes ahead or behind.
func TestTheDeadAreFollowed(t *testing.T) {
	for _, apart := range []time.Duration{0, 5 * time.Minute, -5 * time.Minute} {
		m := newMemory()
		a, _ := node(m, "a", noon)
		b, clock := node(m, "b", noon.Add(apart))
		first := lead(t, a)
		var seen []string
		second, err := b.Lead(t.Context(), func(leader string, epoch uint64) { seen = append(seen, fmt.Sprint(leader, epoch)) })
		if err != nil || first.Epoch() != 1 || second.Epoch() != 2 || second.Former() != "a" {
			t.Fatalf("%v: terms %d and %d after %s (%v)", apart, first.Epoch(), second.Epoch(), second.Former(), err)
		}
		if waited := clock.Now().Sub(noon.Add(apart)); waited <= b.Time || waited > b.Time*4/3 {
			t.Errorf("%v: it waited %v", apart, waited)
		}
		if strings.Join(seen, " ") != "a1" {
			t.Errorf("%v: it saw %q", apart, seen)
		}
	}
}

// One that sleeps beyond its lease finds so before its next write.
func TestASleeperIsStopped(t *testing.T) {
	m := newMemory()
	a, clock := node(m, "a", noon)
	first := lead(t, a)
	if err := first.Check(t.Context()); err != nil {
		t.Errorf("at once: %v", err)
	}
	b, _ := node(m, "b", noon)
	lead(t, b)
	_ = clock.Sleep(t.Context(), a.Time)
	for range 2 {
		if err := first.Check(t.Context()); !errors.Is(err, ErrLost) {
			t.Errorf("got %v, want %v", err, ErrLost)
		}
	}
	if err := first.Keep(t.Context()); !errors.Is(err, ErrLost) {
		t.Errorf("got %v, want %v", err, ErrLost)
	}
	if err := first.End(t.Context()); err != nil || !strings.Contains(m.data["lease.json"], `"node":"b","epoch":2`) {
		t.Errorf("its end touched the lease: %s (%v)", m.data["lease.json"], err)
	}
}

// What a leader renews stands for others; one that ends its term is followed at once.
func TestALeaderInGoodOrder(t *testing.T) {
	m := newMemory()
	a, clock := node(m, "a", noon)
	term := lead(t, a)
	m.lose = 1
	for range 10 {
		_ = clock.Sleep(t.Context(), a.Time*2/3)
		if err := term.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := term.End(t.Context()); err != nil || !errors.Is(term.Check(t.Context()), ErrLost) {
		t.Errorf("it leads after its end (%v)", err)
	}
	b, late := node(m, "b", noon)
	if next := lead(t, b); next.Epoch() != 2 || late.Now() != noon {
		t.Errorf("term %d began at %v", next.Epoch(), late.Now())
	}
}

// While the store does not answer a term lasts as long as its lease, and no longer.
func TestAStoreThatIsDown(t *testing.T) {
	m := newMemory()
	a, clock := node(m, "a", noon)
	term := lead(t, a)
	m.down = errors.New("no store")
	if err := term.Keep(t.Context()); !errors.Is(err, ErrLost) || clock.Now().Sub(noon) > a.Time*5/3 {
		t.Errorf("after %v: %v", clock.Now().Sub(noon), err)
	}
	if _, err := a.Lead(t.Context(), func(string, uint64) {}); !errors.Is(err, m.down) {
		t.Errorf("got %v, want %v", err, m.down)
	}
}

func TestStoresThatKeepNoConditions(t *testing.T) {
	for careless, want := range map[string]string{"": "", "create": "to create what is there already", "replace": "to replace what is another by now"} {
		m := newMemory()
		m.careless = careless
		for range 2 { // also where an object is left from the last time
			err := Probe(t.Context(), m, "probe")
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%q: got %v, want %q", careless, err, want)
			}
		}
	}
	m := newMemory()
	m.data["lease.json"], m.tags["lease.json"] = "no lease at all", 1
	a, _ := node(m, "a", noon)
	if _, err := a.Lead(t.Context(), func(string, uint64) {}); err == nil || !strings.Contains(err.Error(), "remove it while no node runs") {
		t.Errorf("got %v", err)
	}
}

// hung is a store that answers no write any more until it is given up.
type hung struct{ *memory }

func (h hung) Write(ctx context.Context, key string, data []byte, tag string) (string, error) {
	if tag != "" {
		<-ctx.Done()
		return "", ctx.Err()
	}
	return h.memory.Write(ctx, key, data, tag)
}

// One that is cut off waits for no answer longer than its lease lasts.
func TestACutOffNodeKnowsSo(t *testing.T) {
	n, clock := node(newMemory(), "a", noon)
	n.Store, n.Time = hung{n.Store.(*memory)}, 20*time.Millisecond
	n.Sleep = func(ctx context.Context, _ time.Duration) error { return clock.Sleep(ctx, n.Time) }
	if err := lead(t, n).Keep(t.Context()); !errors.Is(err, ErrLost) {
		t.Errorf("got %v, want %v", err, ErrLost)
	}
}
