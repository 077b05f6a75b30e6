package catalog

// Single articles: by ID, by address, by file.

import "go.etcd.io/bbolt"

// Lookup finds a record by its ID, whatever its state.
func (c *Catalog) Lookup(id string) (Record, bool, error) {
	return c.find(bucketIDs, id, func(r Record) bool { return r.ID == id })
}

// BySlug finds a record by the address of its page, whatever its state.
func (c *Catalog) BySlug(slug string) (Record, bool, error) {
	return c.find(bucketSlugs, slug, func(r Record) bool { return r.Slug == slug })
}

// find finds the record that has something, which the bucket knows by its hash.
func (c *Catalog) find(bucket []byte, key string, has func(Record) bool) (r Record, ok bool, err error) {
	if key == "" {
		return r, false, nil
	}
	err = c.view(func(tx *bbolt.Tx) error {
		seen := setOf(tx, bucket).owner(hash64(key))
		if seen == 0 {
			return nil
		}
		r, err = load(tx.Bucket(bucketRecords), seen)
		ok = err == nil && has(r)
		return err
	})
	if !ok {
		return Record{}, false, err
	}
	return r, true, err
}

// ByPath gives the records of a file, by part.
func (c *Catalog) ByPath(p string) ([]Record, error) {
	var out []Record
	if p == "" {
		return nil, nil
	}
	err := c.view(func(tx *bbolt.Tx) error {
		b := filesOf(tx).get(p)
		if b == nil {
			return nil
		}
		f, err := decodeFile(b)
		if err != nil {
			return err
		}
		for _, seen := range f.seen {
			r, err := load(tx.Bucket(bucketRecords), seen)
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// Titled gives the articles shown whose title folds (content.FoldTitle) as given.
func (c *Catalog) Titled(folded string) (out []Record, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		for _, seen := range holders(setOf(tx, bucketTitles).cursor(), isTitle, hash64(folded)) {
			r, err := load(tx.Bucket(bucketRecords), seen)
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// Paths are those of all files that were read as articles, in order.
func (c *Catalog) Paths() (all []string, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		return filesOf(tx).each(func(p, _ []byte) error {
			all = append(all, string(p))
			return nil
		})
	})
	return all, err
}

// Count is the number of articles shown.
func (c *Catalog) Count() (int, error) {
	count := 0
	err := c.view(func(tx *bbolt.Tx) error {
		f, err := readFacet(tx, string(Everything))
		if f != nil {
			count = f.count
		}
		return err
	})
	return count, err
}
