package web

// What documents are called to whom: exact types for readers, one that is shown for browsers.

import (
	"mime"
	"slices"
	"strconv"
	"strings"

	"feedmill/content/media"
	"feedmill/feed"
)

// mediaTypes are the types of what stands beside the documents of an edition, by the
// end of its name.
var mediaTypes = []struct{ suffix, mediaType string }{
	{".xml", "application/xml; charset=utf-8"},
	{".json", "application/json; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".png", "image/png"},
	{".ico", "image/x-icon"},
}

func mediaType(name string) string {
	if t := feed.MediaType(name); t != "" {
		return t
	}
	for _, t := range mediaTypes {
		if strings.HasSuffix(name, t.suffix) {
			return t.mediaType
		}
	}
	if t := media.TypeByName(name); t != "" && !strings.HasPrefix(t, "text/") {
		return t
	}
	return "application/octet-stream"
}

func isFeed(mediaType string) bool {
	return strings.HasPrefix(mediaType, "application/rss+xml") || strings.HasPrefix(mediaType, "application/atom+xml")
}

func isJSONFeed(mediaType string) bool { return strings.HasPrefix(mediaType, "application/feed+json") }

// isText reports whether a media type is one of text, which is smaller when packed.
func isText(mediaType string) bool {
	return strings.Contains(mediaType, "charset=") || mediaType == "image/svg+xml"
}

// prefersHTML reports whether a browser asks: one that would rather have HTML than
// a feed. Browsers show a feed by its style sheet only if its type is plain XML.
func prefersHTML(accept []string) bool {
	if len(accept) == 0 || !slices.ContainsFunc(accept, func(s string) bool { return strings.Contains(strings.ToLower(s), "html") }) {
		return false
	}
	html, feed := 0.0, 0.0
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		weight := 1.0
		if q, err := strconv.ParseFloat(parameters["q"], 64); err == nil {
			weight = q
		}
		switch {
		case name == "text/html", name == "application/xhtml+xml":
			html = max(html, weight)
		case isFeed(name):
			feed = max(feed, weight)
		}
	}
	return html > feed
}
