package catalog

// Files: what is known of each, and so which of them are to be read again.

import (
	"encoding/binary"
	"errors"
	"strings"

	"go.etcd.io/bbolt"

	"feedmill/content"
	"feedmill/content/folder"
)

// fileEntry is what is known of one file. Its fixed part comes first, so that
// fingerprints of very many files are read without the rest.
type fileEntry struct {
	fingerprint folder.Fingerprint
	epoch       uint32
	flags       byte
	hash        [16]byte // of the bytes that gave the records
	seen        []uint64 // its records
	message     string   // what keeps it from being read
}

// The flags of a fileEntry.
const (
	fileBroken = 1 << iota
	fileRetry  // the file could not be read, which may pass without it changing
)

const fileFixed = 1 + 5*8 + 4 + 1 + 16 + 4

func (f fileEntry) encode() []byte {
	b := make([]byte, 0, fileFixed+8*len(f.seen)+len(f.message))
	b = append(b, recordVersion)
	p := f.fingerprint
	for _, n := range [...]uint64{p.Dev, p.Ino, uint64(p.Size), uint64(p.Mtime), uint64(p.Ctime)} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	b = binary.BigEndian.AppendUint32(b, f.epoch)
	b = append(b, f.flags)
	b = append(b, f.hash[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(f.seen)))
	for _, n := range f.seen {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return append(b, f.message...)
}

// decodeFixed reads all but records and message.
func decodeFixed(b []byte) (f fileEntry, err error) {
	if len(b) < fileFixed || b[0] != recordVersion {
		return f, ErrDamaged
	}
	f.fingerprint = folder.Fingerprint{
		Dev: number64(b[1:]), Ino: number64(b[9:]),
		Size: int64(number64(b[17:])), Mtime: int64(number64(b[25:])), Ctime: int64(number64(b[33:])),
	}
	f.epoch = number32(b[41:])
	f.flags = b[45]
	copy(f.hash[:], b[46:])
	return f, nil
}

func decodeFile(b []byte) (fileEntry, error) {
	f, err := decodeFixed(b)
	if err != nil {
		return f, err
	}
	n := int(number32(b[62:]))
	rest := b[fileFixed:]
	if n > len(rest)/8 {
		return f, ErrDamaged
	}
	for i := range n {
		f.seen = append(f.seen, number64(rest[8*i:]))
	}
	f.message = string(rest[8*n:])
	return f, nil
}

func (w *writer) file(p string) (fileEntry, error) {
	b := w.files.get([]byte(p))
	if b == nil {
		return fileEntry{}, nil
	}
	return decodeFile(b)
}

// isOf reports whether a file's bytes are those that gave its records: it was
// touched, or came with a clone.
func (f fileEntry) isOf(r *Reading, epoch uint32) bool {
	return f.epoch == epoch && f.hash == r.FileHash && f.hash != [16]byte{} && len(f.seen) == len(r.Articles)
}

// keepBroken lets the last good version of a file stay.
func (w *writer) keepBroken(r *Reading, entry fileEntry) {
	entry.fingerprint, entry.epoch = r.Fingerprint, w.c.epoch
	entry.flags = fileBroken | fileRetry
	if _, ok := errors.AsType[*content.Error](r.Err); ok {
		entry.flags = fileBroken
	}
	entry.message = r.Err.Error()
	if len(entry.message) > maxMessage {
		entry.message = entry.message[:maxMessage]
	}
	w.files.put([]byte(r.Path), entry.encode())
}

const maxMessage = 1000 // bytes of what is kept of an error

// Fingerprints is what the folder looked like when its files were last read. The
// fingerprint is zero, and so unlike any, of a file that is to be read again:
// another reader read it, or it could not be read for a reason that may pass.
func (c *Catalog) Fingerprints() (folder.Snapshot, error) {
	var out folder.Snapshot
	err := c.view(func(tx *bbolt.Tx) error {
		files := tx.Bucket(bucketFiles)
		paths, size := 0, 0
		if err := files.ForEach(func(k, _ []byte) error { paths++; size += len(k); return nil }); err != nil {
			return err
		}
		out = make(folder.Snapshot, paths)
		var names strings.Builder // one allocation for all paths
		names.Grow(size)
		return files.ForEach(func(k, v []byte) error {
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
	return out, err
}

// Broken is a file that could not be read when it last changed.
type Broken struct{ Path, Message string }

// Broken lists them by path. Articles known from their last good version are
// still shown.
func (c *Catalog) Broken() ([]Broken, error) {
	var out []Broken
	err := c.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketFiles).ForEach(func(k, v []byte) error {
			f, err := decodeFixed(v)
			if err != nil || f.flags&fileBroken == 0 {
				return err
			}
			f, err = decodeFile(v)
			out = append(out, Broken{string(k), f.message})
			return err
		})
	})
	return out, err
}
