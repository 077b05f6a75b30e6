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
	stem := path.Base(p)
	if ext := path.Ext(p); isEnding(ext) {
		stem = strings.TrimSuffix(stem, ext)
	}
	if dir := path.Dir(p); IsIndex(stem) && dir != "." && dir != "/" {
		stem = path.Base(dir)
	}
	return FoldTitle(stem)
}

// isEnding reports whether ext may end the names of files of a kind: ".md" and ".mp3",
// not what is behind the last dot of "release-3.6.0" or "4.0.13-released".
func isEnding(ext string) bool {
	letter := func(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
	for i := 1; i < len(ext); i++ {
		if !letter(ext[i]) && (i == 1 || ext[i] < '0' || ext[i] > '9') {
			return false
		}
	}
	return len(ext) > 1
}

// IsIndex reports whether a file of this name, without what ends it, stands for its
// folder: "index" and "_index", as site generators have it.
func IsIndex(stem string) bool { return strings.EqualFold(stem, "index") || stem == "_index" }

// Untranslated is a path without the language that it tells, and that language as
// written there: "a.md" and "de" of "a.de.md" and of "de/a.md". Whether it is one, and
// that of the text, is for the caller to judge.
func Untranslated(p string) (original, tag string) {
	dir, name := path.Split(p)
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if of := path.Ext(stem); looksAsTag(strings.TrimPrefix(of, ".")) && of != stem {
		return dir + strings.TrimSuffix(stem, of) + ext, of[1:]
	}
	for at, f := 0, ""; at < len(dir); at += len(f) + 1 {
		if f, _, _ = strings.Cut(dir[at:], "/"); looksAsTag(f) {
			return dir[:at] + dir[at+len(f)+1:] + name, f
		}
	}
	return p, ""
}

// looksAsTag reports whether s is written as "de", "pt-BR" and "zh_Hans" are.
func looksAsTag(s string) bool {
	if len(s) < len("de") || len(s) > len("zh_Hans") {
		return false
	}
	language, region, parted := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	small := func(c rune) bool { return 'a' <= c && c <= 'z' }
	letter := func(c rune) bool { return small(c | 0x20) }
	return len(language) == 2 && strings.IndexFunc(language, func(c rune) bool { return !small(c) }) < 0 &&
		(!parted || (len(region) == 2 || len(region) == 4) && strings.IndexFunc(region, func(c rune) bool { return !letter(c) }) < 0)
}
