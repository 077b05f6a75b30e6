package validate

// Atom 1.0 (RFC 4287) with archives (RFC 5005) and tombstones (RFC 6721).

import (
	"slices"
	"time"
)

func judgeAtom(d *document) {
	root := d.tree()
	if root == nil {
		return
	}
	if root.name != "atom:feed" {
		d.fault("UndefinedElement", "begins with %s, want feed", root.name)
		return
	}
	ids, updates := map[string]bool{}, map[string]bool{}
	d.attributes(root, "xml:lang")
	d.languageAttribute(root)
	d.holds(root, model{
		"atom:id":          {1, 1, idLeaf},
		"atom:title":       {1, 1, (*document).textConstruct},
		"atom:generator":   {0, 1, func(d *document, e *element) { d.attributes(e, "", "version"); textLeaf(d, e) }},
		"atom:updated":     {1, 1, (*document).rfc3339},
		"atom:subtitle":    {0, 1, (*document).textConstruct},
		"atom:link":        {1, 0, (*document).link},
		"atom:author":      {1, 0, (*document).person},
		"atom:icon":        {0, 1, webLeaf},
		"atom:logo":        {0, 1, webLeaf},
		"atom:rights":      {0, 1, (*document).textConstruct},
		"fh:archive":       {0, 1, emptyLeaf},
		"at:deleted-entry": {0, 0, (*document).tombstone},
		"atom:entry":       {0, 0, func(d *document, e *element) { d.atomEntry(e, ids, updates) }},
	})
	d.feedLinks(root, "application/atom+xml")
}

func (d *document) atomEntry(entry *element, ids, updates map[string]bool) {
	d.entry = entry.child("atom:id").text
	defer func() { d.entry = "" }()
	d.attributes(entry, "", "xml:lang")
	d.languageAttribute(entry)
	d.holds(entry, model{
		"atom:id":         {1, 1, idLeaf},
		"atom:title":      {1, 1, (*document).textConstruct},
		"atom:published":  {0, 1, (*document).rfc3339},
		"atom:updated":    {1, 1, (*document).rfc3339},
		"atom:link":       {1, 0, (*document).link},
		"atom:author":     {0, 0, (*document).person},
		"atom:category":   {0, 0, func(d *document, e *element) { d.attributes(e, "term") }},
		"atom:rights":     {0, 1, (*document).textConstruct},
		"media:thumbnail": {0, 1, (*document).thumbnail},
		"atom:source":     {0, 1, (*document).atomSource},
		"dc:source":       {0, 1, textLeaf},
		"atom:summary":    {0, 1, (*document).textConstruct},
		"atom:content":    {0, 1, (*document).textConstruct},
	})
	d.unique(ids, "DuplicateEntries", "id", d.entry)
	d.unique(updates, "DuplicateUpdated", "updated", entry.child("atom:updated").text)
	if len(entry.all("atom:summary"))+len(entry.all("atom:content")) == 0 {
		d.fault("MissingTextualContent", "the entry has neither summary nor content")
	}
	d.entryLinks(entry, "alternate", "related", "via", "replies", "enclosure")
}

func (d *document) languageAttribute(e *element) {
	if tag, there := e.attrs["xml:lang"]; there {
		d.language("xml:lang", tag)
	}
}

func (d *document) textConstruct(e *element) {
	d.attributes(e, "type")
	switch s := d.leaf(e); e.attrs["type"] {
	case "text":
		d.plain(e.label(), s)
	case "html":
		d.html(e.label(), s)
	default:
		d.fault("InvalidTextType", "%s has the type %q", e.name, e.attrs["type"])
	}
}

func (d *document) person(e *element) {
	d.holds(e, model{
		"atom:name":  {1, 1, plainLeaf},
		"atom:uri":   {0, 1, webLeaf},
		"atom:email": {0, 1, func(d *document, e *element) { d.email("email", d.leaf(e)) }},
	})
}

func (d *document) atomSource(e *element) {
	d.holds(e, model{
		"atom:id":      {1, 1, idLeaf},
		"atom:title":   {1, 1, (*document).textConstruct},
		"atom:updated": {1, 1, (*document).rfc3339},
		"atom:link":    {0, 0, (*document).link},
	})
}

func (d *document) tombstone(e *element) {
	d.attributes(e, "ref when")
	d.id("ref of a withdrawn entry", e.attrs["ref"])
	d.date("when of a withdrawn entry", e.attrs["when"], time.RFC3339Nano)
}

func idLeaf(d *document, e *element) { d.id(e.label(), d.leaf(e)) }

// relations that links of feeds and entries have, and whether they lead to a
// document of this format.
var relations = []string{"self", "alternate", "hub", "current", "prev-archive", "next-archive", "related", "via", "replies", "enclosure"}

// link judges a link of Atom, in Atom and elsewhere.
func (d *document) link(e *element) {
	d.attributes(e, "rel href", "type", "hreflang", "title", "length")
	d.web("link", e.attrs["href"])
	if !slices.Contains(relations, e.attrs["rel"]) {
		d.fault("UnregisteredAtomLinkRel", "a link has the relation %q", e.attrs["rel"])
	}
	if t, there := e.attrs["type"]; there {
		d.mediaType("type of link "+e.attrs["href"], t)
	}
	if n, there := e.attrs["length"]; there {
		d.number("length of link "+e.attrs["href"], n, 1)
	}
	if t, there := e.attrs["title"]; there {
		d.plain("title of link "+e.attrs["href"], t)
		if m := reference.FindString(t); m != "" {
			d.faultAt(m, ContainsHTML, "title of link %s holds %s, which readers show as it stands; write the character", e.attrs["href"], m)
		}
	}
	emptyLeaf(d, e)
}

// feedLinks judges the links of a feed together.
func (d *document) feedLinks(feed *element, mediaType string) {
	count := map[string]int{}
	for _, l := range feed.all("atom:link") {
		rel := l.attrs["rel"]
		count[rel]++
		if rel == "self" && (l.attrs["href"] != d.url || l.attrs["type"] != mediaType) {
			d.fault("SelfDoesntMatchLocation", "self is %s of type %q, want %s of type %s", l.attrs["href"], l.attrs["type"], d.url, mediaType)
		}
	}
	for _, rel := range []string{"self", "alternate", "current", "prev-archive", "next-archive"} {
		if count[rel] > 1 {
			d.fault("DuplicateAtomLink", "the feed has %d links %s", count[rel], rel)
		}
	}
	if count["self"] == 0 {
		d.fault("MissingAtomSelfLink", "the feed has no link to itself")
	}
	if archived := len(feed.all("fh:archive")) > 0; archived != (count["current"] > 0) {
		d.fault("MissingCurrentInArchive", "an archive must lead to the current feed, and nothing else to another")
	}
}

// entryLinks judges which relations an entry's links have; one of them at most is
// the alternate of a type and language.
func (d *document) entryLinks(entry *element, allowed ...string) {
	alternates := map[[2]string]int{}
	for _, l := range entry.all("atom:link") {
		if !slices.Contains(allowed, l.attrs["rel"]) {
			d.fault("FeedHistoryRelInEntry", "the entry has a link %s", l.attrs["rel"])
		}
		if l.attrs["rel"] == "alternate" {
			of := [2]string{l.attrs["type"], l.attrs["hreflang"]}
			if alternates[of]++; alternates[of] == 2 {
				d.fault("DuplicateAtomLink", "the entry has several alternate links of type %q and language %q, want 1", of[0], of[1])
			}
		}
	}
	if len(alternates) == 0 && allowed[0] == "alternate" {
		d.fault("DuplicateAtomLink", "the entry has no alternate link, want 1")
	}
}
