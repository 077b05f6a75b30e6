// Package recording reads articles from recordings: the episodes of podcasts.
//
// A recording tells by its tags and its name what other files tell by their text. Where a
// text of the same name lies beside it, that is the article, and the recording adds what
// the text does not say: [WithNotes]. Only the parts of a recording are read that say what
// it is.
package recording

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/fragment"
	"feedmill/content/language"
	"feedmill/content/media"
	"feedmill/content/pattern"
	"feedmill/content/stated"
)

// Extensions are the endings of recordings, lower case, the one first that all players
// play: of several recordings of one name, it is the enclosure.
var Extensions = []string{".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav", ".aiff", ".aif", ".mp4", ".m4v", ".mov", ".webm", ".mkv"}

// Is reports whether a file of this name is a recording.
func Is(name string) bool { return slices.Contains(Extensions, strings.ToLower(path.Ext(name))) }

// Parse reads a recording as an article of its own.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	if f.Recording == nil {
		f.Recording = &content.Recording{Name: path.Base(f.Path), Size: int64(len(f.Data)), Data: bytes.NewReader(f.Data), ModTime: f.ModTime}
	}
	facts, err := inspect(f.Recording)
	switch {
	case err != nil:
		return nil, err
	case f.Recording.Size == 0:
		return nil, &content.Error{Path: f.Path, Message: "file is empty; copy the recording into it"}
	case !media.IsSound(facts.Type) && !media.IsFilm(facts.Type):
		return nil, &content.Error{Path: f.Path, Message: "is no recording (" + seems(facts.Type) + "); replace it, or correct its name"}
	case facts.Damage != "" && facts.Duration == 0:
		return nil, &content.Error{Path: f.Path, Message: facts.Damage}
	}
	r := reader{stated.New(f), facts}
	r.Root = o.Root
	r.read(f, o)
	return []*content.Article{r.Article(f, o.Limits)}, nil
}

func inspect(r *content.Recording) (media.Facts, error) {
	facts, err := media.Inspect(r.Data, r.Size)
	if err != nil {
		return facts, fmt.Errorf("read what %s is: %w", r.Name, err)
	}
	return facts, nil
}

func seems(mediaType string) string {
	if mediaType == "" {
		return "its bytes are of no known kind"
	}
	return "its bytes are " + mediaType
}

// Rests reports whether a recording seems to be all there: one that lacks its end may
// still be on its way.
func Rests(r *content.Recording) bool {
	facts, err := media.Inspect(r.Data, r.Size)
	return err == nil && facts.Damage == ""
}

// reader makes an article of what a recording says.
type reader struct {
	*stated.Builder
	facts media.Facts
}

func (r *reader) read(f content.File, o content.Options) {
	tags := r.facts.Tags
	r.set(&r.Title, "title", tags.Title, "tag title")
	if r.Title == "" && !r.TitleFromName() {
		r.set(&r.Title, "title", stemOf(f.Path), "file name")
	}
	if tags.Artist != "" && r.AddAuthor(content.Author{Name: tags.Artist}) {
		r.Origin.Set("authors", content.Origin{Rule: "tag artist"})
	}
	r.set(&r.Rights, "rights", tags.Copyright, "tag copyright")
	r.Body = fragment.NewBody(tags.Description, 0, toHTML)
	r.set(&r.Language, "language", tagged(tags.Language), "tag language")
	if r.Language == "" {
		r.Language = language.OfLines(strings.Split(tags.Title+"\n"+tags.Description, "\n"), func(line string) bool { return strings.TrimSpace(line) != "" }, o.Language)
	}
	ctx := dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language}
	r.PlaceByPath(ctx)
	r.dateByTag(ctx)
	r.Enclosures = r.enclosures(f)
	r.Episode = r.episode(f.Path, o)
	if damage := r.facts.Damage; damage != "" {
		r.Problems = append(r.Problems, content.Problem{Message: damage})
	}
}

// set sets a field that has a value.
func (r *reader) set(to *string, name, value, rule string) {
	if *to == "" && value != "" {
		*to = value
		r.Origin.Set(name, content.Origin{Rule: rule})
	}
}

// dateByTag takes the date of the tag, if it is a day: programs write the year alone for
// when an album came out.
func (r *reader) dateByTag(ctx dates.Context) {
	if len(r.facts.Tags.Date) < len("2026-11-09") || !r.Published.IsZero() {
		return
	}
	if d, err := dates.Parse(r.facts.Tags.Date, ctx); err == nil {
		r.Published = d
		r.Origin.Set("published", content.Origin{Rule: "tag date"})
	}
}

// tagged is the tag of BCP 47 of a language that is named in three letters.
func tagged(code string) string {
	if code = strings.ToLower(code); code == "und" || code == "xxx" || code == "zxx" {
		return ""
	}
	return language.Tag(code)
}

// enclosures are the recording and the others of its name.
func (r *reader) enclosures(f content.File) []content.Enclosure {
	all := []content.Enclosure{enclosure(*f.Recording, r.facts)}
	for _, other := range f.Others {
		if facts, err := inspect(&other); err == nil {
			all = append(all, enclosure(other, facts))
		}
	}
	return all
}

func enclosure(r content.Recording, facts media.Facts) content.Enclosure {
	return content.Enclosure{URL: (&url.URL{Path: r.Name}).EscapedPath(), Type: facts.TypeFor(r.Name), Length: r.Size, Duration: facts.Duration}
}

var numbered = pattern.New(`(?i)(?:^|[^a-z0-9])s(\d{1,3})[ ._-]?e(\d{1,4})(?:[^0-9]|$)`)

// episode is what the tags and the name say of the recording as one of a series.
func (r *reader) episode(p string, o content.Options) *content.Episode {
	e := &content.Episode{Season: r.facts.Tags.Disc, Number: r.facts.Tags.Track, Chapters: r.facts.Tags.Chapters, Beside: beside(p, o), Artwork: artwork(o)}
	if ending := coverEndings[r.facts.Cover]; ending != "" {
		e.Beside = append(e.Beside, "./"+(&url.URL{Path: path.Base(p) + ending}).EscapedPath())
	}
	if m := numbered.FindStringSubmatch(path.Base(p)); m != nil {
		e.Season, _ = strconv.Atoi(m[1])
		e.Number, _ = strconv.Atoi(m[2])
	}
	return e
}

// coverEndings are what the name of a recording has behind it where it means the picture
// within, by media type.
var coverEndings = map[string]string{"image/jpeg": ".cover.jpg", "image/png": ".cover.png", "image/webp": ".cover.webp"}

// CoverEndings are all of them.
func CoverEndings() []string { return []string{".cover.jpg", ".cover.png", ".cover.webp"} }

// OfCover is the recording whose cover a path means. It reports false for other paths.
func OfCover(p string) (recording string, ok bool) {
	recording, ok = strings.CutSuffix(strings.TrimSuffix(p, path.Ext(p)), ".cover")
	return recording, ok && Is(recording)
}

// beside are the names of files that would belong to the recording at a path.
func beside(p string, o content.Options) (all []string) {
	stem := "./" + (&url.URL{Path: stemOf(p)}).EscapedPath() // seen from the recording, and nowhere else
	endings := []string{".vtt", ".srt", ".chapters.json", ".jpg", ".jpeg", ".png", ".webp"}
	if o.Language != "" {
		endings = append(endings, "."+o.Language+".vtt", "."+o.Language+".srt")
	}
	for _, e := range endings {
		all = append(all, stem+e)
	}
	return all
}

// artwork are the paths of which the first that is there is the picture of the podcast.
func artwork(o content.Options) []string {
	if o.Artwork != "" {
		return []string{"/" + (&url.URL{Path: o.Artwork}).EscapedPath()}
	}
	return []string{"./cover.jpg", "./cover.png", "./folder.jpg", "./artwork.jpg", "./artwork.png"}
}

func stemOf(p string) string { return strings.TrimSuffix(path.Base(p), path.Ext(p)) }

// WithNotes is the article of a text, with what the recording beside it says besides. What
// the text says goes first.
func WithNotes(a *content.Article, f content.File, o content.Options) *content.Article {
	facts, err := inspect(f.Recording)
	if err != nil {
		return withProblem(a, err.Error())
	}
	if facts.Damage != "" && facts.Duration == 0 {
		return withProblem(a, f.Recording.Name+" "+facts.Damage)
	}
	r := reader{stated.New(content.File{Path: path.Join(path.Dir(a.Path()), f.Recording.Name)}), facts}
	own := r.episode(f.Recording.Name, o)
	files := r.enclosures(f)
	return a.With(func(facts *content.Facts) {
		tags := r.facts.Tags
		facts.Enclosures = withoutStated(facts.Enclosures, files)
		facts.Episode = facts.Episode.Over(own)
		if len(facts.Authors) == 0 && tags.Artist != "" {
			facts.Authors = []content.Author{{Name: tags.Artist}}
		}
		if facts.Rights == "" {
			facts.Rights = tags.Copyright
		}
		if r.facts.Damage != "" {
			facts.Problems = append(slices.Clip(facts.Problems), content.Problem{Message: f.Recording.Name + " " + r.facts.Damage})
		}
	})
}

func withProblem(a *content.Article, message string) *content.Article {
	return a.With(func(f *content.Facts) {
		f.Problems = append(slices.Clip(f.Problems), content.Problem{Message: message})
	})
}

// withoutStated are the files, then what the text states besides.
func withoutStated(stated, files []content.Enclosure) []content.Enclosure {
	all := slices.Clone(files)
	for _, s := range stated {
		i := slices.IndexFunc(all, func(f content.Enclosure) bool { return strings.TrimPrefix(s.URL, "./") == f.URL })
		if i >= 0 {
			all[i].Title = s.Title
			continue
		}
		all = append(all, s)
	}
	return all
}
