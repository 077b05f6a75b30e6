package feed

// Pages are for people: an index of what is new, and a page for each article
// that lives nowhere else. They run no script and fetch nothing of their own.

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"path"
	"strings"
	"time"

	"feedmill/content"
)

//go:embed pages
var pageFiles embed.FS

var pages = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

// page is what the templates see.
type page struct {
	Lang        string
	RTL         bool
	Generator   string
	Title       string // of the window
	Headline    string
	Description string
	Canonical   string
	Site        string
	Kind        string // of Open Graph
	Image       string
	Favicon     string
	Rights      string
	Root        string // relative path to the edition's folder: "../" or empty
	Home        string // the index's path in the edition
	Feeds       []pageFeed
	Topics      []pageFeed
	Style       template.CSS
	Entry       *pageEntry
	Days        []pageDay
}

type pageFeed struct {
	Name, Title, URL string
	Type             template.HTMLAttr // type="application/rss+xml"; escaped, the plus is not found by simple programs
	Path             string            // in the edition
	Main             bool
}

type pageEntry struct {
	Title, Summary, Section, Source, Rights string
	Lang, Dir                               string
	Href                                    string
	Published, Updated                      pageDate
	Clock                                   string // hour of publishing; empty of a civil day
	Authors                                 []content.Author
	Tags                                    []string
	HTML                                    template.HTML
	Files                                   []pageFile
}

type pageDate struct{ ISO, Text string }

type pageDay struct {
	Date    pageDate
	Entries []*pageEntry
}

type pageFile struct{ URL, Name, Type, Kind, Size string }

// ArticlePage makes the page of an entry, whose Page says where. The channel is
// the one that the page leads back to.
func ArticlePage(ch Channel, e Entry) (Document, error) {
	p := newPage(ch, e.Page)
	p.Entry = newPageEntry(e, p.Root)
	p.Kind, p.Canonical, p.Image = "article", e.Link, e.Image
	p.Headline, p.Title = e.Title, e.Title+" – "+ch.title()
	p.Description = e.Summary
	if e.Language != "" {
		p.Lang, p.RTL = e.Language, RightToLeft(e.Language)
	}
	return p.render("article.html", e.Page)
}

// IndexPage makes the page of a channel's newest entries, and links to the
// index pages of others: its sections, its tags.
func IndexPage(ch Channel, entries []Entry, others []Channel) (Document, error) {
	name := ch.Dir + indexName
	p := newPage(ch, name)
	p.Kind, p.Canonical = "website", join(ch.Base, ch.Dir)
	p.Headline, p.Title = ch.title(), ch.title()
	p.Description = cut(line(ch.Description), maxSummary)
	p.Image = absolute(nil, ch.Logo, webSchemes)
	for _, o := range others {
		p.Topics = append(p.Topics, pageFeed{Title: o.title(), Path: join("", o.Dir+indexName)})
	}
	p.Days = days(entries, p.Root)
	return p.render("index.html", name)
}

func newPage(ch Channel, name string) page {
	style, _ := pageFiles.ReadFile("pages/style.css")
	p := page{
		Lang:      ch.language(),
		RTL:       RightToLeft(ch.language()),
		Generator: ch.generator(),
		Site:      ch.title(),
		Favicon:   absolute(nil, ch.Favicon, webSchemes),
		Rights:    line(ch.Rights),
		Root:      strings.Repeat("../", strings.Count(name, "/")),
		Home:      join("", ch.Dir+indexName),
		Style:     template.CSS(style),
	}
	names := []string{"RSS", "Atom", "JSON Feed"}
	for i, f := range formats {
		p.Feeds = append(p.Feeds, pageFeed{
			Name: names[i], Title: ch.title() + " (" + names[i] + ")", Type: template.HTMLAttr(`type="` + f.mediaType + `"`),
			URL: ch.URL(f.name), Path: join("", ch.Dir+f.name), Main: i == 0,
		})
	}
	return p
}

func (p page) render(name, to string) (Document, error) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, p); err != nil {
		return Document{}, fmt.Errorf("render %s: %w", to, err)
	}
	return Document{Path: to, MediaType: "text/html; charset=utf-8", Body: b.Bytes()}, nil
}

// days parts entries by the civil day of their publishing, in the zone where
// each was written, without changing their order.
func days(entries []Entry, root string) []pageDay {
	var all []pageDay
	for _, e := range entries {
		date := day(e.Published)
		if len(all) == 0 || all[len(all)-1].Date != date {
			all = append(all, pageDay{Date: date})
		}
		last := &all[len(all)-1]
		last.Entries = append(last.Entries, newPageEntry(e, root))
	}
	return all
}

func newPageEntry(e Entry, root string) *pageEntry {
	p := &pageEntry{
		Title: clean(e.Title), Summary: clean(e.Summary), Section: clean(e.Section), Source: clean(e.Source), Rights: clean(e.Rights),
		Lang: e.Language, Dir: "ltr", Href: e.Link, Authors: e.Authors, Tags: labels(e.Tags),
		Published: moment(e.Published), Updated: moment(e.Updated),
		HTML: template.HTML(clean(e.HTML)),
	}
	if RightToLeft(e.Language) {
		p.Dir = "rtl"
	}
	if e.DayOnly {
		p.Published = day(e.Published)
	} else if !e.Published.IsZero() {
		p.Clock = e.Published.Format("15:04")
	}
	if e.Page != "" {
		p.Href = root + join("", e.Page)
	}
	for _, c := range e.Enclosures {
		kind, _, _ := strings.Cut(c.Type, "/")
		p.Files = append(p.Files, pageFile{URL: c.URL, Name: path.Base(c.URL), Type: c.Type, Kind: kind, Size: size(c.Length)})
	}
	return p
}

func moment(t time.Time) pageDate {
	if t.IsZero() {
		return pageDate{}
	}
	return pageDate{t.UTC().Format(time.RFC3339), t.Format("2 January 2006, 15:04 ") + zone(t)}
}

// zone is the zone's name where it has one that people use, else its distance.
func zone(t time.Time) string {
	name, seconds := t.Zone()
	if name != "" && name[0] >= 'A' {
		return name
	}
	if seconds == 0 {
		return "UTC"
	}
	return t.Format("UTC-07:00")
}

func day(t time.Time) pageDate {
	if t.IsZero() {
		return pageDate{}
	}
	return pageDate{t.Format(time.DateOnly), t.Format("2 January 2006")}
}

// size is a number of bytes as people write it.
func size(n int64) string {
	switch {
	case n <= 0:
		return ""
	case n < 1_000_000:
		return fmt.Sprintf("%d KB", (n+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// Stylesheet is the document that [Channel.Stylesheet] names by its path.
func Stylesheet() Document {
	css, _ := pageFiles.ReadFile("pages/feed.css")
	return Document{Path: "feed.css", MediaType: "text/css; charset=utf-8", Body: css}
}
