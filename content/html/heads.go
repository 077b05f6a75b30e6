package html

// The lines between headline and text that say who wrote the article and when: every
// reader shows both anyway, so they leave the body.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content/byline"
	"feedmill/content/dates"

	"golang.org/x/net/html"
)

// headReach is how many lines below the headline may be such ones, and restReach how
// many letters they may hold beside names and dates: "in Coast", "3 min read".
const (
	headReach = 12
	restReach = 18
)

// useHead marks the lines of the head as used, up to the first paragraph.
func (r *reader) useHead(lines []line) {
	for i := range lines {
		l := &lines[i]
		switch {
		case l.at < 0 || !l.inMain || l.text == r.Title:
			continue
		case l.at > headReach || utf8.RuneCountInString(l.text) > byline.LongestByline:
			return
		}
		if why := r.headLine(l.text); why != "" {
			r.use(l, why)
		}
	}
}

// headLine says what a line is that holds nothing but names and dates.
func (r *reader) headLine(text string) string {
	rest, why := text, ""
	for _, m := range dates.Find(text, r.ctx) {
		rest = strings.Replace(rest, text[m.Start:m.End], " ", 1)
		if m.LabelEnd > m.LabelStart {
			rest = strings.Replace(rest, text[m.LabelStart:m.LabelEnd], " ", 1)
		}
		why = "date line"
	}
	for _, who := range r.Authors {
		if before, after, ok := strings.Cut(rest, who.Name); ok {
			rest, why = before+" "+after, "byline"
		}
	}
	if why == "" || countLetters(rest) > restReach {
		return ""
	}
	return why
}

// use takes the block of a line out of the body, if it holds nothing else.
func (r *reader) use(l *line, why string) {
	n := l.node
	for n != nil && n.Type == html.ElementNode && r.doc.weights.masses[n].letters <= countLetters(l.text) && n.Data != "body" {
		r.used[n] = why
		if n.Parent == nil || r.doc.weights.masses[n.Parent].letters > countLetters(l.text) {
			return
		}
		n = n.Parent
	}
}
