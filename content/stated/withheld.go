package stated

// What keeps an article from its readers: the many ways to say that it is a
// draft, private or hidden, and the date before which it is not to be published.
// A feed cannot be recalled, so one such word is enough, whatever else is stated.

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/wordlist"
)

// withholding are the states in which editors and site generators do not publish
// an article, or not in any list of articles. Other words mean other things.
var withholding = lexicon.Words("withheld")

// postponing are words in place of a date of publication.
var postponing = lexicon.Words("postponed")

// foldStatus appends a state as the word files have it: "Pending review",
// "pending_review" and "pending-review" are one.
func foldStatus(to []byte, state string) []byte {
	return FoldKey(to, strings.Trim(state, " \t\"'.!()[]"))
}

// listsStatus reports whether a state is one of the words.
func listsStatus(words *wordlist.Words, state string) bool {
	if state != "" && '0' <= state[0] && state[0] <= '9' {
		return false // a day, most often
	}
	var buf folded
	return words.Has(string(foldStatus(buf[:0], state)))
}

// Withhold makes the article a draft, which no reader sees. It reports true.
func (a *Builder) Withhold(s Fact) bool {
	if !a.Draft {
		a.Origin.Delete("draft") // of a key that says it is none
	}
	a.Draft = true
	a.SetOrigin("draft", s)
	return true
}

// ListedNever reports whether Hugo is told to leave a page out of all lists, feeds
// among them: "build: {list: never}".
func ListedNever(key string, nested map[string]any) bool {
	list, ok := nested["list"].(string)
	return ok && (key == "build" || key == "_build") && isFalse(list)
}

// publication records a key that says whether, or since when, an article is
// published. Which of several dates is that of the publication depends on what
// their keys mean, not on which of them comes first.
func (a *Builder) publication(value string, s Fact, ctx dates.Context) bool {
	weight := publicationWeight(s)
	switch {
	case weight == ofEmbargo && isTrue(value), weight == ofPublication && isFalse(value):
		return a.Withhold(s)
	case weight >= ofPublication && (isTrue(value) || isFalse(value)):
		return true
	case s.Exact && (listsStatus(withholding, value) || weight >= ofPublication && listsStatus(postponing, value)):
		return a.Withhold(s) // "published: not yet"
	case s.Field == Public && !strings.ContainsAny(value, "0123456789"):
		return true // "public: everyone"
	case !a.Published.IsZero() && weight <= publicationWeight(a.dated):
		return false
	}
	d, ok := a.readDate(value, s, ctx)
	if !ok {
		return false
	}
	a.dropDated()
	a.Published, a.dated = d, s
	a.Origin.Set("published", content.Origin{Line: s.Line, Rule: s.Rule})
	return true
}

// dropDated lists a date of a header block that another one goes before.
func (a *Builder) dropDated() {
	if a.dated.Line > 0 && strings.HasPrefix(a.dated.Rule, "header ") {
		a.Dropped = append(a.Dropped, content.Dropped{Line: a.dated.Line, Why: "header key without use",
			Text: fmt.Sprintf("%s: %s", a.dated.Key, strings.Join(a.dated.Values, " "))})
	}
}

// The meanings of the keys that date an article, weakest first.
const (
	ofCreation    = iota + 1 // "created": when the file was made
	ofArticle                // "date"
	ofPublication            // "published", "publishDate": not before
	ofEmbargo                // "embargo", "scheduled": not before, whatever else is stated
)

// These are in the keys that have these meanings.
var (
	publicationWords = lexicon.List("in a key of publication")
	creationWords    = lexicon.List("in a key of creation")
	embargoWords     = lexicon.List("in a key of embargo")
)

func publicationWeight(s Fact) int {
	if s.Field == Public {
		return ofPublication
	}
	var buf folded
	key := FoldKey(buf[:0], s.Key)
	if weight, ok := weights()[string(key)]; ok {
		return weight
	}
	return weightOf(string(key))
}

// weights are those of the keys that date an article.
var weights = sync.OnceValue(func() map[string]int {
	all := map[string]int{}
	for name, key := range matterKeys() {
		if key.field == Published {
			all[name] = weightOf(name)
		}
	}
	return all
})

func weightOf(key string) int {
	in := func(word string) bool { return strings.Contains(key, word) }
	switch {
	case slices.ContainsFunc(embargoWords(), in):
		return ofEmbargo
	case slices.ContainsFunc(publicationWords(), in):
		return ofPublication
	case slices.ContainsFunc(creationWords(), in):
		return ofCreation
	}
	return ofArticle
}

// WithholdsAlone reports whether a line means the article itself though no header
// block is around it.
func (s Fact) WithholdsAlone(value string) bool {
	switch s.Field {
	case Status:
		return listsStatus(ownStates, value)
	case Draft:
		return isTrue(value) && FieldOf(s.Key) == Draft || isTrue(value) && listsStatus(ownStates, s.Key)
	case Public, Published:
		return publicationWeight(s) == ofPublication && isFalse(value)
	}
	return false
}

// SaysWithheld reports whether l is nothing but "DRAFT", "Not for publication" or the
// like.
func SaysWithheld(l string) bool {
	var buf folded
	state := foldStatus(buf[:0], strings.Trim(l, "*_#-–—<>【】 "))
	return ownStates.Has(string(state)) && string(state) != "private" && string(state) != "hidden"
}

// ownStates are the states that nothing but a text has.
var ownStates = lexicon.Words("withheld alone")
