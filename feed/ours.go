package feed

// What the program wrote it may remove; all else in a folder is someone else's.

import "bytes"

// HeadSize is how much of a document's beginning [Ours] needs, in bytes.
const HeadSize = 4096

var marks = [][]byte{
	[]byte("<generator>" + Name),
	[]byte(">" + Name + "</generator>"),
	[]byte(`"_feedmill": {`),
	[]byte(`<meta name="generator" content="` + Name),
	[]byte("<!-- " + Name + " -->"),
	[]byte("/* " + Name + ":"),
}

// Ours reports whether a document that begins with head was made by this
// program, whichever version of it.
func Ours(head []byte) bool {
	head = head[:min(len(head), HeadSize)]
	for _, m := range marks {
		if bytes.Contains(head, m) {
			return true
		}
	}
	return false
}
