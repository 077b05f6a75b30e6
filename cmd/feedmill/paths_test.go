package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// The manager of services names the state folder: systemd several, with colons between
// them; on Windows a colon stands behind the letter of the disk.
func TestFirstFolder(t *testing.T) {
	for _, c := range []struct {
		list      string
		separator rune
		want      string
	}{
		{"/var/lib/feedmill-news", ':', "/var/lib/feedmill-news"},
		{"/var/lib/feedmill:/var/lib/other", ':', "/var/lib/feedmill"},
		{`C:\ProgramData\feedmill-news`, ';', `C:\ProgramData\feedmill-news`},
		{`C:\ProgramData\my news;D:\other`, ';', `C:\ProgramData\my news`},
		{"", ':', ""},
	} {
		if got := firstFolder(c.list, c.separator); got != c.want {
			t.Errorf("%q: got %q, want %q", c.list, got, c.want)
		}
	}
}

// What explain is given is a file if there is one, whatever is in its name: on Windows each
// absolute path has a colon.
func TestWithinTakesFilesFirst(t *testing.T) {
	news := t.TempDir()
	name := "Why: an answer.txt"
	if runtime.GOOS == "windows" {
		name = "answer.txt" // its folder has the colon
	}
	file := filepath.Join(news, "city", name)
	must(t, os.Mkdir(filepath.Dir(file), 0o755))
	must(t, os.WriteFile(file, []byte("Why\n\nBecause."), 0o644))
	for what, want := range map[string]string{
		file: "city/" + name,
		"tag:news.example.org,2026-11-01:city/answer":     "tag:news.example.org,2026-11-01:city/answer",
		"https://news.example.org/articles/x.html":        "https://news.example.org/articles/x.html",
		"urn:uuid:ead4c236-bf58-58c6-a2c6-a6b28d128cb6":   "urn:uuid:ead4c236-bf58-58c6-a2c6-a6b28d128cb6",
		filepath.Join("city", ".", "gone.txt"):            "city/gone.txt",
		"city" + string(filepath.Separator) + "gone.txt/": "city/gone.txt",
	} {
		if got := within(news, what); got != want {
			t.Errorf("%s: got %q, want %q", what, got, want)
		}
	}
}
