package feed

// What a page says of itself to programs that read pages: schema.org, as JSON-LD. It is
// data, which no browser runs.

import (
	"encoding/json"
	"html/template"
	"strings"
	"time"
)

// linkedData is a thing of schema.org.
type linkedData struct {
	Context     string       `json:"@context,omitempty"`
	Type        string       `json:"@type"`
	Name        string       `json:"name,omitempty"`
	URL         string       `json:"url,omitempty"`
	Headline    string       `json:"headline,omitempty"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"inLanguage,omitempty"`
	Published   string       `json:"datePublished,omitempty"`
	Modified    string       `json:"dateModified,omitempty"`
	Section     string       `json:"articleSection,omitempty"`
	Keywords    []string     `json:"keywords,omitempty"`
	Image       string       `json:"image,omitempty"`
	Logo        string       `json:"logo,omitempty"`
	Authors     []linkedData `json:"author,omitempty"`
	Publisher   *linkedData  `json:"publisher,omitempty"`
	Page        string       `json:"mainEntityOfPage,omitempty"`
	Entity      *linkedData  `json:"mainEntity,omitempty"`
	PartOf      *linkedData  `json:"isPartOf,omitempty"`
}

const schemaOrg = "https://schema.org"

// maxHeadline is in characters: what search engines show of one.
const maxHeadline = 110

// articleData is what the page of an entry says.
func articleData(ch Channel, e Entry) template.JS {
	d := linkedData{
		Context: schemaOrg, Type: "NewsArticle", Headline: cut(clean(e.Title), maxHeadline), Description: clean(e.Summary), Language: e.Language,
		Modified: e.Updated.UTC().Format(time.RFC3339), Section: clean(e.Section), Keywords: labels(e.Tags), Image: e.Image, Page: e.Link,
		Publisher: &linkedData{Type: "Organization", Name: ch.title(), URL: ch.home(), Logo: absolute(nil, ch.Logo, webSchemes)},
	}
	switch {
	case e.Published.IsZero():
	case e.DayOnly:
		d.Published = isoDay(e.Published)
	default:
		d.Published = e.Published.Format(time.RFC3339)
	}
	for _, a := range e.Authors {
		kind := "Person"
		if a.Organisation {
			kind = "Organization"
		}
		d.Authors = append(d.Authors, linkedData{Type: kind, Name: clean(a.Name), URL: a.URL})
	}
	return d.script()
}

// siteData is what the index of the whole site says.
func siteData(ch Channel) template.JS {
	return linkedData{
		Context: schemaOrg, Type: "WebSite", Name: ch.title(), URL: ch.home(), Language: ch.language(),
		Description: cut(line(ch.Description), maxSummary),
	}.script()
}

// indexData is what an index says: that of the whole site what the site is, that of an
// author who it is, any other what it is part of.
func indexData(ch Channel, p page) template.JS {
	if p.Main {
		return siteData(ch)
	}
	d := collection(ch, p)
	if strings.HasPrefix(ch.Dir, "authors/") {
		d.Type, d.Entity = "ProfilePage", &linkedData{Type: "Person", Name: p.Headline, URL: p.Canonical}
	}
	return d.script()
}

// collection is what a page that leads to articles says.
func collection(ch Channel, p page) linkedData {
	return linkedData{
		Context: schemaOrg, Type: "CollectionPage", Name: p.Headline, URL: p.Canonical, Language: p.Lang, Description: p.Description,
		PartOf: &linkedData{Type: "WebSite", Name: p.Site, URL: join(ch.Base, "")},
	}
}

// script is the data as it stands in a page: with no sign that ends an element.
func (d linkedData) script() template.JS {
	data, err := json.Marshal(d)
	if err != nil {
		return "" // of texts alone it always succeeds
	}
	return template.JS(data)
}
