package folder

// How fast scanning is, beside the system calls that it needs.

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

const benchFiles = 100_000

// benchRoot makes a folder of 100 folders with 1000 articles each.
func benchRoot(b *testing.B) string {
	root := b.TempDir()
	for i := range benchFiles {
		p := filepath.Join(root, fmt.Sprintf("d%02d", i/1000), fmt.Sprintf("article-%05d.txt", i))
		if i%1000 == 0 {
			must(b, os.MkdirAll(filepath.Dir(p), 0o755))
		}
		must(b, os.WriteFile(p, nil, 0o644))
	}
	return root
}

func BenchmarkScan(b *testing.B) {
	root := benchRoot(b)
	b.Run("scan", func(b *testing.B) {
		f := openTest(b, root)
		for b.Loop() {
			l, err := f.Scan(context.Background())
			must(b, err)
			if len(l.Articles) != benchFiles {
				b.Fatalf("got %d articles, want %d", len(l.Articles), benchFiles)
			}
		}
	})
	b.Run("raw", func(b *testing.B) {
		for b.Loop() {
			fd, err := unix.Open(root, unix.O_RDONLY|unix.O_DIRECTORY, 0)
			must(b, err)
			if n := rawWalk(b, fd); n != benchFiles {
				b.Fatalf("got %d files, want %d", n, benchFiles)
			}
		}
	})
	b.Run("sweep", func(b *testing.B) {
		f := openTest(b, root)
		l, err := f.Scan(context.Background())
		must(b, err)
		w := f.Watch(l.Articles, WatchOptions{Poll: 1})
		for b.Loop() {
			w.sweep(context.Background(), w.lastSweep)
		}
		if n := len(w.queue.open); n != 0 {
			b.Fatalf("got %d changes, want none", n)
		}
	})
}

// rawWalk stats each file below a folder and keeps nothing.
func rawWalk(b *testing.B, fd int) (files int) {
	defer unix.Close(fd)
	buf := make([]byte, 64<<10)
	for {
		n, err := unix.Getdents(fd, buf)
		must(b, err)
		if n == 0 {
			return files
		}
		for rec := buf[:n]; len(rec) > 0; rec = rec[binary.NativeEndian.Uint16(rec[16:]):] {
			name, _, _ := bytes.Cut(rec[19:binary.NativeEndian.Uint16(rec[16:])], []byte{0})
			if s := string(name); rec[18] != unix.DT_DIR {
				var st unix.Stat_t
				must(b, unix.Fstatat(fd, s, &st, unix.AT_SYMLINK_NOFOLLOW))
				files++
			} else if s != "." && s != ".." {
				sub, err := unix.Openat(fd, s, unix.O_RDONLY|unix.O_DIRECTORY, 0)
				must(b, err)
				files += rawWalk(b, sub)
			}
		}
	}
}
