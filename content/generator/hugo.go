package generator

// Hugo: hugo.toml and its like, config.toml of old, config/_default.

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

var hugoTokens = map[string]string{
	"year": "{year}", "month": "{month}", "monthname": "{month_name}", "day": "{day}", "weekdayname": "{weekday}", "yearday": "{day_of_year}",
	"section": "{folder}", "sectionslug": "{folder}", "sections": "{folders}", "sectionslugs": "{folders}", "title": "{title}", "slug": "{title}",
	"filename": "{stem}", "contentbasename": "{stem}", "slugorfilename": "{name}", "slugorcontentbasename": "{name}",
}

func hugo(s *site) bool {
	s.hugoParts()
	if _, key := s.lookup("base_url"); key != "" {
		return false // Zola's, whose file may have the same name
	}
	if !s.has("baseurl", "contentdir", "permalinks", "languagecode", "locale", "defaultcontentlanguage", "theme", "module", "params", "taxonomies", "markup") {
		return false
	}
	main, _ := s.word("defaultcontentlanguage")
	main = cmp.Or(main, "en")
	s.take("title", "title", "languages."+main+".title", "languages."+main+".params.title")
	s.take("description", "params.description", "description")
	home := s.home("", "baseurl")
	s.take("language", "languagecode", "locale", "defaultcontentlanguage")
	s.take("author", "params.author.name", "params.author", "author.name", "author")
	s.take("timezone", "timezone")
	s.take("rights", "copyright")
	content, from := s.word("languages."+main+".contentdir", "contentdir")
	if mounted := s.mountedContent(main); mounted != "" {
		content, from = mounted, "module.mounts"
	}
	s.leaveTranslations(main)
	root := s.only(from, content, "content")
	s.hugoFiles()
	s.hugoHeadings()
	s.future("buildfuture")
	if inFolder, _ := s.lookup("defaultcontentlanguageinsubdir"); inFolder == true {
		home += "/" + main
	}
	s.permalink(home, "/{path}/", "")
	s.hugoFolders(home, root)
	s.pages()
	return true
}

// hugoHeadings takes whose ids headings have.
func (s *site) hugoHeadings() {
	const key = "markup.goldmark.parser.autoheadingidtype"
	kind, _ := s.word(key)
	made, from := s.lookup("markup.goldmark.parser.autoheadingid")
	switch {
	case made == false:
		s.set("heading_ids", "none", from)
	case kind == "github-ascii":
		s.set("heading_ids", "hugo-ascii", key)
	case kind == "blackfriday":
		s.set("heading_ids", "blackfriday", key)
	default:
		s.set("heading_ids", "hugo", "")
	}
}

// mountedContent is the folder that is mounted as content, in the main language.
func (s *site) mountedContent(main string) string {
	v, _ := s.lookup("module.mounts")
	for _, mount := range tables(v) {
		language, _ := mount["lang"].(string)
		if source, _ := mount["source"].(string); mount["target"] == "content" && (language == "" || language == main) {
			return source
		}
	}
	return ""
}

// hugoFiles takes the folders of files that are at the root of the site.
func (s *site) hugoFiles() {
	static, from := s.lookup("staticdir")
	all := texts(static)
	mounts, _ := s.lookup("module.mounts")
	for _, mount := range tables(mounts) {
		if source, _ := mount["source"].(string); mount["target"] == "static" {
			all, from = append(all, source), "module.mounts"
		}
	}
	s.assets(from, all...)
}

// tables are the tables of a list.
func tables(v any) (all []map[string]any) {
	switch v := v.(type) {
	case []map[string]any:
		return v
	case []any:
		for _, one := range v {
			if table, ok := one.(map[string]any); ok {
				all = append(all, table)
			}
		}
	}
	return all
}

// hugoParts takes the settings that have a file of their own in a folder of such.
func (s *site) hugoParts() {
	if path.Dir(s.file) == "." {
		return
	}
	files, _ := fs.Glob(s.folder, path.Join(path.Dir(s.file), "*.*")) // the pattern is well formed
	for _, file := range files {
		part, language, _ := strings.Cut(strings.TrimSuffix(path.Base(file), path.Ext(file)), ".")
		data, err := fs.ReadFile(s.folder, file)
		if err != nil || !slices.Contains(hugoPartNames, part) {
			continue
		}
		values, err := parse(file, data)
		if err != nil {
			continue // the others may do
		}
		if language != "" {
			all, _ := s.values[part].(map[string]any)
			values = merged(all, language, values)
		}
		s.values[part] = values
	}
}

// hugoPartNames are the parts that are read here.
var hugoPartNames = []string{"languages", "params", "permalinks", "markup", "taxonomies"}

func merged(all map[string]any, name string, values map[string]any) map[string]any {
	with := map[string]any{name: values}
	for k, v := range all {
		with[k] = v
	}
	return with
}

// leaveTranslations leaves the other languages to feeds of their own.
func (s *site) leaveTranslations(main string) {
	languages, _ := s.lookup("languages")
	table, _ := languages.(map[string]any)
	var others []string
	for _, language := range slices.Sorted(maps.Keys(table)) {
		if language != main {
			others = append(others, language)
		}
	}
	s.leaveLanguages("languages", others, "*.%s.md")
}

// leaveLanguages leaves what patterns with their names mean, which the settings call key.
func (s *site) leaveLanguages(key string, others []string, pattern string) {
	var patterns []string
	for _, name := range others {
		patterns = append(patterns, fmt.Sprintf(pattern, name))
		if tag, err := language.Parse(name); err == nil && tag.String() != name {
			patterns = append(patterns, fmt.Sprintf(pattern, tag)) // as files are called: pt-BR
		}
		s.out.Left = append(s.out.Left, key+"."+name)
	}
	s.ignore(key, patterns...)
}

// has reports whether the settings have one of keys.
func (s *site) has(keys ...string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return s.values[k] != nil })
}

// future shows articles that are dated in the future where the generator does.
func (s *site) future(key string) {
	if v, _ := s.lookup(key); v == true {
		s.set("future", "show", key)
	}
}

// hugoFolders takes the patterns by section, of the new form and of the old.
func (s *site) hugoFolders(home, root string) {
	table, _ := s.lookup("permalinks")
	patterns, _ := table.(map[string]any)
	if pages, ok := patterns["page"].(map[string]any); ok {
		patterns = pages
	}
	for folder, v := range patterns {
		pattern, ok := v.(string)
		if !ok {
			continue
		}
		ours, unknown := translated(pattern, hugoTokens)
		if unknown != "" {
			s.out.Left = append(s.out.Left, "permalinks."+folder+", for its "+unknown)
			continue
		}
		s.out.Folders = append(s.out.Folders, Value{path.Join(root, folder), home + "/" + strings.TrimLeft(ours, "/"), "permalinks." + folder})
	}
	slices.SortFunc(s.out.Folders, func(a, b Value) int { return strings.Compare(a.Setting, b.Setting) })
}
