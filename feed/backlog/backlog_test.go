package backlog

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"
)

func TestWhatWasInVainIsDueAgain(t *testing.T) {
	b := New(false)
	if !b.Even() {
		t.Error("a new one is not even")
	}
	b.Add([]string{"a", "b"}, false)
	b.Add([]string{"b"}, true)
	<-b.Bell()
	select {
	case <-b.Bell():
		t.Error("the bell rings twice")
	default:
	}
	due, all := b.Take()
	if got := slices.Sorted(maps.Keys(due)); !slices.Equal(got, []string{"a", "b"}) || !all {
		t.Errorf("took %q, all %v", got, all)
	}
	if b.Even() || !b.Busy() || b.Len() != 0 {
		t.Error("what was taken is not on its way")
	}
	b.Add([]string{"c"}, false)
	b.Settle(due, all, errors.New("in vain"))
	if b.Even() || b.Busy() || b.Len() != 3 {
		t.Errorf("%d are due, want 3", b.Len())
	}
	due, all = b.Take()
	b.Settle(due, all, nil)
	if !b.Even() {
		t.Error("it is not even, though all was taken in")
	}
}

func TestPause(t *testing.T) {
	for failures, want := range []time.Duration{1, 1, 3, 9, 20, 20} {
		if got := Pause(1, 20, 3, failures); got != want {
			t.Errorf("after %d failures: got %d, want %d", failures, got, want)
		}
	}
}
