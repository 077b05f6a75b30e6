package folder

import (
	"path/filepath"
	"strings"
	"testing"
)

// A file at rest costs its bytes, and its path for each system call that takes one.
func TestReadingAFileMakesLittle(t *testing.T) {
	root := filepath.Join(t.TempDir(), "content")
	write(t, root, "sub/a.md", strings.Repeat("The ferry is late.\n", 200))
	f, err := Open(root, Rules{})
	if err != nil {
		t.Fatal(err)
	}
	r := f.Reader()
	defer r.Close()
	n := testing.AllocsPerRun(20, func() {
		if _, _, err := r.Read("sub/a.md"); err != nil {
			t.Fatal(err)
		}
	})
	if n > 3 {
		t.Errorf("reading a file makes %.0f allocations, want 3 at the most", n)
	}
}
