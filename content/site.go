package content

import (
	"path"
	"strings"
)

// Site is what the files of a site that another generator makes say beside the site's
// articles. It is shared by all who read, and nobody changes it.
type Site struct {
	Values    map[string]any    // what templates show, by names in small letters: tables, lists and texts
	Authors   map[string]Author // by the names in small letters by which articles call them
	Folders   []FolderData      // the innermost folders first
	Languages map[string]bool   // folders right below the root that hold translations
	TermIDs   bool              // terms of definition lists have ids, as headings do
	Tags      bool              // {% x %} and {{ x }} in a text are code, whatever stands there
	Calls     bool              // {{ x() }} and {% x() %} are
	AtRoot    bool              // pictures that front matter names lie below the root of the site
	BesideIt  bool              // relative addresses in a text are seen from its file, not from where it is read
	LinkIsOf  bool              // a key "link" names what the article is about, not where it is read
	Beside    map[string]string // what a file beside an article states of it, by the article's path without its ending
	Home      string            // path of the site's address, with a slash at both ends

	// There reports whether a file is in the folder; nil knows of none.
	There func(path string) bool
	// Include is the text of a file that the one at from includes by name. The file lies
	// within the folder and is small.
	Include func(from, name string) (text string, ok bool)
}

// FolderData are keys that all articles below a folder state which do not state them.
type FolderData struct {
	Folder string // slash-separated; empty is the whole
	Keys   map[string]any
	Joined bool // tags are added to those of the article
}

// StatedBeside is what a file beside the article at path states of it; empty if none does.
func (s *Site) StatedBeside(p string) string {
	if s == nil {
		return ""
	}
	return s.Beside[strings.TrimSuffix(p, path.Ext(p))]
}

// Value is the text by which a template of the site means a name such as site.title.
func (s *Site) Value(name string) (text string, ok bool) {
	if s == nil {
		return "", false
	}
	return TextAt(s.Values, name)
}

// TextAt is the text at a name in a table, in whose dots tables are parted.
func TextAt(table map[string]any, name string) (text string, ok bool) {
	var at any = table
	for part := range strings.SplitSeq(strings.ToLower(name), ".") {
		within, _ := at.(map[string]any)
		at = within[part]
	}
	text, ok = at.(string)
	return text, ok && text != ""
}
