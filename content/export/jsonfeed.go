package export

// JSON Feed, https://www.jsonfeed.org/version/1.1/.

import (
	"bytes"
	"cmp"

	"feedmill/content/jsonfeed"
	"feedmill/content/manuscript"
)

func isJSONFeed(head []byte) bool {
	return bytes.HasPrefix(head, []byte("{")) && bytes.Contains(bytes.ReplaceAll(head, []byte(`\/`), []byte("/")), []byte("jsonfeed.org/version/"))
}

func readJSONFeed(s *source, give func(Entry) error) error {
	return s.walk(func(path string, decode func(any) error) (bool, error) {
		if path != "items[]" {
			return false, nil
		}
		var item jsonfeed.Item
		if err := decode(&item); err != nil {
			return false, err
		}
		if err := complete(Entry{Manuscript: manuscriptOf(item)}, give); err != nil {
			return false, stopped{err}
		}
		return true, nil
	})
}

func manuscriptOf(i jsonfeed.Item) manuscript.Manuscript {
	m := manuscript.Manuscript{
		ID: i.Identity(), Title: i.Title, Link: i.URL, Summary: i.Summary, Image: i.Image, Language: i.Language,
		Published: date(i.Published), Updated: date(i.Modified), Tags: i.Tags, Body: cmp.Or(i.HTML, textParagraphs(i.Text)),
	}
	for _, a := range i.Names() {
		m.Authors = append(m.Authors, a.Name)
	}
	for _, a := range i.Attachments {
		m.Enclosures = append(m.Enclosures, manuscript.Enclosure{URL: a.URL, Type: a.Type, Length: a.Bytes()})
	}
	return m
}
