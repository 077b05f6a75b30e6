package feed

// Pages are for people: an index of what is new, and a page for each article
// that lives nowhere else. They run no script, and fetch but one style sheet.

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"feedmill/content"
)

var (
	//go:embed pages/*.html
	pageFiles embed.FS
	pages     = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

	//go:embed pages/style.css
	pageStyle []byte
	//go:embed pages/feed.css
	feedStyle []byte
)

// page is what the templates see.
type page struct {
	Words        vocabulary
	Lang         string
	RTL          bool
	Generator    string
	Title        string // of the window
	Headline     string
	Description  string
	Canonical    string
	Site         string
	Kind         string // of Open Graph
	Image        string
	Favicon      string
	Rights       string
	Style        string // path of the style sheet in the edition
	Root         string // relative path to the edition's folder: "../" or empty
	Home         string // the index's path in the edition
	Main         bool   // the page is the index of the whole site
	Feeds        []pageFeed
	Topics       []pageTopic
	Entry        *pageEntry
	Translations []Translation // of the article
	Days         []pageDay
}

type pageFeed struct {
	Name, Title, URL string
	Type             template.HTMLAttr // type="application/rss+xml"; escaped, the plus is not found by simple programs
	Path             string            // in the edition
}

// A pageTopic leads to an index of its own; Path is empty if there is none.
type pageTopic struct{ Name, Path string }

type pageEntry struct {
	Title, Summary, Source, Rights string
	Lang, Dir                      string
	Href                           string
	Image                          string
	Published, Updated             pageDate
	Clock                          string // hour of publishing; empty of a civil day
	Section                        pageTopic
	Authors                        []pageTopic
	Tags                           []pageTopic
	HTML                           template.HTML
	External                       pageLink
	Links                          []pageLink
	Files                          []pageFile
}

type pageLink struct{ Rel, URL, Text string }

type pageDate struct{ ISO, Text string }

type pageDay struct {
	Date    pageDate
	Entries []template.HTML // items of a list
}

type pageFile struct{ URL, Name, Type, Kind, Size string }

// articlePage makes the page of an entry, whose Page says where. The channel is
// the one that the page leads back to.
func articlePage(ch Channel, e Entry) (Document, error) {
	p := newPage(ch, e.Page, e.Language)
	p.Entry = newPageEntry(ch, e, p.Root, p.Words)
	p.Kind, p.Canonical, p.Image = "article", e.Link, e.Image
	p.Headline, p.Title = e.Title, e.Title+" – "+ch.title()
	p.Description, p.Translations = e.Summary, e.Translations
	return p.render("article.html", e.Page)
}

// Index makes the page of a channel's newest entries, and links to the index
// pages of others: its sections, its tags.
func (p *Press) Index(ch Channel, entries []Entry, others []Channel) (Document, error) {
	name := ch.Dir + indexName
	index := newPage(ch, name, "")
	index.Main = ch.Dir == ""
	index.Kind, index.Canonical = "website", join(ch.Base, ch.Dir)
	index.Headline, index.Title = ch.title(), ch.title()
	index.Description = cut(line(ch.Description), maxSummary)
	index.Image = absolute(nil, ch.Logo, webSchemes)
	for _, o := range others {
		index.Topics = append(index.Topics, pageTopic{o.title(), index.Root + join("", o.Dir+indexName)})
	}
	var err error
	if index.Days, err = p.days(ch, entries, index.Root, index.Words); err != nil {
		return Document{}, err
	}
	return index.render("index.html", name)
}

// newPage is what all pages have in common. The language is the site's; else
// that of what the page shows.
func newPage(ch Channel, name, language string) page {
	tag := languageTag(ch.Language, language, "en")
	p := page{
		Words:     wordsOf(ch.language(), language),
		Lang:      tag,
		RTL:       rightToLeft(tag),
		Generator: ch.generator(),
		Site:      ch.title(),
		Favicon:   absolute(nil, ch.Favicon, webSchemes),
		Rights:    line(ch.Rights),
		Style:     pageStyleName,
		Root:      strings.Repeat("../", strings.Count(name, "/")),
		Home:      join("", ch.Dir+indexName),
	}
	for _, f := range ch.formats() {
		p.Feeds = append(p.Feeds, pageFeed{
			Name: f.title, Title: ch.title() + " (" + f.title + ")", URL: ch.URL(f.name),
			Type: template.HTMLAttr(`type="` + f.mediaType + `"`), Path: p.Root + join("", ch.Dir+f.name),
		})
	}
	return p
}

func (p page) render(name, to string) (Document, error) {
	var b bytes.Buffer
	b.Grow(p.size())
	if err := pages.ExecuteTemplate(&b, name, p); err != nil {
		return Document{}, fmt.Errorf("render %s: %w", to, err)
	}
	return NewDocument(to, htmlType, b.Bytes()), nil
}

// size is about how long the page will be, so that its memory is taken once.
func (p page) size() int {
	bytes := 4096 // around what it shows
	if p.Entry != nil {
		bytes += len(p.Entry.HTML)
	}
	for _, d := range p.Days {
		for _, item := range d.Entries {
			bytes += len(item)
		}
	}
	return bytes
}

// days groups entries by the civil day of their publishing, in the zone where each was
// written, without changing their order. An entry's item is rendered once for all
// indexes that lead to it in the same way and speak the same language.
func (p *Press) days(ch Channel, entries []Entry, root string, w vocabulary) ([]pageDay, error) {
	items := format{
		name: indexName + " " + root + " " + ch.language(),
		fragment: func(e Entry, _ Mode) ([]byte, error) {
			var b bytes.Buffer
			err := pages.ExecuteTemplate(&b, "item", newPageItem(ch, e, root, w))
			return b.Bytes(), err
		},
	}
	p.render(items, Summary, entries)
	var all []pageDay
	for i := range entries {
		item, err := p.fragment(items, Summary, &entries[i])
		if err != nil {
			return nil, fmt.Errorf("render item of entry %s: %w", entries[i].ID, err)
		}
		if iso := isoDay(entries[i].Published); len(all) == 0 || all[len(all)-1].Date.ISO != iso {
			all = append(all, pageDay{Date: day(entries[i].Published, w)})
		}
		last := &all[len(all)-1]
		last.Entries = append(last.Entries, template.HTML(item))
	}
	return all, nil
}

// newPageEntry is an entry on a page of its own.
func newPageEntry(ch Channel, e Entry, root string, w vocabulary) *pageEntry {
	p := newPageItem(ch, e, root, w)
	p.HTML = template.HTML(clean(e.HTML))
	for _, t := range labels(e.Tags) {
		p.Tags = append(p.Tags, ch.topic(root, "tags/", t))
	}
	if e.External != "" {
		p.External = newPageLink(content.Link{Rel: content.Related, URL: e.External})
	}
	for _, l := range e.Links {
		p.Links = append(p.Links, newPageLink(l))
	}
	for _, c := range e.Enclosures {
		p.Files = append(p.Files, newPageFile(c))
	}
	return p
}

// newPageItem is an entry in a list.
func newPageItem(ch Channel, e Entry, root string, w vocabulary) *pageEntry {
	p := &pageEntry{
		Title: clean(e.Title), Summary: clean(e.Summary), Source: clean(e.Source), Rights: clean(e.Rights),
		Lang: e.Language, Dir: "ltr", Href: e.Link, Image: e.Image,
		Published: moment(e.Published, e.ZoneAssumed, w), Updated: moment(e.Updated, false, w),
		Section: ch.topic(root, "sections/", clean(e.Section)),
	}
	if rightToLeft(e.Language) {
		p.Dir = "rtl"
	}
	if e.DayOnly {
		p.Published = day(e.Published, w)
	} else if !e.Published.IsZero() {
		p.Clock = e.Published.Format("15:04")
	}
	if e.Page != "" {
		p.Href = root + join("", e.Page)
	}
	for _, a := range e.Authors {
		p.Authors = append(p.Authors, ch.author(root, a))
	}
	return p
}

// newPageLink shows a link by its title, or by where it leads.
func newPageLink(l content.Link) pageLink {
	text := clean(l.Title)
	if u, err := url.Parse(l.URL); err == nil && text == "" {
		text = cut(line(u.Host+strings.TrimSuffix(u.Path, "/")), titleFromSummary)
	}
	return pageLink{l.Rel, clean(l.URL), text}
}

// topic leads to the index of what is filed under name, if there is one.
func (c Channel) topic(root, kind, name string) pageTopic {
	dir := dirName(name)
	if dir == "" || slices.Contains(c.unled, kind) {
		return pageTopic{Name: name}
	}
	return pageTopic{name, root + join("", kind+dir+"/"+indexName)}
}

// author leads to the author's own page, or to the index of the author's articles.
func (c Channel) author(root string, a content.Author) pageTopic {
	if a.URL != "" {
		return pageTopic{clean(a.Name), a.URL}
	}
	return c.topic(root, "authors/", clean(a.Name))
}

func newPageFile(c content.Enclosure) pageFile {
	name := path.Base(c.URL)
	if c.Title != "" {
		name = clean(c.Title)
	} else if u, err := url.Parse(c.URL); err == nil && visible(line(path.Base(u.Path))) {
		name = line(path.Base(u.Path))
	}
	kind, _, _ := strings.Cut(c.Type, "/")
	return pageFile{URL: c.URL, Name: name, Type: c.Type, Kind: kind, Size: size(c.Length)}
}

// moment is t in the zone where it was written, which is named if somebody wrote it.
func moment(t time.Time, zoneAssumed bool, w vocabulary) pageDate {
	if t.IsZero() {
		return pageDate{}
	}
	text := w.date(t) + t.Format(", 15:04")
	if !zoneAssumed {
		text += " " + zone(t)
	}
	return pageDate{t.UTC().Format(time.RFC3339), text}
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

func day(t time.Time, w vocabulary) pageDate {
	if t.IsZero() {
		return pageDate{}
	}
	return pageDate{isoDay(t), w.date(t)}
}

// isoDay is the civil day of t; empty of the zero time.
func isoDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
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

// FeedStyle is the style sheet of feeds that are opened in a browser, for
// [Channel.Stylesheet] to name.
const FeedStyle = "feed.css"

// pageStyleName is the style sheet of all pages: a file of its own, since a site
// may have a hundred thousand of them.
const pageStyleName = "style.css"

// Stylesheets are the documents that pages and feeds are shown with.
func Stylesheets() []Document {
	return []Document{NewDocument(pageStyleName, cssType, pageStyle), NewDocument(FeedStyle, cssType, feedStyle)}
}
