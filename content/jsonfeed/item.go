package jsonfeed

// What an item states, as the format has it.

import (
	"encoding/json"
	"html"
	"strings"
)

// Item is an entry of a feed.
type Item struct {
	ID          json.RawMessage `json:"id"` // a text; numbers occur
	URL         string          `json:"url"`
	External    string          `json:"external_url"`
	Title       string          `json:"title"`
	HTML        string          `json:"content_html"`
	Text        string          `json:"content_text"`
	Summary     string          `json:"summary"`
	Image       string          `json:"image"`
	Banner      string          `json:"banner_image"`
	Published   string          `json:"date_published"`
	Modified    string          `json:"date_modified"`
	Author      Author          `json:"author"` // of version 1
	Authors     []Author        `json:"authors"`
	Tags        []string        `json:"tags"`
	Language    string          `json:"language"`
	Attachments []Attachment    `json:"attachments"`
}

// Author is who wrote an item.
type Author struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// Attachment is a file that belongs to an item.
type Attachment struct {
	URL     string      `json:"url"`
	Type    string      `json:"mime_type"`
	Title   string      `json:"title"`
	Size    json.Number `json:"size_in_bytes"`
	Seconds json.Number `json:"duration_in_seconds"`
}

// Identity is the id of an item, empty if it states none.
func (i Item) Identity() string {
	var id string
	if json.Unmarshal(i.ID, &id) == nil {
		return strings.TrimSpace(id)
	}
	if raw := string(i.ID); raw != "null" {
		return strings.Trim(raw, `"`)
	}
	return ""
}

// Names are the authors of an item, each once.
func (i Item) Names() (all []Author) {
	for _, a := range append([]Author{i.Author}, i.Authors...) {
		if a.Name != "" && (len(all) == 0 || all[len(all)-1].Name != a.Name) {
			all = append(all, a)
		}
	}
	return all
}

// Body is the content of an item, as HTML.
func (i Item) Body() string {
	if i.HTML != "" {
		return i.HTML
	}
	var out strings.Builder
	for _, p := range strings.Split(strings.ReplaceAll(i.Text, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(p), "\n", "<br>\n") + "</p>\n")
		}
	}
	return out.String()
}

// Bytes is the size of an attachment; 0 if it is not stated.
func (a Attachment) Bytes() int64 {
	size, err := a.Size.Int64()
	if err != nil {
		return 0
	}
	return max(size, 0)
}
