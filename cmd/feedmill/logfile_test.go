package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLongLogIsSetAside(t *testing.T) {
	file := filepath.Join(t.TempDir(), "feedmill.log")
	for i, size := range []int64{0, mostLogged, mostLogged + 1} {
		if i > 0 {
			must(t, os.Truncate(file, size))
		}
		f, err := openLog(file)
		must(t, err)
		_, err = f.WriteString("one\n")
		must(t, err)
		must(t, f.Close())
	}
	old, err := os.Stat(file + ".old")
	must(t, err)
	if text, err := os.ReadFile(file); err != nil || string(text) != "one\n" || old.Size() != mostLogged+1 {
		t.Errorf("the log holds %d bytes, the old one %d: %v", len(text), old.Size(), err)
	}
}
