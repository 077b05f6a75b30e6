package stated

// What is held back because it is no article yet: nothing but signs, or a headline
// whose text is still being written.

import (
	"strings"

	"feedmill/content/prose"
)

// NoLetters is why a file without any letter is held back.
const NoLetters = "file holds no letter, only signs or digits; it is held back until it has a headline and a text"

// OnlyHeadline is why a headline alone is held back.
const OnlyHeadline = "only a headline so far; it is held back until a text follows below it, or a full stop ends it"

// IsBareHeadline reports whether all that the article has is a title that does not
// end as a sentence does: the text is still to come. A sentence is a short message,
// what leads elsewhere needs no text, and a draft is to be known as one.
func (a *Builder) IsBareHeadline() bool {
	if a.Draft || a.Summary != "" || a.SourceURL != "" || a.External != "" || a.Image != "" || len(a.Enclosures)+len(a.Links) > 0 {
		return false
	}
	return !prose.EndsStatement(a.Title) || strings.HasSuffix(a.Title, ":")
}
