package publish

// Documents on their way into a folder: written beside their places, by several
// writers, and brought to the disk together.

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// tempPrefix begins the name of a document that is being written. A crash can
// leave such files behind; Clear removes them.
const tempPrefix = ".feedmill-"

// manyWriters is how many documents are written at once, while the next are made:
// some writers wait for the disk.
const manyWriters = 4

// staging is what one Put has written so far.
type staging struct {
	writers []*writer

	mu     sync.Mutex
	staged []stagedDocument         // guarded by mu while documents are taken
	open   int                      // of staged, how many are open; guarded by mu while documents are taken
	former []*os.File               // files that staged documents take the place of; guarded by mu while documents are taken
	same   map[string]catalog.Stamp // documents found in place, and otherwise than they were left; guarded by mu while documents are taken
	away   []string                 // documents that are new, and stay where they are; guarded by mu while documents are taken
	failed error                    // guarded by mu
}

// stagedDocument is a document on disk, not yet under its own name.
type stagedDocument struct {
	n          int // its place in the order
	temp, path string
	stamp      catalog.Stamp
	file       *os.File // until its data is on the disk, if it is one of few; else nil
}

// incoming is a document that is to be written, if it differs from what is there.
type incoming struct {
	feed.Document
	n     int
	was   catalog.Stamp // as it was left
	known bool          // whether it was there
}

func newStaging(writers []*writer) *staging {
	return &staging{writers: writers, same: map[string]catalog.Stamp{}}
}

// take writes the documents that differ from what is there, until one fails.
func (s *staging) take(ctx context.Context, documents iter.Seq2[feed.Document, error], held *catalog.Manifest) (err error) {
	queue := make(chan incoming)
	var writing sync.WaitGroup
	for _, w := range s.writers {
		writing.Go(func() {
			for d := range queue {
				s.write(w, d)
			}
		})
	}
	n := 0
	for d, broken := range documents {
		in := incoming{Document: d, n: n}
		if err = cmp.Or(broken, ctx.Err(), s.failure()); err == nil {
			in.was, in.known, err = held.Last(d.Path)
		}
		if err != nil {
			break
		}
		queue <- in
		n++
	}
	close(queue)
	writing.Wait()
	slices.SortFunc(s.staged, func(a, b stagedDocument) int { return a.n - b.n })
	return cmp.Or(err, s.failed)
}

func (s *staging) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failed
}

// write has one document written.
func (s *staging) write(w *writer, d incoming) {
	now, before, err := w.compare(d)
	if err != nil {
		s.fail(err)
		return
	}
	if now != nil {
		s.keep(d, *now)
		return
	}
	staged, file, err := w.stage(d, before)
	if errors.Is(err, errAway) {
		s.leave(w, d)
		return
	}
	if err != nil {
		s.fail(fmt.Errorf("write %s: %w", d.Path, err))
		return
	}
	few := s.isOneOfFew()
	if few {
		beginWriting(file)
	}
	staged.stamp.Sum = d.Sum() // meanwhile
	if !few {
		if err := file.Close(); err != nil {
			s.fail(fmt.Errorf("write %s: %w", d.Path, err))
		}
		s.add(staged, nil)
		return
	}
	staged.file = file
	s.add(staged, w.former(d, before))
}

// isOneOfFew reports whether no more documents have been staged than may stay open.
func (s *staging) isOneOfFew() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open++
	return s.open <= fewFiles
}

// mostFormer is how many of the files that are replaced stay open: those of the site's feeds,
// for which readers wait.
const mostFormer = 16

// add takes in a document that is staged, and the file whose place it takes, if that is open.
func (s *staging) add(d stagedDocument, former *os.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.staged = append(s.staged, d)
	switch {
	case former == nil:
	case len(s.former) < mostFormer:
		s.former = append(s.former, former)
	default:
		former.Close()
	}
}

// leave takes in that a document is none of this folder's. A file of the time when it was
// goes.
func (s *staging) leave(w *writer, d incoming) {
	if d.known && d.was.Tag != awayTag {
		if err := w.within.root.Remove(native(d.Path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.fail(fmt.Errorf("remove %s: %w", d.Path, err))
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = append(s.away, d.Path)
	s.same[d.Path] = catalog.Stamp{Size: d.Size, Sum: d.Sum(), Tag: awayTag}
}

// keep takes in that a document is there already.
func (s *staging) keep(d incoming, now catalog.Stamp) {
	if d.known && now == d.was {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.same[d.Path] = now
}

func (s *staging) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failed = cmp.Or(s.failed, err)
}

// stamps are how the staged documents will be left.
func (s *staging) stamps() map[string]catalog.Stamp {
	all := map[string]catalog.Stamp{}
	for _, d := range s.staged {
		all[d.path] = d.stamp
	}
	return all
}

// end removes what was staged and never got its name, and lets go of what was replaced.
func (s *staging) end(root *os.Root) {
	for _, d := range s.staged {
		if d.file != nil {
			d.file.Close()
		}
		root.Remove(native(d.temp))
	}
	for _, f := range s.former {
		f.Close()
	}
}

// fewFiles is up to how many files are synced one by one. Above it one call for the whole
// file system is cheaper, where there is such a call.
const fewFiles = 64

// settle waits until the data of staged documents is on the disk. Renaming before
// that could leave empty files under good names after a power cut.
func (s *staging) settle(root *os.Root) error {
	var few, rest []int // indexes of staged
	for i, d := range s.staged {
		if d.file != nil {
			few = append(few, i)
		} else {
			rest = append(rest, i)
		}
	}
	all := len(rest) > 0 && syncFileSystem(root) == nil
	err := sideBySide(fewFiles, few, func(i int) error {
		d := &s.staged[i]
		var err error
		if !all {
			err = d.file.Sync()
		}
		err = errors.Join(err, d.file.Close())
		d.file = nil
		return inWriting(*d, err)
	})
	if err != nil || all {
		return err
	}
	return sideBySide(fewFiles, rest, func(i int) error {
		return inWriting(s.staged[i], syncFile(root, s.staged[i].temp, os.O_RDWR))
	})
}

func inWriting(d stagedDocument, err error) error {
	if err != nil {
		return fmt.Errorf("write %s: %w", d.path, err)
	}
	return nil
}

// sideBySide calls do for each of all at once, so many at a time, and waits: a file
// system brings several files to the disk in little more than the time of one.
func sideBySide[T any](atOnce int, all []T, do func(T) error) error {
	errs := make([]error, len(all))
	slots := make(chan struct{}, atOnce)
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

// syncFile brings one file or folder to the disk.
func syncFile(root *os.Root, p string, flag int) error {
	f, err := root.OpenFile(native(p), flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// writer writes one document after the other. It belongs to one goroutine.
type writer struct {
	root   *os.Root
	within *within
	out    *bufio.Writer // the parts of documents are small
	in     []byte        // for reading what is there
}

func newWriter(within *within) *writer {
	return &writer{within.root, within, bufio.NewWriterSize(nil, 64<<10), make([]byte, 32<<10)}
}

// compare finds what is in the place of a document: now is how, if it is the same
// byte for byte; else before is when that was made, zero if there is nothing. A file
// is as it was left if its size and date are. One that nobody remembers is another's,
// unless it names Feedmill as its generator: it is newer than the catalog then, which
// was lost or came out of a backup.
func (w *writer) compare(d incoming) (now *catalog.Stamp, before time.Time, err error) {
	if (d.was.Tag == awayTag || mayStay(d.MediaType)) && isAway(d.Document) {
		return w.compareAway(d)
	}
	var info os.FileInfo
	folder, err := w.within.enter(d.Path, false)
	if err == nil {
		defer w.within.leave(folder)
		info, err = folder.root.Lstat(path.Base(d.Path))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, before, nil
	case err != nil:
		return nil, before, fmt.Errorf("read %s: %w", d.Path, err)
	case d.known && info.Mode().Type() == fs.ModeSymlink:
		return nil, before, nil // somebody put it in the place of ours
	case !info.Mode().IsRegular():
		return nil, before, fmt.Errorf("write %s: it is no regular file and %w", d.Path, ErrForeign)
	}
	stamp := stampOf(info)
	same, ours := d.was.Size == d.Size && d.was.Sum == d.Sum(), true
	if !d.known || !agree(stamp, d.was) {
		if same, ours, err = w.read(folder, d, info.Size()); err != nil {
			return nil, before, fmt.Errorf("read %s: %w", d.Path, err)
		}
	}
	switch {
	case same:
		stamp.Sum = d.Sum()
		return &stamp, before, nil
	case !ours:
		return nil, before, fmt.Errorf("write %s: the file there %w", d.Path, ErrForeign)
	}
	return nil, info.ModTime(), nil
}

// compareAway is compare for a document that is to stay elsewhere.
func (w *writer) compareAway(d incoming) (now *catalog.Stamp, before time.Time, err error) {
	if d.was.Tag == awayTag && d.was.Size == d.Size && d.was.Sum == d.Sum() {
		return &d.was, before, nil
	}
	return nil, before, nil
}

// read reports whether the file in the place of a document has its bytes, and
// whether it may be replaced.
func (w *writer) read(in *openFolder, d incoming, size int64) (same, ours bool, err error) {
	f, err := in.root.Open(path.Base(d.Path))
	if err != nil {
		return false, false, err
	}
	defer f.Close()
	if size == d.Size {
		h := feed.NewHash()
		if _, err := io.CopyBuffer(h, onlyReader{f}, w.in); err != nil {
			return false, false, err
		}
		if feed.SumOf(h) == d.Sum() {
			return true, true, nil
		}
	}
	if d.known || size == 0 || feed.IsAsset(d.Path) && ownAssets(w.root) {
		return false, true, nil
	}
	ours, err = namesGenerator(f)
	return false, ours, err
}

// onlyReader hides that a file can copy itself, for which it would take a buffer
// of its own.
type onlyReader struct{ io.Reader }

// namesGenerator reports whether a file names Feedmill as its generator.
func namesGenerator(f *os.File) (bool, error) {
	head := make([]byte, feed.HeadSize)
	n, err := f.ReadAt(head, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return feed.NamesGenerator(head[:n]), err
}

// stage writes the document beside its place, where one of the time before may be.
// The file is the caller's to sync and close.
func (w *writer) stage(d incoming, before time.Time) (stagedDocument, *os.File, error) {
	if err := markAssets(w.root, d.Path); err != nil {
		return stagedDocument{}, nil, err
	}
	folder, err := w.within.enter(d.Path, true)
	if err != nil {
		return stagedDocument{}, nil, err
	}
	defer w.within.leave(folder)
	name := tempPrefix + strconv.Itoa(d.n)
	s := stagedDocument{n: d.n, temp: path.Join(path.Dir(d.Path), name), path: d.Path}
	f, err := folder.root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return stagedDocument{}, nil, err
	}
	if err = w.fill(f, d.Document); err == nil {
		s.stamp, err = dateAfter(folder, name, f, before)
	}
	if err != nil {
		err = errors.Join(err, f.Close())
		folder.root.Remove(name)
		return stagedDocument{}, nil, err
	}
	return s, f, nil
}

// former opens the file whose place a document will take; nil if there is none. As long as
// somebody has it open, its blocks are not given back when it loses its name: that takes a
// file system longer than all the rest of renaming, and readers need not wait for it.
func (w *writer) former(d incoming, before time.Time) *os.File {
	if before.IsZero() || runtime.GOOS == "windows" { // which replaces no file that is open
		return nil
	}
	folder, err := w.within.enter(d.Path, false)
	if err != nil {
		return nil
	}
	defer w.within.leave(folder)
	f, err := folder.root.OpenFile(path.Base(d.Path), os.O_RDONLY|syscall.O_NONBLOCK, 0) // nor for what somebody puts there meanwhile
	if err != nil {
		return nil
	}
	return f
}

// fill writes the document into its file.
func (w *writer) fill(f *os.File, d feed.Document) error {
	if feed.IsAsset(d.Path) {
		return copyAsset(f, d)
	}
	w.out.Reset(f)
	if _, err := d.WriteTo(w.out); err != nil {
		return err
	}
	return w.out.Flush()
}

// dateAfter sees to it that a new document is of a later second than the one whose
// place it takes: over HTTP a date has no more than seconds, and whoever asks by
// date alone would never learn of the second of two. One that is from a far future
// was made while the clock was wrong.
func dateAfter(folder *openFolder, temp string, f *os.File, before time.Time) (catalog.Stamp, error) {
	info, err := f.Stat()
	if err != nil {
		return catalog.Stamp{}, err
	}
	stamp, now := stampOf(info), info.ModTime()
	if before.Unix() < now.Unix() || before.Sub(now) > wrongClock {
		return stamp, nil
	}
	next := time.Unix(before.Unix()+1, 0)
	stamp.Version = next.UnixNano()
	return stamp, folder.root.Chtimes(temp, next, next)
}

// wrongClock is by how much many editions in a row cannot put the date of a
// document ahead.
const wrongClock = time.Hour
