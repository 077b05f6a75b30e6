package catalog

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// copies are all that is stored, read some at a time.
func copies(t *testing.T, m *Manifest) map[string]Stamp {
	t.Helper()
	got, last := map[string]Stamp{}, ""
	for {
		some, err := m.After(last, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range some {
			if c.Path <= last {
				t.Fatalf("%s comes after %s", c.Path, last)
			}
			got[c.Path], last = c.Stamp, c.Path
		}
		if len(some) < 2 {
			return got
		}
	}
}

func manifestOf(t *testing.T, c *Catalog, outlet string) *Manifest {
	t.Helper()
	m, err := c.Manifest(outlet)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestDocumentsAreRemembered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, file, Options{})
	m, other := manifestOf(t, c, "public"), manifestOf(t, c, "site.zip")
	a, b, d := Stamp{1, 2, [16]byte{1}, "", 0}, Stamp{3, -4, [16]byte{2}, "a tag", 0}, Stamp{5, 6, [16]byte{3}, "", 7}
	for _, step := range []struct {
		name  string
		noted map[string]Stamp
		gone  []string
		want  map[string]Stamp
	}{
		{"the first edition", map[string]Stamp{"rss.xml": a, "a.html": b}, nil, map[string]Stamp{"rss.xml": a, "a.html": b}},
		{"one more document", map[string]Stamp{"rss.xml": d, "b.html": b}, nil, map[string]Stamp{"rss.xml": d, "a.html": b, "b.html": b}},
		{"one less", map[string]Stamp{"rss.xml": a}, []string{"a.html", "never.html"}, map[string]Stamp{"rss.xml": a, "b.html": b}},
	} {
		for p, s := range step.noted {
			m.Note(p, s)
			if last, known, err := m.Last(p); last != s || !known || err != nil {
				t.Errorf("%s: %s was left as %v, %v (%v)", step.name, p, last, known, err)
			}
		}
		m.Drop(step.gone)
		if err := m.Save("edition"); err != nil {
			t.Fatal(err)
		}
		if got := copies(t, m); !maps.Equal(got, step.want) {
			t.Errorf("%s: got %v, want %v", step.name, got, step.want)
		}
	}
	if other.Begun() || len(copies(t, other)) > 0 {
		t.Error("one outlet has what the other holds")
	}
	if err := errors.Join(other.Save(""), c.Close()); err != nil {
		t.Fatal(err)
	}
	c = openAt(t, file, Options{})
	defer c.Close()
	m = manifestOf(t, c, "public")
	edition, err := c.Edition()
	if got := copies(t, m); err != nil || edition != "edition" || len(got) != 2 || !m.Begun() {
		t.Errorf("after a restart: got %v, edition %q (%v); want two documents", got, edition, err)
	}
	if err := c.ForgetOutlets([]string{"site.zip"}); err != nil {
		t.Fatal(err)
	}
	if manifestOf(t, c, "public").Begun() || !manifestOf(t, c, "site.zip").Begun() {
		t.Error("the outlet was forgotten that is still there, or the other was not")
	}
}

// A crash between the document and the note of it must not leave one of which nobody
// knows who made it.
func TestNewDocumentsAreNotedBeforeTheyAreThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, file, Options{})
	m := manifestOf(t, c, "public")
	old, next := Stamp{Size: 1}, Stamp{Size: 2}
	m.Note("rss.xml", old)
	if err := errors.Join(m.Save(""), m.Expect(map[string]Stamp{"rss.xml": next, "a.html": next}), c.Close()); err != nil {
		t.Fatal(err)
	}
	c = openAt(t, file, Options{})
	defer c.Close()
	want := map[string]Stamp{"rss.xml": old, "a.html": next}
	if got := copies(t, manifestOf(t, c, "public")); !maps.Equal(got, want) {
		t.Errorf("after a crash: got %v, want %v", got, want)
	}
	m = manifestOf(t, c, "public")
	if err := m.Forget(); err != nil || m.Begun() || len(copies(t, m)) > 0 {
		t.Errorf("a manifest that was forgotten has %v (%v)", copies(t, m), err)
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

// Many documents of a first edition are stored while they go to the disk, and not once more
// when they are there.
func TestAFirstEditionIsExpected(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, file, Options{})
	m := manifestOf(t, c, "public")
	all := map[string]Stamp{}
	for i := range manyExpected {
		all[fmt.Sprintf("articles/%04d.html", i)] = Stamp{Size: int64(i)}
	}
	if err := errors.Join(m.Expect(maps.Clone(all)), c.Close()); err != nil {
		t.Fatal(err)
	}
	c = openAt(t, file, Options{})
	m = manifestOf(t, c, "public")
	if got := copies(t, m); m.Begun() || !maps.Equal(got, all) {
		t.Errorf("after a crash: begun %v, it holds %d documents, want %d", m.Begun(), len(got), len(all))
	}
	if err := errors.Join(m.Forget(), m.Expect(maps.Clone(all))); err != nil {
		t.Fatal(err)
	}
	for p, s := range all {
		m.Note(p, s)
	}
	all["articles/0000.html"] = Stamp{Size: 7, Version: 7}
	m.Note("articles/0000.html", all["articles/0000.html"])
	m.Drop([]string{"articles/0001.html"})
	delete(all, "articles/0001.html")
	if len(m.noted) != 1 {
		t.Errorf("%d documents are to be stored once more, want the one that is otherwise", len(m.noted))
	}
	if err := m.Save(""); err != nil {
		t.Fatal(err)
	}
	if got := copies(t, manifestOf(t, c, "public")); !maps.Equal(got, all) {
		t.Errorf("it holds %d documents, want %d as they were left", len(got), len(all))
	}
}

// What was brought of a first edition is known after a crash, and the edition is not whole
// for that.
func TestAFirstEditionIsKeptByParts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, file, Options{})
	m := manifestOf(t, c, "bucket")
	some := map[string]Stamp{"a.html": {Size: 1}, "b.html": {Size: 2, Tag: "x", Gone: 3}}
	for p, s := range some {
		m.Note(p, s)
	}
	if err := errors.Join(m.Keep(), c.Close()); err != nil {
		t.Fatal(err)
	}
	c = openAt(t, file, Options{})
	m = manifestOf(t, c, "bucket")
	if got := copies(t, m); m.Begun() || !maps.Equal(got, some) {
		t.Errorf("begun %v, it holds %v, want %v", m.Begun(), got, some)
	}
	if err := m.Save(""); err != nil || !manifestOf(t, c, "bucket").Begun() {
		t.Errorf("it is not whole (%v)", err)
	}
	m.Note("a.html", Stamp{Size: 4})
	if err := errors.Join(m.Keep(), m.Forget(), m.Forget()); err != nil || len(copies(t, m)) > 0 {
		t.Errorf("it is not forgotten (%v)", err)
	}
}
