package validate

// XML as a tree, and what its elements may hold.

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

// element is an XML element. Names have the prefix that is usual for their
// namespace, whatever the document calls it.
type element struct {
	name     string
	attrs    map[string]string
	text     string
	children []*element
}

var prefixes = map[string]string{
	"http://www.w3.org/2005/Atom":                  "atom:",
	"http://purl.org/rss/1.0/modules/content/":     "content:",
	"http://purl.org/dc/elements/1.1/":             "dc:",
	"http://search.yahoo.com/mrss/":                "media:",
	"http://purl.org/rss/1.0/modules/syndication/": "sy:",
	"http://purl.org/syndication/history/1.0":      "fh:",
	"http://purl.org/atompub/tombstones/1.0":       "at:",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":   "itunes:",
	"https://podcastindex.org/namespace/1.0":       "podcast:",
	"http://podlove.org/simple-chapters":           "psc:",
	"http://www.w3.org/XML/1998/namespace":         "xml:",
	"":                                             "",
}

// tree reads the document; nil if it is not well formed, which is a fault.
func (d *document) tree() *element {
	if !bytes.HasPrefix(d.body, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) {
		d.fault("MissingEncoding", "does not begin with an XML declaration that names UTF-8")
	}
	root, err := parse(xml.NewDecoder(bytes.NewReader(d.body)))
	if err != nil {
		d.fault("SAXError", "is not well formed: %v", err)
		return nil
	}
	return root
}

func parse(dec *xml.Decoder) (*element, error) {
	open := []*element{{}}
	for {
		token, err := dec.Token()
		if err == io.EOF && len(open[0].children) == 1 {
			return open[0].children[0], nil
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			e, err := newElement(t)
			if err != nil {
				return nil, err
			}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(t)
		case xml.Directive:
			return nil, fmt.Errorf("it has a document type")
		}
	}
}

func newElement(t xml.StartElement) (*element, error) {
	prefix, known := prefixes[t.Name.Space]
	if !known {
		return nil, fmt.Errorf("namespace %q is unknown", t.Name.Space)
	}
	e := &element{name: prefix + t.Name.Local, attrs: map[string]string{}}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
			continue
		}
		name := prefixes[a.Name.Space] + a.Name.Local
		if _, twice := e.attrs[name]; twice {
			return nil, fmt.Errorf("attribute %s of %s stands twice", name, e.name)
		}
		e.attrs[name] = a.Value
	}
	return e, nil
}

// rule is how often an element may stand in another, and what it must be.
type rule struct {
	min, max int // max 0 is no limit
	judge    func(*document, *element)
}

// model is what may stand in an element.
type model map[string]rule

// holds judges the children of an element.
func (d *document) holds(e *element, m model) {
	if strings.TrimSpace(e.text) != "" {
		d.fault("UnexpectedText", "%s holds text beside its elements", e.label())
	}
	count := map[string]int{}
	for _, c := range e.children {
		r, known := m[c.name]
		if !known {
			d.fault("UndefinedElement", "%s holds %s, which has no place there", e.label(), c.name)
			continue
		}
		if count[c.name]++; count[c.name] == r.max+1 && r.max > 0 {
			d.fault("DuplicateElement", "%s holds %s more than once", e.label(), c.label())
		}
		r.judge(d, c)
	}
	for name, r := range m {
		if count[name] < r.min {
			d.fault("MissingElement", "%s lacks %s", e.label(), name)
		}
	}
}

// attributes judges which attributes an element has: all the needed ones, and
// beside them only the others.
func (d *document) attributes(e *element, needed string, others ...string) {
	for name := range strings.FieldsSeq(needed) {
		if _, there := e.attrs[name]; !there {
			d.fault("MissingAttribute", "%s lacks the attribute %s", e.label(), name)
		}
		others = append(others, name)
	}
	for name, value := range e.attrs {
		if !slices.Contains(others, name) {
			d.fault("UnexpectedAttribute", "%s has the attribute %s", e.label(), name)
		}
		if strings.TrimSpace(value) == "" {
			d.fault("AttrNotBlank", "attribute %s of %s is empty", name, e.label())
		}
	}
}

// leaf is the text of an element that must hold nothing else.
func (d *document) leaf(e *element) string {
	if len(e.children) > 0 {
		d.fault("UndefinedElement", "%s holds %s, and may hold text only", e.label(), e.children[0].name)
	}
	return e.text
}

// label is the element as messages call it.
func (e *element) label() string { return strings.TrimPrefix(e.name, "atom:") }

// child is the first child of a name; an empty element if there is none.
func (e *element) child(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return &element{name: name}
}

func (e *element) all(name string) (found []*element) {
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}
