package generator

// Generators whose settings are a program in Python: Pelican, Nikola. It is not run; what
// counts are the lines NAME = literal.

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"feedmill/content/pattern"
)

var literalList = pattern.New(`(?m)^([A-Z][A-Z0-9_]*)\s*=\s*[\[({]([^\[\](){}]*)[\])}]`)

var quoted = pattern.New(`"([^"\\\n]*)"|'([^'\\\n]*)'`)

var literal = pattern.New(`(?m)^([A-Z][A-Z0-9_]*)\s*=\s*u?(?:"([^"\\\n]*)"|'([^'\\\n]*)'|(True|False))\s*(?:#.*)?$`)

// literals are the values of such lines, by their names in small letters.
func literals(program string) map[string]any {
	values := map[string]any{}
	for _, m := range literal.FindAllStringSubmatch(program, -1) {
		name := strings.ToLower(m[1])
		switch {
		case m[4] != "":
			values[name] = m[4] == "True"
		default:
			values[name] = m[2] + m[3]
		}
	}
	for _, m := range literalList.FindAllStringSubmatch(program, -1) {
		var list []any
		for _, q := range quoted.FindAllStringSubmatch(m[2], -1) {
			list = append(list, q[1]+q[2])
		}
		values[strings.ToLower(m[1])] = list
	}
	return values
}

var pelicanTokens = strings.NewReplacer(
	"{slug}", "{pelican_slug}", "{category}", "{section}", "{author}", "{author}", "{date:%Y}", "{year}", "{date:%m}", "{month}", "{date:%d}", "{day}",
	"{date:%b}", "{month_name}", "{date:%j}", "{day_of_year}", "{date:%Y/%m/%d}", "{year}/{month}/{day}", "{date:%Y/%m}", "{year}/{month}",
	"{date:%y}", "{short_year}", "{date:%H}", "{hour}",
)

func pelican(s *site) bool {
	if published, err := fs.ReadFile(s.folder, "publishconf.py"); err == nil {
		for name, v := range literals(string(published)) {
			s.values[name] = v // which the site is built with to be published
		}
	}
	s.take("title", "sitename")
	s.take("description", "sitesubtitle", "site_description")
	home := s.home("", "siteurl")
	s.take("language", "default_lang")
	s.take("author", "author")
	s.take("timezone", "timezone")
	content, from := s.word("path")
	root := s.only(from, content, "content")
	static, from := s.lookup("static_paths")
	var files []string
	for _, f := range texts(static) {
		files = append(files, path.Join(root, f)) // and there, where a text names a file below one of them
	}
	s.assets(from, files...)
	if v, _ := s.lookup("with_future_dates"); v != false {
		s.set("future", "show", "with_future_dates")
	}
	s.set("heading_ids", "python", "")
	pattern, from := s.word("article_url")
	if pattern == "" {
		pattern = "{slug}.html"
	}
	pattern = pelicanTokens.Replace(pattern)
	if unicode, _ := s.lookup("slugify_use_unicode"); unicode == true {
		pattern = strings.ReplaceAll(pattern, "{pelican_slug}", "{title_id}")
	}
	s.permalink(home, pattern, from)
	s.pages()
	return true
}

func nikola(s *site) bool {
	if !s.has("blog_title") {
		return false // of another program, such as Sphinx
	}
	s.take("title", "blog_title")
	s.take("description", "blog_description")
	home := s.home("", "site_url")
	s.take("language", "default_lang")
	s.take("author", "blog_author")
	s.take("timezone", "timezone")
	s.leaveLanguages("TRANSLATIONS", s.nikolaTranslations(), "*.%s.*")
	s.only("", "posts")
	files, from := s.lookup("files_folders")
	s.assets(from, texts(files)...)
	pattern := "/" + s.nikolaPosts() + "/{path}/"
	if v, _ := s.lookup("pretty_urls"); v == false {
		pattern = strings.TrimSuffix(pattern, "/") + ".html"
	}
	s.permalink(home, pattern, "")
	s.pages()
	return true
}

// Bounds of what files beside articles state.
const (
	mostBeside    = 50_000   // files
	longestBeside = 64 << 10 // bytes of one
)

// beside are the texts of x.meta, by x: they state what x.md or x.html itself does not.
func (d *data) beside(root string) map[string]string {
	all := map[string]string{}
	_ = fs.WalkDir(d.folder, root, func(p string, e fs.DirEntry, err error) error {
		if len(all) == mostBeside {
			return fs.SkipAll
		}
		stem, ok := strings.CutSuffix(p, ".meta")
		if err != nil || !ok || !e.Type().IsRegular() {
			return nil // what cannot be read states nothing
		}
		if info, err := e.Info(); err != nil || info.Size() > longestBeside {
			return nil
		}
		if text, err := fs.ReadFile(d.folder, p); err == nil {
			fmt.Fprintf(d.sum, "%s %d\n%s", p, len(text), text)
			all[stem] = string(text)
		}
		return nil
	})
	return all
}

// postsShape is the first line of POSTS: which files, and the folder that they are read in.
var postsShape = pattern.New(`(?m)^POSTS\s*=\s*[\[(]\s*[\[(]\s*["'][^"'\n]*["']\s*,\s*["']([^"'\n]*)["']`)

// translationsShape is a language of TRANSLATIONS that has a folder of its own.
var translationsShape = pattern.New(`(?m)^\s+["']([a-zA-Z_-]{2,10})["']\s*:\s*["']\./`)

// nikolaTranslations are the languages beside the main one.
func (s *site) nikolaTranslations() (all []string) {
	s.lookup("translations")
	_, rest, ok := strings.Cut(s.text, "\nTRANSLATIONS")
	block, _, closed := strings.Cut(rest, "}")
	if !ok || !closed {
		return nil
	}
	for _, m := range translationsShape.FindAllStringSubmatch(block, -1) {
		all = append(all, m[1])
	}
	return all
}

// nikolaPosts is the folder of the site that the posts are in.
func (s *site) nikolaPosts() string {
	if m := postsShape.FindStringSubmatch(s.text); m != nil {
		return m[1]
	}
	return "posts"
}
