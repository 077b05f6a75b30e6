package content

// Articles link to one another as their authors name them: by file, by the end of its
// path, by title. Where an article is read is known only when it is published.

import (
	"path"
	"strings"
)

// ArticleScheme begins an address in the HTML of a [Body] that names another article of
// the folder: by its path, by the end of that, or by its title, perhaps with a
// fragment: "article:2026/harbour.md#cranes".
const ArticleScheme = "article:"

// Linked is a [Body] that may link to other articles. It can tell without being parsed.
type Linked interface {
	Body
	// Mentions are the articles that it may link to, each as [FoldName] has it. Some may
	// be none.
	Mentions() []string
}

// FoldName is what the ways to name an article have in common: its file's name without
// what ends it, or that of its folder, folded as titles are.
func FoldName(p string) string {
	p = strings.TrimSuffix(p, "/")
	stem := strings.TrimSuffix(path.Base(p), path.Ext(p))
	if dir := path.Dir(p); IsIndex(stem) && dir != "." && dir != "/" {
		stem = path.Base(dir)
	}
	return FoldTitle(stem)
}

// IsIndex reports whether a file of this name, without what ends it, stands for its
// folder: "index" and "_index", as site generators have it.
func IsIndex(stem string) bool { return strings.EqualFold(stem, "index") || stem == "_index" }
