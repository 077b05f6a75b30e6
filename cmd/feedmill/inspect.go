package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/folder"
	"feedmill/content/inspect"
	"feedmill/content/mirror"
	"feedmill/content/objects"
	"feedmill/content/read"
)

const inspectHelp = `Show how each FILE, or each file of a folder, is read: its fields, the line
and the rule each comes from, and every line that went neither into a field
nor into the body, with the reason.

A time for which neither the text nor --timezone gives a zone is shown without
one, 2026-11-09T07:15:00, and feeds take it for UTC.

FILE or DIR may lie in a bucket: feedmill inspect s3://BUCKET/PREFIX, or one
file of it with --dir s3://BUCKET/PREFIX FILE.

With --json one object per article and line: dates as in RFC 3339, or without
zone as above, or YYYY-MM-DD where no time was written; zone_assumed says that
nobody wrote the zone. A FILE that cannot be read is named on standard error
and makes the exit status 1. What build and watch leave alone is shown all the
same, with the rule that says so: of the folder of --dir, else of the current
one if FILE lies in it.`

func newInspect(env environment) *cobra.Command {
	cfg := &config{}
	var asJSON bool
	var dir string
	c := &cobra.Command{Use: "inspect [--json] FILE|DIR…", Short: "show how each file is read, and why", Long: inspectHelp, Example: `  feedmill inspect news/snow.txt`}
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object per article and line")
	c.Flags().StringVar(&dir, "dir", "", "content `folder`, or bucket, that the files belong to; else the folder of each file")
	declare(c, env, cfg)
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("no file given; try feedmill inspect FILE, or feedmill inspect DIR")
		}
		return nil
	}
	c.RunE = func(c *cobra.Command, named []string) error {
		if dir == "" && len(named) == 1 && contentFolder(c.Name(), named[0]) == nil {
			dir = named[0]
		}
		if err := cfg.complete(c.Flags(), dir, env.getenv); err != nil {
			return err
		}
		return withArticles(c.Context(), env, cfg, dir, func(ctx context.Context, cfg *config, folder string) error {
			files, err := filesOf(ctx, cfg, mirrored(named, dir, folder))
			if err != nil {
				return err
			}
			return printArticles(env, cfg, folder, files, asJSON)
		})
	}
	return c
}

// mirrored are the files of a bucket in the folder that mirrors it; what is no bucket stays.
func mirrored(named []string, dir, folder string) []string {
	if !objects.IsAddress(dir) {
		return named
	}
	files := make([]string, len(named))
	for i, name := range named {
		if files[i] = folder; name != dir {
			files[i] = filepath.Join(folder, filepath.FromSlash(withinBucket(dir, name)))
		}
	}
	return files
}

// filesOf are the files that were named, and of a folder those that build would read.
func filesOf(ctx context.Context, cfg *config, named []string) (files []string, err error) {
	for _, name := range named {
		info, err := os.Stat(name)
		if err != nil || !info.IsDir() {
			files = append(files, name) // whoever reads it says what is wrong
			continue
		}
		r := rules(cfg)
		if out := absolutePath(cfg.Out); out != absolutePath(name) {
			r.Exclude = []string{out}
		}
		f, err := folder.Open(name, r)
		if err != nil {
			return nil, err
		}
		listing, err := f.ScanPaths(ctx)
		if err != nil {
			return nil, err
		}
		if len(listing.Paths()) == 0 {
			return nil, usagef("%s holds no articles; articles are files whose names end in %s", name, oneOf(read.Extensions()))
		}
		for _, path := range listing.Paths() {
			files = append(files, filepath.Join(name, filepath.FromSlash(path)))
		}
	}
	return files, nil
}

// printArticles prints the articles of each file. It goes on after a file that cannot be read.
func printArticles(env environment, cfg *config, dir string, files []string, asJSON bool) error {
	var failed error
	log := newLogger(env.stderr, cfg.LogFormat, false)
	colour := colours(env.stdout, env.getenv)
	printed := false
	for _, file := range files {
		articles, err := inspectFile(cfg, dir, file)
		if err != nil {
			log.Warn("cannot read", "error", err)
			failed = errReported
			continue
		}
		for _, a := range articles {
			if printed && !asJSON {
				fmt.Fprintln(env.stdout)
			}
			printed = true
			err := printArticle(env.stdout, a, asJSON, colour)
			if _, defect := errors.AsType[*content.Error](err); defect {
				log.Warn("cannot read", "error", err)
				failed = errReported
				continue
			}
			if err != nil {
				return err
			}
		}
	}
	return failed
}

func printArticle(w io.Writer, a *content.Article, asJSON, colour bool) error {
	if !asJSON {
		return inspect.Report(a, unguarded(w), colour)
	}
	line, err := inspect.JSON(a)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", line)
	return err
}

// inspectFile reads one file. Its articles carry the path as the user gave it.
func inspectFile(cfg *config, dir, file string) ([]*content.Article, error) {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s%s", cfg.asNamed(file), meant(filepath.Base(file), filesIn(filepath.Dir(file))))
	}
	if err != nil {
		return nil, err
	}
	f, err := fileAt(file, info, cfg)
	if err != nil {
		return nil, err
	}
	defer f.close()
	name := filepath.Base(file)
	if dir != "" {
		if rel, err := filepath.Rel(dir, file); err == nil && filepath.IsLocal(rel) {
			name = filepath.ToSlash(rel)
		}
	}
	f.Path = name
	articles, err := read.Parse(f.File, cfg.reading(name))
	if err != nil {
		return nil, fmt.Errorf("%s%w", cfg.asNamed(strings.TrimSuffix(file, name)), err)
	}
	why := whyLeftOut(cfg, dir, file)
	for i, a := range articles {
		articles[i] = a.With(func(f *content.Facts) {
			f.Path = cfg.asNamed(file)
			if why != "" {
				note := content.Problem{Message: "left alone by build and watch: " + why + "; if it is meant for readers, name it with --include"}
				f.Problems = append([]content.Problem{note}, f.Problems...)
			}
		})
	}
	return articles, nil
}

// asNamed is a file as the user knows it: of a bucket, without the folder that mirrors it.
func (c *config) asNamed(file string) string {
	if rest, below := strings.CutPrefix(file, c.mirror+string(filepath.Separator)); below && c.mirror != "" {
		return filepath.ToSlash(rest)
	}
	return file
}

// openFile is a file that is being read.
type openFile struct {
	content.File
	close func() error
}

// fileAt is a file for a reader: all its bytes, or, of a recording, the file itself. The
// caller names it, and closes it.
func fileAt(file string, info os.FileInfo, cfg *config) (openFile, error) {
	if read.IsRecording(file) {
		f, err := os.Open(file)
		if err != nil {
			return openFile{}, err
		}
		about := &content.Recording{Name: filepath.Base(file), Size: info.Size(), Data: f, ModTime: info.ModTime()}
		if mirror.StandsIn(f) {
			if about.Data = cfg.bytesOf(file, f); about.Data == nil {
				return openFile{}, errors.Join(fmt.Errorf("%s stays in the bucket, of which another Feedmill has the mirror; stop that, or name another --state", cfg.asNamed(file)), f.Close())
			}
		}
		return openFile{content.File{ModTime: info.ModTime(), Recording: about}, f.Close}, nil
	}
	data, err := os.ReadFile(file)
	return openFile{content.File{Data: data, ModTime: info.ModTime()}, func() error { return nil }}, err
}

// whyLeftOut is the rule that keeps a file out of the feeds of the folder dir, or of
// the current one if none is named. It is empty if none does.
func whyLeftOut(cfg *config, dir, file string) string {
	if dir == "" {
		dir = "."
	}
	rel, err := filepath.Rel(absolutePath(dir), absolutePath(file))
	if err != nil || !filepath.IsLocal(rel) {
		dir, rel = filepath.Dir(file), filepath.Base(file)
	}
	f, err := folder.Open(dir, rules(cfg))
	if err != nil {
		return ""
	}
	return f.Why(filepath.ToSlash(rel))
}

// reading is how the file at path is read: the settings of the innermost folder
// that has any, then those of the whole.
func (c *config) reading(path string) content.Options {
	o := content.Options{Order: dateOrders[c.DateOrder], Language: c.Language, Encoding: c.Encoding, Limits: c.Limits, Headings: headingIDs[c.HeadingIDs], Permalink: c.permalink, DatedOnly: c.Undated == "pages", Root: c.rootOf(path), Convert: c.Convert, ConvertTime: c.ConvertTime, Site: c.beside}
	if c.Timezone != "" {
		o.Zone = c.zone
	}
	if podcast, ok := c.podcastAt(path); ok && !strings.Contains(podcast.Image, "://") {
		o.Artwork = podcast.Image
	}
	for _, f := range c.Folders {
		if !strings.HasPrefix(path, f.Path+"/") {
			continue
		}
		if f.Timezone != "" {
			o.Zone = f.zone
		}
		if f.DateOrder != "" {
			o.Order = dateOrders[f.DateOrder]
		}
		if f.Encoding != "" {
			o.Encoding = f.Encoding
		}
		if f.Language != "" {
			o.Language = f.Language
		}
		if f.Permalink != "" {
			o.Permalink = f.permalink
		}
		break
	}
	return o
}

// isTerminal reports whether w is shown to a person.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
