package html

// What a page states of itself for programs, under one kind of key: "og:title" and the
// like of <meta> as they are, "ld:headline" of JSON-LD, "item:headline" of microdata,
// "mf:entry-title" of microformats, "link:canonical".

import (
	"strings"

	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/wordlist"

	"golang.org/x/net/html"
)

// statement is one value, and where it stands.
type statement struct {
	value string
	line  int
}

// statements are all of a page, by key, in the page's order.
type statements map[string][]statement

// first is the first statement of a key that is not empty.
func (s statements) first(key string) statement {
	for _, one := range s[key] {
		if one.value != "" {
			return one
		}
	}
	return statement{}
}

// most bounds what is kept of one key.
const most = 200

func (s statements) add(key, value string, line int) {
	if value = strings.TrimSpace(value); value != "" && len(s[key]) < most {
		s[key] = append(s[key], statement{prose.CutBytes(value, longestLine), line})
	}
}

// statementsOf gathers them in one walk.
func statementsOf(d *document) statements {
	s := statements{}
	s.walk(d, d.root, surroundings{})
	s.readLabels()
	return s
}

// surroundings are what the elements around one make of what it says.
type surroundings struct {
	another bool // a comment's, or of what frames the article
	entry   bool // a microformat's entry
	author  bool // of the author
}

func (s statements) walk(d *document, n *html.Node, in surroundings) {
	switch n.Type {
	case html.CommentNode:
		s.savedFrom(n.Data)
		return
	case html.ElementNode:
		line := d.lines[n]
		s.readElement(n, line)
		if !in.another {
			s.readMicrodata(n, line, in)
			s.readClasses(n, line, in)
		}
		in = in.with(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.walk(d, c, in)
	}
}

// with is what is around the children of n.
func (in surroundings) with(n *html.Node) surroundings {
	if kind := strings.ToLower(attr(n, "itemtype")); strings.HasSuffix(kind, "/comment") || strings.HasSuffix(kind, "/usercomments") || isFrame(n) != "" {
		in.another = true
	}
	if prop := strings.ToLower(attr(n, "itemprop")); prop == "author" || prop == "creator" {
		in.author = true
	}
	for name := range names(n, "class") {
		switch name {
		case "h-entry", "hentry", "h-as-article":
			in.entry = true
		case "h-cite", "h-card", "h-feed", "h-adr", "h-event":
			in.entry = false
		}
	}
	return in
}

// writtenBy are the labels that programs for previews put before the author's name.
var writtenBy = pattern.New(`(?i)^(written by|geschrieben von|verfasst von|écrit par|escrito por|scritto da|geschreven door|author|autor)$`)

// readLabels reads the pairs twitter:label1 and twitter:data1.
func (s statements) readLabels() {
	for _, n := range []string{"1", "2"} {
		if label := s.first("twitter:label" + n); writtenBy.MatchString(label.value) {
			s.add("labelled:author", s.first("twitter:data"+n).value, label.line)
		}
	}
}

// saved is the comment that browsers and their extensions write into what they save.
var saved = pattern.New(`(?s)^\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)`)

func (s statements) savedFrom(comment string) {
	if m := saved.FindStringSubmatch(comment); m != nil {
		s.add("saved", m[1], 1)
	}
}

func (s statements) readElement(n *html.Node, line int) {
	switch n.Data {
	case "meta":
		for _, key := range []string{"name", "property", "http-equiv", "itemprop"} {
			if name := strings.ToLower(attr(n, key)); name != "" && name != "viewport" {
				if key == "itemprop" {
					name = "item:" + name
				}
				if terms, rest, ok := strings.Cut(name, ":"); ok && (terms == "dc" || terms == "dcterms") {
					name = terms + "." + rest
				}
				s.add(name, attr(n, "content"), line)
			}
		}
	case "html":
		s.add("lang", attr(n, "lang"), line)
		s.add("lang", attr(n, "xml:lang"), line)
	case "title":
		if n.Parent != nil && n.Parent.Namespace == "" && n.Namespace == "" {
			s.add("title", textOf(n), line)
		}
	case "link", "a":
		for rel := range names(n, "rel") {
			rel = strings.ToLower(rel)
			switch {
			case n.Data == "link":
				s.add("link:"+rel, attr(n, "href"), line)
			case rel == "tag" || rel == "category":
				s.add("a:tag", words(n), line)
			case rel == "license":
				s.add("a:license", attr(n, "href"), line)
			}
		}
	case "script":
		if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") {
			s.readLinkedData(textOf(n), line)
		}
	}
}

// textOf is the text right below a node.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// items are the properties of microdata that are read, and are of an article.
var items = wordlist.Set(`headline datepublished datemodified datecreated author creator url description keywords articlesection inlanguage`)

// readMicrodata reads elements with itemprop. A name counts only as that of an author:
// everything has one.
func (s statements) readMicrodata(n *html.Node, line int, in surroundings) {
	if n.Data == "meta" {
		return
	}
	for prop := range names(n, "itemprop") {
		prop = strings.ToLower(prop)
		switch {
		case prop == "name" && in.author:
			s.add("item:author.name", valueOf(n), line)
		case items[prop]:
			s.add("item:"+prop, valueOf(n), line)
		}
	}
}

// valueOf is what an element of microdata or of a microformat says.
func valueOf(n *html.Node) string {
	for _, key := range []string{"content", "datetime", "title"} {
		if v := attr(n, key); v != "" && (key != "title" || n.Data == "abbr") {
			return v
		}
	}
	return words(n)
}

// microformats are the classes that are read, of both generations.
var microformats = map[string]string{
	"p-name": "mf:name", "entry-title": "mf:name",
	"dt-published": "mf:published", "published": "mf:published", "dt-updated": "mf:updated", "updated": "mf:updated",
	"p-author": "mf:author", "u-url": "mf:url", "p-category": "mf:category", "p-summary": "mf:summary", "entry-summary": "mf:summary",
}

// readClasses reads microformats, within an entry alone.
func (s statements) readClasses(n *html.Node, line int, in surroundings) {
	if !in.entry {
		return
	}
	for name := range names(n, "class") {
		key, ok := microformats[name]
		if !ok {
			continue
		}
		value := valueOf(n)
		switch {
		case key == "mf:url":
			value = attr(n, "href")
		case key == "mf:author":
			if fn := byClass(n, "p-name"); fn != nil {
				value = words(fn)
			}
		}
		s.add(key, value, line)
	}
}

// byClass is the first element of a class among those just below n.
func byClass(n *html.Node, class string) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hasClass(c, class) {
			return c
		}
	}
	return nil
}

// areOfArticle reports whether a page says that it is an article.
func (s statements) areOfArticle() bool {
	for _, key := range []string{"ld:headline", "article:published_time", "mf:published", "item:datepublished"} {
		if s.first(key).value != "" {
			return true
		}
	}
	return strings.EqualFold(s.first("og:type").value, "article")
}
