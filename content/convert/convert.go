// Package convert reads files of which a program that the settings name makes HTML or
// Markdown.
//
// The program gets a copy of the file, in a folder of its own, and a bounded time; of
// what it writes, a bounded part is taken. No shell sees the file's name or the
// arguments. Its failure is the file's own error.
package convert

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/html"
	"feedmill/content/markdown"
	"feedmill/content/program"
	"feedmill/content/wordlist"
)

// Longest is how long a program may take for one file, where nobody says otherwise.
const Longest = 30 * time.Second

// Parse reads one file by what the program for its ending makes of it. The articles
// name no lines: those of the file are not known.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	command := o.Convert[strings.ToLower(path.Ext(f.Path))]
	out, err := run(command, f, o.Limits.Size, cmp.Or(o.ConvertTime, Longest))
	if err != nil {
		return nil, &content.Error{Path: f.Path, Message: err.Error()}
	}
	read := markdown.Parse
	if bytes.HasPrefix(bytes.TrimSpace(out), []byte("<")) {
		read = html.Parse
	}
	o.Encoding = "" // that of the file is the program's business
	f.Data = out
	articles, err := read(f, o)
	var known *content.Error
	if errors.As(err, &known) {
		return nil, &content.Error{Path: f.Path, Message: "what " + filepath.Base(command[0]) + " makes of it cannot be read: " + known.Message}
	}
	for i, a := range articles {
		articles[i] = a.AtLines(func(int) int { return 0 })
	}
	return articles, err
}

// run runs a program on a copy of a file, and gives what it wrote.
func run(command []string, f content.File, most int, timeout time.Duration) ([]byte, error) {
	folder, err := os.MkdirTemp("", "feedmill-convert-")
	if err != nil {
		return nil, fmt.Errorf("convert: %w; free some space for temporary files", err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "article"+strings.ToLower(path.Ext(f.Path)))
	if err := os.WriteFile(file, f.Data, 0o600); err != nil {
		return nil, fmt.Errorf("convert: %w; free some space for temporary files", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	out, told := &program.Output{Most: most}, program.Complaints()
	c := program.Command(ctx, append([]string{command[0]}, argumentsFor(command[1:], file)...))
	c.Dir, c.Env, c.Stdout, c.Stderr = folder, environment(os.Environ()), out, told
	err = c.Run()
	return out.Bytes(), explain(err, command[0], ctx, out, told, timeout)
}

// argumentsFor puts the file where {file} stands, else last.
func argumentsFor(arguments []string, file string) []string {
	all := slices.Clone(arguments)
	placed := false
	for i, a := range all {
		placed = placed || strings.Contains(a, "{file}")
		all[i] = strings.ReplaceAll(a, "{file}", file)
	}
	if !placed {
		all = append(all, file)
	}
	return all
}

// passed are the variables that programs need to be found and to run. Others may be
// secrets.
var passed = wordlist.Set(`path home lang lc_all lc_ctype tmpdir temp tmp systemroot userprofile appdata xdg_data_home`)

func environment(all []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return !passed[strings.ToLower(name)]
	})
}

// explain says what went wrong, and what to do.
func explain(err error, path string, ctx context.Context, out, told *program.Output, timeout time.Duration) error {
	name, line := filepath.Base(path), told.Line()
	switch {
	case out.Full():
		return fmt.Errorf("%s", content.TooMuch(fmt.Sprintf("what %s makes of it has more than %d bytes", name, out.Most), out.Most, "max-size"))
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%s took more than %v and was stopped; simplify the file, or raise convert-time", name, timeout)
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s, which [convert] names for such files, is not installed; install it, or take the line out", name)
	case err != nil && line != "":
		return fmt.Errorf("%s cannot convert it: %s; mend the file, or the arguments in [convert]", name, line)
	case err != nil:
		return fmt.Errorf("%s cannot convert it: %w; mend the file, or the arguments in [convert]", name, err)
	case len(bytes.TrimSpace(out.Bytes())) == 0:
		return fmt.Errorf("%s makes nothing of it; mend the file, or the arguments in [convert]", name)
	}
	return nil
}
