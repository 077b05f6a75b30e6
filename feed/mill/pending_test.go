package mill

import (
	"os"
	"path/filepath"
	"testing"

	"feedmill/content/catalog"
)

// stored is how many articles a mill would know after a crash.
func stored(t *testing.T, m *Mill) int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "copy.db")
	f, err := os.Create(file)
	must(t, err)
	_, err = m.catalog.CopyTo(f, -1)
	must(t, err)
	must(t, f.Close())
	c, err := catalog.Open(file, catalog.Options{})
	must(t, err)
	defer func() { must(t, c.Close()) }()
	n, err := c.Count()
	must(t, err)
	return n
}

// The output shows no document before it has been given all of them, which a test of package
// publish holds; so their end has to wait for the catalog.
func TestDocumentsEndWhenTheCatalogIsOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	news := filepath.Join(dir, "news")
	write := func(name, text string) {
		must(t, os.MkdirAll(news, 0o755))
		must(t, os.WriteFile(filepath.Join(news, name), []byte(text), 0o644))
	}
	write("ferry.md", "---\ntitle: The ferry is late\ndate: 2026-11-07\n---\nIt waits for the tide.\n")
	m := open(t, testSettings(news, filepath.Join(dir, "out"), filepath.Join(dir, "state")), t.Output())
	defer func() { must(t, m.Close()) }()
	must(t, m.Build(t.Context()))

	write("pier.md", "---\ntitle: The pier is closed\ndate: 2026-11-08\n---\nIt is painted.\n")
	changes, err := m.compare(t.Context())
	must(t, err)
	delta, _, err := m.file(t.Context(), changes)
	must(t, err)
	e, ok, err := m.render(t.Context(), delta)
	must(t, err)
	if got := stored(t, m); !ok || got != 1 {
		t.Fatalf("edition %v, %d articles are on the disk, want 1: the disk was waited for", ok, got)
	}
	made := 0
	for d, err := range m.settling(e.Parts[0]) {
		must(t, err)
		if d.Path == "rss.xml" {
			made++
		}
	}
	if got := stored(t, m); got != 2 || made != 1 {
		t.Errorf("after the last document %d articles are on the disk, want 2; and %d RSS feeds, want 1", got, made)
	}
}
