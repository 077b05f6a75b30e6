package mill

// What to do when the machine refuses to write, in the terms of the settings.

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// withRemedy adds the remedy to an error of writing into a folder that a flag names.
func withRemedy(err error, folder, flag string) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w; make room for %s, or choose another %s; the last edition stays", err, folder, flag)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w; make %s writable for this user, or choose another %s", err, folder, flag)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w; name a folder with %s", err, flag)
	}
	return err
}
