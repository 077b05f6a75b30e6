package publish

import (
	"io/fs"
	"os"
	"syscall"
	"testing"
	"time"
)

// What a program holds for a moment is replaced after it; what it holds longer is an error.
// Nothing else is tried twice, and nothing on systems where files can be replaced that are open.
func TestWhileHeld(t *testing.T) {
	violation := func(number syscall.Errno) error { return &os.LinkError{Op: "rename", Old: "a", New: "b", Err: number} }
	for _, c := range []struct {
		name, system string
		err          error
		held         int // tries that are refused
		tries        int
		waited       time.Duration
		done         bool
	}{
		{"free", "windows", nil, 0, 1, 0, true},
		{"a scanner's moment", "windows", violation(32), 2, 3, 30 * time.Millisecond, true},
		{"locked for a moment", "windows", violation(33), 1, 2, 10 * time.Millisecond, true},
		{"open without leave to replace", "windows", violation(5), 1, 2, 10 * time.Millisecond, true},
		{"held for long", "windows", violation(32), 100, 8, 1270 * time.Millisecond, false},
		{"the disk is full", "windows", violation(112), 100, 1, 0, false},
		{"no number", "windows", fs.ErrPermission, 100, 1, 0, false},
		{"the same number elsewhere", "linux", violation(5), 100, 1, 0, false},
	} {
		tries, waited := 0, time.Duration(0)
		err := whileHeld(c.system, func(d time.Duration) { waited += d }, func() error {
			if tries++; tries <= c.held {
				return c.err
			}
			return nil
		})
		if tries != c.tries || waited != c.waited || (err == nil) != c.done {
			t.Errorf("%s: got %d tries, %s, %v; want %d tries, %s, done %v", c.name, tries, waited, err, c.tries, c.waited, c.done)
		}
	}
}
