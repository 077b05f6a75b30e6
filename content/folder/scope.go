package folder

// Which rules hold in each folder.

import (
	"bytes"
	"path"
	"sync"
)

// scope is one folder as the rules see it.
type scope struct {
	why     string       // which rule leaves it out, with all that is not included in it; empty if none does
	ignores []ignoreList // of it and those around it, outermost first
	err     error        // an ignore file cannot be read
}

// scopes remembers them. Whoever lists folders enters each, outermost first, so
// that they are as the ignore files say now.
type scopes struct {
	mu   sync.RWMutex
	at   map[string]*scope
	text map[string][]byte // of the ignore files, by folder; nil where there is none
	list map[string]ignoreList
}

func (s *scopes) reset() {
	s.at, s.text, s.list = map[string]*scope{}, map[string][]byte{}, map[string]ignoreList{}
}

// enter reads the ignore file of a folder that is about to be listed. What is wrong
// with its lines is flawed; if it cannot be read, nobody can tell what the folder
// is meant to show.
func (f *Folder) enter(dir string) (flawed, err error) {
	data, err := f.readIgnoreFile(dir)
	lines, flawed := parseIgnore(data)
	f.scopes.mu.Lock()
	defer f.scopes.mu.Unlock()
	if err != nil {
		clear(f.scopes.at)
		delete(f.scopes.text, dir)
		return nil, err
	}
	if before, known := f.scopes.text[dir]; known && !bytes.Equal(before, data) {
		clear(f.scopes.at)
	}
	delete(f.scopes.at, dir)
	f.scopes.text[dir] = data
	if delete(f.scopes.list, dir); len(lines) > 0 {
		f.scopes.list[dir] = ignoreList{dir: dir, lines: lines}
	}
	return flawed, nil
}

// scope is what is known of a folder.
func (f *Folder) scope(dir string) *scope {
	f.scopes.mu.RLock()
	p, known := f.scopes.at[dir]
	_, entered := f.scopes.text[dir]
	f.scopes.mu.RUnlock()
	if known {
		return p
	}
	p = &scope{}
	if dir != "." && dir != "/" {
		around := f.scope(path.Dir(dir))
		_, why := f.leftOut(around, dir, true)
		p = &scope{why: why, ignores: around.ignores[:len(around.ignores):len(around.ignores)], err: around.err}
	}
	if !entered && p.err == nil {
		_, p.err = f.enter(dir) // whoever lists the folder is told of flaws
	}
	f.scopes.mu.Lock()
	defer f.scopes.mu.Unlock()
	if l, ok := f.scopes.list[dir]; ok {
		p.ignores = append(p.ignores, l)
	}
	f.scopes.at[dir] = p
	return p
}
