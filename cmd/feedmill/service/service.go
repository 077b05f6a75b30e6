// Package service has the service manager of the machine run Feedmill.
//
// Each manager is a file that describes a job in its terms, and the commands that make it
// take that up. Where a job may write, and what else of the machine it sees, is as little
// as it needs.
package service

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A Job is what is to run for as long as the machine does.
type Job struct {
	Name    string   // of the service, after "feedmill-"; letters, digits and dashes
	Program string   // absolute path
	Args    []string // of the program
	Folder  string   // of articles, which it reads; absolute path
	Out     string   // which it writes; absolute path, empty if the manager is to say where
	Owner   string   // user that it runs as; empty is one of its own, that the manager makes
	Listen  string   // address where the manager is to listen for it, if it can; empty is none
	User    bool     // it is a service of the user who installs it, not of the machine
}

// title names the service where people look for it.
func (j Job) title() string { return "feedmill-" + j.Name }

// A file describes a job, or a part of it, to a manager. One without text is there only
// if an earlier installation has left it.
type file struct{ path, text string }

// A manager is a service manager. Commands that begin with "-" may fail.
type manager struct {
	files   func(Host, Job) []file     // where it looks for them; none if it is told by commands alone
	folders func(Host, Job) []string   // that the job writes into, and the manager does not make
	install func(Host, Job) [][]string // after the files are there
	remove  func(Host, Job) [][]string // before they go
	show    func(Host, Job) [][]string
	drop    func(j Job, path string) [][]string // before a file goes that the job no longer has
}

// managers are those of systems, by GOOS.
var managers = map[string]manager{
	"linux":   systemd,
	"darwin":  launchd,
	"windows": windowsServices,
}

var (
	// ErrNoManager means that nothing is known of how this system runs services.
	ErrNoManager = errors.New("no service manager of this system is known; have yours run: feedmill serve DIR")
	// ErrNoUsers means that the system has services of the machine alone.
	ErrNoUsers = errors.New("there are no services of a user on Windows; leave --user away, and run it as the administrator")
)

// A Host is where services are installed. Its functions are those of the machine; tests
// have others.
type Host struct {
	System string // as runtime.GOOS
	Env    func(string) string
	Run    func(ctx context.Context, command []string) (output string, err error)
}

// manager is that of the system, for a job.
func (h Host) manager(j Job) (manager, error) {
	m, ok := managers[h.System]
	switch {
	case !ok:
		return m, ErrNoManager
	case j.User && h.System == "windows":
		return m, ErrNoUsers
	}
	return m, nil
}

// Install describes a job to the manager, has it started now and with the machine, and
// returns what it is known by: the name of a file, or of the service.
func (h Host) Install(ctx context.Context, j Job) (known string, err error) {
	m, err := h.manager(j)
	if err != nil {
		return "", err
	}
	if m.folders != nil {
		for _, dir := range m.folders(h, j) {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return "", refused(err, j)
			}
		}
	}
	for _, f := range m.files(h, j) {
		if err := h.place(ctx, m, j, f); err != nil {
			return "", refused(err, j)
		}
	}
	return h.known(m, j), h.all(ctx, m.install(h, j))
}

// place writes a file, or takes away what an earlier installation has left in its place.
func (h Host) place(ctx context.Context, m manager, j Job, f file) error {
	if f.text != "" {
		if err := os.MkdirAll(filepath.Dir(f.path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(f.path, []byte(f.text), 0o644)
	}
	if _, err := os.Stat(f.path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := h.all(ctx, m.drop(j, f.path)); err != nil {
		return err
	}
	return os.Remove(f.path)
}

// known is what people find the job by.
func (h Host) known(m manager, j Job) string {
	if files := m.files(h, j); len(files) > 0 {
		return files[0].path
	}
	return "service " + j.title()
}

// Uninstall stops the job, and removes what describes it. What it published and remembers
// stays.
func (h Host) Uninstall(ctx context.Context, j Job) (known string, err error) {
	m, err := h.installed(ctx, j)
	if err != nil {
		return "", err
	}
	if err := h.all(ctx, m.remove(h, j)); err != nil {
		return "", err
	}
	for _, f := range m.files(h, j) {
		f.text = ""
		if err := h.place(ctx, m, j, f); err != nil {
			return "", refused(err, j)
		}
	}
	return h.known(m, j), nil
}

// Status is what the manager says of the job.
func (h Host) Status(ctx context.Context, j Job) (said string, err error) {
	m, err := h.installed(ctx, j)
	if err != nil {
		return "", err
	}
	for _, command := range m.show(h, j) {
		said, err = h.Run(ctx, command) // a service that is down is an exit status, and said
	}
	if said == "" && err != nil {
		return "", fmt.Errorf("ask the service manager: %w", err)
	}
	return said, nil
}

// installed is the manager that knows the job.
func (h Host) installed(ctx context.Context, j Job) (manager, error) {
	m, err := h.manager(j)
	if err != nil {
		return m, err
	}
	files := m.files(h, j)
	if len(files) == 0 {
		if _, err := h.Run(ctx, m.show(h, j)[0]); err != nil {
			return m, fmt.Errorf("there is no service %s; install it first", j.title())
		}
		return m, nil
	}
	if _, err := os.Stat(files[0].path); errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("there is no service %s: %s does not exist", j.title(), files[0].path)
	}
	return m, nil
}

// all runs the commands, until one fails.
func (h Host) all(ctx context.Context, commands [][]string) error {
	for _, c := range commands {
		may := c[0] == "-"
		if may {
			c = c[1:]
		}
		if said, err := h.Run(ctx, c); err != nil && !may {
			return fmt.Errorf("%s: %w\n%s", strings.Join(c, " "), err, strings.TrimSpace(said))
		}
	}
	return nil
}

// Run runs a command of the machine.
func Run(ctx context.Context, command []string) (output string, err error) {
	said, err := exec.CommandContext(ctx, command[0], command[1:]...).CombinedOutput()
	return string(said), err
}

// refused says what to do where only the administrator may write.
func refused(err error, j Job) error {
	if errors.Is(err, fs.ErrPermission) && !j.User {
		return fmt.Errorf("%w; run it as the administrator, or with --user for a service of your own", err)
	}
	return err
}
