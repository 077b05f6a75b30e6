package catalog

// Catalogs that earlier versions wrote are opened, and all that they know stays.

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"feedmill/content"
)

var update = flag.Bool("update", false, "write the catalog of this version in testdata anew")

// earlier has the folder go through what the catalogs in testdata are of; seen is
// called where the catalog saw it.
func earlier(d *disk, seen func()) {
	stated := dated("Stated", 2, phrases(2))
	d.write("stated.txt", stated.With(func(f *content.Facts) { f.ID = "tag:news.example,2020:stated" }))
	for i, name := range []string{"same", "edited", "renamed", "carried", "deleted", "draft", "held", "expiring"} {
		a := dated("Title "+name, 3+i, phrases(10+i))
		d.write("news/"+name+".txt", a.With(func(f *content.Facts) {
			f.Section, f.Tags, f.Language = "News", []string{"Cup", name}, "en-GB"
			f.Authors = []content.Author{{Name: "Ann " + name, Email: "ann@news.example"}}
			f.SourceURL = "https://paper.example/" + name
			switch name {
			case "held":
				f.Published.Time = noon.AddDate(0, 1, 0)
			case "expiring":
				f.Expires.Time = noon.AddDate(0, 2, 0)
			}
		}))
	}
	d.write("several.txt", dated("One", 20, phrases(20)), dated("Two", 21, phrases(21)))
	d.write("undated.txt", undated("Undated", phrases(22)))
	seen()
	d.remove("news/deleted.txt")
	d.edit("news/draft.txt", func(f *content.Facts) { f.Draft = true })
	d.write("twin/same.txt", dated("Twin", 23, phrases(23)))
	seen()
}

// edit writes the one article of a file again, with a change.
func (d *disk) edit(path string, change func(*content.Facts)) {
	d.write(path, d.files[path].articles[0].With(change))
}

// written is a catalog as testdata has it: the bytes of each bucket, quoted.
func written(t *testing.T, name string) string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p := filepath.Join(t.TempDir(), "catalog.db")
	db, err := bbolt.Open(p, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		var b *bbolt.Bucket
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "bucket "); ok {
				var sequence uint64
				fmt.Sscan(name, &name, &sequence)
				if b, err = tx.CreateBucket([]byte(name)); err != nil {
					return err
				}
				if err := b.SetSequence(sequence); err != nil {
					return err
				}
				continue
			}
			var key, value string
			if _, err := fmt.Sscanf(lines.Text(), "%q %q", &key, &value); err != nil {
				return fmt.Errorf("%s: %w", lines.Text(), err)
			}
			if err := b.Put([]byte(key), []byte(value)); err != nil {
				return err
			}
		}
		return nil
	})
	if err := slices.Compact([]error{err, db.Close()})[0]; err != nil {
		t.Fatal(err)
	}
	return p
}

// TestFormat compares what this version has on disk with the catalog of its version in
// testdata: a catalog that others wrote must not be read as something else.
func TestFormat(t *testing.T) {
	c, d := open(t, Options{Reader: "one"}), newDisk(t)
	earlier(d, func() { apply(t, c, d) })
	got := dump(t, c)
	file := filepath.Join("testdata", fmt.Sprintf("catalog-%d.txt", formatVersion))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the catalog on disk is not that of %s: raise formatVersion, convert what there was, and write the new one by -update", file)
	}
}

// dump is what a catalog has on disk, in the form of testdata.
func dump(t *testing.T, c *Catalog) string {
	t.Helper()
	var out strings.Builder
	err := c.db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			fmt.Fprintf(&out, "bucket %s %d\n", name, b.Sequence())
			return b.ForEach(func(k, v []byte) error {
				_, err := fmt.Fprintf(&out, "%+q %+q\n", k, v)
				return err
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestVersions opens what each version of the format wrote, this one too: whoever
// changes what is on disk raises formatVersion, converts what was there, and adds a
// file here, by go test -run TestFormat -update.
func TestVersions(t *testing.T) {
	for _, name := range []string{"catalog-1.txt", "catalog-2.txt", "catalog-3.txt", "catalog-4.txt"} {
		t.Run(name, func(t *testing.T) { testVersion(t, name) })
	}
}

// testVersion has the folder changed as only a catalog that remembers it can tell:
// each article keeps the ID that it had.
func testVersion(t *testing.T, name string) {
	file := written(t, name)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, d := openAt(t, file, Options{Reader: "two"}), newDisk(t)
	if kept, err := os.ReadFile(file + ".1"); name == "catalog-1.txt" && (err != nil || !bytes.Equal(kept, before)) {
		t.Errorf("the catalog of version 1 is not kept as it was: %v", err)
	}
	earlier(d, func() { clear(d.dirty) })
	checkIndexes(t, c)
	ids := map[string]string{}
	for p := range d.files {
		for i, r := range must[[]Record](t)(c.ByPath(p)) {
			ids[fmt.Sprint(p, i)] = r.ID
		}
	}
	if got, want := ids["news/same.txt0"], "urn:uuid:d566097c-4a9d-53d2-a325-20864e07aea0"; got != want {
		t.Errorf("ID of news/same.txt = %s, want %s", got, want)
	}
	withdrawn := must[[]Record](t)(c.Withdrawn(Selection{Section: "news"}, 9))
	if got, want := fmt.Sprint(titles(withdrawn)), "[Title draft Title deleted]"; got != want {
		t.Errorf("withdrawn = %s, want %s", got, want)
	}
	deleted := withdrawn[1]

	d.rename("news/renamed.txt", "other/new-name.txt")
	d.rename("news/carried.txt", "carried-away.txt")
	d.edit("carried-away.txt", func(f *content.Facts) {
		f.Title, f.Body = "Another title", text(phrases(13)+"and more")
	})
	d.edit("news/edited.txt", func(f *content.Facts) { f.Title, f.Body = "Edited", text("First. "+phrases(11)) })
	back := dated("Title deleted", 7, phrases(14))
	d.write("back.txt", back.With(func(f *content.Facts) { f.SourceURL = "https://paper.example/deleted" }))
	delta := apply(t, c, d)
	if len(delta.Appeared) != 1 || len(delta.Vanished) != 0 {
		t.Errorf("appeared %v, vanished %v; want the deleted one back", titles(delta.Appeared), titles(delta.Vanished))
	}
	for _, test := range []struct{ what, path, id string }{
		{"as it was", "news/same.txt", ids["news/same.txt0"]},
		{"renamed", "other/new-name.txt", ids["news/renamed.txt0"]},
		{"renamed and edited", "carried-away.txt", ids["news/carried.txt0"]},
		{"edited", "news/edited.txt", ids["news/edited.txt0"]},
		{"deleted once", "back.txt", deleted.ID},
		{"of a stated ID", "stated.txt", "tag:news.example,2020:stated"},
		{"a draft", "news/draft.txt", ids["news/draft.txt0"]},
	} {
		if got := at(t, c, test.path).ID; got != test.id || test.id == "" {
			t.Errorf("%s: ID = %q, want %q", test.what, got, test.id)
		}
	}
	delta = must[Delta](t)(c.Due(noon.AddDate(0, 1, 1)))
	if got := fmt.Sprint(titles(delta.Appeared)); got != "[Title held]" {
		t.Errorf("due: appeared %s, want the held one", got)
	}
	for p := range d.files {
		d.touched(p)
	}
	if delta = apply(t, c, d); len(delta.Appeared)+len(delta.Vanished)+len(delta.Changed) != 0 {
		t.Errorf("all read again: appeared %v, changed %v, vanished %v; want none", titles(delta.Appeared), delta.Changed, titles(delta.Vanished))
	}
}
