package folder

// The identity of a file on Linux.

import (
	"io/fs"
	"syscall"
)

func fingerprint(info fs.FileInfo) Fingerprint {
	st := info.Sys().(*syscall.Stat_t)
	return Fingerprint{Dev: uint64(st.Dev), Ino: st.Ino, Size: st.Size, Mtime: st.Mtim.Nano(), Ctime: st.Ctim.Nano()}
}

// hardLinked reports whether a file has other names.
func hardLinked(info fs.FileInfo) bool { return info.Sys().(*syscall.Stat_t).Nlink > 1 }
