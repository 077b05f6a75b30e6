package mill

// When garbage is collected. The runtime does so once as much has been allocated as is in
// use. That is too late where very much is in use, and may be in the very moment in which an
// article is saved, which would then wait for its feeds half as long again.

import (
	"context"
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// someFiles is from how many new files on reading them takes more memory than all that
	// follows, and modest how many bytes of the runtime's it may take before garbage is collected
	// for less and memory given back.
	someFiles = 50_000
	modest    = 140 << 20
	// manyFiles is from how many new files on memory is full of what is known of them. Those
	// are numbers, through which a collection need not look, so that two cost little more
	// than one.
	manyFiles = 300_000
	// usually and often are by how many percent of what is in use memory grows before it is
	// collected.
	usually, often = 100, 33
)

// collectOften has garbage collected more often while so many files are read for the first
// time, unless GOMEMLIMIT or GOGC says how often.
func collectOften(files int) (end func()) {
	switch {
	case files < someFiles:
		return func() {}
	case files < manyFiles:
		return limitMemory()
	}
	if former := debug.SetGCPercent(often); former != usually {
		debug.SetGCPercent(former)
		return func() {}
	}
	return func() { debug.SetGCPercent(usually) }
}

func limitMemory() (end func()) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(modest)
	return func() { debug.SetMemoryLimit(math.MaxInt64) }
}

// collectBetween collects garbage after editions, until ctx ends. It is a goroutine of its own,
// since a collection takes as long as an edition.
func collectBetween(ctx context.Context, edition <-chan struct{}) {
	h := newHeapUse()
	for {
		select {
		case <-edition:
			if h.isCollectionNear() {
				runtime.GC()
			}
		case <-ctx.Done():
			return
		}
	}
}

// heapUse is the memory in use, as the runtime tells of it. One goroutine owns it.
type heapUse struct {
	samples   []metrics.Sample
	allocated uint64 // bytes since the program began, when it was asked last
}

func newHeapUse() *heapUse {
	return &heapUse{samples: []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/goal:bytes"}, {Name: "/gc/heap/allocs:bytes"},
	}}
}

// isCollectionNear reports whether the runtime could collect while as much is allocated as
// was since the last question. It begins as early as at seven tenths of the way from what was
// live to its goal, and counts what goroutines have in store: half of the way is near.
func (h *heapUse) isCollectionNear() bool {
	metrics.Read(h.samples)
	live, now, goal, allocated := h.samples[0].Value.Uint64(), h.samples[1].Value.Uint64(), h.samples[2].Value.Uint64(), h.samples[3].Value.Uint64()
	next := now + allocated - h.allocated
	h.allocated = allocated
	return now > live && (next-live)*2 > goal-live
}
