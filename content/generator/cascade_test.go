package generator

import (
	"fmt"
	"testing"
	"testing/fstest"
)

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
