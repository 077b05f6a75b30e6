package catalog

// What the catalog remembers for whoever publishes: whether all that it knows
// has been published, and how articles looked that may not be readable next time.

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// Edition is what SetEdition was last told, or empty if articles have appeared,
// changed or vanished since: after a crash between Apply and publication it is empty.
func (c *Catalog) Edition() (string, error) {
	var edition string
	err := c.view(func(tx *bbolt.Tx) error {
		edition = string(tx.Bucket(bucketMeta).Get([]byte("edition")))
		return nil
	})
	return edition, err
}

// SetEdition notes that all that is known has been published, and under which
// settings. It is called after publication, by whoever called Apply.
func (c *Catalog) SetEdition(edition string) error {
	if now, err := c.Edition(); err != nil || now == edition {
		return err
	}
	err := c.update(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketMeta).Put([]byte("edition"), []byte(edition))
	})
	if err != nil {
		return fmt.Errorf("note what was published: %w", err)
	}
	return nil
}

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

// Keep stores how articles were shown, by ID, in case their file cannot be read one
// day. What is kept of an article is forgotten once it is removed.
func (c *Catalog) Keep(shown map[string][]byte) error {
	if len(shown) == 0 {
		return nil
	}
	err := c.update(func(tx *bbolt.Tx) error {
		kept := tx.Bucket(bucketKept)
		for _, id := range slices.Sorted(maps.Keys(shown)) {
			if err := kept.Put([]byte(id), shown[id]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep how articles were shown: %w", err)
	}
	return nil
}

// Kept is what Keep was last told of an article; nil if nothing.
func (c *Catalog) Kept(id string) ([]byte, error) {
	var data []byte
	err := c.view(func(tx *bbolt.Tx) error {
		data = append(data, tx.Bucket(bucketKept).Get([]byte(id))...)
		return nil
	})
	return data, err
}

// Facet is the value of a property that articles shown have under this name;
// false if none has.
func (c *Catalog) Facet(p Property, name string) (Facet, bool, error) {
	var out Facet
	err := c.view(func(tx *bbolt.Tx) error {
		f, err := readFacet(tx, facetKey(p, name))
		if err != nil || f == nil || f.count == 0 {
			return err
		}
		out = f.public()
		return nil
	})
	return out, out.Count > 0, err
}

// Raise remembers when the feed of a name last changed, and returns the latest
// instant that it was ever told: a feed's date never goes back.
func (c *Catalog) Raise(feed string, changed time.Time) (time.Time, error) {
	key := []byte("changed " + feed)
	raised := changed.UTC()
	err := c.view(func(tx *bbolt.Tx) error {
		if b := tx.Bucket(bucketMeta).Get(key); len(b) > 0 && timeOf(b).After(raised) {
			raised = timeOf(b)
		}
		return nil
	})
	if err != nil || !raised.Equal(changed) || changed.IsZero() {
		return raised, err
	}
	return raised, c.update(func(tx *bbolt.Tx) error {
		meta := tx.Bucket(bucketMeta)
		if b := meta.Get(key); len(b) > 0 && !timeOf(b).Before(raised) {
			raised = timeOf(b)
			return nil
		}
		return meta.Put(key, appendTime(nil, raised))
	})
}
