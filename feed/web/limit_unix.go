//go:build unix

package web

import "golang.org/x/sys/unix"

// mostFiles is how many files this process may have open; 0 is unknown.
func mostFiles() uint64 {
	var l unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &l); err != nil {
		return 0
	}
	return uint64(l.Cur)
}
