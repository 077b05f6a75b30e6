// Package inspect shows what was read of an article, and where each fact was found.
package inspect

// An article as inspect shows it to programs: one JSON object, which says where
// each field came from.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
)

// inspected is the form of the JSON object. The names are a promise to scripts.
type inspected struct {
	Path        string            `json:"path"`
	Part        int               `json:"part,omitempty"`
	ID          string            `json:"id,omitempty"`
	Title       string            `json:"title"`
	Published   string            `json:"published,omitempty"`
	Updated     string            `json:"updated,omitempty"`
	Expires     string            `json:"expires,omitempty"`
	ZoneAssumed bool              `json:"zone_assumed"`
	Authors     []string          `json:"authors"`
	Summary     string            `json:"summary,omitempty"`
	Tags        []string          `json:"tags"`
	Section     string            `json:"section,omitempty"`
	Language    string            `json:"language,omitempty"`
	SourceURL   string            `json:"source_url,omitempty"`
	Source      string            `json:"source,omitempty"`
	SourceFeed  string            `json:"source_feed,omitempty"`
	Rights      string            `json:"rights,omitempty"`
	Draft       bool              `json:"draft,omitempty"`
	Image       string            `json:"image,omitempty"`
	Banner      string            `json:"banner_image,omitempty"`
	External    string            `json:"external_url,omitempty"`
	Links       []inspectedLink   `json:"links,omitempty"`
	Enclosures  []inspectedFile   `json:"enclosures,omitempty"`
	Text        string            `json:"text"`
	HTML        string            `json:"html"`
	Origin      map[string]string `json:"origin"`
	Dropped     []content.Dropped `json:"dropped"`
	Aside       []content.Dropped `json:"aside,omitempty"`
	Problems    []string          `json:"problems"`
}

type inspectedFile struct {
	URL      string  `json:"url"`
	Title    string  `json:"title,omitempty"`
	Type     string  `json:"type,omitempty"`
	Length   int64   `json:"length,omitempty"`
	Duration float64 `json:"duration,omitempty"` // seconds
}

type inspectedLink struct {
	Rel   string `json:"rel"`
	URL   string `json:"url"`
	Title string `json:"title,omitempty"`
}

// JSON is the article as one JSON object without line breaks. Dates are RFC
// 3339, or YYYY-MM-DD of a civil day, and absent where the article states none.
// A time for which neither the text nor the settings give a zone is shown
// without one, as it was written; feeds take it for UTC. A body that makes its
// renderer panic is an error.
func JSON(a *content.Article) (line []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = content.Defect(a.Path(), p)
		}
	}()
	a = a.Whole()
	out := inspected{
		Path: a.Path(), Part: a.Part(), ID: a.ID(), Title: a.Title(),
		Published: shown(a.Published()), Updated: shown(a.Updated()), Expires: shown(a.Expires()),
		ZoneAssumed: zoneAssumed(a),
		Authors:     []string{}, Summary: a.Summary(), Tags: orEmpty(a.Tags()), Section: a.Section(),
		Language: a.Language(), SourceURL: a.SourceURL(), Source: a.Source(), Rights: a.Rights(),
		SourceFeed: a.SourceFeed().URL, Draft: a.Draft(), Image: a.Image(), Banner: a.Banner(), External: a.External(), Text: a.Body().Text(), HTML: a.Body().HTML(),
		Origin: map[string]string{}, Dropped: orEmpty(a.Dropped()), Aside: a.Aside(), Problems: []string{},
	}
	for _, who := range a.Authors() {
		out.Authors = append(out.Authors, who.Name)
	}
	for _, e := range a.Enclosures() {
		out.Enclosures = append(out.Enclosures, inspectedFile{e.URL, e.Title, e.Type, e.Length, e.Duration.Seconds()})
	}
	for _, l := range a.Links() {
		out.Links = append(out.Links, inspectedLink(l))
	}
	for _, o := range a.Origin() {
		out.Origin[o.Field] = o.String()
	}
	for _, p := range a.Problems() {
		out.Problems = append(out.Problems, p.String())
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("encode article %s: %w", a.Path(), err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// shown is the date in the form of JSON.
func shown(d dates.Date) string {
	if d.ZoneAssumed && !d.DayOnly && d.Time.Location() == time.UTC {
		return d.Time.Format("2006-01-02T15:04:05")
	}
	return d.String()
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func zoneAssumed(a *content.Article) bool {
	return a.Published().ZoneAssumed || a.Published().IsZero() && a.Updated().ZoneAssumed
}
