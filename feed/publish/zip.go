package publish

// An archive of all documents in one file, to be taken elsewhere as it is: by hosts
// that are given a site as an archive, or by readers without a network.

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// Zip is an outlet that is one file. It is replaced whole with each edition, so that
// whoever takes it has one edition. Its entries are in the order of their paths and
// all of one date: the same documents make the same file.
type Zip struct{ file string }

// zipComment says in the file itself who made it.
const zipComment = feed.Name

// zipDate is that of all entries: the first that the format knows.
var zipDate = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

func openZip(_ context.Context, address string, _ Owner) (o Outlet, fresh bool, err error) {
	file, err := filepath.Abs(address)
	if err != nil {
		return nil, false, err
	}
	_, err = os.Lstat(file)
	return &Zip{file}, errors.Is(err, fs.ErrNotExist), nil
}

// Close has nothing to close.
func (z *Zip) Close() error { return nil }

// Put makes the file anew with these documents in it: see [Outlet].
func (z *Zip) Put(ctx context.Context, documents iter.Seq2[feed.Document, error], held *catalog.Manifest) (put []string, err error) {
	old, err := z.open()
	if err != nil {
		return nil, err
	}
	defer old.Close()
	fresh, sums, err := z.pack(ctx, documents, old, held)
	if err != nil || fresh == nil {
		return nil, err
	}
	defer os.Remove(fresh.name)
	defer fresh.Close()
	entries := maps.Clone(old.entries)
	stamps := map[string]catalog.Stamp{}
	for p, entry := range fresh.entries {
		entries[p], stamps[p] = entry, zipStamp(entry)
		put = append(put, p)
	}
	if err := errors.Join(held.Expect(maps.Clone(stamps)), z.replace(entries)); err != nil {
		return nil, err
	}
	for p, s := range stamps {
		s.Sum = sums[p]
		held.Note(p, s)
	}
	slices.Sort(put)
	return put, nil
}

// pack writes the documents that differ into an archive of their own; nil if there
// are none.
func (z *Zip) pack(ctx context.Context, documents iter.Seq2[feed.Document, error], old *zipFile, held *catalog.Manifest) (*zipFile, map[string]feed.Sum, error) {
	name := z.temp("fresh")
	sums := map[string]feed.Sum{}
	err := writeZip(name, func(w *zip.Writer) error {
		for d, err := range documents {
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return err
			}
			last, known, err := held.Last(d.Path)
			if err != nil {
				return err
			}
			entry, there := old.entries[d.Path]
			if there && known && last.Sum == d.Sum() && agree(zipStamp(entry), last) {
				continue
			}
			to, err := w.CreateHeader(&zip.FileHeader{Name: d.Path, Method: methodOf(d), Modified: zipDate})
			if err == nil {
				_, err = d.WriteTo(to)
			}
			if err != nil {
				return fmt.Errorf("write %s: %w", d.Path, err)
			}
			sums[d.Path] = d.Sum()
		}
		return nil
	})
	if err != nil || len(sums) == 0 {
		return nil, nil, errors.Join(err, removeIfThere(name))
	}
	fresh, err := readZip(name)
	return fresh, sums, err
}

// methodOf is how a document is packed: pictures, sounds and films are compressed
// already.
func methodOf(d feed.Document) uint16 {
	if feed.IsAsset(d.Path) && !strings.Contains(d.MediaType, "svg") && !strings.HasPrefix(d.MediaType, "text/") {
		return zip.Store
	}
	return zip.Deflate
}

// Remove makes the file anew without these documents.
func (z *Zip) Remove(_ context.Context, paths []string) error {
	old, err := z.open()
	if err != nil {
		return err
	}
	defer old.Close()
	before := len(old.entries)
	for _, p := range paths {
		delete(old.entries, p)
	}
	if len(old.entries) == before {
		return nil
	}
	return z.replace(old.entries)
}

// List tells of the documents in the file; it knows that Feedmill made all of them or
// none.
func (z *Zip) List(_ context.Context, paths []string) iter.Seq2[catalog.Copy, error] {
	return func(yield func(catalog.Copy, error) bool) {
		old, err := z.open()
		if err != nil {
			yield(catalog.Copy{}, err)
			return
		}
		defer old.Close()
		for _, p := range paths {
			if entry, there := old.entries[p]; there && !yield(catalog.Copy{Path: p, Stamp: zipStamp(entry)}, nil) {
				return
			}
		}
	}
}

// Left lists the other entries: the archive is Feedmill's.
func (z *Zip) Left(_ context.Context, current func(path string) bool) iter.Seq2[catalog.Copy, error] {
	return func(yield func(catalog.Copy, error) bool) {
		old, err := z.open()
		if err != nil {
			yield(catalog.Copy{}, err)
			return
		}
		defer old.Close()
		for _, p := range slices.Sorted(maps.Keys(old.entries)) {
			if !current(p) && !yield(catalog.Copy{Path: p, Stamp: zipStamp(old.entries[p])}, nil) {
				return
			}
		}
	}
}

// Clear removes what a crash left half written.
func (z *Zip) Clear(func(path string) bool) error {
	return errors.Join(removeIfThere(z.temp("fresh")), removeIfThere(z.temp("whole")))
}

// temp is a file beside the archive, of a name that no folder of documents takes for
// its own: the archive may lie in one.
func (z *Zip) temp(what string) string {
	return filepath.Join(filepath.Dir(z.file), "."+filepath.Base(z.file)+"."+what)
}

// replace puts an archive of these entries, which are copied as they are, in the
// place of the file.
func (z *Zip) replace(entries map[string]*zip.File) error {
	whole := z.temp("whole")
	err := writeZip(whole, func(w *zip.Writer) error {
		for _, p := range slices.Sorted(maps.Keys(entries)) {
			if err := w.Copy(entries[p]); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = whileHeld(runtime.GOOS, time.Sleep, func() error { return os.Rename(whole, z.file) })
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", z.file, err), removeIfThere(whole))
	}
	return syncParent(z.file)
}

// open reads what is in the file now; nothing if there is none.
func (z *Zip) open() (*zipFile, error) {
	old, err := readZip(z.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &zipFile{entries: map[string]*zip.File{}}, nil
	case err == nil && old.reader.Comment == zipComment:
		return old, nil
	case err == nil:
		err = errors.Join(ErrForeign, old.Close())
	case errors.Is(err, zip.ErrFormat):
		err = ErrForeign
	}
	return nil, fmt.Errorf("write %s: the file there %w", z.file, err)
}

// zipFile is an archive that is open for reading.
type zipFile struct {
	name    string
	reader  *zip.ReadCloser
	entries map[string]*zip.File // by path
}

func readZip(name string) (*zipFile, error) {
	r, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	f := &zipFile{name, r, make(map[string]*zip.File, len(r.File))}
	for _, entry := range r.File {
		f.entries[entry.Name] = entry
	}
	return f, nil
}

// Close ends the reading.
func (f *zipFile) Close() error {
	if f.reader == nil {
		return nil
	}
	return f.reader.Close()
}

// zipStamp is how an entry is: its check sum tells that somebody changed it.
func zipStamp(entry *zip.File) catalog.Stamp {
	return catalog.Stamp{Size: int64(entry.UncompressedSize64), Version: int64(entry.CRC32)}
}

// writeZip writes an archive, and has it safely on the disk.
func writeZip(name string, fill func(*zip.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := zip.NewWriter(f)
	err = fill(w)
	if err == nil {
		err = w.SetComment(zipComment)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func removeIfThere(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncParent makes the name of a file durable.
func syncParent(file string) error {
	root, err := os.OpenRoot(filepath.Dir(file))
	if err != nil {
		return err
	}
	d := Directory{root: root}
	return errors.Join(d.syncFolders(map[string]bool{".": true}), root.Close())
}
