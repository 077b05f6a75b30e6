//go:build !linux

package publish

import (
	"errors"
	"os"
)

// syncFileSystem is not to be had here: files are synced one by one.
func syncFileSystem(*os.Root) error { return errors.ErrUnsupported }

// openReplaced opens nothing: Windows replaces no file that is open, and of others it is not
// known what that brings.
func openReplaced(*os.Root, string) *os.File { return nil }
