package catalog

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func documentsOf(t *testing.T, c *Catalog) map[string]Stamp {
	t.Helper()
	got := map[string]Stamp{}
	if err := c.Documents(func(p string, s Stamp) { got[p] = s }); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestDocumentsAreRemembered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, file, Options{})
	for _, step := range []struct {
		name  string
		made  map[string]Stamp
		gone  []string
		whole bool
		want  map[string]Stamp
	}{
		{"the first edition", map[string]Stamp{"rss.xml": {1, 2}, "a.html": {3, -4}}, nil, true, map[string]Stamp{"rss.xml": {1, 2}, "a.html": {3, -4}}},
		{"one more document", map[string]Stamp{"rss.xml": {5, 6}, "b.html": {7, 8}}, nil, false, map[string]Stamp{"rss.xml": {5, 6}, "a.html": {3, -4}, "b.html": {7, 8}}},
		{"one less", map[string]Stamp{"rss.xml": {9, 9}}, []string{"a.html", "never.html"}, false, map[string]Stamp{"rss.xml": {9, 9}, "b.html": {7, 8}}},
		{"all anew", map[string]Stamp{"rss.xml": {9, 9}}, nil, true, map[string]Stamp{"rss.xml": {9, 9}}},
	} {
		if err := c.SetPublished("edition", step.made, step.gone, step.whole); err != nil {
			t.Fatal(err)
		}
		if got := documentsOf(t, c); !maps.Equal(got, step.want) {
			t.Errorf("%s: got %v, want %v", step.name, got, step.want)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = openAt(t, file, Options{})
	defer c.Close()
	edition, err := c.Edition()
	if got := documentsOf(t, c); err != nil || edition != "edition" || len(got) != 1 {
		t.Errorf("after a restart: got %v, edition %q (%v); want one document", got, edition, err)
	}
}

func TestACatalogThatIsTakenAwayIsWrittenAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	file := filepath.Join(dir, "catalog.db")
	c := openAt(t, file, Options{})
	if err := errors.Join(c.Displaced(), c.SetEdition("known")); err != nil {
		t.Fatalf("a catalog in its place: %v", err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := c.Displaced(); !errors.Is(err, ErrDisplaced) {
		t.Errorf("a catalog whose folder is gone: got %v, want %v", err, ErrDisplaced)
	}
	if err := c.Displaced(); !errors.Is(err, ErrDisplaced) {
		t.Errorf("a catalog in whose place is its copy: got %v, want %v", err, ErrDisplaced)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = openAt(t, file, Options{})
	defer c.Close()
	if edition, err := c.Edition(); err != nil || edition != "known" {
		t.Errorf("the copy knows %q (%v), want what was known", edition, err)
	}
}

func TestACatalogThatCannotBeWrittenAgainIsSaid(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	c := openAt(t, filepath.Join(dir, "catalog.db"), Options{})
	defer c.Close()
	if err := errors.Join(os.RemoveAll(dir), os.WriteFile(dir, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := c.Displaced(); err == nil || errors.Is(err, ErrDisplaced) {
		t.Errorf("got %v, want what keeps it from being written", err)
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
}
