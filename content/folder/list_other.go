//go:build !linux

package folder

// Listing where no better way than the standard library's is known.

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// handle is a folder that may be listed.
type handle struct {
	path    string
	id      identity
	unasked bool // what its folder says is a regular file is taken for one, without fingerprint
}

func openHandle(root, dir string) (handle, error) {
	p := filepath.Join(root, filepath.FromSlash(dir))
	info, err := os.Stat(p)
	if err == nil && dir != "." {
		info, err = os.Lstat(p)
	}
	if err != nil {
		return handle{}, fmt.Errorf("list folder: %w", err)
	}
	if !info.IsDir() {
		return handle{}, fmt.Errorf("list folder %s: it is none any more: %w", p, fs.ErrInvalid)
	}
	fp := fingerprint(info)
	return handle{path: p, id: identity{dev: fp.Dev, ino: fp.Ino}}, nil
}

func (h handle) open(name string) (handle, error) {
	below, err := openHandle(h.path, name)
	below.unasked = h.unasked
	return below, err
}

func (h handle) close()             {}
func (h handle) identity() identity { return h.id }

// list reads the folder and says of each name what it stands for.
func (h handle) list(f *Folder, dir string) ([]entry, error) {
	names, err := os.ReadDir(h.path)
	if err != nil {
		return nil, fmt.Errorf("list folder %s: %w", dir, err)
	}
	var entries []entry
	for _, d := range names {
		if e := h.entry(f, dir, d); e.kind != nothing || e.link || e.why != "" {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

func (h handle) entry(f *Folder, dir string, d fs.DirEntry) entry {
	if d.IsDir() {
		return folderEntry(f, dir, d.Name())
	}
	kind, why := f.file(dir, d.Name())
	switch {
	case kind == nothing || why != "":
		return entry{name: d.Name(), kind: kind, why: why}
	case d.Type()&fs.ModeSymlink != 0:
		return f.linkEntry(dir, d.Name(), kind)
	case !d.Type().IsRegular():
		return entry{}
	case h.unasked:
		return entry{name: d.Name(), kind: kind}
	}
	info, err := d.Info()
	if absent(err) {
		return entry{}
	}
	if err != nil {
		return entry{name: d.Name(), kind: kind, err: fmt.Errorf("look at %s: %w", d.Name(), err)}
	}
	return entry{name: d.Name(), kind: kind, file: fingerprint(info), link: hardLinked(info)}
}
