package folder

// Deletions that look like an accident.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAlarm(t *testing.T) {
	plain := guard{share: 0.5, floor: 20}
	with := func(change func(*guard)) guard {
		g := plain
		change(&g)
		return g
	}
	for _, c := range []struct {
		name               string
		g                  guard
		known, gone, added int
		want               Alarm
	}{
		{"none", plain, 100, 0, 0, Calm},
		{"half", plain, 100, 50, 0, Calm},
		{"over half", plain, 100, 51, 0, MassDelete},
		{"over half of twenty", plain, 20, 20, 0, Calm},
		{"over half of twenty-one", plain, 21, 11, 0, MassDelete},
		{"all, but as many new", plain, 100, 100, 100, Calm},
		{"all, with a few new", plain, 100, 100, 10, MassDelete},
		{"another share", with(func(g *guard) { g.share = 0.9 }), 100, 90, 0, Calm},
		{"allowed", with(func(g *guard) { g.allow = true }), 100, 100, 0, Calm},
		{"allowed, but the root is missing", with(func(g *guard) { g.allow, g.missing = true, true }), 3, 1, 0, RootMissing},
		{"one of few from a missing root", with(func(g *guard) { g.missing = true }), 3, 1, 0, RootMissing},
		{"all of few at the start", with(func(g *guard) { g.suspect = true }), 3, 3, 0, RootEmpty},
		{"some of few at the start", with(func(g *guard) { g.suspect = true }), 3, 2, 0, Calm},
		{"most of few after the root was replaced", with(func(g *guard) { g.replaced = true }), 3, 2, 0, MassDelete},
	} {
		if got := c.g.alarm(c.known, c.gone, c.added); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// library is a bench with n files f00, f01, …
func library(n int, g guard) *bench {
	known := Snapshot{}
	for i := range n {
		known[fmt.Sprintf("f%02d", i)] = fp(i+1, 1)
	}
	return newBench(known, g)
}

func (b *bench) removeSome(t *testing.T, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		b.do(t, fmt.Sprintf("remove f%02d", i))
	}
}

func (b *bench) gone() int { return strings.Count(strings.Join(b.log, " "), "-") }

func TestMassDeletionIsHeld(t *testing.T) {
	b := library(40, guard{share: 0.5, floor: 20, holdFor: 24 * time.Hour})
	b.removeSome(t, 0, 30)
	b.do(t, "write n 1")
	b.run(10_000)
	if want := []string{"400 +n"}; !slices.Equal(b.log, want) {
		t.Fatalf("got %q, want %q: new articles appear, deletions wait", b.log, want)
	}
	if len(b.s.held) != 30 || b.s.loss.alarm != MassDelete {
		t.Fatalf("got %d held, %q; want 30, %q", len(b.s.held), b.s.loss.alarm, MassDelete)
	}

	t.Run("files that return are no longer held", func(t *testing.T) {
		for i := range 5 {
			p := fmt.Sprintf("f%02d", i)
			b.disk[p] = fp(i+1, 1)
			b.look(p)
		}
		b.run(b.at + 1000)
		if len(b.s.held) != 25 || b.gone() != 0 {
			t.Errorf("got %d held, %d gone; want 25, 0", len(b.s.held), b.gone())
		}
	})
	t.Run("a held file that is asked for stays held", func(t *testing.T) {
		b.s.again("f20", b.now())
		b.run(b.at + 1000)
		if len(b.s.held) != 25 || !b.s.next().IsZero() {
			t.Errorf("got %d held, next look at %v; want 25, never", len(b.s.held), b.s.next())
		}
	})
	t.Run("a held file that appears elsewhere was renamed", func(t *testing.T) {
		b.disk["moved"] = fp(11, 1) // f10
		b.event("moved", true)
		b.run(b.at + 1000)
		if last := b.log[len(b.log)-1]; !strings.HasSuffix(last, " +moved -f10") {
			t.Errorf("got %q, want the rename", last)
		}
		if len(b.s.held) != 24 {
			t.Errorf("got %d held, want 24", len(b.s.held))
		}
	})
	t.Run("a lasting state is believed", func(t *testing.T) {
		b.at += int(23 * time.Hour / time.Millisecond)
		b.run(b.at + 1000)
		if b.gone() != 1 {
			t.Fatalf("got %d gone after 23 hours, want 1", b.gone())
		}
		b.at += int(time.Hour / time.Millisecond)
		b.run(b.at + 1000)
		if b.gone() != 25 || len(b.s.held) != 0 || b.s.loss.alarm != Calm {
			t.Errorf("got %d gone, %d held, %q; want 25, 0, calm", b.gone(), len(b.s.held), b.s.loss.alarm)
		}
	})
}

func TestHeldDeletionsAreConfirmed(t *testing.T) {
	b := library(40, guard{share: 0.5, floor: 20})
	b.removeSome(t, 0, 40)
	b.run(1000)
	b.disk["f07"] = fp(8, 1) // back, but no event told
	b.s.allow(b.now())
	b.run(3000)
	if b.gone() != 39 {
		t.Errorf("got %d gone, want 39", b.gone())
	}
}

func TestSlowMassDeletionIsHeld(t *testing.T) {
	b := library(60, guard{share: 0.5, floor: 20})
	for i := range 6 { // ten every two seconds: each batch alone is harmless
		b.removeSome(t, i*10, i*10+10)
		b.run(b.at + 2000)
	}
	if b.gone() != 30 || len(b.s.held) != 30 {
		t.Errorf("got %d gone, %d held; want 30 and 30", b.gone(), len(b.s.held))
	}
}

func TestLongDeletionIsJudgedAsOne(t *testing.T) {
	b := library(60, guard{share: 0.5, floor: 20})
	for i := range 60 {
		b.removeSome(t, i, i+1)
		b.run(b.at + 70)
	}
	b.run(b.at + 10_000)
	if b.gone() != 0 || len(b.s.held) != 60 {
		t.Errorf("got %d gone, %d held; want 0 and 60", b.gone(), len(b.s.held))
	}
}

func TestDeletionsOverDaysAreNotHeld(t *testing.T) {
	b := library(60, guard{share: 0.5, floor: 20})
	for i := range 50 {
		b.removeSome(t, i, i+1)
		b.run(b.at + 500)
		b.at += int(2 * time.Minute / time.Millisecond)
	}
	if b.gone() != 50 {
		t.Errorf("got %d gone, want 50", b.gone())
	}
}

func TestMissingRootHoldsEverything(t *testing.T) {
	b := library(5, guard{share: 0.5, floor: 20, holdFor: time.Hour, allow: true, missing: true})
	b.removeSome(t, 0, 5)
	b.at += int(48 * time.Hour / time.Millisecond)
	b.run(b.at + 1000)
	if b.gone() != 0 || b.s.loss.alarm != RootMissing {
		t.Fatalf("got %d gone, %q; want 0, %q", b.gone(), b.s.loss.alarm, RootMissing)
	}
	b.s.guard.missing = false
	for i := range 4 {
		b.disk[fmt.Sprintf("f%02d", i)] = fp(i+1, 1)
		b.look(fmt.Sprintf("f%02d", i))
	}
	b.run(b.at + 1000)
	if got := b.log[len(b.log)-1]; b.gone() != 1 || !strings.HasSuffix(got, " -f04") {
		t.Errorf("got %q, want f04 alone gone", b.log)
	}
}

func TestUnmountedFolderIsHeld(t *testing.T) {
	b := library(10, guard{share: 0.5, floor: 20, unmounts: map[uint64]bool{1: true}})
	b.removeSome(t, 0, 2)
	b.run(1000)
	if b.gone() != 0 || b.s.loss.alarm != MountGone {
		t.Fatalf("got %d gone, %q; want 0, %q", b.gone(), b.s.loss.alarm, MountGone)
	}
	delete(b.s.guard.unmounts, 1)
	b.run(3000)
	if b.gone() != 2 {
		t.Errorf("got %d gone after the file system was seen again, want 2", b.gone())
	}
}
