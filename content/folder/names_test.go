package folder

// Files with several names: the kernel tells of a change under one of them.

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDanglingLinkFindsItsFile(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "a.txt", "a")
	must(t, os.Symlink(".target.txt", filepath.Join(root, "old.txt")))
	r := follow(t, openTest(t, root), nil, eventsOnly)
	r.awaitFiles(map[string]string{"a.txt": "a"})
	must(t, os.Symlink(".target.txt", filepath.Join(root, "new.txt")))
	write(t, root, "b.txt", "b")
	r.awaitFiles(map[string]string{"a.txt": "a", "b.txt": "b"})
	write(t, root, ".target.txt", "there")
	r.awaitFiles(map[string]string{"a.txt": "a", "b.txt": "b", "old.txt": "there", "new.txt": "there"})
	must(t, os.Remove(filepath.Join(root, ".target.txt")))
	r.awaitFiles(map[string]string{"a.txt": "a", "b.txt": "b"})
	r.agrees()
}

func TestHardLinkChangesUnderItsOtherName(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "a.txt", "one")
	write(t, root, "c.txt", "c")
	must(t, os.Link(filepath.Join(root, "c.txt"), filepath.Join(root, "d.txt")))
	r := follow(t, openTest(t, root), nil, eventsOnly)
	r.awaitFiles(map[string]string{"a.txt": "one", "c.txt": "c", "d.txt": "c"})
	must(t, os.Link(filepath.Join(root, "a.txt"), filepath.Join(root, "b.txt")))
	r.awaitFiles(map[string]string{"a.txt": "one", "b.txt": "one", "c.txt": "c", "d.txt": "c"})
	write(t, root, "b.txt", "two, under both names")
	write(t, root, "c.txt", "sea, under both names")
	r.awaitFiles(map[string]string{
		"a.txt": "two, under both names", "b.txt": "two, under both names",
		"c.txt": "sea, under both names", "d.txt": "sea, under both names",
	})
	r.agrees()
}
