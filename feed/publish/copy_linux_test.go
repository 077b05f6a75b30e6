package publish

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"feedmill/feed"
)

// A film that is mostly nothing takes no more room where it is copied to.
func TestHolesStayHoles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "film.mp4")
	const size = 64 << 20
	if err := os.WriteFile(name, []byte("the beginning"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, size); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	h := feed.NewHash()
	if _, err := io.Copy(h, f); err != nil {
		t.Fatal(err)
	}
	d := feed.NewStored("media/film.mp4", "video/mp4", size, feed.SumOf(h), func() (io.ReadCloser, error) { return os.Open(name) })
	to, err := os.Create(filepath.Join(t.TempDir(), "copy"))
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	if err := copyAsset(to, d); err != nil {
		t.Fatal(err)
	}
	info, err := to.Stat()
	if err != nil || info.Size() != size {
		t.Fatalf("the copy: %v, %v, want %d bytes", info, err, size)
	}
	if took := info.Sys().(*syscall.Stat_t).Blocks * 512; took > 1<<20 {
		t.Errorf("the copy takes %d bytes of the disk, want next to nothing", took)
	}
}
