package markdown

import (
	"strings"
	"testing"
)

func TestFrontMatterKeepsNamesAsWritten(t *testing.T) {
	cases := []struct{ line, want string }{
		{"author: Pedro Calderón y Barca", "Pedro Calderón y Barca"},
		{"author: Ana Ruiz y Luis Gil", "Ana Ruiz|Luis Gil"},
		{"author: Marks and Spencer", "Marks and Spencer"},
		{"author: Ministry of Tides and Boats", "Ministry of Tides and Boats"},
		{"author: Robert Downey, Jr.", "Robert Downey, Jr."},
		{"author: Harry Connick, Jr. and Mia Fell", "Harry Connick, Jr.|Mia Fell"},
		{"author: Mia Fell, Tom Bell and Una Dell", "Mia Fell|Tom Bell|Una Dell"},
		{"author: Fell, Mia; Bell, Tom", "Fell, Mia|Bell, Tom"},
		{"author: Fell, Mia", "Fell, Mia"},
		{"author: mia, tom", "mia|tom"},
		{"author: MIA FELL IV", "MIA FELL IV"},
		{"author: Doctors for Peace", "Doctors for Peace"},
		{`authors: ["Fell, Mia", Sun and Sons]`, "Fell, Mia|Sun and Sons"},
		{"author: https://www.mia.example/about", "mia.example"},
		{"author: Mia Fell, staff writer", "Mia Fell"},
		{"author: Fell, M. and Bell, T. U.", "Fell, M.|Bell, T. U."},
		{"author: van der Fell, Mia", "van der Fell, Mia"},
		{"author: Tide Tables, Ltd.", "(Tide Tables, Ltd.)"},
		{"author: Fell, Bell and Partners", "Fell, Bell and Partners"},
		{"author: mia@fell.example (Mia Fell)", "Mia Fell"},
		{"author: '@mia'", "@mia"},
		{"author: '[[Mia Fell]]'", "Mia Fell"},
		{"author: {given: Mia, family: Fell}", "Mia Fell"},
		{"authors: [{name: {first: Mia, last: Fell}}, {literal: Tide Board}]", "Mia Fell|Tide Board"},
	}
	for _, c := range cases {
		if got := names(matter(t, "---\ntitle: x\n"+c.line+"\n---\n")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.line, got, c.want)
		}
	}
}

func TestFrontMatterKeepsSectionsAndTagsAsWritten(t *testing.T) {
	cases := []struct{ line, section, tags string }{
		{"section: ESA", "ESA", ""},
		{"section: ARTS & CRAFTS", "ARTS & CRAFTS", ""},
		{"section: Harbour: North", "Harbour: North", ""},
		{"section: Bread, Butter", "Bread, Butter", ""},
		{"category: Bread, Butter", "", "Bread|Butter"},
		{"categories: [ESA]", "ESA", "ESA"},
		{"tags: F#", "", "F#"},
		{"tags: .NET", "", ".NET"},
		{"tags: OS/2", "", "OS/2"},
		{"tags: OS/2, U.N.", "", "OS/2|U.N."},
		{"tags: '#tide #quay'", "", "tide|quay"},
		{"tags: tide / quay", "", "tide|quay"},
	}
	for _, c := range cases {
		a := matter(t, "---\ntitle: x\n"+c.line+"\n---\n")
		if a.Section() != c.section || tagged(a) != c.tags {
			t.Errorf("%s: got section %q, tags %q, want %q, %q", c.line, a.Section(), tagged(a), c.section, c.tags)
		}
	}
}

func TestWhatIsNoAddressIsNone(t *testing.T) {
	cases := []struct {
		line, want string
		problems   int
	}{
		{"permalink: no", "", 1},
		{"permalink: pretty", "", 1},
		{"permalink: /:categories/:title.html", "", 1},
		{"permalink: /%year%/%monthnum%/%postname%/", "", 1},
		{"permalink: \"[[tides]]\"", "", 1},
		{"permalink: /notes/<slug>/", "", 1},
		{"permalink: function", "", 1},
		{"permalink: /notes/caf%C3%A9%20bar/", "/notes/caf%C3%A9%20bar/", 0},
		{`url: "/notes/{{ slug }}/"`, "", 1},
		{"link: todo", "", 1},
		{"link: see below", "", 1},
		{"link: WWW.mill.example/a", "https://WWW.mill.example/a", 0},
		{"link: mill.example/a", "https://mill.example/a", 0},
		{"permalink: /notes/tide/", "/notes/tide/", 0},
		{"permalink: tide.html", "tide.html", 0},
		{"canonical: tide.html", "tide.html", 0},
		{"link: [https://mill.example/1, https://mill.example/2]", "https://mill.example/1", 0},
	}
	for _, c := range cases {
		a := matter(t, "---\ntitle: x\n"+c.line+"\n---\n")
		if a.SourceURL() != c.want || len(a.Problems()) != c.problems {
			t.Errorf("%s: got %q, problems %v, want %q and %d", c.line, a.SourceURL(), a.Problems(), c.want, c.problems)
		}
	}
	a := matter(t, "---\ntitle: x\nlink: [https://mill.example/1, https://mill.example/2]\n---\n")
	if len(a.Dropped()) != 1 || a.Dropped()[0].Text != "https://mill.example/2" || a.Dropped()[0].Line != 3 {
		t.Errorf("second address: got dropped %v, want it named with its line", a.Dropped())
	}
}

func TestFrontMatterThatIsNoYAMLIsReadByLines(t *testing.T) {
	cases := []struct{ line, want string }{
		{"title: Low tide: what now", "Low tide: what now"},
		{"title: [Live] The regatta", "[Live] The regatta"},
		{"title: *quiet* days", "*quiet* days"},
		{"title: @mill says no", "@mill says no"},
		{"title: %d and other signs", "%d and other signs"},
		{"title: \"No\" is a word", `"No" is a word`},
		{"title: 'It's over'", "It's over"},
		{"title: !important notice", "!important notice"},
		{"title: 'Fish &amp; \\*chips\\*': both", `'Fish &amp; \*chips\*': both`},
	}
	for _, c := range cases {
		a := matter(t, "---\n"+c.line+"\ndate: 2026-02-03\ntags:\n  - a\n  - b\n---\n")
		if a.Title() != c.want || published(a) != "2026-02-03" || tagged(a) != "a|b" {
			t.Errorf("%s: got %q, %s, %s, want %q and the other keys", c.line, a.Title(), published(a), tagged(a), c.want)
		}
	}
	a := matter(t, "---\ndate: 2026-02-03\ntitle: Low tide: what now\n---\n")
	if len(a.Problems()) != 1 || a.Problems()[0].Line != 3 || !strings.Contains(a.Problems()[0].Message, "quotes") {
		t.Errorf("got problems %v, want one in line 3 with the remedy", a.Problems())
	}
}

func TestFrontMatterThatIsNotQuiteRight(t *testing.T) {
	cases := []struct{ head, title, published string }{
		{"---\ntitle:Bread again\ndate:2025-11-02\n---\n", "Bread again", "2025-11-02"},
		{"---\n\ttitle: Bread again\n\tdate: 2025-11-02\n---\n", "Bread again", "2025-11-02"},
		{"---\ntitle: Bread again\ndate: 2025-11-02\na line by itself\n---\n", "Bread again", "2025-11-02"},
		{"---\ntitle: Bread: and\nbutter again\ndate: 2025-11-02\n---\n", "Bread: and butter again", "2025-11-02"},
		{"+++\ntitle = Bread again\ndate = 2025-11-02\n+++\n", "Bread again", "2025-11-02"},
		{"+++\ntitle: Bread again\ndate: 2025-11-02\n+++\n", "Bread again", "2025-11-02"},
		{"+++\ntitle = \"Bread \"again\"\"\ndate = 2025-11-02\n+++\n", "Bread \"again", "2025-11-02"},
	}
	for _, c := range cases {
		a := article(t, c.head+ovens)
		if a.Title() != c.title || published(a) != c.published {
			t.Errorf("%q: got %q, %s, want %q, %s", c.head, a.Title(), published(a), c.title, c.published)
		}
		if len(a.Problems()) == 0 && !strings.Contains(c.head, "\t") {
			t.Errorf("%q: nothing is said of it", c.head)
		}
	}
}

func TestLenientTOMLStillWithholds(t *testing.T) {
	if a := article(t, "+++\ntitle = Bread again\n[extra]\ndraft = true\n+++\n"+ovens); !a.Draft() {
		t.Error("a draft is published for want of quotes")
	}
}
