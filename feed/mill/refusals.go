package mill

// What the machine refuses: it is no fault of the articles.

import (
	"errors"
	"sync"
	"syscall"
)

// refusals are what the machine refuses a mill: files that could not be read for want
// of descriptors or memory, or because a disk fails. That is no fault of the
// articles, and may pass. It may be used by several goroutines.
type refusals struct {
	mu      sync.Mutex
	refused map[string]error // by path, since drain; guarded by mu
	unshown map[string]bool  // paths that documents may lack; guarded by mu
	short   error            // why the edition under way would lack some; guarded by mu
}

// refuse takes in that a file could not be read.
func (r *refusals) refuse(path string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refused == nil {
		r.refused = map[string]error{}
	}
	r.refused[path] = err
}

// refuseShown is refuse for an article that an edition is to show. A failing disk
// may fail for long: the edition comes out, and shows the article as it last was.
// Descriptors and memory are there again in a moment: the edition waits for them.
func (r *refusals) refuseShown(path string, err error) {
	r.refuse(path, err)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.unshown == nil {
		r.unshown = map[string]bool{}
	}
	r.unshown[path] = true
	if !errors.Is(err, syscall.EIO) {
		r.short = err
	}
}

// relieved takes in that a file was read. It reports whether documents may lack it.
func (r *refusals) relieved(path string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	lacking := r.unshown[path]
	delete(r.unshown, path)
	delete(r.refused, path)
	return lacking
}

// drain returns what has been refused since the last time.
func (r *refusals) drain() map[string]error {
	r.mu.Lock()
	defer r.mu.Unlock()
	paths := r.refused
	r.refused = nil
	return paths
}

// shortage is why the edition under way cannot come out; nil if it can.
func (r *refusals) shortage() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.short
}

// begin begins an edition.
func (r *refusals) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.short = nil
}
