package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// Directory is an outlet on disk: a folder with a file for each document. A document
// is safely on disk before it is seen, so that a power cut leaves the old one or the
// new one. Of the documents given to one Put nothing is seen before all of them are
// on disk. A file that Feedmill did not make is never replaced and never removed.
type Directory struct {
	root    *os.Root
	within  *within
	new     bool // nobody had published into it before
	vacant  bool // and it was empty; until the first edition is out
	later   bool // new documents are summed when that is asked for
	writers []*writer
}

// OpenDirectory opens the folder at dir, and makes it if it is missing.
func OpenDirectory(dir string) (*Directory, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make output folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open output folder: %w", err)
	}
	d := &Directory{root: root, within: newWithin(root)}
	for range manyWriters {
		d.writers = append(d.writers, newWriter(d.within))
	}
	return d, nil
}

// Close releases the folder.
func (d *Directory) Close() error { return d.root.Close() }

// Root is the folder itself, for whoever serves it. It is valid until Close.
func (d *Directory) Root() *os.Root { return d.root }

// Put writes the documents whose bytes differ from what is there: see [Outlet].
// Nothing is replaced before every document is safely on disk under a temporary name;
// then they are renamed in the order given.
func (d *Directory) Put(ctx context.Context, documents iter.Seq2[feed.Document, error], held *catalog.Manifest) ([]string, error) {
	d.vacant = d.vacant && !held.Begun()
	s := newStaging(d, !held.Begun())
	defer d.unmake()
	defer d.within.close()
	err := s.take(ctx, documents, held)
	defer s.end()
	for p, stamp := range s.same {
		held.Note(p, stamp)
	}
	if err != nil {
		return nil, err
	}
	stamps := s.stamps()
	var expecting error
	var meanwhile sync.WaitGroup
	meanwhile.Go(func() { expecting = held.Expect(stamps) })
	err = s.settle()
	meanwhile.Wait()
	if err := errors.Join(expecting, err); err != nil {
		return nil, err
	}
	d.within.made = nil // they are to be seen
	done, err := d.replace(s, held)
	return append(s.away, done...), err
}

// unmake removes the folders that were made for documents of which none came.
func (d *Directory) unmake() {
	for _, dir := range d.within.made {
		d.removeEmpty(dir)
	}
	d.within.made = nil
}

// replace gives the staged documents their names, taking each off the list as
// it is done, and makes the names durable.
func (d *Directory) replace(s *staging, held *catalog.Manifest) (done []string, err error) {
	folders := map[string]bool{}
	d.within.letGo(isBeside) // some systems rename no folder that is open
	d.within.lookAgain()
	for len(s.staged) > 0 {
		next := s.staged[0]
		if err := d.name(next, s.whole); err != nil {
			return done, fmt.Errorf("replace %s: %w", next.path, err)
		}
		s.staged = s.staged[1:]
		held.Note(next.path, next.stamp)
		for dir := path.Dir(next.path); !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
			if next.whole == "" {
				break
			}
		}
		done = append(done, next.path)
	}
	return done, d.syncFolders(folders)
}

// name gives a staged document its name, and with it all others of the same whole folder.
func (d *Directory) name(s stagedDocument, whole *wholeFolders) error {
	if s.whole == "" {
		return d.within.rename(s.temp(), s.path)
	}
	if whole.appear(s.whole) {
		if !s.second {
			return nil
		}
		return d.within.rename(path.Join(path.Dir(s.path), path.Base(s.temp())), s.path)
	}
	if _, err := d.root.Lstat(native(s.path)); err == nil && !d.isOurs(s.path) {
		return fmt.Errorf("the file there %w", ErrForeign)
	}
	if err := d.root.MkdirAll(native(path.Dir(s.path)), 0o755); err != nil {
		return err
	}
	return d.root.Rename(native(s.temp()), native(s.path))
}

// Remove takes documents away, and the folders that become empty. What is no file
// stays.
func (d *Directory) Remove(_ context.Context, paths []string) error {
	folders := map[string]bool{}
	for _, p := range paths {
		info, err := d.root.Lstat(native(p))
		if err == nil && !info.IsDir() {
			err = d.root.Remove(native(p))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", p, err)
		}
		folders[path.Dir(p)] = true
	}
	for dir := range folders {
		d.removeEmpty(dir)
	}
	return d.syncFolders(folders)
}

// removeEmpty removes a folder that has become empty, and those above it.
func (d *Directory) removeEmpty(dir string) {
	for ; dir != "."; dir = path.Dir(dir) {
		if dir == feed.AssetPlace {
			unmarkAssets(d.root)
		}
		if d.root.Remove(native(dir)) != nil {
			return
		}
	}
}

// List tells of the files at paths.
func (d *Directory) List(_ context.Context, paths []string) iter.Seq2[catalog.Copy, error] {
	return func(yield func(catalog.Copy, error) bool) {
		for _, p := range paths {
			info, err := os.Lstat(filepath.Join(d.root.Name(), native(p))) // which is faster than by way of the root
			if err == nil && info.Mode().IsRegular() && !yield(catalog.Copy{Path: p, Stamp: stampOf(info)}, nil) {
				return
			}
		}
	}
}

// Left lists the files that name Feedmill as their generator, where an edition has its
// documents: others beside them are somebody else's. Pictures name nobody; they are
// Feedmill's in a folder that Feedmill made. Current documents are not looked at.
func (d *Directory) Left(_ context.Context, current func(path string) bool) iter.Seq2[catalog.Copy, error] {
	if d.vacant {
		d.vacant = false // this was the first edition
		return func(func(catalog.Copy, error) bool) {}
	}
	return func(yield func(catalog.Copy, error) bool) {
		err := d.walk(feed.Places, current, func(p string, info fs.FileInfo) error {
			if !info.Mode().IsRegular() || !d.isOurs(p) {
				return nil // nobody can read it, or it is another's
			}
			if !yield(catalog.Copy{Path: p, Stamp: stampOf(info)}, nil) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil && !errors.Is(err, fs.SkipAll) {
			yield(catalog.Copy{}, err)
		}
	}
}

// isOurs reports whether a file is Feedmill's, as far as that can be told without the
// manifest.
func (d *Directory) isOurs(p string) bool {
	if feed.IsAsset(p) && ownAssets(d.root) {
		return !strings.HasPrefix(path.Base(p), tempPrefix)
	}
	return d.namesGenerator(p)
}

func (d *Directory) namesGenerator(p string) bool {
	f, err := d.root.Open(native(p))
	if err != nil {
		return false
	}
	defer f.Close()
	names, err := namesGenerator(f)
	return err == nil && names
}

// Clear removes what a crash left half written.
func (d *Directory) Clear(current func(path string) bool) error {
	if d.vacant {
		return nil
	}
	return d.walk(append([]string{"."}, feed.Places...), current, func(p string, _ fs.FileInfo) error {
		if strings.HasPrefix(path.Base(p), tempPrefix) {
			return d.root.RemoveAll(native(p))
		}
		return nil
	})
}

// walk calls do with each file in the given places that is not current, and with each folder
// beside its place, until that fails. A place that is not there holds none; of the outlet's own
// folder only what it holds directly counts.
func (d *Directory) walk(places []string, current func(path string) bool, do func(p string, info fs.FileInfo) error) error {
	for _, place := range places {
		err := d.walkPlace(place, current, do)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("look through output folder: %w", err)
		}
	}
	return nil
}

func (d *Directory) walkPlace(place string, current func(path string) bool, do func(p string, info fs.FileInfo) error) error {
	info, err := d.root.Stat(native(place))
	if err != nil {
		return err
	}
	if !info.IsDir() {
		if current(place) {
			return nil
		}
		return do(place, info)
	}
	root, err := d.root.OpenRoot(native(place))
	if err != nil {
		return err
	}
	return errors.Join(walkFolder(root, place, place != ".", current, do), root.Close())
}

// walkFolder walks an open folder, and, if deep, those in it. The system is asked for no more
// than the names of current documents, which are nearly all there is.
func walkFolder(root *os.Root, dir string, deep bool, current func(path string) bool, do func(p string, info fs.FileInfo) error) error {
	names, err := namesIn(root)
	if err != nil {
		return err
	}
	for _, name := range names {
		p := path.Join(dir, name)
		if current(p) {
			continue
		}
		info, err := root.Lstat(name)
		switch {
		case err == nil && (!info.IsDir() || isBeside(name)):
			err = do(p, info)
		case err == nil && deep:
			var sub *os.Root
			if sub, err = root.OpenRoot(name); err == nil {
				err = errors.Join(walkFolder(sub, p, deep, current, do), sub.Close())
			}
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // it went meanwhile
			return err
		}
	}
	return nil
}

// namesIn are the names of what an open folder holds, in their order.
func namesIn(root *os.Root) ([]string, error) {
	f, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	names, err := f.Readdirnames(-1)
	slices.Sort(names)
	return names, errors.Join(err, f.Close())
}

// syncFolders makes new and removed names durable.
func (d *Directory) syncFolders(folders map[string]bool) error {
	if runtime.GOOS == "windows" { // has no such call; NTFS journals its names
		return nil
	}
	if len(folders) > fewFiles && syncFileSystem(d.root) == nil {
		return nil
	}
	return sideBySide(fewFiles, slices.Sorted(maps.Keys(folders)), func(dir string) error {
		err := syncFile(d.root, dir, os.O_RDONLY)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("sync output folder: %w", err)
		}
		return nil
	})
}

func stampOf(info os.FileInfo) catalog.Stamp {
	return catalog.Stamp{Size: info.Size(), Version: info.ModTime().UnixNano()}
}

// native is a document's path as this system writes it.
func native(p string) string { return filepath.FromSlash(p) }
