package mill

// Garbage is collected while nothing is to be done. The runtime collects once as much has
// been allocated as was in use, whatever happens then; an article that is saved in that
// moment would wait for its feeds half as long again.

import (
	"context"
	"runtime"
	"runtime/metrics"
)

// rest collects garbage after editions, until ctx ends. It is a goroutine of its own, since a
// collection takes as long as an edition.
func rest(ctx context.Context, edition <-chan struct{}) {
	for {
		select {
		case <-edition:
			if isCollectionNear() {
				runtime.GC()
			}
		case <-ctx.Done():
			return
		}
	}
}

// isCollectionNear reports whether three quarters of what may be allocated before the runtime
// collects have been.
func isCollectionNear() bool {
	sizes := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/goal:bytes"}}
	metrics.Read(sizes)
	live, now, goal := sizes[0].Value.Uint64(), sizes[1].Value.Uint64(), sizes[2].Value.Uint64()
	return now > live && (now-live)*4 > (goal-live)*3
}
