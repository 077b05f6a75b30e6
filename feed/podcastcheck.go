package feed

// What directories of podcasts refuse: Apple by podcasters.apple.com/support/823 and the
// pages that it leads to, Spotify by its help for creators.

import (
	"fmt"
	"slices"
	"strings"

	"feedmill/content/catalog"
)

// Refusal is something for which a directory would refuse a podcast, or an episode.
type Refusal struct {
	Entry   string // id of the episode; empty: the podcast itself
	Message string // what is wrong, then the remedy
}

// Refusals are those of all podcasts, by the path of their documents.
func (e *Editor) Refusals() (map[string][]Refusal, error) {
	feeds, err := e.feeds()
	if err != nil || len(e.plan.Podcasts) == 0 {
		return nil, err
	}
	all := map[string][]Refusal{}
	for i, p := range e.plan.Podcasts {
		at := slices.IndexFunc(feeds, func(f selectedFeed) bool { return e.plan.podcast(f) == &e.plan.Podcasts[i] })
		if at < 0 {
			all[p.Folder] = []Refusal{{Message: "no episode lies in the folder of the podcast; put recordings there, or correct [podcast." + p.Folder + "]"}}
			continue
		}
		channel, entries, err := e.contents(feeds[at])
		if err != nil {
			return nil, err
		}
		refusals := RefusalsOf(channel, entries)
		if refused, ok, err := e.tooMany(feeds[at], len(entries)); err != nil {
			return nil, err
		} else if ok {
			refusals = append(refusals, refused)
		}
		all[feeds[at].dir+rssName] = refusals
	}
	return all, nil
}

// tooMany says that a feed does not show all episodes: apps know those that it shows.
func (e *Editor) tooMany(f selectedFeed, shown int) (Refusal, bool, error) {
	count, err := e.catalog.Count()
	if f.selection.Section != "" {
		var facet catalog.Facet
		facet, _, err = e.catalog.Facet(catalog.Section, f.selection.Section)
		count = facet.Count
	}
	if err != nil || count <= shown {
		return Refusal{}, false, err
	}
	return Refusal{Message: fmt.Sprintf("the podcast shows %d of %d episodes, and apps show no others; raise limit", shown, count)}, true, nil
}

// RefusalsOf are those of a podcast and its episodes.
func RefusalsOf(ch Channel, entries []Entry) (all []Refusal) {
	p := ch.Podcast
	if p == nil {
		return nil
	}
	refuse := func(format string, values ...any) {
		all = append(all, Refusal{Message: fmt.Sprintf(format, values...)})
	}
	if absolute(nil, p.Image, webSchemes) == "" {
		refuse("the podcast has no artwork, without which Apple and Spotify refuse it; set image in [podcast], or put a cover.jpg beside the episodes")
	} else if problem := p.artworkProblem(); problem != "" {
		refuse("the artwork %s; Apple demands a square JPEG or PNG of 1400 to 3000 pixels", problem)
	}
	if len(p.Categories) == 0 {
		refuse("the podcast has no category, without which Apple refuses it; set category in [podcast]")
	}
	for _, c := range p.Categories {
		if !isCategory(c) {
			refuse("category %q is none of Apple's; take one of podcasters.apple.com/support/1691", c)
		}
	}
	if emailAddress(p.OwnerEmail) == "" {
		refuse("the podcast has no address of its owner, to which Apple and Spotify write to verify it; set owner = {name = …, email = …} in [podcast]")
	}
	switch description := line(ch.Description); {
	case description == "":
		refuse("the podcast has no description, without which Apple refuses it; set description in [podcast]")
	case len(description) > 4000:
		refuse("the description has %d bytes, Apple allows 4000; shorten it", len(description))
	}
	if len(entries) == 0 {
		refuse("the podcast has no episode, without which Apple refuses it; put a recording into its folder")
	}
	for _, e := range entries {
		if problem := e.episodeProblem(); problem != "" {
			all = append(all, Refusal{e.ID, problem})
		}
	}
	return all
}

// artworkProblem says what is wrong with artwork of a known size.
func (p *Podcast) artworkProblem() string {
	switch a := p.artwork; {
	case a.Width == 0 || a.Height == 0:
		return ""
	case a.Type != "image/jpeg" && a.Type != "image/png":
		return "is " + a.Type
	case a.Width != a.Height:
		return fmt.Sprintf("has %d x %d pixels and is not square", a.Width, a.Height)
	case a.Width < 1400 || a.Width > 3000:
		return fmt.Sprintf("has %d x %d pixels", a.Width, a.Height)
	}
	return ""
}

// played are the media types that Apple and Spotify play.
var played = []string{"audio/mpeg", "audio/mp4", "audio/x-m4a", "video/mp4", "video/quicktime", "video/x-m4v"}

func (e *Entry) episodeProblem() string {
	if len(e.Enclosures) == 0 {
		return "has no recording, so that podcast apps leave it out; put one of its name beside it, or move it out of the podcast"
	}
	switch c := e.Enclosures[0]; {
	case !slices.Contains(played, c.Type):
		return "is " + c.Type + ", which Apple and Spotify do not play; make an MP3 or M4A of it"
	case c.Length <= 0:
		return "has an enclosure of unknown length, for which directories refuse it; put the file beside it, or state its length"
	case e.Episode == nil || e.Episode.Duration <= 0:
		return "does not say how long it is; export it again"
	}
	return ""
}

// isCategory reports whether a category is one of Apple's, or one within one.
func isCategory(name string) bool {
	top, sub, nested := strings.Cut(name, ">")
	subs, known := categories[strings.TrimSpace(top)]
	return known && (!nested || slices.Contains(subs, strings.TrimSpace(sub)))
}

// categories are Apple's, with those within them (podcasters.apple.com/support/1691).
var categories = map[string][]string{
	"Arts":                    {"Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"},
	"Business":                {"Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"},
	"Comedy":                  {"Comedy Interviews", "Improv", "Stand-Up"},
	"Education":               {"Courses", "How To", "Language Learning", "Self-Improvement"},
	"Fiction":                 {"Comedy Fiction", "Drama", "Science Fiction"},
	"Government":              nil,
	"History":                 nil,
	"Health & Fitness":        {"Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"},
	"Kids & Family":           {"Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"},
	"Leisure":                 {"Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"},
	"Music":                   {"Music Commentary", "Music History", "Music Interviews"},
	"News":                    {"Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News"},
	"Religion & Spirituality": {"Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"},
	"Science":                 {"Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature", "Physics", "Social Sciences"},
	"Society & Culture":       {"Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"},
	"Sports":                  {"Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"},
	"Technology":              nil,
	"True Crime":              nil,
	"TV & Film":               {"After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"},
}
