package byline

// Words of press offices and of pages that stand in capitals where names could.

import "strings"

var (
	pressWords   = lexicon.Words("press word")        // the trade's words for its texts; nobody is called so
	offices      = lexicon.Words("office")            // who holds an office: with a place after them they are no name
	officePlaces = lexicon.Words("of a place")        // lead from an office to its place
	namePrefixes = lexicon.Prefixes("link to a name") // the words of links that stand before a name
	creditNouns  = lexicon.Words("credit")            // what somebody else than the author of the words did
	wordNouns    = lexicon.Words("words")             // say that somebody wrote the words
	creditOf     = lexicon.Words("credit of")         // leads from such a noun to a name
)

// isOffice reports whether s is an office with its place: "Alcaldesa de Soria".
func isOffice(s string) bool {
	words := 0
	office := false
	for w := range strings.FieldsSeq(s) {
		switch words++; {
		case words == 1:
			office = offices.Lists(w)
		case office && (Particles.Has(w) || officePlaces.Lists(w)):
			return true
		}
	}
	return false
}

// beginsWithOffice reports whether s is an office with its holder: "Mayor Jane Doe".
// Such a line is about her; her own byline is the name alone.
func beginsWithOffice(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	return rest != "" && offices.Lists(first)
}
