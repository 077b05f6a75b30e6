// Package feed says which articles appear, as which documents.
//
// An [Entry] is an article made ready to be shown: its identity from the
// catalog, its links absolute, its content sanitised. A [Channel] is what a feed
// says of itself. From both come the [Document]s of an [Edition], each format in
// a file of its own, written through gorilla/feeds.
package feed

import (
	"time"

	"feedmill/content"
)

// Entry is an article as documents show it. It is immutable and complete:
// rendering needs nothing else, so equal entries give equal bytes.
type Entry struct {
	ID         string    // absolute URI, permanent
	Title      string    // plain text
	Link       string    // absolute URL, percent-encoded; never empty
	Page       string    // path of its page in the edition ("articles/x.html"); empty if it lives elsewhere
	Summary    string    // plain text
	HTML       string    // sanitised, all links absolute
	Published  time.Time // UTC
	Updated    time.Time // UTC
	DayOnly    bool      // Published is a civil day
	Authors    []content.Author
	Tags       []string
	Section    string
	Language   string // BCP 47
	Source     string
	SourceURL  string
	Rights     string
	Image      string              // absolute URL
	Enclosures []content.Enclosure // URLs absolute
}

// Document is one file of an edition.
type Document struct {
	Path      string // slash-separated, relative to where the edition is published
	MediaType string
	Body      []byte
}
