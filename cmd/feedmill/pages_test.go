package main

// What the README and the pages beside it tell people to type, and lead them to.

import (
	"os"
	"path/filepath"
	"regexp"
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

// TestCommandsOfPagesAreUnderstood: every command that a page shows has a name and flags
// that the program knows, with values that it takes.
func TestCommandsOfPagesAreUnderstood(t *testing.T) {
	seen := 0
	for file, text := range pagesForPeople(t) {
		for _, block := range fenced.FindAllStringSubmatch(text, -1) {
			for _, m := range typed.FindAllStringSubmatch(block[1], -1) {
				line, _, _ := strings.Cut(m[1], " #")
				if strings.ContainsAny(line, "[…") || strings.Contains(line, "  ") {
					continue // the list of commands
				}
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
