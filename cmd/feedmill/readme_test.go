package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "rewrite golden files and the README's table of settings")

const readme = "../../README.md"

// The README and the flags must not drift apart.
func TestReadmeListsEverySetting(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), "<!-- settings -->\n")
	old, after, ok2 := strings.Cut(rest, "<!-- /settings -->")
	if !ok || !ok2 {
		t.Fatal("README has no place for the table of settings")
	}
	want := settingsTable()
	if *update {
		if err := os.WriteFile(readme, []byte(before+"<!-- settings -->\n"+want+"<!-- /settings -->"+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != want {
		t.Errorf("the README's table of settings is not that of the flags; run go test ./cmd/feedmill -update\ngot:\n%s\nwant:\n%s", old, want)
	}
}

func settingsTable() string {
	var b strings.Builder
	b.WriteString("| setting | default | meaning |\n|---|---|---|\n")
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.SortFlags = false
	settings(&config{}, set)
	set.VisitAll(func(f *pflag.Flag) {
		_, usage := pflag.UnquoteUsage(f)
		def := strings.Trim(f.DefValue, "[]")
		if def != "" {
			def = "`" + def + "`"
		}
		fmt.Fprintf(&b, "| `--%s` | %s | %s |\n", f.Name, def, usage)
	})
	return b.String()
}

// The commands that the README lists are those that the program has.
func TestReadmeListsEveryCommand(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range newRoot(environment{}).Commands() {
		line := fmt.Sprintf("feedmill %s", c.Name())
		if !strings.Contains(string(data), "\n"+line) || !strings.Contains(string(data), c.Short) {
			t.Errorf("the README does not list %q with %q", line, c.Short)
		}
	}
	if !strings.Contains(string(data), "\ngo test ./...\n") {
		t.Error("the README does not say how to test")
	}
}
