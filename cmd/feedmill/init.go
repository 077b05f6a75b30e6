package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"feedmill/content"
)

func newInit(env environment) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "write a commented feedmill.toml",
		Long:  "Write DIR/feedmill.toml with every setting, its default and what it means. A file that is there already is left alone.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			file := "feedmill.toml"
			if len(args) == 1 {
				file = filepath.Join(args[0], file)
			}
			if err := writeNew(file, sampleConfig()); err != nil {
				return err
			}
			fmt.Fprintf(env.stdout, "Wrote %s. Set url and title in it, then run: feedmill serve %s\n", content.Visible(file), content.Visible(filepath.Dir(file)))
			return nil
		},
	}
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
// comment that shows its default.
func sampleConfig() []byte {
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
		fmt.Fprintf(&buf, "\n# %s\n# %s = %s\n", help, strings.ReplaceAll(f.Name, "-", "_"), tomlValue(f))
	})
	buf.WriteString("\n# How the articles below one sub-folder are read:\n# [folders.\"world\"]\n# timezone = \"Asia/Hong_Kong\"\n# date_order = \"dmy\"\n# encoding = \"windows-1252\"\n# language = \"en\"\n")
	buf.WriteString("\n# A feed of some articles, at feeds/abroad/:\n# [feeds.abroad]\n# title = \"From abroad\"\n# include = {section = \"world\", tag = [\"syria\", \"russia\"]}\n# exclude = {author = \"Agency\"}\n")
	buf.WriteString("\n# Old addresses that keep a copy of a document:\n# [aliases]\n# \"old/feed.xml\" = \"rss.xml\"\n")
	return buf.Bytes()
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
