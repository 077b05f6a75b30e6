package feed

import (
	"strings"
	"testing"
)

// The page for an address that there is not is in the site's language, and leads home
// from wherever it is shown.
func TestMissingPage(t *testing.T) {
	for _, c := range []struct{ base, language, root, says string }{
		{"https://news.example.org/", "en", "/", "There is no such page here"},
		{"https://example.org/blog/", "de-AT", "/blog/", "Diese Seite gibt es hier nicht"},
		{"https://example.org/größe & co/", "ar", "/gr%C3%B6%C3%9Fe%20&amp;%20co/", "هذه الصفحة غير موجودة"},
		{"", "", "/", "There is no such page here"},
	} {
		ch := morning
		ch.Base, ch.Language = c.base, c.language
		d, err := missingPage(ch)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"<h1>" + c.says + "</h1>", `<a href="` + c.root + `">`, `href="` + c.root + `style.css"`} {
			if got := string(d.body()); !strings.Contains(got, want) {
				t.Errorf("at %q in %q: got %s, want %s", c.base, c.language, got, want)
			}
		}
	}
}

// Sections, authors and lists say to search engines what they are, and of which site.
func TestWhatListsAreToSearchEngines(t *testing.T) {
	ch := morning
	ch.Dir, ch.Name, ch.site = "authors/ada/", "Ada </script>", "Morning"
	author, err := NewPress(1<<20).Index(ch, nil, around{})
	if err != nil {
		t.Fatal(err)
	}
	ch.Dir, ch.Name = "sections/world/", "World"
	section, err := NewPress(1<<20).Index(ch, nil, around{})
	if err != nil {
		t.Fatal(err)
	}
	list := listOf(ch, "archive/2016/index.html", "2016")
	for name, c := range map[string]struct{ got, want string }{
		"an author": {string(author.body()), `"@type":"ProfilePage","name":"Ada \u003c/script\u003e","url":"https://paper.example/authors/ada/"`},
		"who it is": {string(author.body()), `"mainEntity":{"@type":"Person","name":"Ada \u003c/script\u003e"`},
		"a section": {string(section.body()), `"@type":"CollectionPage","name":"World","url":"https://paper.example/sections/world/"`},
		"the site":  {string(section.body()), `"isPartOf":{"@type":"WebSite","name":"Morning","url":"https://paper.example/"}`},
		"a list":    {string(list.Data), `"@type":"CollectionPage","name":"2016","url":"https://paper.example/archive/2016/"`},
		"a profile": {string(author.body()), `<meta property="og:type" content="profile">`},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%s: got %s, want %s", name, c.got, c.want)
		}
	}
}
