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
}
