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
		m, err := openMill(cfg, dir, newLogger(env.stderr, cfg.LogFormat, false), env.getenv)
		if errors.Is(err, catalog.ErrHeld) && cfg.AllowEmpty {
			return confirm(ctx, env, cfg, dir)
		}
		if err != nil {
			return err
		}
		return errors.Join(build(ctx, env, m, asJSON), m.close())
	})
}

// build runs the mill once over the whole folder.
func build(ctx context.Context, env environment, m *mill, asJSON bool) error {
	if err := m.start(ctx); err != nil {
		return err
	}
	done, err := m.done()
	if err != nil {
		return err
	}
	if err := done.print(env.stdout, asJSON || m.cfg.LogFormat == "json"); err != nil {
		return err
	}
	if m.cfg.Strict && done.Unreadable > 0 {
		return errReported
	}
	return nil
}

// summary is what build says at the end.
type summary struct {
	Articles   int        `json:"articles"`  // shown
	Documents  int        `json:"documents"` // written
	Out        string     `json:"out"`
	Unreadable int        `json:"unreadable"`     // files
	Next       *time.Time `json:"next,omitempty"` // when an article is due, or expires
}

// done sums up what this process did.
func (m *mill) done() (summary, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	articles, err := m.catalog.Count()
	s := summary{Articles: articles, Documents: m.written, Out: m.cfg.Out, Unreadable: len(m.told)}
	if next, ok := m.catalog.NextChange(); ok {
		next = next.In(m.cfg.zone)
		s.Next = &next
	}
	return s, err
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
