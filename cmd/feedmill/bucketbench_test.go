package main

// What object storage costs: requests, bytes and time of a first edition and of an edit,
// beside the bare puts of the same bytes by the same way.

import (
	"bytes"
	"feedmill/content/objects"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkBucket publishes -articles articles into the store at -store, else into one in
// memory.
func BenchmarkBucket(b *testing.B) {
	s := newStorefront(b, rand.New(rand.NewPCG(1, 1)))
	dir := b.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	for i := range *articles {
		p := filepath.Join(news, newsName(i))
		must(b, os.MkdirAll(filepath.Dir(p), 0o755))
		must(b, os.WriteFile(p, []byte(datedText(i)), 0o644))
	}
	flags := []string{"--url=https://paper.example.org/", "--settle=150ms", "--out=" + out, "--state=" + filepath.Join(dir, "state")}
	feedmill := func(more ...string) time.Duration {
		began := time.Now()
		said, err := exec.Command("feedmill", append(append(append([]string{"build"}, flags...), more...), news)...).CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%s", err, said)
		}
		return time.Since(began)
	}
	feedmill()
	still := feedmill()
	flags = append(flags, "--out="+s.address)
	cold := feedmill() - still
	requests, sent := s.traffic()
	bare := s.bare(b, out)
	s.traffic()
	feedmill()
	again, _ := s.traffic()
	s.edits(b, news, filepath.Join(out, "rss.xml"), flags)
	b.ReportMetric(float64(requests), "cold-requests")
	b.ReportMetric(float64(sent)/1e6, "cold-MB")
	b.ReportMetric(cold.Seconds(), "cold-s")
	b.ReportMetric(bare.Seconds(), "bare-s")
	b.ReportMetric(float64(again), "compare-requests")
}

// datedText is the text of an article of a paper that has had one every ten minutes until
// now.
func datedText(i int) string {
	date := time.Now().Truncate(10 * time.Minute).Add(time.Duration(i-*articles) * 10 * time.Minute)
	return dateLine.ReplaceAllLiteralString(newsText(i), date.UTC().Format("date: "+time.RFC3339))
}

var dateLine = regexp.MustCompile(`(?m)^date: .*$`)

// bare puts the documents of a folder under another prefix, as many at once as the
// program does.
func (s *storefront) bare(b *testing.B, out string) time.Duration {
	var files []string
	must(b, filepath.WalkDir(out, func(p string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			files = append(files, p)
		}
		return err
	}))
	began := time.Now()
	var putting sync.WaitGroup
	for some := range slices.Chunk(files, len(files)/16+1) {
		putting.Go(func() {
			for _, f := range some {
				data, err := os.ReadFile(f)
				if err == nil {
					err = s.putBare(b, "bare"+f, data)
				}
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	putting.Wait()
	return time.Since(began)
}

func (s *storefront) putBare(b *testing.B, key string, data []byte) error {
	_, err := s.through.Put(b.Context(), key, bytes.NewReader(data), int64(len(data)), objects.Putting{Tag: objects.Anything})
	return err
}

// edits reports how long it takes from the
// rename of a file to the feed in the bucket, and what it takes to put that feed alone. What
// is edited are the fifty newest articles, which are in the feed: older ones may stand in
// the archive of their month besides, which is as large as their month was.
func (s *storefront) edits(b *testing.B, news, feed string, flags []string) {
	log := watching(b, news, flags...)
	log.await("watching by events")
	var took, bare []time.Duration
	var requests, sent []int64
	texts := make([][]byte, 50)
	for i := range texts {
		text, err := os.ReadFile(filepath.Join(news, newsName(*articles-1-i)))
		must(b, err)
		texts[i] = text
	}
	for edit := 0; b.Loop(); edit++ {
		s.quiet()
		s.traffic()
		newest := *articles - 1 - edit%50
		p := filepath.Join(news, newsName(newest))
		must(b, os.WriteFile(p+".tmp", fmt.Appendf(texts[edit%50], "\nThis was corrected %d times.\n", edit), 0o644))
		must(b, os.Rename(p+".tmp", p))
		began := time.Now() // what is renamed is whole, and read at once
		took = append(took, (<-s.feeds).Sub(began))
		s.quiet()
		r, n := s.traffic()
		requests, sent = append(requests, r), append(sent, n)
		data, err := os.ReadFile(feed)
		must(b, err)
		began = time.Now()
		must(b, s.putBare(b, "bare/rss.xml", data))
		bare = append(bare, time.Since(began))
	}
	percentiles(b, "feed", took)
	percentiles(b, "put", bare)
	slices.Sort(requests)
	slices.Sort(sent)
	b.ReportMetric(float64(requests[len(requests)/2]), "edit-requests")
	b.ReportMetric(float64(sent[len(sent)/2])/1e3, "edit-kB")
}

// quiet waits until nothing was asked for a while.
func (s *storefront) quiet() {
	for last := int64(-1); ; {
		s.mu.Lock()
		now := s.requests
		s.mu.Unlock()
		if now == last {
			return
		}
		last = now
		time.Sleep(300 * time.Millisecond) // longer than an edition pauses between two requests
	}
}

// traffic is what was asked since it was last told.
func (s *storefront) traffic() (requests, sent int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	requests, sent = s.requests, s.sent
	s.requests, s.sent = 0, 0
	return requests, sent
}
