package permalink

import (
	"strings"
	"testing"
	"time"
)

func TestAddress(t *testing.T) {
	day := time.Date(2026, 3, 9, 21, 5, 0, 0, time.UTC)
	post := Article{Path: "posts/2026-03-09-Old_Harbour.md", Title: "The Harbour's end: a story", Section: "News & Views", Categories: []string{"Sea", "Old towns"}, Author: "Ines Brandt", Published: day}
	bundle := Article{Path: "posts/2026-03-09-quay/index.md", Published: day}
	stated := Article{Path: "posts/a.md", Slug: "Own_One", Published: day}
	whole := Article{Path: "posts/a.md", Slug: "/2026/own/"}
	for _, c := range []struct {
		pattern string
		article Article
		want    string
	}{
		{"/{year}/{month}/{day}/{name}/", post, "/2026/03/09/old_harbour/"},
		{"/{categories}/{year}/{month}/{day}/{file}.html", post, "/sea/old-towns/2026/03/09/Old_Harbour.html"},
		{"/{section}/{slug}/", post, "/news-views/posts/old_harbour/"},
		{"/{section}/{slug}/", bundle, "/posts/quay/"},
		{"https://a.example/{folders}/{name}", bundle, "https://a.example/posts/quay"},
		{"https://a.example/{section}/{categories}/{name}/", Article{Path: "b.md"}, "https://a.example/b/"},
		{"/{title}/", post, "/the-harbours-end-a-story/"},
		{"/{author}/{short_year}-{short_month}-{short_day}-{hour}{minute}/{month_name}/{weekday}/{day_of_year}/{name}", post, "/ines-brandt/26-3-9-2105/march/monday/068/old_harbour"},
		{"/{slug}/", stated, "/posts/Own_One/"},
		{"https://a.example/{year}/{slug}/", whole, "https://a.example/2026/own/"},
		{"/{year}/{slug}/", Article{Path: "a.md"}, "none"},
		{"/{categories}/{name}", Article{Path: "sea/_posts/2026-01-02-x.md"}, "/sea/x"},
		{"/{categories}/{name}", Article{Path: "_posts/2026-01-02-x.md", Categories: []string{"jekyll update"}}, "/jekyll/update/x"},
		{"/{file}/", Article{Path: "log/_posts/2011-4-22-nodejs.md"}, "/nodejs/"},
		{"/{file}/", Article{Path: "log/2011-4-22-nodejs.md"}, "/2011-4-22-nodejs/"},
		{"/{as_named}.html", Article{Path: "Sea/2026-01-02-Old_Quay.md"}, "/Sea/2026-01-02-Old_Quay.html"},
		{"/{as_named}/", Article{Path: "a.md", Slug: "Own"}, "/Own/"},
		{"/{zola_slug}/", Article{Path: "log/Version_1.2/index.md"}, "/log/version-1-2/"},
		{"/{zola_slug}/", Article{Path: "log/2026-01-02-v1.2.md"}, "/log/v1-2/"},
		{"/{title_id}/", Article{Path: "a.md", Title: "What's new in 1.2 – and why"}, "/whats-new-in-12-and-why/"},
		{"/{name}/", Article{Path: "2026-13-40-no-day.md"}, "/2026-13-40-no-day/"},
		{"/{name}/", Article{Path: "übung nr. 1.md"}, "/übung-nr.-1/"},
	} {
		p, err := Parse(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := p.Address(c.article)
		if !ok {
			got = "none"
		}
		if got != c.want {
			t.Errorf("%s of %s: got %q, want %q", c.pattern, c.article.Path, got, c.want)
		}
	}
}

func TestUnknownPlaceholders(t *testing.T) {
	for pattern, want := range map[string]string{
		"/{yaer}/{slug}": "unknown placeholder {yaer}; known are {as_named}, {author},",
		"/{slug":         "unknown placeholder {slug}",
		"/all/":          "has no placeholder",
	} {
		if _, err := Parse(pattern); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", pattern, err, want)
		}
	}
}
