package catalog

// How each document was left in the output folder, so that one which somebody took
// away or changed there is made again.

import (
	"fmt"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// Stamp is how a document was left.
type Stamp struct {
	Size  int64
	Mtime int64 // nanoseconds since 1970
}

// Documents calls do with each document that is published, by path.
func (c *Catalog) Documents(do func(path string, s Stamp)) error {
	return c.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketDocuments).ForEach(func(k, v []byte) error {
			if len(v) != 16 {
				return ErrDamaged
			}
			do(string(k), Stamp{Size: int64(number64(v)), Mtime: int64(number64(v[8:]))})
			return nil
		})
	})
}

// SetPublished is SetEdition with the documents that were made since the last one,
// and those that are gone. After a whole edition those made are all there are.
func (c *Catalog) SetPublished(edition string, made map[string]Stamp, gone []string, whole bool) error {
	err := c.update(func(tx *bbolt.Tx) error {
		if whole {
			if err := tx.DeleteBucket(bucketDocuments); err != nil {
				return err
			}
		}
		documents, err := tx.CreateBucketIfNotExists(bucketDocuments)
		if err != nil {
			return err
		}
		for _, p := range slices.Sorted(maps.Keys(made)) {
			if err := documents.Put([]byte(p), made[p].encode()); err != nil {
				return err
			}
		}
		for _, p := range gone {
			if err := documents.Delete([]byte(p)); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketMeta).Put([]byte("edition"), []byte(edition))
	})
	if err != nil {
		return fmt.Errorf("note what was published: %w", err)
	}
	return nil
}

func (s Stamp) encode() []byte { return append(key64(uint64(s.Size)), key64(uint64(s.Mtime))...) }

// Owner is the content folder that SetOwner was last told; empty if none.
func (c *Catalog) Owner() (string, error) {
	var owner string
	err := c.view(func(tx *bbolt.Tx) error {
		owner = string(tx.Bucket(bucketMeta).Get([]byte("owner")))
		return nil
	})
	return owner, err
}

// SetOwner notes the content folder that the articles are from.
func (c *Catalog) SetOwner(folder string) error {
	if now, err := c.Owner(); err != nil || now == folder {
		return err
	}
	err := c.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put([]byte("owner"), []byte(folder)) })
	if err != nil {
		return fmt.Errorf("note the content folder: %w", err)
	}
	return nil
}
