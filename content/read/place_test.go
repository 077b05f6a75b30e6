package read

import (
	"testing"

	"feedmill/content"
)

// A date in the name of a file counts in sub-folders as it does at the top.
func TestDateOfFileName(t *testing.T) {
	for _, c := range []struct{ path, data, want, section string }{
		{"2026-10-18-chess.md", "# Chess\n\nSixty boards stood between the fish and the flowers.\n", "2026-10-18", ""},
		{"sport/2026-10-18-chess.md", "# Chess\n\nSixty boards stood between the fish and the flowers.\n", "2026-10-18", "sport"},
		{"sport/2026/20261018_chess.txt", "Chess in the hall\n\nSixty boards stood between the fish and the flowers, and for once nobody asked for quiet.\n", "2026-10-18", "sport"},
		{"2026-10-18/chess.md", "# Chess\n\nSixty boards stood between the fish and the flowers.\n", "", "2026-10-18"},
	} {
		articles, err := Parse(content.File{Path: c.path, Data: []byte(c.data)}, content.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if got := articles[0].Published().String(); got != c.want || articles[0].Section() != c.section {
			t.Errorf("%s: got %q in section %q, want %q in %q", c.path, got, articles[0].Section(), c.want, c.section)
		}
	}
}

// A department above the headline is the section, not the title.
func TestDepartmentAboveHeadline(t *testing.T) {
	const story = "\nDie Orgel von St. Nikolai klingt wieder\nVon Friederike Amsel\n\nNach drei Jahren in Kisten steht die Orgel der Nikolaikirche wieder an ihrem Platz, und wer zu spät kam, fand keinen mehr.\n"
	for _, c := range []struct{ first, section string }{{"Kultur", "Kultur"}, {"KULTUR:", "KULTUR"}, {"Reportage", ""}} {
		articles, err := Parse(content.File{Path: "a.txt", Data: []byte(c.first + story)}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		a := articles[0]
		if a.Title() != "Die Orgel von St. Nikolai klingt wieder" || a.Section() != c.section {
			t.Errorf("below %q: got title %q in section %q, want the headline in %q", c.first, a.Title(), a.Section(), c.section)
		}
	}
}

// The address that a text prints as its own gives a day where nothing else does.
func TestDateOfAddress(t *testing.T) {
	for _, c := range []struct{ address, head, want string }{
		{"https://news.example/2019/11/18/swans", "", "2019-11-18"},
		{"https://news.example/pond/2019/nov/18/swans-stay", "", "2019-11-18"},
		{"https://news.example/2019-11-18-swans.html", "", "2019-11-18"},
		{"https://news.example/20191118/swans", "", "2019-11-18"},
		{"https://news.example/2019/11/18/swans", "Published 17 November 2019\n\n", "2019-11-17"},
		{"https://news.example/2019/11/swans", "", ""},
		{"https://news.example/2019/13/18/swans", "", ""},
		{"https://news.example/2031/11/18/swans", "", ""},
		{"https://news.example/id/20191118123", "", ""},
	} {
		a := parseOne(t, c.address+"\nSwans stay in the eastern basin\n\n"+c.head+calm)
		if got := a.Published().String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.address, got, c.want)
		}
	}
}
