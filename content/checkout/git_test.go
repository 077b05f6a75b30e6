//go:build git

package checkout

// What git itself says, where it is installed: see .ci/git.

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// inGit runs git in a folder, at a day of March 2026.
func inGit(t *testing.T, dir, day string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=Ines", "-c", "user.email=ines@tide.example", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_COMMITTER_DATE=2026-03-"+day+"T12:00:00Z", "GIT_CONFIG_GLOBAL=/dev/null")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestDatesAreThoseOfTheCommitThatBroughtAFile(t *testing.T) {
	dir := t.TempDir()
	inGit(t, dir, "01", "init", "-q")
	write(t, filepath.Join(dir, "site", "über uns.md"), "a")
	inGit(t, dir, "02", "add", ".")
	inGit(t, dir, "02", "commit", "-qm", "one")
	write(t, filepath.Join(dir, "site", "über uns.md"), "b")
	write(t, filepath.Join(dir, "site", "posts", "b.md"), "b")
	write(t, filepath.Join(dir, "other.md"), "b")
	inGit(t, dir, "09", "add", ".")
	inGit(t, dir, "09", "commit", "-qm", "two")
	write(t, filepath.Join(dir, "site", "new.md"), "c")
	got, err := Dates(context.Background(), filepath.Join(dir, "site"))
	if err != nil {
		t.Fatal(err)
	}
	for name, day := range map[string]int{"über uns.md": 2, "posts/b.md": 9} {
		if want := time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC); !got[name].Equal(want) {
			t.Errorf("%s: got %v, want %v", name, got[name], want)
		}
	}
	if len(got) != 2 {
		t.Errorf("got %v, want two files", got)
	}

	shallow := filepath.Join(t.TempDir(), "clone")
	inGit(t, dir, "10", "clone", "-q", "--depth", "1", "file://"+dir, shallow)
	if _, err := Dates(context.Background(), shallow); !errors.Is(err, ErrShallow) {
		t.Errorf("of a shallow clone: error %v, want ErrShallow", err)
	}
}
