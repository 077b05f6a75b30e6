package validate

// RSS 2.0 with the advice of the RSS Profile (rssboard.org/rss-profile).

import (
	"net/url"
	"slices"
	"strings"
)

func judgeRSS(d *document) {
	root := d.tree()
	if root == nil {
		return
	}
	if root.name != "rss" || root.attrs["version"] != "2.0" {
		d.fault("UndefinedElement", "begins with %s of version %q, want rss of version 2.0", root.name, root.attrs["version"])
		return
	}
	d.holds(root, model{"channel": {1, 1, (*document).rssChannel}})
}

func (d *document) rssChannel(channel *element) {
	ids := map[string]bool{}
	d.holds(channel, withPodcast(model{
		"title":              {1, 1, plainLeaf},
		"link":               {1, 1, webLeaf},
		"description":        {1, 1, plainLeaf},
		"generator":          {1, 1, textLeaf},
		"language":           {1, 1, languageLeaf},
		"copyright":          {0, 1, plainLeaf},
		"lastBuildDate":      {1, 1, (*document).rfc822},
		"docs":               {0, 1, webLeaf},
		"ttl":                {0, 1, positiveLeaf},
		"sy:updatePeriod":    {0, 1, (*document).period},
		"sy:updateFrequency": {0, 1, positiveLeaf},
		"image":              {0, 1, func(d *document, e *element) { d.rssImage(channel, e) }},
		"fh:archive":         {0, 1, emptyLeaf},
		"atom:link":          {1, 0, (*document).link},
		"item":               {0, 0, func(d *document, e *element) { d.rssItem(e, ids) }},
	}, podcastChannel))
	d.feedLinks(channel, "application/rss+xml")
	if i := slices.IndexFunc(channel.children, func(e *element) bool { return e.name == "item" }); i >= 0 {
		for _, e := range channel.children[i:] {
			if e.name != "item" {
				d.fault("MisplacedItem", "%s stands after the first item", e.name)
			}
		}
	}
}

// rssImage must be of the channel, in a format that all readers show.
func (d *document) rssImage(channel, image *element) {
	d.holds(image, model{"url": {1, 1, webLeaf}, "title": {1, 1, plainLeaf}, "link": {1, 1, webLeaf}})
	for _, name := range []string{"title", "link"} {
		if got, want := image.child(name).text, channel.child(name).text; got != want {
			d.fault("ImageLinkDoesntMatch", "%s of the image is %q, that of the channel %q", name, got, want)
		}
	}
	if u, err := url.Parse(image.child("url").text); err == nil && strings.HasSuffix(u.Path, ".svg") {
		d.fault("ImageUrlFormat", "the image %s is no GIF, JPEG or PNG", u)
	}
}

func (d *document) rssItem(item *element, ids map[string]bool) {
	id := item.child("guid").text
	d.entry = id
	defer func() { d.entry = "" }()
	d.holds(item, withPodcast(model{
		"title":           {1, 1, plainLeaf},
		"link":            {1, 1, webLeaf},
		"guid":            {1, 1, (*document).guid},
		"pubDate":         {0, 1, (*document).rfc822},
		"dc:creator":      {0, 0, textLeaf},
		"category":        {0, 0, textLeaf},
		"description":     {1, 1, htmlLeaf},
		"content:encoded": {0, 1, htmlLeaf},
		"comments":        {0, 1, webLeaf},
		"enclosure":       {0, 1, (*document).enclosure},
		"media:content":   {0, 0, (*document).mediaContent},
		"media:thumbnail": {0, 1, (*document).thumbnail},
		"atom:link":       {0, 0, (*document).link},
		"dc:language":     {0, 1, languageLeaf},
		"dc:rights":       {0, 1, textLeaf},
		"dc:source":       {0, 1, textLeaf},
		"source":          {0, 1, (*document).rssSource},
	}, podcastItem))
	d.unique(ids, "DuplicateValue", "guid", id)
	place := func(name string) int {
		return slices.IndexFunc(item.children, func(e *element) bool { return e.name == name })
	}
	if content := place("content:encoded"); content >= 0 && place("description") > content {
		d.fault("NeedDescriptionBeforeContent", "description stands after content:encoded")
	}
	if place("source") >= 0 && place("dc:source") >= 0 {
		d.fault("DuplicateItemSemantics", "source and dc:source say the same")
	}
	d.entryLinks(item, "related", "via", "replies")
}

func (d *document) guid(e *element) {
	s := d.leaf(e)
	d.text("guid", s)
	d.attributes(e, "isPermaLink")
	if e.attrs["isPermaLink"] == "true" {
		d.web("guid", s)
	}
	if len(s) < 9 && strings.Trim(s, "0123456789") == "" {
		d.faultAt(s, "NotSufficientlyUnique", "the id %q is a short number, which other feeds use as well; state a longer one", s)
	}
}

func (d *document) enclosure(e *element) {
	d.attributes(e, "url length type")
	d.web("enclosure", e.attrs["url"])
	d.number("length of enclosure "+e.attrs["url"], e.attrs["length"], 0)
	d.mediaType("type of enclosure "+e.attrs["url"], e.attrs["type"])
	if u, err := url.Parse(e.attrs["url"]); err == nil && !strings.Contains(u.Hostname(), ".") && !d.own(u) {
		d.faultAt(u.Host, "InvalidURLAttribute", "the host of enclosure %s is none that others can reach", u)
	}
}

// own reports whether an address is of the site itself.
func (d *document) own(u *url.URL) bool {
	site, err := url.Parse(d.url)
	return err == nil && site.Host == u.Host
}

func (d *document) mediaContent(e *element) {
	d.attributes(e, "url type", "fileSize", "duration")
	d.web("media:content", e.attrs["url"])
	d.mediaType("type of "+e.attrs["url"], e.attrs["type"])
	for _, name := range []string{"fileSize", "duration"} {
		if s, there := e.attrs[name]; there {
			d.number(name+" of "+e.attrs["url"], s, 1)
		}
	}
	d.holds(e, model{"media:title": {0, 1, textLeaf}})
}

func (d *document) thumbnail(e *element) {
	d.attributes(e, "url")
	d.web("media:thumbnail", e.attrs["url"])
}

func (d *document) rssSource(e *element) {
	d.attributes(e, "url")
	d.web("source", e.attrs["url"])
	d.plain("source", d.leaf(e))
}

func (d *document) period(e *element) {
	if !slices.Contains([]string{"hourly", "daily", "weekly", "monthly", "yearly"}, e.text) {
		d.fault("InvalidSYUpdatePeriod", "sy:updatePeriod is %q", e.text)
	}
}

// The judges of elements that hold one value.
func textLeaf(d *document, e *element)     { d.text(e.label(), d.leaf(e)) }
func plainLeaf(d *document, e *element)    { d.plain(e.label(), d.leaf(e)) }
func webLeaf(d *document, e *element)      { d.web(e.label(), d.leaf(e)) }
func htmlLeaf(d *document, e *element)     { d.html(e.label(), d.leaf(e)) }
func languageLeaf(d *document, e *element) { d.language(e.label(), d.leaf(e)) }
func positiveLeaf(d *document, e *element) { d.number(e.label(), d.leaf(e), 1) }

func emptyLeaf(d *document, e *element) {
	if d.leaf(e) != "" {
		d.fault("UnexpectedText", "%s is not empty", e.name)
	}
}
