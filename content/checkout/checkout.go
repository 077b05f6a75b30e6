// Package checkout says when the files of a git checkout came into its history.
//
// A checkout is as old as the moment in which it was made, on each machine another. What
// states no day has the one of the commit that brought it, so that a build by whatever
// machine gives the same.
package checkout

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ErrShallow means that the checkout lacks the history that would tell.
var ErrShallow = errors.New("the git checkout is shallow, so that nobody knows when files came; fetch all of it (in GitHub's checkout action: fetch-depth: 0)")

// longest is how long git may take.
const longest = time.Minute

// Dates are when each file below a folder came, by its path below it, slash-separated.
// They are none where the folder is in no checkout, or git is not installed. The error
// wraps [ErrShallow] where it applies.
func Dates(ctx context.Context, folder string) (map[string]time.Time, error) {
	git, err := exec.LookPath("git")
	if err != nil || !isWithin(folder) {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	shallow, err := run(ctx, git, folder, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(string(shallow)) == "true" {
		return nil, ErrShallow
	}
	log, err := run(ctx, git, folder, "log", "--diff-filter=A", "--no-renames", "--no-ext-diff", "--name-only", "--relative", "-z", "--format=%x01%ct")
	if err != nil {
		return nil, err
	}
	return read(log), nil
}

// isWithin reports whether a folder is in a checkout.
func isWithin(folder string) bool {
	abs, err := filepath.Abs(folder)
	for ; err == nil; abs = filepath.Dir(abs) {
		if _, err := os.Lstat(filepath.Join(abs, ".git")); err == nil {
			return true
		}
		if abs == filepath.Dir(abs) {
			break
		}
	}
	return false
}

func run(ctx context.Context, git, folder string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, git, append([]string{"-C", folder, "-c", "core.fsmonitor=false"}, args...)...)
	var why bytes.Buffer
	cmd.Stderr = &why
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("ask git when files came: %w: %s", err, strings.TrimSpace(why.String()))
	}
	return out, nil
}

// read reads a log: of each commit a sign and its time, then the files that it brought,
// each followed by a zero byte. The newest commit comes first, and the first that
// brought a file counts.
func read(log []byte) map[string]time.Time {
	came := map[string]time.Time{}
	var at time.Time
	s := bufio.NewScanner(bytes.NewReader(log))
	s.Buffer(nil, len(log)+1)
	s.Split(splitZero)
	for s.Scan() {
		field := strings.TrimLeft(s.Text(), "\n")
		if seconds, ok := strings.CutPrefix(field, "\x01"); ok {
			if n, err := strconv.ParseInt(strings.TrimSpace(seconds), 10, 64); err == nil {
				at = time.Unix(n, 0).UTC()
			}
			continue
		}
		if field != "" {
			came[field] = at
		}
	}
	return came
}

func splitZero(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}
