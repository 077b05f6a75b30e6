package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestWhatTheSystemSaysInWords(t *testing.T) {
	at := func(op, path string, why error) error { return &fs.PathError{Op: op, Path: path, Err: why} }
	for _, c := range []struct {
		err  error
		want string
	}{
		{at("open", "a.toml", syscall.ENOENT), "there is no a.toml"},
		{fmt.Errorf("read settings: %w; name another", at("open", "a.toml", syscall.EACCES)), "read settings: this user may not open a.toml (permission denied); name another"},
		{at("write", "public/rss.xml", syscall.ENOSPC), "the disk of public/rss.xml is full"},
		{at("mkdir", "a.txt", syscall.ENOTDIR), "part of the path a.txt is a file, where a folder should be"},
		{at("read", "news", syscall.EISDIR), "news is a folder, where a file should be"},
		{errors.Join(at("open", "a", syscall.ENOENT), at("open", "b", syscall.EROFS)), "there is no a\nthe disk of b is read-only"},
		{fmt.Errorf("%w of %w", errors.New("one"), at("open", "100%s", syscall.ENOENT)), "one of there is no 100%s"},
		{at("ioctl", "a", syscall.EINVAL), "ioctl a: " + syscall.EINVAL.Error()},
		{fmt.Errorf("read a.txt: %w", syscall.EACCES), "read a.txt: permission denied: let this user read it"},
		{errors.New("a plain one"), "a plain one"},
	} {
		if got := plainly(c.err); got != c.want {
			t.Errorf("%v: got %q, want %q", c.err, got, c.want)
		}
	}
}

// The real system's errors are found, however it wraps them.
func TestWordsForTheErrorsOfThisSystem(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	must(t, os.WriteFile(file, nil, 0o644))
	_, missing := os.ReadFile(filepath.Join(dir, "none"))
	within := os.MkdirAll(filepath.Join(file, "b"), 0o755)
	for err, want := range map[error]string{missing: "there is no ", within: " is a file, where a folder should be"} {
		if got := plainly(err); !strings.Contains(got, want) {
			t.Errorf("%v: got %q, want %q in it", err, got, want)
		}
	}
}

// What Windows says by its own numbers is judged on every system, by the same table.
func TestWordsForTheNumbersOfWindows(t *testing.T) {
	for number, words := range windowsWords {
		if strings.Count(words, "%") != 1 || !strings.Contains(words, "%s") {
			t.Errorf("the words for %d are to name the file once: %q", number, words)
		}
	}
	if got := fmt.Sprintf(windowsWords[32], `C:\news\a.txt`); got != `another program has C:\news\a.txt open; close it there` {
		t.Errorf("a sharing violation is said as %q", got)
	}
}
