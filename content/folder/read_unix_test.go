//go:build unix

package folder

// What only Unix has in its folders.

import (
	"context"
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe named like an article, on which a plain open would wait for ever.
func TestPipesAreNoArticles(t *testing.T) {
	root := t.TempDir()
	must(t, syscall.Mkfifo(filepath.Join(root, "pipe.txt"), 0o644))
	f := openTest(t, root)
	if _, _, err := f.Read("pipe.txt"); !errors.Is(err, ErrNotRegular) {
		t.Errorf("got %v, want %v", err, ErrNotRegular)
	}
	l, err := f.Scan(context.Background())
	must(t, err)
	if len(l.Articles)+len(l.Others)+len(l.Problems) != 0 {
		t.Errorf("got %+v, want nothing", l)
	}
	if l, err := f.ScanPaths(context.Background()); err != nil || len(l.Paths()) > 0 {
		t.Errorf("got %+v, %v, want nothing", l, err)
	}
	r := f.Reader()
	defer r.Close()
	if n, err := r.Head("pipe.txt", make([]byte, 10)); n != 0 {
		t.Errorf("got %d bytes of a pipe, %v, want none", n, err)
	}
}
