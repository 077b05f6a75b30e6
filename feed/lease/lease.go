// Package lease says which of several nodes publishes.
//
// The nodes share a store of objects that writes on conditions, and nothing else: no
// clock, and no word to one another. One of them leads for a term, which has a number,
// its epoch. It renews its lease by writing it again. A node that stands by times by its
// own clock for how long the lease stays as it is; after the time of the lease it takes
// over, with the next epoch.
//
// That makes it rare that two nodes believe to lead, and no more: one may sleep through
// the end of its term and wake in the middle of a write. So the store is the fence.
// Whatever a leader writes, it writes on the condition that what is there is what it
// wrote itself, or claimed once; the node that took over has claimed it since. A
// condition on what was read a moment ago would fence nothing. The model in the tests of
// this package goes through all ways in which the steps of some nodes may meet.
package lease

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrConflict is wrapped by the error of a write whose condition did not hold.
var ErrConflict = errors.New("something else is there by now")

// ErrLost is wrapped by the error of a node that leads no more.
var ErrLost = errors.New("another node leads now")

// A Store holds objects. Each write of one gives it another tag.
type Store interface {
	// Read gives an object, and its tag; an empty tag says that there is none.
	Read(ctx context.Context, key string) (data []byte, tag string, err error)

	// Write writes an object if the one that is there has the tag; or, if that is
	// empty, if there is none. The error wraps [ErrConflict] if that does not hold.
	Write(ctx context.Context, key string, data []byte, tag string) (next string, err error)
}

// Node is one of those that may lead.
type Node struct {
	Name  string // by which the operator knows it
	Store Store
	Key   string        // of the lease
	Time  time.Duration // after which another node may take over
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// lease is what the object holds.
type lease struct {
	Node  string `json:"node"`
	Epoch uint64 `json:"epoch"`
	Count uint64 `json:"count"` // of renewals, which make each writing another one
	Ended bool   `json:"ended,omitempty"`
}

// looks is how often within the time of a lease a node that stands by looks at it, and
// renewals is how often its leader renews it.
const (
	looks    = 6
	renewals = 3
)

// Lead stands by until this node leads. waiting is told of each other leader that is
// seen.
func (n *Node) Lead(ctx context.Context, waiting func(leader string, epoch uint64)) (*Term, error) {
	seen, since, said := "", n.Now(), ""
	for {
		held, tag, err := n.read(ctx)
		if err != nil {
			return nil, err
		}
		if tag != seen {
			seen, since = tag, n.Now()
		}
		if tag == "" || held.Ended || n.Now().Sub(since) > n.Time {
			term, err := n.take(ctx, held, tag)
			if !errors.Is(err, ErrConflict) {
				return term, err
			}
			continue
		}
		if held.Node != said {
			said = held.Node
			waiting(held.Node, held.Epoch)
		}
		if err := n.Sleep(ctx, n.Time/looks); err != nil {
			return nil, err
		}
	}
}

func (n *Node) read(ctx context.Context) (held lease, tag string, err error) {
	data, tag, err := n.Store.Read(ctx, n.Key)
	if err != nil || tag == "" {
		return lease{}, "", err
	}
	if err := json.Unmarshal(data, &held); err != nil || held.Epoch == 0 {
		return lease{}, "", fmt.Errorf("the lease %s is none; remove it while no node runs", n.Key)
	}
	return held, tag, nil
}

// take begins the next term.
func (n *Node) take(ctx context.Context, held lease, tag string) (*Term, error) {
	t := &Term{node: n, held: lease{Node: n.Name, Epoch: held.Epoch + 1}, before: held}
	if err := t.write(ctx, t.held, tag); err != nil {
		return nil, err
	}
	return t, nil
}

// Term is the time in which a node leads. It may be used by several goroutines.
type Term struct {
	node   *Node
	before lease

	mu      sync.Mutex
	held    lease     // guarded by mu
	tag     string    // of what this node wrote last; guarded by mu
	renewed time.Time // guarded by mu
	lost    error     // guarded by mu
}

// Epoch is the number of the term.
func (t *Term) Epoch() uint64 { return t.held.Epoch }

// Former is the node that led before, which may be this one; empty if none did.
func (t *Term) Former() string { return t.before.Node }

// write writes the lease. The time counts from before it is asked for.
func (t *Term) write(ctx context.Context, next lease, tag string) error {
	began := t.node.Now()
	data, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if tag, err = t.node.Store.Write(ctx, t.node.Key, data, tag); err != nil {
		return err
	}
	t.held, t.tag, t.renewed = next, tag, began
	return nil
}

// Check is asked before each write: whether this node leads still. After half the time of
// a lease it renews it first, since it may have slept. The error wraps [ErrLost] if it
// does not.
func (t *Term) Check(ctx context.Context) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lost != nil {
		return t.lost
	}
	if t.node.Now().Sub(t.renewed) <= t.node.Time/2 {
		return nil
	}
	return t.renew(ctx)
}

// renew writes the lease anew. mu is held. An answer that was lost on its way is no
// conflict: what is there is what this node wrote.
func (t *Term) renew(ctx context.Context) error {
	next := t.held
	next.Count++
	err := t.write(ctx, next, t.tag)
	if errors.Is(err, ErrConflict) {
		if now, tag, readErr := t.node.read(ctx); readErr == nil && now == next {
			t.held, t.tag, t.renewed = next, tag, t.node.Now()
			return nil
		}
		t.lost = fmt.Errorf("term %d is over: %w", t.held.Epoch, ErrLost)
		return t.lost
	}
	return err
}

// Keep renews the lease until ctx ends, or until it is lost: then the error wraps
// [ErrLost]. While the store does not answer, the term lasts no longer than the lease.
func (t *Term) Keep(ctx context.Context) error {
	for {
		if err := t.node.Sleep(ctx, t.node.Time/renewals); err != nil {
			return nil
		}
		t.mu.Lock()
		err := cmpLost(t.lost, func() error { return t.renewInTime(ctx) })
		if err != nil && ctx.Err() == nil && t.lost == nil && t.node.Now().Sub(t.renewed) > t.node.Time {
			t.lost = fmt.Errorf("term %d could not be renewed (%w): %w", t.held.Epoch, err, ErrLost)
		}
		lost := t.lost
		t.mu.Unlock()
		if lost != nil {
			return lost
		}
	}
}

// renewInTime renews the lease, and waits no longer for the store than the lease lasts: who
// is cut off from it should know so. mu is held.
func (t *Term) renewInTime(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, t.node.Time)
	defer cancel()
	return t.renew(ctx)
}

// cmpLost renews what is not lost.
func cmpLost(lost error, renew func() error) error {
	if lost != nil {
		return lost
	}
	return renew()
}

// End ends the term, so that another node need not wait.
func (t *Term) End(ctx context.Context) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lost != nil {
		return nil
	}
	next := t.held
	next.Ended = true
	t.lost = fmt.Errorf("term %d has ended: %w", t.held.Epoch, ErrLost)
	if err := t.write(ctx, next, t.tag); err != nil && !errors.Is(err, ErrConflict) {
		return fmt.Errorf("end the lease: %w", err)
	}
	return nil
}

// Probe finds out whether a store keeps its conditions, by an object at a key of its own.
func Probe(ctx context.Context, s Store, key string) error {
	_, tag, err := s.Read(ctx, key)
	if err != nil {
		return err
	}
	first, err := s.Write(ctx, key, []byte("one"), tag)
	if err != nil && !errors.Is(err, ErrConflict) { // another node probes as well
		return err
	}
	if _, err := s.Write(ctx, key, []byte("two"), ""); !errors.Is(err, ErrConflict) {
		return refusal("to create what is there already", err)
	}
	second, err := s.Write(ctx, key, []byte("three"), first)
	if errors.Is(err, ErrConflict) {
		_, now, readErr := s.Read(ctx, key)
		if readErr == nil && now == first {
			return fmt.Errorf("the store refuses to replace an object by its own tag; nodes cannot share it: run one node, or take another store")
		}
		second, err = now, readErr
	}
	if err != nil {
		return err
	}
	if _, err := s.Write(ctx, key, []byte("four"), first); second != first && !errors.Is(err, ErrConflict) {
		return refusal("to replace what is another by now", err)
	}
	return nil
}

func refusal(what string, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("the store does not refuse %s; nodes cannot share it: run one node, or take another store", what)
}
