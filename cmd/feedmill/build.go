package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/feed/mill"
)

const buildHelp = `Read DIR once, write the feeds, exit.

Documents whose bytes would be the same are not touched. Files that cannot be
read as articles are named on standard error and harm nothing else; with
--strict they make the exit status 1.

While a watch has the folder, --allow-empty tells it that the deletions which it
holds back are meant, and builds nothing.

Where articles are scheduled, or expire, the output says when to run it next;
with --json, or --log-format json, it is one object: {"articles":8,"documents":98,"out":"public",
"unreadable":0,"next":"2026-12-24T08:00:00Z"}.`

func newBuild(env environment) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{Use: "build [flags] [DIR]", Short: "read DIR once, write the feeds, exit", Long: buildHelp}
	c.Flags().BoolVar(&asJSON, "json", false, "say what was done as a JSON object")
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		if err := cfg.defaultURL(env); err != nil {
			return err
		}
		m, err := openMill(cfg, dir, &mill.Tally{}, newLogger(env.stderr, cfg.LogFormat, false), env.getenv)
		if errors.Is(err, catalog.ErrHeld) && cfg.AllowEmpty {
			return confirm(ctx, env, cfg, dir)
		}
		if err != nil {
			return err
		}
		return errors.Join(build(ctx, env, cfg, m, asJSON), m.Close())
	})
}

// build runs the mill once over the whole folder.
func build(ctx context.Context, env environment, cfg *config, m *mill.Mill, asJSON bool) error {
	if err := m.Build(ctx); err != nil {
		return err
	}
	undelivered := m.Deliver(ctx)
	done, err := m.Summary()
	if err != nil {
		return err
	}
	if err := summarize(done, cfg).print(env.stdout, asJSON || cfg.LogFormat == "json"); err != nil {
		return err
	}
	if undelivered != nil {
		return undelivered
	}
	if cfg.Strict && done.Unreadable > 0 {
		return errReported
	}
	return nil
}

// confirm tells the watch that has the folder that deletions are meant.
func confirm(ctx context.Context, env environment, cfg *config, dir string) error {
	state, err := stateFolder(cfg.State, dir, env.getenv)
	if err != nil {
		return err
	}
	if err := mill.Confirm(ctx, state); err != nil {
		return err
	}
	return announce(env.stdout, cfg.LogFormat, "The watch that has the folder was told that the deletions are meant")
}

// summary is what build says at the end.
type summary struct {
	Articles   int        `json:"articles"`  // shown
	Documents  int        `json:"documents"` // written
	Out        string     `json:"out"`
	Unreadable int        `json:"unreadable"`     // files
	Next       *time.Time `json:"next,omitempty"` // when an article is due, or expires
}

func summarize(done mill.Summary, cfg *config) summary {
	s := summary{Articles: done.Articles, Documents: done.Documents, Out: cfg.Out, Unreadable: done.Unreadable}
	if !done.Next.IsZero() {
		next := done.Next.In(cfg.zone)
		s.Next = &next
	}
	return s
}

func (s summary) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(s)
	}
	_, err := fmt.Fprintf(w, "%s, %s written to %s\n", plural(s.Articles, "article"), plural(s.Documents, "document"), content.Visible(s.Out))
	if err == nil && s.Next != nil {
		_, err = fmt.Fprintf(w, "Next change: %s\n", s.Next.Format(time.RFC3339))
	}
	return err
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// localURL is where links lead when nobody said where the output will be.
const localURL = "http://localhost:8080/"

// defaultURL sets the address that only this machine can reach, and says so.
func (c *config) defaultURL(env environment) error {
	if c.site != nil {
		return nil
	}
	newLogger(env.stderr, c.LogFormat, false).Warn("no url", "error", fmt.Errorf("no --url given: links in the feeds lead to %s, which only this machine can reach", localURL))
	return c.setURL(localURL)
}
