package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"feedmill/content"
	"feedmill/content/generator"
)

const initHelp = `Write DIR/feedmill.toml with every setting, its default and what it means. A
file that is there already is left alone; a folder that is not there is made.

Where DIR is the site of Hugo, Zola, Jekyll, Hexo, Pelican, Nikola, Eleventy,
MkDocs or Astro, the settings have the values of that one.`

func newInit(env environment) *cobra.Command {
	templates := false
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "write a commented feedmill.toml",
		Long:  initHelp,
		Args:  takes("folder", 0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if templates {
				return writeTemplates(env, append(args, ".")[0])
			}
			file := "feedmill.toml"
			if len(args) == 1 && filepath.Base(args[0]) == file {
				return commandError{usagef("init takes the folder that %s is for", args[0]), "feedmill init " + filepath.Dir(args[0])}
			}
			if len(args) == 1 {
				file = filepath.Join(args[0], file)
			}
			site, err := siteOf(filepath.Dir(file))
			if err != nil {
				return usageError{err}
			}
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				return fmt.Errorf("make the folder: %w", err)
			}
			if err := writeNew(file, sampleConfig(site)); err != nil {
				return err
			}
			next := "Set url and title in it, then run"
			if site.Generator != "" {
				next = "Look it through, then run"
			}
			fmt.Fprintf(env.stdout, "%sWrote %s. %s: feedmill serve %s\n", siteReport(site), content.Visible(file), next, content.Visible(filepath.Dir(file)))
			return nil
		},
	}
	c.Flags().BoolVar(&templates, "templates", false, "write the built-in templates of pages into DIR/templates instead")
	return c
}

// writeNew writes a file that must not exist yet.
func writeNew(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s exists already; edit it, or remove it first", file)
	}
	if err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// sampleConfig is a feedmill.toml that changes nothing: every setting in it is a
// comment that shows its default, save for those of a site.
func sampleConfig(site generator.Settings) []byte {
	var buf bytes.Buffer
	buf.WriteString("# Settings of Feedmill for the articles in this folder.\n# Take the # away from a line to change what it says.\n")
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.SortFlags = false
	settings(&config{}, set)
	set.VisitAll(func(f *pflag.Flag) {
		if f.Name == "config" {
			return
		}
		_, help := pflag.UnquoteUsage(f)
		if v, ok := valueFor(site, f.Name); ok {
			fmt.Fprintf(&buf, "\n# %s\n%s = %s\n", help, v.Setting, siteValue(f, v))
			return
		}
		fmt.Fprintf(&buf, "\n# %s\n# %s = %s\n", help, strings.ReplaceAll(f.Name, "-", "_"), tomlValue(f))
	})
	buf.WriteString("\n# How the articles below one sub-folder are read:\n# [folders.\"world\"]\n# timezone = \"Asia/Hong_Kong\"\n# date_order = \"dmy\"\n# encoding = \"windows-1252\"\n# language = \"en\"\n# permalink = \"/world/{year}/{name}/\"\n")
	for _, f := range foldersOf(site) {
		fmt.Fprintf(&buf, "\n[folders.%s]\npermalink = %s\n", tomlText(f.Path), tomlText(f.Permalink))
	}
	buf.WriteString("\n# A feed of some articles, at feeds/abroad/:\n# [feeds.abroad]\n# title = \"From abroad\"\n# include = {section = \"world\", tag = [\"syria\", \"russia\"]}\n# exclude = {author = \"Agency\"}\n")
	buf.WriteString("\n# Programs that make HTML or Markdown of other files:\n# [convert]\n# \".docx\" = \"pandoc -s -t html\"\n")
	buf.WriteString("\n# Old addresses that keep a copy of a document:\n# [aliases]\n# \"old/feed.xml\" = \"rss.xml\"\n")
	return buf.Bytes()
}

// valueFor is what a site says of a setting.
func valueFor(site generator.Settings, name string) (generator.Value, bool) {
	for _, v := range site.Values {
		if flagName(v.Setting) == name && usable(v) {
			return v, true
		}
	}
	return generator.Value{}, false
}

func siteValue(f *pflag.Flag, v generator.Value) string {
	if f.Value.Type() == "stringSlice" {
		var all []string
		for one := range strings.SplitSeq(v.Text, "\n") {
			all = append(all, tomlText(one))
		}
		return "[" + strings.Join(all, ", ") + "]"
	}
	return tomlText(v.Text)
}

// tomlText is a text in quotes, as TOML has it.
func tomlText(s string) string {
	quoted, err := json.Marshal(s) // whose escapes TOML has too
	if err != nil {
		return `""`
	}
	return string(quoted)
}

func tomlValue(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "bool":
		return f.DefValue
	case "stringSlice":
		if list := strings.Trim(f.DefValue, "[]"); list != "" {
			return fmt.Sprintf("[%q]", list)
		}
		return f.DefValue
	}
	return fmt.Sprintf("%q", f.DefValue)
}
