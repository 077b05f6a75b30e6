package catalog

// The file on disk: opened by one process at a time, checked, set aside when damaged.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// lockTimeout is how long Open waits for another process that is just ending.
const lockTimeout = 500 * time.Millisecond

// growth is how many bytes are added to a large file at a time, smallGrowth to one that was
// smaller than that when it was opened, and does not become large at once.
const (
	growth      = 2 << 20
	smallGrowth = 64 << 10
)

// mapped is how many bytes of addresses the file is given at once. Whenever it outgrows
// its map, bbolt copies all that a transaction has read out of the old one.
const mapped = 1 << 30

// openFile opens and checks the file, without looking at its settings.
func openFile(path string) (*bbolt.DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("open catalog %s: %w", path, err)
	}
	db, err := openNow(path)
	if err != nil {
		return nil, err
	}
	unclean := holderExists(path)
	if err := writeHolder(path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := guardPanic(func() error { return checkFile(db, path, unclean) }); err != nil {
		return nil, errors.Join(fmt.Errorf("open catalog %s: %w", path, err), removeHolder(path), db.Close())
	}
	return db, nil
}

// openNow opens the file, and converts it first if version 1 wrote it.
func openNow(path string) (*bbolt.DB, error) {
	db, err := openBolt(path)
	if err != nil {
		return nil, err
	}
	old := false
	err = guardPanic(func() error {
		if old, err = ofVersion1(db); err != nil || !old {
			return err
		}
		return convert(db, path)
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("convert catalog %s: %w", path, err), db.Close())
	}
	if !old {
		return db, nil
	}
	if err := db.Close(); err != nil {
		return nil, fmt.Errorf("convert catalog %s: %w", path, err)
	}
	return openBolt(path)
}

func openBolt(path string) (db *bbolt.DB, err error) {
	o := &bbolt.Options{
		Timeout: lockTimeout,
		// The map finds a free page fast in a large file. The list of free pages
		// stays synced: scanning the file for them would cost every start.
		FreelistType: bbolt.FreelistMapType,
		NoStatistics: true,
	}
	if strconv.IntSize == 64 && runtime.GOOS != "windows" { // which makes the file as large as its map
		o.InitialMmapSize = mapped
	}
	try := func() error {
		db, err = bbolt.Open(path, 0o600, o)
		return err
	}
	if err = guardPanic(try); errors.Is(err, syscall.ENOMEM) && o.InitialMmapSize > 0 {
		o.InitialMmapSize = 0 // some hosts give a program few addresses
		err = guardPanic(try)
	}
	switch {
	case err == nil:
		db.AllocSize = growthOf(path)
		return db, nil
	case errors.Is(err, berrors.ErrTimeout):
		return nil, heldError(path)
	case errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("open catalog %s: %w of the file format; use the program that wrote it, or another state folder", path, ErrVersion)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, ErrDamaged), cutShort(path, err):
		return nil, fmt.Errorf("open catalog %s: %w: %w", path, ErrDamaged, err)
	}
	return nil, fmt.Errorf("open catalog: %w", err)
}

// growthOf is how many bytes are to be added to the file as it is.
func growthOf(path string) int {
	if info, err := os.Stat(path); err == nil && info.Size() >= growth {
		return growth
	}
	return smallGrowth
}

// cutShort reports whether the file is smaller than the two pages that each
// database begins with. bbolt has no sentinel for it, and what is an error of
// the machine must not be taken for one of the file.
func cutShort(path string, err error) bool {
	if _, ok := errors.AsType[syscall.Errno](err); ok {
		return false
	}
	info, statErr := os.Stat(path)
	return statErr == nil && info.Mode().IsRegular() && 0 < info.Size() && info.Size() < int64(2*os.Getpagesize())
}

// checkFile checks that the file is whole and ours. It reads all of it only if the
// last process that had it open did not close it.
func checkFile(db *bbolt.DB, path string, unclean bool) error {
	return db.View(func(tx *bbolt.Tx) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			return fmt.Errorf("%w: it is %d bytes long in place of %d", ErrDamaged, info.Size(), tx.Size())
		}
		if err := checkVersion(tx); err != nil || !unclean {
			return err
		}
		return tx.ForEach(checkBucket)
	})
}

// checkBucket reads all of a bucket. bbolt has a checker of its own, but it runs
// in a goroutine where a fault would end the program.
func checkBucket(name []byte, b *bbolt.Bucket) error {
	var last []byte
	inOrder := func(k []byte) error {
		if last != nil && bytes.Compare(last, k) >= 0 {
			return fmt.Errorf("%w: keys of bucket %s are out of order", ErrDamaged, name)
		}
		last = k
		return nil
	}
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if err := inOrder(k); err != nil {
			return err
		}
		switch {
		case bytes.Equal(name, bucketRecords):
			if _, err := decodeRecord(numberAt(k), v); err != nil {
				return err
			}
		case slices.ContainsFunc(sets, func(s []byte) bool { return bytes.Equal(s, name) }):
			keys, err := unpacked(k, v)
			if err != nil {
				return err
			}
			for _, k := range keys[1:] {
				if err := inOrder(k); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func checkVersion(tx *bbolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		if name, _ := tx.Cursor().First(); name != nil {
			return fmt.Errorf("%w: it is a database of something else; use another state folder", ErrVersion)
		}
		return nil // empty: it was created a moment ago
	}
	v := meta.Get([]byte("version"))
	if len(v) != 1 || marksOf[v[0]].sum == nil {
		return fmt.Errorf("%w %v, this program knows %d; use the program that wrote it, or another state folder", ErrVersion, v, formatVersion)
	}
	for _, name := range buckets {
		if tx.Bucket(name) == nil {
			return fmt.Errorf("%w: bucket %s is missing", ErrDamaged, name)
		}
	}
	return nil
}

// setAside renames a damaged file to the first free name.
func setAside(path string) (string, error) {
	for n := 1; ; n++ {
		name := path + ".damaged-" + strconv.Itoa(n)
		if _, err := os.Lstat(name); err == nil {
			continue
		}
		if err := os.Rename(path, name); err != nil {
			return "", fmt.Errorf("set damaged catalog aside: %w", err)
		}
		return name, nil
	}
}

// guard turns what happens on a damaged page into an error, and sees to it that
// the next Open checks the whole file.
func (c *Catalog) guard(f func() error) error {
	err := guardPanic(f)
	if errors.Is(err, ErrDamaged) {
		c.damaged.Store(true)
		return fmt.Errorf("read catalog %s: %w; restart to have it checked and set aside", c.path, err)
	}
	return err
}

// guardPanic runs f; bbolt panics on pages that make no sense, and the memory
// map faults where the file is cut short.
func guardPanic(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	return f()
}

// The holder is a file beside the catalog with the pid of the process that has
// it open. It is there for the error message; the lock is the kernel's.

func holderPath(path string) string { return path + ".pid" }

func holderExists(path string) bool {
	_, err := os.Lstat(holderPath(path))
	return err == nil
}

func writeHolder(path string) error {
	pid := strconv.Itoa(os.Getpid()) + "\n"
	if err := os.WriteFile(holderPath(path), []byte(pid), 0o600); err != nil {
		return fmt.Errorf("note who holds the catalog: %w", err)
	}
	return nil
}

func removeHolder(path string) error {
	if err := os.Remove(holderPath(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("note that the catalog is free: %w", err)
	}
	return nil
}

func heldError(path string) error {
	who := "another process"
	if b, err := os.ReadFile(holderPath(path)); err == nil {
		if pid, err := strconv.Atoi(strings.TrimSpace(string(b))); err == nil {
			who = "process " + strconv.Itoa(pid)
		}
	}
	return fmt.Errorf("the catalog %s is %w by %s; stop it first, or use another state folder", path, ErrHeld, who)
}
