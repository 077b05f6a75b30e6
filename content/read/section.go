package read

// What the files of Hugo and Zola called _index.md say: nothing of themselves, all of
// the section whose folder they lie in.

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"feedmill/content"
)

// Section is how a site describes one of its sections. Its texts are plain; empty are
// those that it does not state.
type Section struct {
	Name        string // of the section, which is that of its folder
	Title       string
	Description string
}

// sectionFiles are the names of files that describe their folder, those in the language of
// the site first: _index.de-at.md, _index.de.md, _index.md.
func sectionFiles(language string) (names []string) {
	base, _, _ := strings.Cut(language, "-")
	for _, tag := range []string{language, strings.ToLower(language), base} {
		if name := "_index." + tag + ".md"; tag != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return append(names, "_index.md", "_index.markdown")
}

// Sections are those that are described in the folders right below root, by name. A
// description that cannot be read is none.
func Sections(fsys fs.FS, root string, options func(path string) content.Options) (all []Section) {
	folders, err := fs.ReadDir(fsys, root)
	if err != nil {
		return nil
	}
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		for _, name := range sectionFiles(options(path.Join(root, f.Name(), "_index.md")).Language) {
			file := path.Join(root, f.Name(), name)
			if s, ok := describedIn(fsys, file, options(file)); ok {
				all = append(all, Section{f.Name(), s.Title, s.Description})
				break
			}
		}
	}
	return all
}

// Home is how the file that describes root itself describes the whole site.
func Home(fsys fs.FS, root string, options func(path string) content.Options) Section {
	for _, name := range sectionFiles(options(path.Join(root, "_index.md")).Language) {
		file := path.Join(root, name)
		if s, ok := describedIn(fsys, file, options(file)); ok {
			return s
		}
	}
	return Section{}
}

// describedIn is what a file says of its section.
func describedIn(fsys fs.FS, file string, o content.Options) (s Section, ok bool) {
	o.Limits = o.Limits.Filled()
	info, err := fs.Stat(fsys, file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > int64(o.Limits.Size) {
		return s, false
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return s, false
	}
	articles, err := Parse(content.File{Path: file, Data: data, ModTime: info.ModTime()}, o)
	if err != nil || len(articles) == 0 {
		return s, false
	}
	a := articles[0]
	s.Description = a.Summary()
	if o := a.Origin().Of("title"); o.Line > 0 && o.Rule != "first sentence" {
		s.Title = a.Title()
	}
	return s, s.Title != "" || s.Description != ""
}
