package validate

// Podcasts: the elements of Apple, of the podcast namespace and of Podlove.

import (
	"maps"
	"slices"
	"strings"

	"feedmill/content/pattern"
)

// withPodcast is a model with the elements of podcasts besides.
func withPodcast(m, more model) model {
	all := maps.Clone(m)
	maps.Copy(all, more)
	return all
}

var podcastChannel = model{
	"itunes:author":       {0, 1, textLeaf},
	"itunes:image":        {0, 1, hrefOnly},
	"itunes:category":     {0, 0, (*document).category},
	"itunes:explicit":     {0, 1, oneOf("true", "false")},
	"itunes:owner":        {0, 1, (*document).owner},
	"itunes:type":         {0, 1, oneOf("episodic", "serial")},
	"itunes:block":        {0, 1, oneOf("Yes")},
	"itunes:complete":     {0, 1, oneOf("Yes")},
	"itunes:new-feed-url": {0, 1, webLeaf},
	"podcast:guid":        {0, 1, (*document).podcastGUID},
	"podcast:locked":      {0, 1, (*document).locked},
	"podcast:funding":     {0, 0, func(d *document, e *element) { d.linkOf(e, "url"); d.short(e) }},
	"podcast:license":     {0, 1, func(d *document, e *element) { d.linkOf(e, ""); d.short(e) }},
	"podcast:medium":      {0, 1, textLeaf},
}

var podcastItem = model{
	"itunes:duration":    {0, 1, positiveLeaf},
	"itunes:image":       {0, 1, hrefOnly},
	"itunes:explicit":    {0, 1, oneOf("true", "false")},
	"itunes:episodeType": {0, 1, oneOf("full", "trailer", "bonus")},
	"itunes:season":      {0, 1, positiveLeaf},
	"itunes:episode":     {0, 1, positiveLeaf},
	"podcast:season":     {0, 1, positiveLeaf},
	"podcast:episode":    {0, 1, positiveLeaf},
	"podcast:transcript": {0, 0, (*document).transcript},
	"podcast:chapters":   {0, 1, (*document).chapterFile},
	"podcast:person":     {0, 0, (*document).speaker},
	"psc:chapters":       {0, 1, (*document).simpleChapters},
}

func oneOf(words ...string) func(*document, *element) {
	return func(d *document, e *element) {
		if s := d.leaf(e); !slices.Contains(words, s) {
			d.fault("InvalidValue", "%s is %q, want %s", e.label(), s, strings.Join(words, " or "))
		}
	}
}

func hrefOnly(d *document, e *element) {
	d.attributes(e, "href")
	d.web(e.label(), e.attrs["href"])
}

func (d *document) category(e *element) {
	d.attributes(e, "text")
	d.holds(e, model{"itunes:category": {0, 0, func(d *document, e *element) { d.attributes(e, "text") }}})
}

func (d *document) owner(e *element) {
	d.holds(e, model{"itunes:name": {0, 1, textLeaf}, "itunes:email": {0, 1, func(d *document, e *element) { d.email(e.label(), d.leaf(e)) }}})
}

var uuidText = pattern.New(`^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$`)

func (d *document) podcastGUID(e *element) {
	if s := d.leaf(e); !uuidText.MatchString(s) {
		d.fault("InvalidValue", "podcast:guid is %q, want a UUID", s)
	}
}

func (d *document) locked(e *element) {
	d.attributes(e, "", "owner")
	oneOf("yes", "no")(d, e)
}

// linkOf judges an element that may lead somewhere by its attribute url.
func (d *document) linkOf(e *element, needed string) {
	d.attributes(e, needed, "url")
	if address, ok := e.attrs["url"]; ok {
		d.web(e.label(), address)
	}
}

// short judges words, of which the namespace allows 128 characters.
func (d *document) short(e *element) {
	if s := d.leaf(e); s == "" || len([]rune(s)) > 128 {
		d.fault("InvalidValue", "%s has %d characters, want 1 to 128", e.label(), len([]rune(s)))
	}
}

func (d *document) transcript(e *element) {
	d.attributes(e, "url type", "language", "rel")
	d.web(e.label(), e.attrs["url"])
	d.mediaType("type of "+e.attrs["url"], e.attrs["type"])
	if tag, ok := e.attrs["language"]; ok {
		d.language(e.label(), tag)
	}
	if rel, ok := e.attrs["rel"]; ok && rel != "captions" {
		d.fault("InvalidValue", "rel of %s is %q, want captions", e.label(), rel)
	}
}

func (d *document) chapterFile(e *element) {
	d.attributes(e, "url type")
	d.web(e.label(), e.attrs["url"])
	d.mediaType("type of "+e.attrs["url"], e.attrs["type"])
}

func (d *document) speaker(e *element) {
	d.attributes(e, "", "role", "group", "href", "img")
	d.short(e)
}

var chapterStart = pattern.New(`^\d{2,}:[0-5]\d:[0-5]\d(\.\d{3})?$`)

func (d *document) simpleChapters(e *element) {
	d.attributes(e, "version")
	d.holds(e, model{"psc:chapter": {1, 0, func(d *document, c *element) {
		d.attributes(c, "start title", "href")
		if !chapterStart.MatchString(c.attrs["start"]) {
			d.fault("InvalidValue", "start of a chapter is %q", c.attrs["start"])
		}
	}}})
}
