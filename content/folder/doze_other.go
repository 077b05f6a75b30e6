//go:build !linux

package folder

import "time"

// doze waits for a moment that is leastWait away at the most.
func doze(until time.Time) { time.Sleep(time.Until(until)) }
