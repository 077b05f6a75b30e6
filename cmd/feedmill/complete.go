package main

// What a shell may offer while a command is typed.

import (
	"slices"

	"github.com/spf13/cobra"

	"feedmill/feed"
)

// choices are the settings that have a few values, and those. An order is that of the
// help.
var choices = map[string][]string{
	"future":        {"hold", "show"},
	"content":       {"both", "full", "summary"},
	"heading-ids":   {"github", "kramdown", "zola", "python", "hexo", "none"},
	"push":          {"on", "private", "off"},
	"undated":       {"articles", "pages"},
	"log-format":    {"text", "json"},
	"date-order":    {"auto", "dmy", "mdy"},
	"update-period": feed.Periods,
	"formats":       feed.FormatNames(),
}

// folderFlags take folders.
var folderFlags = []string{"out", "state", "only", "profile", "dir"}

// offerValues tells shells what the flags and the arguments of a command can be.
func offerValues(c *cobra.Command) {
	for name, values := range choices {
		if c.Flags().Lookup(name) != nil {
			_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // fails only for flags that there are not
		}
	}
	for _, name := range folderFlags {
		if c.Flags().Lookup(name) != nil {
			_ = c.MarkFlagDirname(name)
		}
	}
	for _, name := range feed.KindNames {
		if c.Flags().Lookup(name) != nil {
			values := append([]string{"on", "off"}, feed.FormatNames()...)
			_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	if c.Flags().Lookup("config") != nil {
		_ = c.MarkFlagFilename("config", "toml")
	}
	if slices.Contains([]string{"build", "watch", "serve", "check", "init"}, c.Name()) {
		c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		}
	}
}
