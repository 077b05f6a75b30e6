// Package asset says which file of the folder an address in an article means.
//
// Authors write where a picture lies as their editor or their site generator wants it:
// beside the article, below the root of the site, in a folder whose files the generator
// copies there. [Candidates] are the paths at which it may be, the likeliest first;
// [Judge] says of one that is there whether it is what its name promises.
package asset

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"feedmill/content"
	"feedmill/content/media"
)

// Roots are the folders whose files a site has at its root, where nobody says which:
// those of Hugo, Zola and VuePress, of Astro and Vite, of Hugo again, of Nikola, of Hexo.
var Roots = []string{"static", "public", "assets", "files", "source"}

// nearby are folders in which editors put what is pasted into a text, and name by its
// file's name alone.
var nearby = []string{"attachments", "assets", "images", "img", "media", "files"}

// fromRoot stands before paths from the root of the content, in Pelican and Zola.
var fromRoot = []string{"{static}/", "|static|/", "{attach}/", "{filename}/", "@/"}

// besideFile stands before paths that are seen from the article, in Pelican.
var besideFile = []string{"{static}", "|static|", "{attach}", "{filename}"}

// Candidates are the paths that an address in the article at a path may mean; none if it
// can mean no file that is published beside articles. roots are the folders whose files
// are at the root of the site.
func Candidates(article, ref string, roots []string) []string {
	name := fileName(ref)
	if name == "" || !Publishable(name) {
		return nil
	}
	dir := path.Dir(article)
	for _, sign := range fromRoot {
		if p, ok := strings.CutPrefix(name, sign); ok {
			return within(append([]string{p}, below(roots, p)...))
		}
	}
	for _, sign := range besideFile {
		name = strings.TrimPrefix(name, sign)
	}
	if p, ok := strings.CutPrefix(name, "/"); ok {
		return within(append([]string{p}, below(roots, p)...))
	}
	all := []string{path.Join(dir, name)}
	if folder := ownFolder(article); folder != dir {
		all = append(all, path.Join(folder, name)) // as browsers resolve it, where each article is a folder
	}
	if !strings.Contains(name, "/") {
		all = append(all, below(folders(dir, nearby), name)...)
	}
	if !strings.HasPrefix(name, "./") && !strings.HasPrefix(name, "../") {
		all = append(append(all, name), below(roots, name)...)
	}
	return within(all)
}

// fileName is the path that an address names, if it is none of the web.
func fileName(ref string) string {
	ref = strings.TrimSpace(ref)
	ref = strings.TrimPrefix(ref, content.ArticleScheme)
	if ref == "" || ref[0] == '#' || ref[0] == '?' || strings.HasPrefix(ref, "//") || strings.HasPrefix(ref, `\\`) {
		return ""
	}
	if scheme, _, ok := strings.Cut(ref, ":"); ok && !strings.ContainsAny(scheme, "/?#{|") {
		return ""
	}
	ref, _, _ = strings.Cut(ref, "#")
	ref, _, _ = strings.Cut(ref, "?")
	if plain, err := url.PathUnescape(ref); err == nil {
		ref = plain
	}
	return strings.ReplaceAll(ref, `\`, "/")
}

// ownFolder is the folder that a site generator makes of an article.
func ownFolder(article string) string {
	stem := strings.TrimSuffix(article, path.Ext(article))
	if content.IsIndex(path.Base(stem)) {
		return path.Dir(article)
	}
	return stem
}

func folders(dir string, names []string) (all []string) {
	for _, n := range names {
		all = append(all, path.Join(dir, n))
	}
	return all
}

func below(roots []string, p string) (all []string) {
	for _, r := range roots {
		all = append(all, path.Join(r, p))
	}
	return all
}

// within are the paths that stay within the folder, each once, without hidden ones.
func within(all []string) (kept []string) {
	for _, p := range all {
		p = path.Clean(p)
		if strings.HasPrefix(p, "../") || strings.HasPrefix(p, "/") || strings.HasPrefix(p, ".") || strings.Contains(p, "/.") || strings.ContainsRune(p, 0) {
			continue
		}
		if !slices.Contains(kept, p) {
			kept = append(kept, p)
		}
	}
	return kept
}

// BesidePage reports whether an address leads into the folder that browsers make for
// what belongs to a page which they save: "Snow_files/drift.jpg" beside "Snow.html",
// whatever their language calls it.
func BesidePage(article, ref string) bool {
	folder, _, ok := strings.Cut(strings.TrimPrefix(fileName(ref), "./"), "/")
	stem := strings.TrimSuffix(path.Base(article), path.Ext(article))
	rest, begins := strings.CutPrefix(folder, stem)
	return ok && begins && len(rest) > 1 && strings.ContainsAny(rest[:1], "_-. ")
}

// withheld are types of files that would run in a browser, or that programs keep their
// settings in.
var withheld = map[string]bool{
	"text/html": true, "text/javascript": true, "text/css": true, "text/markdown": true,
	"application/json": true, "application/xml": true,
}

// Publishable reports whether files of this name are published beside articles that
// show them.
func Publishable(name string) bool {
	t := media.TypeByName(name)
	if t == "" || withheld[t] || strings.HasPrefix(t, "font/") {
		return strings.HasSuffix(strings.ToLower(name), ".chapters.json")
	}
	return true
}
