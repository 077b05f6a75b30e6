package export

// Archives in the form of feeds: RSS of every version, and Atom.

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"net/mail"
	"strconv"
	"strings"

	"feedmill/content/manuscript"
)

var feedRoots = [][]byte{[]byte("<rss"), []byte("<feed"), []byte("<rdf:RDF"), []byte(":feed")}

func isFeed(head []byte) bool {
	if !bytes.HasPrefix(head, []byte("<")) || bytes.HasPrefix(bytes.ToLower(head), []byte("<!doctype html")) {
		return false
	}
	for _, root := range feedRoots {
		if bytes.Contains(head, root) {
			return true
		}
	}
	return false
}

func readFeed(s *source, give func(Entry) error) error {
	return s.eachElement(map[string]bool{"item": true, "entry": true}, func(e *element, line int) error {
		var m manuscript.Manuscript
		if e.XMLName.Local == "entry" {
			m = fromAtom(e)
		} else {
			m = fromRSS(e)
		}
		return complete(Entry{Manuscript: m, Line: line}, give)
	})
}

func fromRSS(e *element) manuscript.Manuscript {
	m := manuscript.Manuscript{
		ID: e.text(plain, "guid"), Title: plainText(e.text(plain, "title")), Link: linkOfItem(e),
		Published: date(cmp.Or(e.text(plain, "pubDate"), e.text(dublinCore, "date"))), Updated: date(e.text(atomNames, "updated")),
		Language: cmp.Or(e.text(dublinCore, "language"), attribute(e.Attrs, "lang")),
		Body:     e.text(contentNames, "encoded"), Authors: authorsOfItem(e),
	}
	if m.ID == "" {
		m.ID = attribute(e.Attrs, "about") // RSS 1.0
	}
	if description := e.text(plain, "description"); m.Body == "" {
		m.Body = description
	} else {
		m.Summary = plainText(description)
	}
	for _, c := range e.all(plain, "category") {
		m.Tags = append(m.Tags, strings.TrimSpace(c.Text))
	}
	for _, f := range e.all(plain, "enclosure") {
		m.Enclosures = append(m.Enclosures, enclosure(attribute(f.Attrs, "url"), f.Attrs))
	}
	return m
}

func linkOfItem(e *element) string {
	if link := e.text(plain, "link"); link != "" {
		return link
	}
	for _, g := range e.all(plain, "guid") {
		if id := strings.TrimSpace(g.Text); attribute(g.Attrs, "isPermaLink") != "false" && isWebAddress(id) {
			return id
		}
	}
	return ""
}

// authorsOfItem are the names that an item states; RSS itself has mail addresses, with
// a name behind them or not.
func authorsOfItem(e *element) (names []string) {
	for _, f := range e.all(dublinCore, "creator") {
		names = append(names, strings.TrimSpace(f.Text))
	}
	if len(names) > 0 {
		return names
	}
	for _, f := range e.all(plain, "author") {
		name := strings.TrimSpace(f.Text)
		if _, behind, ok := strings.Cut(name, "("); ok && strings.Contains(name, "@") {
			name = strings.TrimSuffix(behind, ")")
		} else if a, err := mail.ParseAddress(name); err == nil {
			name = a.Name
		}
		names = append(names, name)
	}
	return names
}

func fromAtom(e *element) manuscript.Manuscript {
	m := manuscript.Manuscript{
		ID: e.text(atomNames, "id"), Title: plainText(construct(e, "title")), Language: attribute(e.Attrs, "lang"),
		Published: date(cmp.Or(e.text(atomNames, "published"), e.text(atomNames, "issued"))), Updated: date(cmp.Or(e.text(atomNames, "updated"), e.text(atomNames, "modified"))),
		Body: construct(e, "content"),
	}
	if m.Published.IsZero() {
		m.Published = m.Updated
	}
	if summary := construct(e, "summary"); m.Body == "" {
		m.Body = summary
	} else {
		m.Summary = plainText(summary)
	}
	for _, f := range e.all(atomNames, "author") {
		m.Authors = append(m.Authors, f.part("name"))
	}
	for _, f := range e.all(atomNames, "category") {
		m.Tags = append(m.Tags, cmp.Or(attribute(f.Attrs, "label"), attribute(f.Attrs, "term")))
	}
	for _, f := range e.all(atomNames, "link") {
		switch href := attribute(f.Attrs, "href"); cmp.Or(attribute(f.Attrs, "rel"), "alternate") {
		case "alternate":
			m.Link = cmp.Or(m.Link, href)
		case "enclosure":
			m.Enclosures = append(m.Enclosures, enclosure(href, f.Attrs))
		}
	}
	return m
}

// construct is a text of Atom as HTML, whichever of its three types it has.
func construct(e *element, name string) string {
	for _, f := range e.all(atomNames, name) {
		switch kind := attribute(f.Attrs, "type"); {
		case kind == "xhtml" || kind == "application/xhtml+xml":
			return strings.TrimSpace(f.Inner)
		case kind == "html" || kind == "text/html":
			return strings.TrimSpace(f.Text)
		case kind == "" || strings.HasPrefix(kind, "text"):
			return escaped(strings.TrimSpace(f.Text))
		}
	}
	return ""
}

func enclosure(address string, attrs []xml.Attr) manuscript.Enclosure {
	length, err := strconv.ParseInt(attribute(attrs, "length"), 10, 64)
	if err != nil || length < 0 {
		length = 0 // unknown
	}
	return manuscript.Enclosure{URL: address, Type: attribute(attrs, "type"), Length: length}
}
