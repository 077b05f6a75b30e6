package mirror

// What somebody says has changed is looked at by name at once. That saves a list, and time
// until the next one; it concludes nothing that a list does not: what is gone, or stands
// there by two names, waits for one.

import (
	"context"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"feedmill/content/objects"
)

// hints are paths that may have changed, until they are looked at.
type hints struct {
	mu    sync.Mutex
	paths map[string]bool // guarded by mu
	all   bool            // a list is wanted; guarded by mu
	count int64           // that came; guarded by mu
	ring  chan struct{}   // has one when there are any
}

const (
	// mostHints is how many are kept: where there are more, a list is the better look.
	mostHints = 1000
	// longestKey is that of S3, in bytes. What is longer was made up.
	longestKey = 1024
)

// Hint says that objects may have changed, by their paths below the prefix; none says that
// anything may have. It may be called by any goroutine, and does not wait.
func (m *Mirror) Hint(paths ...string) {
	h := &m.hints
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count++
	h.all = h.all || len(paths) == 0
	for _, p := range paths {
		if len(h.paths) >= mostHints {
			h.all = true
			break
		}
		if len(p) <= longestKey {
			h.paths[p] = true
		}
	}
	if h.all {
		clear(h.paths)
	}
	select {
	case h.ring <- struct{}{}:
	default: // it is known already
	}
}

// take hands over the hints there are.
func (h *hints) take() (paths []string, all bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	paths, all = slices.Sorted(maps.Keys(h.paths)), h.all
	clear(h.paths)
	h.all = false
	return paths, all
}

func (h *hints) counted() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.count
}

const (
	// soon is after how long the bucket is listed again to see whether a key is really
	// gone, or was renamed, or whether it answers again.
	soon = 2 * time.Second
	// gathering is how long more hints are waited for: what is renamed is told twice.
	gathering = 100 * time.Millisecond
)

// Follow mirrors the bucket every so often, and what hints name at once, until ctx ends.
// tried is told how it goes.
func (m *Mirror) Follow(ctx context.Context, every time.Duration, tried func(State)) {
	due, failures := time.Now().Add(m.pause(every)), 0
	for {
		var named []string
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Until(due)):
		case <-m.hints.ring:
			wait(ctx, gathering)
			paths, all := m.hints.take()
			if len(paths) == 0 && !all {
				continue // a list was made meanwhile
			}
			if all || !m.Synced() || !m.isWorth(paths) {
				due = earlier(due, time.Now().Add(min(m.soon, every)))
				continue
			}
			named = paths
		}
		if err := m.lookOrList(ctx, named); ctx.Err() != nil {
			return
		} else if err == nil {
			failures = 0
		} else {
			failures++
		}
		switch {
		case failures > 0:
			due = time.Now().Add(min(every, m.soon<<min(failures, mostDoublings)))
		case named != nil:
			due = earlier(due, time.Now().Add(m.pause(every)))
		default:
			due = time.Now().Add(m.pause(every))
		}
		tried(m.State())
	}
}

// mostDoublings keeps the pause after failures within an hour.
const mostDoublings = 10

// lookOrList looks at what is named, and at the bucket as a whole if nothing is, or if the
// look failed.
func (m *Mirror) lookOrList(ctx context.Context, named []string) error {
	if named != nil {
		if err := m.look(ctx, named); err == nil || ctx.Err() != nil {
			return err
		}
	}
	return m.Sync(ctx)
}

// pause is for how long the bucket need not be listed.
func (m *Mirror) pause(every time.Duration) time.Duration {
	if len(m.missing)+len(m.waiting) > 0 {
		return min(m.soon, every)
	}
	return every
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// A list of a thousand keys costs as much as a dozen and a half questions for one; few are
// always worth it, for their answer comes sooner.
const (
	listedForOne = 80
	fewHints     = 16
)

// isWorth reports whether asking for paths one by one costs no more than a list.
func (m *Mirror) isWorth(paths []string) bool {
	return len(paths) <= max(fewHints, len(m.held)/listedForOne)
}

// look asks for paths by name, and mirrors what is there.
func (m *Mirror) look(ctx context.Context, paths []string) error {
	v := view{objects: map[string]object{}, asked: map[string]bool{}}
	paths = slices.DeleteFunc(paths, func(p string) bool { return m.unfit(p, 0) != "" || strings.HasSuffix(p, "/") || m.isInTheWay(p) })
	var mu sync.Mutex
	err := sideBySide(paths, func(p string) error {
		there, err := m.store.Stat(ctx, p)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case objects.IsMissing(err):
			v.asked[p] = true
		case err != nil:
			return fmt.Errorf("ask for %s: %w", p, m.store.InWords(err))
		case m.unfit(p, there.Size) == "":
			v.asked[p], v.objects[p] = true, objectOf(there)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = m.realise(ctx, v)
	m.note(func(s *State) { s.Objects = len(m.held) })
	return err
}

// isInTheWay reports whether a path would be a file where others need a folder, or below
// one: which of them is left alone a list tells.
func (m *Mirror) isInTheWay(p string) bool {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if _, file := m.held[dir]; file {
			return true
		}
	}
	info, err := m.root.Lstat(filepath.FromSlash(p))
	return err == nil && info.IsDir()
}
