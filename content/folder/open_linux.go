package folder

// Reading on Linux, where a hundred thousand small files are to be read in seconds:
// each costs five system calls relative to the open root, and no more memory than its
// bytes. Whatever is not plainly an article at rest takes the careful way.

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// openRoot is the root of a [Reader].
type openRoot struct{ fd int }

func openRootOf(f *Folder) (openRoot, error) {
	fd, err := openFolder(unix.AT_FDCWD, f.root, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC)
	return openRoot{fd}, err
}

func (r openRoot) close() { unix.Close(r.fd) }

// read reads a regular file that stays as it is meanwhile. It reports false if the
// file is anything else.
func (r openRoot) read(f *Folder, rel string) (data []byte, fp Fingerprint, ok bool) {
	var st unix.Stat_t
	name := filepath.FromSlash(rel)
	// It looks first: opening a pipe could wait, opening a device do harm.
	if unix.Fstatat(r.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) != nil || st.Mode&unix.S_IFMT != unix.S_IFREG || st.Size > f.rules.MaxBytes {
		return nil, Fingerprint{}, false
	}
	before := fingerprintOf(&st)
	fd, err := r.open(name)
	if err != nil {
		return nil, Fingerprint{}, false
	}
	defer unix.Close(fd)
	data = make([]byte, before.Size+1) // one more shows whether it has grown
	n, err := readUpTo(fd, data, int(before.Size))
	if err != nil || unix.Fstat(fd, &st) != nil || fingerprintOf(&st) != before || int64(n) != before.Size {
		return nil, Fingerprint{}, false
	}
	return data[:n:n], before, true
}

// head reads the beginning of a regular file into a buffer, and tells how much that is. It
// reports false if the file is anything else.
func (r openRoot) head(rel string, buffer []byte) (n int, ok bool) {
	var st unix.Stat_t
	name := filepath.FromSlash(rel)
	if unix.Fstatat(r.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) != nil || st.Mode&unix.S_IFMT != unix.S_IFREG {
		return 0, false
	}
	fd, err := r.open(name)
	if err != nil {
		return 0, false
	}
	defer unix.Close(fd)
	n, err = readUpTo(fd, buffer, int(min(st.Size, int64(len(buffer)))))
	return n, err == nil
}

// open opens the file at a path, for reading. The path stays below the root.
func (r openRoot) open(name string) (int, error) {
	how := unix.OpenHow{
		Flags:   unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK | unix.O_NOCTTY,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS,
	}
	return retry(func() (int, error) { return unix.Openat2(r.fd, name, &how) })
}

// readUpTo fills data as far as the file goes. It asks no more once it has the size
// that the file is said to have.
func readUpTo(fd int, data []byte, size int) (n int, err error) {
	for n < len(data) && (n < size || n == 0) {
		more, err := retry(func() (int, error) { return unix.Read(fd, data[n:]) })
		if err != nil || more == 0 {
			return n, err
		}
		n += more
	}
	return n, nil
}

// openFile opens the file at a path, for reading.
func openFile(root, rel string) (*os.File, error) {
	dir, err := openFolder(unix.AT_FDCWD, root, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC)
	if err != nil {
		return nil, err
	}
	r := openRoot{dir}
	defer r.close()
	var st unix.Stat_t
	if err := unix.Fstatat(dir, rel, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return openInRoot(root, rel)
	}
	if st.Mode&unix.S_IFMT != unix.S_IFREG {
		return openInRoot(root, rel)
	}
	fd, err := r.open(filepath.FromSlash(rel))
	switch {
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM), errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EXDEV):
		return openInRoot(root, rel) // an old kernel, a sandbox, a race, or a refusal: it finds out which
	case err != nil:
		return nil, err
	}
	return os.NewFile(uintptr(fd), rel), nil
}
