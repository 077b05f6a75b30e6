//go:build darwin || freebsd || netbsd

package folder

// The identity of a file on macOS and the BSDs that name its times alike.

import (
	"io/fs"
	"syscall"
)

func fingerprint(info fs.FileInfo) Fingerprint {
	st := info.Sys().(*syscall.Stat_t)
	return Fingerprint{
		Dev: uint64(st.Dev), Ino: uint64(st.Ino), Size: st.Size,
		Mtime: info.ModTime().UnixNano(), Ctime: st.Ctimespec.Nano(),
	}
}

// hardLinked reports whether a file has other names.
func hardLinked(info fs.FileInfo) bool { return info.Sys().(*syscall.Stat_t).Nlink > 1 }
