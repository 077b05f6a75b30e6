package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/folder"
	"feedmill/feed"
)

const checkHelp = `Read every article of DIR and report what is wrong with it, by file and line,
with the remedy. Nothing is written, neither feeds nor state.

The exit status is 1 if there is anything to report.`

func newCheck(env environment) *cobra.Command {
	c := &cobra.Command{Use: "check [flags] [DIR]", Short: "report what is wrong, file and line; write nothing", Long: checkHelp}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		return check(ctx, env, cfg, dir)
	})
}

// check reads all articles and prints each fault on a line.
func check(ctx context.Context, env environment, cfg *config, dir string) error {
	state, err := stateFolder(cfg.State, dir, env.getenv)
	if err != nil {
		return err
	}
	f, err := openFolder(dir, absolutePath(cfg.Out), state)
	if err != nil {
		return err
	}
	listing, err := f.Scan(ctx)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return usageError{err}
	}
	defer root.Close()
	c := checker{mill: &mill{cfg: cfg, folder: f}, out: env.stdout, root: root, now: time.Now(), stems: map[string]bool{}, ids: map[string]string{}}
	for _, path := range listing.Since(folder.Snapshot{}).Changed {
		c.stems[stem(path)] = true
	}
	faults := 0
	for _, p := range listing.Problems {
		faults++
		fmt.Fprintf(env.stdout, "%s: %v\n", p.Path, p.Err)
	}
	for _, path := range listing.Since(folder.Snapshot{}).Changed {
		if err := ctx.Err(); err != nil {
			return err
		}
		faults += c.checkFile(path)
	}
	fmt.Fprintf(env.stdout, "%s, %s\n", plural(len(listing.Articles), "article file"), plural(faults, "fault"))
	if faults > 0 {
		return errReported
	}
	return nil
}

// checker goes through the files of one run. It belongs to one goroutine.
type checker struct {
	mill  *mill
	out   io.Writer
	root  *os.Root // the content folder
	now   time.Time
	stems map[string]bool   // paths of articles, without what ends their names
	ids   map[string]string // stated id → path
}

func stem(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// checkFile prints the faults of one file and returns their number.
func (c *checker) checkFile(path string) int {
	r := c.mill.readFile(path)
	if errors.Is(r.Err, fs.ErrNotExist) {
		return 0
	}
	if r.Err != nil {
		fmt.Fprintln(c.out, r.Err)
		return 1
	}
	faults := 0
	for _, a := range r.Articles {
		problems := slices.Clone(a.Problems)
		for _, f := range feed.Check(a, c.now, c.there) {
			problems = append(problems, content.Problem{Line: c.lineOf(path, f.At), Message: f.Message})
		}
		if other, taken := c.ids[a.ID]; taken && a.ID != "" {
			problems = append(problems, content.Problem{Line: c.lineOf(path, a.ID), Message: fmt.Sprintf("states the id %q, as %s does; an id belongs to one article alone, so change one", a.ID, other)})
		}
		c.ids[a.ID] = path
		faults += len(problems)
		for _, p := range problems {
			fmt.Fprintln(c.out, &content.Error{Path: path, Line: p.Line, Message: p.Message})
		}
	}
	return faults
}

// there reports whether a path is a file of the folder, or the page of an article.
func (c *checker) there(p string) bool {
	if path.Ext(p) == ".html" && c.stems[stem(p)] {
		return true
	}
	if !filepath.IsLocal(filepath.FromSlash(p)) {
		return false
	}
	_, err := c.root.Stat(filepath.FromSlash(p))
	return err == nil
}

// lineOf is the line of a file on which a text first stands; 0 if none.
func (c *checker) lineOf(path, text string) int {
	data, _, err := c.mill.folder.Read(path)
	if err != nil || text == "" {
		return 0
	}
	before, _, found := strings.Cut(string(data), text)
	if !found {
		return 0
	}
	return strings.Count(before, "\n") + 1
}
