package catalog

// What it costs at 10,000 and 100,000 articles.

import (
	"fmt"
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
)

// large is a folder of n articles: 20 sections, 200 tags of unequal weight, 50
// authors, 700 words each.
func large(tb testing.TB, n int) *disk {
	d := newDisk(tb)
	rng := rand.New(rand.NewSource(1))
	tag := rand.NewZipf(rng, 1.2, 1, 199)
	words := make([]string, 5000)
	for i := range words {
		words[i] = fmt.Sprintf("word%d", i*i%7919)
	}
	for i := range n {
		var b strings.Builder
		for range 700 {
			b.WriteString(words[rng.Intn(len(words))])
			b.WriteByte(' ')
		}
		a := dated(fmt.Sprintf("Article %d of many", i), 1, b.String())
		a = a.With(func(f *content.Facts) {
			f.Published = dates.Date{Time: time.Date(2000, 1, 1, 0, rng.Intn(10_000_000), 0, 0, time.UTC)}
			f.Section = fmt.Sprintf("section %d", i%20)
			f.Tags = []string{fmt.Sprintf("tag %d", tag.Uint64()), fmt.Sprintf("tag %d", tag.Uint64()), fmt.Sprintf("tag %d", tag.Uint64())}
			f.Authors = []content.Author{{Name: fmt.Sprintf("Author %d", i%50)}}
			f.Language = "en"
		})
		d.write(fmt.Sprintf("section-%d/2016/%06d-some-article.txt", i%20, i), a)
	}
	return d
}

const chunk = 10_000

func fill(tb testing.TB, c *Catalog, readings []Reading) {
	load, err := c.Load()
	if err != nil {
		tb.Fatal(err)
	}
	defer load.Close()
	for part := range slices.Chunk(readings, chunk) {
		if _, err := load.Apply(part, nil, noon.AddDate(20, 0, 0)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := load.Finish(); err != nil {
		tb.Fatal(err)
	}
}

var sizes = []int{10_000, 100_000}

func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes {
		readings, _ := large(b, n).changes()
		c := open(b, Options{})
		c.Prepare(readings)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				path := filepath.Join(b.TempDir(), "catalog.db")
				c := openAt(b, path, Options{})
				fill(b, c, readings)
				if info, err := os.Stat(path); err == nil {
					b.ReportMetric(float64(info.Size())/float64(n), "B/article")
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/article")
		})
	}
}

func BenchmarkPrepare(b *testing.B) {
	readings, _ := large(b, 1000).changes()
	c := open(b, Options{})
	for i := 0; b.Loop(); i++ {
		n := i % len(readings)
		c.Prepare(readings[n : n+1])
	}
}

func BenchmarkUse(b *testing.B) {
	for _, n := range sizes {
		d := large(b, n)
		readings, _ := d.changes()
		path := filepath.Join(b.TempDir(), "catalog.db")
		c := openAt(b, path, Options{})
		fill(b, c, readings)
		paths := slices.Sorted(maps.Keys(d.files))
		b.Run(fmt.Sprint("Edit/", n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				p := paths[i*7919%len(paths)]
				a := d.files[p].articles[0]
				a = a.With(func(f *content.Facts) { f.Body = text(string(a.Body().(text)) + " more") })
				d.write(p, a)
				changed, gone := d.changes()
				if _, err := c.Apply(changed, gone, d.now); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("Fingerprints/", n), func(b *testing.B) {
			for b.Loop() {
				if s, err := c.Fingerprints(); err != nil || len(s) != n {
					b.Fatal(len(s), err)
				}
			}
		})
		b.Run(fmt.Sprint("Window/", n), func(b *testing.B) {
			for b.Loop() {
				if rs, err := c.Window(Selection{Tag: "tag 3"}); err != nil || len(rs) != 50 {
					b.Fatal(len(rs), err)
				}
			}
		})
		b.Run(fmt.Sprint("Touch/", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				d.clone()
				changed, _ := d.changes()
				b.StartTimer()
				fill(b, c, changed)
			}
		})
		c.Close()
		b.Run(fmt.Sprint("Open/", n), func(b *testing.B) {
			for b.Loop() {
				c, err := Open(path, Options{Zone: zone})
				if err != nil {
					b.Fatal(err)
				}
				c.Close()
			}
		})
	}
}
