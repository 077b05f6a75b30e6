package folder

// What counts: articles, by-products of editors and copying programs, and what
// the user excludes.

import (
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Rules say which files of a folder are articles.
type Rules struct {
	// Article says by its name, without folders, whether a file is an article;
	// nil is never. It may be called from several goroutines.
	Article func(name string) bool
	// Wanted says by its path whether a file that is no article is listed and watched
	// all the same, because an article shows it; nil is never. It may be called from
	// several goroutines, and change its mind. What it wants of a folder that is left out
	// is not listed either.
	Wanted func(path string) bool
	// ByPlace says by its path whether a file that is no article by its name is one where
	// it lies; nil is never. Of a folder, all files that end alike are, or none. It may be
	// called from several goroutines.
	ByPlace func(path string) bool
	// ByHead gives, for the name of a file that is no article otherwise, what its first
	// bytes must be for it to be one; nil if they say nothing, as for most names. It may
	// be called from several goroutines.
	ByHead func(name string) func(head []byte) bool
	// Elsewhere gives the bytes that a file stands for, which lies at a path and is open;
	// nil if they are its own, as with all files where Elsewhere is nil. It may be called
	// from several goroutines.
	Elsewhere func(path string, file *os.File) Bytes
	// Exclude are absolute paths that are neither listed nor watched: the
	// output and the state, if they lie in the folder.
	Exclude []string
	// Ignore are patterns of paths that are neither listed nor watched:
	// "drafts", "**/notes.txt", "old/**". Double stars cross folders; a
	// pattern without a slash holds in every folder.
	Ignore []string
	// Include are patterns, of the same kind, of what is an article after all: it
	// brings back what Ignore, an ignore file, or its own name leaves out. One
	// without a slash brings back no more than the file or the folder so named.
	Include []string
	// Only are folders, or patterns of such, outside of which nothing is an article, and
	// nobody need be told so; none is everywhere.
	Only []string
	// MaxBytes is the size from which on [Folder.Read] refuses a file;
	// 0 is 16 MiB.
	MaxBytes int64
}

const defaultMaxBytes = 16 << 20

func (r Rules) withDefaults() Rules {
	if r.MaxBytes <= 0 {
		r.MaxBytes = defaultMaxBytes
	}
	if r.Article == nil {
		r.Article = func(string) bool { return false }
	}
	if r.ByPlace == nil {
		r.ByPlace = func(string) bool { return false }
	}
	if r.ByHead == nil {
		r.ByHead = func(string) func([]byte) bool { return nil }
	}
	return r
}

// isArticle reports whether a path is an article by its name or by its place.
func (r Rules) isArticle(p string) bool { return r.Article(path.Base(p)) || r.ByPlace(p) }

// check refuses patterns that can never be matched.
func (r Rules) check() error {
	for _, p := range slices.Concat(r.Ignore, r.Include, r.Only) {
		if !doublestar.ValidatePattern(p) {
			return fmt.Errorf("pattern %q is malformed; see that each [ and { is closed: %w", p, doublestar.ErrBadPattern)
		}
	}
	return nil
}

// kind is what a name in the folder stands for.
type kind uint8

const (
	nothing kind = iota // excluded, ignored or a by-product: it does not exist for us
	article
	subfolder
	other // a file that somebody may have meant to be an article
)

// file says what the file at dir/name is, and if it would be an article but for a
// rule, which.
func (f *Folder) file(dir, name string) (k kind, why string) {
	p := inFolder(dir, name)
	if byProduct(name) || f.excluded(p) {
		return nothing, ""
	}
	if f.wants(p) {
		return article, ""
	}
	if !f.rules.mayHold(p) {
		return nothing, ""
	}
	left, why := f.leftOut(f.scope(dir), p, false)
	switch {
	case !f.rules.isArticle(p) && (why != "" || !f.beginsAsArticle(p)):
		if left == nothing {
			return nothing, ""
		}
		return other, ""
	case why == "":
		return article, ""
	}
	return left, why
}

// wants reports whether an article shows the file at a path.
func (f *Folder) wants(p string) bool {
	return f.rules.Wanted != nil && f.rules.Wanted(p) && !f.rules.Article(path.Base(p))
}

// folder says what the folder at dir/name is, and if a rule leaves it out, which.
func (f *Folder) folder(dir, name string) (k kind, why string) {
	p := inFolder(dir, name)
	if name[0] == '.' || f.excluded(p) {
		return nothing, ""
	}
	k, why = f.leftOut(f.scope(dir), p, true)
	if why == "" || f.mayInclude(p) {
		return subfolder, ""
	}
	return k, why
}

// descends reports whether the folder at dir/name is part of the content.
func (f *Folder) descends(dir, name string) bool {
	k, _ := f.folder(dir, name)
	return k == subfolder
}

// leftOut says which rule leaves out a path whose folder is at; why is empty if
// none does. The user is told of what comes back as other, and need not wait for it.
func (f *Folder) leftOut(at *scope, p string, isFolder bool) (k kind, why string) {
	if matching(f.rules.Include, p) != "" {
		return other, ""
	}
	if at.why != "" {
		return nothing, at.why
	}
	if pattern := matching(f.rules.Ignore, p); pattern != "" {
		return nothing, fmt.Sprintf("the setting ignore has %q", pattern)
	}
	if l, where, ok := judge(at.ignores, p, isFolder); ok {
		if l.keep {
			return other, ""
		}
		return nothing, fmt.Sprintf("%s:%d has %q", where, l.number, l.text)
	}
	if isFolder {
		why, loud := f.strangeFolder(p)
		if why == "" || loud {
			return other, about(p, why)
		}
		return nothing, about(p, why)
	}
	if why := strangeFile(path.Base(p)); why != "" && !f.isOfPosts(p) {
		return other, "a file of this name " + why
	}
	return other, ""
}

// isOfPosts reports whether a path lies in a folder that a generator shows the files of,
// such as Jekyll's _posts and collections: there, a text that has front matter is written
// for readers, whatever its name.
func (f *Folder) isOfPosts(p string) bool {
	if dir, _, nested := strings.Cut(p, "/"); !nested || !strings.HasPrefix(dir, "_") || !f.rules.names(dir) || strings.HasPrefix(path.Base(p), "_") {
		return false
	}
	if info, err := os.Lstat(f.absolute(p)); err != nil || !info.Mode().IsRegular() {
		return false
	}
	file, err := os.Open(f.absolute(p))
	if err != nil {
		return false
	}
	defer file.Close()
	var head [4]byte
	n, _ := io.ReadFull(file, head[:]) // a shorter file has no front matter
	return string(head[:n]) == "---\n" || string(head[:n]) == "---\r"
}

// names reports whether a folder is one of those that alone hold articles.
func (r Rules) names(dir string) bool {
	return slices.ContainsFunc(r.Only, func(pattern string) bool { return path.Base(pattern) == dir })
}

// mayHold reports whether articles may lie where p does.
func (r Rules) mayHold(p string) bool {
	return len(r.Only) == 0 || slices.ContainsFunc(r.Only, func(pattern string) bool {
		return doublestar.MatchUnvalidated(strings.Trim(pattern, "/")+"/**", p)
	})
}

func about(p, why string) string {
	if why == "" {
		return ""
	}
	return fmt.Sprintf("a folder named %s holds %s", path.Base(p), why)
}

// excluded reports whether p is the output or the state.
func (f *Folder) excluded(p string) bool { return slices.Contains(f.exclude, p) }

// matching is the first of patterns that a path itself matches.
func matching(patterns []string, p string) string {
	for _, pattern := range patterns {
		subject := p
		if !strings.Contains(strings.TrimSuffix(pattern, "/"), "/") {
			subject = path.Base(p)
		}
		if doublestar.MatchUnvalidated(strings.Trim(pattern, "/"), subject) {
			return pattern
		}
	}
	return ""
}

// mayInclude reports whether something below a folder that is left out may be
// included: whether a pattern names the folder on the way to something else.
func (f *Folder) mayInclude(p string) bool {
	names := strings.Split(p, "/")
	return slices.ContainsFunc(f.rules.Include, func(pattern string) bool {
		parts := strings.Split(strings.Trim(pattern, "/"), "/")
		if len(parts) <= len(names) && !slices.Contains(parts, "**") {
			return false
		}
		for i, name := range names {
			if i == len(parts) {
				return false
			}
			if parts[i] == "**" {
				return i > 0
			}
			if !doublestar.MatchUnvalidated(parts[i], name) {
				return false
			}
		}
		return true
	})
}

// Why says which rule leaves out a path of the folder that would be an article, or
// a folder that would hold some; it is empty if none does.
func (f *Folder) Why(p string) string {
	p = path.Clean(p)
	if info, err := os.Lstat(f.absolute(p)); err == nil && info.IsDir() {
		_, why := f.folder(path.Dir(p), path.Base(p))
		return why
	}
	e, _ := f.look(p)
	return e.why
}

// outside reports whether a path lies in something that is not part of the
// content, at any depth: events come for whatever a watched folder holds.
func (f *Folder) outside(rel string) bool {
	for dir := path.Dir(rel); dir != "."; dir = path.Dir(dir) {
		if parent := path.Dir(dir); !f.descends(parent, path.Base(dir)) {
			return true
		}
	}
	return false
}

// byProducts are the endings that editors, browsers and copying programs give to
// unfinished files. Dotfiles, which most of them are, need no entry.
var byProducts = map[string]string{
	".tmp":        "writers that rename when they are done",
	".temp":       "writers that rename when they are done",
	".swp":        "vim",
	".bak":        "backups",
	".bck":        "backups of helix",
	".orig":       "backups of patch and git",
	".rej":        "patch",
	".lock":       "locks",
	".part":       "downloads under way",
	".partial":    "downloads under way",
	".filepart":   "WinSCP uploads under way",
	".crdownload": "Chrome downloads under way",
	".download":   "Safari downloads under way",
}

// byProduct reports whether a file of this name is never meant for readers.
func byProduct(name string) bool {
	switch {
	case name[0] == '.', strings.HasPrefix(name, "~$"):
		return true // office programs lock with ~$
	case strings.HasSuffix(name, "~"), name == "4913":
		return true // backups of editors; vim trying whether it may write
	case name[0] == '#' && (strings.HasSuffix(name, "#") || digits(name[1:])):
		return true // autosaved by emacs; the kernel's name for a file that has none yet
	case len(name) == len("sed")+6 && strings.HasPrefix(name, "sed") && path.Ext(name) == "":
		return true // sed -i
	case name == "Thumbs.db", name == "desktop.ini", name == "Icon\r":
		return true // Windows Explorer, macOS Finder
	}
	_, known := byProducts[path.Ext(name)]
	return known
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
