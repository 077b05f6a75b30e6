package mill

import (
	"context"
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"testing/synctest"
)

// garbage is what tests allocate and let go.
var garbage []byte

func collections() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	return m
}

// link is a piece of memory through which a collection has to look.
type link struct{ next *link }

func linked(bytes int) (first *link) {
	for range bytes / 8 {
		first = &link{first}
	}
	return first
}

func forcedCollections() uint32 { return collections().NumForcedGC }

// Collections come when editions are done, and not while one is made.
func TestGarbageIsCollectedBetweenEditions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		edition := make(chan struct{})
		go collectBetween(ctx, edition)
		done := func() uint32 {
			before := forcedCollections()
			edition <- struct{}{}
			synctest.Wait()
			return forcedCollections() - before
		}
		done() // since the program began much was allocated
		runtime.GC()
		if n := done(); n != 0 {
			t.Errorf("with nothing allocated: %d collections, want none", n)
		}
		inUse := linked(6 << 20)
		runtime.GC()
		const editions, each = 300, 512 << 10
		before := collections()
		for range editions {
			for range each / 4096 {
				garbage = make([]byte, 4096)
			}
			done()
		}
		after := collections()
		if forced, all := after.NumForcedGC-before.NumForcedGC, after.NumGC-before.NumGC; forced == 0 || forced != all || forced > editions/4 {
			t.Errorf("%d editions of %d kB each: %d collections, %d of them between editions; want some, and all of them between", editions, each>>10, all, forced)
		}
		runtime.KeepAlive(inUse)
		stop()
		synctest.Wait()
	})
}

// Who says by GOGC how often garbage is collected is obeyed.
func TestGarbageIsCollectedOftenWhileMuchIsRead(t *testing.T) {
	for _, c := range []struct{ files, before, during int }{
		{manyFiles, usually, often},
		{manyFiles - 1, usually, usually},
		{manyFiles, 150, 150},
		{manyFiles, -1, -1},
	} {
		former := debug.SetGCPercent(c.before)
		end := collectOften(c.files)
		during := debug.SetGCPercent(c.before)
		debug.SetGCPercent(during)
		end()
		after := debug.SetGCPercent(former)
		if during != c.during || after != c.before {
			t.Errorf("%d files, GOGC %d: got %d while they are read and %d afterwards, want %d and %d", c.files, c.before, during, after, c.during, c.before)
		}
	}
}

// Who says by GOMEMLIMIT how much memory there is is obeyed.
func TestMemoryIsLimitedWhileMuchIsRead(t *testing.T) {
	for _, c := range []struct {
		files          int
		before, during int64
	}{
		{someFiles, math.MaxInt64, modest},
		{manyFiles - 1, math.MaxInt64, modest},
		{someFiles - 1, math.MaxInt64, math.MaxInt64},
		{manyFiles, math.MaxInt64, math.MaxInt64},
		{someFiles, 1 << 30, 1 << 30},
	} {
		former := debug.SetMemoryLimit(c.before)
		end := collectOften(c.files)
		during := debug.SetMemoryLimit(-1)
		end()
		after := debug.SetMemoryLimit(former)
		if during != c.during || after != c.before {
			t.Errorf("%d files, a limit of %d: got %d while they are read and %d afterwards, want %d and %d", c.files, c.before, during, after, c.during, c.before)
		}
	}
}
