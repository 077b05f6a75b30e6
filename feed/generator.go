package feed

// What a document says of the program that made it. That proves nothing, and nobody
// asks as long as it is known what an outlet holds: only when the catalog is lost is
// it all that is left to go by.

import "bytes"

// HeadSize is how much of a document's beginning [NamesGenerator] needs, in bytes.
const HeadSize = 4096

// generatorMarks begin with that of pages, which are the most.
var generatorMarks = [][]byte{
	[]byte(`<meta name="generator" content="` + Name),
	[]byte("<generator>" + Name),
	[]byte(">" + Name + "</generator>"),
	[]byte(`"_feedmill": {`),
	[]byte("<!-- " + Name + " -->"),
	[]byte("/* " + Name + ":"),
}

// NamesGenerator reports whether a document that begins with head names this
// program, whichever version of it, as the one that made it.
func NamesGenerator(head []byte) bool {
	head = head[:min(len(head), HeadSize)]
	for _, m := range generatorMarks {
		if bytes.Contains(head, m) {
			return true
		}
	}
	return false
}
