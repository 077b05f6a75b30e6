package publish

// Files that others hold. Windows lets nobody replace a file that a program has open
// without leave to; scanners for viruses and indexers have each new file open for a moment.

import (
	"errors"
	"slices"
	"syscall"
	"time"
)

// holding are the numbers by which Windows says that another program has a file
// (winerror.h): access denied, sharing violation, lock violation.
var holding = []syscall.Errno{5, 32, 33}

// isHeld reports whether a system refused because another program has the file open. The
// same numbers mean other things elsewhere.
func isHeld(system string, err error) bool {
	number, ok := errors.AsType[syscall.Errno](err)
	return ok && system == "windows" && slices.Contains(holding, number)
}

const (
	firstWait = 10 * time.Millisecond
	heldTries = 8 // which together wait for 1.3 s
)

// whileHeld does what replaces a file, again after a while, twice as long each time, as long
// as another program holds it. Who holds it longer is told of by the error.
func whileHeld(system string, wait func(time.Duration), replace func() error) error {
	err := replace()
	for pause, tries := firstWait, 1; tries < heldTries && isHeld(system, err); pause, tries = 2*pause, tries+1 {
		wait(pause)
		err = replace()
	}
	return err
}
