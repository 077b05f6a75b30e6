// What counts: articles, by-products of editors and copying programs, and what
// the user excludes.
package folder

import (
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Rules say which files of a folder are articles.
type Rules struct {
	// Article says by its name, without folders, whether a file is an article;
	// nil is never. It may be called from several goroutines.
	Article func(name string) bool
	// Exclude are absolute paths that are neither listed nor watched: the
	// output and the state, if they lie in the folder.
	Exclude []string
	// Ignore are patterns of paths that are neither listed nor watched:
	// "drafts", "**/notes.txt", "old/**". Double stars cross folders; a
	// pattern without a slash holds in every folder.
	Ignore []string
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
	return r
}

// check refuses patterns that can never be matched.
func (r Rules) check() error {
	for _, p := range r.Ignore {
		if !doublestar.ValidatePattern(p) {
			return fmt.Errorf("ignore pattern %q is malformed; see that each [ and { is closed: %w", p, doublestar.ErrBadPattern)
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

// file says what the file at dir/name is.
func (f *Folder) file(dir, name string) kind {
	if byProduct(name) || f.ignored(dir, name) {
		return nothing
	}
	if f.rules.Article(name) {
		return article
	}
	return other
}

// descends reports whether the folder at dir/name is part of the content.
func (f *Folder) descends(dir, name string) bool {
	return name[0] != '.' && !f.ignored(dir, name)
}

// ignored reports whether the user's settings leave out dir/name itself.
// Whatever lies below an ignored folder is never asked for.
func (f *Folder) ignored(dir, name string) bool {
	if len(f.exclude) == 0 && len(f.rules.Ignore) == 0 {
		return false
	}
	p := path.Join(dir, name)
	for _, e := range f.exclude {
		if p == e {
			return true
		}
	}
	for _, pattern := range f.rules.Ignore {
		subject := p
		if !strings.Contains(strings.TrimSuffix(pattern, "/"), "/") {
			subject = name
		}
		if doublestar.MatchUnvalidated(strings.Trim(pattern, "/"), subject) {
			return true
		}
	}
	return false
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
// files on their way. Dotfiles, which most of them are, need no entry.
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
		return true // emacs saving by itself; the kernel's name for a file that has none yet
	case len(name) == len("sed")+6 && strings.HasPrefix(name, "sed") && path.Ext(name) == "":
		return true // sed -i
	case name == "Thumbs.db", name == "desktop.ini", name == "Icon\r":
		return true // Windows Explorer, macOS Finder
	}
	_, known := byProducts[path.Ext(name)]
	return known
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
