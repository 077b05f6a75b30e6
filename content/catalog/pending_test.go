package catalog

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	berrors "go.etcd.io/bbolt/errors"
)

// applyAhead has the catalog see what changed on the disk, and nobody wait for it.
func applyAhead(t *testing.T, c *Catalog, d *disk) *Pending {
	t.Helper()
	readings, gone := d.changes()
	_, p, err := c.ApplyAhead(readings, gone, d.now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// stored is how many articles are shown by what a process would find after a crash.
func stored(t *testing.T, c *Catalog) int {
	t.Helper()
	var file bytes.Buffer
	if _, err := c.CopyTo(&file, -1); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return must[int](t)(openAt(t, path, Options{}).Count())
}

func TestWhatIsPendingIsAnsweredAndNotStored(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	d.write("a.txt", dated("One", 1, "a"))
	apply(t, c, d)
	d.write("b.txt", dated("Two", 2, "b"))
	d.remove("a.txt")
	d.write("c.txt", dated("Three", 3, "c"))
	p := applyAhead(t, c, d)
	if got := must[int](t)(c.Count()); got != 2 {
		t.Errorf("%d articles are answered while they are pending, want 2", got)
	}
	if got := stored(t, c); got != 1 {
		t.Errorf("%d articles are stored while others are pending, want 1", got)
	}
	var settling sync.WaitGroup
	for range 3 {
		settling.Go(func() {
			if err := p.Settle(); err != nil {
				t.Error(err)
			}
			if at(t, c, "c.txt").Title != "Three" {
				t.Error("another article than was filed")
			}
		})
	}
	settling.Wait()
	if got := stored(t, c); got != 2 {
		t.Errorf("%d articles are stored once they are settled, want 2", got)
	}
}

// Whoever writes next has what is pending settled first, also when the catalog is closed.
func TestWhatIsPendingIsSettledBeforeOthersWrite(t *testing.T) {
	for name, write := range map[string]func(*Catalog, *disk) error{
		"Apply":      func(c *Catalog, d *disk) error { _, err := c.Apply(nil, nil, d.now); return err },
		"ApplyAhead": func(c *Catalog, d *disk) error { _, _, err := c.ApplyAhead(nil, nil, d.now); return err },
		"SetEdition": func(c *Catalog, _ *disk) error { return c.SetEdition("one") },
		"Milestone":  func(c *Catalog, _ *disk) error { _, err := c.Milestone("one"); return err },
		"Load":       func(c *Catalog, _ *disk) error { l, err := c.Load(); return errors.Join(err, l.Close()) },
		"Close":      func(c *Catalog, _ *disk) error { return c.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			d, path := newDisk(t), filepath.Join(t.TempDir(), "catalog.db")
			c := openAt(t, path, Options{})
			d.write("a.txt", dated("One", 1, "a"))
			p := applyAhead(t, c, d)
			if err := write(c, d); err != nil {
				t.Fatal(err)
			}
			if name != "Close" {
				if got := stored(t, c); got != 1 {
					t.Errorf("%d articles are stored, want 1", got)
				}
			} else if got := must[int](t)(openAt(t, path, Options{}).Count()); got != 1 {
				t.Errorf("%d articles are found, want 1", got)
			}
			if err := p.Settle(); err != nil {
				t.Errorf("settled already, and yet: %v", err)
			}
		})
	}
}

// What the disk refuses has never happened, whoever asked first; and whoever filed it is
// told.
func TestWhatCannotBeSettledNeverHappened(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	d.write("a.txt", dated("One", 1, "a"))
	apply(t, c, d)
	d.write("b.txt", dated("Two", 2, "b"))
	p := applyAhead(t, c, d)
	if err := p.tx.Rollback(); err != nil { // which is what a refusal of the disk comes to
		t.Fatal(err)
	}
	if _, err := c.Apply(nil, nil, d.now); err != nil {
		t.Errorf("Apply, which is another's: %v", err)
	}
	for range 2 {
		if err := p.Settle(); !errors.Is(err, berrors.ErrTxClosed) {
			t.Errorf("Settle: %v, want that it was refused", err)
		}
	}
	if got := must[int](t)(c.Count()); got != 1 {
		t.Errorf("%d articles are answered, want 1 as before", got)
	}
	d.touched("b.txt")
	apply(t, c, d)
	if got := must[int](t)(c.Count()); got != 2 {
		t.Errorf("%d articles once they are filed again, want 2", got)
	}
}
