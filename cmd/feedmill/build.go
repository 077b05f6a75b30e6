package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

const buildHelp = `Read DIR once, write the feeds, exit.

Documents whose bytes would be the same are not touched. Files that cannot be
read as articles are named on standard error and harm nothing else; with
--strict they make the exit status 1.`

func newBuild(env environment) *cobra.Command {
	c := &cobra.Command{Use: "build [flags] [DIR]", Short: "read DIR once, write the feeds, exit", Long: buildHelp}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		if err := cfg.defaultURL(env); err != nil {
			return err
		}
		m, err := openMill(cfg, dir, newLogger(env.stderr, cfg.LogFormat, false), env.getenv)
		if err != nil {
			return err
		}
		return errors.Join(build(ctx, env, m), m.close())
	})
}

// build runs the mill once over the whole folder.
func build(ctx context.Context, env environment, m *mill) error {
	if err := m.start(ctx); err != nil {
		return err
	}
	summary, err := m.summary()
	if err != nil {
		return err
	}
	fmt.Fprintln(env.stdout, summary)
	if m.cfg.Strict && len(m.told) > 0 {
		return errReported
	}
	return nil
}

// localURL is where links lead when nobody said where the output will be.
const localURL = "http://localhost:8080/"

// defaultURL sets the address that only this machine can reach, and says so.
func (c *config) defaultURL(env environment) error {
	if c.site != nil {
		return nil
	}
	fmt.Fprintf(env.stderr, "feedmill: no --url given: links in the feeds lead to %s, which only this machine can reach\n", localURL)
	return c.setURL(localURL)
}
