package manuscript

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var day = time.Date(2019, 3, 2, 9, 15, 0, 0, time.UTC)

func filesOf(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func put(t *testing.T, dir string, all ...Manuscript) (written int) {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		isNew, err := f.Put(m)
		if err != nil {
			t.Fatal(err)
		}
		if isNew {
			written++
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return written
}

func TestPutNamesFiles(t *testing.T) {
	for _, test := range []struct {
		name string
		m    Manuscript
		want string
	}{
		{"slug", Manuscript{Slug: "low-water", Title: "x", Published: day}, "2019-03-02-low-water.md"},
		{"address", Manuscript{Link: "https://a.example/b/high-water.html", Published: day}, "2019-03-02-high-water.md"},
		{"title", Manuscript{Title: "Über: Öl/Gas?", Published: day}, "2019-03-02-über-öl-gas.md"},
		{"way out of the folder", Manuscript{Slug: "../../etc/passwd", Published: day}, "2019-03-02-etc-passwd.md"},
		{"device of Windows", Manuscript{Slug: "con"}, "con-2d711642.md"},
		{"file that is no article by its name", Manuscript{Title: "README"}, "readme-2d711642.md"},
		{"page", Manuscript{Slug: "about", Published: day, Page: true}, "pages/about.md"},
		{"nothing to go by", Manuscript{Title: "?!"}, "2d711642.md"},
		{"long", Manuscript{Slug: strings.Repeat("ü", 200), Published: day}, "2019-03-02-" + strings.Repeat("ü", 40) + ".md"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			test.m.ID = "x"
			put(t, dir, test.m)
			if got := filesOf(t, dir); !slices.Equal(got, []string{test.want}) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPutWritesNothingTwice(t *testing.T) {
	dir := t.TempDir()
	a := Manuscript{ID: "a", Slug: "tide", Published: day, Body: "one"}
	b := Manuscript{ID: "b", Slug: "Tide", Published: day, Body: "two"}
	if got := put(t, dir, a, b, a); got != 2 {
		t.Errorf("first time: %d written, want 2", got)
	}
	if got := put(t, dir, b, a); got != 0 {
		t.Errorf("second time: %d written, want 0", got)
	}
	// An article that was moved and edited is there all the same.
	if err := os.Mkdir(filepath.Join(dir, "old"), 0o755); err != nil {
		t.Fatal(err)
	}
	moved := filepath.Join(dir, "old", "renamed.md")
	if err := os.Rename(filepath.Join(dir, "2019-03-02-tide.md"), moved); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(moved, []byte("---\ntitle: Mine\nid: 'a'\n---\nmine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := put(t, dir, a, b); got != 0 {
		t.Errorf("after a move: %d written, want 0", got)
	}
	if got := filesOf(t, dir); len(got) != 2 {
		t.Errorf("files %q, want 2", got)
	}
}

func TestPutOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "2019-03-02-tide.md")
	if err := os.WriteFile(mine, []byte("My own words.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	put(t, dir, Manuscript{ID: "a", Slug: "tide", Published: day})
	if data, err := os.ReadFile(mine); err != nil || string(data) != "My own words.\n" {
		t.Errorf("got %q, %v", data, err)
	}
	if got := filesOf(t, dir); len(got) != 2 {
		t.Errorf("files %q, want 2", got)
	}
}
