//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// shownCopies is the bucket with the entries as they were last shown.
const shownCopies = "kept"

// weight is what a catalog takes.
type weight struct {
	Whole   int64 // bytes
	Buckets []bucket
}

type bucket struct {
	Name  string
	Bytes int
}

// weighCatalog writes what the catalog in a file takes, as JSON. It is a process of
// its own, since a catalog is mapped into memory, and whoever starts a process
// bequeaths it the peak of his.
func weighCatalog(w io.Writer, file string) error {
	db, err := bbolt.Open(file, 0, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return fmt.Errorf("open catalog: %w", err)
	}
	defer db.Close()
	return db.View(func(tx *bbolt.Tx) error {
		is := weight{Whole: tx.Size()}
		err := tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			s := b.Stats()
			is.Buckets = append(is.Buckets, bucket{string(name), s.LeafAlloc + s.BranchAlloc})
			return nil
		})
		if err != nil {
			return err
		}
		return json.NewEncoder(w).Encode(is)
	})
}

// weigh keeps how many bytes of the catalog an article takes, with and without the
// copies of what is shown, whose number the feeds decide.
func (p *plan) weigh(ctx context.Context, m *feedmill, work string, size int) error {
	k := key{"catalog", m.name, size}
	if _, done := p.results.numbers[k]; done || !p.needs("catalog") {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(work, "state", "*.db"))
	if err != nil || len(files) != 1 {
		p.results.note("%s: no catalog in %s that could be weighed.", m.path, filepath.Join(work, "state"))
		return err
	}
	text, err := exec.CommandContext(ctx, p.self, limitCommand, "weigh", files[0]).Output()
	if err != nil {
		return fmt.Errorf("weigh %s: %w", files[0], err)
	}
	var is weight
	if err := json.Unmarshal(text, &is); err != nil {
		return fmt.Errorf("weigh %s: %w", files[0], err)
	}
	var parts []string
	aside := is.Whole
	for _, b := range is.Buckets {
		if b.Name == shownCopies {
			aside -= int64(b.Bytes)
		}
		parts = append(parts, fmt.Sprintf("%s %d", b.Name, b.Bytes/size))
	}
	p.results.numbers[k] = float64(aside) / float64(size)
	p.results.numbers[key{"catalog whole", m.name, size}] = float64(is.Whole) / float64(size)
	p.results.note("%s, %d articles: bytes an article by bucket: %s.", m.name, size, strings.Join(parts, ", "))
	return nil
}
