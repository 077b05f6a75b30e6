package read

import (
	"strings"
	"testing"

	"feedmill/content"
)

func TestWhatIsNoArticleYetIsHeldBack(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a.txt", "Ice closes the canal", "only a headline so far"},
		{"a.txt", "Ice closes the canal\n", "only a headline so far"},
		{"a.txt", "\n\nEis schließt den Kanal\n\n", "only a headline so far"},
		{"a.txt", "Who owns the ice?\n", "only a headline so far"},
		{"a.txt", "Ice closes the canal\n\n3 January 2026\n", "only a headline so far"},
		{"a.txt", "Title: Ice closes the canal\nAuthor: Ines Brandt\n", "only a headline so far"},
		{"a.txt", "冰封运河\n", "only a headline so far"},
		{"a.txt", "Just in:\n", "only a headline so far"},
		{"a.md", "# Ice closes the canal\n", "only a headline so far"},
		{"a.txt", "Ice closes the canal\n\nNo boat has passed since Monday.\n", ""},
		{"a.txt", "The canal is closed.\n", ""},
		{"a.txt", "The canal is closed. No boat has passed since Monday, and none will before Friday, the lock keepers say.", ""},
		{"a.txt", "Title: Ice closes the canal\nLink: https://ice.example.org/canal\n", ""},
		{"a.md", "---\ntitle: Ice closes the canal\n---\n", ""},
		{"a.txt", "Title: Ice closes the canal\nStatus: draft\n", ""}, // withheld, which what has been shown must notice
		{"a.md", "# Ice closes the canal\n\n![](ice.jpg)\n", ""},

		{"a.txt", "--- *** ---\n", "holds no letter"},
		{"a.txt", "12 34 56\n\n7,8\n", "holds no letter"},
		{"a.txt", "🎄🎄\n\n☃\n", "holds no letter"},
		{"a.md", "***\n\n42\n", "holds no letter"},
		{"a.md", "---\ntitle: 1984\n---\n+ + +\n", "holds no letter"},
		{"a.md", "---\ntitle: 1984\n---\nIt was a bright cold day.\n", ""},
		{"a.txt", "2026\n\nThe year began with ice on the canal, and the boats stayed where they were.\n", ""},
		{"a.txt", "年\n\n運河は凍った。船は動かない。\n", ""},
		{"a.txt", "\x00", "a.txt: file"},
		{"a.md", "\x00", "a.md: file"},
		{"a.txt", " \n\t\n", "file is empty"},
	}
	for _, tt := range tests {
		articles, err := Parse(content.File{Path: tt.name, Data: []byte(tt.text)}, content.Options{})
		switch {
		case tt.want == "" && (err != nil || len(articles) != 1):
			t.Errorf("%q: %d articles, %v", tt.text, len(articles), err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%q: error %v, want %q", tt.text, err, tt.want)
		}
	}
}
