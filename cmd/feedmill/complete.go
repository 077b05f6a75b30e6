package main

// What a shell may offer while a command is typed.

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"feedmill/content/read"
	"feedmill/feed"
)

// choices are the settings that have a few values, and those. An order is that of the
// help.
var choices = map[string][]string{
	"future":        {"hold", "show"},
	"content":       {"both", "full", "summary"},
	"heading-ids":   {"github", "hugo", "hugo-ascii", "blackfriday", "kramdown", "zola", "zola-safe", "python", "hexo", "none"},
	"push":          {"on", "private", "off"},
	"undated":       {"articles", "pages"},
	"log-format":    {"text", "json"},
	"date-order":    {"auto", "dmy", "mdy"},
	"update-period": feed.Periods,
	"formats":       feed.FormatNames(),
}

// completedFromFolder offers the folders of the content folder for what is named relative
// to it, and its articles for what is to be explained.
func completedFromFolder(c *cobra.Command) {
	if c.Flags().Lookup("only") != nil {
		_ = c.RegisterFlagCompletionFunc("only", func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return below(append(args, ".")[0], typed, foldersIn), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		})
	}
	if c.Name() == "explain" {
		c.ValidArgsFunction = func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
			dir := c.Flag("dir").Value.String()
			return slices.Concat(below(dir, typed, foldersIn), below(dir, typed, articlesIn)), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
	}
}

// articlesIn are the files of a folder that are articles by their names.
func articlesIn(dir string) []string {
	return slices.DeleteFunc(filesIn(dir), func(name string) bool { return !read.IsArticle(name) })
}

// below are the paths below dir that what is typed may become, of what names lists.
func below(dir, typed string, names func(dir string) []string) (all []string) {
	parent := path.Dir(typed + "x") // what is typed may end with a slash
	for _, name := range names(filepath.Join(dir, filepath.FromSlash(parent))) {
		if p := path.Join(parent, name); strings.HasPrefix(p, typed) && !strings.HasPrefix(name, ".") {
			all = append(all, p)
		}
	}
	return all
}

// folderFlags take folders.
var folderFlags = []string{"out", "state", "profile", "dir", "templates"}

// offerValues tells shells what the flags and the arguments of a command can be.
func offerValues(c *cobra.Command) {
	for _, sub := range c.Commands() {
		offerValues(sub)
	}
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
	completedFromFolder(c)
	if slices.Contains([]string{"build", "watch", "serve", "check", "init", "status", "manual", "install", "uninstall"}, c.Name()) {
		c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		}
	}
}
