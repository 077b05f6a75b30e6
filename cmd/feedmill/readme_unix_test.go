//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The lines with which the README has a stranger begin do what it says below them. The
// program is at hand already: that it builds with nothing but Go is what all tests show.
func TestFiveLinesOfTheReadme(t *testing.T) {
	t.Parallel()
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
