package main

// What a start costs, by counts: clocks differ from machine to machine.

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var initLine = regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes, (\d+) allocs$`)

// Tables and patterns are made when they are first asked: help, version and completions
// come at once. What one package of ours makes at the start is bounded, what all of ours
// do, and what all do: a new dependency that compiles its patterns at the start is noticed.
func TestStartMakesLittle(t *testing.T) {
	t.Parallel()
	const most, mostOfOurs, mostOfAll = 600, 3000, 20000 // allocations
	for _, command := range []string{"version", "--help", "__complete build --fut"} {
		c := exec.Command("feedmill", strings.Fields(command)...)
		c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		said, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", command, err, said)
		}
		ours, all := 0, 0
		for _, m := range initLine.FindAllStringSubmatch(string(said), -1) {
			n, err := strconv.Atoi(m[3])
			must(t, err)
			all += n
			if !strings.HasPrefix(m[1], "feedmill/") {
				continue
			}
			ours += n
			if n > most {
				t.Errorf("%s: %s makes %d allocations at the start, want %d at most: make it when it is first asked (sync.OnceValue)", command, m[1], n, most)
			}
		}
		if ours == 0 || ours > mostOfOurs || all > mostOfAll {
			t.Errorf("%s: our packages make %d allocations at the start, want %d at most, and some; all together %d, want %d at most", command, ours, mostOfOurs, all, mostOfAll)
		}
	}
}

// The settings are declared for the command that is asked alone.
func TestTreeOfWhatIsAsked(t *testing.T) {
	whole := testing.AllocsPerRun(5, func() { newRoot(environment{}) })
	for _, command := range []string{"version", "--help", "help", "completion bash", ""} {
		made := testing.AllocsPerRun(5, func() { newRoot(environment{args: strings.Fields(command)}) })
		if made > whole/4 {
			t.Errorf("%q: %.0f allocations for the commands, of %.0f for all with all settings; want a quarter at most", command, made, whole)
		}
	}
	build := newRoot(environment{args: []string{"help", "build"}}).Commands()[0]
	if build.Name() != "build" || build.Flags().Lookup("url") == nil {
		t.Errorf("help build: %s has no settings, want them", build.Name())
	}
}
