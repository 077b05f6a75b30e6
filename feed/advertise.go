package feed

// A hub of one's own is there only while somebody serves it. So no document names it
// where it is stored: its bytes are the same whoever made them, and copies on other
// hosts send nobody to a hub that they do not have. Who serves it names it on the way
// out.

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// Advertise returns a feed's document as it is when [Channel].Hubs has one more address
// at its end; other documents as they are. The hub's address is one in ASCII. The document
// is not changed.
func Advertise(name string, document []byte, hub string) []byte {
	var place int
	var link string
	switch {
	case strings.HasSuffix(name, atomName):
		place, link = afterLinks(document, "\n  <link rel=\"self\" ", "\n  <link rel=\"hub\" "), "\n  <link rel=\"hub\" href=\""+attribute(hub)+"\"></link>"
	case strings.HasSuffix(name, rssName):
		place, link = afterLinks(document, "\n    <atom:link href=", "\n    <atom:link href="), "\n    <atom:link href=\""+attribute(hub)+"\" rel=\"hub\"></atom:link>"
	case strings.HasSuffix(name, jsonName):
		place, link = jsonHub(document, hub)
	default:
		return document
	}
	if place < 0 {
		return document // not one of ours
	}
	return bytes.Join([][]byte{document[:place], []byte(link), document[place:]}, nil)
}

// afterLinks is the end of the line that begins with first and of those behind it that
// name a hub; -1 if there is none.
func afterLinks(document []byte, first, more string) int {
	at := bytes.Index(document, []byte(first))
	if at < 0 {
		return -1
	}
	for end := at; ; {
		length := bytes.IndexByte(document[end+1:], '\n')
		if length < 0 {
			return -1
		}
		end += 1 + length
		next, _, _ := bytes.Cut(document[end+1:], []byte("\n"))
		if !bytes.HasPrefix(document[end:], []byte(more)) || !bytes.Contains(next, []byte(` rel="hub"`)) {
			return end
		}
	}
}

// jsonHub is the place of one more hub in a JSON Feed, and what goes there.
func jsonHub(document []byte, hub string) (place int, text string) {
	item := "    {\n      \"type\": \"WebSub\",\n      \"url\": " + strconv.Quote(hub) + "\n    }"
	items := bytes.Index(document, []byte("\n  \"items\": ["))
	if items < 0 {
		return -1, ""
	}
	if list := bytes.Index(document[:items], []byte("\n  \"hubs\": [")); list >= 0 {
		return list + bytes.Index(document[list:items], []byte("\n  ]")), ",\n" + item
	}
	return items, "\n  \"hubs\": [\n" + item + "\n  ],"
}

// attribute is a value as it stands in an attribute.
func attribute(value string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(value)) // a builder takes everything
	return b.String()
}
