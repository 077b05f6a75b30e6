package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"feedmill/content"
	"feedmill/content/export"
	"feedmill/content/manuscript"
)

const importHelp = `Write the articles of FILE, which another system exported, into a folder as
Markdown with front matter: a WordPress export (WXR), a Ghost export (JSON),
or a feed or an archive of one (RSS, Atom, JSON Feed).

Articles keep their ids, so that readers see none of them twice, and their
addresses; drafts and private ones stay so; pages of the site go into pages/.
What Markdown would lose stays HTML within it. No file is ever overwritten,
and an article that the folder has, by its id, is left out: run it as often as
you like. --fetch brings the files that articles refer to into the folder, and
has them refer to it there; --media only lists their addresses.`

// importing are the flags of import.
type importing struct {
	into     string
	site     string
	ownPages bool
	media    bool
	fetch    bool
	private  bool
}

func newImport(env environment) *cobra.Command {
	var o importing
	c := &cobra.Command{Use: "import [flags] FILE…", Short: "make articles of what another system exported", Long: importHelp, Example: `  feedmill import wordpress.xml`}
	c.Flags().SortFlags = false
	c.Flags().StringVar(&o.into, "into", ".", "`folder` to write articles into")
	c.Flags().StringVar(&o.site, "site", "", "`address` of the old site, which an export of Ghost does not say")
	c.Flags().BoolVar(&o.ownPages, "own-pages", false, "leave the old addresses out, so that each article gets a page of its own")
	c.Flags().BoolVar(&o.media, "media", false, "write nothing; list the addresses of pictures and files, one a line")
	c.Flags().BoolVar(&o.fetch, "fetch", false, "fetch the pictures and files that articles refer to into the folder, each once")
	c.Flags().BoolVar(&o.private, "private", false, "fetch from addresses that are not public, too")
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("no export given; try feedmill import --into news export.xml")
		}
		return nil
	}
	c.RunE = func(c *cobra.Command, files []string) error {
		for _, name := range files {
			if err := o.file(c.Context(), env.stdout, name); err != nil {
				return err
			}
		}
		return nil
	}
	return c
}

// file imports one file, and says what became of it.
func (o importing) file(ctx context.Context, w io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return usagef("open export: %w; name the file that the other system wrote", err)
	}
	defer f.Close()
	if o.media {
		return o.listMedia(ctx, w, f, name)
	}
	folder, err := manuscript.Open(o.into)
	if err != nil {
		return err
	}
	media := newBringing(o.into, o.site, o.private)
	t := imported{left: map[string]int{}, codes: map[string]int{}}
	madeBy, err := export.Read(f, name, o.site, func(e export.Entry) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if e = o.shaped(e); o.fetch && e.Kind == "" {
			if e, err = media.bring(ctx, e); err != nil {
				return err
			}
		}
		return t.put(folder, e)
	})
	if madeBy != "" && (err == nil || t.written > 0) {
		fmt.Fprintln(w, t.report(name, madeBy, o.into))
		if o.fetch {
			fmt.Fprintln(w, media.report())
		}
	}
	return errors.Join(ofContent(err), folder.Close(), media.close())
}

// ofContent gives an error of the file the exit status of settings: another file
// would mend it.
func ofContent(err error) error {
	var wrong *content.Error
	if errors.As(err, &wrong) {
		return usageError{err}
	}
	return err
}

// shaped is the entry as the flags want it.
func (o importing) shaped(e export.Entry) export.Entry {
	if o.ownPages {
		e.Link = ""
	}
	return e
}

// imported counts what became of the entries of a file.
type imported struct {
	written, known, drafts, pages int
	comments                      int            // of readers, below what was written
	left                          map[string]int // by kind
	codes                         map[string]int // articles that hold one, by its name
}

func (t *imported) put(folder *manuscript.Folder, e export.Entry) error {
	if e.Kind != "" {
		t.left[e.Kind]++
		return nil
	}
	isNew, err := folder.Put(e.Manuscript)
	switch {
	case err != nil:
		return err
	case !isNew:
		t.known++
		return nil
	}
	t.written++
	t.comments += e.Comments
	for _, name := range e.Codes {
		t.codes[name]++
	}
	if e.Page {
		t.pages++
	} else if e.Status != "" {
		t.drafts++
	}
	return nil
}

// report is one line for each file.
func (t *imported) report(name, madeBy, into string) string {
	s := fmt.Sprintf("%s (%s): %s written to %s", content.Visible(name), madeBy, plural(t.written, "article"), content.Visible(into))
	var of []string
	if t.drafts > 0 {
		of = append(of, plural(t.drafts, "draft")+" or private")
	}
	if t.pages > 0 {
		of = append(of, plural(t.pages, "page"))
	}
	if len(of) > 0 {
		s += ", of which " + strings.Join(of, " and ")
	}
	if t.known > 0 {
		s += fmt.Sprintf("; %d there already", t.known)
	}
	if len(t.left) > 0 {
		s += "; left out: " + listed(t.left, "%d %s")
	}
	if t.comments > 0 {
		s += "\n" + plural(t.comments, "comment") + " left out, which feeds do not carry; keep the export for them"
	}
	if len(t.codes) > 0 {
		s += "\ncodes of plugins that stand in the text, and in how many articles: " + listed(t.codes, "%d [%s]")
	}
	return s
}

// listed writes counts, in the order of their names.
func listed(counts map[string]int, format string) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, fmt.Sprintf(format, counts[name], content.Visible(name)))
	}
	return strings.Join(all, ", ")
}

// listMedia prints each address once for each article that refers to it.
func (o importing) listMedia(ctx context.Context, w io.Writer, f io.ReadSeeker, name string) error {
	_, err := export.Read(f, name, o.site, func(e export.Entry) error {
		for _, address := range e.Media() {
			if _, err := fmt.Fprintln(w, content.Visible(address)); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	return ofContent(err)
}
