package publish

// Folders that come out whole. Of a first edition most documents are pages, in folders that
// are not there yet. Each would be written under another name and renamed once all are on the
// disk; made beside its place, a folder has all its files under the names that stay, and a
// single rename lets them be seen.

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"feedmill/feed"
)

// wholePrefix begins the name of a folder that is made whole. After tempPrefix a document
// has a number.
const wholePrefix = tempPrefix + "whole-"

// longName is from where on the name of a folder, in bytes, might not be taken with the prefix:
// some file systems have no longer ones than 143.
const longName = 120

// wholeFolders are the folders that one Put makes whole. They belong to the goroutine that
// gives documents to the writers, and afterwards renames them.
type wholeFolders struct {
	within *within
	first  bool // whether nobody has seen an edition yet
	states map[string]wholeness
	small  map[string]bool   // the same folders in small letters: some systems take these for the same
	around map[string]string // for each folder of documents the whole one around it, if there is one
}

// wholeness is how a folder comes out.
type wholeness int

const (
	existed wholeness = iota // it was there: each document comes by itself
	unseen                   // it is being made beside its place
	seen                     // it has its name
	taken                    // somebody else has made it meanwhile: each document is moved into it
)

func newWholeFolders(within *within, first bool) *wholeFolders {
	return &wholeFolders{within, first, map[string]wholeness{}, map[string]bool{}, map[string]string{}}
}

// beside is where a whole folder is before it has its name.
func beside(folder string) string {
	return path.Join(path.Dir(folder), wholePrefix+path.Base(folder))
}

// isBeside reports whether a folder is a whole one beside its place, or in one.
func isBeside(folder string) bool {
	return strings.HasPrefix(folder, wholePrefix) || strings.Contains(folder, "/"+wholePrefix)
}

// hold is the whole folder that a document comes out with; empty if there is none. Files that
// articles show have none: their folder bears a mark.
func (w *wholeFolders) hold(document string) (folder string, err error) {
	dir := path.Dir(document)
	if !w.first || dir == "." || feed.IsAsset(document) {
		return "", nil
	}
	folder, known := w.around[dir]
	if !known {
		folder, err = w.outermost(dir)
		w.around[dir] = folder
	}
	return folder, err
}

// outermost is the first folder on the way to dir that is not there yet; empty if all are.
func (w *wholeFolders) outermost(dir string) (string, error) {
	for n := range len(dir) + 1 {
		if n < len(dir) && dir[n] != '/' {
			continue
		}
		folder := dir[:n]
		state, known := w.states[folder]
		if !known {
			var err error
			if state, err = w.look(folder); err != nil {
				return "", err
			}
		}
		if state == unseen {
			return folder, nil
		}
	}
	return "", nil
}

// look finds whether a folder is to be made whole.
func (w *wholeFolders) look(folder string) (wholeness, error) {
	small := strings.ToLower(folder)
	_, err := w.within.root.Lstat(native(folder))
	state := existed
	if errors.Is(err, fs.ErrNotExist) && !w.small[small] && len(path.Base(folder)) <= longName {
		state = unseen
	}
	w.states[folder], w.small[small] = state, true
	if state == unseen {
		return state, w.within.root.RemoveAll(native(beside(folder))) // which a crash left
	}
	return state, nil
}

// appear lets a folder be seen, and reports whether it could be: somebody else may have made
// one of its name.
func (w *wholeFolders) appear(folder string) bool {
	if w.states[folder] == unseen {
		w.states[folder] = seen
		if w.within.rename(beside(folder), folder) != nil {
			w.states[folder] = taken
		}
	}
	return w.states[folder] == seen
}

// end removes what was never seen.
func (w *wholeFolders) end() {
	w.within.letGo(isBeside)
	for folder, state := range w.states {
		if state == unseen || state == taken {
			w.within.root.RemoveAll(native(beside(folder)))
		}
	}
}
