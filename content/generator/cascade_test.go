package generator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The sections that a site's own template leaves out of its feed are in no list.
func TestSectionsThatTheFeedLeavesOut(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{`{{ $posts := where .Site.RegularPages "Type" "in" (slice "post" "note") }}{{ range $posts }}`, "content/documents"},
		{`{{ range where site.Pages "Section" "post" }}`, "content/documents content/note"},
		{`{{ range .Site.RegularPages }}`, ""},
		{`{{ range where .Site.RegularPages "Type" "in" (slice "gone") }}`, ""},
		{`{{ range where .Site.RegularPages "Type" "in" $sections }}`, ""},
	} {
		folder := fstest.MapFS{}
		for _, name := range []string{"content/post/a.md", "content/note/a.md", "content/documents/a.md"} {
			folder[name] = &fstest.MapFile{}
		}
		folder["hugo.toml"] = &fstest.MapFile{Data: []byte("baseURL = 'https://tide.example/'\ntheme = 'reef'\n")}
		folder["themes/reef/layouts/_default/rss.xml"] = &fstest.MapFile{Data: []byte(c.template)}
		s, _ := Data(folder)
		var got []string
		for _, d := range s.Folders {
			got = append(got, d.Folder)
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: left out are %q, want %q", c.template, got, c.want)
		}
	}
}

// What Hugo's sections hand down, by the folder that it is for.
func TestCascades(t *testing.T) {
	folder := fstest.MapFS{}
	for name, text := range map[string]string{
		"hugo.toml":                    "baseURL = 'https://tide.example/'\ncontentDir = 'content'\n[[cascade]]\nauthor = 'Crew'\n[cascade.target]\npath = '/notes/**'\n",
		"content/parts/_index.md":      "---\ncascade:\n  build: {list: never, render: never}\n---\n",
		"content/guests/_index.md":     "+++\n[[cascade]]\n[cascade.params]\nauthor = \"Guests\"\n[cascade._target]\npath = \"/guests/old/**\"\n+++\n",
		"content/odd/_index.md":        "---\ncascade: {draft: true, target: {path: '/o*/**'}}\n---\n",
		"content/none/_index.md":       "---\ntitle: cascade\n---\n",
		"content/parts/deep/broken.md": "---\ncascade: [\n---\n",
	} {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, _ := Data(folder)
	want := map[string]string{
		"content/guests/old": "map[author:Guests]", "content/notes": "map[author:Crew]", "content/parts": "map[build:map[list:never render:never]]",
	}
	for _, d := range s.Folders {
		if got := fmt.Sprint(d.Keys); got != want[d.Folder] {
			t.Errorf("%s states %s, want %s", d.Folder, got, want[d.Folder])
		}
		delete(want, d.Folder)
	}
	if len(want) > 0 {
		t.Errorf("nothing is stated for %v", want)
	}
}
