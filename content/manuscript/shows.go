package manuscript

// Nothing is lost: what was written is read again, and compared with what it was.

import (
	"strings"
	"unicode"

	"feedmill/content"
	"feedmill/content/fragment"
	"feedmill/content/markdown"
)

// shows reports whether Markdown is read with the words that a fragment of HTML has.
func shows(text, fragmentOfHTML string) bool {
	want := words(fragment.Text(fragmentOfHTML))
	if want == "" {
		return true
	}
	read, err := markdown.Parse(content.File{Path: "manuscript.md", Data: []byte("---\ntitle: \"-\"\n---\n\n" + text + "\n")}, content.Options{})
	if err != nil {
		return false
	}
	return words(fragment.Text(read[0].Body().HTML())) == want
}

// words are the signs of a text that anybody sees, without the space between them.
func words(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}
