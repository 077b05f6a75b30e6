package main

// The tables [podcast] and [podcast."folder"] of feedmill.toml: what a podcast says of
// itself, and so where recordings are episodes.

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"feedmill/content/recording"
	"feedmill/feed"
)

// podcastFrom reads the tables of podcasts. One whose key is none of theirs is that of a
// sub-folder.
func (c *config) podcastFrom(value any, file string) error {
	table, ok := value.(map[string]any)
	if !ok {
		return usagef("%s: podcast must be a table, [podcast] or [podcast.\"episodes\"]", file)
	}
	own := feed.Podcast{}
	said := false
	for _, key := range sortedKeys(table) {
		if sub, isTable := table[key].(map[string]any); isTable && key != "owner" && key != "funding" && key != "license" {
			p := feed.Podcast{Folder: strings.Trim(filepath.ToSlash(path.Clean(key)), "/")}
			if err := podcastSettings(&p, sub); err != nil {
				return usagef("%s: [podcast.%q]: %w", file, key, err)
			}
			c.Podcasts = append(c.Podcasts, p)
			continue
		}
		said = true
		if err := podcastSetting(&own, key, table[key]); err != nil {
			return usagef("%s: [podcast]: %s: %w", file, key, err)
		}
	}
	if said || len(table) == 0 {
		c.Podcasts = append(c.Podcasts, own)
	}
	return nil
}

func podcastSettings(p *feed.Podcast, table map[string]any) error {
	for _, key := range sortedKeys(table) {
		if err := podcastSetting(p, key, table[key]); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}

// podcastTexts are the settings that are one text.
var podcastTexts = map[string]func(*feed.Podcast) *string{
	"title":        func(p *feed.Podcast) *string { return &p.Title },
	"description":  func(p *feed.Podcast) *string { return &p.Description },
	"language":     func(p *feed.Podcast) *string { return &p.Language },
	"link":         func(p *feed.Podcast) *string { return &p.Link },
	"copyright":    func(p *feed.Podcast) *string { return &p.Copyright },
	"image":        func(p *feed.Podcast) *string { return &p.Image },
	"author":       func(p *feed.Podcast) *string { return &p.Author },
	"new_feed_url": func(p *feed.Podcast) *string { return &p.NewFeedURL },
	"guid":         func(p *feed.Podcast) *string { return &p.GUID },
}

// podcastSwitches are those that are on or off.
var podcastSwitches = map[string]func(*feed.Podcast) *bool{
	"explicit": func(p *feed.Podcast) *bool { return &p.Explicit },
	"block":    func(p *feed.Podcast) *bool { return &p.Block },
	"complete": func(p *feed.Podcast) *bool { return &p.Complete },
}

// podcastChoices are those that are one of a few words.
var podcastChoices = map[string]struct {
	field func(*feed.Podcast) *string
	words []string
}{
	"type":   {func(p *feed.Podcast) *string { return &p.Kind }, []string{"episodic", "serial"}},
	"medium": {func(p *feed.Podcast) *string { return &p.Medium }, []string{"podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course"}},
}

// podcastSetting sets one key of a table.
func podcastSetting(p *feed.Podcast, key string, value any) (err error) {
	if field := podcastTexts[key]; field != nil {
		*field(p), err = text(value)
		return err
	}
	if field := podcastSwitches[key]; field != nil {
		*field(p), err = onOff(value)
		return err
	}
	if choice, ok := podcastChoices[key]; ok {
		word, err := text(value)
		if *choice.field(p) = word; err == nil && !slices.Contains(choice.words, word) {
			err = fmt.Errorf("%q: use one of %s", word, strings.Join(choice.words, ", "))
		}
		return err
	}
	switch key {
	case "category":
		p.Categories, err = texts(value)
	case "locked":
		locked, err := onOff(value)
		if p.Locked = "no"; locked {
			p.Locked = "yes"
		}
		return err
	case "owner":
		return pair(value, "name", &p.OwnerName, "email", &p.OwnerEmail)
	case "funding":
		return pair(value, "text", &p.FundingFor, "url", &p.Funding)
	case "license":
		return pair(value, "name", &p.License, "url", &p.LicenseURL)
	default:
		return fmt.Errorf("unknown setting; known are %s", strings.Join(podcastKeys(), ", "))
	}
	return err
}

func podcastKeys() []string {
	all := []string{"category", "locked", "owner", "funding", "license"}
	for key := range podcastTexts {
		all = append(all, key)
	}
	for key := range podcastSwitches {
		all = append(all, key)
	}
	for key := range podcastChoices {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

func onOff(value any) (bool, error) {
	on, ok := value.(bool)
	if !ok {
		return false, fmt.Errorf("%v: use true or false", value)
	}
	return on, nil
}

// pair reads a table of two texts, or the first of them alone.
func pair(value any, first string, to *string, second string, other *string) (err error) {
	table, ok := value.(map[string]any)
	if !ok {
		*to, err = text(value)
		return err
	}
	for _, key := range sortedKeys(table) {
		switch key {
		case first:
			*to, err = text(table[key])
		case second:
			*other, err = text(table[key])
		default:
			err = fmt.Errorf("unknown key %q; known are %s, %s", key, first, second)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isEpisode reports whether the file at a path is a recording where recordings are
// episodes: in the folder of a podcast, or in one that is called so.
func (c *config) isEpisode(p string) bool {
	if !recording.Is(p) {
		return false
	}
	_, ok := c.podcastAt(p)
	return ok || recording.AtHome(p)
}

// podcastAt is the podcast that the file at a path belongs to: the innermost.
func (c *config) podcastAt(p string) (at feed.Podcast, ok bool) {
	for _, podcast := range c.Podcasts {
		inside := podcast.Folder == "" || strings.HasPrefix(p, podcast.Folder+"/")
		if inside && (!ok || len(podcast.Folder) > len(at.Folder)) {
			at, ok = podcast, true
		}
	}
	return at, ok
}
