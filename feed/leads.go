package feed

// Links from one article to another. Authors name the file, as their editor or their
// site generator wants it; a feed needs the address where that article is read.

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/permalink"
	"feedmill/content/read"
)

// leading finds the address of the article that a link names; nil finds none.
type leading func(ref string) (address string, ok bool)

func (s Site) leadingFrom(path string) leading {
	if s.Article == nil {
		return nil
	}
	return func(ref string) (string, bool) { return s.Article(path, ref) }
}

// to is where a link leads, as an absolute address; empty if nowhere.
func (l leading) to(base *url.URL, ref string, files showing) string {
	if l != nil && mayNameArticle(ref) {
		if address, ok := l(strings.TrimSpace(ref)); ok {
			return address
		}
	}
	if address, _, ok := files.at(ref, false); ok {
		return address
	}
	if name, ok := strings.CutPrefix(strings.TrimSpace(ref), content.ArticleScheme); ok {
		if !strings.Contains(name, ".") {
			return "" // no file's name, whose address could be tried
		}
		ref = name
	}
	return absolute(base, ref, linkSchemes)
}

// mayNameArticle reports whether a link leads to a place of the same site.
func mayNameArticle(ref string) bool {
	ref = strings.TrimSpace(ref)
	if ref == "" || ref[0] == '#' || ref[0] == '?' || strings.HasPrefix(ref, "//") || strings.HasPrefix(ref, "www.") {
		return false
	}
	scheme, _, ok := strings.Cut(ref, ":")
	return !ok || scheme+":" == content.ArticleScheme || strings.ContainsAny(scheme, "/?#{|")
}

// A lead is what a link was found to mean when its article was last rendered.
type lead struct {
	ref, address string
	ok           bool
}

// stillLead reports whether the links of an article mean what they meant.
func (e *Editor) stillLead(r catalog.Record, leads []lead) bool {
	return !slices.ContainsFunc(leads, func(l lead) bool {
		address, ok := e.articleAt(r, l.ref)
		return ok != l.ok || address != l.address
	})
}

// articleAt is the address of the article that a link in another names.
func (e *Editor) articleAt(from catalog.Record, ref string) (string, bool) {
	name, fragment, _ := strings.Cut(ref, "#")
	name, _, _ = strings.Cut(name, "?")
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	target, ok := e.named(from, name)
	if !ok {
		return e.sectionAt(from, name)
	}
	return e.addressOf(target, fragment), true
}

// sectionAt is the address of a section that a link names by the file which describes
// it; the site has a page for it, if it is not made here.
func (e *Editor) sectionAt(from catalog.Record, name string) (string, bool) {
	p, ok := strings.CutPrefix(name, "@/")
	if !ok || path.Base(p) != "_index.md" || e.hasPage(from) {
		return "", false
	}
	home, _ := url.Parse(e.site.URL)
	return absolute(home, strings.TrimPrefix(path.Dir(p)+"/", "./"), linkSchemes), true
}

// rooted are what stands before paths from the root of the content: in Zola, in
// Pelican of today and of old.
var rooted = []string{"@/", "{filename}/", "|filename|/", "{attach}/"}

// named finds the article that a link names: by its path, seen from the article or from
// the root; else, where the link is no path, by the end of it or by the title.
func (e *Editor) named(from catalog.Record, name string) (catalog.Record, bool) {
	if words, ok := strings.CutPrefix(name, content.ArticleScheme); ok {
		return e.calledAs(from, words)
	}
	for _, root := range rooted {
		if p, ok := strings.CutPrefix(name, root); ok {
			return e.calledAs(from, p)
		}
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "{filename}"), "|filename|")
	dir := path.Dir(from.Path)
	switch {
	case strings.HasPrefix(name, "/"):
		if r, ok := e.firstAt(files(strings.Trim(name, "/"))...); ok {
			return r, ok
		}
		if p, ok := e.belowHome(name); ok {
			if r, ok := e.firstAt(files(p)...); ok {
				return r, ok
			}
		}
		if !isSource(name) {
			return catalog.Record{}, false
		}
		return e.calledAs(from, name)
	case isSource(name):
		if r, ok := e.firstAt(path.Join(dir, name)); ok {
			return r, ok
		}
		return e.firstAt(e.names.endingIn(e.catalog, strings.TrimLeft(name, "./"))...) // from the root of the content, wherever that is
	case path.Ext(name) != "":
		return e.firstAt(path.Join(dir, name))
	}
	pretty := path.Join(folderOf(from.Path), name) // as browsers resolve it, where each article is a folder
	r, ok := e.firstAt(files(pretty)...)
	if ok && !e.hasPage(from) {
		return catalog.Record{}, false // its address is the site's own, and so is what it leads to
	}
	if ok {
		return r, ok
	}
	if r, ok := e.firstAt(files(path.Join(dir, name))...); ok || e.hasPage(from) || !strings.Contains(strings.Trim(name, "/."), "/") {
		return r, ok
	}
	return e.firstAt(e.names.endingIn(e.catalog, strings.Trim(name, "./"))...) // from the root of the content, as Hugo seeks pages
}

// belowHome is a path from the root of the site as one below the folder of the articles,
// which may be a part of the site: of its address, or called as a part of it.
func (e *Editor) belowHome(name string) (string, bool) {
	home, _ := url.Parse(e.site.URL)
	for _, above := range []string{strings.Trim(home.Path, "/"), e.site.Folder} {
		if p, ok := strings.CutPrefix(strings.Trim(name, "/"), above+"/"); ok && above != "" {
			return p, true
		}
	}
	return "", false
}

// isSource reports whether a name is that of a file which is written, and which no site
// shows under that name.
func isSource(name string) bool {
	f, ok := read.FormatOf(name)
	return ok && !f.Shown
}

// folderOf is the folder that a site generator makes of an article.
func folderOf(p string) string {
	stem := strings.TrimSuffix(p, path.Ext(p))
	if content.IsIndex(path.Base(stem)) {
		return path.Dir(p)
	}
	return stem
}

// endings are those of article files, the commonest first.
var endings = sourceEndings()

func sourceEndings() []string {
	all := []string{".md"}
	for _, ending := range read.Extensions() {
		if ending != all[0] {
			all = append(all, ending)
		}
	}
	return all
}

// files are the paths that an address without an ending may mean.
func files(p string) []string {
	if path.Ext(p) == ".html" {
		p = strings.TrimSuffix(p, ".html")
	}
	all := append(make([]string, 0, len(endings)+2), p, p+".md", p+"/index.md")
	for _, ending := range endings[1:] {
		all = append(all, p+ending)
	}
	return all
}

// firstAt is the first article shown at one of the paths.
func (e *Editor) firstAt(paths ...string) (catalog.Record, bool) {
	for _, p := range paths {
		if strings.HasPrefix(p, "../") {
			continue
		}
		records, err := e.catalog.ByPath(p)
		if err != nil {
			continue // a link less does no harm
		}
		for _, r := range records {
			if r.State == catalog.Shown || r.State != catalog.Removed && r.SourceURL != "" {
				return r, true // or a page that is elsewhere, and in no feed
			}
		}
	}
	return catalog.Record{}, false
}

// calledAs finds the article with a name that is the end of a path, with or without what
// ends files' names, or a title.
func (e *Editor) calledAs(from catalog.Record, name string) (catalog.Record, bool) {
	name = strings.Trim(name, "/")
	if r, ok := e.firstAt(append([]string{path.Join(path.Dir(from.Path), name)}, files(name)...)...); ok {
		return r, true
	}
	if r, ok := e.firstAt(e.names.endingIn(e.catalog, name)...); ok {
		return r, true
	}
	titled, err := e.catalog.Titled(content.FoldTitle(name))
	if err != nil || len(titled) == 0 {
		return catalog.Record{}, false
	}
	return titled[0], true
}

// addressOf is where an article is read, or a part of it. Pages of the edition have
// ids with a prefix.
func (e *Editor) addressOf(r catalog.Record, fragment string) string {
	home, _ := url.Parse(e.site.URL)
	own := absolute(home, r.SourceURL, webSchemes)
	link, page := address(permalink.Article{Path: r.Path, Title: r.Title, Section: r.Section}, own, identityOf(r), e.site)
	switch {
	case fragment == "":
		return link
	case page != "":
		fragment = prefixed(fragment)
	}
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	if u.Fragment, err = url.PathUnescape(fragment); err != nil {
		u.Fragment = fragment
	}
	return encodeAddress(u)
}

// nameIndex finds files by their names. It is filled when a link first names one so. It
// may be used by several goroutines.
type nameIndex struct {
	mu     sync.Mutex
	filled bool
	paths  map[string][]string // by the name that content.FoldName gives; guarded by mu
}

// endingIn are the files whose path, or its end, is as named; the nearest to the root
// first.
func (n *nameIndex) endingIn(c *catalog.Catalog, name string) (all []string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.filled {
		n.fill(c)
	}
	folder := content.FoldTitle(path.Dir("/" + folderOf(name)))
	for _, p := range n.paths[content.FoldName(name)] {
		if strings.HasSuffix(content.FoldTitle(path.Dir("/"+folderOf(p))), folder) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	return all
}

func (n *nameIndex) fill(c *catalog.Catalog) {
	paths, err := c.Paths()
	if err != nil {
		return // it is tried again
	}
	n.filled, n.paths = true, make(map[string][]string, len(paths))
	for _, p := range paths {
		name := content.FoldName(p)
		n.paths[name] = append(n.paths[name], p)
	}
}

// forget drops the index after a change of names.
func (n *nameIndex) forget(d catalog.Delta) {
	moved := func(c catalog.Change) bool { return c.Before.Path != c.After.Path }
	if len(d.Appeared)+len(d.Vanished) > 0 || slices.ContainsFunc(d.Changed, moved) {
		n.forgetAll()
	}
}

func (n *nameIndex) forgetAll() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.filled, n.paths = false, nil
}
