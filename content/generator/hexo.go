package generator

// Hexo: _config.yml, as Jekyll's is called; source/_posts has the articles.

import (
	"maps"
	"strings"
)

var hexoTokens = map[string]string{
	"year": "{year}", "month": "{month}", "i_month": "{short_month}", "day": "{day}", "i_day": "{short_day}",
	"hour": "{hour}", "minute": "{minute}", "second": "{second}", "title": "{as_named}", "name": "{as_named}",
	"post_title": "{title}", "category": "{categories}",
}

func hexo(s *site) bool {
	if !s.has("source_dir", "new_post_name", "skip_render", "post_asset_folder", "archive_dir", "index_generator") || s.has("plugins", "gems", "collections_dir") {
		return false // Jekyll's
	}
	s.take("title", "title")
	s.take("description", "description", "subtitle")
	root, _ := s.word("root")
	home := s.home("", "url")
	if root = strings.Trim(root, "/"); root != "" && !strings.HasSuffix(home, "/"+root) {
		home += "/" + root
	}
	s.take("language", "language")
	s.take("author", "author")
	s.take("timezone", "timezone")
	source, from := s.word("source_dir")
	if source == "" {
		source = "source"
	}
	s.only(from, source+"/_posts")
	if v, _ := s.lookup("future"); v != false {
		s.set("future", "show", "future")
	}
	s.set("heading_ids", "hexo", "")
	tokens := maps.Clone(hexoTokens)
	if named, _ := s.word("new_post_name"); strings.Contains(named, ":year") {
		tokens["title"], tokens["name"] = "{file}", "{file}" // the day in a file's name is no part of it
	}
	pattern, from := s.word("permalink")
	if pattern == "" {
		pattern = ":year/:month/:day/:title/"
	}
	if ours, unknown := translated(pattern, tokens); unknown == "" {
		s.permalink(home, ours, from)
	} else {
		s.out.Left = append(s.out.Left, "permalink, for its "+unknown)
	}
	return true
}
