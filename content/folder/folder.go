// Package folder says which files the content folder holds and which of them changed.
//
// A [Folder] is the folder together with the [Rules] that tell articles from
// everything else in it. [Folder.Scan] lists it, [Folder.Compare] lists it and
// compares, [Folder.Read] reads one file of it, and a [Watcher] stays and
// delivers each change.
//
// # What a Watcher promises
//
// What is in the folder is delivered. Events of the kernel are hints: they say
// where to look, and when. The truth is a comparison of the folder with what
// was delivered before; one is made at the start, after every loss of events,
// and every [WatchOptions.Sweep] in any case. Where events cannot be had
// (network file systems, exhausted limits) the folder, or that part of it, is
// polled. [Watcher.Health] says which, and why.
//
// Six goroutines share the work, each with one thing to do: one empties the
// channel of events, one the channel of errors, one waits for mounts, one (that
// of [Watcher.Run]) looks, arms and decides, one delivers, and one comes and goes
// to list the whole folder for a sweep.
//
// Files are delivered when they have settled. Deletions wait for a grace period, so
// that an editor's save dance never shows, and both halves of a rename come in
// one [Changes]. Deletions are held back, loudly, where they look like an
// accident: see [Alarm].
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Fingerprint is what lstat says of a file: while it is equal, the file is taken
// to be the same, unread. Comparable with ==. Of a symbolic link to a file of
// the same folder it describes that file.
type Fingerprint struct {
	Dev, Ino uint64 // zero where the system has none
	Size     int64  // bytes
	Mtime    int64  // nanoseconds since 1970; restored by cp -p and rsync -t
	Ctime    int64  // nanoseconds since 1970; cannot be set by programs; zero where the system has none
}

// Snapshot is what a folder holds: slash-separated paths relative to its root.
type Snapshot map[string]Fingerprint

// Changes are the differences between two snapshots, each sorted by path.
type Changes struct {
	Changed []string // new, or with another fingerprint
	Gone    []string
}

// Empty reports whether nothing changed.
func (c Changes) Empty() bool { return len(c.Changed) == 0 && len(c.Gone) == 0 }

// Listing is what [Folder.Scan] or [Folder.ScanPaths] found.
type Listing struct {
	Articles Snapshot  // empty after [Folder.ScanPaths]
	Others   []string  // files that are neither articles nor known by-products, and may have been meant as articles; sorted
	LeftOut  []LeftOut // what a rule keeps out, by path
	Problems []Problem // what could not be listed, by path

	paths []string // of the articles, sorted
}

// Problem is a part of the folder that could not be read. What is known of it
// stays known: its files are never taken for deleted.
type Problem struct {
	Path string // relative to the root; "." is the root
	Err  error  // what is wrong, then the remedy
}

// LeftOut is a file that would be an article, or a folder that would hold some,
// but for a rule.
type LeftOut struct {
	Path string
	Why  string // the rule
}

// Folder is a content folder. It holds nothing open and may be used from
// several goroutines.
type Folder struct {
	root    string // absolute, as the user named it: a symbolic link may be re-pointed
	rules   Rules
	exclude []string // relative to root, slash-separated
	scopes  scopes
	heads   heads
}

// Open makes a Folder of the directory at root. It refuses a root that is
// missing, is no directory, or is itself excluded.
func Open(root string, r Rules) (*Folder, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("open folder %q: %w", root, err)
	}
	switch info, err := os.Stat(abs); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("open folder %s: it does not exist; create it, mount it, or name another one: %w", abs, err)
	case err != nil:
		return nil, fmt.Errorf("open folder %s: %w; check that its user may read it", abs, err)
	case !info.IsDir():
		return nil, fmt.Errorf("open folder %s: it is a file; name the folder that holds it: %w", abs, fs.ErrInvalid)
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	f := &Folder{root: abs, rules: r.withDefaults()}
	f.scopes.reset()
	if err := f.setExcluded(r.Exclude); err != nil {
		return nil, err
	}
	return f, nil
}

// Root is the absolute path of the folder, as it was named.
func (f *Folder) Root() string { return f.root }

// setExcluded turns absolute paths into paths below the root. Both may be named
// through symbolic links, so the resolved forms are compared as well.
func (f *Folder) setExcluded(paths []string) error {
	for _, p := range paths {
		for _, pair := range [][2]string{{f.root, filepath.Clean(p)}, {resolve(f.root), resolve(p)}} {
			rel, err := filepath.Rel(pair[0], pair[1])
			if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
				continue
			}
			if rel == "." {
				return fmt.Errorf("open folder %s: the output would be written among the articles; choose another output folder, such as %s: %w",
					f.root, filepath.Join(f.root, "public"), fs.ErrInvalid)
			}
			if rel = filepath.ToSlash(rel); !slices.Contains(f.exclude, rel) {
				f.exclude = append(f.exclude, rel)
			}
		}
	}
	return nil
}

// resolve follows the symbolic links of a path that need not exist yet.
func resolve(p string) string {
	p = filepath.Clean(p)
	if real, err := filepath.EvalSymlinks(p); err == nil {
		return real
	}
	parent := filepath.Dir(p)
	if parent == p {
		return p
	}
	return filepath.Join(resolve(parent), filepath.Base(p))
}

// absolute is where a relative path of the folder lies.
func (f *Folder) absolute(rel string) string {
	return filepath.Join(f.root, filepath.FromSlash(rel))
}
