package catalog

// Catalogs of version 1 are converted to version 2 when they are opened: their records
// and files are read as they were written, and the indexes are built from the records.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/folder"
)

// ofVersion1 reports whether a catalog is to be converted.
func ofVersion1(db *bbolt.DB) (old bool, err error) {
	err = db.View(func(tx *bbolt.Tx) error {
		if meta := tx.Bucket(bucketMeta); meta != nil {
			old = string(meta.Get([]byte("version"))) == "\x01"
		}
		return nil
	})
	return old, err
}

// convert writes a catalog of version 1 beside it as one of version 2, and puts
// that in its place once it is whole. The old file stays beside it, as catalog.db.1,
// for whoever goes back to the program that wrote it.
func convert(db *bbolt.DB, path string) error {
	next := path + ".new"
	if err := os.RemoveAll(next); err != nil {
		return err
	}
	to, err := bbolt.Open(next, 0o600, &bbolt.Options{NoSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	to.AllocSize = growth
	err = guardPanic(func() error { return convertInto(to, db) })
	if err == nil {
		err = to.Sync()
	}
	if err = errors.Join(err, to.Close()); err != nil {
		return errors.Join(err, os.Remove(next))
	}
	_ = os.Remove(path + ".1")
	_ = os.Link(path, path+".1") // where a file system has no links, nothing is kept
	return putInPlace(next, path)
}

func putInPlace(next, path string) error {
	if err := os.Rename(next, path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	// Not every system can sync a folder: then the rename is as lasting as it gets.
	_ = dir.Sync()
	return dir.Close()
}

func convertInto(to, from *bbolt.DB) error {
	err := to.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	l := &loader{db: to}
	defer l.giveUp()
	err = from.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			if bytes.Equal(name, bucketFiles) {
				return convertFiles(l, b)
			}
			convertPair, kept := converters[string(name)]
			if !kept {
				return nil
			}
			return convertBucket(l, name, b, convertPair)
		})
	})
	if err != nil {
		return err
	}
	if err := l.finish(); err != nil {
		return err
	}
	return build(to)
}

func convertBucket(l *loader, name []byte, b *bbolt.Bucket, convertPair converter) error {
	if err := l.into(name); err != nil {
		return err
	}
	if err := l.bucket.SetSequence(b.Sequence()); err != nil {
		return err
	}
	return b.ForEach(func(k, v []byte) error {
		k, v, err := convertPair(k, v)
		if err != nil {
			return fmt.Errorf("convert bucket %s: %w", name, err)
		}
		return l.put(k, v)
	})
}

func convertFiles(l *loader, b *bbolt.Bucket) error {
	if err := l.into(bucketFiles); err != nil {
		return err
	}
	p := packer{put: l.put}
	err := b.ForEach(func(k, v []byte) error {
		f, err := decodeFile1(v)
		if err != nil {
			return fmt.Errorf("convert files: %w", err)
		}
		return p.add(fileEntryKey(string(k), f.encode()))
	})
	return errors.Join(err, p.finish())
}

// converter makes a pair of this version.
type converter func(k, v []byte) (key, value []byte, err error)

// converters are by bucket. What is not here follows from
// what is.
var converters = map[string]converter{
	"meta": convertMeta,
	"records": func(_, v []byte) ([]byte, []byte, error) {
		r, err := decodeRecord1(v)
		return seenKey(r.Seen), r.encode(), err
	},
	"selections": func(k, v []byte) ([]byte, []byte, error) {
		f, err := decodeFacet1(k, v)
		if err != nil {
			return nil, nil, err
		}
		return k, f.encode(), nil
	},
	"known": asItWas,
	"kept":  asItWas,
}

func asItWas(k, v []byte) ([]byte, []byte, error) { return k, v, nil }

func convertMeta(k, v []byte) ([]byte, []byte, error) {
	switch {
	case string(k) == "version":
		return k, []byte{2}, nil
	case bytes.HasPrefix(k, []byte("changed ")) && len(v) == timeSize1:
		return k, appendTime(nil, timeOf1(v)), nil
	case bytes.HasPrefix(k, []byte("window ")):
		d, e := newDecoder(v), encoder{}
		e.text(d.text())
		e.text(string(convertOrder([]byte(d.text()))))
		return k, e.b, nil
	}
	return k, v, nil
}

const timeSize1 = 8 + 4

func timeOf1(b []byte) time.Time {
	return time.Unix(int64(number64(b)^1<<63), int64(number32(b[8:]))).UTC()
}

// convertOrder converts an order key; it may be none.
func convertOrder(order []byte) []byte {
	if len(order) != timeSize1+8 {
		return nil
	}
	return orderKey(timeOf1(order), number64(order[timeSize1:]))
}

func decodeFacet1(key, b []byte) (*facet, error) {
	if len(b) == 0 || b[0] != 1 {
		return nil, ErrDamaged
	}
	f, err := decodeFacet(key, append([]byte{recordVersion}, b[1:]...))
	if err != nil {
		return nil, err
	}
	f.mark = convertOrder(f.mark)
	return f, nil
}

const fileFixed1 = 1 + 5*8 + 4 + 1 + 16 + 4

func decodeFixed1(b []byte) (f fileEntry, err error) {
	if len(b) < fileFixed1 || b[0] != 1 {
		return f, ErrDamaged
	}
	f.fingerprint = folder.Fingerprint{
		Dev: number64(b[1:]), Ino: number64(b[9:]),
		Size: int64(number64(b[17:])), Mtime: int64(number64(b[25:])), Ctime: int64(number64(b[33:])),
	}
	f.epoch = number32(b[41:])
	f.flags = b[45]
	return f, nil
}

func decodeFile1(b []byte) (fileEntry, error) {
	f, err := decodeFixed1(b)
	if err != nil {
		return f, err
	}
	n := int(number32(b[62:]))
	rest := b[fileFixed1:]
	if n > len(rest)/8 {
		return f, ErrDamaged
	}
	for i := range n {
		f.seen = append(f.seen, number64(rest[8*i:]))
	}
	f.message = string(rest[8*n:])
	return f, nil
}

func decodeRecord1(b []byte) (Record, error) {
	var r Record
	d := newDecoder(b)
	if v := d.byte(); v != 1 {
		return r, fmt.Errorf("%w: record of version %d", ErrDamaged, v)
	}
	r.State = State(d.byte())
	flags := d.byte()
	r.announced, r.statedID, r.statedDate = flags&flagAnnounced != 0, flags&flagStatedID != 0, flags&flagStatedDate != 0
	r.Seen = d.number()
	r.Part = int(d.number())
	copy(r.FileHash[:], d.take(16))
	copy(r.ContentHash[:], d.take(16))
	r.Published = dates.Date{Time: d.time(), DayOnly: flags&flagDayOnly != 0, ZoneAssumed: flags&flagZoneAssumed != 0}
	if offset := d.varint(); offset != 0 {
		r.Published.Time = r.Published.Time.In(time.FixedZone("", int(offset)))
	}
	r.Updated, r.Expires, r.Withdrawn = d.time(), d.time(), d.time()
	for _, s := range [...]*string{&r.ID, &r.Path, &r.Slug, &r.Title, &r.Section, &r.Language, &r.SourceURL} {
		*s = d.text()
	}
	for range d.count() {
		r.Tags = append(r.Tags, d.text())
	}
	for range d.count() {
		r.Authors = append(r.Authors, content.Author{Name: d.text(), Email: d.text(), URL: d.text(), Organisation: d.byte() == 1})
	}
	r.resemblance = numbers(&d, 4, number32)
	for i, h := range r.resemblance {
		r.resemblance[i] = h >> sketchDrop
	}
	r.resemblance = slices.Compact(r.resemblance)
	r.suspects = numbers(&d, 8, number64)
	if d.short {
		return r, fmt.Errorf("%w: record %d is cut short", ErrDamaged, r.Seen)
	}
	return r, nil
}
