package generator

// Jekyll: _config.yml. Its posts are in folders called _posts, whatever is around them.

import "strings"

var jekyllTokens = map[string]string{
	"year": "{year}", "short_year": "{short_year}", "month": "{month}", "i_month": "{short_month}", "long_month": "{month_name}",
	"day": "{day}", "i_day": "{short_day}", "y_day": "{day_of_year}", "hour": "{hour}", "minute": "{minute}", "second": "{second}",
	"title": "{file}", "slug": "{name}", "categories": "{categories}", "slugified_categories": "{categories}", "output_ext": ".html",
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
	s.set("only", "**/_posts", "")
	s.future("future")
	if name, _ := s.word("markdown"); name == "" || strings.EqualFold(name, "kramdown") {
		s.set("heading_ids", "kramdown", "")
	}
	pattern, from := s.jekyllPattern()
	if ours, unknown := translated(pattern, jekyllTokens); unknown == "" {
		s.permalink(home, ours, from)
	} else {
		s.out.Left = append(s.out.Left, "permalink, for its "+unknown)
	}
	return true
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
