//go:build mounts && linux

package main

// Disks that are full, or cannot be written, at every stage of a build. These
// tests mount file systems; .ci/full gives them a place where they may.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// mount puts an empty file system of so many bytes at dir.
func mount(t *testing.T, dir string, size int) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("feedmill", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Fatalf("mount a file system at %s: %v; run .ci/full", dir, err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}

// remount changes size or flags of what mount made.
func remount(t *testing.T, dir string, flags uintptr, options string) {
	t.Helper()
	if err := unix.Mount("", dir, "", unix.MS_REMOUNT|flags, options); err != nil {
		t.Fatal(err)
	}
}

// fill leaves so many pages of 4 KiB free at dir.
func fill(t *testing.T, dir string, pages int) {
	t.Helper()
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		t.Fatal(err)
	}
	n := max(int(st.Bfree)-pages, 0)
	if err := os.WriteFile(filepath.Join(dir, ".filler"), make([]byte, n*int(st.Bsize)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// fails runs a build that cannot be done, and returns what it says.
func (d *newsdesk) fails(out, state string) string {
	d.t.Helper()
	c := d.command("build", out, state)
	said, err := c.CombinedOutput()
	if err == nil || c.ProcessState.ExitCode() != exitMachine {
		d.t.Fatalf("build ended with %v, want exit status %d:\n%s", err, exitMachine, said)
	}
	return string(said)
}

// A disk with room for less and less, under the catalog or under the output:
// the last edition stays whole, and room makes everything good.
func TestFullDisk(t *testing.T) {
	for _, full := range []string{"state", "public"} {
		t.Run(full, func(t *testing.T) {
			random := newRandom(t)
			d := newNewsdesk(t, random, 25)
			dir := t.TempDir()
			out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
			mount(t, filepath.Join(dir, full), 16<<20)
			calmOut, calmState := filepath.Join(dir, "calm"), filepath.Join(dir, "calmstate")
			d.build(calmOut, calmState)
			d.build(out, state)
			d.inspect(out)
			failed := 0
			for pages := range 48 {
				d.work(6)
				fill(t, filepath.Join(dir, full), pages)
				said, err := d.command("build", out, state).CombinedOutput()
				if err != nil {
					failed++
					if !strings.Contains(string(said), "is full; make room") {
						t.Errorf("with %d pages free it says:\n%s", pages, said)
					}
				}
				d.inspect(out)
				if err := os.Remove(filepath.Join(dir, full, ".filler")); err != nil {
					t.Fatal(err)
				}
				d.build(out, state)
				d.inspect(out)
				d.build(calmOut, calmState)
				d.equal(out, calmOut)
			}
			if failed == 0 {
				t.Error("the disk was never full")
			}
		})
	}
}

// A state or an output folder that cannot be written is said, with its name, and
// nothing that readers have is touched.
func TestReadOnly(t *testing.T) {
	for _, locked := range []string{"state", "public"} {
		t.Run(locked, func(t *testing.T) {
			d := newNewsdesk(t, newRandom(t), 25)
			dir := t.TempDir()
			out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
			place := filepath.Join(dir, locked)
			mount(t, place, 16<<20)
			d.build(out, state)
			d.inspect(out)
			before := documents(t, out)
			d.edit()
			remount(t, place, unix.MS_RDONLY, "")
			said := d.fails(out, state)
			t.Log(said)
			for _, want := range []string{"is read-only", "--" + map[string]string{"state": "state", "public": "out"}[locked]} {
				if !strings.Contains(said, want) {
					t.Errorf("it says\n%s\nwithout %q", said, want)
				}
			}
			if differ := difference(documents(t, out), before); differ != "" {
				t.Errorf("readers see another %s", differ)
			}
			remount(t, place, 0, "")
			d.build(out, state)
			d.inspect(out)
		})
	}
}
