//go:build !linux && !darwin && !freebsd && !netbsd

package folder

// What every system says of a file: size and modification time.

import "io/fs"

func fingerprint(info fs.FileInfo) Fingerprint {
	return Fingerprint{Size: info.Size(), Mtime: info.ModTime().UnixNano()}
}

// hardLinked would report whether a file has other names: sweeps find out.
func hardLinked(fs.FileInfo) bool { return false }
