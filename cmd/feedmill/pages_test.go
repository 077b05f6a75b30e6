package main

// What the README and the pages beside it tell people to type, and lead them to.

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func pagesForPeople(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../.github/*.md")
	must(t, err)
	all := map[string]string{}
	for _, f := range append(files, readme) {
		data, err := os.ReadFile(f)
		must(t, err)
		all[f] = string(data)
	}
	return all
}

var (
	code     = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	fenced   = regexp.MustCompile("(?s)```[a-z]*\n(.*?)\n```")
	typed    = regexp.MustCompile(`(?m)^(?:sudo )?(?:\./)?feedmill (.+)$`)
	relative = regexp.MustCompile(`\]\(([^):#]+)(?:#[^)]*)?\)`)
)

// commandsOn are what a page has people type behind the name of the program.
func commandsOn(page string) (lines []string) {
	for _, block := range fenced.FindAllStringSubmatch(page, -1) {
		for _, m := range typed.FindAllStringSubmatch(block[1], -1) {
			line, _, _ := strings.Cut(m[1], " #")
			if !strings.ContainsAny(line, "[…") && !strings.Contains(line, "  ") { // as the list of commands has it
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// TestCommandsOfPagesAreUnderstood: every command that a page shows has a name and flags
// that the program knows, with values that it takes.
func TestCommandsOfPagesAreUnderstood(t *testing.T) {
	seen := 0
	for file, text := range pagesForPeople(t) {
		for _, line := range commandsOn(text) {
			seen++
			c, rest, err := newRoot(environment{}).Find(strings.Fields(strings.NewReplacer(`"`, "", "'", "").Replace(line)))
			if err == nil {
				err = c.ParseFlags(rest)
			}
			if err != nil || !c.HasParent() {
				t.Errorf("%s: feedmill %s: %v", file, line, err)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d commands were found: are they still in fences?", seen)
	}
}

func TestPagesLeadToFiles(t *testing.T) {
	for file, text := range pagesForPeople(t) {
		for _, m := range relative.FindAllStringSubmatch(code.ReplaceAllString(text, ""), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil && !strings.Contains(m[1], "://") && strings.Contains(m[1], ".md") {
				t.Errorf("%s leads to %s, which is not there", file, m[1])
			}
		}
	}
}

// What a page has people type is what tests run, command by command with each of its flags:
// what is only understood may still do nothing.
func TestCommandsOfPagesAreRun(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*/*.txtar")
	must(t, err)
	tests, err := filepath.Glob("*_test.go")
	must(t, err)
	var run strings.Builder
	for _, f := range append(scripts, tests...) {
		data, err := os.ReadFile(f)
		must(t, err)
		if filepath.Base(f) != "pages_test.go" {
			run.Write(data)
		}
	}
	lines := strings.Split(run.String(), "\n")
	for file, text := range pagesForPeople(t) {
		for _, line := range commandsOn(text) {
			words := strings.Fields(line)
			for _, flag := range append(flagsOf(words), words[0]) {
				if !slices.ContainsFunc(lines, func(l string) bool { return runs(l, words[0], flag) }) {
					t.Errorf("%s: no test runs feedmill %s with %s", file, words[0], flag)
				}
			}
		}
	}
}

func flagsOf(words []string) (flags []string) {
	for _, w := range words {
		if name, _, _ := strings.Cut(w, "="); strings.HasPrefix(name, "--") {
			flags = append(flags, name)
		}
	}
	return flags
}

// runs reports whether a line of a script or of a test runs a command with a flag.
func runs(line, command, flag string) bool {
	bare := strings.NewReplacer(`"`, " ", ",", " ", "=", " ").Replace(line)
	words := strings.Fields(bare)
	return slices.Contains(words, command) && slices.Contains(words, flag) && (strings.Contains(line, "feedmill") || strings.Contains(line, `"`+command+`"`))
}
