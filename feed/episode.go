package feed

// An entry as an episode of a podcast: what readers that play it want to know of it.

import (
	"cmp"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/media"
)

// Episode is an entry as an episode. It is immutable, as the entry is.
type Episode struct {
	Kind           string // full, trailer or bonus; empty if not stated
	Season, Number int    // 0 if not stated
	Explicit       string // true or false; empty if not stated
	Duration       time.Duration
	Image          string  // absolute URL
	Show           Picture // the artwork of the podcast
	Chapters       []media.Chapter
	ChaptersFile   string // absolute URL
	Transcripts    []Transcript
	People         []content.Person
}

// Transcript is what is said in an episode, to be read.
type Transcript struct {
	URL      string // absolute
	Type     string // media type
	Language string // BCP 47; empty if it is that of the episode
}

// chaptersType is the media type of chapters in a file of their own.
const chaptersType = "application/json+chapters"

// newEpisode makes an episode ready to be shown; nil of an article that is none. image is
// the picture that the article states.
func newEpisode(a *content.Article, base *url.URL, files showing, image string, enclosures []content.Enclosure) *Episode {
	said := a.Episode()
	if said == nil || len(enclosures) == 0 {
		return nil
	}
	e := &Episode{
		Kind: said.Kind, Season: said.Season, Number: said.Number, Explicit: said.Explicit, Duration: enclosures[0].Duration,
		Image: image, ChaptersFile: files.to(base, said.ChaptersFile),
	}
	for _, c := range said.Chapters {
		c.Title, c.URL = cut(line(c.Title), maxTitle), absolute(nil, c.URL, webSchemes)
		e.Chapters = append(e.Chapters, c)
	}
	for _, t := range said.Transcripts {
		if address := files.to(base, t); address != "" {
			e.addTranscript(address, t)
		}
	}
	for _, p := range said.People {
		if p.Name = cut(line(p.Name), 128); visible(p.Name) { // the namespace allows no more
			e.People = append(e.People, p)
		}
	}
	for _, ref := range said.Artwork {
		if address, a, ok := files.at(ref, false); ok {
			e.Show = Picture{address, a.Type, a.Width, a.Height}
			break
		}
	}
	for _, ref := range said.Beside {
		if address, picture, ok := files.at(ref, false); ok {
			e.takeBeside(ref, address, picture.Type)
		}
	}
	return e
}

// takeBeside takes in a file that belongs to the episode by its name.
func (e *Episode) takeBeside(ref, address, mediaType string) {
	switch {
	case strings.HasSuffix(ref, ".chapters.json"):
		e.ChaptersFile = cmp.Or(e.ChaptersFile, address)
	case media.IsPicture(mediaType):
		e.Image = cmp.Or(e.Image, address)
	default:
		e.addTranscript(address, ref)
	}
}

// addTranscript adds a transcript, whose name may end in a language: "x.de.vtt".
func (e *Episode) addTranscript(address, name string) {
	t := Transcript{URL: address, Type: cmp.Or(media.TypeByName(strings.ToLower(pathOf(address))), "text/html")}
	for _, have := range e.Transcripts {
		if have.URL == address {
			return
		}
	}
	if parts := strings.Split(name, "."); len(parts) > 2 && len(parts[len(parts)-2]) <= 5 {
		t.Language = languageTag(parts[len(parts)-2])
	}
	e.Transcripts = append(e.Transcripts, t)
}

func pathOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Path
	}
	return ""
}

func (e *Episode) equal(o *Episode) bool { return reflect.DeepEqual(e, o) }

// clock is a time within a recording as people write it, 01:02:03, with milliseconds if
// there are any.
func clock(d time.Duration) string {
	s := fmt.Sprintf("%02d:%02d:%02d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60)
	if ms := d.Milliseconds() % 1000; ms != 0 {
		s += fmt.Sprintf(".%03d", ms)
	}
	return s
}

// wholeSeconds is a duration as podcasts state it: never 0 of what is known.
func wholeSeconds(d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return max(1, int(d.Round(time.Second).Seconds()))
}
