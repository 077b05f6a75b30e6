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
	User    bool     // it is a service of the user who installs it, not of the machine
}

// title names the service where people look for it.
func (j Job) title() string { return "feedmill-" + j.Name }

// A manager is a service manager.
type manager struct {
	file    func(j Job, env func(string) string) (string, error) // where it looks for the description
	render  func(Job) string
	install func(j Job, file string) [][]string // commands after the file is there
	remove  func(j Job, file string) [][]string // commands before the file goes
	show    func(j Job, file string) [][]string
}

// managers are those of systems, by GOOS.
var managers = map[string]manager{
	"linux":  systemd,
	"darwin": launchd,
}

// ErrNoManager means that nothing is known of how this system runs services.
var ErrNoManager = errors.New("no service manager of this system is known; have yours run: feedmill serve DIR")

// A Host is where services are installed. Its functions are those of the machine; tests
// have others.
type Host struct {
	System string // as runtime.GOOS
	Env    func(string) string
	Run    func(ctx context.Context, command []string) (output string, err error)
}

// Install writes the description of a job, has the manager start it now and with the
// machine, and returns the name of the file.
func (h Host) Install(ctx context.Context, j Job) (file string, err error) {
	m, ok := managers[h.System]
	if !ok {
		return "", ErrNoManager
	}
	if file, err = m.file(j, h.Env); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return "", refused(err, j)
	}
	if err := os.WriteFile(file, []byte(m.render(j)), 0o644); err != nil {
		return "", refused(err, j)
	}
	return file, h.all(ctx, m.install(j, file))
}

// Uninstall stops the job, and removes its description. What it published and remembers
// stays.
func (h Host) Uninstall(ctx context.Context, j Job) (file string, err error) {
	m, file, err := h.installed(j)
	if err != nil {
		return "", err
	}
	if err := h.all(ctx, m.remove(j, file)); err != nil {
		return "", err
	}
	if err := os.Remove(file); err != nil {
		return "", refused(err, j)
	}
	return file, nil
}

// Status is what the manager says of the job.
func (h Host) Status(ctx context.Context, j Job) (said string, err error) {
	m, file, err := h.installed(j)
	if err != nil {
		return "", err
	}
	for _, command := range m.show(j, file) {
		said, err = h.Run(ctx, command) // a service that is down is an exit status, and said
	}
	if said == "" && err != nil {
		return "", fmt.Errorf("ask the service manager: %w", err)
	}
	return said, nil
}

func (h Host) installed(j Job) (m manager, file string, err error) {
	m, ok := managers[h.System]
	if !ok {
		return m, "", ErrNoManager
	}
	if file, err = m.file(j, h.Env); err != nil {
		return m, "", err
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return m, "", fmt.Errorf("there is no service %s: %s does not exist", j.title(), file)
	}
	return m, file, nil
}

// all runs the commands, until one fails.
func (h Host) all(ctx context.Context, commands [][]string) error {
	for _, c := range commands {
		if said, err := h.Run(ctx, c); err != nil {
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
