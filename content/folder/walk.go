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
	f.walkInto(ctx, h, err, dir, enter, visit, nil)
}

// walkWide is walk by all processors. It calls visit in several goroutines, for a folder
// before those in it.
func (f *Folder) walkWide(ctx context.Context, dir string, visit func(listed) (deep bool)) {
	side := &helpers{free: make(chan struct{}, runtime.GOMAXPROCS(0)-1)}
	defer side.working.Wait()
	h, err := openHandle(f.root, dir)
	f.walkInto(ctx, h, err, dir, nil, visit, side)
}

// helpers are goroutines beside that of the caller, as many as free has room for.
type helpers struct {
	free    chan struct{}
	working sync.WaitGroup
}

// do has some work done: by a helper, or at once if none is free, or there are none.
func (h *helpers) do(work func()) {
	if h == nil {
		work()
		return
	}
	select {
	case h.free <- struct{}{}:
		h.working.Go(func() {
			defer func() { <-h.free }()
			work()
		})
	default:
		work()
	}
}

func (f *Folder) walkInto(ctx context.Context, h handle, err error, dir string, enter func(string, identity), visit func(listed) bool, side *helpers) {
	if err != nil {
		visit(listed{dir: dir, err: err})
		return
	}
	defer h.close()
	if ctx.Err() != nil {
		visit(listed{dir: dir, err: ctx.Err()})
		return
	}
	l := listed{dir: dir, id: h.identity()}
	if enter != nil {
		enter(dir, l.id)
	}
	flawed, err := f.enter(dir)
	if err != nil {
		l.err = err
		visit(l)
		return
	}
	l.entries, l.err = h.list(f, dir)
	if flawed != nil {
		l.entries = append(l.entries, entry{name: IgnoreFile, kind: other, err: flawed})
	}
	if !visit(l) {
		return
	}
	for _, e := range l.entries {
		if e.kind == subfolder {
			sub, err := h.open(e.name)
			side.do(func() { f.walkInto(ctx, sub, err, inFolder(dir, e.name), enter, visit, side) })
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
