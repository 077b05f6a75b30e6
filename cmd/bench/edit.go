//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	warmUps   = 5                     // edits that are not counted
	hugoEdits = 10                    // each takes seconds
	patience  = 2 * time.Minute       // with one edit
	starts    = 10                    // times that the first edit is made, which a program that is not ready misses
	settle    = 20 * time.Millisecond // that Feedmill is told to wait for writes to end
)

// editedName is the article that is edited, in the folder of the others.
const editedName = "edited-by-bench.md"

// edit measures the way of one rewritten article, the newest of all, to the feeds of
// the site while a program follows the folder: from the close of the file, or the end
// of the time in which it had to be quiet, to the moment at which the last of the
// feeds holds it.
func (p *plan) edit(ctx context.Context, content string, size int) error {
	disk, err := diskTimes(p.scratch)
	if err != nil {
		return fmt.Errorf("measure the disk: %w", err)
	}
	p.percentiles(limitName, size, disk)
	for _, m := range p.feedmills {
		work := p.work(m, "feeds", size)
		j := m.threeJob(content, work, true)
		j.args = m.command("watch", content, work, append(m.noPages(), "--settle", settle.String())...)
		if err := p.follow(ctx, m.name, j, renamed, content, size, p.edits, settle); err != nil {
			return err
		}
	}
	if size > p.hugoMost {
		return nil
	}
	dir := filepath.Join(p.scratch, "hugo-watch")
	if err := p.hugo.site(dir, hugoFeedsOnly); err != nil {
		return err
	}
	return p.follow(ctx, hugoName, p.hugo.job(content, dir, "--watch"), overwrote, content, size, hugoEdits, 0)
}

// percentiles keeps and tells how long edits took.
func (p *plan) percentiles(who string, size int, took []time.Duration) {
	slices.Sort(took)
	at := func(percent int) float64 {
		return took[min(len(took)*percent/100, len(took)-1)].Seconds() * 1000
	}
	p.results.numbers[key{"edit p50", who, size}] = at(50)
	p.results.numbers[key{"edit p99", who, size}] = at(99)
	p.results.note("%d edits by %s among %d articles: median %.1f ms, 99 of 100 within %.1f ms, longest %.1f ms.",
		len(took), who, size, at(50), at(99), at(100))
}

// follow edits an article n times under a running program, which waits until it has
// been quiet for so long, and whose feeds arrive in one way.
func (p *plan) follow(ctx context.Context, who string, j job, how uint32, content string, size, n int, quiet time.Duration) error {
	say("  edits by %s", who)
	if err := os.MkdirAll(j.out, 0o755); err != nil {
		return err
	}
	arrivals, watch, err := watchArrivals(j.out, how)
	if err != nil {
		return err
	}
	defer watch.Close()
	s, err := start(j.args, j.dir)
	if err != nil {
		return err
	}
	defer s.stop()
	e := editor{program: s, arrivals: arrivals, out: j.out, feeds: j.feeds, article: filepath.Join(content, editedName), quiet: quiet}
	defer os.Remove(e.article)
	took, err := e.several(ctx, n)
	if err != nil {
		s.stop()
		return fmt.Errorf("edit an article under %s: %w\n%s", who, err, lastLines(s.said.String()))
	}
	p.percentiles(who, size, took)
	return nil
}

// editor rewrites an article and waits for the feeds.
type editor struct {
	program  *staying
	arrivals <-chan arrival
	out      string
	feeds    []string
	article  string // its file
	quiet    time.Duration
}

func (e editor) several(ctx context.Context, n int) (took []time.Duration, err error) {
	if err := e.ready(ctx); err != nil {
		return nil, err
	}
	for i := range warmUps + n {
		t, err := e.once(ctx, i)
		if err != nil {
			return nil, fmt.Errorf("edit %d: %w", i+1, err)
		}
		if i >= warmUps {
			took = append(took, t)
		}
		if err := e.program.rest(ctx); err != nil {
			return nil, err
		}
	}
	return took, nil
}

// ready makes an edit again and again, until the program has followed one.
func (e editor) ready(ctx context.Context) (err error) {
	for i := range starts {
		if err := e.program.rest(ctx); err != nil {
			return err
		}
		if _, err = e.once(ctx, -1-i); !errors.Is(err, errMissed) {
			return err
		}
	}
	return err
}

var errMissed = errors.New("the feeds never held it")

func (e editor) once(ctx context.Context, i int) (time.Duration, error) {
	mark := fmt.Sprintf("Edition number %d of this", i)
	text := "---\ntitle: " + mark + "\ndate: 2026-01-02T03:04:05Z\nauthor: Ada Lint\nsection: edits\ntags: [edits]\n---\n" +
		strings.Repeat("\nThe harbour board met again, and *nobody* could say [what for](https://www.example.org/board).\n", 40)
	if err := os.WriteFile(e.article, []byte(text), 0o644); err != nil {
		return 0, err
	}
	began := time.Now().Add(e.quiet)
	wait := patience
	if i < 0 {
		wait = patience / starts * 2
	}
	at, err := e.await(ctx, []byte(mark), wait)
	return at.Sub(began), err
}

// await is when the last feed held the mark. The time is that of its coming, not of the look.
func (e editor) await(ctx context.Context, mark []byte, wait time.Duration) (time.Time, error) {
	missing, late := slices.Clone(e.feeds), time.After(wait)
	for {
		select {
		case <-ctx.Done():
			return time.Time{}, ctx.Err()
		case <-e.program.ended:
			return time.Time{}, errEnded
		case <-late:
			return time.Time{}, fmt.Errorf("%s: %w", strings.Join(missing, ", "), errMissed)
		case came, open := <-e.arrivals:
			if !open {
				return time.Time{}, errors.New("the output cannot be watched any more")
			}
			if !slices.Contains(missing, came.name) {
				continue
			}
			if text, _ := os.ReadFile(filepath.Join(e.out, came.name)); !bytes.Contains(text, mark) {
				continue // not yet, or not there for a moment
			}
			missing = slices.DeleteFunc(missing, func(f string) bool { return f == came.name })
			if len(missing) == 0 {
				return came.at, nil
			}
		}
	}
}

// diskTimes is what the disk alone takes for an edit: one overwritten file as for a
// catalog, and three new ones as for feeds, all waited for.
func diskTimes(dir string) (took []time.Duration, err error) {
	page := make([]byte, 64<<10)
	catalog, err := os.Create(filepath.Join(dir, "disk.db"))
	if err != nil {
		return nil, err
	}
	defer catalog.Close()
	for range 300 {
		began := time.Now()
		_, err := catalog.WriteAt(page, 0)
		errs := []error{err, catalog.Sync()}
		for _, name := range siteFeeds {
			errs = append(errs, replace(filepath.Join(dir, name), page))
		}
		if err := errors.Join(errs...); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}

// replace writes a file beside its place and renames it.
func replace(path string, text []byte) error {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close(), os.Rename(f.Name(), path))
}
