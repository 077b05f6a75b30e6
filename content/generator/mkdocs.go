package generator

// MkDocs: mkdocs.yml. Its pages state no day, and are articles all the same.

func mkdocs(s *site) bool {
	s.take("title", "site_name")
	s.take("description", "site_description")
	home := s.home("", "site_url")
	s.take("language", "theme.language")
	s.take("author", "site_author")
	s.take("rights", "copyright")
	docs, from := s.word("docs_dir")
	s.only(from, docs, "docs")
	s.set("heading_ids", "python", "")
	pattern := "/{path}/"
	if v, _ := s.lookup("use_directory_urls"); v == false {
		pattern = "/{path}.html"
	}
	s.permalink(home, pattern, "")
	return true
}
