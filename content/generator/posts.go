package generator

// Which sections of a Hugo site its own feed shows. Templates are not run; what counts is
// a line that names the sections in words.

import (
	"io/fs"
	"path"
	"slices"

	"feedmill/content"
	"feedmill/content/pattern"
)

// feedTemplates are where a site, or its theme, has the template of its feed.
var feedTemplates = []string{
	"layouts/index.rss.xml", "layouts/home.rss.xml", "layouts/_default/home.rss.xml", "layouts/index.xml",
	"layouts/_default/index.rss.xml", "layouts/_default/rss.xml", "layouts/rss.xml",
}

var (
	sectionsShape = pattern.New(`where\s+\$?\.?[Ss]ite\.(?:Regular)?Pages\s+"(?:Type|Section)"\s+(?:"(?:in|eq|==?)"\s+)?(?:\(slice\s+([^()]*)\)|("[^"]+"))`)
	wordShape     = pattern.New(`"([^"]+)"`)
)

// unlisted are the sections of a site that its own feed leaves out: their pages are in no
// list of articles.
func (s *site) unlisted() (all []content.FolderData) {
	listed := s.listed()
	sections, err := fs.ReadDir(s.folder, s.root())
	if err != nil || !slices.ContainsFunc(sections, func(d fs.DirEntry) bool { return slices.Contains(listed, d.Name()) }) {
		return nil
	}
	for _, d := range sections {
		if d.IsDir() && !slices.Contains(listed, d.Name()) {
			all = append(all, content.FolderData{Folder: path.Join(s.root(), d.Name()), Keys: map[string]any{"build": map[string]any{"list": "never"}}})
		}
	}
	return all
}

// listed are the sections that the feed shows; none where no template tells.
func (s *site) listed() (all []string) {
	tops := []string{"."}
	themes, _ := s.lookup("theme")
	for _, t := range texts(themes) {
		tops = append(tops, path.Join("themes", t))
	}
	for _, top := range tops {
		for _, file := range feedTemplates {
			text, err := fs.ReadFile(s.folder, path.Join(top, file))
			if err != nil || len(text) > longestFile {
				continue // not there, most often
			}
			if m := sectionsShape.FindSubmatch(text); m != nil {
				for _, word := range wordShape.FindAllSubmatch(append(m[1], m[2]...), -1) {
					all = append(all, string(word[1]))
				}
			}
			return all // the first is the one that counts
		}
	}
	return nil
}
