package mill

import (
	"runtime"
	"runtime/debug"
	measured "runtime/metrics"
	"testing"
)

// Garbage is collected before the runtime would do so by itself, and not sooner
// than there is some.
func TestGarbageIsCollectedAheadOfItsTime(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	runtime.GC()
	var c collector
	forced, automatic := collections()
	c.collect()
	c.wait.Wait()
	if now, _ := collections(); now != forced {
		t.Fatalf("%d collections, want none: all garbage had just been collected", now-forced)
	}
	var garbage []byte
	for range 1000 {
		garbage = make([]byte, 1<<20)
		c.collect()
		c.wait.Wait()
		if now, _ := collections(); now > forced {
			break
		}
	}
	runtime.KeepAlive(garbage)
	nowForced, nowAutomatic := collections()
	if nowForced != forced+1 || nowAutomatic != automatic {
		t.Errorf("%d collections ahead of their time, %d at it; want 1 and none", nowForced-forced, nowAutomatic-automatic)
	}
}

// collections are how many there have been: asked for, and begun by the runtime.
func collections() (forced, automatic uint64) {
	samples := []measured.Sample{{Name: "/gc/cycles/forced:gc-cycles"}, {Name: "/gc/cycles/automatic:gc-cycles"}}
	measured.Read(samples)
	return samples[0].Value.Uint64(), samples[1].Value.Uint64()
}
