package catalog

// The values that properties ever had, in the order in which they came: what was first
// keeps what it has, whatever comes later.

import (
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

// Name is a value of a property that an article shown has, or had. What came first has
// the lowest number, and keeps it.
type Name struct {
	Text   string
	Number uint32
}

// Names lists the values that a property ever had, by their numbers.
func (c *Catalog) Names(p Property) (all []Name, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		cursor := tx.Bucket(bucketSelections).Cursor()
		for k, v := cursor.Seek([]byte{byte(p)}); len(k) > 0 && k[0] == byte(p); k, v = cursor.Next() {
			f, err := decodeFacet(k, v)
			if err != nil {
				return err
			}
			all = append(all, Name{f.name, f.number})
		}
		return nil
	})
	slices.SortFunc(all, func(a, b Name) int { return int(a.Number) - int(b.Number) })
	return all, err
}

// Name is the value of a property that is called so; ok is false if no article shown
// ever had it.
func (c *Catalog) Name(p Property, name string) (n Name, ok bool, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		f, err := readFacet(tx, facetKey(p, name))
		if err != nil || f == nil {
			return err
		}
		n, ok = Name{f.name, f.number}, true
		return nil
	})
	return n, ok, err
}

// Any reports whether articles shown have any value of a property.
func (c *Catalog) Any(p Property) (any bool, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		cursor := tx.Bucket(bucketSelections).Cursor()
		for k, v := cursor.Seek([]byte{byte(p)}); !any && len(k) > 0 && k[0] == byte(p); k, v = cursor.Next() {
			f, err := decodeFacet(k, v)
			if err != nil {
				return err
			}
			any = f.count > 0
		}
		return nil
	})
	return any, err
}

// WindowSize is how many articles a feed shows.
func (c *Catalog) WindowSize() int { return c.window }

// Milestone is the highest number that a value had when this milestone was first asked
// for: what has a higher one came later.
func (c *Catalog) Milestone(milestone string) (number uint32, err error) {
	key := []byte("milestone " + milestone)
	stored := false
	read := func(tx *bbolt.Tx) error {
		if b := tx.Bucket(bucketMeta).Get(key); len(b) == 4 {
			number, stored = number32(b), true
		}
		return nil
	}
	if err := c.view(read); err != nil || stored {
		return number, err
	}
	err = c.update(func(tx *bbolt.Tx) error {
		number = uint32(tx.Bucket(bucketSelections).Sequence())
		return tx.Bucket(bucketMeta).Put(key, key32(number))
	})
	if err != nil {
		return 0, fmt.Errorf("note a milestone: %w", err)
	}
	return number, nil
}
