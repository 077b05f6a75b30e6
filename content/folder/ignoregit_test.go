//go:build git

package folder

// What git itself makes of the ignore files that the tests hold us to; .ci/git
// runs it, since a machine with Go only may have no git.

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestIgnoreFileIsAsGits asks git about the same lines.
func TestIgnoreFileIsAsGits(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("git is not there; .ci/git installs it")
	}
	dir := t.TempDir()
	git := func(args ...string) ([]byte, error) {
		c := exec.Command("git", args...)
		c.Dir, c.Env = dir, append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
		return c.Output()
	}
	if out, err := git("init", "-q"); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, tt := range ignoreTests {
		write(t, dir, ".gitignore", tt.file)
		for p := range strings.FieldsSeq(tt.paths) {
			p, want := strings.CutPrefix(p, "-")
			_, err := git("check-ignore", "-q", "--no-index", p)
			if got := err == nil; got != want {
				t.Errorf("%q: git leaves out %s: %v, want %v", tt.file, p, got, want)
			}
		}
	}
}
