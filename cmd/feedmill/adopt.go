package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/feed"
	"feedmill/feed/mill"
)

const adoptHelp = `Take over the ids and dates of the articles in DIR from feeds that readers
have subscribed to already, so that a site that moves to Feedmill floods no
one. Run it once, before the first build.

Each FEED is the file or the address of an RSS, Atom or JSON feed. Articles
are matched by id, then link, then file name and title, then title and date; a
table says which. The new feed begins with the oldest entry of the old ones,
so that nothing older comes to readers as new; what will is named. For feeds of
one section or tag say --section or --tag, once for each: its feed begins so,
and the others as they did. Nothing is published yet.`

func newAdopt(env environment) *cobra.Command {
	cfg := &config{}
	var dir string
	var of catalog.Selection
	c := &cobra.Command{Use: "adopt [flags] FEED…", Short: "take over ids and dates from feeds that readers know", Long: adoptHelp, Example: `  feedmill adopt --dir news https://news.example.org/feed.xml`}
	c.Flags().StringVar(&dir, "dir", ".", "content `folder`, or the address of a bucket")
	c.Flags().StringVar(&of.Section, "section", "", "the FEEDs are those of this section, whose feed begins with their oldest entry")
	c.Flags().StringVar(&of.Tag, "tag", "", "the same of a tag")
	c.MarkFlagsMutuallyExclusive("section", "tag")
	declare(c, env, cfg)
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("no feed given; try feedmill adopt --dir DIR https://news.example.org/feed.xml")
		}
		return nil
	}
	c.RunE = func(c *cobra.Command, feeds []string) error {
		if err := contentFolder(c.Name(), dir); err != nil {
			return err
		}
		if err := cfg.complete(c.Flags(), dir, env.getenv); err != nil {
			return err
		}
		return withArticles(c.Context(), env, cfg, dir, func(ctx context.Context, cfg *config, dir string) error {
			return adopt(ctx, env, cfg, dir, feeds, of)
		})
	}
	return c
}

// adopt hands the feeds to the mill, and prints which article took over which entry.
func adopt(ctx context.Context, env environment, cfg *config, dir string, feeds []string, of catalog.Selection) error {
	var entries []catalog.Published
	for _, f := range feeds {
		more, err := fetchPublished(ctx, cfg, f)
		if err != nil {
			return err
		}
		entries = append(entries, more...)
	}
	if err := cfg.defaultURL(env); err != nil {
		return err
	}
	m, err := openMill(cfg, dir, &mill.Tally{}, newLogger(env.stderr, cfg.LogFormat, false), env.getenv)
	if err != nil {
		return err
	}
	a, err := m.Adopt(ctx, entries, of)
	if err = errors.Join(err, m.Close()); err != nil {
		return err
	}
	return printAdopted(env.stdout, entries, a)
}

// printAdopted prints the table of entries taken over, those that nobody took,
// how many articles took none, and which of these readers will see as new.
func printAdopted(w io.Writer, entries []catalog.Published, adoption mill.Adoption) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	taken := map[string]bool{}
	for _, a := range adoption.Adopted {
		taken[a.Old.ID] = true
		fmt.Fprintf(table, "%s\t%s\t%s\n", content.Visible(a.Path), a.How, content.Visible(a.Old.ID))
	}
	left := 0
	for _, e := range entries {
		if !taken[e.ID] {
			left++
			fmt.Fprintf(table, "(no article)\t%s\t%s\n", content.Visible(e.Title), content.Visible(e.ID))
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%s taken over; %s without an article; %s with a new id\n%s",
		plural(len(adoption.Adopted), "id"), plural(left, "id"), plural(adoption.Others, "article"), newReport(adoption))
	return err
}

// mostNew is how many articles are named that readers will see as new.
const mostNew = 10

// newReport says where the feed begins, and what of it is new to readers.
func newReport(a mill.Adoption) string {
	var b strings.Builder
	if a.Start.IsZero() {
		fmt.Fprintf(&b, "%s new to readers", plural(len(a.New), "article"))
	} else {
		fmt.Fprintf(&b, "the feed begins on %s, with the oldest entry: %s older, in archives only; %s new to readers",
			a.Start.Format(time.DateOnly), plural(a.Older, "article"), plural(len(a.New), "article"))
	}
	for i, r := range a.New {
		if i == mostNew {
			fmt.Fprintf(&b, "\n  and %d more", len(a.New)-mostNew)
			break
		}
		fmt.Fprintf(&b, "\n  %s  %s", r.Published.Time.Format(time.DateOnly), content.Visible(r.Path))
	}
	b.WriteString("\n")
	return b.String()
}

// fetchTimeout bounds the whole download of a feed.
const fetchTimeout = time.Minute

// fetchPublished reads the feed at a file name or an address.
func fetchPublished(ctx context.Context, cfg *config, source string) ([]catalog.Published, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	r, err := openFeed(ctx, source)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	base := ""
	if cfg.site != nil {
		base = cfg.site.String()
	}
	entries, err := feed.ReadPublished(r, base)
	if err != nil {
		return nil, usagef("%s: %w; name an RSS, Atom or JSON feed", source, err)
	}
	return entries, nil
}

func openFeed(ctx context.Context, source string) (io.ReadCloser, error) {
	if !strings.HasPrefix(source, "http://") && !strings.HasPrefix(source, "https://") {
		f, err := os.Open(source)
		if err != nil {
			return nil, usagef("open feed: %w; name the file of an old feed, or its address (https://…)", err)
		}
		return f, nil
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, source, nil)
	if err != nil {
		return nil, usagef("fetch feed: %w", err)
	}
	req.Header.Set("User-Agent", feed.Name+" "+version())
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch feed: %w", err)
	}
	if res.StatusCode != http.StatusOK {
		res.Body.Close()
		return nil, fmt.Errorf("fetch feed %s: the server says %s", source, res.Status)
	}
	return res.Body, nil
}
