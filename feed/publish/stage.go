package publish

// Documents on their way into a folder: written beside their places, by several
// writers, and brought to the disk together.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// tempPrefix begins the name of a document that is being written. A crash can
// leave such files behind; Clear removes them.
const tempPrefix = ".feedmill-"

// manyWriters is how many documents are written at once, while the next are made:
// some writers wait for the disk.
const manyWriters = 4

// waiting is how many documents may wait for a writer: some are small, and come faster than a
// file system makes files.
const waiting = 64

// staging is what one Put has written so far.
type staging struct {
	writers []*writer
	later   bool // as in Directory
	whole   *wholeFolders
	root    *os.Root

	ahead    sync.WaitGroup // what is done with awaited documents
	flushing sync.WaitGroup
	flush    sync.Mutex // held by the goroutine that has the disk begin
	unsure   bool       // whether the disk has said that not all is on it; guarded by flush until flushing is done

	mu     sync.Mutex
	staged []stagedDocument         // guarded by mu while documents are taken
	places int                      // that staged documents were given; guarded by mu while documents are taken
	former []*os.File               // files that the first of them take the place of; guarded by mu while documents are taken
	same   map[string]catalog.Stamp // documents found in place, and otherwise than they were left; guarded by mu while documents are taken
	away   []string                 // documents that are new, and stay where they are; guarded by mu while documents are taken
	failed error                    // guarded by mu
}

// stagedDocument is a document on disk, not yet under its own name.
type stagedDocument struct {
	n      int // its place in the order given
	rank   int // see [feed.Rank]; 0 if that does not matter
	path   string
	whole  string // the folder that it comes out with; empty if it comes by itself
	second bool   // another has its name in that
	stamp  catalog.Stamp
	ahead  *ahead // of one that is awaited; else nil
}

// temp is the path that a document has meanwhile.
func (d stagedDocument) temp() string {
	p := d.path
	if d.whole != "" {
		p = beside(d.whole) + d.path[len(d.whole):]
	}
	if d.whole != "" && !d.second {
		return p
	}
	return path.Join(path.Dir(p), tempPrefix+strconv.Itoa(d.n))
}

// incoming is a document that is to be written, if it differs from what is there.
type incoming struct {
	feed.Document
	n     int
	was   catalog.Stamp // as it was left
	known bool          // whether it was there
	whole string        // as in stagedDocument
}

func newStaging(d *Directory, first bool) *staging {
	return &staging{writers: d.writers, later: d.later, whole: newWholeFolders(d.within, first), root: d.root, same: map[string]catalog.Stamp{}}
}

// take writes the documents that differ from what is there, until one fails.
func (s *staging) take(ctx context.Context, documents iter.Seq2[feed.Document, error], held *catalog.Manifest) (err error) {
	queue := make(chan incoming, waiting)
	var writing sync.WaitGroup
	for _, w := range s.writers {
		writing.Go(func() {
			for d := range queue {
				if err := cmp.Or(ctx.Err(), s.failure()); err != nil {
					s.fail(err) // those that wait need not be written
					continue
				}
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
		if err == nil {
			in.whole, err = s.whole.hold(d.Path)
		}
		if err != nil {
			break
		}
		queue <- in
		n++
		s.flushAhead(n)
	}
	close(queue)
	writing.Wait()
	s.sums()
	s.order()
	return cmp.Or(err, s.failed)
}

// order has the documents in the order in which they may be seen: that in which they were
// given, or where folders are seen whole that of their kinds.
func (s *staging) order() {
	if s.whole.first {
		for i := range s.staged {
			s.staged[i].rank = feed.Rank(s.staged[i].path)
		}
	}
	slices.SortFunc(s.staged, func(a, b stagedDocument) int { return cmp.Or(a.rank-b.rank, a.n-b.n) })
}

// flushedAt is after how many documents the disk begins, while the next are made.
const flushedAt = 4096

// flushAhead has the disk begin after some thousand documents, unless it still works: if it
// rests until the last is written, all of its time comes after that.
func (s *staging) flushAhead(n int) {
	if n%flushedAt != 0 || !s.flush.TryLock() {
		return
	}
	s.flushing.Go(func() {
		defer s.flush.Unlock()
		if syncFileSystem(s.root) != nil {
			s.unsure = true // which a system says but once
		}
	})
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
	sum := d.Sum
	if s.later && !d.known && !d.IsStored() {
		sum = func() feed.Sum { return feed.Sum{} }
	}
	if s.place() < awaited {
		staged.ahead = s.begin(file, sum)
		s.add(staged, w.former(d, before))
		return
	}
	if err := file.Close(); err != nil {
		s.fail(fmt.Errorf("write %s: %w", d.Path, err))
	}
	staged.stamp.Sum = sum()
	s.add(staged, nil)
}

// awaited is how many documents readers wait for: those of the site's feeds. They are on their
// way to the disk while others are made, and the files that they replace stay open. (If 64
// are, a first edition takes a twentieth longer.)
const awaited = 16

// ahead is what becomes of an awaited document while others are written.
type ahead struct {
	synced chan error    // says that its data is on the disk, or why not
	summed chan feed.Sum // has its sum, or zero if that is left for later
}

// begin has a document brought to the disk, and summed when no writer wants the processor.
func (s *staging) begin(f *os.File, sum func() feed.Sum) *ahead {
	a := &ahead{make(chan error, 1), make(chan feed.Sum, 1)}
	s.ahead.Go(func() { a.synced <- errors.Join(f.Sync(), f.Close()) })
	s.ahead.Go(func() { a.summed <- sum() })
	return a
}

// sums takes in the sums of awaited documents.
func (s *staging) sums() {
	for i := range s.staged {
		if a := s.staged[i].ahead; a != nil {
			s.staged[i].stamp.Sum = <-a.summed
		}
	}
}

// place is how many documents were staged before.
func (s *staging) place() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.places++
	return s.places - 1
}

// add takes in a document that is staged, and the file whose place it takes, if that is open.
func (s *staging) add(d stagedDocument, former *os.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.staged = append(s.staged, d)
	if former != nil {
		s.former = append(s.former, former)
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
func (s *staging) end() {
	s.flushing.Wait()
	s.ahead.Wait()
	for _, d := range s.staged {
		if d.whole == "" {
			s.root.Remove(native(d.temp()))
		}
	}
	s.whole.end()
	for _, f := range s.former {
		f.Close()
	}
}

// fewFiles is up to how many files are synced one by one. Above it one call for the whole
// file system is cheaper, where there is such a call.
const fewFiles = 64

// settle waits until the data of staged documents is on the disk. Renaming before
// that could leave empty files under good names after a power cut.
func (s *staging) settle() error {
	var rest []int // indexes of staged
	var err error
	for i, d := range s.staged {
		if d.ahead == nil {
			rest = append(rest, i)
		} else {
			err = errors.Join(err, inWriting(d, <-d.ahead.synced))
		}
	}
	s.flushing.Wait()
	if err != nil || len(rest) > fewFiles && !s.unsure && syncFileSystem(s.root) == nil {
		return err
	}
	return sideBySide(fewFiles, rest, func(i int) error {
		return inWriting(s.staged[i], syncFile(s.root, s.staged[i].temp(), os.O_RDWR))
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
