package main

// How long a subscriber waits: from the rename or the close of one article's file
// to the feed that holds it.

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"feedmill/content/folder"
)

var articles = flag.Int("articles", 10_000, "`number` of articles of the largest folder in BenchmarkLatency")

// BenchmarkLatency reports, less the time that a file must be quiet, when the
// site's feed is in place and when the last document of the edition is.
func BenchmarkLatency(b *testing.B) {
	for n := 1000; n <= *articles; n *= 10 {
		b.Run(fmt.Sprintf("rename/%d", n), func(b *testing.B) { benchLatency(b, n, 0, true) })
		b.Run(fmt.Sprintf("close/%d", n), func(b *testing.B) { benchLatency(b, n, 20*time.Millisecond, false) })
	}
}

func benchLatency(b *testing.B, n int, quiet time.Duration, rename bool) {
	news, out := filepath.Join(b.TempDir(), "news"), filepath.Join(b.TempDir(), "out")
	for i := range n {
		p := filepath.Join(news, newsName(i))
		if i < 100 {
			must(b, os.MkdirAll(filepath.Dir(p), 0o755))
		}
		must(b, os.WriteFile(p, []byte(newsText(i)), 0o644))
	}
	m := testMill(b, news, out, filepath.Join(b.TempDir(), "state"), io.Discard, "--permalink=https://paper.example.org/{slug}", "--limit=50")
	ctx, cancel := context.WithCancel(context.Background())
	must(b, m.start(ctx))
	known, err := m.catalog.Fingerprints()
	must(b, err)
	done := make(chan time.Time, 1)
	o := m.watchOptions()
	if quiet > 0 {
		o.Quiet = quiet
	}
	w := m.folder.Watch(known, o)
	var running sync.WaitGroup
	running.Go(func() {
		w.Run(ctx, func(ctx context.Context, c folder.Changes) error {
			err := m.deliver(ctx, w, c)
			done <- time.Now()
			return err
		})
	})
	b.Cleanup(func() { cancel(); running.Wait(); must(b, m.close()) })
	for w.Health().Sweeps == 0 {
		time.Sleep(time.Millisecond)
	}
	feeds := inPlace(b, filepath.Join(out, "rss.xml"))
	var first, last []time.Duration
	for i := n; b.Loop(); i++ {
		p := filepath.Join(news, newsName(i))
		if rename {
			must(b, os.WriteFile(p+".tmp", []byte(newsText(i)), 0o644))
			must(b, os.Rename(p+".tmp", p))
		} else {
			must(b, os.WriteFile(p, []byte(newsText(i)), 0o644))
		}
		began := time.Now().Add(quiet)
		first = append(first, (<-feeds).Sub(began))
		last = append(last, (<-done).Sub(began))
	}
	report(b, "feed", first)
	report(b, "edition", last)
}

// newsName and newsText are an article of a paper with a hundred folders, two
// hundred tags and fifty authors, each newer than the one before.
func newsName(i int) string { return fmt.Sprintf("section-%d/%d/article-%d.md", i%10, i/10%10, i) }

func newsText(i int) string {
	date := time.Date(2001, 1, 1, 0, i, 0, 0, time.UTC).Format(time.RFC3339)
	text := fmt.Sprintf("---\ntitle: The boats of week %d\ndate: %s\ntags: [tag %d, tag %d]\nauthor: Author %d\n---\n", i, date, i%199, i%13, i%50)
	for p := range 8 {
		text += fmt.Sprintf("\nIn week %d the harbour of town %d took in %d boats, and nobody remembers why there were not more of them, or fewer.\n", i, i*p, p)
	}
	return text
}

// inPlace tells when a document has been replaced.
func inPlace(b *testing.B, document string) <-chan time.Time {
	events, err := fsnotify.NewBufferedWatcher(10_000)
	must(b, err)
	must(b, events.Add(filepath.Dir(document)))
	b.Cleanup(func() { events.Close() })
	at := make(chan time.Time, 1)
	go func() {
		for e := range events.Events {
			if e.Name == document && e.Op.Has(fsnotify.Create) {
				at <- time.Now()
			}
		}
	}()
	return at
}

func report(b *testing.B, what string, took []time.Duration) {
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		at := took[min(len(took)*p/100, len(took)-1)]
		b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("p%d-%s-ms", p, what))
	}
}
