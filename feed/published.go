package feed

// Reading feeds back: what readers were told before, by an earlier catalog or by
// another program, so that nothing is announced to them twice.

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"

	"feedmill/content/catalog"
)

// maxPublished bounds a feed that is read back, in bytes.
const maxPublished = 64 << 20

// ReadPublished reads the entries of an RSS, Atom or JSON feed. base is the URL at
// which the feed's edition is reached, with a final slash, or empty; a link below it to
// one of Feedmill's pages gives that page back to its article.
func ReadPublished(r io.Reader, base string) ([]catalog.Published, error) {
	parsed, err := gofeed.NewParser().Parse(io.LimitReader(r, maxPublished))
	if err != nil {
		return nil, fmt.Errorf("read published feed: %w", err)
	}
	all := make([]catalog.Published, 0, len(parsed.Items))
	for _, item := range parsed.Items {
		p := catalog.Published{ID: cmp.Or(item.GUID, item.Link), Link: item.Link, Title: item.Title, Slug: slugOfPage(item.Link, base)}
		if item.PublishedParsed != nil {
			p.Published = *item.PublishedParsed
		}
		if item.UpdatedParsed != nil {
			p.Updated = *item.UpdatedParsed
		}
		all = append(all, p)
	}
	return all, nil
}

// slugOfPage is the slug of the page that a link leads to; empty if it is none
// of the edition at base.
func slugOfPage(link, base string) string {
	rest, ok := strings.CutPrefix(link, base+"articles/")
	if base == "" || !ok {
		return ""
	}
	slug, err := url.PathUnescape(strings.TrimSuffix(rest, ".html"))
	if err != nil {
		return ""
	}
	return slug
}

// Published reads the entries of all Atom feeds of an edition, since each shows other
// articles, and of RSS feeds that have no Atom feed beside them. Documents that cannot be read, or that Feedmill did not make, are passed
// over: whoever asks has lost the catalog, and takes what is left.
func Published(edition fs.FS) ([]catalog.Published, error) {
	var all []catalog.Published
	seen := map[string]bool{}
	err := fs.WalkDir(edition, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return onlyFeeds(d, err)
		}
		if name := path.Base(p); name != atomName && (name != rssName || has(edition, path.Join(path.Dir(p), atomName))) {
			return nil
		}
		for _, e := range publishedIn(edition, p) {
			if !seen[e.ID] {
				seen[e.ID] = true
				all = append(all, e)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for published feeds: %w", err)
	}
	return all, nil
}

// onlyFeeds passes over pages, which say nothing that feeds do not, and what
// cannot be listed.
func onlyFeeds(d fs.DirEntry, err error) error {
	if err != nil || d.Name() == "articles" || strings.HasPrefix(d.Name(), ".") && d.Name() != "." {
		return fs.SkipDir
	}
	return nil
}

func has(edition fs.FS, p string) bool {
	_, err := fs.Stat(edition, p)
	return err == nil
}

// publishedIn reads one feed of an edition.
func publishedIn(edition fs.FS, p string) (entries []catalog.Published) {
	data, err := fs.ReadFile(edition, p)
	if err != nil || !NamesGenerator(data) {
		return nil
	}
	if path.Base(p) == rssName {
		return publishedInRSS(data, p)
	}
	parsed, err := (&atom.Parser{}).Parse(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	base, original := strings.CutSuffix(linkOf(parsed.Links, "self"), (&url.URL{Path: p}).EscapedPath())
	if !original {
		return nil // a copy at an old address says nothing new
	}
	for _, e := range parsed.Entries {
		link := linkOf(e.Links, "alternate")
		old := catalog.Published{ID: e.ID, Link: link, Title: e.Title, Slug: slugOfPage(link, base)}
		if e.PublishedParsed != nil {
			old.Published = *e.PublishedParsed
		}
		if e.UpdatedParsed != nil {
			old.Updated = *e.UpdatedParsed
		}
		entries = append(entries, old)
	}
	return entries
}

// publishedInRSS reads an RSS feed at p, which does not tell when articles changed.
func publishedInRSS(data []byte, p string) []catalog.Published {
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	base, original := strings.CutSuffix(parsed.FeedLink, (&url.URL{Path: p}).EscapedPath())
	if !original {
		return nil
	}
	entries, _ := ReadPublished(bytes.NewReader(data), base)
	return entries
}

func linkOf(links []*atom.Link, rel string) string {
	for _, l := range links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

// PublishedAuthority is the authority that the ids of an edition were minted from;
// empty if the edition does not say.
func PublishedAuthority(edition fs.FS) string {
	data, err := fs.ReadFile(edition, jsonName)
	if err != nil || !NamesGenerator(data) {
		return ""
	}
	var site struct {
		Extension jsonExtension `json:"_feedmill"`
	}
	if json.Unmarshal(data, &site) != nil {
		return ""
	}
	return site.Extension.Authority
}
