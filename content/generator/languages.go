package generator

// Folders of translations that no setting names. They are known by what lies in them: the
// files of another folder, called alike, in a folder that is called as a language.

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"feedmill/content"
	"feedmill/content/pattern"

	"golang.org/x/text/language"
)

// Bounds of the look at such folders, and what makes one of them a translation: files
// enough, and more than half of them called as the other's are. Folders named cs and pl
// may be about programs as well.
const (
	mostNamed  = 2000 // files of one folder
	deepest    = 4
	fewestPair = 2
)

// tagShape is how folders of translations are called: de, pt-BR, zh_Hans.
var tagShape = pattern.New(`^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$`)

// translations are the folders right below root that hold what others hold in another
// language. ofRoot are those of them whose original is root itself.
func translations(folder fs.FS, root string) (all, ofRoot []string) {
	entries, _ := fs.ReadDir(folder, root) // of none there are none
	var tags []string
	for _, e := range entries {
		if _, err := language.Parse(strings.ReplaceAll(e.Name(), "_", "-")); err == nil && e.IsDir() && tagShape.MatchString(e.Name()) {
			tags = append(tags, e.Name())
		}
	}
	if len(tags) == 0 {
		return nil, nil
	}
	own, names := named(folder, root, tags), map[string]map[string]bool{}
	for _, t := range tags {
		names[t] = named(folder, path.Join(root, t), nil)
	}
	for _, t := range tags {
		mirrors := func(other string) bool { return other != t && sameFiles(names[t], names[other]) }
		switch {
		case sameFiles(names[t], own):
			all, ofRoot = append(all, t), append(ofRoot, t)
		case slices.ContainsFunc(tags, mirrors):
			all = append(all, t)
		}
	}
	return all, ofRoot
}

// named are the files below a folder that may be articles, without their endings. Those
// that stand for their folder say nothing.
func named(folder fs.FS, root string, without []string) map[string]bool {
	all := map[string]bool{}
	_ = fs.WalkDir(folder, root, func(p string, e fs.DirEntry, err error) error {
		rel := strings.TrimPrefix(strings.TrimPrefix(p, root), "/")
		switch {
		case err != nil || p == root:
			return nil // what cannot be listed holds nothing
		case e.IsDir() && (slices.Contains(without, rel) || strings.Count(rel, "/") >= deepest || e.Name()[0] == '.' || e.Name() == "node_modules"):
			return fs.SkipDir
		case len(all) == mostNamed:
			return fs.SkipAll
		}
		ext := path.Ext(p)
		if stem := strings.TrimSuffix(e.Name(), ext); !e.IsDir() && !content.IsIndex(stem) && !strings.EqualFold(stem, "readme") && slices.Contains(written, ext) {
			all[strings.TrimSuffix(rel, ext)] = true
		}
		return nil
	})
	return all
}

// written are the endings of files that people write articles in.
var written = []string{".md", ".markdown", ".mdx", ".org", ".txt", ".html", ".htm", ".rst", ".adoc"}

// sameFiles reports whether most files of one folder are called as some of another are.
func sameFiles(of, original map[string]bool) bool {
	same := 0
	for name := range of {
		if original[name] {
			same++
		}
	}
	return same >= fewestPair && 2*same > len(of)
}

// leaveMirrors leaves folders of translations to feeds of their own, where what they
// translate lies beside them.
func (s *site) leaveMirrors() {
	_, ofRoot := translations(s.folder, s.root())
	var folders []string
	for _, t := range ofRoot {
		folders = append(folders, path.Join(s.root(), t))
		s.out.Left = append(s.out.Left, path.Join(s.root(), t)+", translations")
	}
	s.ignore("", folders...)
}

// ignore leaves more alone than was to be left so far.
func (s *site) ignore(from string, patterns ...string) {
	if len(patterns) == 0 {
		return
	}
	text := strings.Join(patterns, "\n")
	for i, v := range s.out.Values {
		if v.Setting == "ignore" {
			s.out.Values[i].Text += "\n" + text
			return
		}
	}
	s.set("ignore", text, from)
}
