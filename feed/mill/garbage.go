package mill

// Garbage is collected while nobody waits. A collection that happens to run while
// the feeds of the site are made doubles the time that subscribers wait for them;
// those of sections and tags, which come after, have time for it. BenchmarkLatency
// tells: at 100,000 articles one edition in a hundred took 9 ms, and takes 6.

import (
	"runtime"
	measured "runtime/metrics"
	"sync"
)

// collector runs collections ahead of their time, one at a time.
type collector struct {
	mu      sync.Mutex
	running bool // guarded by mu
	wait    sync.WaitGroup
}

// collect begins a collection in the background if the next is not far off.
func (c *collector) collect() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running || !garbageNearsGoal() {
		return
	}
	c.running = true
	c.wait.Go(func() {
		runtime.GC()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.running = false
	})
}

// garbageNearsGoal reports whether memory has come half the way from what the last
// collection left to where the next one begins by itself.
func garbageNearsGoal() bool {
	samples := []measured.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/goal:bytes"}}
	measured.Read(samples)
	live, now, goal := samples[0].Value.Uint64(), samples[1].Value.Uint64(), samples[2].Value.Uint64()
	return now > live/2+goal/2
}
