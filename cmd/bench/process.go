//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"feedmill/cmd/bench/corpus"
)

// sample is what one process took, and what it made.
type sample struct {
	wall, cpu time.Duration // cpu is user and system
	peak      int64         // resident bytes; not less than this process's own, which a child inherits
	documents int
	bytes     int64         // of the documents
	feeds     time.Duration // until the feeds of the site had their final bytes
}

// job is a process to measure.
type job struct {
	args  []string
	dir   string   // to run in
	out   string   // folder that it publishes into; empty is none
	feeds []string // of the site, in out
	fresh []string // folders that must not be there when it starts; out is made anew with them
	idle  bool     // it has nothing to publish, and is wrong if it does
}

// measure runs a job to its end. What it and the one before left to be written goes
// to the disk outside of the time.
func (j job) measure(ctx context.Context) (s sample, err error) {
	for _, dir := range j.fresh {
		if err := putAside(dir); err != nil {
			return s, err
		}
	}
	if j.out != "" {
		if err := os.MkdirAll(j.out, 0o755); err != nil {
			return s, err
		}
	}
	unix.Sync()
	c := exec.CommandContext(ctx, j.args[0], j.args[1:]...)
	c.Dir = j.dir
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	began := time.Now()
	err = c.Run()
	s.wall = time.Since(began)
	if err != nil {
		return s, errors.Join(ctx.Err(), fmt.Errorf("%s: %w\n%s", strings.Join(j.args, " "), err, lastLines(said.String())))
	}
	s.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.peak = usage.Maxrss << 10
	}
	if j.out == "" {
		return s, nil
	}
	if j.idle {
		if err := unchanged(j.out, began); err != nil {
			return s, err
		}
	}
	if s.feeds, err = feedsOut(j.out, j.feeds, began); err != nil {
		return s, err
	}
	s.documents, s.bytes, err = corpus.Measure(j.out)
	return s, err
}

// unchanged is an error if a file below out was written, or put in place, since then.
func unchanged(out string, since time.Time) error {
	return filepath.WalkDir(out, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		var st unix.Stat_t
		if err := unix.Lstat(p, &st); err != nil {
			return &fs.PathError{Op: "lstat", Path: p, Err: err}
		}
		if time.Unix(st.Ctim.Unix()).After(since) {
			return fmt.Errorf("%s was published again although nothing had changed", p)
		}
		return nil
	})
}

// feedsOut is how long after began the last of the feeds was written, or put in place,
// for the last time: both change the inode. So nobody needs to watch, which would
// take a processor from the program.
func feedsOut(out string, feeds []string, began time.Time) (took time.Duration, err error) {
	for _, f := range feeds {
		var st unix.Stat_t
		if err := unix.Lstat(filepath.Join(out, f), &st); err != nil {
			return 0, &fs.PathError{Op: "lstat", Path: filepath.Join(out, f), Err: err}
		}
		took = max(took, time.Unix(st.Ctim.Unix()).Sub(began))
	}
	return took, nil
}

func lastLines(s string) string {
	return s[max(0, len(s)-2000):]
}

// staying is a process that runs until it is stopped.
type staying struct {
	command *exec.Cmd
	ended   chan struct{} // closed when it has
	said    *bytes.Buffer // to be read after that
}

func start(args []string, dir string, env ...string) (*staying, error) {
	c := exec.Command(args[0], args[1:]...)
	c.Dir = dir
	c.Env = append(os.Environ(), env...)
	s := &staying{c, make(chan struct{}), &bytes.Buffer{}}
	c.Stdout, c.Stderr = s.said, s.said
	if err := c.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", args[0], err)
	}
	go func() {
		_ = c.Wait() // its status is that of an interrupted process, or said tells more
		close(s.ended)
	}()
	return s, nil
}

// stop asks it to end and waits until it has.
func (s *staying) stop() {
	_ = s.command.Process.Signal(os.Interrupt) // one that has ended needs no signal
	<-s.ended
}

var errEnded = errors.New("the program has ended")

// cpu is the time on a processor of all threads so far.
func (s *staying) cpu() (sum time.Duration, err error) {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", s.command.Process.Pid))
	if err != nil || len(files) == 0 {
		return 0, errors.Join(err, errEnded)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			continue // a thread that has ended meanwhile
		}
		first, _, _ := strings.Cut(string(text), " ")
		n, err := strconv.ParseInt(first, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("parse %s: %w", f, err)
		}
		sum += time.Duration(n)
	}
	return sum, nil
}

// rest waits until the process has done nothing for a while.
func (s *staying) rest(ctx context.Context) error {
	const look, idle = 20 * time.Millisecond, 500 * time.Microsecond
	before, err := s.cpu()
	for quiet := 0; quiet < 3 && err == nil; {
		if err := pause(ctx, look); err != nil {
			return err
		}
		var now time.Duration
		now, err = s.cpu()
		quiet++
		if now-before > idle {
			quiet = 0
		}
		before = now
	}
	return err
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// putAside gives a folder another name, until all is measured. Were it removed, who
// makes files next would pay for it: ext4 gives an inode out again only minutes after
// its file is gone, and looks through all that wait at each file, ten times the usual
// price (EXT4_RECENTCY_DIRTY in Linux, fs/ext4/ialloc.c).
func putAside(dir string) error {
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.%d", dir, n)
		if _, err := os.Lstat(aside); !errors.Is(err, fs.ErrNotExist) {
			if err != nil {
				return err
			}
			continue
		}
		if err := os.Rename(dir, aside); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
}
