package newspaper

// The words that newspapers and their pages use are files: one for each language in
// the folder languages, and names.txt for what is in no language alone. The tables
// stand beside what reads them; each says what its key lists.

import (
	"embed"

	"feedmill/content/wordlist"
)

//go:embed names.txt languages/*.txt
var wordFiles embed.FS

var lexicon = wordlist.From(wordFiles, "names.txt", "languages/*.txt")
