package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feedmill/content/catalog"
)

func TestOneContentFolderHasTheOutput(t *testing.T) {
	base := t.TempDir()
	folder := func(name string) string {
		p := filepath.Join(base, name)
		if err := os.MkdirAll(p, 0o755); err != nil {
			t.Fatal(err)
		}
		return p
	}
	press, town := folder("press"), folder("town .."+strings.Repeat("ö", 60))
	gone := filepath.Join(base, "gone")
	for _, c := range []struct {
		name, owner, content, former string
		refused                      bool
	}{
		{"its own", press, press, "", false},
		{"another's", press, town, "", true},
		{"one with a long name", town, press, "", true},
		{"another's, which was this one's once", press, town, press, true},
		{"one that was moved", gone, town, gone, false},
		{"one that was given up, or is not mounted", gone, town, "", true},
	} {
		d, dir := open(t)
		if err := d.Claim(c.owner, ""); err != nil {
			t.Fatal(err)
		}
		err := d.Claim(c.content, c.former)
		if errors.Is(err, ErrOwned) != c.refused || err != nil && !(strings.Contains(err.Error(), c.owner) && strings.Contains(err.Error(), filepath.Join(dir, ".feedmill"))) {
			t.Errorf("%s: got %v, want refused %v, with the owner's name and the remedy", c.name, err, c.refused)
		}
		want := c.content
		if c.refused {
			want = c.owner
		}
		if owners, err := d.owners(); err != nil || len(owners) != 1 || owners[0] != want {
			t.Errorf("%s: belongs to %q (%v), want %q", c.name, owners, err, want)
		}
		if names := files(t, dir); len(names) > 0 {
			t.Errorf("%s: the mark is a document: %q", c.name, names)
		}
	}
}

func TestWhatWasDoneToDocumentsIsSeen(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(file string) error
		want bool
	}{
		{"nothing", func(string) error { return nil }, false},
		{"removed", os.Remove, true},
		{"cut short", func(file string) error { return os.Truncate(file, 9) }, true},
		{"written over", func(file string) error { return os.WriteFile(file, made("crane"), 0o644) }, true},
		{"a link in its place", func(file string) error {
			return errors.Join(os.Rename(file, file+".x"), os.Symlink(file+".x", file))
		}, true},
		{"a program of its user may read it only", func(file string) error { return os.Chmod(file, 0o600) }, false},
	} {
		d, dir := open(t)
		if err := d.Claim(dir, ""); err != nil {
			t.Fatal(err)
		}
		publish(t, d, document("a/heron.html", made("heron")))
		left := d.Left()
		if len(left) != 1 || len(d.Left()) != 0 {
			t.Fatalf("left %v, want one document, once", left)
		}
		file := filepath.Join(dir, "a", "heron.html")
		later := left["a/heron.html"].Mtime + 5e9
		if err := c.do(file); err != nil {
			t.Fatal(err)
		}
		if c.name == "written over" {
			left = map[string]catalog.Stamp{"a/heron.html": {Size: int64(len(made("crane"))), Mtime: later}}
		}
		if got := d.Touched("a/heron.html", left["a/heron.html"]); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTimesOfCoarseFileSystemsAgree(t *testing.T) {
	const second = 1e9
	left := catalog.Stamp{Size: 7, Mtime: 1_700_000_001_234_567_890}
	for _, c := range []struct {
		mtime, size int64
		want        bool
	}{
		{left.Mtime, 7, true},
		{left.Mtime, 8, false},
		{1_700_000_001 * second, 7, true},
		{1_700_000_000 * second, 7, true},
		{1_700_000_002 * second, 7, true},
		{1_700_000_005 * second, 7, false},
		{left.Mtime + 1, 7, false},
	} {
		if got := agree(catalog.Stamp{Size: c.size, Mtime: c.mtime}, left); got != c.want {
			t.Errorf("%d bytes of %d: got %v, want %v", c.size, c.mtime, got, c.want)
		}
	}
}

func TestAFolderThatIsNotWhereItWas(t *testing.T) {
	d, dir := open(t)
	if !d.Here() {
		t.Error("a folder that was opened is elsewhere")
	}
	if err := os.Rename(dir, dir+".old"); err != nil {
		t.Fatal(err)
	}
	if d.Here() {
		t.Error("a folder that was moved away is here")
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if d.Here() {
		t.Error("another folder is taken for the one that was opened")
	}
}

// Looking at each document costs one look.
func BenchmarkTouched(b *testing.B) {
	dir := b.TempDir()
	d, err := OpenDirectory(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	const documents = 10_000
	for i := range documents {
		file := filepath.Join(dir, fmt.Sprint(i%100), fmt.Sprint(i))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte("x"), 0o644)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		for i := range documents {
			d.Touched(fmt.Sprintf("%d/%d", i%100, i), catalog.Stamp{Size: 1})
		}
	}
}
