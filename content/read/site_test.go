package read

import (
	"testing"

	"feedmill/content"
	"feedmill/content/permalink"
)

func TestArticlesOfASite(t *testing.T) {
	for _, c := range []struct{ path, matter, pattern, address, title, section, day string }{
		{"content/posts/2026-03-09-quay/index.md", "", "https://a.example/{slug}/", "https://a.example/posts/quay/", "Old quay walls", "posts", "2026-03-09"},
		{"content/posts/a.md", "slug: own\ndate: 2026-03-09\n", "/{slug}/", "/posts/own/", "Old quay walls", "posts", "2026-03-09"},
		{"content/posts/a.md", "path: 2026/03/own\n", "https://a.example/{slug}/", "https://a.example/2026/03/own/", "Old quay walls", "posts", ""},
		{"content/posts/a.md", "url: /own\n", "https://a.example/{slug}/", "https://a.example/own", "Old quay walls", "posts", ""},
		{"content/posts/a.md", "url: https://b.example/own\n", "https://a.example/{slug}/", "https://b.example/own", "Old quay walls", "posts", ""},
		{"content/posts/a.md", "path: 2026/03/own\n", "", "", "Old quay walls", "posts", ""},
		{"content/a.md", "date: 2026-03-09\n", "/{year}/{section}/{name}/", "/2026/a/", "Old quay walls", "", "2026-03-09"},
		{"content/a.md", "", "/{year}/{name}/", "", "Old quay walls", "", ""},
		{"_posts/2026-03-09-a.md", "categories: sea towns\n", "/{categories}/{year}/{file}.html", "/sea/towns/2026/a.html", "Old quay walls", "sea towns", "2026-03-09"},
		{"_posts/2026-03-09-a.md", "", "", "", "Old quay walls", "", "2026-03-09"},
		{"old-quay-walls/index.md", "date: 2026-03-09\ntitle: ''\n", "", "", "Old quay walls", "", "2026-03-09"},
	} {
		pattern, err := permalink.Parse(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		f := content.File{Path: c.path, Data: []byte("---\ntitle: Old quay walls\n" + c.matter + "---\n<p></p>\n\n![x](x.png)\n")}
		if c.path == "old-quay-walls/index.md" {
			f.Data = []byte("---\n" + c.matter + "---\n![x](x.png)\n")
		}
		articles, err := Parse(f, content.Options{Root: "content", Permalink: pattern, DatedOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		a, day := articles[0], ""
		if !a.Published().IsZero() {
			day = a.Published().String()[:10]
		}
		if a.SourceURL() != c.address || a.Title() != c.title || a.Section() != c.section || day != c.day {
			t.Errorf("%s, %q: %q, %q in %q on %q; want %q, %q in %q on %q", c.path, c.matter, a.SourceURL(), a.Title(), a.Section(), day, c.address, c.title, c.section, c.day)
		}
		if a.Draft() != (day == "") {
			t.Errorf("%s, %q: withheld %v", c.path, c.matter, a.Draft())
		}
	}
}

// Where a site's relative addresses are seen from the file, the text is based on its
// folder; where a link is what a post is about, it is no address of the post.
func TestAddressesOfASite(t *testing.T) {
	pattern, _ := permalink.Parse("https://a.example/manual/{path}/")
	f := content.File{Path: "docs/log/posts/a.md", Data: []byte("---\ntitle: Quays\nlink: https://b.example/x\n---\nWords.\n")}
	for _, c := range []struct {
		site                    *content.Site
		address, external, base string
	}{
		{nil, "https://b.example/x", "", ""},
		{&content.Site{BesideIt: true, Home: "/manual/"}, "https://b.example/x", "", "/manual/log/posts/"},
		{&content.Site{LinkIsOf: true}, "https://a.example/manual/log/posts/a/", "https://b.example/x", ""},
	} {
		articles, err := Parse(f, content.Options{Root: "docs", Permalink: pattern, Site: c.site})
		if err != nil {
			t.Fatal(err)
		}
		if a := articles[0]; a.SourceURL() != c.address || a.External() != c.external || a.Base() != c.base {
			t.Errorf("%+v: at %q, about %q, based on %q; want %q, %q, %q", c.site, a.SourceURL(), a.External(), a.Base(), c.address, c.external, c.base)
		}
	}
}

// An address on another host is that of what a site's article is about, or of where it
// stands as well; one on the site's own is its address.
func TestAddressOnAnotherHost(t *testing.T) {
	site := &content.Site{LinkIsOf: true}
	for _, c := range []struct{ pattern, matter, address, external string }{
		{"https://a.example/{path}/", "canonical: https://b.example/x", "https://a.example/a/", "https://b.example/x"},
		{"https://a.example/{path}/", "canonical: https://www.a.example/own", "https://www.a.example/own", ""},
		{"https://a.example/{path}/", "link: https://a.example/own", "https://a.example/own", ""},
		{"https://a.example/{path}/", "permalink: /own/", "https://a.example/own/", ""},
		{"/{path}/", "canonical: https://b.example/x", "https://b.example/x", ""}, // whose host is not known
		{"/{path}/", "link: https://b.example/x", "/a/", "https://b.example/x"},
		{"", "link: https://b.example/x", "https://b.example/x", ""}, // which has no page of its own
	} {
		pattern, err := permalink.Parse(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		f := content.File{Path: "a.md", Data: []byte("---\ntitle: Quays\n" + c.matter + "\n---\nWords.\n")}
		articles, err := Parse(f, content.Options{Permalink: pattern, Site: site})
		if err != nil {
			t.Fatal(err)
		}
		if a := articles[0]; a.SourceURL() != c.address || a.External() != c.external {
			t.Errorf("%s, %s: at %q, about %q; want %q, %q", c.pattern, c.matter, a.SourceURL(), a.External(), c.address, c.external)
		}
	}
}

// What a file beside an article states counts where the article states nothing.
func TestStatedBesideAnArticle(t *testing.T) {
	lines := ".. title: The old quay\n.. slug: quay\n.. date: 2026-03-01 09:00 UTC\n.. tags: harbour, walls\n.. author: Ines Brandt\n.. link: \n"
	for _, c := range []struct{ path, beside, text, title, author, day string }{
		{"posts/quay.md", lines, "The wall is of granite.\n", "The old quay", "Ines Brandt", "2026-03-01"},
		{"posts/quay.html", lines, "<html><body><p>The wall is of granite.</p></body></html>", "The old quay", "Ines Brandt", "2026-03-01"},
		{"posts/quay.md", "---\ntitle: The old quay\ndate: 2026-03-01\n---\n", "The wall is of granite.\n", "The old quay", "", "2026-03-01"},
		{"posts/quay.md", lines, "---\ntitle: A newer quay\n---\nThe wall is of granite.\n", "A newer quay", "", ""},
		{"posts/quay.html", "", "<!--\n" + lines + "-->\n<p>The wall is of granite.</p>\n", "The old quay", "Ines Brandt", "2026-03-01"},
		{"posts/quay.md", "nothing to read", "# A quay\n\nThe wall is of granite.\n", "A quay", "", ""},
	} {
		site := &content.Site{Beside: map[string]string{"posts/quay": c.beside}}
		articles, err := Parse(content.File{Path: c.path, Data: []byte(c.text)}, content.Options{Site: site})
		if err != nil {
			t.Errorf("%s, %q: %v", c.path, c.text, err)
			continue
		}
		a, author, day := articles[0], "", ""
		if len(a.Authors()) > 0 {
			author = a.Authors()[0].Name
		}
		if !a.Published().IsZero() {
			day = a.Published().String()[:10]
		}
		if a.Title() != c.title || author != c.author || day != c.day || a.Body().Text() != "The wall is of granite." {
			t.Errorf("%s, %q: %q by %q on %q: %q; want %q, %q, %q", c.path, c.text, a.Title(), author, day, a.Body().Text(), c.title, c.author, c.day)
		}
	}
}

// Plain text without a day is no article where it lies in the folder of one.
func TestTextsOfAnArticle(t *testing.T) {
	site := &content.Site{There: func(p string) bool { return p == "rand.md" }}
	for _, c := range []struct {
		path, text string
		withheld   bool
	}{
		{"rand/amd.txt", "Measured on a machine\n\nThe figures were taken twice.\n", true},
		{"rand/amd.txt", "Measured on a machine\n\nPUBLISHED : Tuesday, 03 November, 2026, 7:15am\n\nThe figures were taken twice.\n", false},
		{"city/amd.txt", "Measured on a machine\n\nThe figures were taken twice.\n", false},
	} {
		articles, err := Parse(content.File{Path: c.path, Data: []byte(c.text)}, content.Options{Site: site})
		if err != nil {
			t.Fatal(err)
		}
		if a := articles[0]; a.Draft() != c.withheld {
			t.Errorf("%s, %q: withheld %v", c.path, c.text, a.Draft())
		}
	}
}

// What states only when it was changed is a page where posts state a day; a folder of
// translations is no section.
func TestPagesAndTranslationsOfASite(t *testing.T) {
	site := &content.Site{Languages: map[string]bool{"de": true}}
	for _, c := range []struct {
		path, matter string
		page         bool
		section      string
	}{
		{"content/posts/a.md", "date: 2026-03-01\n", false, "posts"},
		{"content/posts/a.md", "lastmod: 2026-03-01\n", true, "posts"},
		{"content/de/posts/a.md", "date: 2026-03-01\n", false, "posts"},
		{"content/de/a.md", "date: 2026-03-01\n", false, ""},
		{"content/de/a/index.md", "date: 2026-03-01\n", false, ""},
		{"content/fr/a.md", "date: 2026-03-01\n", false, "fr"},
		{"content/de/a.md", "date: 2026-03-01\nsection: de\n", false, "de"},
	} {
		f := content.File{Path: c.path, Data: []byte("---\ntitle: Quays\n" + c.matter + "---\nWords.\n")}
		articles, err := Parse(f, content.Options{Root: "content", DatedOnly: true, Site: site})
		if err != nil {
			t.Fatal(err)
		}
		if a := articles[0]; a.Draft() != c.page || a.Section() != c.section {
			t.Errorf("%s, %q: page %v in section %q, want %v in %q", c.path, c.matter, a.Draft(), a.Section(), c.page, c.section)
		}
	}
}
