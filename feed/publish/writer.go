package publish

// One document at a time: it is compared with what is in its place, and written beside that
// if it differs.

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
)

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
	if d.whole != "" {
		return nil, before, nil
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
	unsure := d.was.Size == d.Size && !isSummed(d.was)
	if !d.known || unsure || !agree(stamp, d.was) {
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
	s := stagedDocument{n: d.n, path: d.Path, whole: d.whole}
	folder, err := w.within.enter(s.temp(), true)
	if err != nil {
		return stagedDocument{}, nil, err
	}
	defer w.within.leave(folder)
	f, err := create(folder, &s)
	if err != nil {
		return stagedDocument{}, nil, err
	}
	name := path.Base(s.temp())
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

// create makes the file of a document that is staged.
func create(folder *openFolder, s *stagedDocument) (*os.File, error) {
	if s.whole != "" {
		f, err := folder.root.OpenFile(path.Base(s.path), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
		s.second = true
	}
	return folder.root.OpenFile(path.Base(s.temp()), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
}

// former opens the file whose place a document will take; nil if there is none, or it had
// better not be open then. As long as somebody has it open, its blocks are not given back when
// it loses its name: that takes a file system longer than all the rest of renaming, and readers
// need not wait for it.
func (w *writer) former(d incoming, before time.Time) *os.File {
	if before.IsZero() {
		return nil
	}
	folder, err := w.within.enter(d.Path, false)
	if err != nil {
		return nil
	}
	defer w.within.leave(folder)
	return openReplaced(folder.root, path.Base(d.Path))
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
