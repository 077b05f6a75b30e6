package feed

// Pages are for people: an index of what is new, lists of all there is (listing.go),
// and a page for each article that lives nowhere else. They run no script, and fetch
// but one style sheet and an icon.

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"feedmill/content"
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
	Locale       string // of Open Graph: en_GB; empty if the language has no region
	Data         template.JS
	Rights       string
	Style        string // address of the style sheet in the edition
	Root         string // relative path to the edition's folder: "../" or empty
	Home         string // the index's path in the edition
	Main         bool   // the page is the index of the whole site
	Feeds        []pageFeed
	Topics       []pageTopic
	Entry        *pageEntry
	Translations []Translation // of the article
	Days         []pageDay
	Kicker       pageTopic   // over the headline: the list that leads here
	Groups       []pageGroup // of a list
	Lists        []pageTopic // of the site
	Older, Newer pageTopic   // the article, or the list, that comes before in time, and after
}

type pageFeed struct {
	Name, Title, URL string
	Type             template.HTMLAttr // type="application/rss+xml"; escaped, the plus is not found by simple programs
	Path             string            // in the edition
}

// A pageTopic leads to another page; Path is empty if there is none.
type pageTopic struct{ Name, Path, Lang string }

type pageEntry struct {
	Title, Summary, Source, Rights string
	Lang, Dir                      string
	Href                           string
	Image                          string
	Standfirst                     string
	Published, Updated             pageDate
	Corrected                      pageDate // since it was published; empty if it was not
	UpdatedWord                    string
	When                           string // the hour, or the day, of publishing, as far as a heading over it does not say it
	Section, More                  pageTopic
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

// neighbours are the articles that come before another in time, and after it.
type neighbours struct{ older, newer pageTopic } // whose paths are addresses, or paths in the edition

// articlePage makes the page of an entry, whose Page says where. The channel is
// the one that the page leads back to.
func articlePage(ch Channel, e Entry, n neighbours) (Document, error) {
	p := newPage(ch, e.Page, e.Language)
	p.Entry = newPageEntry(ch, e, p.Root, p.Words)
	p.Kind, p.Canonical, p.Image = "article", e.Link, e.Image
	p.Headline, p.Title = e.Title, e.Title+" – "+ch.title()
	p.Description, p.Translations = e.Summary, e.Translations
	p.Older, p.Newer = n.older.from(p.Root), n.newer.from(p.Root)
	p.Lists = ch.archiveList(p)
	p.Data = articleData(ch, e)
	return p.render(ch.Templates, "article.html", e.Page)
}

// from is the topic as a page leads to it from which root leads to the edition.
func (t pageTopic) from(root string) pageTopic {
	if t.Path != "" && !strings.Contains(t.Path, "://") {
		p, fragment, found := strings.Cut(t.Path, "#")
		if t.Path = root + join("", p); found {
			t.Path += "#" + fragment
		}
	}
	return t
}

// archiveList leads to the list of all years and months, if there is one.
func (c Channel) archiveList(p page) []pageTopic {
	if c.listless {
		return nil
	}
	return []pageTopic{pageTopic{Name: p.Words.Archive, Path: archivePlace + "/" + indexName}.from(p.Root)}
}

// around is what an index leads to besides its articles, as paths in the edition.
type around struct {
	topics []pageTopic // the sections of the site
	lists  []pageTopic
	kicker pageTopic
	older  pageTopic
}

// Index makes the page of a channel's newest entries.
func (p *Press) Index(ch Channel, entries []Entry, a around) (Document, error) {
	name := ch.Dir + indexName
	index := newPage(ch, name, "")
	index.Main = ch.Dir == ""
	index.Kind, index.Canonical = "website", join(ch.Base, ch.Dir)
	index.Headline, index.Title = cmp.Or(ch.Name, ch.title()), ch.title()
	if index.Main || ch.described {
		index.Description = cut(line(ch.Description), maxSummary)
	}
	index.Image = absolute(nil, ch.Logo, webSchemes)
	index.Kicker, index.Older = a.kicker.from(index.Root), a.older.from(index.Root)
	for _, t := range a.topics {
		index.Topics = append(index.Topics, t.from(index.Root))
	}
	for _, t := range a.lists {
		index.Lists = append(index.Lists, t.from(index.Root))
	}
	if !index.Main {
		index.Lists = ch.archiveList(index)
	}
	index.Data = indexData(ch, index)
	if strings.HasPrefix(ch.Dir, "authors/") {
		index.Kind = "profile"
	}
	var err error
	if index.Days, err = p.days(ch, entries, index.Root, index.Words); err != nil {
		return Document{}, err
	}
	return index.render(ch.Templates, "index.html", name)
}

// newPage is what all pages have in common. The language is the site's; else
// that of what the page shows.
func newPage(ch Channel, name, language string) page {
	tag := languageTag(ch.Language, language, "en")
	root := strings.Repeat("../", strings.Count(name, "/"))
	p := page{
		Words:     wordsOf(ch.language(), language),
		Lang:      tag,
		RTL:       rightToLeft(tag),
		Generator: ch.generator(),
		Site:      cmp.Or(ch.site, ch.title()),
		Favicon:   cmp.Or(absolute(nil, ch.Favicon, webSchemes), root+faviconName),
		Locale:    locale(tag),
		Rights:    line(ch.Rights),
		Style:     cmp.Or(ch.style, pageStyleName),
		Root:      root,
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

// locale is a language tag as Open Graph has it, which wants a region.
func locale(tag string) string {
	language, region, found := strings.Cut(tag, "-")
	if !found || len(region) != 2 {
		return ""
	}
	return language + "_" + region
}

func (p page) render(t *Templates, name, to string) (Document, error) {
	whole, err := inScratch(func(b *bytes.Buffer) error { return t.execute(b, name, p) }, asItIs)
	if err != nil {
		return Document{}, fmt.Errorf("render %s: %w", to, err)
	}
	return NewDocument(to, htmlType, marked(whole, "<!-- "+Name+" -->\n")...), nil
}

// days groups entries by the civil day of their publishing, in the zone where each was
// written, without changing their order; by months, or by years, where a heading over
// each day would stand over one article. An entry's item is rendered once for all
// indexes that lead to it in the same way and speak the same language.
func (p *Press) days(ch Channel, entries []Entry, root string, w vocabulary) ([]pageDay, error) {
	g := grainOf(entries)
	items := format{
		name: indexName + " " + root + " " + ch.language() + " " + g.layout,
		fragment: func(e Entry, _ Mode) ([]byte, error) {
			return inScratch(func(b *bytes.Buffer) error {
				return ch.Templates.execute(b, itemTemplate, newPageItem(ch, e, root, w, g))
			}, asItIs)
		},
	}
	p.render(items, Summary, entries)
	var all []pageDay
	for i := range entries {
		item, err := p.fragment(items, Summary, &entries[i])
		if err != nil {
			return nil, fmt.Errorf("render item of entry %s: %w", entries[i].ID, err)
		}
		if date := g.date(entries[i].Published, w); len(all) == 0 || all[len(all)-1].Date.ISO != date.ISO {
			all = append(all, pageDay{Date: date})
		}
		last := &all[len(all)-1]
		last.Entries = append(last.Entries, template.HTML(item[0]))
	}
	return all, nil
}

// A grain is how much time a heading stands for.
type grain struct {
	layout string // of the instants under one heading
	text   func(vocabulary, time.Time) string
}

// grains are the finest first.
var grains = []grain{
	{time.DateOnly, vocabulary.date},
	{"2006-01", vocabulary.monthOf},
	{"2006", func(_ vocabulary, t time.Time) string { return t.Format("2006") }},
}

// grainOf is the finest that has about two entries under a heading.
func grainOf(entries []Entry) grain {
	for _, g := range grains {
		headings, last := 0, ""
		for _, e := range entries {
			if at := e.Published.Format(g.layout); headings == 0 || at != last {
				headings, last = headings+1, at
			}
		}
		if headings < 4 || 3*headings <= 2*len(entries) {
			return g
		}
	}
	return grains[len(grains)-1]
}

func (g grain) date(t time.Time, w vocabulary) pageDate {
	if t.IsZero() {
		return pageDate{}
	}
	return pageDate{t.Format(g.layout), g.text(w, t)}
}

// when is what a heading does not say of an entry's date.
func (g grain) when(e Entry, w vocabulary) string {
	switch {
	case e.Published.IsZero():
		return ""
	case g.layout != time.DateOnly:
		return w.date(e.Published)
	case e.DayOnly:
		return ""
	}
	return e.Published.Format("15:04")
}

// newPageEntry is an entry on a page of its own. Its dates are in its own language, as
// far as that has words.
func newPageEntry(ch Channel, e Entry, root string, w vocabulary) *pageEntry {
	own := w
	if primary(e.Language) != primary(ch.language()) {
		own = wordsOf(e.Language, ch.language())
	}
	p := newPageItem(ch, e, root, own, grains[0])
	p.HTML = template.HTML(onScreen(clean(e.HTML), w))
	p.UpdatedWord, p.Corrected = own.Updated, corrected(e, own)
	if e.Standfirst {
		p.Standfirst = p.Summary
	}
	if p.More = p.Section; p.More.Path != "" {
		p.More.Name = w.moreIn(p.Section.Name)
	}
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

// corrected is when an entry last changed, in the zone where it was written: the hour
// alone if that was on the day of its publishing.
func corrected(e Entry, w vocabulary) pageDate {
	if e.Published.IsZero() || e.Updated.Sub(e.Published) < time.Minute {
		return pageDate{}
	}
	t := e.Updated.In(e.Published.Location())
	text := t.Format("15:04")
	switch {
	case isoDay(t) == isoDay(e.Published):
	case e.DayOnly:
		text = w.date(t)
	default:
		text = w.date(t) + ", " + text
	}
	return pageDate{t.UTC().Format(time.RFC3339), text}
}

// onScreen makes what may be wider than the screen a place that can be moved sideways,
// by keys too.
func onScreen(html string, w vocabulary) string {
	table, code := wideIn(html)
	if table {
		html = strings.ReplaceAll(html, "<table", `<div class="wide" tabindex="0" role="group" aria-label="`+escapeHTML(w.Table)+`"><table`)
		html = strings.ReplaceAll(html, "</table>", "</table></div>")
	}
	if code {
		html = strings.ReplaceAll(html, "<pre ", `<pre tabindex="0" `)
		html = strings.ReplaceAll(html, "<pre>", `<pre tabindex="0">`)
	}
	return html
}

// wideIn reports whether there are tables, and code as it stands. Each page is asked.
func wideIn(html string) (table, code bool) {
	for {
		i := strings.IndexByte(html, '<')
		if i < 0 {
			return table, code
		}
		html = html[i+1:]
		table, code = table || strings.HasPrefix(html, "table"), code || strings.HasPrefix(html, "pre")
	}
}

// newPageItem is an entry in a list.
func newPageItem(ch Channel, e Entry, root string, w vocabulary, g grain) *pageEntry {
	p := &pageEntry{
		Title: clean(e.Title), Summary: clean(e.Summary), Source: clean(e.Source), Rights: clean(e.Rights),
		Lang: e.Language, Dir: "ltr", Href: e.Link, Image: e.Image,
		Published: moment(e.Published, e.ZoneAssumed, w), Updated: moment(e.Updated, false, w),
		Section: ch.topic(root, "sections/", clean(e.Section)), When: g.when(e, w),
	}
	if rightToLeft(e.Language) {
		p.Dir = "rtl"
	}
	if e.DayOnly {
		p.Published = day(e.Published, w)
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
	if strings.TrimSpace(name) == "" || slices.Contains(c.unled, kind) {
		return pageTopic{Name: name}
	}
	return pageTopic{Name: name, Path: root + join("", c.folders.dir(kind, name)+indexName)}
}

// author leads to the author's own page, or to the index of the author's articles.
func (c Channel) author(root string, a content.Author) pageTopic {
	if a.URL != "" {
		return pageTopic{Name: clean(a.Name), Path: a.URL}
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
