package service

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

var jobs = map[string]Job{
	"machine":   {Name: "news", Program: "/usr/bin/feedmill", Args: []string{"serve", "--url=https://news.example.org/"}, Folder: "/srv/news"},
	"owned":     {Name: "news", Program: "/usr/bin/feedmill", Args: []string{"serve"}, Folder: "/home/ann/my news", Out: "/var/www/100%", Owner: "ann"},
	"user":      {Name: "news", Program: "/home/ann/go/bin/feedmill", Args: []string{"serve", `--title=Ann's "News" & $more`}, Folder: "/home/ann/news", Out: "/home/ann/public", User: true},
	"listening": {Name: "news", Program: "/usr/bin/feedmill", Args: []string{"serve", "--listen=:80"}, Folder: "/srv/news", Listen: ":80"},
}

// described is all that is told to a manager of a job: its files and commands.
func described(h Host, j Job) string {
	var b strings.Builder
	m := managers[h.System]
	for _, f := range m.files(h, j) {
		if f.text != "" {
			fmt.Fprintf(&b, "== %s\n%s\n", f.path, f.text)
		}
	}
	for _, part := range []struct {
		name     string
		commands [][]string
	}{{"install", m.install(h, j)}, {"uninstall", m.remove(h, j)}, {"status", m.show(h, j)}} {
		fmt.Fprintf(&b, "== %s\n", part.name)
		for _, c := range part.commands {
			fmt.Fprintf(&b, "%q\n", c)
		}
	}
	return b.String()
}

func TestDescriptions(t *testing.T) {
	env := map[string]string{"HOME": "/home/ann", "ProgramData": `C:\ProgramData`}
	for name, job := range jobs {
		for system := range managers {
			h := Host{System: system, Env: func(name string) string { return env[name] }}
			if _, err := h.manager(job); err != nil {
				continue
			}
			golden := filepath.Join("testdata", name+"."+system)
			got := described(h, onSystem(job, system))
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; run go test ./cmd/feedmill/service -update and look at it\ngot:\n%s", golden, got)
			}
		}
	}
}

// onSystem is a job with its paths as a system writes them.
func onSystem(j Job, system string) Job {
	if system != "windows" {
		return j
	}
	for _, p := range []*string{&j.Program, &j.Folder, &j.Out} {
		if *p != "" {
			*p = "C:" + strings.ReplaceAll(*p, "/", `\`)
		}
	}
	return j
}

// What programs of Windows read from a command line is what was put into it (the rules of
// CommandLineToArgvW, by its documentation).
func TestWordsOfWindows(t *testing.T) {
	for word, want := range map[string]string{
		`serve`:           `serve`,
		``:                `""`,
		`my news`:         `"my news"`,
		`C:\my news\`:     `"C:\my news\\"`,
		`C:\news\`:        `C:\news\`,
		`--title=a "b"`:   `"--title=a \"b\""`,
		`--title=a \"b\\`: `"--title=a \\\"b\\\\"`,
	} {
		if got := windowsQuoted(word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}

func TestWhereSystemdListens(t *testing.T) {
	for listen, want := range map[string]string{
		"127.0.0.1:8080": "127.0.0.1:8080", ":80": "80", "[::1]:8080": "[::1]:8080", "localhost:8080": "127.0.0.1:8080",
		"unix:/run/feedmill.sock": "/run/feedmill.sock", "unix:here.sock": "", "news.example.org:80": "", "127.0.0.1:0": "", "": "", "8080": "",
	} {
		if got, ok := streamOf(listen); ok != (want != "") || ok && got != want {
			t.Errorf("%q: got %q, %v, want %q", listen, got, ok, want)
		}
	}
}

// An installation that listens no more, or elsewhere, leaves no socket of the last one.
func TestSocketGoesWithTheSetting(t *testing.T) {
	home := t.TempDir()
	var told []string
	h := Host{System: "linux", Env: func(name string) string { return map[string]string{"HOME": home}[name] }, Run: func(_ context.Context, c []string) (string, error) {
		told = append(told, strings.Join(c, " "))
		return "", nil
	}}
	j := jobs["user"]
	j.Listen = "127.0.0.1:8080"
	if _, err := h.Install(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(home, ".config/systemd/user/feedmill-news.socket")
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "\nListenStream=127.0.0.1:8080\n") {
		t.Fatalf("got %q, %v", text, err)
	}
	j.Listen = ""
	if _, err := h.Install(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket has stayed: %v", err)
	}
	want := []string{
		"systemctl --user daemon-reload", "systemctl --user enable feedmill-news.socket feedmill-news", "systemctl --user stop feedmill-news",
		"systemctl --user restart feedmill-news.socket", "systemctl --user start feedmill-news",
		"systemctl --user disable --now feedmill-news.socket",
		"systemctl --user daemon-reload", "systemctl --user enable feedmill-news", "systemctl --user restart feedmill-news",
	}
	if !slices.Equal(told, want) {
		t.Errorf("the manager was told\n%q, want\n%q", told, want)
	}
}

// The life of a service of Windows is one of commands: one that is not there yet is no
// trouble, and one that was never installed is said.
func TestLifeOfAWindowsService(t *testing.T) {
	data := t.TempDir()
	there := false
	h := Host{System: "windows", Env: func(string) string { return data }, Run: func(_ context.Context, c []string) (string, error) {
		if c[0] != "sc.exe" {
			return "", nil
		}
		switch c[1] {
		case "create":
			there = true
		case "queryex", "config":
			if !there {
				return "the service does not exist", errors.New("exit status 1060")
			}
		case "delete":
			there = false
		}
		return "RUNNING", nil
	}}
	j := jobs["machine"]
	if _, err := h.Uninstall(t.Context(), j); err == nil || !strings.Contains(err.Error(), "there is no service feedmill-news") {
		t.Errorf("uninstall of what is not installed: got %v", err)
	}
	if known, err := h.Install(t.Context(), j); err != nil || known != "service feedmill-news" {
		t.Fatalf("install: got %q, %v", known, err)
	}
	if said, err := h.Status(t.Context(), j); err != nil || said != "RUNNING" {
		t.Errorf("status: got %q, %v", said, err)
	}
	if _, err := os.Stat(data + `\feedmill-news`); err != nil {
		t.Errorf("it has no folder to write into: %v", err)
	}
	if _, err := h.Uninstall(t.Context(), j); err != nil || there {
		t.Errorf("uninstall: %v, there %v", err, there)
	}
	if _, err := h.Install(t.Context(), jobs["user"]); !errors.Is(err, ErrNoUsers) {
		t.Errorf("a service of a user: got %v, want %v", err, ErrNoUsers)
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
