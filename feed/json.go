package feed

// JSON Feed 1.1 (jsonfeed.org/version/1.1).

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/gorilla/feeds"

	"feedmill/content"
)

type jsonFeed struct {
	Version     string              `json:"version"`
	Extension   jsonExtension       `json:"_feedmill"` // early, so that it is found in a document's first bytes
	Title       string              `json:"title"`
	HomePageURL string              `json:"home_page_url"`
	FeedURL     string              `json:"feed_url"`
	Description string              `json:"description,omitempty"`
	Icon        string              `json:"icon,omitempty"`
	Favicon     string              `json:"favicon,omitempty"`
	Authors     []*feeds.JSONAuthor `json:"authors,omitempty"`
	Language    string              `json:"language,omitempty"`
	Hubs        []*feeds.JSONHub    `json:"hubs,omitempty"`
	Items       []jsonItem          `json:"items"` // never omitted, even if empty
}

// jsonExtension says who made the document, and what its ids are minted from:
// the format has no fields for that.
type jsonExtension struct {
	Generator string `json:"generator"`
	Authority string `json:"authority,omitempty"`
}

type jsonItem struct {
	ID          string              `json:"id"`
	URL         string              `json:"url"`
	ExternalURL string              `json:"external_url,omitempty"`
	Title       string              `json:"title"`
	ContentHTML string              `json:"content_html,omitempty"`
	ContentText string              `json:"content_text,omitempty"`
	Summary     string              `json:"summary,omitempty"`
	Image       string              `json:"image,omitempty"`
	Banner      string              `json:"banner_image,omitempty"`
	Published   string              `json:"date_published,omitempty"`
	Modified    string              `json:"date_modified,omitempty"`
	Authors     []*feeds.JSONAuthor `json:"authors,omitempty"`
	Tags        []string            `json:"tags,omitempty"`
	Language    string              `json:"language,omitempty"`
	Attachments []jsonAttachment    `json:"attachments,omitempty"`
}

type jsonAttachment struct {
	URL      string  `json:"url"`
	Type     string  `json:"mime_type"`
	Title    string  `json:"title,omitempty"`
	Size     int64   `json:"size_in_bytes,omitempty"`
	Duration float64 `json:"duration_in_seconds,omitempty"`
}

func newJSON(ch Channel, entries []Entry) jsonFeed {
	doc := jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Extension:   jsonExtension{ch.generator(), ch.Authority},
		Title:       ch.title(),
		HomePageURL: ch.home(),
		FeedURL:     ch.URL(jsonName),
		Description: line(ch.Description),
		Icon:        absolute(nil, ch.Icon, webSchemes),
		Favicon:     absolute(nil, ch.Favicon, webSchemes),
		Language:    ch.language(),
		Items:       []jsonItem{},
	}
	if anonymous(entries) {
		doc.Authors = jsonAuthors(authors(ch.Authors))
	}
	for _, h := range ch.hubs() {
		doc.Hubs = append(doc.Hubs, &feeds.JSONHub{Type: "WebSub", Url: h})
	}
	return doc
}

// anonymous reports whether some entry has no author. In that case the feed names none
// either: some readers would add the feed's authors to the entry's.
func anonymous(entries []Entry) bool {
	for _, e := range entries {
		if len(e.Authors) == 0 {
			return true
		}
	}
	return len(entries) == 0
}

func jsonAuthors(all []content.Author) []*feeds.JSONAuthor {
	var persons []*feeds.JSONAuthor
	for _, a := range all {
		persons = append(persons, &feeds.JSONAuthor{Name: clean(a.Name), Url: a.URL})
	}
	return persons
}

func newJSONItem(e Entry, mode Mode) jsonItem {
	item := jsonItem{
		ID:        clean(e.ID),
		URL:       e.Link,
		Title:     clean(e.Title),
		Image:     e.Image,
		Banner:    e.Banner,
		Modified:  jsonTime(e.Updated),
		Published: jsonTime(e.Published.Truncate(time.Second)), // as RSS has it
		Authors:   jsonAuthors(e.Authors),
		Tags:      e.categories(),
		Language:  e.Language,
	}
	item.ExternalURL = e.External
	if item.ExternalURL == "" && e.SourceURL != e.Link {
		item.ExternalURL = e.SourceURL
	}
	for _, c := range e.Enclosures {
		item.Attachments = append(item.Attachments, jsonAttachment{c.URL, c.Type, c.Title, c.Length, c.Duration.Seconds()})
	}
	if mode != Summary {
		item.ContentHTML = clean(e.HTML)
	}
	if mode != Full {
		item.Summary = clean(e.Summary)
	}
	if item.ContentHTML == "" {
		item.ContentText = clean(e.brief())
	}
	return item
}

func jsonTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return atomTime(t)
}

// writeJSON writes v as a part of a document that stands indent deep.
func writeJSON(v any, indent string) ([]byte, error) {
	return inScratch(func(b *bytes.Buffer) error { return encodeJSON(b, v, indent) }, asItIs)
}

func encodeJSON(b *bytes.Buffer, v any, indent string) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(indent, "  ")
	return enc.Encode(v)
}

// encodeStraight writes v in one line, with its markup as it stands.
func encodeStraight(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func jsonFrame(ch Channel, entries []Entry) (head, tail []byte, err error) {
	whole, err := writeJSON(newJSON(ch, entries), "")
	if err != nil {
		return nil, nil, err
	}
	head, ok := bytes.CutSuffix(whole, []byte("]\n}\n"))
	if !ok {
		return nil, nil, fmt.Errorf("document does not end in an empty list of items")
	}
	if len(entries) == 0 {
		return head, []byte("]\n}\n"), nil
	}
	return head, []byte("\n  ]\n}\n"), nil
}

func jsonFragment(e Entry, mode Mode) ([]byte, error) {
	write := func(b *bytes.Buffer) error {
		b.WriteString("\n    ")
		return encodeJSON(b, newJSONItem(e, mode), "    ")
	}
	return inScratch(write, func(part []byte) ([]byte, error) { return bytes.Clone(bytes.TrimSuffix(part, []byte("\n"))), nil })
}

// jsonContent is the content of an entry as it stands between quotes.
func jsonContent(html string) (part []byte, shared, ok bool) {
	part, err := inScratch(func(b *bytes.Buffer) error { return encodeStraight(b, clean(html)) }, func(quoted []byte) ([]byte, error) {
		return bytes.Clone(quoted[1 : len(quoted)-len("\"\n")]), nil
	})
	return part, false, err == nil
}
