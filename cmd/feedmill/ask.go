package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/mirror"
	"feedmill/content/objects"
	"feedmill/feed/mill"
)

const statusHelp = `Ask the watch or serve that follows DIR how it is: what is watched and how,
the last edition, what is wrong and what to do about it. DIR is the address of
a bucket where that is what they were given.

The exit status is 1 if nobody follows DIR, or if something is wrong.`

const explainHelp = `Tell why an article stands in which feeds, with which id, since when, and why
it is in no others.

It is named by its file, by the id or the address that readers have, or by the
address of its page. A watch or serve that follows the folder is asked; else
the catalog is looked into.`

func newStatus(env environment) *cobra.Command {
	c := &cobra.Command{Use: "status [flags] [DIR]", Short: "ask the watch or serve of DIR how it is", Long: statusHelp, Example: `  feedmill status news`}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		state, err := stateFolder(cfg.State, dir, env.getenv)
		if err != nil {
			return err
		}
		said, err := ask(ctx, state, "/status", nil)
		if errors.Is(err, errAlone) {
			fmt.Fprintf(env.stdout, "Nobody follows %s. To have it followed: feedmill serve %[1]s\n", dir)
			return errReported
		}
		if err != nil {
			return err
		}
		if _, err := fmt.Fprint(env.stdout, said); err != nil {
			return err
		}
		if strings.Contains(said, troubleMark) {
			return errReported
		}
		return nil
	})
}

func newExplain(env environment) *cobra.Command {
	cfg := &config{}
	var dir string
	c := &cobra.Command{Use: "explain [flags] FILE|ID|URL", Short: "tell why an article stands in which feeds", Long: explainHelp, Example: `  feedmill explain news/city/bridge.txt
  feedmill explain --dir news https://news.example.org/articles/city/bridge.html`}
	c.Flags().StringVar(&dir, "dir", ".", "content `folder`, or the address of a bucket; else the one around FILE that was published")
	declare(c, env, cfg)
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usagef("name one article: its file, its id or its address")
		}
		return nil
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		if !c.Flags().Changed("dir") && !c.Flags().Changed("state") {
			dir = publishedAround(args[0], env.getenv)
		}
		if err := contentFolder(c.Name(), dir); err != nil {
			return err
		}
		if err := cfg.complete(c.Flags(), dir, env.getenv); err != nil {
			return err
		}
		return explain(c.Context(), env, cfg, dir, within(dir, args[0]))
	}
	return c
}

// publishedAround is the content folder of which a file is: the nearest one around it of
// which something is known; this folder, if there is none, or no such file.
func publishedAround(file string, getenv func(string) string) string {
	if info, err := os.Stat(file); err != nil || info.IsDir() || getenv("FEEDMILL_STATE") != "" || getenv("STATE_DIRECTORY") != "" {
		return "."
	}
	for dir := filepath.Dir(absolutePath(file)); ; dir = filepath.Dir(dir) {
		state, err := stateFolder("", dir, getenv)
		if err != nil {
			return "."
		}
		if _, err := os.Stat(filepath.Join(state, "catalog.db")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return "."
		}
	}
}

// within is what names an article, as a path within the content folder if it is a file
// there.
func within(dir, what string) string {
	if objects.IsAddress(dir) {
		return withinBucket(dir, what)
	}
	if _, err := os.Stat(what); err != nil {
		if strings.Contains(what, ":") {
			return what // an address or an id; C:\news\a.txt and "Why: an answer.txt" are files
		}
		return filepath.ToSlash(filepath.Clean(what))
	}
	rel, err := filepath.Rel(absolutePath(dir), absolutePath(what))
	if err != nil || !filepath.IsLocal(rel) {
		return what
	}
	return filepath.ToSlash(rel)
}

// withinBucket likewise, of an object.
func withinBucket(dir, what string) string {
	bucket, err := objects.Parse(dir, objects.Reading)
	if err != nil || !objects.IsAddress(what) {
		return what
	}
	object, err := objects.Parse(what, objects.Reading)
	if err != nil {
		return what
	}
	return strings.TrimPrefix(object.Place(), bucket.Place()+"/")
}

func explain(ctx context.Context, env environment, cfg *config, dir, what string) error {
	state, err := stateFolder(cfg.State, dir, env.getenv)
	if err != nil {
		return err
	}
	said, err := ask(ctx, state, "/explain", url.Values{"what": {what}})
	if errors.Is(err, errAlone) {
		said, err = explainAlone(env, cfg, dir, state, what)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(env.stdout, said)
	return err
}

// explainAlone looks into the catalog itself.
func explainAlone(env environment, cfg *config, dir, state, what string) (string, error) {
	if _, err := os.Stat(filepath.Join(state, "catalog.db")); err != nil {
		return "", usagef("nothing of %s has been published yet, or with another --state; run feedmill build first", dir)
	}
	if cfg.site == nil {
		last, _ := os.ReadFile(filepath.Join(state, siteFile)) // none if the site was never built
		if err := cfg.setURL(cmp.Or(string(last), localURL)); err != nil {
			return "", err
		}
	}
	if objects.IsAddress(dir) {
		cfg.State, dir = state, mirror.Folder(dir, filepath.Join(state, mirrorName)) // as it was left
	}
	m, err := openMill(cfg, dir, &mill.Tally{}, newLogger(env.stderr, cfg.LogFormat, false), env.getenv)
	if err != nil {
		return "", err
	}
	all, err := m.Explain(what)
	return explained(what, all), errors.Join(err, m.Close())
}

// states say of an article that is not shown why.
var states = map[catalog.State]string{
	catalog.Draft:   "in no feed: its file says that it is a draft, or private",
	catalog.Held:    "in no feed yet: its date is still to come",
	catalog.Expired: "in no feed any more: its date of expiry has passed",
	catalog.Removed: "in no feed any more: its file is gone",
}

// explained are explanations in words.
func explained(what string, all []mill.Explanation) string {
	if len(all) == 0 {
		return fmt.Sprintf("Nothing is known of %s: no file, id or address of an article is like that.\n", content.Visible(what))
	}
	var b strings.Builder
	for i, x := range all {
		if i > 0 {
			b.WriteString("\n")
		}
		explainOne(&b, x)
	}
	return b.String()
}

func explainOne(b *strings.Builder, x mill.Explanation) {
	r := x.Record
	line := func(name, value string) { fmt.Fprintf(b, "%-10s%s\n", name, content.Visible(value)) }
	line("file", r.Path)
	if x.NoRecord != "" {
		line("article", "no: "+x.NoRecord)
		return
	}
	line("title", r.Title)
	line("id", r.ID)
	line("address", x.Address)
	line("published", r.Published.Time.Format(time.RFC3339))
	line("updated", r.Updated.Format(time.RFC3339))
	if why := states[r.State]; why != "" {
		line("feeds", why)
		return
	}
	for _, p := range x.Feeds {
		name := "/" + p.Feed
		switch {
		case p.Why != "":
			line("not in", name+": "+p.Why)
		case strings.HasPrefix(p.Feed, "archive/"):
			line("in", name)
		default:
			line("in", fmt.Sprintf("%s: number %d", name, p.Rank))
		}
	}
}
