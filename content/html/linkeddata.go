package html

// JSON-LD: the nodes of a graph, of which the article's counts, then the page's.

import (
	"encoding/json"
	"html"
	"strings"
	"unicode"

	"feedmill/content/pattern"
	"feedmill/content/wordlist"
)

// articleTypes are the types of schema.org that are articles; pageTypes those of what
// is around one, which say less of it.
var (
	articleTypes = wordlist.Set(`article newsarticle blogposting reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle
		reviewnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle medicalscholarlyarticle techarticle apireference report
		socialmediaposting discussionforumposting liveblogposting askpublicnewsarticle creativework review recipe`)
	pageTypes = wordlist.Set(`webpage itempage aboutpage faqpage qapage profilepage medicalwebpage videoobject podcastepisode`)
)

// deepest bounds how far values are followed.
const deepest = 12

// graph is what a page's JSON-LD says.
type graph struct {
	byID     map[string]map[string]any
	articles []map[string]any
	pages    []map[string]any
	persons  []map[string]any
}

// readLinkedData reads one script.
func (s statements) readLinkedData(script string, line int) {
	value, ok := parseJSON(script)
	if !ok {
		return
	}
	g := graph{byID: map[string]map[string]any{}}
	g.collect(value, 0)
	for _, node := range g.articles {
		s.readNode("ld:", node, &g, line)
	}
	if len(g.persons) == 1 {
		s.add("ld:person", g.text(g.persons[0], 0), line)
	}
	for _, node := range g.pages {
		s.readNode("ldpage:", node, &g, line)
	}
}

var trailingComma = pattern.New(`,\s*([\]}])`)

// parseJSON reads what scripts hold, which is not always JSON: comments of other
// notations around it, line ends in strings, a comma too much.
func parseJSON(script string) (value any, ok bool) {
	script = strings.TrimSpace(script)
	for _, mark := range []string{"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */"} {
		script = strings.TrimSpace(strings.TrimPrefix(script, mark))
	}
	for _, mark := range []string{"-->", "//]]>", "]]>", "/*]]>*/", "/* ]]> */"} {
		script = strings.TrimSpace(strings.TrimSuffix(script, mark))
	}
	script = strings.TrimRight(script, ";")
	if json.Unmarshal([]byte(script), &value) == nil {
		return value, true
	}
	script = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, script)
	script = trailingComma.ReplaceAllString(script, "$1")
	return value, json.NewDecoder(strings.NewReader(script)).Decode(&value) == nil
}

func (g *graph) collect(v any, depth int) {
	if depth > deepest {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			g.collect(item, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			g.byID[id] = v
		}
		switch kind := typeOf(v); {
		case articleTypes[kind]:
			g.articles = append(g.articles, v)
		case kind == "person":
			g.persons = append(g.persons, v)
		case pageTypes[kind]:
			g.pages = append(g.pages, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "itemReviewed", "itemListElement"} {
			if _, list := v["itemListElement"]; list && key == "itemListElement" && typeOf(v) != "itemlist" {
				continue
			}
			if key != "itemListElement" {
				g.collect(v[key], depth+1)
			}
		}
	}
}

// typeOf is the type of a node: the first that is an article's, else the first.
func typeOf(node map[string]any) string {
	switch t := node["@type"].(type) {
	case string:
		return strings.ToLower(t[strings.LastIndexByte(t, '/')+1:])
	case []any:
		first := ""
		for _, one := range t {
			name, _ := one.(string)
			if name = strings.ToLower(name); articleTypes[name] || first == "" {
				first = name
			}
		}
		return first
	}
	return ""
}

// readNode states the properties of one node.
func (s statements) readNode(prefix string, node map[string]any, g *graph, line int) {
	for _, key := range []string{"headline", "name", "datePublished", "dateModified", "dateCreated", "description", "inLanguage", "url", "mainEntityOfPage", "articleSection", "license", "copyrightNotice"} {
		s.add(prefix+strings.ToLower(key), g.text(node[key], 0), line)
	}
	for _, key := range []string{"author", "creator"} {
		for _, who := range listOf(node[key]) {
			s.add(prefix+key, g.text(who, 0), line)
		}
	}
	for _, word := range listOf(node["keywords"]) {
		s.add(prefix+"keywords", g.text(word, 0), line)
	}
	s.add(prefix+"publisher", g.text(node["publisher"], 0), line)
	s.add(prefix+"image", g.address(node["image"], 0), line)
}

func listOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// text is a value as text: of a node its name, of a list its first.
func (g *graph) text(v any, depth int) string {
	if depth > deepest {
		return ""
	}
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case []any:
		if len(v) > 0 {
			return g.text(v[0], depth+1)
		}
	case map[string]any:
		for _, key := range []string{"name", "@value", "headline", "@id"} {
			if key == "@id" {
				id, _ := v[key].(string)
				if other, ok := g.byID[id]; ok && len(v) == 1 {
					return g.text(other["name"], depth+1)
				}
				return id
			}
			if t := g.text(v[key], depth+1); t != "" {
				return t
			}
		}
	}
	return ""
}

// address is the address of a picture.
func (g *graph) address(v any, depth int) string {
	if depth > deepest {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return g.address(v[0], depth+1)
		}
	case map[string]any:
		for _, key := range []string{"url", "contentUrl"} {
			if a, ok := v[key].(string); ok {
				return a
			}
		}
		if id, ok := v["@id"].(string); ok {
			if other, ok := g.byID[id]; ok && len(v) == 1 {
				return g.address(other, depth+1)
			}
		}
	}
	return ""
}
