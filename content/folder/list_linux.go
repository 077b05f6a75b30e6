package folder

// Listing on Linux: getdents and fstatat relative to the open folder, so that no
// path is resolved twice and files that do not count cost nothing.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/sys/unix"
)

// handle is an open folder.
type handle struct {
	fd      int
	root    string // of the Folder, for the rare link that must be followed
	id      identity
	unasked bool // what its folder says is a regular file is taken for one, without fingerprint
}

const folderFlags = unix.O_RDONLY | unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_CLOEXEC | unix.O_NONBLOCK

// openHandle opens a folder by its path. The root may be a symbolic link;
// folders below it are never reached through one.
func openHandle(root, dir string) (handle, error) {
	fd, err := openFolder(unix.AT_FDCWD, root, folderFlags&^unix.O_NOFOLLOW)
	if err != nil {
		return handle{}, fmt.Errorf("list folder %s: %w", root, err)
	}
	h, err := newHandle(fd, root)
	if err != nil || dir == "." {
		return h, err
	}
	defer h.close()
	return h.open(filepath.FromSlash(dir))
}

// open opens a folder below.
func (h handle) open(name string) (handle, error) {
	how := unix.OpenHow{Flags: folderFlags, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS}
	fd, err := retry(func() (int, error) { return unix.Openat2(h.fd, name, &how) })
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EPERM) {
		fd, err = openFolder(h.fd, name, folderFlags)
	}
	if err != nil {
		return handle{}, fmt.Errorf("list folder %s: %w", name, err)
	}
	below, err := newHandle(fd, h.root)
	below.unasked = h.unasked
	return below, err
}

func openFolder(at int, name string, flags int) (int, error) {
	return retry(func() (int, error) { return unix.Openat(at, name, flags, 0) })
}

func newHandle(fd int, root string) (handle, error) {
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		unix.Close(fd)
		return handle{}, fmt.Errorf("stat folder: %w", err)
	}
	return handle{fd: fd, root: root, id: identity{dev: st.Dev, ino: st.Ino}}, nil
}

func (h handle) close()             { unix.Close(h.fd) }
func (h handle) identity() identity { return h.id }

// direntBuffers are reused: one listing needs one, and folders are many.
var direntBuffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

// list reads the folder and says of each name what it stands for.
func (h handle) list(f *Folder, dir string) ([]entry, error) {
	buf := direntBuffers.Get().(*[]byte)
	defer direntBuffers.Put(buf)
	var entries []entry
	for {
		n, err := retry(func() (int, error) { return unix.Getdents(h.fd, *buf) })
		if err != nil {
			return entries, fmt.Errorf("list folder %s: %w", dir, err)
		}
		if n <= 0 {
			return entries, nil
		}
		entries = h.decode(f, dir, (*buf)[:n], entries)
	}
}

// decode reads the records of getdents64: inode, offset, length, type, name.
func (h handle) decode(f *Folder, dir string, b []byte, entries []entry) []entry {
	const usual = 64 // bytes of a record
	entries = slices.Grow(entries, len(b)/usual)
	for len(b) > 19 {
		size := int(binary.NativeEndian.Uint16(b[16:]))
		kind, name := b[18], b[19:size]
		if end := bytes.IndexByte(name, 0); end >= 0 {
			name = name[:end]
		}
		if s := string(name); s != "." && s != ".." && s != "" {
			if e := h.entry(f, dir, s, kind); e.kind != nothing || e.link || e.why != "" {
				entries = append(entries, e)
			}
		}
		b = b[size:]
	}
	return entries
}

func (h handle) entry(f *Folder, dir, name string, dtype byte) entry {
	if dtype == unix.DT_DIR {
		return folderEntry(f, dir, name)
	}
	kind, why := f.file(dir, name)
	if (kind == nothing || kind == other) && dtype != unix.DT_UNKNOWN {
		return entry{name: name, kind: kind, why: why}
	}
	if h.unasked && dtype == unix.DT_REG {
		return entry{name: name, kind: kind}
	}
	var st unix.Stat_t
	_, err := retry(func() (int, error) { return 0, unix.Fstatat(h.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) })
	switch {
	case errors.Is(err, unix.ENOENT):
		return entry{}
	case err != nil:
		return entry{name: name, kind: kind, err: err}
	}
	switch mode := st.Mode & unix.S_IFMT; {
	case mode == unix.S_IFDIR:
		return folderEntry(f, dir, name)
	case kind == nothing || kind == other:
		return entry{name: name, kind: kind, why: why}
	case mode == unix.S_IFREG:
		return entry{name: name, kind: kind, file: fingerprintOf(&st), link: st.Nlink > 1}
	case mode == unix.S_IFLNK:
		return f.linkEntry(dir, name, kind)
	}
	return entry{} // a pipe, a socket or a device is no article
}

func fingerprintOf(st *unix.Stat_t) Fingerprint {
	return Fingerprint{Dev: st.Dev, Ino: st.Ino, Size: st.Size, Mtime: unix.TimespecToNsec(st.Mtim), Ctime: unix.TimespecToNsec(st.Ctim)}
}

// retry repeats a call that a signal interrupted.
func retry(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != unix.EINTR {
			return n, err
		}
	}
}
