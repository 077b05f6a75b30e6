//go:build !linux

package folder

// Opening an article by means of the standard library.

import "os"

// openFile opens the file at a path, for reading.
func openFile(root, rel string) (*os.File, error) { return openInRoot(root, rel) }
