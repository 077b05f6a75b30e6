package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A setting that stood in no topic would be shown as a flag of the command's own.
func TestTopicsHoldEachSettingOnce(t *testing.T) {
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	settings(&config{}, set)
	count := map[string]int{}
	for _, topic := range topics {
		for _, s := range topic.settings {
			count[s]++
			if set.Lookup(s) == nil {
				t.Errorf("topic %q names %q, which is no setting", topic.title, s)
			}
		}
	}
	for _, name := range flagNames(set) {
		if count[name] != 1 {
			t.Errorf("setting %q stands in %d topics, want 1", name, count[name])
		}
	}
}

// helpOf is the help of a command, by its name.
func helpOf(t *testing.T, name string) string {
	t.Helper()
	var said strings.Builder
	root := newRoot(environment{stdout: &said, stderr: &said})
	root.SetArgs(strings.Fields(name + " --help"))
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	return said.String()
}

// allCommands are the names of a command, and of those below it.
func allCommands(c *cobra.Command, name string) []string {
	names := []string{name}
	for _, sub := range c.Commands() {
		names = append(names, allCommands(sub, strings.TrimSpace(name+" "+sub.Name()))...)
	}
	return names
}

func TestHelpFitsTheScreen(t *testing.T) {
	t.Parallel()
	for _, name := range allCommands(newRoot(environment{}), "") {
		said := helpOf(t, name)
		for line := range strings.Lines(said) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > usualWidth {
				t.Errorf("help of %q: a line of %d columns: %s", name, n, line)
			}
		}
		if strings.Contains(said, "\x1b") {
			t.Errorf("help of %q has escapes", name)
		}
		if serves := name == "serve" || name == "service install"; strings.Contains(said, "--listen address") != serves {
			t.Errorf("help of %q: --listen is for serve alone", name)
		}
	}
}
