package read

import (
	"errors"
	"feedmill/content"
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	cases := []struct {
		name, path string
		data       string
		options    content.Options
		want       string
	}{
		{"empty", "a.txt", "", content.Options{}, "a.txt: file is empty; write a headline, a blank line and the text"},
		{"blank", "a.txt", " \n\n\t\n", content.Options{}, "a.txt: file is empty; write a headline, a blank line and the text"},
		{"empty Markdown", "a.md", "\n", content.Options{}, "a.md: file is empty; write a title and the text"},
		{"PDF", "a.txt", "%PDF-1.4 …", content.Options{}, "a.txt: file is a PDF, not text; export it as text or move it out of the folder"},
		{"binary", "a.txt", strings.Repeat("\x01\x02\x03\x04", 50), content.Options{}, "a.txt: file is binary, not text; export it as text or move it out of the folder"},
		{"zeros", "a.txt", strings.Repeat("\x00", 64), content.Options{}, "a.txt: file is binary, not text; export it as text or move it out of the folder"},
		{"too large", "a.txt", strings.Repeat("a", 4<<20+1), content.Options{}, "a.txt: file has 4194305 bytes; allowed are 4194304: split or simplify it, or raise max-size"},
		{"encoding", "a.txt", "a", content.Options{Encoding: "utf-9"}, `a.txt: encoding "utf-9" is unknown; use a name such as utf-8, windows-1252 or shift_jis`},
		{"format", "a.xyz", "a", content.Options{}, "a.xyz: no known article format; known are " + strings.Join(Extensions(), ", ")},
		{"open front matter", "a.md", "---\ntitle: x\n", content.Options{}, "a.md:1: front matter is never closed; end it with a line ---"},
		{"no YAML", "a.md", "---\n{x: [c\n---\n", content.Options{}, "a.md:3: front matter is no YAML: did not find expected ',' or ']'; quote the value or mend the indentation"},
		{"no TOML", "a.md", "+++\n= x\n+++\n", content.Options{}, "a.md:2: front matter is no TOML: unexpected '=': key name appears blank; put strings in quotes"},
		{"no JSON", "a.md", "{\n\"title\": x}\n", content.Options{}, "a.md:1: front matter is no JSON: invalid character 'x' looking for beginning of value; mend it, or write YAML between lines ---"},
		{"redirect", "a.md", "---\nredirect: /b\n---\n", content.Options{}, "a.md:1: file only redirects; give it a title and a text, or move it out of the folder"},
		{"nothing said", "a.md", "---\nlayout: x\n---\n", content.Options{}, `a.md:1: article has neither title nor text; write "title: …" in its front matter, or a heading`},
	}
	for _, c := range cases {
		articles, err := Parse(content.File{Path: c.path, Data: []byte(c.data)}, c.options)
		var known *content.Error
		if !errors.As(err, &known) || err.Error() != c.want || articles != nil {
			t.Errorf("%s: got %d articles, error %q, want %q", c.name, len(articles), err, c.want)
		}
	}
}
