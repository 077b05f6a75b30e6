package generator

// Zola: config.toml, or zola.toml.

func zola(s *site) bool {
	if !s.has("base_url") {
		return false
	}
	s.take("title", "title")
	s.take("description", "description")
	home := s.home("", "base_url")
	s.take("language", "default_language")
	s.take("author", "author")
	s.only("", "content")
	s.set("heading_ids", "zola", "")
	s.permalink(home, "/{slug}/", "")
	s.pages()
	return true
}
