package main

// How long a subscriber waits: from the rename or the close of one article's file
// to the feed that holds it.

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

var articles = flag.Int("articles", 10_000, "`number` of articles of the largest folder in BenchmarkLatency")

// BenchmarkLatency reports, less the time that a file must be quiet, when the
// site's feed is in place and when the last document of the edition is; beside it,
// what the disk alone takes.
func BenchmarkLatency(b *testing.B) {
	for n := 1000; n <= *articles; n *= 10 {
		b.Run(fmt.Sprintf("rename/%d", n), func(b *testing.B) { benchLatency(b, n, 150*time.Millisecond, true) })
		b.Run(fmt.Sprintf("close/%d", n), func(b *testing.B) { benchLatency(b, n, 20*time.Millisecond, false) })
	}
}

func benchLatency(b *testing.B, n int, quiet time.Duration, rename bool) {
	dir := b.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	for i := range n {
		p := filepath.Join(news, newsName(i))
		if i < 100 {
			must(b, os.MkdirAll(filepath.Dir(p), 0o755))
		}
		must(b, os.WriteFile(p, []byte(newsText(i)), 0o644))
	}
	log := watching(b, news, "--url=https://paper.example.org/", "--permalink=https://paper.example.org/{slug}",
		"--settle="+quiet.String(), "--out="+out, "--state="+filepath.Join(dir, "state"))
	log.await("watching by events")
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
		began := time.Now()
		if !rename {
			began = began.Add(quiet)
		}
		first = append(first, (<-feeds).Sub(began))
		log.await("msg=published")
		last = append(last, time.Since(began))
	}
	percentiles(b, "feed", first)
	percentiles(b, "edition", last)
	percentiles(b, "disk", diskTimes(b, dir))
}

// diskTimes is what the disk alone takes for a change: two waits for a file that is
// overwritten, as for the catalog, and one for a new file, as for a feed.
func diskTimes(b *testing.B, dir string) (took []time.Duration) {
	page := make([]byte, 32<<10)
	file, err := os.Create(filepath.Join(dir, "disk"))
	must(b, err)
	defer file.Close()
	for range 300 {
		began := time.Now()
		for range 2 {
			_, err := file.WriteAt(page, 0)
			must(b, errors.Join(err, file.Sync()))
		}
		document, err := os.Create(filepath.Join(dir, "disk.tmp"))
		must(b, err)
		_, err = document.Write(page)
		must(b, errors.Join(err, document.Sync(), document.Close(), os.Rename(document.Name(), filepath.Join(dir, "disk.xml"))))
		took = append(took, time.Since(began))
	}
	return took
}

// spoken are the lines that a running program logs.
type spoken struct {
	t     testing.TB
	lines chan string
}

// watching runs the real program on a folder until the test ends: in this process
// whoever looks at the feeds would wait for a processor that renders the rest.
func watching(t testing.TB, dir string, flags ...string) spoken {
	t.Helper()
	c := exec.Command("feedmill", append(append([]string{"watch"}, flags...), dir)...)
	stderr, err := c.StderrPipe()
	must(t, err)
	must(t, c.Start())
	s := spoken{t, make(chan string)}
	go func() {
		defer close(s.lines)
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			s.lines <- lines.Text()
		}
	}()
	t.Cleanup(func() {
		must(t, c.Process.Signal(os.Interrupt))
		for range s.lines {
		}
		must(t, c.Wait())
	})
	return s
}

// await reads the log up to a line that holds the text.
func (s spoken) await(text string) {
	s.t.Helper()
	for line := range s.lines {
		if strings.Contains(line, text) {
			return
		}
	}
	s.t.Fatalf("the program ended before it said %q", text)
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

func percentiles(b *testing.B, what string, took []time.Duration) {
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		at := took[min(len(took)*p/100, len(took)-1)]
		b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("p%d-%s-ms", p, what))
	}
}
