package stated

// The names of keys, and the words for what state an article is in, are files: one
// for each language in the folder languages. The tables stand beside what reads
// them; each says what its key lists. Words are folded as FoldKey does.

import (
	"embed"

	"feedmill/content/wordlist"
)

//go:embed languages/*.txt
var wordFiles embed.FS

var lexicon = wordlist.From(wordFiles, "languages/*.txt")
