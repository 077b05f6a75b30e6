package main

// What the README and the pages beside it tell people to type, and lead them to.

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
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

// The lines with which the README has a stranger begin do what it says below them. The
// program is at hand already: that it builds with nothing but Go is what all tests show.
func TestFiveLinesOfTheReadme(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the lines are for a shell")
	}
	data, err := os.ReadFile(readme)
	must(t, err)
	i := slices.IndexFunc(fenced.FindAllStringSubmatch(string(data), -1), func(m []string) bool { return strings.HasPrefix(m[1], "go build ./cmd/feedmill\n") })
	if i < 0 {
		t.Fatal("the README has no lines that begin with go build")
	}
	lines := strings.Replace(fenced.FindAllStringSubmatch(string(data), -1)[i][1], "go build ./cmd/feedmill", `ln -s "$(command -v feedmill)" feedmill`, 1)
	c := exec.Command("sh", "-euc", lines)
	c.Dir = t.TempDir()
	c.Env = append(os.Environ(), "XDG_STATE_HOME="+t.TempDir())
	said, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, lines, said)
	}
	_, told, _ := strings.Cut(string(data), "\n`site` now holds ")
	told, _, _ = strings.Cut(told, "\n")
	names := regexp.MustCompile("`([a-z0-9]+\\.[a-z]+)`").FindAllStringSubmatch(told, -1)
	if len(names) < 4 {
		t.Errorf("the README does not say what the folder holds: %q", told)
	}
	for _, m := range names {
		if !strings.Contains("\n"+string(said), "\n"+m[1]+"\n") {
			t.Errorf("%s is not among what the lines list:\n%s", m[1], said)
		}
	}
	feed, err := os.ReadFile(filepath.Join(c.Dir, "site", "rss.xml"))
	if err != nil || strings.Count(string(feed), "<item>") != 1 || !strings.Contains(string(feed), "<title>The first snow</title>") {
		t.Errorf("the feed is not of the one article: %v\n%s", err, feed)
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
		for _, block := range fenced.FindAllStringSubmatch(text, -1) {
			for _, m := range typed.FindAllStringSubmatch(block[1], -1) {
				line, _, _ := strings.Cut(m[1], " #")
				if strings.ContainsAny(line, "[…") || strings.Contains(line, "  ") {
					continue // the list of commands
				}
				words := strings.Fields(line)
				for _, flag := range append(flagsOf(words), words[0]) {
					if !slices.ContainsFunc(lines, func(l string) bool { return runs(l, words[0], flag) }) {
						t.Errorf("%s: no test runs feedmill %s with %s", file, words[0], flag)
					}
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
