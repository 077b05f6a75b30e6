// Package org reads Org, the markup of Emacs.
//
// What the keywords and the property drawer at the head of a file state fills the
// article's fields; the rest is the body. A reader of its own, since the library for Go
// refuses long lines and cannot be stopped. This one looks at each line a fixed number
// of times.
package org

import (
	"fmt"
	"strings"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/dates"
	"feedmill/content/fragment"
	"feedmill/content/language"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// reader reads one file; it lives as long as Parse.
type reader struct {
	*stated.Builder
	lines []string // what became a field, or is none of the body, is emptied
	ctx   dates.Context
	todo  todoWords
}

// Parse reads one file of Org.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	src, problems, err := charset.Decode(f, o)
	if err != nil {
		return nil, err
	}
	refuse := func(line int, message string) ([]*content.Article, error) {
		return nil, &content.Error{Path: f.Path, Line: line, Message: message}
	}
	if strings.TrimSpace(src) == "" {
		return refuse(0, "file is empty; write #+TITLE: and the text")
	}
	lines := strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n")
	if len(lines) > o.Limits.Parts {
		return refuse(o.Limits.Parts+1, content.TooMuch(fmt.Sprintf("text has %d lines", len(lines)), o.Limits.Parts, "max-parts"))
	}
	r := &reader{
		Builder: stated.New(f), lines: lines, todo: todoWordsOf(lines),
		ctx: dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language},
	}
	r.Root, r.Problems = o.Root, problems
	r.readKeywords()
	r.readFirstHeadline()
	r.dropUnpublished()
	body := r.body(o)
	bare := strings.TrimSpace(body.HTML()) == ""
	switch {
	case !prose.HasLetter(src):
		return refuse(1, stated.NoLetters)
	case bare && r.Title != "" && r.Origin.Of("title").Rule == firstHeadline && r.IsBareHeadline():
		return refuse(r.Origin.Of("title").Line, stated.OnlyHeadline)
	}
	if r.finish(body, o); r.Title == "" {
		return refuse(1, "article has neither title nor text; write #+TITLE: and the text")
	}
	return []*content.Article{r.Article(f, o.Limits)}, nil
}

// body is what is left of the lines.
func (r *reader) body(o content.Options) *fragment.Body {
	first := 0
	for first < len(r.lines) && strings.TrimSpace(r.lines[first]) == "" {
		first++
	}
	opens := first // past headings, keywords and the like, where the first paragraph is
	for opens < len(r.lines) && (strings.TrimSpace(r.lines[opens]) == "" || strings.ContainsRune("*#:|", rune(r.lines[opens][0]))) {
		opens++
	}
	if opens == len(r.lines) {
		opens = first
	}
	depth := o.Limits.Depth
	body := fragment.NewBody(strings.TrimRight(strings.Join(r.lines[first:], "\n"), " \n"), opens+1, func(s string) string { return toHTML(s, depth, o.Headings) })
	r.Body = body
	return body
}

// finish fills what nothing in the file states.
func (r *reader) finish(body *fragment.Body, o content.Options) {
	if r.Title == "" && !r.TitleFromName() {
		r.TitleFromOpening(body)
	}
	if r.Language == "" {
		r.Language = language.OfLines(r.lines, isProse, o.Language)
	}
	r.PublishedFromUpdated()
	r.PlaceByPath(r.ctx)
}

// isProse reports whether a line is of a paragraph, and so tells the language.
func isProse(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && !strings.ContainsRune("*#:|-+", rune(line[0]))
}
