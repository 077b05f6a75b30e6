package publish

// The folders of an outlet stay open while documents go into them. A path that is
// followed from the top, so that no link leads out of the outlet, costs some system calls
// for each folder in it, and a document is looked up, written and renamed.

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"sync"
	"time"
)

// manyFolders is about how many folders are open at once: documents that come one after
// the other lie in some hundreds, such as one for each section and year.
const manyFolders = 512

// within is the folders of an outlet, as far as they are open. It may be used by several
// goroutines.
type within struct {
	root *os.Root

	mu   sync.Mutex
	open map[string]*openFolder // guarded by mu
	turn int                    // guarded by mu
	made []string               // folders that were missing; guarded by mu
}

// openFolder is a folder that is open. Only its root may be used without the lock.
type openFolder struct {
	root  *os.Root
	users int
	last  int // turn in which it was entered
}

func newWithin(root *os.Root) *within {
	return &within{root: root, open: map[string]*openFolder{}}
}

// enter opens the folder of a document, which the caller leaves. make says whether it is
// made if it is missing.
func (w *within) enter(document string, make bool) (*openFolder, error) {
	dir := path.Dir(document)
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.open[dir]
	if f == nil {
		root, err := w.openRoot(dir, make)
		if err != nil {
			return nil, err
		}
		w.makeRoom()
		f = &openFolder{root: root}
		w.open[dir] = f
	}
	w.turn++
	f.users, f.last = f.users+1, w.turn
	return f, nil
}

// openRoot opens a folder for the first time. The caller has the lock.
func (w *within) openRoot(dir string, make bool) (*os.Root, error) {
	root, err := w.root.OpenRoot(native(dir))
	if !make || !errors.Is(err, fs.ErrNotExist) {
		return root, err
	}
	w.made = append(w.made, dir)
	if err := w.root.MkdirAll(native(dir), 0o755); err != nil {
		return nil, err
	}
	return w.root.OpenRoot(native(dir))
}

// leave ends the use of a folder.
func (w *within) leave(f *openFolder) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f.users--
}

// rename gives a file another name in its folder.
func (w *within) rename(from, to string) error {
	f, err := w.enter(to, false)
	if err != nil {
		return err
	}
	defer w.leave(f)
	return whileHeld(runtime.GOOS, time.Sleep, func() error { return f.root.Rename(path.Base(from), path.Base(to)) })
}

// makeRoom closes the folder that nobody has entered for the longest time, if many are
// open. The caller has the lock.
func (w *within) makeRoom() {
	if len(w.open) < manyFolders {
		return
	}
	oldest := ""
	for dir, f := range w.open {
		if f.users == 0 && (oldest == "" || f.last < w.open[oldest].last) {
			oldest = dir
		}
	}
	if oldest != "" {
		w.open[oldest].root.Close()
		delete(w.open, oldest)
	}
}

// lookAgain lets go of the folders that are not any more where they were entered. Nobody
// uses any meanwhile.
func (w *within) lookAgain() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for dir, f := range w.open {
		opened, err := f.root.Stat(".")
		if err == nil {
			var there os.FileInfo
			if there, err = w.root.Stat(native(dir)); err == nil && os.SameFile(opened, there) {
				continue
			}
		}
		f.root.Close()
		delete(w.open, dir)
	}
}

// letGo lets go of some folders. Nobody uses any meanwhile.
func (w *within) letGo(which func(dir string) bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for dir, f := range w.open {
		if which(dir) {
			f.root.Close()
			delete(w.open, dir)
		}
	}
}

// close lets go of all. Nobody uses any meanwhile.
func (w *within) close() { w.letGo(func(string) bool { return true }) }
