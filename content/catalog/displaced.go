package catalog

// A catalog whose file is taken away stays open, and all that it is told is lost when
// it is closed. So programs that keep one open for long ask where it is.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// ErrDisplaced means that the file of an open catalog is not where it was opened.
var ErrDisplaced = errors.New("is not the one that is open any more")

// Displaced returns an error that wraps [ErrDisplaced] if the file is gone, or
// another one is in its place. Where there is none, a copy of the open catalog is
// written there first, so that opening it again loses nothing.
func (c *Catalog) Displaced() error {
	there, err := os.Stat(c.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := c.writeAgain(); err != nil {
			return fmt.Errorf("catalog %s was taken away while it was open, and cannot be written again: %w", c.path, err)
		}
		return fmt.Errorf("catalog %s was taken away while it was open, and is written again: it %w", c.path, ErrDisplaced)
	case err != nil:
		return fmt.Errorf("look for catalog: %w", err)
	case !os.SameFile(c.file, there):
		return fmt.Errorf("catalog %s %w", c.path, ErrDisplaced)
	}
	return nil
}

// writeAgain writes a copy of the open catalog to its path, whole or not at all.
func (c *Catalog) writeAgain() error {
	if err := os.MkdirAll(filepath.Dir(c.path), 0o755); err != nil {
		return err
	}
	copied := c.path + ".copy"
	err := c.viewStored(func(tx *bbolt.Tx) error { return tx.CopyFile(copied, 0o600) })
	if err == nil {
		err = os.Rename(copied, c.path)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(copied))
	}
	return nil
}
