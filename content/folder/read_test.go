package folder

// Reading articles, and refusing what only looks like one.

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "content")
	write(t, root, "sub/a.txt", "text")
	write(t, root, "empty.txt", "")
	write(t, root, "full.txt", strings.Repeat("x", 100))
	write(t, root, "large.txt", strings.Repeat("x", 101))
	write(t, dir, "secret.txt", "secret")
	for name, to := range map[string]string{
		"in.txt": "sub/a.txt", "out.txt": "../secret.txt", "abs.txt": filepath.Join(dir, "secret.txt"),
		"dangling.txt": "nowhere", "loop.txt": "loop.txt", "outdir": "..",
	} {
		must(t, os.Symlink(to, filepath.Join(root, name)))
	}
	must(t, os.Mkdir(filepath.Join(root, "dir.txt"), 0o755))
	f, err := Open(root, Rules{Article: isArticle, MaxBytes: 100})
	must(t, err)

	for _, c := range []struct {
		path, want string
		err        error
	}{
		{"sub/a.txt", "text", nil},
		{"empty.txt", "", nil},
		{"full.txt", strings.Repeat("x", 100), nil},
		{"in.txt", "text", nil},
		{"large.txt", "", ErrTooLarge},
		{"dir.txt", "", ErrNotRegular},
		{"none.txt", "", fs.ErrNotExist},
		{"sub/a.txt/x.txt", "", fs.ErrNotExist},
		{"dangling.txt", "", fs.ErrNotExist},
		{"out.txt", "", ErrOutside},
		{"abs.txt", "", ErrOutside},
		{"outdir/secret.txt", "", ErrOutside},
		{"../secret.txt", "", ErrOutside},
	} {
		data, got, err := f.Read(c.path)
		if string(data) != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: got %.20q, %v; want %.20q, %v", c.path, data, err, c.want, c.err)
		}
		if err != nil && strings.Count(err.Error(), c.path) != 1 {
			t.Errorf("got error %q, want it to name %s once", err, c.path)
		}
		if err == nil && (got == Fingerprint{} || got.Size != int64(len(data))) {
			t.Errorf("%s: got fingerprint %+v of %d bytes", c.path, got, len(data))
		}
	}
	if _, _, err := f.Read("loop.txt"); err == nil {
		t.Error("got no error of a link to itself")
	}
}

// A file may change between the two looks at it.
func TestReadUnsettled(t *testing.T) {
	root := t.TempDir()
	f := openTest(t, root)
	p := filepath.Join(root, "a.txt")
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"grows", func() error { return os.WriteFile(p, []byte("text and more"), 0) }},
		{"shrinks", func() error { return os.Truncate(p, 1) }},
		{"is rewritten", func() error { return os.WriteFile(p, []byte("TEXT"), 0) }},
	} {
		write(t, root, "a.txt", "text")
		must(t, os.Chtimes(p, time.Time{}, time.Unix(1e9, 0)))
		file, err := os.Open(p)
		must(t, err)
		defer file.Close()
		before, err := file.Stat()
		must(t, err)
		must(t, c.do())
		if _, _, err := f.readOpen(file, fingerprint(before)); !errors.Is(err, ErrUnsettled) {
			t.Errorf("a file that %s: got %v, want %v", c.name, err, ErrUnsettled)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	root := b.TempDir()
	write(b, root, "2016/09/a.txt", strings.Repeat("text ", 800))
	f := openTest(b, root)
	b.Run("folder", func(b *testing.B) {
		for b.Loop() {
			_, _, err := f.Read("2016/09/a.txt")
			must(b, err)
		}
	})
	b.Run("os.ReadFile", func(b *testing.B) {
		for b.Loop() {
			_, err := os.ReadFile(filepath.Join(root, "2016/09/a.txt"))
			must(b, err)
		}
	})
}
