package main

// Whether a page tells the day that it is said to be of: some truths are the day on which
// the page was saved, or stand in a version of it that was not kept. Nobody can read those.

import (
	"html"
	"regexp"
	"strings"
	"time"

	"feedmill/content/dates"
)

// layouts are the ways to write a day in figures.
var layouts = []string{
	"2006-01-02", "2006/01/02", "2006.01.02", "20060102", "2006-1-2", "2006/1/2",
	"02.01.2006", "2.1.2006", "02/01/2006", "2/1/2006", "01/02/2006", "1/2/2006", "02-01-2006", "02.01.06", "01/02/06", "02/01/06",
}

var tags = regexp.MustCompile(`<[^<>]*>`)

// prints reports whether a day stands anywhere in a page: in what is shown, or in its code.
func prints(page []byte, day string) bool {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return false
	}
	text := html.UnescapeString(string(page))
	for _, layout := range layouts {
		if strings.Contains(text, d.Format(layout)) {
			return true
		}
	}
	for line := range strings.Lines(tags.ReplaceAllString(text, "\n")) {
		for _, m := range dates.Find(line, dates.Context{}) {
			if m.Date.Time.Format(time.DateOnly) == day {
				return true
			}
		}
	}
	return false
}
