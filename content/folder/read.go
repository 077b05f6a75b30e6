// Reading one article: whole, unchanged while it was read, and from nowhere but
// the folder.
package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

var (
	// ErrUnsettled says that a file changed while it was read. Read it again
	// a little later.
	ErrUnsettled = errors.New("it is being written")
	// ErrTooLarge says that a file exceeds [Rules.MaxBytes].
	ErrTooLarge = errors.New("it is too large for an article")
	// ErrNotRegular says that a path is a folder, a pipe, a device or the like.
	ErrNotRegular = errors.New("it is no regular file")
)

// Read returns the bytes of the file at a path as [Folder.Scan] gives it, and
// its fingerprint, which was the same before and after. The caller owns the
// bytes. It never blocks on a pipe and never leaves the folder. A file that is
// gone gives fs.ErrNotExist.
func (f *Folder) Read(rel string) ([]byte, Fingerprint, error) {
	data, fp, err := f.read(rel)
	if err != nil {
		return nil, Fingerprint{}, fmt.Errorf("read %s: %w", rel, err)
	}
	return data, fp, nil
}

func (f *Folder) read(rel string) ([]byte, Fingerprint, error) {
	root, err := os.OpenRoot(f.root)
	if err != nil {
		return nil, Fingerprint{}, err
	}
	defer root.Close()
	name := filepath.FromSlash(rel)
	info, err := root.Stat(name)
	if err != nil {
		return nil, Fingerprint{}, cause(err)
	}
	if !info.Mode().IsRegular() {
		return nil, Fingerprint{}, fmt.Errorf("%w; replace it by a file", ErrNotRegular)
	}
	file, err := root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, Fingerprint{}, cause(err)
	}
	defer file.Close()
	return f.readOpen(file)
}

// cause drops the wrapping that names the path once more.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

func (f *Folder) readOpen(file *os.File) ([]byte, Fingerprint, error) {
	before, err := file.Stat()
	switch {
	case err != nil:
		return nil, Fingerprint{}, err
	case !before.Mode().IsRegular():
		return nil, Fingerprint{}, ErrNotRegular
	case before.Size() > f.rules.MaxBytes:
		return nil, Fingerprint{}, fmt.Errorf("%w: %d bytes, allowed are %d; split it, or raise the limit", ErrTooLarge, before.Size(), f.rules.MaxBytes)
	}
	data := make([]byte, before.Size()+1)
	n, err := io.ReadFull(file, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, Fingerprint{}, cause(err)
	}
	after, err := file.Stat()
	if err != nil {
		return nil, Fingerprint{}, err
	}
	fp := fingerprint(after)
	if fp != fingerprint(before) || int64(n) != fp.Size {
		return nil, Fingerprint{}, ErrUnsettled
	}
	return data[:n:n], fp, nil
}
