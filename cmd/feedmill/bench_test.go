package main

// What a restart costs when nothing has changed, compared with the least that
// could tell: asking the system for every file once.

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const restartArticles = 100_000

// BenchmarkRestart measures a whole `feedmill build` of an unchanged folder, the
// process included, and filepath.WalkDir with an lstat of each file of the same
// folder, in turns. Its metric "walks" is the ratio of the two.
func BenchmarkRestart(b *testing.B) {
	dir := b.TempDir()
	news := filepath.Join(dir, "news")
	for i := range restartArticles {
		p := filepath.Join(news, fmt.Sprintf("%03d", i/250), fmt.Sprintf("bulletin-%06d.txt", i))
		if i%250 == 0 {
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				b.Fatal(err)
			}
		}
		text := fmt.Sprintf("Bulletin number %d\n\n9 November 2026\n\nThe harbour board met and agreed on item %d.\n", i, i)
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	d := &newsdesk{dir: news}
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
	if said, err := d.command("build", out, state).CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, said)
	}
	var restarts, walks time.Duration
	for b.Loop() {
		started := time.Now()
		if said, err := d.command("build", out, state).CombinedOutput(); err != nil {
			b.Fatalf("build: %v\n%s", err, said)
		}
		restarts += time.Since(started)
		started = time.Now()
		if err := lstatAll(news); err != nil {
			b.Fatal(err)
		}
		walks += time.Since(started)
	}
	b.ReportMetric(float64(restarts)/float64(walks), "walks")
	b.ReportMetric(float64(walks.Milliseconds())/float64(b.N), "walk-ms")
	b.ReportMetric(float64(restarts.Milliseconds())/float64(b.N), "restart-ms")
}

// lstatAll is the bare walk.
func lstatAll(dir string) error {
	return filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error {
		if err == nil {
			_, err = os.Lstat(p)
		}
		return err
	})
}
