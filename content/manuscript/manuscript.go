// Package manuscript writes articles as files of Markdown with front matter.
package manuscript

// One article: what it states, and its text.

import (
	"bytes"
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"
)

// Manuscript is an article to be written. Times are zero where they are unknown.
type Manuscript struct {
	ID         string // as feeds had it
	Title      string // plain text
	Published  time.Time
	Updated    time.Time
	Authors    []string
	Categories []string
	Tags       []string
	Summary    string // plain text
	Language   string // BCP 47
	Slug       string // the last part of its address
	Link       string // its address
	Image      string // address of its picture
	Status     string // "draft", "private", …; empty if it is published
	Enclosures []Enclosure
	Body       string // HTML
	Page       bool   // a page of the site, that no feed shows
}

// Enclosure is a file that belongs to an article.
type Enclosure struct {
	URL    string `yaml:"url"`
	Type   string `yaml:"type,omitempty"`
	Length int64  `yaml:"length,omitempty"`
}

// matter is front matter, in the order in which it is written.
type matter struct {
	ID         string      `yaml:"id,omitempty"`
	Title      string      `yaml:"title,omitempty"`
	Date       string      `yaml:"date,omitempty"`
	Updated    string      `yaml:"updated,omitempty"`
	Authors    []string    `yaml:"authors,omitempty,flow"`
	Categories []string    `yaml:"categories,omitempty,flow"`
	Tags       []string    `yaml:"tags,omitempty,flow"`
	Summary    string      `yaml:"summary,omitempty"`
	Language   string      `yaml:"language,omitempty"`
	Slug       string      `yaml:"slug,omitempty"`
	Permalink  string      `yaml:"permalink,omitempty"`
	Image      string      `yaml:"image,omitempty"`
	Status     string      `yaml:"status,omitempty"`
	Unlisted   bool        `yaml:"unlisted,omitempty"`
	Enclosures []Enclosure `yaml:"enclosures,omitempty"`
}

// Bytes is the file of the manuscript.
func (m Manuscript) Bytes() ([]byte, error) {
	facts := matter{
		ID: m.ID, Title: m.Title, Date: stamp(m.Published), Updated: stamp(m.Updated), Authors: m.Authors,
		Categories: m.Categories, Tags: m.Tags, Summary: m.Summary, Language: m.Language, Slug: m.Slug,
		Permalink: m.Link, Image: m.Image, Status: m.Status, Unlisted: m.Page, Enclosures: m.Enclosures,
	}
	var b bytes.Buffer
	b.WriteString("---\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(facts); err != nil {
		return nil, fmt.Errorf("write front matter of %q: %w", m.Title, err)
	}
	b.WriteString("---\n\n")
	b.WriteString(m.text())
	b.WriteString("\n")
	return b.Bytes(), nil
}

// stamp is a time with the zone that it was stated in.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// text is the body as Markdown, if that shows the same words; else as HTML.
func (m Manuscript) text() string {
	text := Markdown(m.Body)
	if shows(text, m.Body) {
		return text
	}
	return asHTML(m.Body)
}
