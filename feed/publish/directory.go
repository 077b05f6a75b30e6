// Package publish says where an edition goes.
//
// A [Directory] is the outlet that everything else builds upon: a folder of
// documents, each of which is replaced whole or not at all.
package publish

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// tempPrefix begins the name of a document that is being written. A crash can
// leave such files behind; Sweep removes them.
const tempPrefix = ".feedmill-"

// headBytes is how much of a document tells whether Feedmill made it.
const headBytes = 4096

// ErrForeign is wrapped by the error for a document that would replace a file
// which Feedmill did not make.
var ErrForeign = errors.New("was not made by Feedmill; move it away, or choose another --out")

// Directory is a folder that documents are published into. It is used by one
// goroutine at a time. Files that Feedmill did not make are never replaced and
// never removed.
type Directory struct {
	root   *os.Root
	mine   map[string]bool          // published by this Directory: no need to look at the old file's head
	left   map[string]catalog.Stamp // how documents were left since Left was last called
	new    bool                     // nobody had published into it before
	buffer [32 << 10]byte           // for reading what is there
	writer *bufio.Writer            // for the parts of documents
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
	return &Directory{root: root, mine: map[string]bool{}, left: map[string]catalog.Stamp{}, writer: bufio.NewWriterSize(nil, writeBytes)}, nil
}

// Close releases the folder.
func (d *Directory) Close() error { return d.root.Close() }

// Root is the folder itself, for whoever serves it. It is valid until Close.
func (d *Directory) Root() *os.Root { return d.root }

// Publish writes the documents whose bytes differ from what is there and returns
// their paths. Nothing is replaced before every document is safely on disk under
// a temporary name; then they are renamed in the order given, so that whatever
// links to another document should come after it. A document whose bytes are the
// same is not touched. On error some documents may be new and others old, each
// of them whole; publishing again mends it.
func (d *Directory) Publish(ctx context.Context, documents iter.Seq2[feed.Document, error]) ([]string, error) {
	var staged []stagedDocument
	var syncing sync.WaitGroup
	defer syncing.Wait()
	defer func() { d.discard(staged) }()
	for doc, err := range documents {
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		same, before, err := d.same(doc)
		if err != nil {
			return nil, err
		}
		if same {
			continue
		}
		s, file, err := d.stage(doc, len(staged), before)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", doc.Path, err)
		}
		if len(staged) < fewFiles {
			s.synced = make(chan error, 1)
			syncing.Go(func() { s.synced <- errors.Join(file.Sync(), file.Close()) })
		} else if err := file.Close(); err != nil {
			return nil, fmt.Errorf("write %s: %w", doc.Path, err)
		}
		staged = append(staged, s)
	}
	if err := d.settle(staged); err != nil {
		return nil, err
	}
	return d.replace(&staged)
}

// stagedDocument is a document on disk, not yet under its own name.
type stagedDocument struct {
	temp, path string
	stamp      catalog.Stamp
	synced     chan error // how its data reached the disk; nil if nobody has seen to that yet
}

// same reports whether the document is published already, byte for byte; else
// before is when the one in its place was, zero if there is none.
func (d *Directory) same(doc feed.Document) (same bool, before time.Time, err error) {
	f, err := d.root.Open(native(doc.Path))
	if errors.Is(err, fs.ErrNotExist) {
		return false, before, nil
	}
	if err != nil {
		return false, before, fmt.Errorf("read %s: %w", doc.Path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, before, fmt.Errorf("read %s: %w", doc.Path, err)
	}
	if !info.Mode().IsRegular() {
		return false, before, fmt.Errorf("write %s: it is no regular file and %w", doc.Path, ErrForeign)
	}
	same = info.Size() == doc.Size
	if same {
		if same, err = d.holds(f, doc.Sum); err != nil {
			return false, before, fmt.Errorf("read %s: %w", doc.Path, err)
		}
	}
	if same {
		d.mine[doc.Path], d.left[doc.Path] = true, stampOf(info)
		return true, before, nil
	}
	if d.mine[doc.Path] || info.Size() == 0 {
		return false, info.ModTime(), nil
	}
	ours, err := isOurs(f)
	if err != nil {
		return false, before, fmt.Errorf("read %s: %w", doc.Path, err)
	}
	if !ours {
		return false, before, fmt.Errorf("write %s: the file there %w", doc.Path, ErrForeign)
	}
	return false, info.ModTime(), nil
}

// holds reports whether the file holds the bytes of this sum.
func (d *Directory) holds(f *os.File, sum feed.Sum) (bool, error) {
	h := feed.NewHash()
	_, err := io.CopyBuffer(h, onlyReader{f}, d.buffer[:])
	return feed.SumOf(h) == sum, err
}

// onlyReader hides that a file can copy itself, for which it would take a buffer
// of its own.
type onlyReader struct{ io.Reader }

// isOurs reports whether a file was made by Feedmill, by its first bytes.
func isOurs(f *os.File) (bool, error) {
	head := make([]byte, headBytes)
	n, err := f.ReadAt(head, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return feed.Ours(head[:n]), err
}

// stage writes the document beside its place, where one of the time before may be.
// The file is the caller's to sync and close.
func (d *Directory) stage(doc feed.Document, n int, before time.Time) (stagedDocument, *os.File, error) {
	dir := path.Dir(doc.Path)
	if err := d.root.MkdirAll(native(dir), 0o755); err != nil {
		return stagedDocument{}, nil, err
	}
	s := stagedDocument{temp: path.Join(dir, tempPrefix+strconv.Itoa(n)), path: doc.Path}
	f, err := d.root.OpenFile(native(s.temp), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return stagedDocument{}, nil, err
	}
	d.writer.Reset(f)
	if _, err = doc.WriteTo(d.writer); err == nil {
		err = d.writer.Flush()
	}
	if err == nil {
		s.stamp, err = d.dateAfter(s.temp, f, before)
	}
	if err != nil {
		err = errors.Join(err, f.Close())
		d.root.Remove(native(s.temp))
		return stagedDocument{}, nil, err
	}
	return s, f, nil
}

// dateAfter sees to it that a new document is of a later second than the one whose
// place it takes: over HTTP a date has no more than seconds, and whoever asks by
// date alone would never learn of the second of two. One that is from a far future
// was made while the clock was wrong.
func (d *Directory) dateAfter(temp string, f *os.File, before time.Time) (catalog.Stamp, error) {
	info, err := f.Stat()
	if err != nil {
		return catalog.Stamp{}, err
	}
	stamp, now := stampOf(info), info.ModTime()
	if before.Unix() < now.Unix() || before.Sub(now) > wrongClock {
		return stamp, nil
	}
	next := time.Unix(before.Unix()+1, 0)
	stamp.Mtime = next.UnixNano()
	return stamp, d.root.Chtimes(native(temp), next, next)
}

// wrongClock is by how much many editions in a row cannot put the date of a
// document ahead.
const wrongClock = time.Hour

// writeBytes is how much of a document is written at once: its parts are small.
const writeBytes = 64 << 10

// fewFiles is up to how many files are synced one by one, while the next documents
// are made. Above it one call for the whole file system is cheaper, where there is
// such a call.
const fewFiles = 64

// settle waits until the data of staged documents is on the disk. Renaming before
// that could leave empty files under good names after a power cut.
func (d *Directory) settle(staged []stagedDocument) error {
	for _, s := range staged[:min(len(staged), fewFiles)] {
		if err := <-s.synced; err != nil {
			return fmt.Errorf("write %s: %w", s.path, err)
		}
	}
	if len(staged) <= fewFiles || syncFileSystem(d.root) == nil {
		return nil
	}
	return sideBySide(staged[fewFiles:], func(s stagedDocument) error {
		if err := d.sync(s.temp, os.O_RDWR); err != nil {
			return fmt.Errorf("write %s: %w", s.path, err)
		}
		return nil
	})
}

// sideBySide calls do for each of all at once, some at a time, and waits: a file
// system brings several files to the disk in little more than the time of one.
func sideBySide[T any](all []T, do func(T) error) error {
	errs := make([]error, len(all))
	slots := make(chan struct{}, fewFiles)
	var wait sync.WaitGroup
	for i, one := range all {
		slots <- struct{}{}
		wait.Go(func() {
			errs[i] = do(one)
			<-slots
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

// replace gives the staged documents their names, taking each off the list as
// it is done, and makes the names durable.
func (d *Directory) replace(staged *[]stagedDocument) ([]string, error) {
	var done []string
	folders := map[string]bool{}
	for len(*staged) > 0 {
		s := (*staged)[0]
		if err := d.root.Rename(native(s.temp), native(s.path)); err != nil {
			return done, fmt.Errorf("replace %s: %w", s.path, err)
		}
		*staged = (*staged)[1:]
		d.mine[s.path], d.left[s.path] = true, s.stamp
		folders[path.Dir(s.path)] = true
		done = append(done, s.path)
	}
	return done, d.syncFolders(folders)
}

// discard removes what was staged and never got its name.
func (d *Directory) discard(staged []stagedDocument) {
	for _, s := range staged {
		d.root.Remove(native(s.temp))
	}
}

// Remove takes documents away that are no longer produced. A path that is not
// there, or that Feedmill did not make, is left alone.
func (d *Directory) Remove(paths []string) error {
	folders := map[string]bool{}
	for _, p := range paths {
		if !d.mine[p] && !d.ours(p) {
			continue
		}
		err := d.root.Remove(native(p))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", p, err)
		}
		delete(d.mine, p)
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
		if d.root.Remove(native(dir)) != nil {
			return
		}
	}
}

// ours reports whether the file at p was made by Feedmill, by its first bytes.
func (d *Directory) ours(p string) bool {
	f, err := d.root.Open(native(p))
	if err != nil {
		return false
	}
	defer f.Close()
	ours, err := isOurs(f)
	return err == nil && ours
}

// Sweep lists the documents in the given places, each a file or a folder, that
// current does not know and that Feedmill made: what an earlier run published
// and this one does not. It removes what a crash left half written. A place that
// is not there holds nothing.
func (d *Directory) Sweep(places []string, current func(path string) bool) ([]string, error) {
	var stale []string
	for _, place := range append([]string{"."}, places...) {
		err := fs.WalkDir(d.root.FS(), place, func(p string, e fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case e.IsDir():
				if place == "." && p != "." {
					return fs.SkipDir
				}
			case strings.HasPrefix(e.Name(), tempPrefix):
				return d.root.Remove(native(p))
			case place != "." && e.Type().IsRegular() && !current(p) && d.ours(p):
				stale = append(stale, p)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("look through output folder: %w", err)
		}
	}
	slices.Sort(stale)
	return slices.Compact(stale), nil
}

// syncFolders makes new and removed names durable.
func (d *Directory) syncFolders(folders map[string]bool) error {
	if runtime.GOOS == "windows" { // has no such call; NTFS journals its names
		return nil
	}
	return sideBySide(slices.Sorted(maps.Keys(folders)), func(dir string) error {
		err := d.sync(dir, os.O_RDONLY)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("sync output folder: %w", err)
		}
		return nil
	})
}

// native is a document's path as this system writes it.
func native(p string) string { return filepath.FromSlash(p) }

// sync brings one file or folder to the disk.
func (d *Directory) sync(p string, flag int) error {
	f, err := d.root.OpenFile(native(p), flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
