package main

// Where a folder is the site of another generator and has no feedmill.toml, that
// generator's settings take its place.

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/text/language"

	"feedmill/content"
	"feedmill/content/generator"
	"feedmill/content/permalink"
)

// fromSite takes the settings of the generator whose site the folder is, as far as
// nothing else says them. Settings that cannot be read are left to their generator.
func (c *config) fromSite(set *pflag.FlagSet, said map[string]bool, dir string) error {
	s, ok, err := generator.Read(os.DirFS(dir))
	if err != nil || !ok {
		return nil
	}
	c.from = s
	for _, v := range s.Values {
		name := flagName(v.Setting)
		if said[name] || !usable(v) {
			continue
		}
		text := v.Text
		if list, ok := set.Lookup(name).Value.(pflag.SliceValue); ok {
			if err := list.Replace(strings.Split(text, "\n")); err != nil {
				return usagef("%s: %s: %w", s.File, v.From, err)
			}
			continue
		}
		if err := set.Set(name, text); err != nil {
			return usagef("%s: %s: %w", s.File, v.From, err)
		}
	}
	if !said["permalink"] {
		c.Folders = foldersOf(s)
	}
	return nil
}

func foldersOf(s generator.Settings) (all []folderConfig) {
	for _, f := range s.Folders {
		if _, err := permalink.Parse(f.Text); err != nil {
			continue
		}
		all = append(all, folderConfig{Path: f.Setting, Permalink: f.Text})
	}
	slices.SortStableFunc(all, func(a, b folderConfig) int { return len(b.Path) - len(a.Path) })
	return all
}

// usable reports whether Feedmill understands what another generator was told.
func usable(v generator.Value) bool {
	switch v.Setting {
	case "timezone":
		_, err := location("timezone", v.Text)
		return err == nil
	case "language":
		_, err := language.Parse(v.Text)
		return err == nil
	case "permalink":
		_, err := permalink.Parse(v.Text)
		return err == nil
	case "url":
		return (&config{}).setURL(v.Text) == nil
	}
	return true
}

// noteSite says whose settings are used.
func (c *config) noteSite(log *slog.Logger) {
	if c.from.Generator != "" {
		log.Warn("settings of another generator", "error", fmt.Errorf("%s: settings of %s are used (%s); feedmill init writes them into a feedmill.toml",
			c.from.File, c.from.Generator, strings.Join(takenFrom(c.from), ", ")))
	}
}

// takenFrom are the settings that a site gives.
func takenFrom(s generator.Settings) (names []string) {
	for _, v := range s.Values {
		if usable(v) {
			names = append(names, v.Setting)
		}
	}
	for _, f := range foldersOf(s) {
		names = append(names, fmt.Sprintf("folders.%q", f.Path))
	}
	return names
}

// siteOf are the settings of another generator in a folder; none if there are none.
func siteOf(dir string) (generator.Settings, error) {
	s, _, err := generator.Read(os.DirFS(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	return s, err
}

// siteReport says what init took from a site and what it left.
func siteReport(s generator.Settings) string {
	if s.Generator == "" {
		return ""
	}
	text := fmt.Sprintf("Took from %s (%s): %s.\n", s.File, s.Generator, content.Visible(strings.Join(takenFrom(s), ", ")))
	left := slices.Clone(s.Left)
	for _, v := range s.Values {
		if !usable(v) {
			left = append(left, fmt.Sprintf("%s, which is %q", v.From, v.Text))
		}
	}
	if len(left) > 0 {
		text += fmt.Sprintf("Left: %s.\n", content.Visible(strings.Join(left, ", ")))
	}
	return text
}

// rooted is a folder that no name, and no symbolic link, leads out of.
type rooted string

// Open implements fs.FS.
func (r rooted) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return os.OpenInRoot(string(r), filepath.FromSlash(name))
}
