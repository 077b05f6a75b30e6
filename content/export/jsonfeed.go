package export

// JSON Feed, https://www.jsonfeed.org/version/1.1/.

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"

	"feedmill/content/manuscript"
)

func isJSONFeed(head []byte) bool {
	return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(bytes.ReplaceAll(head, []byte(`\/`), []byte("/")), []byte("jsonfeed.org/version/"))
}

// jsonItem is an entry as the format has it.
type jsonItem struct {
	ID          json.RawMessage `json:"id"` // a text; numbers occur
	URL         string          `json:"url"`
	Title       string          `json:"title"`
	HTML        string          `json:"content_html"`
	Text        string          `json:"content_text"`
	Summary     string          `json:"summary"`
	Image       string          `json:"image"`
	Published   string          `json:"date_published"`
	Modified    string          `json:"date_modified"`
	Author      jsonAuthor      `json:"author"`
	Authors     []jsonAuthor    `json:"authors"`
	Tags        []string        `json:"tags"`
	Language    string          `json:"language"`
	Attachments []struct {
		URL  string      `json:"url"`
		Type string      `json:"mime_type"`
		Size json.Number `json:"size_in_bytes"`
	} `json:"attachments"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func readJSONFeed(s *source, give func(Entry) error) error {
	return s.walk(func(path string, decode func(any) error) (bool, error) {
		if path != "items[]" {
			return false, nil
		}
		var item jsonItem
		if err := decode(&item); err != nil {
			return false, err
		}
		if err := complete(Entry{Manuscript: item.manuscript()}, give); err != nil {
			return false, stopped{err}
		}
		return true, nil
	})
}

func (i jsonItem) manuscript() manuscript.Manuscript {
	m := manuscript.Manuscript{
		ID: strings.Trim(string(i.ID), `"`), Title: i.Title, Link: i.URL, Summary: i.Summary, Image: i.Image, Language: i.Language,
		Published: date(i.Published), Updated: date(i.Modified), Tags: i.Tags, Body: cmp.Or(i.HTML, textParagraphs(i.Text)),
	}
	var id string
	if json.Unmarshal(i.ID, &id) == nil {
		m.ID = id
	}
	for _, a := range append([]jsonAuthor{i.Author}, i.Authors...) {
		if a.Name != "" && (len(m.Authors) == 0 || m.Authors[len(m.Authors)-1] != a.Name) {
			m.Authors = append(m.Authors, a.Name)
		}
	}
	for _, a := range i.Attachments {
		size, err := a.Size.Int64()
		if err != nil {
			size = 0 // unknown
		}
		m.Enclosures = append(m.Enclosures, manuscript.Enclosure{URL: a.URL, Type: a.Type, Length: size})
	}
	return m
}
