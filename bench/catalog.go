//go:build linux

package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// shownCopies is the bucket with the entries as they were last shown.
const shownCopies = "kept"

// weigh says how many bytes of the catalog an article takes, with and without the
// copies of what is shown, whose number the feeds decide.
func (p *plan) weigh(m *feedmill, work string, size int) error {
	files, err := filepath.Glob(filepath.Join(work, "state", "*.db"))
	if err != nil || len(files) != 1 {
		p.results.note("%s: no catalog in %s that could be weighed.", m.path, filepath.Join(work, "state"))
		return err
	}
	db, err := bbolt.Open(files[0], 0, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return fmt.Errorf("open catalog: %w", err)
	}
	defer db.Close()
	return db.View(func(tx *bbolt.Tx) error {
		var parts []string
		copies := 0
		err := tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			s := b.Stats()
			bytes := s.LeafAlloc + s.BranchAlloc
			if string(name) == shownCopies {
				copies = bytes
			}
			parts = append(parts, fmt.Sprintf("%s %d", name, bytes/size))
			return nil
		})
		p.results.numbers[key{"catalog whole", m.name, size}] = float64(tx.Size()) / float64(size)
		p.results.numbers[key{"catalog", m.name, size}] = float64(int(tx.Size())-copies) / float64(size)
		if p.needs("catalog") {
			p.results.note("%s, %d articles: bytes an article by bucket: %s.", m.name, size, strings.Join(parts, ", "))
		}
		return err
	})
}
