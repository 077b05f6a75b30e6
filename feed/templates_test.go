package feed

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// The user's templates go over the built-in ones. One that is wrong harms its page alone,
// is made up for, and is told with its line, once.
func TestTemplates(t *testing.T) {
	for _, c := range []struct {
		name   string
		files  map[string]string
		want   string // in the article's page
		index  string // in the index
		errors []string
	}{
		{"one of them", map[string]string{"article.html": `<!DOCTYPE html><p>{{.Headline}} by hand</p>`}, "by hand", `<h1>Morning`, nil},
		{"a part", map[string]string{"head.html": `{{define "footer"}}<footer>mine</footer>{{end}}`}, "<footer>mine</footer>", "<footer>mine</footer>", nil},
		{"no template", map[string]string{"article.html": "\n{{if}}"}, `<h1>The &#34;new&#34;`, `<h1>Morning`, []string{"article.html:2"}},
		{"no such field", map[string]string{"article.html": "\n\n{{.Titel}}", "index.html": "own {{.Headline}}"}, `<h1>The &#34;new&#34;`, "own Morning", []string{"article.html:3"}},
		{"a broken tag", map[string]string{"article.html": "<a href=\"{{if .Title}}'{{else}}\"{{end}}"}, `<h1>The &#34;new&#34;`, `<h1>Morning`, []string{"article.html"}},
		{"others", map[string]string{"notes.txt": "{{if}}", ".x.html": "{{if}}"}, `<h1>The &#34;new&#34;`, `<h1>Morning`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for name, text := range c.files {
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			var mu sync.Mutex
			var told []string
			templates, err := ReadTemplates(files, func(err error) {
				mu.Lock()
				defer mu.Unlock()
				told = append(told, err.Error())
			})
			if err != nil {
				t.Fatal(err)
			}
			ch := morning
			ch.Templates = templates
			for range 2 {
				page, err1 := articlePage(ch, sample()[0], neighbours{})
				index, err2 := NewPress(1<<20).Index(ch, sample(), around{})
				if err1 != nil || err2 != nil {
					t.Fatal(err1, err2)
				}
				for _, d := range []struct{ got, want string }{{string(page.body()), c.want}, {string(index.body()), c.index}} {
					if !strings.Contains(d.got, d.want) || !NamesGenerator([]byte(d.got)) {
						t.Errorf("got\n%s\nwant it to hold %q and the program's name", d.got, d.want)
					}
				}
			}
			if len(told) != len(c.errors) {
				t.Fatalf("told %q, want %q", told, c.errors)
			}
			for i, want := range c.errors {
				if !strings.HasPrefix(told[i], want) {
					t.Errorf("told %q, want it to begin with %q", told[i], want)
				}
			}
		})
	}
}
