package content

// What is held back because it is no article yet: nothing but signs, or a headline
// whose text is still being written.

import (
	"strings"
	"unicode"
)

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// noLetters is why a file without any letter is held back.
const noLetters = "file holds no letter, only signs or digits; it is held back until it has a headline and a text"

// onlyHeadline is why a headline alone is held back.
const onlyHeadline = "only a headline so far; it is held back until a text follows below it, or a full stop ends it"

// isBareHeadline reports whether all that the article has is a title that does not
// end as a sentence does: the text is still to come. A sentence is a short message,
// what leads elsewhere needs no text, and a draft is to be known as one.
func (a *builder) isBareHeadline() bool {
	if a.Draft || a.Summary != "" || a.SourceURL != "" || a.External != "" || a.Image != "" || len(a.Enclosures)+len(a.Links) > 0 {
		return false
	}
	return !endsStatement(a.Title) || strings.HasSuffix(a.Title, ":")
}
