package folder

// Mounting and unmounting: inotify reports neither, the mount table both, to
// whoever polls it (proc_pid_mountinfo(5)).

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// mountTable is the table of this process's mounts, open to be waited for. One
// goroutine waits; another may close it.
type mountTable struct {
	root         string   // of the Folder
	around       string   // mounts that concern the folder, at the last look
	fd           int      // no os.File: Go's own poller would take the news, which comes once
	hear, hangUp *os.File // two ends of a pipe: closing one ends the wait
}

const mountInfo = "/proc/self/mountinfo"

// openMounts opens the table and takes a first look: each later change of what
// concerns the folder at root will be told. It fails where there is no /proc;
// mounts are then noticed by sweeps.
func openMounts(root string) (*mountTable, error) {
	fd, err := unix.Open(mountInfo, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("follow mounts: %w", err)
	}
	hear, hangUp, err := os.Pipe()
	if err != nil {
		unix.Close(fd)
		return nil, fmt.Errorf("follow mounts: %w", err)
	}
	return &mountTable{root, mountsAround(root), fd, hear, hangUp}, nil
}

// wait waits for a change of the table, and reports false when there will be none.
func (t *mountTable) wait() bool {
	fds := []unix.PollFd{
		{Fd: int32(t.fd), Events: unix.POLLPRI},
		{Fd: int32(t.hear.Fd())},
	}
	_, err := retry(func() (int, error) { return unix.Poll(fds, -1) })
	return err == nil && fds[1].Revents == 0
}

// close ends the wait.
func (t *mountTable) close() { t.hangUp.Close() }

// release is for the goroutine that waited.
func (t *mountTable) release() {
	unix.Close(t.fd)
	t.hear.Close()
}

// drainMounts ends when the table is closed.
func (b *inbox) drainMounts(t *mountTable) {
	defer t.release()
	for t.wait() {
		if now := mountsAround(t.root); now != t.around {
			t.around = now
			b.remounted()
		}
	}
}

// mountsAround are the mounts that a folder lies in and those that lie in it, as
// text to be compared.
func mountsAround(root string) string {
	data, err := os.ReadFile(mountInfo)
	if err != nil {
		return ""
	}
	return concerning(string(data), resolve(root))
}

// concerning picks the lines of a mount table whose mount point is the folder,
// or lies above or below it. Each line begins with the mount's number, which is
// another after each mounting, and has the mount point as its fifth field.
func concerning(table, root string) string {
	var lines strings.Builder
	for line := range strings.Lines(table) {
		fields := strings.SplitN(line, " ", 6)
		if len(fields) < 6 {
			continue
		}
		if at := unescapeMount.Replace(fields[4]); within(root, at) || within(at, root) {
			lines.WriteString(strings.Join(fields[:5], " ") + "\n")
		}
	}
	return lines.String()
}

// unescapeMount undoes what the table does to the characters that part it.
var unescapeMount = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
