package markdown

import (
	"testing"
	"time"

	"feedmill/content"
)

func TestLatest(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d.Add(zonesApart)
	}
	none := time.Time{}
	cases := []struct {
		name, head string
		latest     time.Time
		identified bool
	}{
		{"a day", "---\ntitle: Canal\ndate: 2026-03-12\n---\n", day("2026-03-12"), false},
		{"an instant", "---\ndate: 2026-03-12T07:30:00+01:00\ntags: [a, b]\n---\nText", day("2026-03-12"), false},
		{"an instant with a space", "---\ndate: \"2026-03-12 07:30:00 +0100\"\ntags:\n  - a\n---\n", day("2026-03-12"), false},
		{"changed later", "---\ndate: 2026-03-12\nlastmod: 2026-04-01\n---\n", day("2026-04-01"), false},
		{"an id", "---\nid: canal\ndate: 2026-03-12\n---\n", day("2026-03-12"), true},
		{"no front matter", "# Canal\n\n12 March 2026\n", none, false},
		{"no day", "---\ntitle: Canal\n---\n", none, false},
		{"a day in words", "---\ndate: 12 March 2026\n---\n", none, false},
		{"no day of the calendar", "---\ndate: 2026-02-30\n---\n", none, false},
		{"two days", "---\ndate: 2026-02-20 or 2027-01-01\n---\n", none, false},
		{"no end", "---\ndate: 2026-03-12\ntitle: Can", none, false},
		{"keys in keys", "---\ndate: 2026-03-12\nmore:\n  updated: 2027-01-01\n---\n", none, false},
		{"a text of lines", "---\ndate: 2026-03-12\nsummary: |\n  date\n---\n", none, false},
		{"carriage returns", "---\r\ndate: 2026-03-12\r\n---\r\n", none, false},
		{"public since a day in words", "---\ndate: 2026-03-12\npublic: 1 May 2027\n---\n", none, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			latest, identified, ok := Latest([]byte(c.head))
			if !latest.Equal(c.latest) || identified != c.identified || ok != !c.latest.IsZero() {
				t.Errorf("got %v, %v, %v, want %v, %v", latest, identified, ok, c.latest, c.identified)
			}
		})
	}
}

// What is said of the beginning is true of the whole.
func FuzzLatest(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: Canal\ndate: 2026-03-12T07:30:00+01:00\nlastmod: 2026-04-01\n---\nText", "---\nid: a\npublic: 2026-03-12\ndate: 2026-03-12 23:59\n---\nBy Ada Lint, 9 March 2027",
		"---\ndate: 2026-03-12T07:30:00-12:00\nUpdated: 2026-03-12 23:59:59 -1200\n---\n# Title\n\nUpdated: 9 March 2027\n\nText",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		latest, identified, ok := Latest([]byte(text))
		if !ok {
			return
		}
		articles, err := Parse(content.File{Path: "a.md", Data: []byte(text), ModTime: time.Unix(1e9, 0)}, content.Options{})
		if err != nil {
			return
		}
		for _, a := range articles {
			if a.Published().Time.After(latest) {
				t.Errorf("published %v, after %v", a.Published(), latest)
			}
			if a.ID() != "" && !identified {
				t.Errorf("states the id %q", a.ID())
			}
		}
	})
}
