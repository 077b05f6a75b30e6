package service

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

var jobs = map[string]Job{
	"machine": {Name: "news", Program: "/usr/bin/feedmill", Args: []string{"serve", "--url=https://news.example.org/"}, Folder: "/srv/news"},
	"owned":   {Name: "news", Program: "/usr/bin/feedmill", Args: []string{"serve"}, Folder: "/home/ann/my news", Out: "/var/www/100%", Owner: "ann"},
	"user":    {Name: "news", Program: "/home/ann/go/bin/feedmill", Args: []string{"serve", `--title=Ann's "News" & $more`}, Folder: "/home/ann/news", Out: "/home/ann/public", User: true},
}

func TestDescriptions(t *testing.T) {
	for name, job := range jobs {
		for system, m := range managers {
			file := filepath.Join("testdata", name+"."+system)
			got := m.render(job)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; run go test ./cmd/feedmill/service -update and look at it\ngot:\n%s", file, got)
			}
		}
	}
}

// TestLifeOfAService installs, asks and uninstalls, with a manager that takes down what it
// is told.
func TestLifeOfAService(t *testing.T) {
	home := t.TempDir()
	var told []string
	h := Host{
		System: "linux",
		Env:    func(name string) string { return map[string]string{"HOME": home}[name] },
		Run: func(_ context.Context, c []string) (string, error) {
			told = append(told, strings.Join(c, " "))
			return "active", nil
		},
	}
	j := jobs["user"]
	if _, err := h.Status(t.Context(), j); err == nil || !strings.Contains(err.Error(), "there is no service feedmill-news") {
		t.Errorf("status of what is not installed: got %v", err)
	}
	file, err := h.Install(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(home, ".config/systemd/user/feedmill-news.service"); file != want {
		t.Errorf("got file %s, want %s", file, want)
	}
	if said, err := h.Status(t.Context(), j); err != nil || said != "active" {
		t.Errorf("status: got %q, %v", said, err)
	}
	if _, err := h.Uninstall(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the unit has stayed: %v", err)
	}
	want := []string{
		"systemctl --user daemon-reload", "systemctl --user enable feedmill-news", "systemctl --user restart feedmill-news",
		"systemctl --user status --no-pager feedmill-news", "systemctl --user disable --now feedmill-news",
	}
	if !slices.Equal(told, want) {
		t.Errorf("the manager was told\n%q, want\n%q", told, want)
	}
}

func TestSystemsWithoutAManager(t *testing.T) {
	if _, err := (Host{System: "plan9"}).Install(t.Context(), jobs["machine"]); !errors.Is(err, ErrNoManager) {
		t.Errorf("got %v, want %v", err, ErrNoManager)
	}
}
