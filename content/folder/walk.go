package folder

// Listing folders, the same on every system; list_*.go do the system's part.

import (
	"context"
	"runtime"
	"sync"
)

// entry is one name in a folder that counts.
type entry struct {
	name string
	kind kind
	file Fingerprint // of articles
	link bool        // it has other names: a symbolic link, of which file is what it leads to, or a hard link
	why  string      // the rule that leaves it out
	err  error       // it is there, but what it is could not be found out
}

// listed is one folder with what it holds.
type listed struct {
	dir     string // "." is the root
	id      identity
	entries []entry
	err     error // it could not be listed; entries are then not to be relied on
}

// walk lists the folder dir and, if deep says so for a folder, what is below
// it. enter is called when a folder is open but not yet read: whoever watches
// it from then on misses nothing. Both run in the caller's goroutine.
func (f *Folder) walk(ctx context.Context, dir string, enter func(dir string, id identity), visit func(listed) (deep bool)) {
	h, err := openHandle(f.root, dir)
	f.walkInto(ctx, h, err, dir, enter, visit)
}

// walkWide is walk by all processors, from the root on. It calls visit in several goroutines,
// for a folder before those in it. Unasked gives names without fingerprints, but for links.
func (f *Folder) walkWide(ctx context.Context, unasked bool, visit func(listed) (deep bool)) {
	root, err := openHandle(f.root, ".")
	if err != nil {
		visit(listed{dir: ".", err: err})
		return
	}
	defer root.close()
	root.unasked = unasked
	w := newAwaited(".")
	work := func() {
		for dir, more := w.next(); more; dir, more = w.next() {
			w.found(f.visitFrom(ctx, root, dir, visit))
		}
	}
	var working sync.WaitGroup
	for range runtime.GOMAXPROCS(0) - 1 {
		working.Go(work)
	}
	work()
	working.Wait()
}

// visitFrom lists a folder, and gives those in it that are to be listed, too.
func (f *Folder) visitFrom(ctx context.Context, root handle, dir string, visit func(listed) (deep bool)) (deeper []string) {
	h, err := root.open(dir)
	l := f.listOne(ctx, h, err, dir, nil)
	if err == nil {
		h.close()
	}
	if !visit(l) {
		return nil
	}
	for _, e := range l.entries {
		if e.kind == subfolder {
			deeper = append(deeper, inFolder(dir, e.name))
		}
	}
	return deeper
}

// awaited are folders that are to be listed by whoever is free. It is used by several
// goroutines.
type awaited struct {
	mu      sync.Mutex
	changed sync.Cond
	dirs    []string // guarded by mu
	busy    int      // how many are being listed, and may have others in them; guarded by mu
}

func newAwaited(dir string) *awaited {
	a := &awaited{dirs: []string{dir}}
	a.changed.L = &a.mu
	return a
}

// next waits for a folder; there are no more if none is left, and none is being listed. Who
// took one calls found.
func (a *awaited) next() (dir string, more bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for len(a.dirs) == 0 && a.busy > 0 {
		a.changed.Wait()
	}
	last := len(a.dirs) - 1
	if last < 0 {
		return "", false
	}
	dir, a.dirs = a.dirs[last], a.dirs[:last]
	a.busy++
	return dir, true
}

// found adds the folders in one that was listed.
func (a *awaited) found(dirs []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.dirs = append(a.dirs, dirs...)
	a.busy--
	a.changed.Broadcast()
}

// listOne lists one folder, once it is entered. Err is why it could not be opened.
func (f *Folder) listOne(ctx context.Context, h handle, err error, dir string, enter func(string, identity)) listed {
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return listed{dir: dir, err: err}
	}
	l := listed{dir: dir, id: h.identity()}
	if enter != nil {
		enter(dir, l.id)
	}
	flawed, err := f.enter(dir)
	if err != nil {
		l.err = err
		return l
	}
	l.entries, l.err = h.list(f, dir)
	if flawed != nil {
		l.entries = append(l.entries, entry{name: IgnoreFile, kind: other, err: flawed})
	}
	return l
}

func (f *Folder) walkInto(ctx context.Context, h handle, err error, dir string, enter func(string, identity), visit func(listed) bool) {
	if err == nil {
		defer h.close()
	}
	l := f.listOne(ctx, h, err, dir, enter)
	if !visit(l) {
		return
	}
	for _, e := range l.entries {
		if e.kind == subfolder {
			sub, err := h.open(e.name)
			f.walkInto(ctx, sub, err, inFolder(dir, e.name), enter, visit)
		}
	}
}

// inFolder is the path of a name in a listed folder. It cleans nothing: neither needs it,
// and it is asked for with each file.
func inFolder(dir, name string) string {
	if dir == "." {
		return name
	}
	return dir + "/" + name
}
