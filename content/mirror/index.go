package mirror

// What the files were made of is kept beside them, so that a start lists, and fetches
// nothing again.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// index is that of one mirror.
type index struct {
	db    *bbolt.DB
	saved map[string]object
	whole bool // all of the bucket was here once
}

var (
	bucketObjects = []byte("objects")
	bucketMeta    = []byte("meta")
	keyPlace      = []byte("place")
	keyWhole      = []byte("whole")
)

// lockWait is how long another program may have the index.
const lockWait = time.Second

// openIndex opens the index of the mirror of a place. One of another place is begun anew.
func openIndex(file, place string) (*index, map[string]object, error) {
	db, err := bbolt.Open(file, 0o644, &bbolt.Options{Timeout: lockWait})
	if errors.Is(err, bbolterrors.ErrTimeout) {
		return nil, nil, fmt.Errorf("%s: %w", file, ErrHeld)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", file, err)
	}
	x, held := &index{db: db, saved: map[string]object{}}, map[string]object{}
	err = db.Update(func(tx *bbolt.Tx) error {
		meta, err := tx.CreateBucketIfNotExists(bucketMeta)
		if err != nil {
			return err
		}
		if string(meta.Get(keyPlace)) != place && tx.Bucket(bucketObjects) != nil {
			err = errors.Join(tx.DeleteBucket(bucketObjects), meta.Delete(keyWhole))
		}
		if err != nil {
			return err
		}
		x.whole = meta.Get(keyWhole) != nil
		all, err := tx.CreateBucketIfNotExists(bucketObjects)
		if err != nil {
			return err
		}
		return errors.Join(meta.Put(keyPlace, []byte(place)), all.ForEach(func(k, v []byte) error {
			held[string(k)] = decode(v)
			x.saved[string(k)] = held[string(k)]
			return nil
		}))
	})
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return x, held, nil
}

func (x *index) close() error { return x.db.Close() }

// save stores what differs from what was stored; whole says that it is all there is.
func (x *index) save(held map[string]object, whole bool) error {
	var changed, gone []string
	for p, o := range held {
		if was, known := x.saved[p]; !known || !was.sameBytes(o) {
			changed = append(changed, p)
		}
	}
	for p := range x.saved {
		if _, there := held[p]; !there {
			gone = append(gone, p)
		}
	}
	if len(changed)+len(gone) == 0 && (x.whole || !whole) {
		return nil
	}
	err := x.db.Update(func(tx *bbolt.Tx) error {
		all := tx.Bucket(bucketObjects)
		for _, p := range changed {
			if err := all.Put([]byte(p), encode(held[p])); err != nil {
				return err
			}
		}
		for _, p := range gone {
			if err := all.Delete([]byte(p)); err != nil {
				return err
			}
		}
		if whole {
			return tx.Bucket(bucketMeta).Put(keyWhole, []byte{1})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note what is mirrored: %w", err)
	}
	x.whole = x.whole || whole
	for _, p := range changed {
		x.saved[p] = held[p]
	}
	for _, p := range gone {
		delete(x.saved, p)
	}
	return nil
}

func encode(o object) []byte {
	b := binary.BigEndian.AppendUint64(nil, uint64(o.size))
	b = binary.BigEndian.AppendUint64(b, uint64(o.modified.UnixNano()))
	return append(b, o.tag...)
}

// decode reads what encode wrote; what is damaged is an object that none is equal to.
func decode(b []byte) object {
	if len(b) < 16 {
		return object{size: -1}
	}
	return object{string(b[16:]), int64(binary.BigEndian.Uint64(b)), time.Unix(0, int64(binary.BigEndian.Uint64(b[8:])))}
}

func hash(p string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(p))
	return h.Sum64()
}
