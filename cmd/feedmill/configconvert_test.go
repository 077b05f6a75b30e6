package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestConvertFrom(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "feedmill.toml")
	for _, c := range []struct {
		value any
		want  []string
		err   string
	}{
		{"pandoc -s -t html", []string{"pandoc", "-s", "-t", "html"}, ""},
		{`pandoc --metadata 'a "b"'  -M "c d"e ''`, []string{"pandoc", "--metadata", `a "b"`, "-M", "c de", ""}, ""},
		{`x $HOME ; rm * | y\z`, []string{"x", "$HOME", ";", "rm", "*", "|", `y\z`}, ""},
		{[]any{"pandoc", "a b"}, []string{"pandoc", "a b"}, ""},
		{"tools/to-html", []string{filepath.Join(dir, "tools", "to-html")}, ""},
		{"pandoc 'x", nil, "never closed"},
		{" ", nil, "name a program"},
		{7, nil, "is no program"},
	} {
		var cfg config
		err := cfg.convertFrom(map[string]any{".docx": c.value}, file)
		switch {
		case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%v: error %v, want %s", c.value, err, c.err)
		case c.err == "" && (err != nil || !slices.Equal(cfg.Convert[".docx"], c.want)):
			t.Errorf("%v: got %q, %v, want %q", c.value, cfg.Convert[".docx"], err, c.want)
		}
	}
	for _, ending := range []string{"docx", ".DOCX", ".", "a.docx", "./x"} {
		if err := new(config).convertFrom(map[string]any{ending: "pandoc"}, file); err == nil {
			t.Errorf("%q passes for an ending", ending)
		}
	}
}
