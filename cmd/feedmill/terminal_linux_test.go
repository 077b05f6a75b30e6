package main

// What a build says to whoever sits at a terminal.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// openTerminal opens a pseudoterminal: what is written to user is typed, and what the
// program shows is read from it.
func openTerminal(t *testing.T) (user, program *os.File) {
	t.Helper()
	user, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { user.Close() })
	if err := unix.IoctlSetPointerInt(int(user.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(user.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetWinsize(int(user.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 100})
	}
	if err == nil {
		program, err = os.OpenFile(fmt.Sprint("/dev/pts/", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return user, program
}

// atTerminal starts a build of many articles at a terminal.
func atTerminal(t *testing.T, news, out, state string, flags ...string) (user *os.File, c *exec.Cmd) {
	t.Helper()
	user, program := openTerminal(t)
	defer program.Close()
	c = exec.Command("feedmill", append([]string{"build", "--url", "https://news.example.org/", "--out", out, "--state", state, news}, flags...)...)
	c.Env = append(os.Environ(), "TERM=xterm")
	c.Stdin, c.Stdout, c.Stderr = program, program, program
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return user, c
}

// readUntil reads what is shown until something appears, or the program has ended.
func readUntil(user *os.File, something string) string {
	var shown bytes.Buffer
	some := make([]byte, 4096)
	for !strings.Contains(shown.String(), something) {
		n, err := user.Read(some)
		shown.Write(some[:n])
		if err != nil {
			break // EIO: nobody has the other end any more
		}
	}
	return shown.String()
}

// Whoever asks to be spared colours is, and so is a terminal that knows none. On others
// only weights are used, which look well on dark and light ones alike.
func TestEscapesAtTerminal(t *testing.T) {
	t.Parallel()
	news, dir := t.TempDir(), t.TempDir()
	file := filepath.Join(news, "ferry.txt")
	if err := os.WriteFile(file, []byte("The ferry is back\n\n9 November 2026\n\nIt left at noon.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	commands := [][]string{
		{"inspect", file},
		{"build", "--url", "https://news.example.org/", "--out", filepath.Join(dir, "out"), "--state", filepath.Join(dir, "state"), news},
		{"check", news}, {"--help"}, {"build", "--help"}, {"biuld"}, {"build", "--nosuch"}, {"build", filepath.Join(dir, "nosuch")},
		{"status", "--state", filepath.Join(dir, "state"), news},
	}
	escape := regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]|\x1b`)
	for _, env := range []string{"TERM=dumb", "NO_COLOR=1", "TERM=xterm"} {
		for _, command := range commands {
			shown := shownAtTerminal(t, env, command)
			var unwanted []string
			for _, e := range escape.FindAllString(shown, -1) {
				if env == "TERM=dumb" || e != "\x1b[K" && (env == "NO_COLOR=1" || !slices.Contains([]string{"\x1b[1m", "\x1b[2m", "\x1b[0m"}, e)) {
					unwanted = append(unwanted, e)
				}
			}
			if len(unwanted) > 0 || shown == "" {
				t.Errorf("%s feedmill %q: unwanted %q in\n%q", env, command, unwanted, shown)
			}
		}
	}
	if shown := shownAtTerminal(t, "TERM=xterm", commands[0]); !strings.Contains(shown, "\x1b[1m") {
		t.Errorf("inspect shows nothing bold:\n%q", shown)
	}
}

func shownAtTerminal(t *testing.T, env string, command []string) string {
	t.Helper()
	user, program := openTerminal(t)
	defer user.Close()
	c := exec.Command("feedmill", command...)
	c.Env = append(os.Environ(), env)
	c.Stdin, c.Stdout, c.Stderr = program, program, program
	err := c.Start()
	program.Close()
	if err != nil {
		t.Fatal(err)
	}
	shown := readUntil(user, "never shown")
	_ = c.Wait() // some are errors
	return shown
}

// many is how many articles take long enough to be watched.
const many = 2500

func manyArticles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "empty.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range many {
		text := fmt.Sprintf("Harbour report %d\n\n%d March 2026\n\nThe tide was high on day %d, and nobody minded much.\n", i, 1+i%28, i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// SIGTERM stops a first build; the next one makes the rest, and shows how it gets on. Ctrl-C
// in one more leaves that edition as it is, to the byte, and says so.
func TestBuildIsWatchedAndStopped(t *testing.T) {
	t.Parallel()
	news, dir := manyArticles(t), t.TempDir()
	out, state := filepath.Join(dir, "out"), filepath.Join(dir, "state")
	stopByTerm(t, news, out, state)
	showBar(t, news, out, state)
	before := documents(t, out)
	stopByCtrlC(t, news, out, state)
	if differ := difference(documents(t, out), before); differ != "" {
		t.Errorf("these documents are not as they were: %.500s", differ)
	}
}

func stopByTerm(t *testing.T, news, out, state string) {
	t.Helper()
	c := exec.Command("feedmill", "build", "--url", "https://news.example.org/", "--title", "Before", "--out", out, "--state", state, news)
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for began := time.Now(); time.Since(began) < patience; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(filepath.Join(state, "catalog.db")); err == nil {
			break
		}
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if exit, ok := errors.AsType[*exec.ExitError](c.Wait()); !ok || exit.ExitCode() != 143 {
		t.Errorf("got %v, want exit status 143", exit)
	}
	if !strings.Contains(said.String(), "stopped") {
		t.Errorf("got %q, want that it was stopped", said.String())
	}
}

func showBar(t *testing.T, news, out, state string) {
	t.Helper()
	user, c := atTerminal(t, news, out, state, "--title", "Before")
	shown := readUntil(user, "never shown")
	if err := c.Wait(); err != nil {
		t.Errorf("build: %v", err)
	}
	for _, want := range []string{"rendering", "documents/", "/25", clearLine, "2,500 articles"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not among what was shown:\n%q", want, shown)
		}
	}
	_, last, _ := strings.Cut(shown[max(0, strings.LastIndex(shown, clearLine)):], clearLine)
	if strings.TrimSpace(last) == "" || strings.Contains(last, "rendering") {
		t.Errorf("after the bar is gone: got %q, want the summary alone", last)
	}
}

func stopByCtrlC(t *testing.T, news, out, state string) {
	t.Helper()
	user, c := atTerminal(t, news, out, state)
	readUntil(user, "rendering")
	if _, err := user.WriteString("\x03"); err != nil {
		t.Fatal(err)
	}
	shown := readUntil(user, "never shown")
	if exit, ok := errors.AsType[*exec.ExitError](c.Wait()); !ok || exit.ExitCode() != 130 {
		t.Errorf("got %v, want exit status 130; it said %q", exit, shown)
	}
	if !strings.Contains(shown, "the output is as it was") {
		t.Errorf("it does not say what has become of the output: %q", shown)
	}
}
