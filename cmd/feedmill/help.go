package main

// Help as a stranger reads it: an example first, then the settings by what they are for,
// of which a command shows its own alone.

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A topic is a part of the settings in the help.
type topic struct {
	title    string
	commands []string // that these settings do something for
	settings []string
}

var (
	reading    = []string{"build", "watch", "serve", "check", "inspect", "adopt"}
	asking     = []string{"adopt", "inspect", "status", "explain"}
	publishing = []string{"build", "watch", "serve", "check"}
	staying    = []string{"watch", "serve"}
)

// topics hold each setting once.
var topics = []topic{
	{"The site", append([]string{"adopt"}, publishing...), []string{"url", "title", "description", "language", "author"}},
	{"What is read", reading, []string{"only", "ignore", "include", "undated", "timezone", "date-order", "encoding", "permalink", "keep-location", "stream-media", "heading-ids"}},
	{"Where things are", slices.Concat(asking, publishing), []string{"config", "out", "state"}},
	{"What feeds there are", publishing, []string{"limit", "content", "formats", "sections", "tags", "authors", "languages", "archives", "pages", "templates", "assets"}},
	{"What feeds say", publishing, []string{"icon", "logo", "favicon", "rights", "ttl", "update-period", "update-frequency", "tombstones", "hub"}},
	{"When", publishing, []string{"future", "settle", "sweep", "poll"}},
	{"Guards", publishing, []string{"strict", "max-loss", "allow-empty", "max-size", "max-media", "max-parts", "max-values", "max-depth", "max-names", "max-growth", "max-work", "convert-time"}},
	{"Several nodes", []string{"watch"}, []string{"nodes"}},
	{"Serving", []string{"serve"}, []string{"listen", "tls-cert", "tls-key", "acme", "push"}},
	{"The operator", publishing, []string{"log-format", "status"}},
}

// onlyWhileStaying are settings of what stays, wherever their topic is shown.
var onlyWhileStaying = []string{"settle", "sweep", "poll", "status"}

// shown reports whether the help of a command shows a setting.
func (t topic) shown(command, setting string) bool {
	if slices.Contains(onlyWhileStaying, setting) && !slices.Contains(staying, command) {
		return false
	}
	return slices.Contains(t.commands, command)
}

// usage writes the help of a command below what it says of itself.
func usage(c *cobra.Command) error {
	w, width := c.OutOrStderr(), helpWidth(c.OutOrStderr())
	if c.HasExample() {
		fmt.Fprintf(w, "%s\n\n", c.Example)
	}
	fmt.Fprintf(w, "Usage:\n  %s\n", strings.TrimSpace(c.UseLine()))
	if c.HasAvailableSubCommands() {
		listCommands(w, c)
		return nil
	}
	for _, part := range settingsOf(c) {
		printFlags(w, part.title, part.flags, width)
	}
	return nil
}

// A part of the flags of a command, under a heading.
type part struct {
	title string
	flags *pflag.FlagSet
}

// settingsOf are the flags of a command: its own, then the settings that do something
// for it, by topic.
func settingsOf(c *cobra.Command) []part {
	parts := []part{{"Flags", pflag.NewFlagSet("", pflag.ContinueOnError)}}
	for _, t := range topics {
		parts = append(parts, part{t.title, pflag.NewFlagSet("", pflag.ContinueOnError)})
	}
	for _, p := range parts {
		p.flags.SortFlags = false
	}
	name := c.Name()
	if name == "install" {
		name = "serve" // which it installs
	}
	c.InitDefaultHelpFlag()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		i := slices.IndexFunc(topics, func(t topic) bool { return slices.Contains(t.settings, f.Name) })
		if i < 0 || topics[i].shown(name, f.Name) {
			parts[i+1].flags.AddFlag(f)
		}
	})
	return parts
}

func printFlags(w io.Writer, title string, set *pflag.FlagSet, width int) {
	if set.HasFlags() {
		fmt.Fprintf(w, "\n%s:\n%s", title, set.FlagUsagesWrapped(width))
	}
}

func listCommands(w io.Writer, c *cobra.Command) {
	groups := c.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: "Commands"}}
	}
	for _, chapter := range groups {
		heading := "\n" + chapter.Title + ":\n"
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() && sub.GroupID == chapter.ID {
				fmt.Fprintf(w, "%s  %-*s %s\n", heading, sub.NamePadding(), sub.Name(), sub.Short)
				heading = ""
			}
		}
	}
	fmt.Fprintf(w, "\n%s COMMAND --help says more of a command.\n", c.CommandPath())
}
