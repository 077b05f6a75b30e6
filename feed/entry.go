// Package feed says which articles appear, as which documents.
//
// An [Entry] is an article made ready to be shown: its identity from the
// catalog, its links absolute, its content sanitised. A [Channel] is what a feed
// says of itself. A [Press] makes [Document]s from both, each format in a file
// of its own, written through gorilla/feeds.
//
// Everything here is pure: equal input gives equal bytes, on any machine and at
// any hour.
package feed

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"feedmill/content"
	"feedmill/content/permalink"
)

// Entry is an article as documents show it. It is immutable and complete:
// rendering needs nothing else, so equal entries give equal bytes.
type Entry struct {
	ID          string    // absolute URI, permanent
	Title       string    // plain text, one line, never empty
	Link        string    // absolute URL, percent-encoded; never empty
	Page        string    // path of its page in the edition ("articles/x.html"); empty if it lives elsewhere
	Summary     string    // plain text, one line; the content's beginning if the article has none
	Standfirst  bool      // Summary was written to be read before the content, which does not begin with it
	HTML        string    // sanitised, all addresses absolute
	Published   time.Time // in the zone where it was written; documents other than pages show it in UTC
	Updated     time.Time // any zone; distinct within a feed
	DayOnly     bool      // Published is a civil day in its own zone
	ZoneAssumed bool      // nobody wrote the zone of Published: pages do not claim it
	Authors     []content.Author
	Tags        []string
	Section     string
	Language    string // BCP 47, canonical; empty if unknown
	Source      string
	SourceURL   string // absolute URL; Link equals it unless the article's address is decided otherwise
	SourceFeed  SourceFeed
	Rights      string
	Image       string              // absolute URL
	Banner      string              // absolute URL
	External    string              // absolute URL of what a link post points to; never Link
	Links       []content.Link      // URLs absolute
	Enclosures  []content.Enclosure // URLs absolute, media types known

	Translations []Translation // by language
	Episode      *Episode      `json:",omitempty"` // nil if it is none
}

// Identity is what the catalog knows of an article beyond its text.
type Identity struct {
	ID          string // absolute URI, permanent
	Slug        string // of its page: articles/SLUG.html
	Published   time.Time
	Updated     time.Time
	DayOnly     bool // Published is a civil day in its own zone
	ZoneAssumed bool // the zone of Published is the configured one
}

// Site is where an edition is published: what an article's addresses are
// resolved with.
type Site struct {
	URL       string            // where the edition is reached: absolute, with a final slash
	Permalink permalink.Pattern // where articles are read whose own address needs a day that they do not state; zero: pages of the edition
	Assets    string            // where the content folder's files are reached, with a final slash; empty: beside the article's page
	Language  string            // of articles that state none
	Folder    string            // name of the folder of the articles, below which links of the site may name them

	// Article is the absolute address of the article that a link in the one at a path
	// names; ok is false where it names none. It may be nil.
	Article func(from, ref string) (address string, ok bool)
	// Asset is the file that an address in the article at a path means, as a part of the
	// article or not; ok is false where it means none. It may be nil.
	Asset func(from, ref string, part bool) (a Asset, ok bool)
}

// Lengths in characters. Readers show a title on a line or two, and a summary in
// a list.
const (
	maxTitle         = 250
	maxSummary       = 1000
	excerptLength    = 300
	titleFromSummary = 80
)

// NewEntry makes an article ready to be shown. Whatever the article holds, the entry
// can be published: bad addresses are left out, bad characters dropped, an empty title
// replaced.
func NewEntry(id Identity, a *content.Article, site Site) Entry {
	e := Entry{
		ID:          clean(id.ID),
		Published:   id.Published,
		Updated:     id.Updated,
		DayOnly:     id.DayOnly,
		ZoneAssumed: id.ZoneAssumed,
		Authors:     authors(a.Authors()),
		Tags:        labels(a.Tags()),
		Section:     line(a.Section()),
		Language:    languageTag(a.Language(), site.Language),
		Source:      line(a.Source()),
		Rights:      line(a.Rights()),
	}
	home, _ := url.Parse(site.URL)
	e.SourceURL = absolute(home, a.SourceURL(), webSchemes)
	e.Link, e.Page = address(permalink.Article{Path: a.Path(), Title: a.Title(), Section: a.Section()}, e.SourceURL, id, site)
	base := contentBase(e, a, site)
	files := site.showingFrom(a.Path(), e.Page == "")
	e.Image = files.to(base, a.Image())
	e.Banner = files.to(base, a.Banner())
	if e.External = absolute(base, a.External(), webSchemes); e.External == e.Link {
		e.External = ""
	}
	e.Links = links(base, a.Links())
	e.Enclosures = enclosures(base, a.Enclosures(), files)
	e.takeSourceFeed(a.SourceFeed())
	e.fill(a, base, site, files)
	if e.Episode = newEpisode(a, base, files, e.Image, e.Enclosures); e.Episode != nil {
		e.Image = e.Episode.Image
	}
	if e.Title = cut(line(a.Title()), maxTitle); !visible(e.Title) {
		e.Title = titleOf(e, id)
	}
	return e
}

// fill sets what comes from the article's body.
func (e *Entry) fill(a *content.Article, base *url.URL, site Site, files showing) {
	if a.Body() != nil {
		e.HTML = sanitize(a.Body().HTML(), base, site.leadingFrom(a.Path()), files)
	}
	if e.Summary = cut(line(a.Summary()), maxSummary); visible(e.Summary) {
		e.Standfirst = !begins(a.Body(), e.Summary)
	} else if e.Summary = ""; a.Body() != nil {
		e.Summary = excerpt(a.Body().Text(), excerptLength)
	}
	if e.Image != "" && !strings.Contains(e.HTML, escapeHTML(e.Image)) {
		_, picture, _ := files.at(a.Image(), true)
		e.HTML = `<figure><img src="` + escapeHTML(e.Image) + `" alt=""` + picture.sizeAttributes() + `/></figure>` + "\n" + e.HTML
	}
	if rightToLeft(e.Language) && e.HTML != "" {
		e.HTML = `<div dir="rtl" lang="` + e.Language + `">` + e.HTML + `</div>`
	}
}

// begins reports whether a body, nil if there is none, begins with what is its summary,
// which may end in an ellipsis.
func begins(b content.Body, summary string) bool {
	summary = strings.TrimRight(summary, ".… ")
	size, text := 4*len(summary)+200, ""
	switch b := b.(type) {
	case nil:
	case content.Begun:
		if strings.HasPrefix(b.Beginning(len(summary)), summary) {
			return true // to the byte, as most do
		}
		text = b.Beginning(size)
	default:
		text = b.Text()
	}
	return strings.HasPrefix(line(text[:min(len(text), size)]), summary)
}

// address is where an article is read, and the path of its page if the edition
// holds it. own is the address that it has itself.
func address(a permalink.Article, own string, id Identity, site Site) (link, page string) {
	if own != "" {
		return own, ""
	}
	if site.Permalink.String() != "" {
		home, _ := url.Parse(site.URL)
		a.Published = id.Published
		address, _ := site.Permalink.Address(a)
		if link = absolute(home, address, webSchemes); link != "" {
			return link, ""
		}
	}
	page = "articles/" + clean(id.Slug) + ".html"
	return join(site.URL, page), page
}

// contentBase is what relative addresses of the content mean.
func contentBase(e Entry, a *content.Article, site Site) *url.URL {
	base := e.Link
	if own, _ := url.Parse(site.URL); a.Base() != "" {
		base = absolute(own, a.Base(), webSchemes)
	}
	if site.Assets != "" && e.SourceURL == "" {
		base = join(site.Assets, a.Path())
	}
	u, err := url.Parse(base)
	if err != nil {
		return nil
	}
	return u
}

// titleOf names an entry whose article has no title.
func titleOf(e Entry, id Identity) string {
	for _, s := range []string{cut(e.Summary, titleFromSummary), line(id.Slug), e.Link} {
		if visible(s) {
			return s
		}
	}
	return e.ID
}

func authors(all []content.Author) []content.Author {
	var kept []content.Author
	for _, a := range all {
		a.Name = cut(line(a.Name), maxTitle)
		a.URL = absolute(nil, a.URL, webSchemes)
		a.Email = emailAddress(a.Email)
		if a.Name == "" {
			a.Name = a.Email
		}
		if visible(a.Name) {
			kept = append(kept, a)
		}
	}
	return kept
}

// emailAddress is s if it is a bare address that every format accepts.
func emailAddress(s string) string {
	a, err := mail.ParseAddress(strings.TrimSpace(s))
	if err != nil || strings.ContainsFunc(a.Address, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' }) ||
		!strings.Contains(a.Address[strings.LastIndexByte(a.Address, '@')+1:], ".") {
		return ""
	}
	return a.Address
}

// labels are tags without the empty and the repeated, in their order.
func labels(all []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, s := range all {
		s = cut(line(s), maxTitle)
		if key := strings.ToLower(s); visible(s) && !seen[key] {
			seen[key] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// categories are what an entry is filed under: its section, then its tags.
func (e Entry) categories() []string {
	return labels(append([]string{e.Section}, e.Tags...))
}

// languageTag is the first of tags that is one, in canonical form.
func languageTag(tags ...string) string {
	for _, s := range tags {
		if t, _ := tagOf(strings.TrimSpace(s)); t != "" {
			return t
		}
	}
	return ""
}

// rightToLeft reports whether the language's usual script is written from right
// to left.
func rightToLeft(tag string) bool {
	_, rtl := tagOf(tag)
	return rtl
}

// tagOf is a tag in canonical form, and whether its language is written from right to left;
// empty if it is none.
func tagOf(tag string) (canonical string, rtl bool) {
	if len(tag) != 2 || !isSmall(tag[0]) || !isSmall(tag[1]) {
		return parseTag(tag)
	}
	t := &shortTags()[tag[0]-'a'][tag[1]-'a']
	return t.canonical, t.rtl
}

func isSmall(c byte) bool { return 'a' <= c && c <= 'z' }

// shortTags are all of two small letters: each entry is asked for its own several times.
var shortTags = sync.OnceValue(func() *[26][26]languageOf {
	var all [26][26]languageOf
	for a := range all {
		for b := range all[a] {
			t := &all[a][b]
			t.canonical, t.rtl = parseTag(string([]byte{'a' + byte(a), 'a' + byte(b)}))
		}
	}
	return &all
})

// languageOf is what a tag says.
type languageOf struct {
	canonical string
	rtl       bool // its usual script is written from right to left
}

func parseTag(tag string) (canonical string, rtl bool) {
	t, err := language.Parse(tag)
	if tag == "" || err != nil || t == language.Und {
		return "", false
	}
	script, _ := t.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return t.String(), true
	}
	return t.String(), false
}

// equal reports whether two entries render alike.
func (e *Entry) equal(o *Entry) bool {
	return e.ID == o.ID && e.Title == o.Title && e.Link == o.Link && e.Page == o.Page &&
		e.Summary == o.Summary && e.Standfirst == o.Standfirst && e.HTML == o.HTML &&
		e.Published.Equal(o.Published) && e.Updated.Equal(o.Updated) && e.DayOnly == o.DayOnly && e.ZoneAssumed == o.ZoneAssumed &&
		slices.Equal(e.Authors, o.Authors) && slices.Equal(e.Tags, o.Tags) && slices.Equal(e.Enclosures, o.Enclosures) &&
		e.Section == o.Section && e.Language == o.Language && e.Source == o.Source && e.SourceURL == o.SourceURL &&
		e.Rights == o.Rights && e.Image == o.Image && e.Banner == o.Banner && e.External == o.External &&
		slices.Equal(e.Links, o.Links) && slices.Equal(e.Translations, o.Translations) && e.SourceFeed.equal(o.SourceFeed) && e.Episode.equal(o.Episode)
}
