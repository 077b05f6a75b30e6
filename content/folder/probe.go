package folder

// Finding out whether a file system reports changes at all, where its kind is
// not known: by making one.

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"time"
)

// verdict is what is known of a kind of file system.
type verdict uint8

const (
	local      verdict = iota // all changes pass this kernel, which reports each
	foreign                   // others change it as well
	unfamiliar                // to be tried
)

const (
	probeWait = 1500 * time.Millisecond
	// missLimit is how many sweeps may find what no event had reported.
	missLimit = 2
)

// probe creates a file in a folder and takes it away at once. Its name is one
// that no listing shows. A folder that cannot be written to is not probed:
// events are trusted there until a sweep finds what they missed.
func (w *Watcher) probe(dir string, dev uint64) {
	name := fmt.Sprintf(".feedmill-probe-%d", os.Getpid())
	p := filepath.Join(w.f.absolute(dir), name)
	file, err := os.OpenFile(p, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	file.Close()
	os.Remove(p)
	w.probes[path.Join(dir, name)] = probing{dev: dev, until: time.Now().Add(probeWait)}
}

// probing is a probe whose event has not come yet.
type probing struct {
	dev   uint64
	until time.Time
}

// checkProbes has the folders polled whose probe went unnoticed.
func (w *Watcher) checkProbes(now time.Time) {
	for p, t := range w.probes {
		if now.After(t.until) {
			delete(w.probes, p)
			w.blinded(t.dev, "a file made there caused no event")
		}
	}
}

// blinded has all folders of a device polled.
func (w *Watcher) blinded(dev uint64, why string) {
	w.arms.blind[dev] = why
	for _, n := range w.known.nodes {
		if n.present && n.id.dev == dev && n.poll == "" {
			w.setPoll(n, why)
		}
	}
}

// missed counts a sweep that found a change which no event had reported. Some
// changes never cause events, so one such sweep proves nothing.
func (w *Watcher) missed(devices map[uint64]bool) {
	for dev := range devices {
		if w.misses[dev]++; w.misses[dev] == missLimit && w.arms.blind[dev] == "" {
			w.blinded(dev, "changes there caused no events")
		}
	}
}
