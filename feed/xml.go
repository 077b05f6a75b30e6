package feed

// What RSS and Atom have in common: how their documents and the fragments that
// are spliced into them are written.

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"unsafe"

	"github.com/gorilla/feeds"
)

const (
	atomNamespace       = "http://www.w3.org/2005/Atom"
	dublinCoreNamespace = "http://purl.org/dc/elements/1.1/"
	historyNamespace    = "http://purl.org/syndication/history/1.0" // RFC 5005
	tombstonesNamespace = "http://purl.org/atompub/tombstones/1.0"  // RFC 6721
	mediaNamespace      = "http://search.yahoo.com/mrss/"           // rssboard.org/media-rss
)

// plain is text that is escaped by hex references, the form that the RSS Profile
// found most readers to understand; by it validators tell that the text is meant
// as it stands, and is no markup.
type plain struct {
	Escaped string `xml:",innerxml"`
}

var hexEscapes = strings.NewReplacer("&", "&#x26;", "<", "&#x3C;", ">", "&#x3E;")

func newPlain(s string) plain { return plain{hexEscapes.Replace(clean(s))} }

// optional is nil for an empty text, so that its element is left out.
func optional(s string) *plain {
	if s == "" {
		return nil
	}
	p := newPlain(s)
	return &p
}

// thumbnail is the small picture that readers show in lists.
type thumbnail struct {
	URL string `xml:"url,attr"`
}

func newThumbnail(e Entry) *thumbnail {
	if e.Image == "" {
		return nil
	}
	return &thumbnail{clean(e.Image)}
}

// frameBytes is about how long a document without entries is.
const frameBytes = 2048

// declaration is what feeds.WriteXML begins with; it puts no line end after it.
var declaration = []byte(xml.Header[:len(xml.Header)-1])

// writeXML is a whole document: declaration, style sheet, root, final line end.
func writeXML(ch Channel, root feeds.XmlFeed) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(frameBytes)
	if err := feeds.WriteXML(root, &b); err != nil {
		return nil, err
	}
	rest, ok := bytes.CutPrefix(b.Bytes(), declaration)
	if !ok {
		return nil, fmt.Errorf("document begins with %q, want the XML declaration", b.Bytes()[:min(b.Len(), 40)])
	}
	whole := append(make([]byte, 0, len(rest)+frameBytes/4), xml.Header...)
	if ch.Stylesheet != "" {
		whole = append(whole, `<?xml-stylesheet type="text/css" href="`...)
		whole = append(whole, escapeHTML(join(ch.Base, ch.Stylesheet))...)
		whole = append(whole, "\"?>\n"...)
	}
	return append(append(whole, rest...), '\n'), nil
}

// xmlFrame splits a document without entries where they go: before its tail.
func xmlFrame(ch Channel, root feeds.XmlFeed, tail string) ([]byte, []byte, error) {
	whole, err := writeXML(ch, root)
	if err != nil {
		return nil, nil, err
	}
	head, ok := bytes.CutSuffix(whole, []byte(tail))
	if !ok {
		return nil, nil, fmt.Errorf("document does not end in %q", tail)
	}
	return head, []byte(tail), nil
}

// xmlContent is the content of an entry as it stands in a CDATA section, if one can hold
// it as it is.
func xmlContent(html string) (part []byte, shared, ok bool) {
	if strings.Contains(html, "]]>") || len(clean(html)) != len(html) {
		return nil, false, false
	}
	return unsafe.Slice(unsafe.StringData(html), len(html)), true, true // nobody changes the parts of documents
}

// xmlFragment is what shell, a document of one entry and nothing else, has
// between before and after: the entry, indented as it is in a feed.
func xmlFragment(shell feeds.XmlFeed, before, after string) ([]byte, error) {
	write := func(b *bytes.Buffer) error { return feeds.WriteXML(shell, b) }
	return inScratch(write, func(whole []byte) ([]byte, error) {
		part, opened := bytes.CutPrefix(whole, append(bytes.Clone(declaration), before...))
		part, closed := bytes.CutSuffix(part, []byte(after))
		if !opened || !closed {
			return nil, fmt.Errorf("fragment is not within %q and %q", before, after)
		}
		return bytes.Clone(part), nil
	})
}
