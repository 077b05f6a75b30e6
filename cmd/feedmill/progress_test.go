package main

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"feedmill/feed/mill"
)

func TestLinesOfProgress(t *testing.T) {
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	var got []string
	r := &reporter{tell: func(line string, _ mill.Progress) { got = append(got, line) }, now: func() time.Time { return now }}
	for _, p := range []mill.Progress{
		{},
		{Stage: mill.Read, Done: 4000, Of: 100000},
		{Stage: mill.Read, Done: 44000, Of: 100000},
		{Stage: mill.Read, Done: 44000, Of: 100000},
		{Stage: mill.Render, Done: 20, Of: 1500},
		{Stage: mill.Render, Done: 1600, Of: 1500},
	} {
		r.report(p)
		now = now.Add(5 * time.Second)
	}
	want := []string{
		"4000 of 100000 files read",
		"44000 of 100000 files read, 8000 a second, 7s left",
		"44000 of 100000 files read, 4000 a second, 14s left",
		"20 of 1500 documents rendered",
		"1500 of 1500 documents rendered, 316 a second, 0s left",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLineOfProgressAsJSON(t *testing.T) {
	var b bytes.Buffer
	progressLogger(&b, "json")("", mill.Progress{Stage: mill.Read, Done: 1, Of: 2})
	if want := []byte(`"msg":"progress","stage":"read","done":1,"of":2}`); !bytes.Contains(b.Bytes(), want) {
		t.Errorf("got %s, want %s in it", b.Bytes(), want)
	}
}

// What is told of the progress comes between the warnings of the mill, not into them.
func TestProgressAndWarningsAreLinesOfOneLog(t *testing.T) {
	var out bytes.Buffer
	var log redirected
	log.to(&out)
	tell, warn := progressLogger(&log, "text"), newLogger(&log, "text", false)
	var both sync.WaitGroup
	both.Go(func() {
		for range 200 {
			tell("1 of 2 files read", mill.Progress{})
		}
	})
	both.Go(func() {
		for range 200 {
			warn.Warn("problem", "error", errors.New("a.txt:1: odd"))
		}
	})
	both.Wait()
	for line := range strings.Lines(out.String()) {
		if line != "feedmill: 1 of 2 files read\n" && line != "feedmill: a.txt:1: odd\n" {
			t.Fatalf("got the line %q", line)
		}
	}
}
