package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/generator"
	"feedmill/content/mail"
	"feedmill/feed"
	"feedmill/feed/mill"
	"feedmill/feed/validate"
)

const checkHelp = `Read every article of DIR, make the feeds as build would, and report what is
wrong with either, by file and line, with the remedy: what the W3C's feed
validation service would object to, and what readers would stumble over.
Nothing is written, neither feeds nor state.

What is no article by its name, its folder or an ignore pattern is named with
the rule that says so, and is no fault.

The exit status is 1 if there is any fault. In a workflow of GitHub, Gitea or
Forgejo faults stand beside the lines of a pull request too.`

func newCheck(env environment) *cobra.Command {
	c := &cobra.Command{Use: "check [flags] [DIR]", Short: "report what is wrong, file and line; write nothing", Long: checkHelp, Example: `  feedmill check news`}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		return check(ctx, env, cfg, dir)
	})
}

// check reads all articles, makes the feeds of them as build would, and prints
// each fault on a line.
func check(ctx context.Context, env environment, cfg *config, dir string) (err error) {
	if cfg.site == nil {
		if err := cfg.setURL(localURL); err != nil {
			return err
		}
	}
	settings, err := millSettings(cfg, dir, env.getenv)
	if err != nil {
		return err
	}
	var wrong wrongTemplates
	if settings.Plan.Templates, err = cfg.templates(wrong.tell); err != nil {
		return err
	}
	dry, err := mill.OpenDryRun(settings, time.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dry.Close()) }()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return usageError{err}
	}
	defer root.Close()
	c := checker{cfg: cfg, dry: dry, out: env.stdout, root: root, now: time.Now(), stems: map[string]bool{}, ids: map[string]string{}, files: map[[16]byte]string{}, told: map[fault]bool{}, dir: dir, forge: env.getenv("GITHUB_ACTIONS") == "true"}
	files, err := c.folder(ctx)
	if err != nil {
		return err
	}
	if err := c.feeds(ctx); err != nil {
		return err
	}
	if err := errors.Join(c.deadEnds(), c.podcasts()); err != nil {
		return err
	}
	for _, message := range wrong.messages {
		c.faults++
		c.print(errors.New(message))
	}
	if _, err := fmt.Fprintf(env.stdout, "%s, %s\n", plural(files, "article file"), plural(c.faults, "fault")); err != nil {
		return err
	}
	if c.faults > 0 {
		return errReported
	}
	return nil
}

// checker goes through the articles and feeds of one run. It belongs to one goroutine.
type checker struct {
	cfg    *config
	dry    *mill.DryRun
	out    io.Writer
	root   *os.Root // the content folder
	now    time.Time
	stems  map[string]bool     // paths of articles, without what ends their names
	ids    map[string]string   // stated id → path
	files  map[[16]byte]string // hash of a file's bytes → path
	told   map[fault]bool
	faults int
	former *generator.Former // nil until a link is found that leads nowhere
	dir    string            // the content folder, as it was given
	forge  bool              // a workflow of a forge runs it, which shows faults beside the lines
}

// fault is what is said once of an article, or of all feeds: that a rule is broken.
// The empty rule is none.
type fault struct {
	path string // of the article's file; empty: of any feed
	part int
	rule string
}

// tell prints a fault that has not been told.
func (c *checker) tell(f fault, line int, message string) {
	c.tellAt(f.path, f, line, message)
}

func (c *checker) tellAt(path string, f fault, line int, message string) {
	if f.rule != "" && c.told[f] {
		return
	}
	c.told[f] = true
	c.faults++
	c.print(&content.Error{Path: path, Line: line, Message: message})
}

// print prints a fault on a line of its own, whatever the file is called.
func (c *checker) print(fault error) {
	fmt.Fprintln(c.out, content.Visible(fault.Error()))
	if e, ok := errors.AsType[*content.Error](fault); ok && c.forge {
		fmt.Fprintln(c.out, annotation(c.dir, e))
	}
}

// folder tells what is wrong with the folder and with its articles, and how many files
// it has.
func (c *checker) folder(ctx context.Context) (files int, err error) {
	listing, err := c.dry.Scan(ctx)
	if err != nil {
		return 0, err
	}
	for _, p := range listing.Problems {
		c.tell(fault{path: p.Path}, 0, p.Err.Error())
	}
	for _, l := range listing.LeftOut {
		c.print(mill.LeftAlone(l))
	}
	return len(listing.Articles), c.articles(ctx, listing.Since(folder.Snapshot{}).Changed)
}

// articles reads the files, tells what is wrong with each, and the catalog of all.
func (c *checker) articles(ctx context.Context, paths []string) error {
	for _, p := range paths {
		c.stems[stem(p)] = true
	}
	return c.dry.Read(ctx, paths, c.article)
}

func stem(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// article tells what is wrong with the articles of one file.
func (c *checker) article(r catalog.Reading) {
	if r.Err != nil {
		c.faults++
		c.print(r.Err)
		return
	}
	c.twin(r)
	for _, a := range r.Articles {
		for _, p := range a.Whole().Problems() {
			c.tell(fault{path: r.Path}, p.Line, p.Message)
		}
		for _, f := range feed.Check(a, c.now, c.there, assetRoots(c.cfg)) {
			c.tell(fault{r.Path, a.Part(), f.Rule}, c.lineOf(r.Path, f.At), f.Message)
		}
		if other, taken := c.ids[a.ID()]; taken && a.ID() != "" {
			message := fmt.Sprintf("states the id %q, as %s does; an id belongs to one article alone, so change one", a.ID(), other)
			c.tell(fault{path: r.Path}, c.lineOf(r.Path, a.ID()), message)
		}
		c.ids[a.ID()] = r.Path
	}
}

// twin tells of a file that has the bytes of another: readers would be shown both.
// Of two names the longer is taken to be the copy's.
func (c *checker) twin(r catalog.Reading) {
	if !slices.ContainsFunc(r.Articles, func(a *content.Article) bool { return !a.Draft() }) {
		return
	}
	first, second := c.files[r.FileHash], r.Path
	if first == "" {
		c.files[r.FileHash] = r.Path
		return
	}
	if len(first) > len(second) {
		first, second = second, first
	}
	c.files[r.FileHash] = first
	c.tell(fault{path: second}, 0, fmt.Sprintf("is the same as %s, byte for byte, so that readers are shown it twice; delete one of the two", first))
}

// feeds makes all documents and tells what is wrong with them: of the article where
// it is one's, else of the first document where it is seen.
func (c *checker) feeds(ctx context.Context) error {
	documents, err := c.dry.Documents()
	if err != nil {
		return err
	}
	site := feed.Channel{Base: c.cfg.site.String()}
	var body bytes.Buffer
	for d, err := range documents {
		if feed.IsAsset(d.Path) && err == nil {
			continue // what it is has been judged by its bytes
		}
		body.Reset()
		if err == nil {
			_, err = d.WriteTo(&body)
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if _, copied := c.cfg.Aliases[d.Path]; copied {
			continue
		}
		if d.Omitted > 0 {
			c.faults++
			c.print(mill.TooLarge(d))
		}
		for _, f := range validate.Document(d.Path, body.Bytes(), site.URL(d.Path), c.now) {
			if err := c.document(d.Path, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// deadEnds tells which links of the articles lead nowhere.
func (c *checker) deadEnds() error {
	all, err := c.dry.DeadEnds()
	for _, d := range all {
		c.tell(fault{path: d.Path, rule: d.Message}, c.lineOf(d.Path, d.At), d.Message)
	}
	return err
}

// podcasts tells what directories of podcasts would refuse.
func (c *checker) podcasts() error {
	all, err := c.dry.Refusals()
	for _, document := range slices.Sorted(maps.Keys(all)) {
		for _, refused := range all[document] {
			if r, known, err := c.dry.Lookup(refused.Entry); err == nil && known {
				c.tell(fault{path: r.Path, part: r.Part, rule: refused.Message}, 0, refused.Message)
				continue
			}
			c.tellAt(document, fault{rule: refused.Message}, 0, refused.Message)
		}
	}
	return err
}

// document tells what is wrong with a document.
func (c *checker) document(path string, f validate.Fault) error {
	r, known, err := c.dry.Lookup(f.Entry)
	if err != nil {
		return err
	}
	switch {
	case known:
		c.tell(fault{r.Path, r.Part, f.Rule}, c.lineOf(r.Path, f.At), fmt.Sprintf("in %s, %s", path, f.Message))
	case f.Rule == validate.ImplausibleDate:
		// a feed has the dates of its articles, which have been told
	default:
		c.tellAt(path, fault{rule: f.Message}, 0, f.Message) // each feed of the site would say it again
	}
	return nil
}

// there reports whether a path is a file of the folder, or the page of an article.
func (c *checker) there(p string) bool {
	if of, ok := mail.OfPicture(p); ok {
		p = of // which has it, or would not lead there
	}
	if path.Ext(p) == ".html" && c.stems[stem(p)] {
		return true
	}
	if !filepath.IsLocal(filepath.FromSlash(p)) {
		return false
	}
	if _, err := c.root.Stat(filepath.FromSlash(p)); !errors.Is(err, fs.ErrNotExist) {
		return true // what may not be shown is told of by whoever would show it
	}
	return c.leadsOn(p)
}

// leadsOn reports whether a path is an address that the site had once, and sends on; the
// first folder may be that of the content, which addresses lack.
func (c *checker) leadsOn(p string) bool {
	if c.former == nil {
		c.former = generator.ReadFormer(c.root.FS())
	}
	_, below, _ := strings.Cut(p, "/")
	return c.former.Has(p) || c.former.Has(below)
}

// lineOf is the line of a file on which a text first stands; 0 if none.
func (c *checker) lineOf(path, text string) int {
	if text == "" {
		return 0
	}
	data, _, err := c.dry.Folder().Read(path)
	if err != nil {
		return 0
	}
	before, _, found := strings.Cut(string(data), text)
	if !found {
		return 0
	}
	return strings.Count(before, "\n") + 1
}
