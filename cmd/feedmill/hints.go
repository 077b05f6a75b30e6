package main

// What is no fault, but hardly meant: it is said before the work begins, which goes on.

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"feedmill/content/objects"
)

// hint says what of the settings is hardly meant.
func (c *config) hint(log *slog.Logger, set *pflag.FlagSet, dir string, environ []string) {
	c.warnOfSecret(log)
	warnOfVariables(log, set, environ)
	c.warnOfFolders(log, dir)
}

// warnOfVariables names variables that are nearly those of settings. Others may be some
// other program's: Kubernetes makes a FEEDMILL_PORT of a service of that name.
func warnOfVariables(log *slog.Logger, set *pflag.FlagSet, environ []string) {
	var known []string
	for _, name := range flagNames(set) {
		known = append(known, variable(name))
	}
	for _, v := range environ {
		name, value, _ := strings.Cut(v, "=")
		if value == "" || !strings.HasPrefix(name, variable("")) || set.Lookup(flagOf(name)) != nil {
			continue
		}
		if n := nearest(name, known); n != "" {
			log.Warn("unknown variable", "error", fmt.Errorf("the variable %s is no setting; did you mean %s?", name, n))
		}
	}
}

// flagOf is the flag whose variable this is.
func flagOf(variable string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(variable, "FEEDMILL_"), "_", "-"))
}

// warnOfFolders names folders that have settings, or hold the articles, and are not there
// yet.
func (c *config) warnOfFolders(log *slog.Logger, dir string) {
	for _, f := range c.Folders {
		warnOfFolder(log, fmt.Sprintf("[folders.%q]", f.Path), dir, f.Path)
	}
	for _, f := range c.Only {
		if !strings.ContainsAny(f, "*?[{") {
			warnOfFolder(log, "only", dir, strings.Trim(f, "/"))
		}
	}
}

func warnOfFolder(log *slog.Logger, setting, dir, folder string) {
	p := filepath.Join(dir, filepath.FromSlash(folder))
	if _, err := os.Stat(p); errors.Is(err, fs.ErrNotExist) {
		log.Warn("settings of no folder", "error", fmt.Errorf("%s: there is no folder %s%s", setting, p, meant(filepath.Base(p), foldersIn(filepath.Dir(p)))))
	}
}

func foldersIn(dir string) []string { return entriesOf(dir, fs.DirEntry.IsDir) }

func filesIn(dir string) []string {
	return entriesOf(dir, func(e fs.DirEntry) bool { return !e.IsDir() })
}

func entriesOf(dir string, wanted func(fs.DirEntry) bool) (names []string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // whoever reads the articles says so
	}
	for _, e := range entries {
		if wanted(e) {
			names = append(names, e.Name())
		}
	}
	return names
}

// contentFolder refuses what is no folder, in the terms of the command that was given it.
func contentFolder(command, dir string) error {
	if _, takes := ofBuckets[command]; takes && objects.IsAddress(dir) {
		if _, err := objects.Parse(dir, objects.Reading); err != nil {
			return usagef("%s: %w", withoutUser(dir), err)
		}
		return nil
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if m := meant(filepath.Base(dir), foldersIn(filepath.Dir(dir))); m != "" {
			return usagef("there is no folder %s%s", dir, m)
		}
		return usagef("there is no folder %s; create it, mount it, or name another one", dir)
	case err != nil:
		return fmt.Errorf("look at %s: %w", dir, err)
	case !info.IsDir():
		return commandError{usagef("%s is a file; %s takes the folder that it lies in", dir, command), fmt.Sprintf("feedmill %s %s", command, filepath.Dir(dir))}
	}
	return readable(dir)
}

// ofBuckets are the commands that take the address of a bucket, and whether they read the
// articles in it: serve reads an edition.
var ofBuckets = map[string]bool{"adopt": true, "build": true, "check": true, "explain": false, "inspect": true, "serve": false, "status": false, "watch": true}

// readable refuses a folder that this user may not look into.
func readable(dir string) error {
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("this user may not look into %s; let it (chmod, chown), or run Feedmill as the user whom the folder belongs to", dir)
	}
	if err != nil {
		return fmt.Errorf("look into %s: %w", dir, err)
	}
	return f.Close()
}

// siteFile is where the state folder keeps the address that the last edition was for.
const siteFile = "site"

// noteMove says that the site has another address than its last edition, and takes
// down that of now.
func (c *config) noteMove(log *slog.Logger, dir string, getenv func(string) string) error {
	state, err := stateFolder(c.State, dir, getenv)
	if err != nil {
		return err
	}
	file, site := filepath.Join(state, siteFile), c.site.String()
	last, err := os.ReadFile(file)
	if string(last) == site {
		return nil
	}
	if err == nil && site == localURL && last != nil {
		log.Warn("the address is left out", "error", fmt.Errorf("the last edition was for %s: give that address again, or subscribers are led to this machine", last))
		return nil // which is still theirs
	}
	if err == nil && string(last) != localURL {
		log.Warn("another address", "error", fmt.Errorf("the address of the site was %s and is %s now: all ids stay; lead the old address to the new one, or its subscribers hear no more", last, site))
	}
	if err := os.WriteFile(file, []byte(site), 0o600); err != nil {
		log.Warn("cannot remember the address", "error", err)
	}
	return nil
}
