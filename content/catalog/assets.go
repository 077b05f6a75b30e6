package catalog

// Files beside the articles, as far as articles show them: what each was when it was
// last looked at, where editions have it, and which articles show it or wait for it.
// All of it follows from folder and articles but for the place, which stays while the
// file is renamed.

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"feedmill/content/dates"
	"feedmill/content/folder"
)

var (
	bucketAssets = []byte("assets") // path → Asset; old catalogs begin without it
	bucketUses   = []byte("uses")   // Seen → uses of files by that article; likewise
)

// Asset is a file that articles show, or would.
type Asset struct {
	Fingerprint   folder.Fingerprint
	Place         string        `json:",omitempty"` // its path in editions; empty while it cannot be published
	Problem       string        `json:",omitempty"` // why it cannot, and the remedy
	Type          string        `json:",omitempty"` // media type
	Size          int64         `json:",omitempty"` // in bytes, of what is published, as all that follows
	Sum           [16]byte      // see [Stamp]
	Width, Height int           `json:",omitempty"` // as shown, in pixels
	Duration      time.Duration `json:",omitempty"`
	Stripped      bool          `json:",omitempty"` // it is published without what its camera wrote
	Away          bool          `json:",omitempty"` // its bytes stay in the bucket of the articles
	Gone          bool          `json:",omitempty"` // nothing shows it any more; only its place, its sum and its fingerprint are known
}

// Use is a file that an article shows, or waits for.
type Use struct {
	Path string
	Part bool `json:",omitempty"` // it is part of the article, which does not merely lead to it
}

// Assets are those known, by path.
func (c *Catalog) Assets() (map[string]Asset, error) {
	all := map[string]Asset{}
	err := c.view(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketAssets)
		if b == nil {
			return nil
		}
		return b.ForEach(func(k, v []byte) error {
			var a Asset
			if err := json.Unmarshal(v, &a); err != nil {
				return fmt.Errorf("%w: asset %q: %w", ErrDamaged, k, err)
			}
			all[string(k)] = a
			return nil
		})
	})
	return all, err
}

// Uses are the files that each article uses, by its Seen.
func (c *Catalog) Uses() (map[uint64][]Use, error) {
	all := map[uint64][]Use{}
	err := c.view(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketUses)
		if b == nil {
			return nil
		}
		return b.ForEach(func(k, v []byte) error {
			var uses []Use
			if err := json.Unmarshal(v, &uses); err != nil {
				return fmt.Errorf("%w: uses of record %d: %w", ErrDamaged, numberAt(k), err)
			}
			all[numberAt(k)] = uses
			return nil
		})
	})
	return all, err
}

// SaveAssets stores what has become of assets, and of the uses of articles. An asset
// that is nil is forgotten, and so are the uses of an article that has none.
func (c *Catalog) SaveAssets(assets map[string]*Asset, uses map[uint64][]Use) error {
	if len(assets)+len(uses) == 0 {
		return nil
	}
	err := c.update(func(tx *bbolt.Tx) error {
		if err := putAssets(tx, assets); err != nil {
			return err
		}
		used, err := tx.CreateBucketIfNotExists(bucketUses)
		if err != nil {
			return err
		}
		for _, seen := range slices.Sorted(maps.Keys(uses)) {
			if err := putJSON(used, seenKey(seen), uses[seen], len(uses[seen]) == 0); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note which files articles show: %w", err)
	}
	return nil
}

func putAssets(tx *bbolt.Tx, assets map[string]*Asset) error {
	known, err := tx.CreateBucketIfNotExists(bucketAssets)
	if err != nil {
		return err
	}
	for _, p := range slices.Sorted(maps.Keys(assets)) {
		if err := putJSON(known, []byte(p), assets[p], assets[p] == nil); err != nil {
			return err
		}
	}
	return nil
}

func putJSON(b *bbolt.Bucket, key []byte, v any, forget bool) error {
	if forget {
		return b.Delete(key)
	}
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(key, data)
}

// addAssets adds the fingerprints of the known assets to a snapshot. A file that is an
// article as well has that one's.
func (c *Catalog) addAssets(to folder.Snapshot) error {
	assets, err := c.Assets()
	for p, a := range assets {
		if _, ok := to[p]; !ok && !a.Gone && a.Fingerprint != (folder.Fingerprint{}) {
			to[p] = a.Fingerprint
		}
	}
	return err
}

// Records are those of the given Seens that are shown, in order.
func (c *Catalog) Records(seen []uint64) (all []Record, err error) {
	err = c.view(func(tx *bbolt.Tx) error {
		for _, n := range slices.Compact(slices.Sorted(slices.Values(seen))) {
			r, err := load(tx.Bucket(bucketRecords), n)
			if err != nil {
				return err
			}
			if r.State == Shown {
				all = append(all, r)
			}
		}
		return nil
	})
	return all, err
}

// Revise takes in that assets have changed, as SaveAssets does, and that a part of each of
// the given articles is another one now, which its file says happened at the time of its
// value: these have a new Updated, as after an edit of their text. What is published is
// not all that is known from then on: see [Catalog.Edition].
func (c *Catalog) Revise(assets map[string]*Asset, articles map[uint64]time.Time, now time.Time) error {
	err := c.update(func(tx *bbolt.Tx) error {
		if err := putAssets(tx, assets); err != nil {
			return err
		}
		w := newWriter(c, tx)
		w.now = now.UTC()
		for _, seen := range slices.Sorted(maps.Keys(articles)) {
			before, err := w.load(seen)
			if err != nil {
				return err
			}
			if before.State != Shown {
				continue
			}
			after := before
			w.stamp(&after, &before, nextUpdated(before.Updated, dates.Date{}, articles[seen], w.now))
			if err := w.put(&before, &after); err != nil {
				return err
			}
		}
		if err := w.finish(); err != nil {
			return err
		}
		return tx.Bucket(bucketMeta).Delete([]byte("edition"))
	})
	if err != nil {
		return fmt.Errorf("note which files have changed: %w", err)
	}
	return nil
}
