package main

// How a build gets on, for whoever waits for it: a bar on a terminal, elsewhere a line
// every few seconds of what takes long.

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"feedmill/feed/mill"
)

const (
	redrawing = 100 * time.Millisecond // of the bar
	reporting = 5 * time.Second        // between two lines; what is faster says nothing
)

// showProgress shows on standard error how far a build has come, until stop is called.
// Whatever else is written there must go through the log, which leads past the bar
// meanwhile.
func showProgress(env environment, log *redirected, format string, progress func() mill.Progress) (stop func()) {
	f, ok := unguarded(env.stderr).(*os.File)
	if ok && format != "json" && term.IsTerminal(int(f.Fd())) && env.getenv("TERM") != "dumb" {
		line := &barLine{terminal: f}
		b := &bar{line: line}
		log.to(guarded{line})
		stop := every(redrawing, func() { b.draw(progress()) }, b.clear)
		return func() { stop(); log.to(env.stderr) }
	}
	r := &reporter{tell: progressLogger(log, format), now: time.Now}
	return every(reporting, func() { r.report(progress()) }, func() {})
}

// every calls do at intervals, until stop is called, which calls last.
func every(interval time.Duration, do, last func()) (stop func()) {
	done := make(chan struct{})
	var showing sync.WaitGroup
	showing.Go(func() {
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			select {
			case <-done:
				last()
				return
			case <-tick.C:
				do()
			}
		}
	})
	return func() {
		close(done)
		showing.Wait()
	}
}

// doing says what is done in a stage, and of what.
var doing = map[mill.Stage]struct{ verb, done, noun string }{
	mill.Read:   {"reading", "read", "files"},
	mill.Render: {"rendering", "rendered", "documents"},
}

// A bar shows one stage after the other. It belongs to one goroutine.
type bar struct {
	line  *barLine
	stage mill.Stage
	of    int
	drawn *progressbar.ProgressBar // nil before there is anything to show
}

// draw draws the bar anew.
func (b *bar) draw(p mill.Progress) {
	if p.Of == 0 {
		return
	}
	if b.drawn == nil || p.Stage != b.stage || p.Of != b.of {
		b.clear()
		b.stage, b.of = p.Stage, p.Of
		b.drawn = progressbar.NewOptions(p.Of,
			progressbar.OptionSetWriter(b.line.ofBar()), progressbar.OptionUseANSICodes(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetDescription(doing[p.Stage].verb), progressbar.OptionSetWidth(20),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(doing[p.Stage].noun),
			progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(true))
		_ = b.drawn.RenderBlank() // the rate counts from here
		return
	}
	_ = b.drawn.Set(min(p.Done, p.Of-1)) // a terminal that is gone is no trouble of the build's; full, the bar would be over
}

// clear takes the bar from the screen.
func (b *bar) clear() { b.line.clear() }

// clearLine clears the line that the cursor is on, and goes to its beginning.
const clearLine = "\r\x1b[2K"

// barLine is the last line of a terminal, which the bar has until something else is to
// be written. It may be used by several goroutines.
type barLine struct {
	mu       sync.Mutex
	terminal *os.File // guarded by mu
	drawn    bool     // the bar is on the line; guarded by mu
}

// Write writes what is no bar: the bar makes room, and is drawn below next time.
func (l *barLine) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wipe()
	return l.terminal.Write(p)
}

func (l *barLine) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wipe()
}

// wipe is called with mu held.
func (l *barLine) wipe() {
	if l.drawn {
		_, _ = io.WriteString(l.terminal, clearLine)
		l.drawn = false
	}
}

// ofBar is what the bar is written to.
func (l *barLine) ofBar() io.Writer { return barWriter{l} }

type barWriter struct{ line *barLine }

func (w barWriter) Write(p []byte) (int, error) {
	w.line.mu.Lock()
	defer w.line.mu.Unlock()
	w.line.drawn = true
	return w.line.terminal.Write(p)
}

// Fd lets the bar find out how wide the terminal is.
func (w barWriter) Fd() uintptr { return w.line.terminal.Fd() }

// progressLogger logs to w how far a build has come, which is no trouble.
func progressLogger(w io.Writer, format string) func(line string, p mill.Progress) {
	if format == "json" {
		log := slog.New(slog.NewJSONHandler(w, nil))
		return func(_ string, p mill.Progress) {
			log.Info("progress", "stage", string(p.Stage), "done", p.Done, "of", p.Of)
		}
	}
	return func(line string, _ mill.Progress) { fmt.Fprintf(w, "feedmill: %s\n", line) }
}

// A reporter reports each stage by lines. It belongs to one goroutine.
type reporter struct {
	tell  func(line string, p mill.Progress)
	now   func() time.Time
	stage mill.Stage
	since time.Time
	from  int // done when the stage was first seen
}

func (r *reporter) report(p mill.Progress) {
	if p.Of == 0 {
		return
	}
	line := fmt.Sprintf("%d of %d %s %s", min(p.Done, p.Of), p.Of, doing[p.Stage].noun, doing[p.Stage].done)
	if r.stage != p.Stage {
		r.stage, r.since, r.from = p.Stage, r.now(), p.Done
	} else if rate := float64(p.Done-r.from) / r.now().Sub(r.since).Seconds(); rate >= 1 {
		left := time.Duration(float64(max(p.Of-p.Done, 0)) / rate * float64(time.Second))
		line += fmt.Sprintf(", %.0f a second, %s left", rate, left.Round(time.Second))
	}
	r.tell(line, p)
}
