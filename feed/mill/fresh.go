package mill

// What was just read will mostly be shown next, so the newest of it waits to be
// rendered. What does not fit is read again when it is shown.

import (
	"container/heap"
	"sync"
	"time"

	"feedmill/content/catalog"
)

// freshBytes bounds the files whose articles wait, by their sizes: enough for what feeds
// show. Where each article has a page all are shown, and more of them wait.
const (
	freshBytes    = 8 << 20
	freshForPages = 24 << 20
)

func (m *Mill) newFresh() *fresh {
	if s := m.settings; s.Plan.HasPages() && s.Permalink.String() == "" {
		return &fresh{most: freshForPages}
	}
	return &fresh{most: freshBytes}
}

// fresh holds the newest readings of the edition under way. It is filled by one
// goroutine and taken from by several.
type fresh struct {
	most int64 // bytes of files

	mu    sync.Mutex
	known map[string]catalog.Reading // by path; guarded by mu, as what is below
	ages  ages
	bytes int64
}

// keep holds what is shown of a reading, and lets the oldest go that there is no room
// for.
func (f *fresh) keep(r catalog.Reading) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known == nil {
		f.known = map[string]catalog.Reading{}
	}
	kept := catalog.Reading{Path: r.Path, Fingerprint: r.Fingerprint, FileHash: r.FileHash, ModTime: r.ModTime, Articles: r.Articles}
	if _, ok := f.known[r.Path]; ok {
		f.known[r.Path] = kept
		return
	}
	date := newest(r)
	if f.bytes+r.Fingerprint.Size > f.most && len(f.ages) > 0 && date.Before(f.ages[0].date) {
		return // it would be the first to go
	}
	f.known[r.Path] = kept
	f.bytes += r.Fingerprint.Size
	heap.Push(&f.ages, age{date, r.Path})
	for f.bytes > f.most {
		oldest := heap.Pop(&f.ages).(age).path
		f.bytes -= f.known[oldest].Fingerprint.Size
		delete(f.known, oldest)
	}
}

// take gives a reading away: once it has been rendered nobody asks for it, and its
// bodies are large by then. A file of several articles stays.
func (f *fresh) take(path string) (catalog.Reading, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	r, ok := f.known[path]
	if ok && len(r.Articles) < 2 {
		f.bytes -= r.Fingerprint.Size
		f.known[path] = catalog.Reading{}
	}
	return r, ok && r.Path != ""
}

// newest is when the file's newest article came out, as far as it says.
func newest(r catalog.Reading) time.Time {
	latest := r.ModTime
	for i, a := range r.Articles {
		if d := a.Published().Time; i == 0 && !d.IsZero() || d.After(latest) {
			latest = d
		}
	}
	return latest
}

// age is a path by the date of its newest article; ages are a heap of the oldest.
type age struct {
	date time.Time
	path string
}

type ages []age

func (a ages) Len() int           { return len(a) }
func (a ages) Less(i, j int) bool { return a[i].date.Before(a[j].date) }
func (a ages) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *ages) Push(x any)        { *a = append(*a, x.(age)) }

func (a *ages) Pop() any {
	last := len(*a) - 1
	x := (*a)[last]
	*a = (*a)[:last]
	return x
}
