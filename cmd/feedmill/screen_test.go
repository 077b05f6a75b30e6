package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLinesAreBrokenBetweenWords(t *testing.T) {
	for _, c := range []struct {
		line  string
		width int
		want  string
	}{
		{"one two three", 0, "one two three"},
		{"one two three", 13, "one two three"},
		{"one two three", 8, "one two\n  three"},
		{"one two three four", 9, "one two\n  three\n  four"},
		{"a-word-that-does-not-fit at all", 10, "a-word-that-does-not-fit\n  at all"},
		{"öäü öäü öäü", 7, "öäü öäü\n  öäü"},
	} {
		if got := broken(c.line, c.width); got != c.want {
			t.Errorf("%q in %d columns: got %q, want %q", c.line, c.width, got, c.want)
		}
	}
}

// Nothing but a terminal is coloured; of terminals those alone that want it.
func TestColoursAreForTerminals(t *testing.T) {
	if colours(&strings.Builder{}, func(string) string { return "" }) {
		t.Error("what is no terminal is coloured")
	}
}

// A log that makes room for a bar breaks its lines for the terminal all the same.
func TestTerminalBehindBar(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "screen"))
	must(t, err)
	defer f.Close()
	var log redirected
	log.to(guarded{f})
	if got := unguarded(&log); got != f {
		t.Errorf("got %v, want the file that it leads to", got)
	}
}
