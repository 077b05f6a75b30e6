package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/folder"
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
	m := &mill{cfg: cfg, folder: f}
	faults := 0
	for _, p := range listing.Problems {
		faults++
		fmt.Fprintf(env.stdout, "%s: %v\n", p.Path, p.Err)
	}
	for _, path := range listing.Since(folder.Snapshot{}).Changed {
		if err := ctx.Err(); err != nil {
			return err
		}
		faults += m.checkFile(env.stdout, path)
	}
	fmt.Fprintf(env.stdout, "%s, %s\n", plural(len(listing.Articles), "article file"), plural(faults, "fault"))
	if faults > 0 {
		return errReported
	}
	return nil
}

// checkFile prints the faults of one file and returns their number.
func (m *mill) checkFile(w io.Writer, path string) int {
	r := m.readFile(path)
	if errors.Is(r.Err, fs.ErrNotExist) {
		return 0
	}
	if r.Err != nil {
		fmt.Fprintln(w, r.Err)
		return 1
	}
	faults := 0
	for _, a := range r.Articles {
		for _, p := range a.Problems {
			faults++
			fmt.Fprintln(w, &content.Error{Path: path, Line: p.Line, Message: p.Message})
		}
	}
	return faults
}
