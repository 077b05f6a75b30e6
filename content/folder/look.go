package folder

// Looking at one path of the folder: what it is now, without reading it.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
)

// look says what a path is now. Kind nothing without an error means that no
// such file or folder exists, or none that counts; an error, that nobody can tell.
func (f *Folder) look(rel string) (entry, error) {
	dir, name := path.Dir(rel), path.Base(rel)
	info, err := os.Lstat(f.absolute(rel))
	switch {
	case absent(err):
		return entry{name: name}, nil
	case err != nil:
		return entry{name: name}, fmt.Errorf("look at %s: %w", rel, err)
	case info.IsDir():
		return folderEntry(f, dir, name), nil
	}
	kind, why := f.file(dir, name)
	switch err := f.scope(dir).err; {
	case err != nil && kind != nothing:
		return entry{name: name}, err
	case kind == nothing || why != "":
		return entry{name: name, kind: kind, why: why}, nil
	case info.Mode()&fs.ModeSymlink != 0:
		e := f.linkEntry(dir, name, kind)
		return e, e.err
	case !info.Mode().IsRegular():
		return entry{name: name}, nil
	}
	return entry{name: name, kind: kind, file: fingerprint(info), link: hardLinked(info)}, nil
}

// absent reports whether an error says that a path does not exist, as against
// one that could not be asked for.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func folderEntry(f *Folder, dir, name string) entry {
	k, why := f.folder(dir, name)
	return entry{name: name, kind: k, why: why}
}

// leadsToArticle says which article a symbolic link leads to, if that is listed by
// itself; empty if the file is one that only the link shows.
func (f *Folder) leadsToArticle(rel string) (why string) {
	if matching(f.rules.Include, rel) != "" {
		return ""
	}
	real, err := filepath.EvalSymlinks(f.absolute(rel))
	if err != nil {
		return ""
	}
	below, err := filepath.Rel(resolve(f.root), real)
	if err != nil || !filepath.IsLocal(below) {
		return ""
	}
	below = filepath.ToSlash(below)
	if k, _ := f.file(path.Dir(below), path.Base(below)); k != article || f.outside(below) {
		return ""
	}
	return "it is a link to " + below + ", which is an article by itself"
}

// linkEntry is what a symbolic link stands for: the file of this folder that it
// leads to, unless that is an article under its own name. Links to folders are not followed, which rules out loops.
func (f *Folder) linkEntry(dir, name string, k kind) entry {
	e := entry{name: name, kind: k, link: true}
	root, err := os.OpenRoot(f.root)
	if err != nil {
		e.kind, e.err = other, fmt.Errorf("follow link %s: %w", path.Join(dir, name), err)
		return e
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(path.Join(dir, name)))
	switch {
	case absent(err):
		return entry{name: name, link: true} // dangling: nothing is there to read, yet
	case err != nil:
		e.kind, e.err = other, fmt.Errorf("follow link %s: %w", path.Join(dir, name), cause(err))
	case info.Mode().IsRegular():
		e.file = fingerprint(info)
		if e.why = f.leadsToArticle(path.Join(dir, name)); e.why != "" {
			e.kind = other
		}
	default:
		e.kind = other
	}
	return e
}
