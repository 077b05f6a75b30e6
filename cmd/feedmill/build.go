package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/read"
	"feedmill/feed/mill"
)

const buildHelp = `Read DIR once, write the feeds, exit.

Documents whose bytes would be the same are not touched. Files that cannot be
read as articles are named on standard error and harm nothing else; with
--strict they make the exit status 1.

On a terminal a bar shows how it gets on; elsewhere a line does, every few
seconds, where it takes long. Ctrl-C stops it, and leaves the output as it
was; of a first build, the feeds of the site may be out already.

While a watch has the folder, --allow-empty tells it that the deletions which
it holds back are meant, and builds nothing.

Where articles are scheduled, or expire, the output says when to run it next.
With --json, or --log-format json, it is one object: the numbers of articles,
documents and unreadable files, out, and next if there is a next time.`

func newBuild(env environment) *cobra.Command {
	var asJSON bool
	var profile string
	c := &cobra.Command{Use: "build [flags] [DIR]", Short: "read DIR once, write the feeds, exit", Long: buildHelp, Example: `  feedmill build --url https://news.example.org/ --out public news`}
	c.Flags().BoolVar(&asJSON, "json", false, "say what was done as a JSON object")
	c.Flags().StringVar(&profile, "profile", "", "write profiles of CPU and memory, and a table of where the time went, into this `folder`")
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		if err := cfg.alone("build"); err != nil {
			return err
		}
		if err := cfg.defaultURL(env); err != nil {
			return err
		}
		b := &building{env: env, cfg: cfg, dir: dir, asJSON: asJSON, profile: profile}
		err := b.open()
		if errors.Is(err, catalog.ErrHeld) && cfg.AllowEmpty {
			return confirm(ctx, env, cfg, dir)
		}
		if err != nil {
			return err
		}
		return errors.Join(b.run(ctx), b.mill.Close())
	})
}

// building is one run of build.
type building struct {
	env     environment
	cfg     *config
	asJSON  bool
	profile string // folder for profiles; empty if none are wanted
	dir     string // the content folder, as it was given
	mill    *mill.Mill
	log     redirected // where the mill logs to
}

func (b *building) open() (err error) {
	b.log.to(b.env.stderr)
	log := newLogger(&b.log, b.cfg.LogFormat, false)
	if b.mill, err = openMill(b.cfg, b.dir, &mill.Tally{}, log, b.env.getenv); err != nil {
		return err
	}
	return b.cfg.noteMove(log, b.dir, b.env.getenv)
}

// run builds, shows how that gets on, and profiles it if that is wanted.
func (b *building) run(ctx context.Context) (err error) {
	if b.profile == "" {
		return b.build(ctx)
	}
	p, err := startProfile(b.profile)
	if err != nil {
		return err
	}
	return errors.Join(b.build(ctx), p.finish(b.env.stderr, b.mill.Spent))
}

// build runs the mill once over the whole folder.
func (b *building) build(ctx context.Context) error {
	m, cfg, began := b.mill, b.cfg, time.Now()
	stop := showProgress(b.env, &b.log, cfg.LogFormat, m.Progress)
	err := m.Build(ctx)
	stop()
	done, failed := m.Summary()
	if err != nil {
		return inWords(ctx, err, done.Documents)
	}
	undelivered := m.Deliver(ctx)
	if undelivered == nil {
		m.Purge(ctx)
		m.TellHubs(ctx)
	}
	if failed != nil {
		return failed
	}
	b.warnOfNothing(done)
	if err := summarize(done, cfg, time.Since(began)).print(b.env.stdout, b.asJSON || cfg.LogFormat == "json"); err != nil {
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

// warnOfNothing says that no article was found, where nothing else says why.
func (b *building) warnOfNothing(done mill.Summary) {
	if done.Articles > 0 || done.Unreadable > 0 || !done.Next.IsZero() {
		return
	}
	newLogger(b.env.stderr, b.cfg.LogFormat, false).Warn("no articles", "error", fmt.Errorf("%s holds no articles; articles are files whose names end in %s", b.dir, oneOf(read.Extensions())))
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

	took     time.Duration
	entrance string // what to open to see it
}

func summarize(done mill.Summary, cfg *config, took time.Duration) summary {
	s := summary{Articles: done.Articles, Documents: done.Documents, Out: cfg.Out, Unreadable: done.Unreadable, took: took, entrance: entrance(cfg)}
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
	_, err := fmt.Fprintf(w, "%s, %s written in %s → %s\n", plural(s.Articles, "article"), plural(s.Documents, "document"), brief(s.took), content.Visible(s.entrance))
	if err == nil && s.Next != nil {
		_, err = fmt.Fprintf(w, "Next change: %s\n", s.Next.Format(time.RFC3339))
	}
	return err
}

// entrance is what to open to see what is published: the page of the site, if there are
// pages.
func entrance(cfg *config) string {
	if cfg.Pages.Off {
		return cfg.Out
	}
	return filepath.Join(cfg.Out, "index.html")
}

// brief is how long something took, as people say it.
func brief(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f min", d.Minutes())
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// grouped is a number with its thousands apart.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && n > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// localURL is where links lead when nobody said where the output will be.
const localURL = "http://localhost:8080/"

// defaultURL sets the address that only this machine can reach, and says so.
func (c *config) defaultURL(env environment) error {
	if c.site != nil {
		return nil
	}
	newLogger(env.stderr, c.LogFormat, false).Warn("no url", "error", fmt.Errorf("no --url given: links in the feeds lead to %s, which only this machine can reach; say where the site will be with --url, or url in feedmill.toml", localURL))
	return c.setURL(localURL)
}
