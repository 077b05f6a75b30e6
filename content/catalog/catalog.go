// Package catalog knows every article there is: its identity, dates and order, on disk.
package catalog

import (
	"time"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/folder"
)

// Record is what the catalog knows of one article. Its content is not in it:
// that stays in the file, and is read again when it is shown.
type Record struct {
	ID          string // minted at first sight, or stated; never changes
	Path        string // of its file, where it is now
	Part        int    // as in content.Article
	Slug        string // address of its page below articles/, without .html; minted at first sight, never changes
	Seen        uint64 // order of first sight, from 1
	Fingerprint folder.Fingerprint
	FileHash    [16]byte // of the file's bytes
	ContentHash [16]byte // of title, content and links: updated moves only when this does

	Published dates.Date // stated; else from the file's name; else its modification time at first sight
	Updated   time.Time  // UTC; the last time that title, content or links changed; no two records share one
	Expires   time.Time  // UTC; zero is never
	Draft     bool

	Title     string
	Section   string
	Tags      []string
	Authors   []content.Author
	Language  string
	SourceURL string
}
