package html

// When the article was published and changed: what the page states for programs, else
// what it prints near its heading, else what its scripts and its address hold.

import (
	"slices"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// publishedKeys state when the article was published; updatedKeys when it was changed.
var (
	publishedKeys = []string{"ld:datepublished", "article:published_time", "item:datepublished", "mf:published", "article:published", "og:published_time",
		"og:article:published_time", "article:publication_date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_time", "dc.date.issued", "dcterms.issued",
		"dcterms.created", "dc.date.created", "ldpage:datepublished", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
		"citation_date", "originalpublicationdate", "rnews:datepublished", "article_date_original", "article.published", "article:post_date", "datepublished"}
	looseKeys   = []string{"date", "dc.date", "dcterms.date", "dc.created", "created", "timestamp"} // which may as well be the day of the last change, or of the copy
	lateKeys    = []string{"ld:datecreated", "item:datecreated", "article:created"}
	updatedKeys = []string{"ld:datemodified", "article:modified_time", "og:updated_time", "item:datemodified", "mf:updated", "dcterms.modified", "dc.date.modified", "ldpage:datemodified", "last-modified", "article:modified", "revised", "lastmod", "item:dateupdate", "item:dateupdated", "dateupdated"}
)

func (r *reader) readDates(lines []line) {
	shown := preferFirst(r.shownDates(lines))
	r.Updated = r.statedDate("updated", updatedKeys)
	r.Published = r.onLocalClock(r.statedDate("published", publishedKeys), shown)
	switch {
	case len(shown) > 0 && r.belies(shown[0]):
		r.take(shown[0])
	case !r.Published.IsZero():
	case r.confirms(shown):
	case len(shown) > 0 && shown[0].score >= clear:
		r.take(shown[0])
	default:
		r.guessDate(shown)
	}
	if !r.Updated.IsZero() && !r.Published.IsZero() && r.Updated.Time.Before(r.Published.Time) {
		r.Updated = dates.Date{}
		r.Origin.Delete("updated")
	}
}

// How sure a printed date must be to go before what a page states of its last change,
// what it states loosely, and what it states of its publication.
const (
	doubtful = 20
	clear    = 30
	certain  = 66
)

// belies reports whether a printed date contradicts the stated one: it stands at the
// heading, and is not that of the last change.
func (r *reader) belies(s shownDate) bool {
	return !r.Published.IsZero() && s.score >= certain && !s.updated && !sameDay(s.date, r.Published) && !sameDay(s.date, r.Updated)
}

func sameDay(a, b dates.Date) bool {
	return !b.IsZero() && a.Time.Format(time.DateOnly) == b.Time.Format(time.DateOnly)
}

// confirms takes a date that the page states loosely where it also prints that day, and
// the likeliest one printed is later: that may be the day on which the page was fetched.
func (r *reader) confirms(shown []shownDate) bool {
	loose := r.statedDate("published", looseKeys)
	for _, s := range shown {
		if !s.updated && sameDay(s.date, loose) && loose.Time.Format(time.DateOnly) <= shown[0].date.Time.Format(time.DateOnly) {
			r.Published = r.onLocalClock(loose, shown)
			return true
		}
	}
	r.Origin.Delete("published")
	return false
}

// preferFirst puts the likeliest day of publication before days of later changes, where
// it stands clearly near the heading as well.
func preferFirst(shown []shownDate) []shownDate {
	if len(shown) == 0 || !shown[0].updated {
		return shown
	}
	for i, s := range shown {
		if s.score < clear || s.date.Time.After(shown[0].date.Time) {
			continue
		}
		if !s.updated {
			return slices.Insert(slices.Delete(slices.Clone(shown), i, i+1), 0, s)
		}
	}
	return shown
}

// guessDate takes the next best where a page neither states nor clearly prints a date.
func (r *reader) guessDate(shown []shownDate) {
	if len(shown) > 0 && shown[0].score < doubtful && !r.Updated.IsZero() {
		return // a day that the text tells of; the last change becomes the date
	}
	if r.Published = r.onLocalClock(r.statedDate("published", looseKeys), shown); !r.Published.IsZero() {
		return
	}
	if len(shown) > 0 {
		r.take(shown[0])
		return
	}
	if r.Published = r.statedDate("published", lateKeys); !r.Published.IsZero() {
		return
	}
	if r.readScripts(); r.Published.IsZero() {
		r.readTitleDay()
	}
}

// statedDate is the first date that one of the keys states.
func (r *reader) statedDate(field string, keys []string) dates.Date {
	for _, key := range keys {
		for _, s := range r.says[key] {
			if d, ok := r.parseStamp(s.value); ok {
				r.Origin.Set(field, content.Origin{Line: s.line, Rule: key})
				return d
			}
		}
	}
	return dates.Date{}
}

var isoDay = pattern.New(`^(\d{4}-\d\d-\d\d)[T ]`)

// parseStamp reads a date that was written for programs; of one with a time that
// cannot be, the day.
func (r *reader) parseStamp(value string) (dates.Date, bool) {
	value = prose.OneLine(value)
	d, err := dates.Parse(value, r.ctx)
	if m := isoDay.FindStringSubmatch(value); err != nil && m != nil {
		d, err = dates.Parse(m[1], r.ctx)
	}
	if err == nil && !isPlausible(d.Time) {
		return dates.Date{}, false
	}
	return d, err == nil && !d.IsZero()
}

// isPlausible reports whether a page may be of that time: not of the computers' own
// beginning.
func isPlausible(t time.Time) bool { return t.Year() > 1970 }

// shownDate is a date that the page prints, and how likely it is the article's.
type shownDate struct {
	date    dates.Date
	line    int
	rule    string
	score   int
	updated bool
}

// shownDates are the dates that the page prints, the likeliest first.
func (r *reader) shownDates(lines []line) []shownDate {
	var all []shownDate
	add := func(s shownDate) {
		if s.score < unlikely {
			return
		}
		at := len(all)
		for at > 0 && all[at-1].score < s.score {
			at--
		}
		all = append(all, shownDate{})
		copy(all[at+1:], all[at:])
		all[at] = s
	}
	const most = 60
	for i := range lines {
		if len(all) > most {
			break
		}
		l := &lines[i]
		for _, t := range l.times {
			if d, ok := r.parseStamp(t.value); ok {
				add(shownDate{date: d, line: t.line, rule: "time element", score: l.score() + 20})
			}
		}
		names := len(r.Title) >= longTitle && strings.HasPrefix(l.text, r.Title)
		lead := labelAbove(lines, i)
		whole := lead + l.text
		text := prose.CutBytes(whole, longestDated)
		for _, m := range dates.Find(text, r.ctx) {
			if m.Start < len(lead) {
				continue
			}
			if s, ok := l.judge(whole, m); ok && (len(text) == len(whole) || m.Start < opening || m.Label == dates.Published || postedThen.MatchString(text[m.End:])) {
				if names && m.Start >= len(r.Title) && countLetters(text[:m.Start]) == countLetters(r.Title) {
					s.score += named
				}
				add(s)
			}
		}
	}
	return all
}

// postedThen is what German blogs say behind the day on which they say that a text was
// posted, in a sentence below it.
var postedThen = pattern.New(`(?i)^\s*(?:Uhr\s+)?(?:gepostet|veröffentlicht|erstellt|publiziert|geschrieben|verfasst)(?:\s|[.,]|$)`)

// labelAbove is what the line above a date calls it: "Available until:".
func labelAbove(lines []line, i int) string {
	const longest = 60 // bytes
	if i == 0 || len(lines[i].text) > longest || len(lines[i-1].text) > longest || !strings.HasSuffix(lines[i-1].text, ":") {
		return ""
	}
	return lines[i-1].text + " "
}

// A line that is the title and a date, such as that of a list of news that the article
// is in, tells its date; a title of few bytes may be anything's.
const (
	named     = 40
	longTitle = 20
)

// unlikely dates are somebody else's.
const unlikely = -15

// longestDated bounds a line, in bytes, that may tell the article's date anywhere; a
// longer one tells a story, and only how it opens counts.
const (
	longestDated = 250
	opening      = 40
)

// score is how likely a line tells the article's date, by its place and its marks.
func (l *line) score() int {
	score := l.place()
	if l.marks.dated {
		score += 20
	}
	if l.linked {
		score -= 8
	}
	return score
}

// place is how likely a line tells of the article, by where it stands.
func (l *line) place() int {
	score := 0
	switch d := l.at; {
	case d >= 0 && d <= 12:
		score += 40 - 2*d
	case d < 0 && d >= -8:
		score += 34 + 3*d
	case l.inMain:
		score += 10
	}
	if l.marks.other {
		score -= 20
	}
	switch l.frame {
	case "", authorBox:
	default:
		score -= 25
	}
	return score
}

// judge weighs a date that text holds: the line, maybe with its label before it.
func (l *line) judge(text string, m dates.Match) (shownDate, bool) {
	if m.YearInferred || m.Relative || m.Label == dates.Other {
		return shownDate{}, false
	}
	s := shownDate{date: m.Date, line: l.number, rule: "date line", score: l.score()}
	beside := countLetters(text) - countLetters(text[m.Start:m.End]) - countLetters(text[m.LabelStart:m.LabelEnd])
	switch {
	case beside < 4:
		s.score += 20
	case beside < 30:
		s.score += 10
	case beside > 100:
		s.score -= 20
	}
	switch {
	case m.Label == dates.Published:
		s.score += 25
	case m.Label == dates.Updated:
		s.updated = true
		s.score -= 5
	}
	if m.Range {
		s.score -= 30
	}
	if !isPlausible(m.Date.Time) {
		return s, false
	}
	return s, true
}

// take makes a printed date the article's.
func (r *reader) take(s shownDate) {
	o := content.Origin{Line: s.line, Rule: s.rule}
	if s.updated && r.Updated.IsZero() {
		r.Updated = s.date
		r.Origin.Set("updated", o)
	}
	r.Published = s.date
	r.Origin.Set("published", o)
}

// onLocalClock gives a time that programs state in UTC the clock of the place, where the
// page prints the same moment on that, or the day that was there: what people see is
// what was meant.
func (r *reader) onLocalClock(d dates.Date, shown []shownDate) dates.Date {
	if _, offset := d.Time.Zone(); d.IsZero() || d.DayOnly || d.ZoneAssumed || offset != 0 {
		return d
	}
	rule := r.Origin.Of("published").Rule
	note := func(d dates.Date, offset time.Duration, evidence string) dates.Date {
		d.Time = d.Time.In(time.FixedZone("", int(offset/time.Second)))
		r.Origin.Set("published", content.Origin{Line: r.Origin.Of("published").Line, Rule: rule + ", " + evidence})
		return d
	}
	for _, s := range shown {
		if offset, ok := offsetOf(d.Time, s.date); ok {
			return note(d, offset, "on the clock that the page prints")
		}
	}
	for _, key := range publishedKeys {
		for _, s := range r.says[key] {
			if other, err := dates.Parse(prose.OneLine(s.value), r.ctx); err == nil {
				if offset, ok := offsetOf(d.Time, other); ok {
					return note(d, offset, "on the clock of "+key)
				}
			}
		}
	}
	if day, ok := r.printedDay(shown); ok {
		if offset, ok := offsetToDay(d.Time, day); ok {
			d = note(d, offset, "on the day that the page prints")
			d.ZoneAssumed = true
		}
	}
	return d
}

// offsetOf is how far from UTC a clock is that shows a moment as other does. It is
// never none.
func offsetOf(moment time.Time, other dates.Date) (time.Duration, bool) {
	if other.DayOnly {
		return 0, false
	}
	t := other.Time
	if _, offset := t.Zone(); !other.ZoneAssumed {
		apart := t.Sub(moment).Abs()
		return time.Duration(offset) * time.Second, offset != 0 && apart < time.Minute
	}
	clock := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
	offset := clock.Sub(moment.Truncate(time.Minute))
	return offset, offset != 0 && offset%(30*time.Minute) == 0 && offset >= -12*time.Hour && offset <= 14*time.Hour
}

// printedDay is the day that the page prints at its heading, or has in its address.
func (r *reader) printedDay(shown []shownDate) (time.Time, bool) {
	const sure = 55
	if len(shown) > 0 && shown[0].score >= sure && !shown[0].updated && shown[0].rule == "date line" {
		return shown[0].date.Time, true
	}
	if d, ok := stated.DayOfAddress(r.SourceURL, r.ctx); ok {
		return d.Time, true
	}
	return time.Time{}, false
}

// offsetToDay is the whole hour nearest to UTC whose clock has a moment on a day, which
// must be a neighbour.
func offsetToDay(moment, day time.Time) (time.Duration, bool) {
	begin := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	const hour = time.Hour
	switch end := begin.Add(24 * hour); {
	case moment.Before(begin) && begin.Sub(moment) <= 14*hour:
		return (begin.Sub(moment) + hour - 1).Truncate(hour), true
	case !moment.Before(end) && moment.Sub(end) < 12*hour:
		return -(moment.Sub(end) + hour).Truncate(hour), true
	}
	return 0, false
}

// scripted finds dates of publication in the data of scripts.
var scripted = pattern.New(`(?i)\\?["']?(?:date_?published|published_?at|publish(?:ed)?_?(?:date|time)|publication_?date|first_?published(?:_?at)?|pub_?date)\\?["']?\s*[:=]\s*\\?["']([^"'\\]{8,40})`)

// writes is a script that does nothing but write a date where it stands.
var writes = pattern.New(`(?i)^\s*(?:document\.write(?:ln)?\()?\s*\w*(?:date|time)\w*\(\s*["'](\d{4}[-/]\d\d[-/]\d\d(?: \d\d:\d\d(?::\d\d)?)?)[^"']{0,20}["']\s*\)*\s*;?\s*$`)

// readScripts takes the first date of publication that a script holds.
func (r *reader) readScripts() {
	const looked = 1 << 20 // bytes
	left := looked
	for n := range r.doc.root.Descendants() {
		if !isElement(n, "script") || left <= 0 {
			continue
		}
		text := textOf(n)
		text = text[:min(len(text), left)]
		left -= len(text)
		for _, m := range append(scripted.FindAllStringSubmatch(text, 5), writes.FindAllStringSubmatch(text, 1)...) {
			if d, ok := r.parseStamp(strings.TrimSpace(m[1])); ok {
				r.Published = d
				r.Origin.Set("published", content.Origin{Line: r.doc.lineOf(n), Rule: "data of a script"})
				return
			}
		}
	}
}

// readTitleDay takes a day that the page's title begins with.
func (r *reader) readTitleDay() {
	for _, key := range []string{"og:title", "title"} {
		s := r.says.first(key)
		for _, m := range dates.Find(prose.CutBytes(s.value, longestDated), r.ctx) {
			if m.Start == 0 && !m.YearInferred && !m.Relative && !m.Range {
				r.Published = m.Date
				r.Origin.Set("published", content.Origin{Line: s.line, Rule: "day that " + key + " begins with"})
				return
			}
		}
	}
}
