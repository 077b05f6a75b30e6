package main

// The settings that say which kinds of feeds are made.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"feedmill/feed"
)

// kindValue is the setting of a kind as a flag: on, off, how many at most, formats.
type kindValue struct{ kind *feed.Kind }

// String is the setting as it would be given.
func (v kindValue) String() string {
	switch k := v.kind; {
	case k == nil || k.Most == 0 && len(k.Formats) == 0 && !k.Off:
		return "on"
	case k.Off:
		return "off"
	case k.Most == 0:
		return strings.Join(k.Formats, ",")
	default:
		return strings.Join(append([]string{strconv.Itoa(k.Most)}, k.Formats...), ",")
	}
}

// Type is what help calls the value.
func (v kindValue) Type() string { return "kind" }

// Set takes on, off, or a number and formats, parted by commas.
func (v kindValue) Set(text string) error {
	*v.kind = feed.Kind{}
	switch text {
	case "on", "true":
		return nil
	case "off", "false":
		v.kind.Off = true
		return nil
	}
	for _, word := range strings.Split(text, ",") {
		word = strings.TrimSpace(word)
		if most, err := strconv.Atoi(word); err == nil && most > 0 {
			v.kind.Most = most
		} else if slices.Contains(feed.FormatNames(), word) {
			v.kind.Formats = append(v.kind.Formats, word)
		} else {
			return fmt.Errorf("%q: use on, off, a number above 0, or some of %s%s", word, strings.Join(feed.FormatNames(), ", "), meant(word, append([]string{"on", "off"}, feed.FormatNames()...)))
		}
	}
	return nil
}

// kinds are the settings of the kinds, by their names.
func (c *config) kinds() map[string]*feed.Kind {
	return map[string]*feed.Kind{
		"sections": &c.Sections, "tags": &c.Tags, "authors": &c.Authors, "languages": &c.Languages,
		"archives": &c.Archives, "pages": &c.Pages,
	}
}

// checkKinds judges what kinds ask of one another and of other settings.
func (c *config) checkKinds() error {
	if err := knownFormats(c.Formats); err != nil {
		return usagef("formats %w", err)
	}
	if c.Pages.Off && c.Permalink == "" {
		return usagef("pages off: without pages of their own articles need permalink, so that what the feeds show leads somewhere")
	}
	return nil
}

// knownFormats reports a format that no feed comes in.
func knownFormats(formats []string) error {
	for _, f := range formats {
		if !slices.Contains(feed.FormatNames(), f) {
			return fmt.Errorf("%q: use %s%s", f, oneOf(feed.FormatNames()), meant(f, feed.FormatNames()))
		}
	}
	return nil
}
