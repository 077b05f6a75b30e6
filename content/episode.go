package content

// What an article is as an episode of a podcast, beyond what any article is.

import (
	"cmp"
	"io"
	"time"

	"feedmill/content/media"
)

// Episode is what an article says of itself as an episode. It belongs to its article,
// and is not to be changed.
type Episode struct {
	Kind           string // full, trailer or bonus; empty if not stated
	Season, Number int    // from 1; 0 if not stated
	Explicit       string // true or false; empty if not stated
	Chapters       []media.Chapter
	Transcripts    []string // URLs or paths as written
	ChaptersFile   string   // URL or path as written
	People         []Person
	// Beside are paths of files that belong to the episode by their names, if they
	// are there: transcripts, chapters, pictures.
	Beside []string
	// Artwork are paths of which the first that is there is the picture of the whole
	// podcast.
	Artwork []string
}

// Person is somebody who can be heard.
type Person struct {
	Name string
	Role string // host, guest, …; empty is host
}

// Recording is a file of sound or film that an article is made of, read only in parts.
type Recording struct {
	Name    string // without folders
	Size    int64  // bytes
	Data    io.ReaderAt
	ModTime time.Time
}

// Episode is what the article is as an episode; nil if it is none.
func (a *Article) Episode() *Episode { return a.facts.Episode }

// Over is the episode with what it does not say itself from another, which is not nil.
// Either may be the result.
func (e *Episode) Over(o *Episode) *Episode {
	if e == nil {
		return o
	}
	all := *e
	all.Kind, all.Explicit = cmp.Or(e.Kind, o.Kind), cmp.Or(e.Explicit, o.Explicit)
	all.Season, all.Number = cmp.Or(e.Season, o.Season), cmp.Or(e.Number, o.Number)
	all.ChaptersFile = cmp.Or(e.ChaptersFile, o.ChaptersFile)
	if len(e.Chapters) == 0 {
		all.Chapters = o.Chapters
	}
	all.Beside, all.Artwork = o.Beside, o.Artwork
	return &all
}
