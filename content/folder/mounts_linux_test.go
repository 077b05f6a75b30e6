package folder

import (
	"strings"
	"testing"
	"time"
)

func TestMountsAroundAFolder(t *testing.T) {
	table := strings.Join([]string{
		`22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw`,
		`31 22 0:5 / /dev rw - devtmpfs devtmpfs rw`,
		`40 22 8:2 / /srv rw - ext4 /dev/sdb1 rw`,
		`41 40 0:40 / /srv/the\040news/city rw - tmpfs tmpfs rw`,
		`42 40 0:41 / /srv/the\040newspaper rw - tmpfs tmpfs rw`,
		`43 22 0:42 cut short`,
	}, "\n") + "\n"
	for _, c := range []struct{ root, want string }{
		{"/srv/the news", "22 40 41"},
		{"/srv/the news/city", "22 40 41"},
		{"/srv/the newspaper", "22 40 42"},
		{"/", "22 31 40 41 42"},
	} {
		var got []string
		for line := range strings.Lines(concerning(table, c.root)) {
			number, _, _ := strings.Cut(line, " ")
			got = append(got, number)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: got mounts %s, want %s", c.root, got, c.want)
		}
	}
}

// Where a process may not mount anything, a table that is closed must still end
// the goroutine that waits for it.
func TestWaitingForMountsEnds(t *testing.T) {
	table, err := openMounts(t.TempDir())
	must(t, err)
	done := make(chan struct{})
	go func() { newInbox(1).drainMounts(table); close(done) }()
	table.close()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("it still waits for mounts")
	}
}

// A sweep an hour away, and yet what a mount brings or takes is noticed: the table
// itself is changed by .ci/faults, which may mount.
func TestRemountedFoldersAreCompared(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "a.txt", "a")
	r := follow(t, openTest(t, root), nil, eventsOnly, func(w *Watcher) { w.inbox.deaf = true })
	r.awaitFiles(map[string]string{"a.txt": "a"})
	write(t, root, "b.txt", "b")
	r.w.inbox.remounted()
	r.awaitFiles(map[string]string{"a.txt": "a", "b.txt": "b"})
}
