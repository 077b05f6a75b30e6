package publish

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"feedmill/feed"
)

// filmIn is a film of some megabytes, most of them nothing, and the document it is.
func filmIn(t *testing.T, dir string) (string, feed.Document) {
	t.Helper()
	name := filepath.Join(dir, "film.mp4")
	data := make([]byte, 5*copyBlock+77)
	copy(data, "the beginning")
	copy(data[3*copyBlock+5:], "the middle")
	copy(data[len(data)-7:], "the end")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	h := feed.NewHash()
	h.Write(data)
	return name, feed.NewStored("media/film.mp4", "video/mp4", int64(len(data)), feed.SumOf(h), func() (io.ReadCloser, error) {
		f, err := os.Open(name)
		return &feed.Original{File: f, Step: func() {}, Unchanged: func() error { return nil }}, err
	})
}

func TestCopyAsset(t *testing.T) {
	name, d := filmIn(t, t.TempDir())
	to, err := os.Create(filepath.Join(t.TempDir(), "copy"))
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	if err := copyAsset(to, d); err != nil {
		t.Fatal(err)
	}
	want, _ := os.ReadFile(name)
	if got, err := os.ReadFile(to.Name()); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the copy has %d bytes, want the %d of the film (%v)", len(got), len(want), err)
	}
}

// What is written into the film later does not show in the copy: it is no hard link.
func TestCopyIsNoLink(t *testing.T) {
	name, d := filmIn(t, t.TempDir())
	to, err := os.Create(filepath.Join(filepath.Dir(name), "copy"))
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	if err := copyAsset(to, d); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte("another"), 0); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(to.Name()); !bytes.HasPrefix(got, []byte("the beginning")) {
		t.Errorf("the copy begins %q, want what it was copied from", got[:13])
	}
}

func TestCopyOfWhatWasAltered(t *testing.T) {
	name, d := filmIn(t, t.TempDir())
	if err := os.WriteFile(name, []byte("another film"), 0o644); err != nil {
		t.Fatal(err)
	}
	d = feed.NewStored(d.Path, d.MediaType, d.Size, d.Sum(), func() (io.ReadCloser, error) { return os.Open(name) }) // not to be cloned
	to, err := os.Create(filepath.Join(t.TempDir(), "copy"))
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	if err := copyAsset(to, d); !errors.Is(err, feed.ErrAltered) {
		t.Errorf("copyAsset = %v, want an error that says that it was altered", err)
	}
}
