package main

// A state folder that a later version of the program has written.

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

func TestCatalogOfAnotherVersionIsLeftAlone(t *testing.T) {
	t.Parallel()
	d := newNewsdesk(t, newRandom(t), 3)
	dir := t.TempDir()
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
	d.build(out, state)
	file := filepath.Join(state, "catalog.db")
	db, err := bbolt.Open(file, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("version"), []byte{99})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := d.command("build", out, state)
	said, _ := c.CombinedOutput()
	if got := c.ProcessState.ExitCode(); got != exitMachine {
		t.Errorf("got exit status %d, want %d:\n%s", got, exitMachine, said)
	}
	for _, want := range []string{file, "unknown version", "use the program that wrote it, or another state folder"} {
		if !strings.Contains(string(said), want) {
			t.Errorf("it says %q, without %q", said, want)
		}
	}
	after, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("the catalog was changed")
	}
}
