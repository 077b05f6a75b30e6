// Package gemini reads the text of Gemini: lines, each of one kind that its first signs
// tell.
//
// The first heading is the title. Lines right below it that say nothing but when, by whom
// or the like fill the fields, as in logs of that space.
package gemini

import (
	"fmt"
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
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
	lines []string // those that became fields are emptied
	ctx   dates.Context
}

// Parse reads one file of Gemini text.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	src, problems, err := charset.Decode(f, o)
	if err != nil {
		return nil, err
	}
	refuse := func(line int, message string) ([]*content.Article, error) {
		return nil, &content.Error{Path: f.Path, Line: line, Message: message}
	}
	lines := strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n")
	switch {
	case strings.TrimSpace(src) == "":
		return refuse(0, "file is empty; write a heading (# …) and the text")
	case !prose.HasLetter(src):
		return refuse(1, stated.NoLetters)
	case len(lines) > o.Limits.Parts:
		return refuse(o.Limits.Parts+1, content.TooMuch(fmt.Sprintf("text has %d lines", len(lines)), o.Limits.Parts, "max-parts"))
	}
	r := &reader{Builder: stated.New(f), lines: lines, ctx: dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language}}
	r.Root, r.Problems = o.Root, problems
	r.readHead()
	body := r.body()
	if body.Source() == "" && r.IsBareHeadline() {
		return refuse(r.Origin.Of("title").Line, stated.OnlyHeadline)
	}
	if r.finish(body, o); r.Title == "" {
		return refuse(1, "article has neither heading nor text; write both")
	}
	return []*content.Article{r.Article(f, o.Limits)}, nil
}

// mostStated are the lines below the title that may fill fields.
const mostStated = 6

// readHead takes the title, if the text begins with a heading, and the lines below it.
func (r *reader) readHead() {
	i := r.next(0)
	title, ok := strings.CutPrefix(r.lines[i], "#")
	if !ok || strings.HasPrefix(title, "#") || prose.OneLine(title) == "" {
		return
	}
	r.Title = prose.OneLine(title)
	r.Origin.Set("title", content.Origin{Line: i + 1, Rule: "first heading"})
	r.lines[i] = ""
	for range mostStated {
		if i = r.next(i + 1); i == len(r.lines) || !r.readLine(i, strings.TrimSpace(r.lines[i])) {
			return
		}
		r.lines[i] = ""
	}
}

// next is the index of the first line from i on that is not blank, or len(lines).
func (r *reader) next(i int) int {
	for i < len(r.lines) && strings.TrimSpace(r.lines[i]) == "" {
		i++
	}
	return i
}

// readLine reads a line below the title, and reports whether it fills a field.
func (r *reader) readLine(i int, line string) bool {
	const longest = 80 // bytes; what is longer is prose
	if len(line) > longest || kindOf(line) != text {
		return false
	}
	if key, value, ok := stated.CutKey(line); ok && stated.FieldOf(key) != stated.None {
		return r.State(stated.Fact{Field: stated.FieldOf(key), Key: key, Values: []string{value}, Line: i + 1, Rule: "label " + key}, r.ctx)
	}
	if d, err := dates.Parse(line, r.ctx); err == nil && r.Published.IsZero() {
		r.Published = d
		r.Origin.Set("published", content.Origin{Line: i + 1, Rule: "date below the heading"})
		return true
	}
	name, ok := strings.CutPrefix(line, "By ")
	if !ok {
		return false
	}
	took := false
	for _, author := range authorsOf(name) {
		took = r.AddAuthor(author) || took
	}
	if took {
		r.Origin.Set("authors", content.Origin{Line: i + 1, Rule: "byline"})
	}
	return took
}

func authorsOf(name string) []content.Author {
	authors, _ := byline.Read(name)
	return authors
}

// body is what is left of the lines.
func (r *reader) body() *fragment.Body {
	first := r.next(0)
	opens := first
	for opens < len(r.lines) && (strings.TrimSpace(r.lines[opens]) == "" || kindOf(r.lines[opens]) != text) {
		opens++
	}
	body := fragment.NewBody(strings.TrimRight(strings.Join(r.lines[first:], "\n"), " \n"), min(opens, len(r.lines)-1)+1, toHTML)
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
	r.PlaceByPath(r.ctx)
}

// isProse reports whether a line is a paragraph, and so tells the language.
func isProse(line string) bool { return strings.TrimSpace(line) != "" && kindOf(line) == text }
