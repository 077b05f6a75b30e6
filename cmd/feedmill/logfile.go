package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// mostLogged is how long a log may be before another one is begun.
const mostLogged = 10 << 20

// openLog opens a file to log into, for service managers that keep no log. One that has
// grown long is set aside as .old, in place of the one before.
func openLog(file string) (*os.File, error) {
	info, err := os.Stat(file)
	if err == nil && info.Size() > mostLogged {
		err = os.Rename(file, file+".old")
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("set the old log aside: %w", err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	return f, nil
}
