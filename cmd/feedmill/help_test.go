package main

import (
	"strings"
	"testing"

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

func TestHelpFitsTheScreen(t *testing.T) {
	for _, name := range []string{"", "build", "watch", "serve", "check", "inspect", "adopt", "import", "init", "version"} {
		var said strings.Builder
		root := newRoot(environment{stdout: &said, stderr: &said})
		root.SetArgs(strings.Fields(name + " --help"))
		if err := root.Execute(); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(said.String(), "\n") {
			if n := len([]rune(line)); n > 90 {
				t.Errorf("help of %q: a line of %d columns: %s", name, n, line)
			}
		}
		if strings.Contains(said.String(), "--listen") != (name == "serve") {
			t.Errorf("help of %q: --listen is for serve alone", name)
		}
	}
}
