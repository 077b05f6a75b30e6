package folder

import (
	"time"

	"golang.org/x/sys/unix"
)

// doze waits for a moment that is leastWait away at the most. The timers of the
// runtime wait by whole milliseconds where a program is at rest, and come up to one late; the
// system's own sleep is exact to a twentieth of one.
func doze(until time.Time) {
	if d := time.Until(until); d > 0 {
		rest := unix.NsecToTimespec(int64(d))
		_ = unix.Nanosleep(&rest, nil) // a signal may end it early
	}
	time.Sleep(time.Until(until))
}
