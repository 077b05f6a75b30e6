package catalog

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"feedmill/content"
)

// firstSight are the readings of a folder with all that an article may be.
func firstSight(t *testing.T) []Reading {
	d := large(t, 300)
	d.write("draft.txt", dated("Draft", 1, phrases(1)).With(func(f *content.Facts) { f.Draft = true }))
	d.write("held.txt", dated("Held", 1, phrases(2)).With(func(f *content.Facts) { f.Published.Time = noon.AddDate(30, 0, 0) }))
	d.write("expires.txt", dated("Expires", 1, phrases(3)).With(func(f *content.Facts) { f.Expires.Time = noon.AddDate(25, 0, 0) }))
	for _, p := range []string{"stated.txt", "twin.txt"} {
		d.write(p, dated("Stated", 1, phrases(4)).With(func(f *content.Facts) { f.ID = "tag:x,2020:1" }))
	}
	d.write("a.b.txt", dated("One slug", 1, phrases(5)))
	d.write("a-b.txt", dated("for two", 1, phrases(6)))
	d.write("several.txt", dated("One", 2, phrases(7)), dated("Two", 2, phrases(8)))
	d.write("old.txt", dated("Published before", 3, phrases(9)))
	d.write("broken.txt")
	d.files["broken.txt"].err = &content.Error{Path: "broken.txt", Message: "no text"}
	readings, _ := d.changes()
	return readings
}

// TestLoad loads a folder in several calls, and compares that with Apply. The transactions hold
// all, or end with each call: so does one whose last file fills it, as the ten thousandth does.
func TestLoad(t *testing.T) {
	readings := firstSight(t)
	published := []Published{{ID: "urn:x:old", Link: "https://news.example/old.html", Title: "Published before", Published: noon, Updated: noon, Slug: "former"}}
	for _, of := range []struct {
		name      string
		published []Published
		most      int // of a transaction
	}{
		{"new", nil, loadedAtOnce}, {"recovered", published, loadedAtOnce},
		{"new, each call for itself", nil, 1}, {"recovered, each call for itself", published, 1},
	} {
		t.Run(of.name, func(t *testing.T) {
			c, twin := open(t, Options{Window: 20}), open(t, Options{Window: 20})
			for _, c := range []*Catalog{c, twin} {
				if err := c.Recover(of.published); err != nil {
					t.Fatal(err)
				}
			}
			load := must[*Load](t)(c.Load())
			defer load.Close()
			load.stream.most = of.most
			for part := range slices.Chunk(readings, 100) {
				part = slices.Clone(part)
				for i := range part {
					if i%3 > 0 { // as it is prepared, or not
						load.Prepare(part[i:i+1], noon.AddDate(20, 0, 0))
					}
				}
				got := must[Delta](t)(load.Apply(part, nil, noon.AddDate(20, 0, 0)))
				want := must[Delta](t)(twin.Apply(part, nil, noon.AddDate(20, 0, 0)))
				want.Loaded, want.Appeared = len(want.Appeared), nil
				if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
					t.Errorf("Load.Apply = %+v, want %+v", got, want)
				}
			}
			if err := load.Finish(); err != nil {
				t.Fatal(err)
			}
			if contents(t, c.db) != contents(t, twin.db) {
				t.Errorf("a catalog that was loaded is another one than one that grew")
			}
			checkIndexes(t, c)
		})
	}
}

// TestLoadAborted: a load that does not come to its end leaves nothing, whether it
// was closed or the process was killed.
func TestLoadAborted(t *testing.T) {
	readings := firstSight(t)
	path := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, path, Options{})
	empty := contents(t, c.db)
	load := must[*Load](t)(c.Load())
	load.stream.most = 100
	for part := range slices.Chunk(readings[:200], 20) {
		must[Delta](t)(load.Apply(part, nil, noon))
	}
	killed := filepath.Join(t.TempDir(), "catalog.db")
	if err := c.view(func(tx *bbolt.Tx) error { return tx.CopyFile(killed, 0o600) }); err != nil {
		t.Fatal(err)
	}
	if contents(t, c.db) == empty {
		t.Fatal("nothing has been written yet")
	}
	if err := load.Close(); err != nil {
		t.Fatal(err)
	}
	if contents(t, c.db) != empty {
		t.Errorf("something is left of a load that was closed")
	}
	if contents(t, openAt(t, killed, Options{}).db) != empty {
		t.Errorf("something is left of a load that was killed")
	}
	if delta := must[Delta](t)(c.Apply(readings, nil, noon)); len(delta.Appeared) == 0 {
		t.Errorf("nothing appeared after a load that was closed")
	}
}

// TestLoadTwice: a file that comes again in a load is edited, as ever.
func TestLoadTwice(t *testing.T) {
	c, twin, d := open(t, Options{}), open(t, Options{}), newDisk(t)
	load := must[*Load](t)(c.Load())
	defer load.Close()
	for _, body := range []string{phrases(1), phrases(1) + "edited"} {
		d.write("a.txt", dated("Alpha", 1, body))
		d.write(body[:4]+".txt", dated("Beta", 1, body))
		readings, _ := d.changes()
		must[Delta](t)(load.Apply(readings, nil, noon))
		must[Delta](t)(twin.Apply(readings, nil, noon))
	}
	if err := load.Finish(); err != nil {
		t.Fatal(err)
	}
	if contents(t, c.db) != contents(t, twin.db) {
		t.Errorf("a catalog that was loaded is another one than one that grew")
	}
}

// TestLoadWhatIsKnown: a catalog that knows articles takes in as ever.
func TestLoadWhatIsKnown(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	d.write("a.txt", dated("Alpha", 1, phrases(1)))
	apply(t, c, d)
	id := at(t, c, "a.txt").ID
	d.rename("a.txt", "b.txt")
	readings, gone := d.changes()
	load := must[*Load](t)(c.Load())
	must[Delta](t)(load.Apply(readings, gone, d.now))
	if err := load.Finish(); err != nil {
		t.Fatal(err)
	}
	if got := at(t, c, "b.txt").ID; got != id {
		t.Errorf("ID = %s, want %s", got, id)
	}
}

// TestBytesOfAnArticle holds the size of a catalog that was loaded.
func TestBytesOfAnArticle(t *testing.T) {
	const n = 3000
	readings, _ := large(t, n).changes()
	path := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, path, Options{})
	load := must[*Load](t)(c.Load())
	for part := range slices.Chunk(readings, 1000) {
		must[Delta](t)(load.Apply(part, nil, noon.AddDate(20, 0, 0)))
	}
	if err := load.Finish(); err != nil {
		t.Fatal(err)
	}
	size := 0
	c.view(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			s := b.Stats()
			size += s.LeafAlloc + s.BranchAlloc
			return nil
		})
	})
	if size/n > 500 {
		t.Errorf("an article takes %d bytes, want 500 at most", size/n)
	}
	info := must[os.FileInfo](t)(os.Stat(path))
	t.Logf("an article takes %d bytes, of %d of the file", size/n, info.Size()/n)
}
