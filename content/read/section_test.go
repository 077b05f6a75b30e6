package read

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"feedmill/content"
)

func TestSections(t *testing.T) {
	site := fstest.MapFS{}
	for name, text := range map[string]string{
		"content/_index.md":              "---\ntitle: All of it\n---\n",
		"content/tides/_index.md":        "+++\ntitle = \"High & low water\"\ndescription = \"Heights at the pier.\"\n+++\n",
		"content/boats/_index.md":        "+++\nsort_by = \"date\"\n+++\n\nWhat lies at the quay, and for how long.\n",
		"content/crew/_index.markdown":   "# Who sails\n\nAll hands.\n",
		"content/lists/_index.md":        "+++\nsort_by = \"date\"\n+++\n",
		"content/broken/_index.md":       "+++\ntitle = \n+++\n\x00",
		"content/tides/spring/_index.md": "---\ntitle: Spring tides\n---\n",
		"content/plain/a.md":             "A\n\nSome text.\n",
	} {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	want := []Section{
		{"boats", "", "What lies at the quay, and for how long."},
		{"crew", "Who sails", "All hands."},
		{"tides", "High & low water", "Heights at the pier."},
	}
	got := Sections(site, "content", func(string) content.Options { return content.Options{Root: "content"} })
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	site["content/tides/_index.de.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Ebbe und Flut\n---\n")}
	site["content/crew/_index.de-AT.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Mannschaft\n---\n")}
	site["content/_index.de.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Alles\n---\n")}
	for language, titles := range map[string]string{"de": " Who sails Ebbe und Flut; Alles", "de-AT": " Mannschaft Ebbe und Flut; Alles", "en": " Who sails High & low water; All of it"} {
		options := func(string) content.Options { return content.Options{Root: "content", Language: language} }
		got := ""
		for _, s := range Sections(site, "content", options) {
			got += s.Title + " "
		}
		if got = strings.TrimRight(got, " ") + "; " + Home(site, "content", options).Title; got != titles {
			t.Errorf("in %s: %q, want %q", language, got, titles)
		}
	}
	if got, want := Home(site, "content", func(string) content.Options { return content.Options{} }), (Section{Title: "All of it"}); got != want {
		t.Errorf("the whole is %q, want %q", got, want)
	}
}
