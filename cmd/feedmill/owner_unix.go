//go:build unix

package main

import (
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// ownerOf is the user whom a folder belongs to, or what it will be made in; empty if
// that cannot be told, or is the administrator, as whom nothing is to run.
func ownerOf(dir string) string {
	for {
		info, err := os.Stat(dir)
		if err == nil {
			stat, ok := info.Sys().(*syscall.Stat_t)
			if !ok || stat.Uid == 0 {
				return ""
			}
			u, err := user.LookupId(strconv.FormatUint(uint64(stat.Uid), 10))
			if err != nil {
				return ""
			}
			return u.Username
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}
