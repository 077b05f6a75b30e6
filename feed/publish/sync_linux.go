package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// syncFileSystem brings everything written below root to the disk in one call:
// for a hundred thousand new pages that is seconds where fsync is minutes.
func syncFileSystem(root *os.Root) error {
	f, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(f.Fd())), f.Close())
}

// openReplaced opens a file that another is about to replace, where it may be open meanwhile:
// of file systems in a network some give it another name first, so that for a moment readers
// find nothing, and others refuse. nil is none.
func openReplaced(root *os.Root, name string) *os.File {
	f, err := root.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK, 0) // nobody is waited for, whatever somebody puts there meanwhile
	if err != nil {
		return nil
	}
	if !isOnLocalDisk(f) {
		f.Close()
		return nil
	}
	return f
}

func isOnLocalDisk(f *os.File) bool {
	var system unix.Statfs_t
	if unix.Fstatfs(int(f.Fd()), &system) != nil {
		return false
	}
	switch uint32(system.Type) {
	case unix.EXT4_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.BTRFS_SUPER_MAGIC, unix.F2FS_SUPER_MAGIC, unix.TMPFS_MAGIC, unix.OVERLAYFS_SUPER_MAGIC:
		return true
	}
	return false
}
