package folder

// Reading on Linux, where a hundred thousand small files are to be read in seconds:
// each costs five system calls relative to the open root, of which one walks its path, its
// beginning three, and no more memory than its bytes. Whatever is not plainly an article at
// rest takes the careful way.

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
	fd, before, ok := r.open(filepath.FromSlash(rel))
	if !ok {
		return nil, Fingerprint{}, false
	}
	defer unix.Close(fd)
	if before.Size > f.rules.MaxBytes {
		return nil, Fingerprint{}, false
	}
	data = make([]byte, before.Size+1) // one more shows whether it has grown
	n, err := readUpTo(fd, data, int(before.Size))
	if err != nil || int64(n) != before.Size {
		return nil, Fingerprint{}, false
	}
	if after, ok := fingerprintAt(fd); !ok || after != before {
		return nil, Fingerprint{}, false
	}
	return data[:n:n], before, true
}

// head reads the beginning of a file into a buffer, and tells how much that is. It asks once:
// of a regular file on a disk that is all there is of it. It reports false if it cannot.
func (r openRoot) head(rel string, buffer []byte) (n int, ok bool) {
	fd, err := r.openAny(filepath.FromSlash(rel), unix.O_NOFOLLOW)
	if err != nil {
		return 0, false
	}
	defer unix.Close(fd)
	n, err = retry(func() (int, error) { return unix.Read(fd, buffer) })
	return n, err == nil
}

// open opens the regular file at a path, for reading. The path stays below the root. It
// opens without a look ahead, since whoever comes here has just found a regular file
// there: opening a pipe that took its place does not wait. ok is false if it is anything
// else, a link among them.
func (r openRoot) open(name string) (fd int, fp Fingerprint, ok bool) {
	fd, err := r.openAny(name, unix.O_NOFOLLOW)
	if err != nil {
		return 0, Fingerprint{}, false
	}
	if fp, ok = fingerprintAt(fd); !ok {
		unix.Close(fd)
	}
	return fd, fp, ok
}

// openAny opens what is at a path, for reading. The path stays below the root.
func (r openRoot) openAny(name string, more uint64) (int, error) {
	how := unix.OpenHow{
		Flags:   unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK | unix.O_NOCTTY | more,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS,
	}
	return retry(func() (int, error) { return unix.Openat2(r.fd, name, &how) })
}

// fingerprintAt is that of an open file. It is not ok if the file is not a regular one.
func fingerprintAt(fd int) (fp Fingerprint, ok bool) {
	var st unix.Stat_t
	if unix.Fstat(fd, &st) != nil || st.Mode&unix.S_IFMT != unix.S_IFREG {
		return Fingerprint{}, false
	}
	return fingerprintOf(&st), true
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
	fd, err := r.openAny(filepath.FromSlash(rel), 0)
	switch {
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM), errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EXDEV):
		return openInRoot(root, rel) // an old kernel, a sandbox, a race, or a refusal: it finds out which
	case err != nil:
		return nil, err
	}
	return os.NewFile(uintptr(fd), rel), nil
}
