package mill

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files whose beginning tells nothing are not read for it.
func TestHeraldReadsNoTextInVain(t *testing.T) {
	dir := t.TempDir()
	news := filepath.Join(dir, "news")
	must(t, os.MkdirAll(news, 0o755))
	for i := range manyArticles {
		text := fmt.Sprintf("Ship %d comes in\n\nPUBLISHED : Friday, 09 September, 2016, 1:07pm\n\nA ship came in on Friday, and nobody was there to see it.\n", i)
		must(t, os.WriteFile(filepath.Join(news, fmt.Sprintf("ship-%04d.txt", i)), []byte(text), 0o644))
	}
	m := open(t, testSettings(news, filepath.Join(dir, "out"), filepath.Join(dir, "state")), t.Output())
	defer func() { must(t, m.Close()) }()
	changes, err := m.compare(t.Context())
	must(t, err)
	load, err := m.catalog.Load()
	must(t, err)
	before := readCalls(t)
	m.herald(t.Context(), load, changes.Changed)
	if n := readCalls(t) - before; n > manyArticles/heraldedShare {
		t.Errorf("%d calls of the system read from %d files, want none", n, manyArticles)
	}
	must(t, load.Close())
}

// readCalls is how often this process has read from files.
func readCalls(t *testing.T) (n int) {
	t.Helper()
	io, err := os.ReadFile("/proc/self/io")
	must(t, err)
	_, count, _ := strings.Cut(string(io), "syscr: ")
	_, err = fmt.Sscan(count, &n)
	must(t, err)
	return n
}
