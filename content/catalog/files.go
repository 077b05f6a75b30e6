package catalog

// Files: what is known of each, and so which of them are to be read again.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"go.etcd.io/bbolt"

	"feedmill/content"
	"feedmill/content/folder"
)

// fileEntry is what is known of one file. Its fingerprint comes first on disk, so that
// those of very many files are read without the rest.
type fileEntry struct {
	fingerprint folder.Fingerprint
	epoch       uint32
	flags       byte
	seen        []uint64 // its records
	message     string   // what keeps it from being read
}

// The flags of a fileEntry.
const (
	fileBroken = 1 << iota
	fileRetry  // the file could not be read, which may pass without it changing
)

func (f fileEntry) encode() []byte {
	e := encoder{make([]byte, 0, 48+len(f.message))}
	e.b = append(e.b, recordVersion, f.flags)
	e.number(uint64(f.epoch))
	p := f.fingerprint
	for _, n := range [...]uint64{p.Dev, p.Ino, uint64(p.Size)} {
		e.number(n)
	}
	e.b = binary.BigEndian.AppendUint64(e.b, uint64(p.Mtime))
	e.b = binary.AppendVarint(e.b, p.Ctime-p.Mtime) // often soon after
	e.number(uint64(len(f.seen)))
	last := uint64(0)
	for _, n := range f.seen {
		e.b = binary.AppendVarint(e.b, int64(n-last))
		last = n
	}
	return append(e.b, f.message...)
}

// decodeFixed reads all but records and message.
func decodeFixed(b []byte) (fileEntry, error) {
	d := decoder{b: b}
	f := d.file()
	if d.short {
		return f, ErrDamaged
	}
	return f, nil
}

func decodeFile(b []byte) (fileEntry, error) {
	d := decoder{b: b}
	f := d.file()
	last := uint64(0)
	for range d.count() {
		last += uint64(d.varint())
		f.seen = append(f.seen, last)
	}
	if d.short {
		return f, ErrDamaged
	}
	f.message = string(d.b)
	return f, nil
}

// isSound reports whether an entry is of a file that could be read.
func isSound(b []byte) bool { return len(b) > 1 && b[0] == recordVersion && b[1]&fileBroken == 0 }

// file takes what decodeFixed reads.
func (d *decoder) file() fileEntry {
	if d.byte() != recordVersion {
		d.b, d.short = nil, true
	}
	f := fileEntry{flags: d.byte(), epoch: uint32(d.number())}
	f.fingerprint.Dev, f.fingerprint.Ino, f.fingerprint.Size = d.number(), d.number(), int64(d.number())
	if mtime := d.take(8); !d.short {
		f.fingerprint.Mtime = int64(number64(mtime))
	}
	f.fingerprint.Ctime = f.fingerprint.Mtime + d.varint()
	return f
}

func (w *writer) file(p string) (fileEntry, error) {
	b := w.files.get(p)
	if b == nil {
		return fileEntry{}, nil
	}
	return decodeFile(b)
}

// isOf reports whether a file's bytes are those that its records were read from: then
// it was only touched, or came with a clone.
func (w *writer) isOf(f fileEntry, r *Reading) (bool, error) {
	if f.epoch != w.c.epoch || len(f.seen) != len(r.Articles) || len(f.seen) == 0 || r.FileHash == [16]byte{} {
		return false, nil
	}
	b := w.records.get(seenKey(f.seen[0]))
	if b == nil {
		return false, fmt.Errorf("%w: no record %d", ErrDamaged, f.seen[0])
	}
	return fileHashOf(b) == r.FileHash, nil
}

// keepBroken lets the last good version of a file stay.
func (w *writer) keepBroken(r *Reading, entry fileEntry) {
	entry.fingerprint, entry.epoch = r.Fingerprint, w.c.epoch
	entry.fail(r.Err)
	w.files.put(r.Path, entry.encode())
}

// fail notes why the file could not be read.
func (f *fileEntry) fail(err error) {
	f.flags = fileBroken | fileRetry
	if _, ok := errors.AsType[*content.Error](err); ok {
		f.flags = fileBroken
	}
	f.message = err.Error()
	if len(f.message) > maxMessage {
		f.message = f.message[:maxMessage]
	}
}

const maxMessage = 1000 // bytes of what is kept of an error

// Fingerprints is what the folder looked like when its files were last read. A file that
// is to be read again has the zero fingerprint, which equals none: another reader read
// it, or it could not be read for a reason that may pass.
func (c *Catalog) Fingerprints() (folder.Snapshot, error) {
	var out folder.Snapshot
	err := c.view(func(tx *bbolt.Tx) error {
		files := filesOf(tx)
		paths, size := 0, 0
		if err := files.each(func(k, _ []byte) error { paths++; size += len(k); return nil }); err != nil {
			return err
		}
		out = make(folder.Snapshot, paths)
		var names strings.Builder // one allocation for all paths
		names.Grow(size)
		return files.each(func(k, v []byte) error {
			f, err := decodeFixed(v)
			if err != nil {
				return err
			}
			if f.epoch != c.epoch || f.flags&fileRetry != 0 {
				f.fingerprint = folder.Fingerprint{}
			}
			start := names.Len()
			names.Write(k)
			out[names.String()[start:]] = f.fingerprint
			return nil
		})
	})
	if err == nil {
		err = c.addAssets(out)
	}
	return out, err
}

// Broken is a file that could not be read when it last changed.
type Broken struct{ Path, Message string }

// Broken lists them by path. Articles known from their last good version are
// still shown.
func (c *Catalog) Broken() ([]Broken, error) {
	var out []Broken
	err := c.view(func(tx *bbolt.Tx) error {
		return filesOf(tx).each(func(k, v []byte) error {
			if isSound(v) { // as nearly all
				return nil
			}
			f, err := decodeFile(v)
			out = append(out, Broken{string(k), f.message})
			return err
		})
	})
	return out, err
}
