package mill

// When garbage is collected. The runtime does so once as much has been allocated as is in
// use. That is too late where very much is in use, and may be in the very moment in which an
// article is saved, which would then wait for its feeds half as long again.

import (
	"context"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// manyFiles is from how many new files on memory is full of what is known of them. Those
	// are numbers, through which a collection need not look, so that two cost little more
	// than one.
	manyFiles = 300_000
	// usually and often are by how many percent of what is in use memory grows before it is
	// collected.
	usually, often = 100, 33
)

// collectOften has garbage collected often while so many files are read for the first time,
// unless GOGC says how often.
func collectOften(files int) (end func()) {
	if files < manyFiles {
		return func() {}
	}
	if former := debug.SetGCPercent(often); former != usually {
		debug.SetGCPercent(former)
		return func() {}
	}
	return func() { debug.SetGCPercent(usually) }
}

// collectBetween collects garbage after editions, until ctx ends. It is a goroutine of its own,
// since a collection takes as long as an edition.
func collectBetween(ctx context.Context, edition <-chan struct{}) {
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
