//go:build linux

package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		of   []float64
		want float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 2, 9}, 3}} {
		if got := median(test.of); got != test.want {
			t.Errorf("median of %v: got %v, want %v", test.of, got, test.want)
		}
	}
}

// TestRatioIsThatOfRounds: a round in which the machine was busy counts no more than
// the others.
func TestRatioIsThatOfRounds(t *testing.T) {
	r, ours, theirs := newResults(), key{"rss", "feedmill", 10}, key{"rss", hugoName, 10}
	for _, slow := range []time.Duration{1, 50, 2} {
		r.add(ours, sample{wall: slow * time.Second})
		r.add(theirs, sample{wall: 4 * slow * time.Second})
	}
	if got, ok := faster("rss", "rss", wall)(r, "feedmill", 10); !ok || got != 4 {
		t.Errorf("got %v, %v, want 4 times faster", got, ok)
	}
	if _, ok := faster("rss", "rss", wall)(r, "feedmill", 20); ok {
		t.Error("got a ratio of what did not run")
	}
}

func TestReached(t *testing.T) {
	more, less := figure{more: true}, figure{}
	for _, test := range []struct {
		f    figure
		v    float64
		want string
	}{
		{more, 2.9, "no"}, {more, 3, "floor"}, {more, 6, "aim"},
		{less, 3.1, "no"}, {less, 3, "floor"}, {less, 1.5, "aim"},
	} {
		g := goal{3, 6}
		if !test.f.more {
			g = goal{3, 2}
		}
		if got := test.f.reached(test.v, g); got != test.want {
			t.Errorf("%v against %v: got %s, want %s", test.v, g, got, test.want)
		}
	}
}

// TestSettings: a program is given only the settings that its help names.
func TestSettings(t *testing.T) {
	program := filepath.Join(t.TempDir(), "feedmill")
	help := "#!/bin/sh\ncat <<END\nFlags:\n      --archives           a document for each month (default true)\n" +
		"      --authors string     which feeds of authors (default \"on\")\n  -h, --help               help for build\nEND\n"
	if err := os.WriteFile(program, []byte(help), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := newFeedmill(context.Background(), program, "")
	if err != nil {
		t.Fatal(err)
	}
	got, want := f.off(unwanted...), []string{"--authors=off", "--archives=false"}
	if !slices.Equal(got, want) {
		t.Errorf("got flags %q, want %q", got, want)
	}
	if f.onlyRSS != nil {
		t.Errorf("got flags %q for RSS alone of a program that has none", f.onlyRSS)
	}
}

func TestEveryFile(t *testing.T) {
	dir := t.TempDir()
	for _, p := range []string{"a", "b/c", "b/d/e"} {
		p = filepath.Join(dir, p)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found := make(chan string, 10)
	if err := everyFile(dir, func(p string) error { found <- filepath.Base(p); return nil }); err != nil {
		t.Fatal(err)
	}
	close(found)
	var got []string
	for p := range found {
		got = append(got, p)
	}
	slices.Sort(got)
	if want := []string{"a", "c", "e"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := everyFile(filepath.Join(dir, "none"), func(string) error { return nil }); err == nil {
		t.Error("a folder that is not there is no error")
	}
}
