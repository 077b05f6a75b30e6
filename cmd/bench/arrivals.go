//go:build linux

package main

// When a file came to be in a folder. A general watcher would be woken for each file that a
// program makes, writes and dates on the way, a dozen times an edit, and take the processor
// from what is measured.

import (
	"bytes"
	"encoding/binary"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// How a program lets its feeds be seen: by a new name, or by writing them in their places.
const (
	renamed   = unix.IN_MOVED_TO
	overwrote = unix.IN_CLOSE_WRITE
)

// arrival is a file that came to be.
type arrival struct {
	name string
	at   time.Time
}

// watchArrivals tells of files that come to be in a folder in one way. The caller closes the
// watch, and with it the channel.
func watchArrivals(dir string, how uint32) (<-chan arrival, *os.File, error) {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return nil, nil, os.NewSyscallError("inotify_init1", err)
	}
	watch := os.NewFile(uintptr(fd), "inotify")
	if _, err := unix.InotifyAddWatch(fd, dir, how); err != nil {
		watch.Close()
		return nil, nil, &os.PathError{Op: "inotify_add_watch", Path: dir, Err: err}
	}
	arrivals := make(chan arrival, 10_000)
	go func() {
		defer close(arrivals)
		buffer := make([]byte, 64<<10)
		for {
			n, err := watch.Read(buffer)
			if err != nil {
				return // it was closed
			}
			now := time.Now()
			for _, name := range namesIn(buffer[:n]) {
				arrivals <- arrival{name, now}
			}
		}
	}()
	return arrivals, watch, nil
}

// namesIn are the names that events of inotify tell: each is a head, which ends with the
// length of what follows, and a name filled up with zeros (inotify(7)).
func namesIn(events []byte) (names []string) {
	for len(events) >= unix.SizeofInotifyEvent {
		length := int(binary.NativeEndian.Uint32(events[unix.SizeofInotifyEvent-4:]))
		events = events[unix.SizeofInotifyEvent:]
		names = append(names, string(bytes.TrimRight(events[:length], "\x00")))
		events = events[length:]
	}
	return names
}
