package feed

// OPML 2.0 (opml.org/spec2.opml): the list by which a reader takes all feeds at
// once.

import (
	"strings"
)

type opmlRoot struct {
	XMLName  struct{}      `xml:"opml"`
	Version  string        `xml:"version,attr"`
	Comment  string        `xml:",comment"`
	Title    string        `xml:"head>title"`
	Outlines []opmlOutline `xml:"body>outline"`
}

// FeedXml makes opmlRoot writable by [feeds.WriteXML].
func (r *opmlRoot) FeedXml() any { return r }

type opmlOutline struct {
	Text        string        `xml:"text,attr"`
	Type        string        `xml:"type,attr,omitempty"`
	Title       string        `xml:"title,attr,omitempty"`
	XMLURL      string        `xml:"xmlUrl,attr,omitempty"`
	HTMLURL     string        `xml:"htmlUrl,attr,omitempty"`
	Version     string        `xml:"version,attr,omitempty"`
	Language    string        `xml:"language,attr,omitempty"`
	Description string        `xml:"description,attr,omitempty"`
	Outlines    []opmlOutline `xml:"outline"`
}

// OPML lists channels; those in folders of folders ("tags/go/") are grouped by
// the first. The main channel says whose list it is. The list carries no date: it
// changes when a feed comes or goes, not with each article.
func OPML(main Channel, channels []Channel) (Document, error) {
	root := &opmlRoot{
		Version: "2.0",
		Comment: " " + Name + " ",
		Title:   main.title(),
	}
	groups := map[string]int{}
	for _, ch := range channels {
		o := opmlOutline{
			Text: ch.title(), Type: "rss", Title: ch.title(), XMLURL: ch.URL(ch.formats()[0].name), HTMLURL: ch.home(),
			Language: ch.language(),
		}
		if ch.formats()[0].name == rssName {
			o.Version = "RSS2"
		}
		if ch.Dir == main.Dir || ch.Description != main.Description {
			o.Description = cut(line(ch.Description), maxSummary)
		}
		group, rest, _ := strings.Cut(ch.Dir, "/")
		if rest == "" {
			root.Outlines = append(root.Outlines, o)
			continue
		}
		i, ok := groups[group]
		if !ok {
			i = len(root.Outlines)
			groups[group] = i
			root.Outlines = append(root.Outlines, opmlOutline{Text: group})
		}
		root.Outlines[i].Outlines = append(root.Outlines[i].Outlines, o)
	}
	body, err := writeXML(Channel{}, root)
	return NewDocument(opmlName, opmlType, body), err
}
