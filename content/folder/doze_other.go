//go:build !linux

package folder

import "time"

// doze waits for a moment that is less than some milliseconds away.
func doze(until time.Time) { time.Sleep(time.Until(until)) }
