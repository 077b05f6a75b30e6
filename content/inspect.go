package content

// An article as inspect shows it: one JSON object for programs, an aligned
// report for people. Both say where each field came from.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

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
	Dropped     []Dropped         `json:"dropped"`
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
// without one, as it was written; feeds take it for UTC.
func (a *Article) JSON() ([]byte, error) {
	out := inspected{
		Path: a.Path, Part: a.Part, ID: a.ID, Title: a.Title,
		Published: shown(a.Published), Updated: shown(a.Updated), Expires: shown(a.Expires),
		ZoneAssumed: a.zoneAssumed(),
		Authors:     []string{}, Summary: a.Summary, Tags: orEmpty(a.Tags), Section: a.Section,
		Language: a.Language, SourceURL: a.SourceURL, Source: a.Source, Rights: a.Rights,
		SourceFeed: a.SourceFeed.URL, Draft: a.Draft, Image: a.Image, Banner: a.Banner, External: a.External, Text: a.Body.Text(), HTML: a.Body.HTML(),
		Origin: map[string]string{}, Dropped: orEmpty(a.Dropped), Problems: []string{},
	}
	for _, who := range a.Authors {
		out.Authors = append(out.Authors, who.Name)
	}
	for _, e := range a.Enclosures {
		out.Enclosures = append(out.Enclosures, inspectedFile{e.URL, e.Title, e.Type, e.Length, e.Duration.Seconds()})
	}
	for _, l := range a.Links {
		out.Links = append(out.Links, inspectedLink(l))
	}
	for name, o := range a.Origin {
		out.Origin[name] = o.String()
	}
	for _, p := range a.Problems {
		out.Problems = append(out.Problems, p.String())
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("encode article %s: %w", a.Path, err)
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

func (a *Article) zoneAssumed() bool {
	return a.Published.ZoneAssumed || a.Published.IsZero() && a.Updated.ZoneAssumed
}

// String is the problem with its line, as people read it.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.Message
	}
	return fmt.Sprintf("line %d: %s", p.Line, p.Message)
}

// The colours of the report, as ANSI escapes.
const (
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
	plain = "\x1b[0m"
)

// Report writes the article for people: a line for each field, with where it was
// found, then what was dropped and what should be mended. Colour is for
// terminals that show it.
func (a *Article) Report(w io.Writer, colour bool) error {
	var b bytes.Buffer
	p := printer{out: &b, colour: colour}
	name := a.Path
	if a.Part > 0 {
		name = fmt.Sprintf("%s, article %d", name, a.Part)
	}
	p.heading(name)
	var names []string
	for _, who := range a.Authors {
		names = append(names, who.Name)
	}
	zone := ""
	if a.zoneAssumed() && !a.Published.DayOnly {
		zone = " (zone assumed)"
	}
	draft := ""
	if a.Draft {
		draft = "yes"
	}
	for _, f := range [...]struct{ name, value string }{
		{"id", a.ID}, {"title", a.Title},
		{"published", join(shown(a.Published), zone)}, {"updated", shown(a.Updated)}, {"expires", shown(a.Expires)},
		{"authors", strings.Join(names, ", ")}, {"summary", cutWords(a.Summary, 100)}, {"tags", strings.Join(a.Tags, ", ")},
		{"section", a.Section}, {"language", a.Language}, {"source_url", a.SourceURL}, {"source", a.Source},
		{"rights", cutWords(a.Rights, 100)}, {"source_feed", a.SourceFeed.URL}, {"external_url", a.External}, {"image", a.Image}, {"banner_image", a.Banner}, {"draft", draft},
	} {
		p.field(a, f.name, f.value)
	}
	for _, l := range a.Links {
		p.field(a, l.Rel, l.URL)
	}
	for _, e := range a.Enclosures {
		p.field(a, "enclosures", e.URL)
	}
	text := a.Body.Text()
	paragraphs := 0
	if text != "" {
		paragraphs = 1 + strings.Count(text, "\n\n")
	}
	p.row("body", fmt.Sprintf("%d blocks, %d characters", paragraphs, utf8.RuneCountInString(text)), "")
	for _, d := range a.Dropped {
		p.row("dropped", cutWords(d.Text, 70), fmt.Sprintf("line %d, %s", d.Line, d.Why))
	}
	for _, problem := range a.Problems {
		p.row("problem", problem.String(), "")
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write report of %s: %w", a.Path, err)
	}
	return nil
}

func join(value, note string) string {
	if value == "" {
		return ""
	}
	return value + note
}

// printer aligns the rows of a report.
type printer struct {
	out    *bytes.Buffer
	colour bool
}

func (p printer) paint(code, s string) string {
	if !p.colour {
		return s
	}
	return code + s + plain
}

func (p printer) heading(s string) {
	fmt.Fprintln(p.out, p.paint(bold, s))
}

// field prints one field, unless it is empty.
func (p printer) field(a *Article, name, value string) {
	if value == "" {
		return
	}
	note := ""
	if o, ok := a.Origin[name]; ok {
		note = o.String()
	}
	p.row(name, value, note)
}

func (p printer) row(name, value, note string) {
	label := fmt.Sprintf("  %-10s  ", name)
	fmt.Fprint(p.out, p.paint(bold, label), value)
	if note != "" {
		fmt.Fprint(p.out, "  ", p.paint(faint, "["+note+"]"))
	}
	fmt.Fprintln(p.out)
}
