package folder

// How programs save, move and copy files, replayed. None of it may show an
// article as gone that is there in the end, nor half of one.

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// dancer makes the steps of a program in a folder.
type dancer struct {
	t             *testing.T
	root, outside string
}

// path is where a file lies; "../" leads out of what is watched.
func (d dancer) path(rel string) string {
	if out, ok := strings.CutPrefix(rel, "../"); ok {
		return filepath.Join(d.outside, filepath.FromSlash(out))
	}
	return filepath.Join(d.root, filepath.FromSlash(rel))
}

func (d dancer) write(rel, text string) {
	write(d.t, filepath.Dir(d.path(rel)), filepath.Base(rel), text)
}

func (d dancer) rename(from, to string)          { must(d.t, os.Rename(d.path(from), d.path(to))) }
func (d dancer) remove(rel string)               { must(d.t, os.Remove(d.path(rel))) }
func (d dancer) chmod(rel string, m os.FileMode) { must(d.t, os.Chmod(d.path(rel), m)) }
func (d dancer) mkdir(rel string)                { must(d.t, os.MkdirAll(d.path(rel), 0o755)) }

// slowly writes a text in pieces, with a look of its own at the file after
// each, as a program does that computes between writes.
func (d dancer) slowly(rel, text string, flag int) {
	f, err := os.OpenFile(d.path(rel), os.O_WRONLY|os.O_CREATE|flag, 0o644)
	must(d.t, err)
	defer f.Close()
	for piece := range strings.SplitAfterSeq(text, " ") {
		_, err := f.WriteString(piece)
		must(d.t, err)
	}
}

const (
	before = "the text before"
	after  = "the text that was saved afterwards, which is longer"
)

func TestDances(t *testing.T) {
	t.Parallel()
	dances := []struct {
		name  string
		dance func(dancer)
		want  map[string]string // nil is a.txt with the text after
		moves bool              // what is there in the end was elsewhere for a moment
	}{
		{"plain write", func(d dancer) { d.slowly("a.txt", after, os.O_TRUNC) }, nil, false},
		{"vim, renaming", func(d dancer) {
			d.write(".a.txt.swp", "swap")
			d.write("4913", "")
			d.remove("4913")
			d.rename("a.txt", "a.txt~")
			d.slowly("a.txt", after, os.O_EXCL)
			d.chmod("a.txt", 0o644)
			d.remove("a.txt~")
			d.remove(".a.txt.swp")
		}, nil, false},
		{"vim, in place", func(d dancer) {
			d.write(".a.txt.swp", "swap")
			d.write("a.txt~", before)
			d.slowly("a.txt", after, os.O_TRUNC)
			d.remove("a.txt~")
		}, nil, false},
		{"emacs", func(d dancer) {
			must(d.t, os.Symlink("user@host.1234:5678", d.path(".#a.txt")))
			d.write("#a.txt#", "autosave")
			d.rename("a.txt", "a.txt~")
			d.slowly("a.txt", after, os.O_EXCL)
			d.remove("#a.txt#")
			d.remove(".#a.txt")
		}, nil, false},
		{"sed -i", func(d dancer) {
			d.write("sedAbC123", after)
			d.chmod("sedAbC123", 0o600)
			d.chmod("sedAbC123", 0o644)
			d.rename("sedAbC123", "a.txt")
		}, nil, false},
		{"rsync", func(d dancer) {
			d.write(".a.txt.Xy12Zz", after)
			d.chmod(".a.txt.Xy12Zz", 0o644)
			must(d.t, os.Chtimes(d.path(".a.txt.Xy12Zz"), time.Time{}, time.Unix(1e9, 0)))
			d.rename(".a.txt.Xy12Zz", "a.txt")
		}, nil, false},
		{"rsync --inplace with an old date", func(d dancer) {
			d.slowly("a.txt", after, os.O_TRUNC)
			must(d.t, os.Chtimes(d.path("a.txt"), time.Time{}, time.Unix(1e9, 0)))
		}, nil, false},
		{"office, saving through a temporary name", func(d dancer) {
			d.write("~$a.txt", "lock")
			d.write("a1b2.tmp", after)
			d.rename("a.txt", "c3d4.tmp")
			d.rename("a1b2.tmp", "a.txt")
			d.remove("c3d4.tmp")
			d.remove("~$a.txt")
		}, nil, false},
		{"git checkout", func(d dancer) {
			d.remove("a.txt")
			d.slowly("a.txt", after, os.O_EXCL)
		}, nil, false},
		{"git checkout of a folder", func(d dancer) {
			d.remove("sub/b.txt")
			d.remove("sub")
			d.mkdir("sub")
			d.write("sub/b.txt", after)
		}, map[string]string{"a.txt": before, "sub/b.txt": after}, false},
		{"same size, same modification time", func(d dancer) {
			was, err := os.Stat(d.path("a.txt"))
			must(d.t, err)
			d.write("a.txt", strings.ToUpper(before))
			must(d.t, os.Chtimes(d.path("a.txt"), time.Time{}, was.ModTime()))
		}, map[string]string{"a.txt": strings.ToUpper(before), "sub/b.txt": before}, false},
		{"hard link", func(d dancer) {
			must(d.t, os.Link(d.path("a.txt"), d.path("l.txt")))
		}, map[string]string{"a.txt": before, "l.txt": before, "sub/b.txt": before}, false},
		{"hard link into place", func(d dancer) {
			d.write(".new", after)
			must(d.t, os.Link(d.path(".new"), d.path("n.txt")))
			d.remove(".new")
		}, map[string]string{"a.txt": before, "n.txt": after, "sub/b.txt": before}, false},
		{"symbolic link within", func(d dancer) {
			d.write(".b.txt", before)
			must(d.t, os.Symlink(".b.txt", d.path("l.txt")))
			d.write(".b.txt", after)
		}, map[string]string{"a.txt": before, "l.txt": after, "sub/b.txt": before}, false},
		{"symbolic link to an article", func(d dancer) {
			must(d.t, os.Symlink("sub/b.txt", d.path("l.txt")))
			d.write("sub/b.txt", after)
		}, map[string]string{"a.txt": before, "sub/b.txt": after}, false},
		{"article moved, with a link in its place", func(d dancer) {
			d.rename("a.txt", "sub/a.txt")
			must(d.t, os.Symlink("sub/a.txt", d.path("a.txt")))
		}, map[string]string{"sub/a.txt": before, "sub/b.txt": before}, false},
		{"move out", func(d dancer) { d.rename("a.txt", "../a.txt") }, map[string]string{"sub/b.txt": before}, false},
		{"move in", func(d dancer) {
			d.write("../in.txt", after)
			d.rename("../in.txt", "in.txt")
		}, map[string]string{"a.txt": before, "in.txt": after, "sub/b.txt": before}, false},
		{"move over", func(d dancer) { d.rename("a.txt", "sub/b.txt") }, map[string]string{"sub/b.txt": before}, false},
		{"swap", func(d dancer) {
			d.write("a.txt", after)
			d.rename("a.txt", "x.tmp")
			d.rename("sub/b.txt", "a.txt")
			d.rename("x.tmp", "sub/b.txt")
		}, map[string]string{"a.txt": before, "sub/b.txt": after}, false},
		{"tree out", func(d dancer) { d.rename("sub", "../sub") }, map[string]string{"a.txt": before}, false},
		{"tree out, then written there", func(d dancer) {
			d.rename("sub", "../sub")
			d.write("../sub/c.txt", after)
		}, map[string]string{"a.txt": before}, false},
		{"tree in", func(d dancer) {
			d.write("../tree/x/y/z.txt", after)
			d.rename("../tree", "tree")
		}, map[string]string{"a.txt": before, "sub/b.txt": before, "tree/x/y/z.txt": after}, false},
		{"tree within, then written there", func(d dancer) {
			d.rename("sub", "other")
			d.write("other/b.txt", after)
			d.write("other/c.txt", after)
		}, map[string]string{"a.txt": before, "other/b.txt": after, "other/c.txt": after}, false},
		{"tree there and back", func(d dancer) {
			d.rename("sub", "other")
			d.rename("other", "sub")
			d.write("sub/c.txt", after)
		}, map[string]string{"a.txt": before, "sub/b.txt": before, "sub/c.txt": after}, true},
		{"file becomes folder", func(d dancer) {
			d.remove("a.txt")
			d.write("a.txt/inside.txt", after)
		}, map[string]string{"a.txt/inside.txt": after, "sub/b.txt": before}, false},
		{"folder becomes file", func(d dancer) {
			must(d.t, os.RemoveAll(d.path("sub")))
			d.write("sub", "no article")
			d.remove("sub")
			d.write("sub.txt", after)
		}, map[string]string{"a.txt": before, "sub.txt": after}, false},
		{"new tree, file by file", func(d dancer) {
			for i := range 20 {
				d.write(fmt.Sprintf("n/%d/%d/f.txt", i%3, i), after)
			}
			must(d.t, os.RemoveAll(d.path("n/0")))
			must(d.t, os.RemoveAll(d.path("n/1")))
			for i := range 20 {
				if i%3 == 2 && i > 2 {
					d.remove(fmt.Sprintf("n/%d/%d/f.txt", i%3, i))
				}
			}
		}, map[string]string{"a.txt": before, "sub/b.txt": before, "n/2/2/f.txt": after}, false},
	}
	// All at once, in one folder each, so that all the waiting is done once.
	root, outside := t.TempDir(), t.TempDir()
	dancers, want := make([]dancer, len(dances)), map[string]string{}
	for i := range dances {
		dir := fmt.Sprintf("%02d", i)
		dancers[i] = dancer{t, filepath.Join(root, dir), filepath.Join(outside, dir)}
		for _, p := range []string{"a.txt", "sub/b.txt"} {
			dancers[i].write(p, before)
			want[dir+"/"+p] = before
		}
		must(t, os.Mkdir(dancers[i].outside, 0o755))
	}
	r := follow(t, openTest(t, root), nil, eventsOnly)
	r.awaitFiles(want)

	clear(want)
	for i := range dances {
		c := &dances[i]
		c.dance(dancers[i])
		if c.want == nil {
			c.want = map[string]string{"a.txt": after, "sub/b.txt": before}
		}
		for p, text := range c.want {
			want[fmt.Sprintf("%02d/%s", i, p)] = text
		}
	}
	r.await("the end of all dances", func() bool { return maps.Equal(r.has, want) })
	for i, c := range dances {
		prefix := fmt.Sprintf("%02d/", i)
		got := map[string]string{}
		for p, text := range r.now() {
			if rel, ok := strings.CutPrefix(p, prefix); ok {
				got[rel] = text
			}
		}
		if !maps.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		for p := range c.want {
			if !c.moves && r.lost(prefix+p) {
				t.Errorf("%s: %s was shown as gone, but is there", c.name, p)
			}
		}
	}
	r.w.Sweep(t.Context()) // no event tells that a hard link changed its file's ctime
	r.agrees()
}
