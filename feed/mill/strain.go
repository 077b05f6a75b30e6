package mill

// What the machine refuses: it is no fault of the articles.

import (
	"errors"
	"sync"
	"syscall"
)

// strain is what the machine refuses a mill: files that could not be read for want
// of descriptors or memory, or because a disk fails. That is no fault of the
// articles, and may pass. It may be used by several goroutines.
type strain struct {
	mu      sync.Mutex
	refused map[string]error // by path, since drain; guarded by mu
	unshown map[string]bool  // paths that documents may lack; guarded by mu
	short   error            // why the edition under way would lack some; guarded by mu
}

// refuse takes in that a file could not be read.
func (s *strain) refuse(path string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused == nil {
		s.refused = map[string]error{}
	}
	s.refused[path] = err
}

// refuseShown is refuse for an article that an edition is to show. A failing disk
// may fail for long: the edition comes out, and shows the article as it last was.
// Descriptors and memory are there again in a moment: the edition waits for them.
func (s *strain) refuseShown(path string, err error) {
	s.refuse(path, err)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.unshown == nil {
		s.unshown = map[string]bool{}
	}
	s.unshown[path] = true
	if !errors.Is(err, syscall.EIO) {
		s.short = err
	}
}

// relieved takes in that a file was read. It reports whether documents may lack it.
func (s *strain) relieved(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	lacking := s.unshown[path]
	delete(s.unshown, path)
	delete(s.refused, path)
	return lacking
}

// drain returns what has been refused since the last time.
func (s *strain) drain() map[string]error {
	s.mu.Lock()
	defer s.mu.Unlock()
	paths := s.refused
	s.refused = nil
	return paths
}

// shortage is why the edition under way cannot come out; nil if it can.
func (s *strain) shortage() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.short
}

// begin begins an edition.
func (s *strain) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.short = nil
}
