package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/pflag"

	"feedmill/content/objects"
)

// The settings file, feedmill.toml.

// settingsFile is where the settings are, if anywhere.
func (c *config) settingsFile(dir string) string {
	return cmp.Or(c.ConfigFile, filepath.Join(dir, "feedmill.toml"))
}

// fromFile reads feedmill.toml, which no bucket has. Relative paths in it are relative to the file.
func (c *config) fromFile(set *pflag.FlagSet, said map[string]bool, dir string) error {
	if c.ConfigFile == "" && objects.IsAddress(dir) {
		return nil
	}
	file := c.settingsFile(dir)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && c.ConfigFile == "" {
		return c.fromSite(set, said, dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("there is no settings file %s%s; name another one with --config, or leave it out", file, meant(filepath.Base(file), filesIn(filepath.Dir(file))))
	}
	if err != nil {
		return usagef("read settings: %w", err)
	}
	c.read = true
	var table map[string]any
	if err := toml.Unmarshal(data, &table); err != nil {
		return usagef("%s: %w", file, located(err))
	}
	known := keys(set)
	for _, key := range sortedKeys(table) {
		read, isTable := c.tables()[key]
		switch {
		case isTable:
			if err := read(table[key], file); err != nil {
				return err
			}
		case !slices.Contains(known, key):
			return usagef("%s:%d: unknown setting %q%s", file, lineOf(data, key), key, settingMeant(key, append(known, sortedKeys(c.tables())...)))
		case !said[flagName(key)]:
			if err := set.Set(flagName(key), valueFrom(file, key, table[key])); err != nil {
				return usagef("%s:%d: %s", file, lineOf(data, key), badValue(key, err))
			}
		}
	}
	return nil
}

// tables are what only the file has, by name.
func (c *config) tables() map[string]func(value any, file string) error {
	return map[string]func(any, string) error{"folders": c.foldersFrom, "feeds": c.feedsFrom, "aliases": c.aliasesFrom, "convert": c.convertFrom, "podcast": c.podcastFrom, "serve": c.serveFrom, "private": c.privateFrom, "purge": c.purgeFrom, "events": c.eventsFrom}
}

// valueFrom is the value of a key as its flag takes it. Paths are relative to the file.
func valueFrom(file, key string, value any) string {
	switch key {
	case "state", "tls_cert", "tls_key", "templates":
		return relativeTo(file, settingText(value))
	case "out":
		return settingText(relativesTo(file, value))
	}
	return settingText(value)
}

// settingText is a value as its flag takes it.
func settingText(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	all := make([]string, len(list))
	for i, v := range list {
		all[i] = fmt.Sprint(v)
		if strings.ContainsAny(all[i], ",\"\n") {
			all[i] = `"` + strings.ReplaceAll(all[i], `"`, `""`) + `"`
		}
	}
	return strings.Join(all, ",")
}

// keys are the settings as feedmill.toml spells them.
func keys(set *pflag.FlagSet) []string {
	var names []string
	set.VisitAll(func(f *pflag.Flag) {
		if f.Name != "config" && f.Name != "help" {
			names = append(names, strings.ReplaceAll(f.Name, "-", "_"))
		}
	})
	return names
}

func flagName(key string) string { return strings.ReplaceAll(key, "_", "-") }

func relativeTo(file, value string) string {
	if value == "" || filepath.IsAbs(value) || strings.Contains(value, "://") {
		return value
	}
	return filepath.Join(filepath.Dir(file), value)
}

// relativesTo is relativeTo for one value, or a list of them.
func relativesTo(file string, value any) any {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	all := make([]any, len(list))
	for i, v := range list {
		all[i] = relativeTo(file, fmt.Sprint(v))
	}
	return all
}

// folderKeys are the settings of a [folders."path"] table.
var folderKeys = []struct {
	name  string
	field func(*folderConfig) *string
}{
	{"timezone", func(f *folderConfig) *string { return &f.Timezone }},
	{"date_order", func(f *folderConfig) *string { return &f.DateOrder }},
	{"encoding", func(f *folderConfig) *string { return &f.Encoding }},
	{"language", func(f *folderConfig) *string { return &f.Language }},
	{"permalink", func(f *folderConfig) *string { return &f.Permalink }},
}

func folderKeyNames() (names []string) {
	for _, k := range folderKeys {
		names = append(names, k.name)
	}
	return names
}

// foldersFrom reads the tables of sub-folders.
func (c *config) foldersFrom(value any, file string) error {
	tables, ok := value.(map[string]any)
	if !ok {
		return usagef("%s: folders must be tables such as [folders.\"world\"]", file)
	}
	for _, path := range sortedKeys(tables) {
		table, ok := tables[path].(map[string]any)
		if !ok {
			return usagef("%s: folders.%q must be a table", file, path)
		}
		f := folderConfig{Path: strings.Trim(filepath.ToSlash(path), "/")}
		for _, key := range sortedKeys(table) {
			field := folderField(&f, key)
			if field == nil {
				return usagef("%s: [folders.%q]: unknown setting %q; a folder has %s%s", file, path, key, oneOf(folderKeyNames()), meant(key, folderKeyNames()))
			}
			*field = fmt.Sprint(table[key])
		}
		c.Folders = append(c.Folders, f)
	}
	sort.SliceStable(c.Folders, func(i, j int) bool { return len(c.Folders[i].Path) > len(c.Folders[j].Path) })
	return nil
}

func folderField(f *folderConfig, key string) *string {
	for _, k := range folderKeys {
		if k.name == key {
			return k.field(f)
		}
	}
	return nil
}

// located says on which line a syntax error is.
func located(err error) error {
	var p toml.ParseError
	if errors.As(err, &p) {
		return fmt.Errorf("line %d: %s", p.Position.Line, p.Message)
	}
	return err
}

// lineOf is the line on which a key of the settings file stands.
func lineOf(data []byte, key string) int {
	for i, line := range strings.Split(string(data), "\n") {
		name, _, found := strings.Cut(line, "=")
		if found && strings.Trim(strings.TrimSpace(name), `"'`) == key {
			return i + 1
		}
	}
	return 1
}

// settingMeant says which setting was meant by an unknown one, or where they stand.
func settingMeant(key string, known []string) string {
	if n := nearest(key, known); n != "" {
		return fmt.Sprintf("; did you mean %s?", n)
	}
	return "; feedmill build --help lists all"
}

func sortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}
