package markdown

// What front matter says of an episode of a podcast. It means nothing of an article
// without a recording.

import (
	"strconv"
	"strings"

	"feedmill/content"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// episodeKeys are those that have a meaning here, folded.
var episodeKeys = map[string]func(e *content.Episode, value any){
	"season":            func(e *content.Episode, v any) { setCount(&e.Season, v) },
	"itunesseason":      func(e *content.Episode, v any) { setCount(&e.Season, v) },
	"episode":           func(e *content.Episode, v any) { setCount(&e.Number, v) },
	"episodenumber":     func(e *content.Episode, v any) { setCount(&e.Number, v) },
	"itunesepisode":     func(e *content.Episode, v any) { setCount(&e.Number, v) },
	"episodetype":       func(e *content.Episode, v any) { setWord(&e.Kind, v, episodeKinds) },
	"itunesepisodetype": func(e *content.Episode, v any) { setWord(&e.Kind, v, episodeKinds) },
	"explicit":          func(e *content.Episode, v any) { setWord(&e.Explicit, v, explicitWords) },
	"itunesexplicit":    func(e *content.Episode, v any) { setWord(&e.Explicit, v, explicitWords) },
	"transcript":        func(e *content.Episode, v any) { e.Transcripts = append(e.Transcripts, listOf(v)...) },
	"transcripts":       func(e *content.Episode, v any) { e.Transcripts = append(e.Transcripts, listOf(v)...) },
	"chapters":          func(e *content.Episode, v any) { e.ChaptersFile, _ = v.(string) },
	"host":              func(e *content.Episode, v any) { addPeople(e, v, "host") },
	"hosts":             func(e *content.Episode, v any) { addPeople(e, v, "host") },
	"guest":             func(e *content.Episode, v any) { addPeople(e, v, "guest") },
	"guests":            func(e *content.Episode, v any) { addPeople(e, v, "guest") },
}

var (
	episodeKinds  = map[string]string{"full": "full", "trailer": "trailer", "bonus": "bonus"}
	explicitWords = map[string]string{"true": "true", "yes": "true", "explicit": "true", "false": "false", "no": "false", "clean": "false"}
)

// stateEpisode takes a key that says something of an episode, and reports whether it is
// one.
func (a *reader) stateEpisode(m matterEntry) bool {
	set := episodeKeys[string(stated.FoldKey(nil, m.key))]
	if set == nil {
		return false
	}
	if a.Episode == nil {
		a.Episode = &content.Episode{}
	}
	set(a.Episode, m.value)
	return true
}

func setCount(to *int, value any) {
	text, _ := value.(string)
	if n, err := strconv.Atoi(strings.TrimSpace(text)); *to == 0 && err == nil && n > 0 {
		*to = n
	}
}

func setWord(to *string, value any, words map[string]string) {
	text, _ := value.(string)
	if word := words[strings.ToLower(strings.TrimSpace(text))]; *to == "" {
		*to = word
	}
}

// listOf are the texts of a value: its own, or those of its items.
func listOf(value any) (all []string) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, item := range list {
		if text := prose.OneLine(textOf(item)); text != "" {
			all = append(all, text)
		}
	}
	return all
}

func addPeople(e *content.Episode, value any, role string) {
	list, isList := value.([]any)
	text, isText := value.(string)
	switch {
	case isText:
		for _, name := range stated.SplitList(text) {
			e.People = append(e.People, content.Person{Name: name, Role: role})
		}
	case isList:
		for _, name := range listOf(list) {
			e.People = append(e.People, content.Person{Name: name, Role: role})
		}
	}
}
