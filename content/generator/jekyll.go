package generator

// Jekyll: _config.yml. Its posts are in folders called _posts, whatever is around them. A
// site that has none shows the texts of its collections.

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

var jekyllTokens = map[string]string{
	"year": "{year}", "short_year": "{short_year}", "month": "{month}", "i_month": "{short_month}", "long_month": "{month_name}",
	"day": "{day}", "i_day": "{short_day}", "y_day": "{day_of_year}", "hour": "{hour}", "minute": "{minute}", "second": "{second}",
	"title": "{jekyll_title}", "slug": "{name}", "categories": "{categories}", "slugified_categories": "{categories}", "output_ext": ".html",
	"path": "{path}", "name": "{stem}",
}

// jekyllStyles are the patterns that have a name.
var jekyllStyles = map[string]string{
	"date":    "/:categories/:year/:month/:day/:title:output_ext",
	"pretty":  "/:categories/:year/:month/:day/:title/",
	"ordinal": "/:categories/:year/:y_day/:title:output_ext",
	"none":    "/:categories/:title:output_ext",
}

func jekyll(s *site) bool {
	s.take("title", "title", "name")
	s.take("description", "description", "tagline")
	base, _ := s.word("baseurl")
	home := s.home(base, "url")
	s.take("language", "lang", "locale", "language")
	s.take("author", "author.name", "author")
	s.take("timezone", "timezone")
	var collections []string
	if !s.hasPosts() {
		collections = s.collections()
	}
	if len(collections) > 0 {
		s.set("only", strings.Join(collections, "\n"), "collections")
	} else {
		s.set("only", "**/_posts", "")
	}
	s.future("future")
	s.jekyllHeadings()
	for _, folder := range collections {
		s.jekyllFolder(home, folder)
	}
	if len(collections) > 0 {
		return true
	}
	pattern, from := s.jekyllPattern()
	if ours, unknown := translated(pattern, jekyllTokens); unknown == "" {
		s.permalink(home, ours, from)
	} else {
		s.out.Left = append(s.out.Left, "permalink, for its "+unknown)
	}
	return true
}

// jekyllHeadings takes whose ids headings have: kramdown reads GitHub's Markdown unless it is
// told to read its own, and names headings accordingly.
func (s *site) jekyllHeadings() {
	if name, _ := s.word("markdown"); name != "" && !strings.EqualFold(name, "kramdown") {
		return
	}
	made, from := s.lookup("kramdown.auto_ids")
	input, own := s.word("kramdown.input")
	switch {
	case made == false:
		s.set("heading_ids", "none", from)
	case strings.EqualFold(input, "kramdown"):
		s.set("heading_ids", "kramdown", own)
	}
}

// collections are the folders of those that the site shows, in the order of their names.
func (s *site) collections() (folders []string) {
	v, _ := s.lookup("collections")
	table, _ := v.(map[string]any)
	within, _ := s.word("collections_dir")
	for name, v := range table {
		of, _ := v.(map[string]any)
		folder := path.Join(within, "_"+name)
		if info, err := fs.Stat(s.folder, folder); err == nil && info.IsDir() && of["output"] == true && name != "posts" {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	return folders
}

// jekyllFolder takes the pattern of a collection.
func (s *site) jekyllFolder(home, folder string) {
	name := strings.TrimPrefix(path.Base(folder), "_")
	pattern, from := s.word("collections."+name+".permalink", "permalink")
	switch pattern {
	case "", "date", "none", "ordinal":
		pattern = "/:collection/:path:output_ext"
	case "pretty":
		pattern = "/:collection/:path/"
	}
	ours, unknown := translated(strings.ReplaceAll(pattern, ":collection", name), jekyllTokens)
	if unknown != "" {
		s.out.Left = append(s.out.Left, "permalink of "+folder+", for its "+unknown)
		return
	}
	s.out.Folders = append(s.out.Folders, Value{folder, home + "/" + strings.TrimLeft(ours, "/"), from})
}

// hasPosts reports whether there is a post.
func (s *site) hasPosts() (found bool) {
	looked := 0
	_ = fs.WalkDir(s.folder, ".", func(p string, e fs.DirEntry, err error) error {
		switch looked++; {
		case err != nil:
			return nil // what cannot be listed holds none that can be read
		case e.IsDir() && (e.Name() == "node_modules" || e.Name() == "_site" || len(e.Name()) > 1 && e.Name()[0] == '.'):
			return fs.SkipDir
		}
		found = !e.IsDir() && strings.Contains("/"+p, "/_posts/")
		if found || looked > mostLookedAt {
			return fs.SkipAll
		}
		return nil
	})
	return found
}

// jekyllPattern is that of posts: of the defaults for them, else of all.
func (s *site) jekyllPattern() (pattern, from string) {
	defaults, _ := s.lookup("defaults")
	list, _ := defaults.([]any)
	for _, v := range list {
		entry, _ := v.(map[string]any)
		scope, _ := entry["scope"].(map[string]any)
		values, _ := entry["values"].(map[string]any)
		if own, ok := values["permalink"].(string); ok && (scope["type"] == "posts" || scope["path"] == "_posts") {
			return own, "defaults"
		}
	}
	if pattern, from = s.word("collections.posts.permalink", "permalink"); pattern == "" {
		pattern = "date"
	}
	if style, ok := jekyllStyles[pattern]; ok {
		pattern = style
	}
	return pattern, from
}
