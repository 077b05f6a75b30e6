package newspaper

// Bylines of which more than names is left: a label of the date after them, a time
// before them, the author's life after the name.

import (
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/prose"
)

// readTrailingLabel reads a byline that ends in the label of the date on the next line:
// "By Jane Doe last updated". It reports whether line i is one.
func (r *lineReader) readTrailingLabel(i, at, passed int) bool {
	const longest, most = 80, 3
	s := r.lines[i].text
	j := r.next(i + 1)
	if len(s) > longest || j == len(r.lines) || j > i+3 || !prose.HasDigit(r.lines[j].text) {
		return false
	}
	front, label := cutLabelBehind(s, most)
	if label == dates.NoLabel || label == dates.Other {
		return false
	}
	authors, source, ok := r.labelledByline(front, true, false)
	if house, names, cut := byline.CutHouseBefore(front); !ok && cut {
		authors, _ = byline.Parse(names, true)
		source, ok = house, len(authors) > 0
	}
	found := r.find(j)
	if !ok || len(found) == 0 {
		return false
	}
	if found[0].Label == dates.NoLabel {
		found[0].Label = label
	}
	r.noteDates(j, found, at, passed)
	r.bylines = append(r.bylines, bylineAt{line: i, authors: authors, source: source, labelled: true, passed: passed})
	return true
}

// cutLabelBehind parts a line from the label of a date that ends it, of as many
// words as can be.
func cutLabelBehind(s string, most int) (front string, label dates.Label) {
	words := strings.Fields(strings.TrimRight(s, " :|-–"))
	for n := min(most, len(words)-2); n > 0; n-- {
		tail := strings.Join(words[len(words)-n:], " ")
		if l, rest, ok := dates.LabelOf(strings.TrimLeft(tail, "|-–•· ")); ok && rest == "" {
			return strings.TrimRight(strings.Join(words[:len(words)-n], " "), " ,|-–•·"), l
		}
	}
	return s, dates.NoLabel
}

// readTimeAndName reads "at 1:39 pm | By Jane Doe": the time of the date above, and
// the byline.
func (r *lineReader) readTimeAndName(i, passed int) bool {
	const longest = 100
	s := r.lines[i].text
	if len(s) > longest || !prose.HasDigit(prose.CutBytes(s, 12)) {
		return false
	}
	bar := strings.IndexAny(s, "|•·")
	if bar < 0 {
		bar = strings.Index(s, " by ")
	}
	if bar < 0 || !isTimeAlone(s[:bar]) {
		return false
	}
	name := strings.TrimLeft(s[bar:], " |•·")
	if _, rest, ok := byline.CutByLabel(name); !ok || rest == "" {
		return false
	}
	return r.noteByline(i, name, true, passed)
}

// isTimeAlone reports whether s is a time of day without a date.
func isTimeAlone(s string) bool {
	day := dates.Date{Time: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), DayOnly: true}
	_, ok := dates.WithTime(day, strings.TrimSpace(s), dates.Context{})
	return ok
}

// readLifeByline reads a byline that says who its author is: "By Jane Doe, one of the
// editors of the mill's letter. Doe has covered bread for years." It reports whether
// line i is one.
func (r *lineReader) readLifeByline(i int) bool {
	const longest = 500
	l := &r.lines[i]
	if l.runes > longest || !prose.EndsSentence(l.text) {
		return false
	}
	label, rest, ok := byline.CutByLabel(l.text)
	if !ok || byline.IsForeignLabel(label, r.ctx.Language) && !byline.BeginsWithFirstName(rest) {
		return false
	}
	name, life, ok := strings.Cut(rest, ", ")
	if full, more, stop := strings.Cut(rest, ". "); stop && prose.WordCount(full) <= 4 && prose.WordCount(full) >= 2 && byline.IsName(full) {
		name, life, ok = full, more, tellsOf(more, full)
	} else if ok {
		ok = beginsLife(life)
	}
	if !ok || label == "" || prose.WordCount(name) < 2 || prose.WordCount(name) > 4 || !byline.IsName(name) || !r.inHead(i) {
		return false
	}
	r.bylines = append(r.bylines, bylineAt{line: i, authors: []content.Author{{Name: prose.SettleCase(name)}}, labelled: true})
	return true
}

// readReporters notes who reported by the opening of the first paragraph, as papers in
// Chinese and Korean say it. It is used if the head names nobody.
func (r *lineReader) readReporters(i, passed int) {
	const head = 120 // bytes
	first := r.lines[i].text[0]
	if passed > 0 || r.credit != nil || first < 0xE3 && first != '(' && first != '[' {
		return // as nearly always
	}
	opening := prose.CutBytes(r.lines[i].text, head)
	if !strings.Contains(opening, "记者") && !strings.Contains(opening, "記者") && !strings.Contains(opening, "기자") && !strings.Contains(opening, "특파원") {
		return
	}
	if authors := byline.Reporters(opening); len(authors) > 0 {
		r.credit = &bylineAt{line: i, authors: authors}
	}
}

// beginsLife reports whether s, which follows a name, says who that is.
func beginsLife(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	second, _, _ := strings.Cut(rest, " ")
	switch {
	case oneOf.Has(first):
		return true
	case beforeRole.Has(first):
		second, _, _ = strings.Cut(second, "-") // "an editor-at-large"
		return byline.Roles.Lists(strings.Trim(second, ".,")) || byline.HasRole(s)
	}
	return byline.Roles.Lists(strings.Trim(first, ".,")) || byline.Roles.Lists(strings.Trim(second, ".,"))
}

var (
	oneOf      = lexicon.Words("one of")        // begin "one of the paper's editors"
	beforeRole = lexicon.Words("before a role") // and "an editor"
)

// tellsOf reports whether a sentence begins with the last name of somebody.
func tellsOf(sentence, name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	rest, ok := strings.CutPrefix(sentence, last+" ")
	return ok && prose.StartsLower(rest)
}

// inHead reports whether line i has a date right above or below it, or is right below
// the title with text below.
func (r *lineReader) inHead(i int) bool {
	for _, j := range [...]int{r.next(i + 1), r.above(i)} {
		if j >= r.top && j < len(r.lines) && r.lines[j].runes <= 60 && prose.HasDigit(r.lines[j].text) && len(r.find(j)) > 0 {
			return true
		}
	}
	return false
}
