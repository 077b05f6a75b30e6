package folder

// Reading one article: whole, unchanged while it was read, and from nowhere but
// the folder.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

var (
	// ErrUnsettled says that a file changed while it was read. Read it again
	// a little later.
	ErrUnsettled = errors.New("it is being written")
	// ErrTooLarge says that a file exceeds [Rules.MaxBytes].
	ErrTooLarge = errors.New("it is too large for an article")
	// ErrOutside says that a symbolic link leads out of the folder, or is
	// absolute, which is the same to us.
	ErrOutside = errors.New("it leads out of the folder")
	// ErrNotRegular says that a path is a folder, a pipe, a device or the like.
	ErrNotRegular = errors.New("it is no regular file")
)

// Reader reads many files of a folder, from as many goroutines as one likes. It holds
// the folder open: whoever looks anew begins another one.
type Reader struct {
	folder *Folder
	root   openRoot
	err    error // why root is not open
}

// Reader begins to read files. The caller closes it.
func (f *Folder) Reader() *Reader {
	root, err := openRootOf(f)
	return &Reader{f, root, err}
}

// Close lets the folder go.
func (r *Reader) Close() {
	if r.err == nil {
		r.root.close()
	}
}

// Read returns the bytes of the file at a path as [Folder.Scan] gives it, and
// its fingerprint, which was the same before and after. The caller owns the
// bytes. It never blocks on a pipe and never leaves the folder. A file that is
// gone gives fs.ErrNotExist.
func (r *Reader) Read(rel string) ([]byte, Fingerprint, error) {
	if r.err == nil {
		if data, fp, ok := r.root.read(r.folder, rel); ok {
			return data, fp, nil
		}
	}
	data, fp, err := r.folder.read(rel)
	if absent(err) {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, Fingerprint{}, fmt.Errorf("read %s: %w", rel, err)
	}
	return data, fp, nil
}

// Head reads the beginning of a file into a buffer, and tells how much that is: as much as
// fits, or less where the file system gives less at a time.
func (r *Reader) Head(rel string, buffer []byte) (int, error) {
	if r.err == nil {
		if n, ok := r.root.head(rel, buffer); ok {
			return n, nil
		}
	}
	n, err := r.folder.head(rel, buffer)
	if err != nil {
		return 0, fmt.Errorf("read the beginning of %s: %w", rel, err)
	}
	return n, nil
}

// Read is [Reader.Read] for one file.
func (f *Folder) Read(rel string) ([]byte, Fingerprint, error) {
	r := f.Reader()
	defer r.Close()
	return r.Read(rel)
}

func (f *Folder) read(rel string) ([]byte, Fingerprint, error) {
	file, err := openFile(f.root, rel)
	if err != nil {
		return nil, Fingerprint{}, err
	}
	defer file.Close()
	before, err := file.Stat()
	switch {
	case err != nil:
		return nil, Fingerprint{}, cause(err)
	case !before.Mode().IsRegular():
		return nil, Fingerprint{}, fmt.Errorf("%w; put a file in its place", ErrNotRegular)
	case before.Size() > f.rules.MaxBytes:
		return nil, Fingerprint{}, fmt.Errorf("%w: %d bytes, allowed are %d; split it, or raise max-size", ErrTooLarge, before.Size(), f.rules.MaxBytes)
	}
	return f.readOpen(file, fingerprint(before))
}

// Holds reports whether an article is at a path now.
func (f *Folder) Holds(rel string) bool {
	e, err := f.look(rel)
	return err == nil && e.kind == article && e.why == "" && !f.outside(rel)
}

func (f *Folder) readOpen(file *os.File, before Fingerprint) ([]byte, Fingerprint, error) {
	data := make([]byte, before.Size+1) // one more shows whether it has grown
	n, err := io.ReadFull(file, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, Fingerprint{}, cause(err)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, Fingerprint{}, cause(err)
	}
	after := fingerprint(info)
	if after != before || int64(n) != after.Size {
		return nil, Fingerprint{}, ErrUnsettled
	}
	return data[:n:n], after, nil
}

// openInRoot opens a file whose path stays in root, whatever links it goes
// through. It looks first: opening a pipe could wait, opening a device do harm.
func openInRoot(root, rel string) (*os.File, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, cause(err)
	}
	defer r.Close()
	name := filepath.FromSlash(rel)
	info, err := r.Stat(name)
	if err != nil {
		return nil, cause(err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w; put a file in its place", ErrNotRegular)
	}
	file, err := r.OpenFile(name, os.O_RDONLY|nonblock, 0)
	return file, cause(err)
}

// cause drops the wrapping that names the path once more, and names the one
// refusal that comes from os.Root and not from the system.
func cause(err error) error {
	wrapped, ok := errors.AsType[*fs.PathError](err)
	if !ok {
		return err
	}
	if _, system := errors.AsType[syscall.Errno](wrapped.Err); !system && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; copy the file into it, or make the link relative", ErrOutside)
	}
	return wrapped.Err
}
