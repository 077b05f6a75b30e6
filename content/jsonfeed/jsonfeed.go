// Package jsonfeed reads articles from JSON Feed, https://www.jsonfeed.org/version/1.1/:
// a feed, of which each item is one, or an item in a file of its own.
package jsonfeed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/dates"
	"feedmill/content/fragment"
	"feedmill/content/language"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// Extensions are how the names of such files end, as those of much else do: see [Is].
var Extensions = []string{".json"}

// feed is what of a feed bears on its items.
type feed struct {
	Version  string   `json:"version"`
	Language string   `json:"language"`
	Author   Author   `json:"author"`
	Authors  []Author `json:"authors"`
	Items    []Item   `json:"items"`
}

// Parse reads one file.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	src, problems, err := charset.Decode(f, o)
	if err != nil {
		return nil, err
	}
	all, err := decode(f.Path, src)
	if err != nil {
		return nil, err
	}
	if len(all.Items) > o.Limits.Parts {
		return nil, &content.Error{Path: f.Path, Message: content.TooMuch(fmt.Sprintf("feed has %d items", len(all.Items)), o.Limits.Parts, "max-parts")}
	}
	var articles []*content.Article
	for i, item := range all.Items {
		r := &reader{Builder: stated.New(f), item: item, feed: all}
		r.Root = o.Root
		if len(all.Items) > 1 {
			r.Part = i + 1
		}
		if r.read(f, o); r.Title == "" {
			problems = append(problems, content.Problem{Message: fmt.Sprintf("item %d has neither title nor content; it is left out", i+1)})
			continue
		}
		articles = append(articles, r.Article(f, o.Limits))
	}
	if len(articles) == 0 {
		return nil, &content.Error{Path: f.Path, Message: "feed has no item with a title or content; add one"}
	}
	articles[0] = articles[0].With(func(facts *content.Facts) { facts.Problems = append(problems, facts.Problems...) })
	return articles, nil
}

// decode reads a feed; an item by itself is one of one item.
func decode(path, src string) (all feed, err error) {
	src = strings.TrimPrefix(src, "\uFEFF")
	if err = json.Unmarshal([]byte(src), &all); err == nil && !isVersion(all.Version) {
		all = feed{Items: make([]Item, 1)}
		err = json.Unmarshal([]byte(src), &all.Items[0])
	}
	if err == nil {
		return all, nil
	}
	line := 0
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		line = lineAt(src, wrong.Offset)
	} else if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		line = lineAt(src, wrong.Offset)
	}
	return all, &content.Error{Path: path, Line: line, Message: "file is no JSON Feed: " + strings.TrimPrefix(err.Error(), "json: ") + "; mend it"}
}

func lineAt(src string, offset int64) int {
	return 1 + bytes.Count([]byte(src[:min(int(offset), len(src))]), []byte("\n"))
}

// reader makes an article of an item.
type reader struct {
	*stated.Builder
	item Item
	feed feed
}

func (r *reader) read(f content.File, o content.Options) {
	ctx := dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language}
	r.set(&r.ID, "id", r.item.Identity())
	r.set(&r.Title, "title", prose.OneLine(r.item.Title))
	r.set(&r.Summary, "summary", prose.OneLine(r.item.Summary))
	r.set(&r.SourceURL, "source_url", r.item.URL)
	r.set(&r.External, "external_url", r.item.External)
	r.set(&r.Image, "image", r.item.Image)
	r.set(&r.Banner, "banner_image", r.item.Banner)
	r.date(&r.Published, "published", r.item.Published, ctx)
	r.date(&r.Updated, "updated", r.item.Modified, ctx)
	r.readAuthors()
	if r.Tags = stated.Trimmed(r.item.Tags); len(r.Tags) > 0 {
		r.Origin.Set("tags", content.Origin{Rule: rule + "tags"})
	}
	for _, a := range r.item.Attachments {
		seconds, _ := a.Seconds.Float64() // what is no number is not stated
		r.Enclosures = append(r.Enclosures, content.Enclosure{URL: a.URL, Type: a.Type, Title: a.Title, Length: a.Bytes(), Duration: time.Duration(max(0, seconds) * float64(time.Second))})
	}
	body := fragment.NewBody(r.item.Body(), 0, func(source string) string { return source })
	r.Body = body
	if r.Title == "" {
		r.TitleFromOpening(body)
	}
	r.readLanguage(body, o)
	r.PublishedFromUpdated()
	r.PlaceByPath(ctx)
}

// rule begins the names of the rules by which fields are found.
const rule = "JSON Feed "

// set sets a field that has a value.
func (r *reader) set(to *string, name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		*to = value
		r.Origin.Set(name, content.Origin{Rule: rule + name})
	}
}

func (r *reader) date(to *dates.Date, name, value string, ctx dates.Context) {
	if strings.TrimSpace(value) == "" {
		return
	}
	d, err := dates.Parse(value, ctx)
	if err != nil {
		r.Problems = append(r.Problems, content.Problem{Message: fmt.Sprintf("item %d: date %q cannot be read; write it as 2006-01-02T15:04:05Z", max(r.Part, 1), value)})
		return
	}
	*to = d
	r.Origin.Set(name, content.Origin{Rule: rule + name})
}

// readAuthors takes those of the item, else those of the feed.
func (r *reader) readAuthors() {
	authors := r.item.Names()
	if len(authors) == 0 {
		authors = Item{Author: r.feed.Author, Authors: r.feed.Authors}.Names()
	}
	for _, a := range authors {
		if r.AddAuthor(content.Author{Name: prose.OneLine(a.Name), URL: a.URL}) {
			r.Origin.Set("authors", content.Origin{Rule: rule + "authors"})
		}
	}
}

func (r *reader) readLanguage(body *fragment.Body, o content.Options) {
	for _, stated := range []string{r.item.Language, r.feed.Language} {
		if tag := language.Tag(stated); tag != "" && r.Language == "" {
			r.set(&r.Language, "language", tag)
		}
	}
	if r.Language == "" {
		const looked = 4000 // bytes
		lines := strings.Split(prose.CutBytes(fragment.Text(prose.CutBytes(body.Source(), 4*looked)), looked), "\n")
		r.Language = language.OfLines(lines, func(line string) bool { return strings.TrimSpace(line) != "" }, o.Language)
	}
}
