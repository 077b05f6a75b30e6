package generator

// MkDocs: mkdocs.yml. Its pages state no day, and are articles all the same, unless a
// blog is among them.

import (
	"path"
	"strings"
)

func mkdocs(s *site) bool {
	s.take("title", "site_name")
	s.take("description", "site_description")
	home := s.home("", "site_url")
	s.take("language", "theme.language")
	s.take("author", "site_author")
	s.take("rights", "copyright")
	docs, from := s.word("docs_dir")
	root := s.only(from, docs, "docs")
	s.set("heading_ids", "python", "")
	pattern := "/{path}/"
	if v, _ := s.lookup("use_directory_urls"); v == false {
		pattern = "/{path}.html"
	}
	s.permalink(home, pattern, "")
	if blog, ok := s.plugin("blog", "material/blog"); ok {
		s.mkdocsBlog(home, root, blog)
		s.pages()
	}
	return true
}

// plugin are the settings of a plugin that the site uses.
func (s *site) plugin(names ...string) (settings map[string]any, ok bool) {
	v, _ := s.lookup("plugins")
	list, _ := v.([]any)
	for _, item := range list {
		for _, name := range names {
			if item == name {
				return nil, true
			}
			if table, _ := item.(map[string]any); table != nil {
				if v, ok := table[name]; ok {
					settings, _ = v.(map[string]any)
					return settings, true
				}
			}
		}
	}
	return nil, false
}

var mkdocsTokens = strings.NewReplacer("{date}", "{year}/{month}/{day}", "{slug}", "{title_id}", "{file}", "{stem}", "{categories}", "{section}")

// mkdocsBlog takes where the posts of a blog are read.
func (s *site) mkdocsBlog(home, root string, settings map[string]any) {
	dir := text(settings, "blog_dir", "blog")
	posts := strings.ReplaceAll(text(settings, "post_dir", "{blog}/posts"), "{blog}", dir)
	pattern := mkdocsTokens.Replace(text(settings, "post_url_format", "{date}/{slug}"))
	if dir == "." {
		dir = ""
	}
	s.out.Folders = append(s.out.Folders, Value{path.Join(root, posts), home + "/" + strings.TrimLeft(path.Join(dir, pattern), "/") + "/", "plugins.blog"})
}

// text is that of a key, or what it is by default.
func text(table map[string]any, key, otherwise string) string {
	if t, ok := table[key].(string); ok && t != "" {
		return t
	}
	return otherwise
}
