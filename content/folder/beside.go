package folder

// Files beside the articles: pictures, recordings and whatever else articles show.
// Nobody lists them for their own sake; they are opened one by one.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// ErrLeftOut says that a file lies in a part of the folder that is not looked into.
var ErrLeftOut = errors.New("it lies in a folder that is left out")

// OpenBeside opens a file that is no text, by its path as it would be listed, and tells
// its fingerprint. The file is the caller's to close. Like [Folder.Read] it never
// leaves the folder and never blocks; hidden files, by-products, the output, the state
// and what lies in folders that are left out are not opened. A file that is not there
// gives fs.ErrNotExist.
func (f *Folder) OpenBeside(rel string) (*Opened, Fingerprint, error) {
	file, fp, err := f.openBeside(rel)
	if err != nil {
		return nil, Fingerprint{}, fmt.Errorf("open %s: %w", rel, err)
	}
	o := &Opened{File: file}
	if f.rules.Elsewhere != nil {
		o.Elsewhere = f.rules.Elsewhere(rel, file)
	}
	return o, fp, nil
}

// Opened is a file beside the articles. It may only stand for bytes that lie elsewhere.
type Opened struct {
	File      *os.File
	Elsewhere Bytes // nil if they are the file's own
}

// Bytes are those that lie elsewhere. They are always the same, or cannot be read.
type Bytes interface {
	io.ReaderAt

	// Stream reads all of them. Nothing is asked for before it is read.
	Stream() io.ReadSeekCloser
}

// ReadAt reads some bytes. What cannot be had from elsewhere just now has not settled.
func (o *Opened) ReadAt(b []byte, off int64) (int, error) {
	if o.Elsewhere == nil {
		return o.File.ReadAt(b, off)
	}
	n, err := o.Elsewhere.ReadAt(b, off)
	return n, unsettled(err)
}

// CopyTo writes so many bytes, which are all there are.
func (o *Opened) CopyTo(w io.Writer, size int64, buffer []byte) error {
	if o.Elsewhere == nil {
		_, err := io.CopyBuffer(w, io.NewSectionReader(o.File, 0, size), buffer)
		return err
	}
	from := o.Elsewhere.Stream()
	defer from.Close()
	_, err := io.CopyBuffer(w, from, buffer)
	return unsettled(err)
}

func unsettled(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	return fmt.Errorf("%w (%w)", ErrUnsettled, err)
}

// Close closes the file.
func (o *Opened) Close() error { return o.File.Close() }

func (f *Folder) openBeside(rel string) (*os.File, Fingerprint, error) {
	if rel != path.Clean(rel) || rel == "." || rel == ".." || strings.HasPrefix(rel, "../") || strings.HasPrefix(rel, "/") {
		return nil, Fingerprint{}, fs.ErrNotExist // no path of this folder
	}
	if _, err := os.Lstat(f.absolute(rel)); absent(err) {
		return nil, Fingerprint{}, fs.ErrNotExist // as most are that are asked for
	}
	file, err := openFile(f.root, rel)
	switch {
	case absent(err):
		return nil, Fingerprint{}, fs.ErrNotExist
	case err != nil:
		return nil, Fingerprint{}, err
	}
	fp, err := f.besides(file, rel)
	if err != nil {
		return nil, Fingerprint{}, errors.Join(err, file.Close())
	}
	return file, fp, nil
}

// besides is the fingerprint of an open file, if that may be shown.
func (f *Folder) besides(file *os.File, rel string) (Fingerprint, error) {
	info, err := file.Stat()
	switch {
	case err != nil:
		return Fingerprint{}, cause(err)
	case !info.Mode().IsRegular():
		return Fingerprint{}, ErrNotRegular
	case byProduct(path.Base(rel)), f.excluded(rel), f.outside(rel):
		return Fingerprint{}, fmt.Errorf("%w; move it to where articles are", ErrLeftOut)
	}
	return fingerprint(info), nil
}

// IsArticle reports whether the file at a path is an article by its name, or by its
// place or its beginning and no rule leaves it out.
func (f *Folder) IsArticle(rel string) bool {
	if f.rules.Article(path.Base(rel)) {
		return true
	}
	byPlace := f.rules.ByPlace(rel)
	if !byPlace && f.rules.ByHead(path.Base(rel)) == nil || !f.rules.mayHold(rel) {
		return false
	}
	_, why := f.leftOut(f.scope(path.Dir(rel)), rel, false)
	return why == "" && (byPlace || f.beginsAsArticle(rel))
}

// FingerprintOf is what the system says of an open file now.
func FingerprintOf(file *os.File) (Fingerprint, error) {
	info, err := file.Stat()
	if err != nil {
		return Fingerprint{}, cause(err)
	}
	return fingerprint(info), nil
}

// Moved is when a file was last touched, in nanoseconds since 1970.
func (f Fingerprint) Moved() int64 { return max(f.Mtime, f.Ctime) }
