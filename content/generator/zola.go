package generator

// Zola: config.toml, or zola.toml.

import "cmp"

func zola(s *site) bool {
	if !s.has("base_url") {
		return false
	}
	s.take("title", "title")
	s.take("description", "description")
	home := s.home("", "base_url")
	s.take("language", "default_language")
	s.take("author", "author")
	main, _ := s.word("default_language")
	s.leaveTranslations(cmp.Or(main, "en"))
	s.only("", "content")
	ids := "zola"
	if anchors, _ := s.word("slugify.anchors"); anchors == "safe" || anchors == "off" {
		ids = "zola-safe"
	}
	s.set("heading_ids", ids, "")
	pattern := "/{zola_slug}/"
	if paths, _ := s.word("slugify.paths"); paths == "safe" || paths == "off" {
		pattern = "/{as_named}/"
	}
	s.permalink(home, pattern, "slugify")
	s.pages()
	return true
}
