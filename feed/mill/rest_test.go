package mill

import (
	"context"
	"runtime"
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
		go rest(ctx, edition)
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
