package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
)

func TestOneContentFolderHasTheOutput(t *testing.T) {
	base := t.TempDir()
	folder := func(name string) string {
		p := filepath.Join(base, name)
		if err := os.MkdirAll(p, 0o755); err != nil {
			t.Fatal(err)
		}
		return p
	}
	press, town := folder("press"), folder("town .."+strings.Repeat("ö", 60))
	gone := filepath.Join(base, "gone")
	for _, c := range []struct {
		name, owner, content, former string
		refused                      bool
	}{
		{"its own", press, press, "", false},
		{"another's", press, town, "", true},
		{"one with a long name", town, press, "", true},
		{"another's, which was this one's once", press, town, press, true},
		{"one that was moved", gone, town, gone, false},
		{"one that was given up, or is not mounted", gone, town, "", true},
	} {
		d, _, dir := open(t)
		if err := d.Claim(c.owner, ""); err != nil {
			t.Fatal(err)
		}
		err := d.Claim(c.content, c.former)
		if errors.Is(err, ErrOwned) != c.refused || err != nil && !(strings.Contains(err.Error(), c.owner) && strings.Contains(err.Error(), filepath.Join(dir, ".feedmill"))) {
			t.Errorf("%s: got %v, want refused %v, with the owner's name and the remedy", c.name, err, c.refused)
		}
		want := c.content
		if c.refused {
			want = c.owner
		}
		if owners, err := d.owners(); err != nil || len(owners) != 1 || owners[0] != want {
			t.Errorf("%s: belongs to %q (%v), want %q", c.name, owners, err, want)
		}
		if names := files(t, dir); len(names) > 0 {
			t.Errorf("%s: the mark is a document: %q", c.name, names)
		}
	}
}

func TestWhatWasDoneToDocumentsIsSeen(t *testing.T) {
	heron := document("a/heron.html", made("heron"))
	for _, c := range []struct {
		name string
		do   func(file string) error
		want bool
	}{
		{"nothing", func(string) error { return nil }, false},
		{"removed", os.Remove, true},
		{"cut short", func(file string) error { return os.Truncate(file, 9) }, true},
		{"written over", func(file string) error {
			later := time.Now().Add(5 * time.Second)
			return errors.Join(os.WriteFile(file, made("crane"), 0o644), os.Chtimes(file, later, later))
		}, true},
		{"a link in its place", func(file string) error {
			return errors.Join(os.Rename(file, file+".x"), os.Symlink(file+".x", file))
		}, true},
		{"a program of its user may read it only", func(file string) error { return os.Chmod(file, 0o600) }, false},
	} {
		_, carrier, dir := open(t)
		publish(t, carrier, document("a/egret.html", made("egret")), heron)
		file := filepath.Join(dir, "a", "heron.html")
		if err := c.do(file); err != nil {
			t.Fatal(err)
		}
		drifted, err := carrier.Drift(t.Context())
		if err != nil || slices.Contains(drifted, "a/heron.html") != c.want || len(drifted) > 1 {
			t.Errorf("%s: got %q (%v), want it seen %v", c.name, drifted, err, c.want)
		}
		put := publish(t, carrier, heron)
		if (len(put) == 1) != c.want {
			t.Errorf("%s: put %q again", c.name, put)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != string(made("heron")) {
			t.Errorf("%s: it became %q (%v)", c.name, got, err)
		}
	}
}

func TestTimesOfCoarseFileSystemsAgree(t *testing.T) {
	const second = 1e9
	left := catalog.Stamp{Size: 7, Version: 1_700_000_001_234_567_890}
	for _, c := range []struct {
		mtime, size int64
		want        bool
	}{
		{left.Version, 7, true},
		{left.Version, 8, false},
		{1_700_000_001 * second, 7, true},
		{1_700_000_000 * second, 7, true},
		{1_700_000_002 * second, 7, true},
		{1_700_000_005 * second, 7, false},
		{left.Version + 1, 7, false},
	} {
		if got := agree(catalog.Stamp{Size: c.size, Version: c.mtime}, left); got != c.want {
			t.Errorf("%d bytes of %d: got %v, want %v", c.size, c.mtime, got, c.want)
		}
	}
}

func TestAFolderThatIsNotWhereItWas(t *testing.T) {
	d, _, dir := open(t)
	if !d.Here() {
		t.Error("a folder that was opened is elsewhere")
	}
	if err := os.Rename(dir, dir+".old"); err != nil {
		t.Fatal(err)
	}
	if d.Here() {
		t.Error("a folder that was moved away is here")
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if d.Here() {
		t.Error("another folder is taken for the one that was opened")
	}
}

// Looking at each document costs one look.
func BenchmarkDrift(b *testing.B) {
	_, c, _ := open(b)
	var docs []feed.Document
	for i := range 10_000 {
		docs = append(docs, document(fmt.Sprintf("%d/%d.html", i%100, i), made("x")))
	}
	publish(b, c, docs...)
	for b.Loop() {
		if drifted, err := c.Drift(b.Context()); err != nil || len(drifted) > 0 {
			b.Fatal(drifted, err)
		}
	}
}

// Nothing is written, and nothing read, of documents that are as they were left.
func BenchmarkPutUnchanged(b *testing.B) {
	_, c, _ := open(b)
	var docs []feed.Document
	for i := range 10_000 {
		docs = append(docs, document(fmt.Sprintf("%d/%d.html", i%100, i), made("x")))
	}
	publish(b, c, docs...)
	for b.Loop() {
		if put, err := c.Put(b.Context(), edition(docs...)); err != nil || len(put) > 0 {
			b.Fatal(put, err)
		}
	}
}
