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
// come at once. What one package makes at the start is bounded, and what all of ours do.
func TestStartMakesLittle(t *testing.T) {
	t.Parallel()
	const most, mostOfAll = 7000, 20000 // allocations
	for _, command := range []string{"version", "--help", "__complete build --fut"} {
		c := exec.Command("feedmill", strings.Fields(command)...)
		c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		said, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", command, err, said)
		}
		all := 0
		for _, m := range initLine.FindAllStringSubmatch(string(said), -1) {
			if !strings.HasPrefix(m[1], "feedmill/") {
				continue
			}
			n, err := strconv.Atoi(m[3])
			must(t, err)
			if n > most {
				t.Errorf("%s: %s makes %d allocations at the start, want %d at most: make it when it is first asked (sync.OnceValue)", command, m[1], n, most)
			}
			all += n
		}
		if all == 0 || all > mostOfAll {
			t.Errorf("%s: our packages make %d allocations at the start, want %d at most, and some", command, all, mostOfAll)
		}
	}
}
