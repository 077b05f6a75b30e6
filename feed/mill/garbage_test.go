package mill

import (
	"context"
	"runtime"
	"runtime/debug"
	"testing"
	"testing/synctest"
)

// garbage is what tests allocate and let go.
var garbage []byte

func forcedCollections() uint32 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NumForcedGC
}

// A collection that is near comes when an edition is done; one that is not, by itself.
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
		runtime.GC()
		if n := done(); n != 0 {
			t.Errorf("with nothing allocated: %d collections, want none", n)
		}
		for range 1 << 20 {
			if garbage = make([]byte, 4<<10); isCollectionNear() {
				break
			}
		}
		if n := done(); n != 1 {
			t.Errorf("with a collection near: %d, want 1", n)
		}
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
