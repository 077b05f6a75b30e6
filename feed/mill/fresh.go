package mill

// What was just read will mostly be shown next, so what feeds show of it waits to be
// rendered: of each feed the newest. What does not fit is read again when it is shown.

import (
	"container/heap"
	"iter"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
)

// The bounds of the files whose articles wait, by their sizes: enough for what feeds show.
// A large folder needs the memory for its catalog. Where each article has a page all are
// shown, and more of them wait.
const (
	freshBytes    = 14 << 20
	freshOfMany   = 8 << 20
	freshForPages = 24 << 20
	freshMany     = 50_000 // files
)

// newFresh is for an edition for which so many files are read.
func (m *Mill) newFresh(files int) *fresh {
	s := m.settings
	switch {
	case s.Plan.HasPages() && s.Permalink.String() == "":
		return &fresh{most: freshForPages}
	case !s.Plan.Kinds["archives"].Off:
		return &fresh{most: freshBytes}
	}
	f := &fresh{most: freshBytes, perFeed: m.catalog.WindowSize(), feeds: map[feedName]*ages{}, kinds: map[catalog.Property]bool{catalog.Everything: true}}
	if files > freshMany {
		f.most = freshOfMany
	}
	for property, kind := range map[catalog.Property]string{catalog.Section: "sections", catalog.Tag: "tags", catalog.Author: "authors", catalog.Language: "languages"} {
		f.kinds[property] = !s.Plan.Kinds[kind].Off
	}
	return f
}

// fresh holds the newest readings of the edition under way. It is filled by one
// goroutine and taken from by several.
type fresh struct {
	most    int64                     // bytes of files
	perFeed int                       // articles that a feed shows; 0 where all are shown somewhere
	kinds   map[catalog.Property]bool // of feeds that are made

	mu    sync.Mutex
	known map[string]*waiting // by path; guarded by mu, as what is below
	ages  ages                // of all that wait, and of some that do not any more
	feeds map[feedName]*ages
	bytes int64
}

// waiting is a reading that nobody has taken yet; if somebody has, it is zero.
type waiting struct {
	catalog.Reading
	size  int64
	feeds int // that it is among the newest of
}

// feedName is what a feed is of.
type feedName struct {
	property catalog.Property
	value    string
}

// keep holds what is shown of a reading, and lets go what that leaves no room for.
func (f *fresh) keep(r catalog.Reading) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known == nil {
		f.known = map[string]*waiting{}
	}
	kept := catalog.Reading{Path: r.Path, Fingerprint: r.Fingerprint, FileHash: r.FileHash, ModTime: r.ModTime, Articles: r.Articles}
	if was, ok := f.known[r.Path]; ok {
		was.Reading = kept
		return
	}
	own, size := age{newest(r), r.Path}, r.Fingerprint.Size
	if f.bytes+size > f.most && len(f.ages) > 0 && own.date.Before(f.ages[0].date) {
		return // it would be the first to go
	}
	w := &waiting{Reading: kept, size: size}
	f.known[r.Path] = w
	f.bytes += w.size
	if f.perFeed > 0 && !f.isShown(w, own) {
		f.letGo(r.Path)
		return
	}
	heap.Push(&f.ages, own)
	for f.bytes > f.most && len(f.ages) > 0 {
		f.letGo(heap.Pop(&f.ages).(age).path)
	}
}

// isShown puts a reading among the newest of its feeds, in place of older ones. It reports
// whether it is among those of any.
func (f *fresh) isShown(w *waiting, own age) bool {
	for _, a := range w.Articles {
		if a.Draft() {
			continue
		}
		for name := range f.feedsOf(a) {
			newest := f.feeds[name]
			if newest == nil {
				newest = &ages{}
				f.feeds[name] = newest
			}
			if len(*newest) == f.perFeed && !own.date.After((*newest)[0].date) {
				continue
			}
			w.feeds++
			if heap.Push(newest, own); len(*newest) > f.perFeed {
				f.leave(heap.Pop(newest).(age).path)
			}
		}
	}
	return w.feeds > 0
}

// feedsOf yields the names of the feeds that show an article while it is new.
func (f *fresh) feedsOf(a *content.Article) iter.Seq[feedName] {
	return func(yield func(feedName) bool) {
		more := true
		of := func(p catalog.Property, value string) {
			more = more && (!f.kinds[p] || yield(feedName{p, value}))
		}
		of(catalog.Everything, "")
		of(catalog.Section, a.Section())
		for _, t := range a.Tags() {
			of(catalog.Tag, t)
		}
		for _, by := range a.Authors() {
			of(catalog.Author, by.Name)
		}
		of(catalog.Language, a.Language())
	}
}

// leave notes that a file is not among the newest of a feed any more.
func (f *fresh) leave(path string) {
	if w := f.known[path]; w != nil {
		if w.feeds--; w.feeds == 0 {
			f.letGo(path)
		}
	}
}

func (f *fresh) letGo(path string) {
	if w := f.known[path]; w != nil {
		f.bytes -= w.size
		delete(f.known, path)
	}
}

// take gives a reading away: once it has been rendered nobody asks for it, and its
// bodies are large by then. A file of several articles stays.
func (f *fresh) take(path string) (catalog.Reading, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	w := f.known[path]
	if w == nil || w.Path == "" {
		return catalog.Reading{}, false
	}
	r := w.Reading
	if len(r.Articles) < 2 {
		f.bytes -= w.size
		w.Reading, w.size = catalog.Reading{}, 0
	}
	return r, true
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
