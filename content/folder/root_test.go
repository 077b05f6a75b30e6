package folder

// The root going away, coming back, and being another one than before.

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// release makes a folder of n articles, each with its name and a word.
func release(t *testing.T, root, word string, n int) map[string]string {
	t.Helper()
	has := map[string]string{}
	for i := range n {
		p := fmt.Sprintf("d%d/%02d.txt", i%3, i)
		has[p] = word + p
		write(t, root, p, has[p])
	}
	return has
}

// lookAtRoot has the root looked at now, as happens every two seconds.
func (r *reader) lookAtRoot() { r.inRun(func() { r.w.next.root = time.Now() }) }

func TestRootRemovedAndMadeAgain(t *testing.T) {
	t.Parallel()
	for _, held := range []bool{false, true} {
		t.Run(fmt.Sprintf("held open elsewhere %v", held), func(t *testing.T) {
			t.Parallel()
			root := filepath.Join(t.TempDir(), "content")
			want := release(t, root, "one ", 5)
			if held { // then no event tells of the removal
				dir, err := os.Open(root)
				must(t, err)
				defer dir.Close()
			}
			o := quick
			o.Grace = time.Second // the removal must not take longer, to be one event
			r := follow(t, openTest(t, root), nil, o)
			r.awaitFiles(want)

			must(t, os.RemoveAll(root))
			r.lookAtRoot()
			r.awaitHealth("alarm", func(h Health) bool { return h.Alarm == RootMissing && h.Remedy != "" })

			must(t, os.Mkdir(root, 0o755))
			r.lookAtRoot()
			r.awaitHealth("still held", func(h Health) bool { return h.Alarm == RootEmpty && h.Held == 5 })
			if !strings.Contains(r.w.Health().Remedy, "--allow-empty") {
				t.Errorf("got remedy %q, want it to name --allow-empty", r.w.Health().Remedy)
			}
			r.awaitFiles(want)

			maps.Copy(want, release(t, root, "two ", 4))
			r.awaitHealth("few deletions are believed", func(h Health) bool { return h.Alarm == Calm && h.Held == 0 })
			delete(want, "d1/04.txt")
			r.awaitFiles(want)
			r.agrees()
			for p := range want {
				if r.lost(p) {
					t.Errorf("%s was shown as gone", p)
				}
			}
		})
	}
}

func TestRootLinkLeadsElsewhere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	root := filepath.Join(dir, "current")
	release(t, filepath.Join(dir, "1"), "one ", 30)
	two := release(t, filepath.Join(dir, "2"), "two ", 31)
	must(t, os.Symlink("1", root))
	r := follow(t, openTest(t, root), nil, quick)
	r.await("the first release", func() bool { return len(r.has) == 30 })

	must(t, os.Symlink("2", filepath.Join(dir, "next")))
	must(t, os.Rename(filepath.Join(dir, "next"), root))
	r.lookAtRoot()
	r.awaitFiles(two)
	write(t, dir, "1/d0/old.txt", "in the old release")
	write(t, dir, "2/d0/new.txt", "in the new release")
	two["d0/new.txt"] = "in the new release"
	r.awaitFiles(two)
	r.agrees()
	if r.batch(func(c Changes) bool { return len(c.Gone) > 0 }) {
		t.Errorf("got %s, want nothing gone", r.all())
	}
}

func TestRootMovedAwayAndBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	root := filepath.Join(dir, "content")
	want := release(t, root, "", 25)
	r := follow(t, openTest(t, root), nil, quick)
	r.awaitFiles(want)
	must(t, os.Rename(root, root+".away"))
	r.awaitHealth("alarm", func(h Health) bool { return h.Alarm == RootMissing })
	must(t, os.Rename(root+".away", root))
	r.lookAtRoot()
	r.awaitHealth("calm", func(h Health) bool { return h.Alarm == Calm && h.Armed == 4 })
	write(t, root, "d0/new.txt", "new")
	want["d0/new.txt"] = "new"
	r.awaitFiles(want)
	r.agrees()
}

func TestMassDeletionWaitsForAccept(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	want := release(t, root, "", 30)
	o := quick
	o.Grace = time.Second // the removal must not take longer, to be one event
	r := follow(t, openTest(t, root), nil, o)
	r.awaitFiles(want)
	for i := range 3 {
		must(t, os.RemoveAll(filepath.Join(root, fmt.Sprintf("d%d", i))))
	}
	r.awaitHealth("alarm", func(h Health) bool { return h.Alarm == MassDelete && h.Held == 30 && !h.HeldSince.IsZero() })
	write(t, root, "new.txt", "new")
	want["new.txt"] = "new"
	r.awaitFiles(want)
	r.w.Accept(t.Context())
	r.awaitFiles(map[string]string{"new.txt": "new"})
	r.awaitHealth("calm", func(h Health) bool { return h.Alarm == Calm && h.Held == 0 })
	r.agrees()
}

func TestAllowEmpty(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	known := Snapshot{}
	for i := range 30 {
		known[fmt.Sprintf("%02d.txt", i)] = fp(i+1, 1)
	}
	o := quick
	o.Losses.All = true
	r := follow(t, openTest(t, root), known, o)
	r.awaitFiles(map[string]string{})
}

func TestEmptyAtTheStart(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	known := Snapshot{"a.txt": fp(1, 1), "b.txt": fp(2, 1)}
	r := follow(t, openTest(t, root), known, quick)
	r.awaitHealth("alarm", func(h Health) bool { return h.Alarm == RootEmpty && h.Held == 2 })
	if got := r.now(); len(got) != 2 {
		t.Errorf("got %v, want both articles still there", got)
	}
}
