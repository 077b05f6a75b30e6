package folder

// Listing once: what counts, and what changed.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestScanRules(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "content")
	for _, p := range []string{
		"a.txt", "deep/er/b.txt", "über/日本.txt", "with space.txt", "seductive.txt", "4913.txt", "#tag.txt", "#1.txt", "x.tmp/in.txt",
		"note.doc", "picture.png", "sedation", // others
		".hidden.txt", ".git/c.txt", ".drafts/d.txt", "a.txt~", "4913", "#a.txt#", "#123", "sedA1b2C3", "a.txt.swp",
		"a.txt.tmp", "a.txt.part", "b.crdownload", ".#a.txt", ".a.txt.Ab12Cd", ".goutputstream-XYZ", ".~lock.a.txt#",
		".DS_Store", "Thumbs.db", "desktop.ini", "~$a.txt", // by-products
		"public/index.txt", "state/s.txt", "drafts/d.txt", "deep/drafts/d.txt", "old/2001/x.txt", "deep/plan.txt", "plan.txt", // left out
	} {
		write(t, root, p, p)
	}
	must(t, os.Symlink(filepath.Join(root, "a.txt"), filepath.Join(root, "absolute.txt")))
	must(t, os.Symlink("deep/er/b.txt", filepath.Join(root, "link.txt")))
	must(t, os.Symlink(filepath.Join("..", "link.txt"), filepath.Join(root, "deep", "again.txt")))
	must(t, os.Symlink(".hidden.txt", filepath.Join(root, "shown.txt")))
	must(t, os.Symlink("nowhere", filepath.Join(root, "dangling.txt")))
	must(t, os.Symlink("deep", filepath.Join(root, "folder.txt")))
	must(t, os.Symlink("..", filepath.Join(root, "loop")))
	must(t, os.Symlink("content", filepath.Join(dir, "by another name")))

	f, err := Open(filepath.Join(dir, "by another name"), Rules{
		Article: isArticle,
		Exclude: []string{filepath.Join(root, "public"), filepath.Join(dir, "by another name", "state"), filepath.Join(dir, "elsewhere"), dir},
		Ignore:  []string{"drafts", "old/**", "**/plan.txt"},
	})
	must(t, err)
	l, err := f.Scan(context.Background())
	must(t, err)
	want := []string{"#tag.txt", "4913.txt", "a.txt", "deep/er/b.txt", "seductive.txt", "shown.txt", "with space.txt", "x.tmp/in.txt", "über/日本.txt", "#1.txt"}
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(l.Articles)); !slices.Equal(got, want) {
		t.Errorf("got articles %q, want %q", got, want)
	}
	if want := []string{"deep/again.txt", "folder.txt", "link.txt", "loop", "note.doc", "picture.png", "sedation"}; !slices.Equal(l.Others, want) {
		t.Errorf("got others %q, want %q", l.Others, want)
	}
	if len(l.Problems) != 1 || l.Problems[0].Path != "absolute.txt" || !errors.Is(l.Problems[0].Err, ErrOutside) {
		t.Errorf("got problems %v, want one of absolute.txt", l.Problems)
	}
	if info, err := os.Stat(filepath.Join(root, ".hidden.txt")); err != nil || l.Articles["shown.txt"] != fingerprint(info) {
		t.Errorf("got %v for a link to %v", l.Articles["shown.txt"], info)
	}
	for _, link := range []string{"link.txt", "deep/again.txt"} {
		if got := scanWhy(l, link); got != "it is a link to deep/er/b.txt, which is an article by itself" {
			t.Errorf("got %q for %s", got, link)
		}
	}
	paths, err := f.ScanPaths(context.Background())
	must(t, err)
	if !slices.Equal(paths.Paths(), want) || !slices.Equal(paths.Others, l.Others) || len(paths.Problems) != 1 {
		t.Errorf("got %q, others %q, problems %v without a look at files, want what a scan finds", paths.Paths(), paths.Others, paths.Problems)
	}
	if len(paths.Articles) != 0 {
		t.Errorf("got %d fingerprints, want none: no file is looked at", len(paths.Articles))
	}
}

func TestOpenRefuses(t *testing.T) {
	root := t.TempDir()
	write(t, root, "file", "")
	for _, c := range []struct {
		name, root string
		rules      Rules
		want       string
		is         error
	}{
		{"missing", filepath.Join(root, "none"), Rules{}, "create it", fs.ErrNotExist},
		{"a file", filepath.Join(root, "file"), Rules{}, "name the folder that holds it", fs.ErrInvalid},
		{"its own output", root, Rules{Exclude: []string{root + "/."}}, "choose another output folder", fs.ErrInvalid},
		{"a malformed pattern", root, Rules{Ignore: []string{"a["}}, `"a["`, nil},
	} {
		f, err := Open(c.root, c.rules)
		if err == nil || f != nil {
			t.Errorf("%s: got %v, %v; want an error alone", c.name, f, err)
			continue
		}
		if !strings.Contains(err.Error(), c.want) || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: got %q, want it to contain %q and be %v", c.name, err, c.want, c.is)
		}
	}
}

func TestScanEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := openTest(t, t.TempDir()).Scan(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestCompare(t *testing.T) {
	root := t.TempDir()
	for i := range 30 {
		write(t, root, fmt.Sprintf("%02d.txt", i), "text")
	}
	f := openTest(t, root)
	c, l, err := f.Compare(t.Context(), nil, Losses{})
	must(t, err)
	known := l.Articles
	if len(c.Changed) != 30 || len(c.Gone) != 0 {
		t.Fatalf("got %v, want 30 new", c)
	}

	must(t, os.Rename(filepath.Join(root, "00.txt"), filepath.Join(root, "x.txt")))
	must(t, os.Remove(filepath.Join(root, "01.txt")))
	write(t, root, "02.txt", "longer text")
	c, _, err = f.Compare(t.Context(), known, Losses{})
	must(t, err)
	if got, want := c.String(), "+02.txt +x.txt -00.txt -01.txt"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}

	must(t, os.Mkdir(filepath.Join(root, "moved"), 0o755))
	for i := 3; i < 30; i++ {
		name := fmt.Sprintf("%02d.txt", i)
		must(t, os.Rename(filepath.Join(root, name), filepath.Join(root, "moved", name)))
	}
	c, _, err = f.Compare(t.Context(), known, Losses{})
	must(t, err) // nothing is lost by moving
	if len(c.Gone) != 29 || len(c.Changed) != 29 {
		t.Errorf("got %d gone, %d changed; want 29, 29", len(c.Gone), len(c.Changed))
	}

	must(t, os.RemoveAll(filepath.Join(root, "moved")))
	c, _, err = f.Compare(t.Context(), known, Losses{})
	if !errors.Is(err, ErrHeld) || !strings.Contains(err.Error(), "28 of 30") || !strings.Contains(err.Error(), "--allow-empty") {
		t.Errorf("got %v, want %v with numbers and a remedy", err, ErrHeld)
	}
	if got, want := c.String(), "+02.txt +x.txt"; got != want {
		t.Errorf("got %s with the error, want %s", got, want)
	}
	c, _, err = f.Compare(t.Context(), known, Losses{All: true})
	must(t, err)
	if len(c.Gone) != 29 {
		t.Errorf("got %d gone with all allowed, want 29", len(c.Gone))
	}

	must(t, os.RemoveAll(root))
	if _, _, err := f.Compare(t.Context(), known, Losses{All: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v of a missing root, want %v", err, fs.ErrNotExist)
	}
	must(t, os.Mkdir(root, 0o755))
	if _, _, err := f.Compare(t.Context(), Snapshot{"a.txt": fp(1, 1)}, Losses{}); !errors.Is(err, ErrHeld) {
		t.Errorf("got %v of an empty root, want %v", err, ErrHeld)
	}
}
