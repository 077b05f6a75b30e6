package newspaper

// Dates that their own line leaves open: without a year, counted back from the
// file's time, or with numbers that could be day or month. The rest of the text
// settles them. Where it speaks of no year near the file's time, that time is
// when somebody copied the file, and gives no date.

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"
)

// settleDoubtful settles the candidates that are in doubt, by the full dates of
// the whole text. Most articles have none, and are not read again for it.
func (r *clues) settleDoubtful() {
	var text *testimony
	for k := range r.dated {
		c := &r.dated[k]
		m := &c.match
		if c.score < leastScore || !m.YearInferred && !m.Relative && !m.Ambiguous {
			continue
		}
		if text == nil {
			text = r.testify()
		}
		switch {
		case m.Relative:
			c.unproven = text.isOlder(m.Date.Time.Year()) || r.isCommentedBefore(m.Date.Time)
		case m.YearInferred:
			r.settleYear(c, text)
		case text.order != dates.AnyOrder && m.Zone == "" && strings.Contains(r.lines[c.line].text[m.Start:m.End], "/"):
			r.reread(c, text.order)
		}
		if m.Ambiguous && m.Date.Time.Before(text.quoted) {
			r.readAfter(c, text.quoted)
		}
	}
}

// isCommentedBefore reports whether a reader's comment is more than a day older than t,
// which cannot be the article's time then.
func (r *clues) isCommentedBefore(t time.Time) bool {
	const day = 24 * time.Hour
	return !r.commented.IsZero() && t.Sub(r.commented.Time) > day
}

// freshness is how long before its file's time a date without a year may lie to
// be believed on that time's word, whatever years the text speaks of.
const freshness = 31 * 24 * time.Hour

// wireDays is how long after its day what has a dateline comes to a newspaper's folder at
// most.
const wireDays = 7 * 24 * time.Hour

// settleYear gives a date the year that the text proves, else leaves it the one
// that the file's time gave it: that of a line of the head; that of a dateline only
// where the file came within days of it, as from a wire.
func (r *clues) settleYear(c *candidate, text *testimony) {
	t := c.match.Date.Time
	year := text.year
	if year == 0 {
		year = text.yearNear(t)
	}
	there := t.AddDate(year-t.Year(), 0, 0)
	switch age := r.ctx.Reference.Sub(t); {
	case year == 0 && c.prose:
		c.unproven = age > wireDays || text.isOlder(t.Year())
	case year == 0:
		c.unproven = age > freshness && text.isOlder(t.Year())
	case there.Month() != t.Month() || c.match.Weekday && there.Weekday() != t.Weekday():
		c.unproven = true
	default:
		c.match.Date.Time = there
	}
}

// reread reads the numbers of a candidate in the order that the text proves.
func (r *clues) reread(c *candidate, order dates.Order) {
	ctx := r.ctx
	ctx.Order = order
	for _, m := range dates.Find(r.lines[c.line].text, ctx) {
		if m.Start == c.match.Start {
			c.match.Date = m.Date
		}
	}
}

// readAfter reads the numbers of a candidate in the other order if the first gives
// a day before that of a message that the text quotes.
func (r *clues) readAfter(c *candidate, quoted time.Time) {
	was := c.match.Date
	for _, order := range [...]dates.Order{dates.DayFirst, dates.MonthFirst} {
		if r.reread(c, order); c.match.Date.Time.After(quoted) && !stated.IsFuture(c.match.Date, r.ctx) {
			return
		}
	}
	c.match.Date = was
}

// testimony is what the dates of a text say together.
type testimony struct {
	year   int         // that the text proves to be its own; 0 if it does not
	latest int         // year that the text names at all; 0 if none
	order  dates.Order // of numeric dates
	quoted time.Time   // of the latest message that it quotes
	days   []time.Time // full days of the latest year, where it is named more than once
}

// yearNear is the year that the text names last, and again, if it tells of a day of that
// year within weeks of t; 0 if not. The same day is that of an anniversary.
func (t *testimony) yearNear(day time.Time) int {
	for _, d := range t.days {
		if there := day.AddDate(d.Year()-day.Year(), 0, 0); there.Sub(d).Abs() <= freshness && there.YearDay() != d.YearDay() {
			return d.Year()
		}
	}
	return 0
}

// isOlder reports whether the text names years, but none near this one.
func (t *testimony) isOlder(year int) bool { return t.latest != 0 && t.latest < year-1 }

// mostDays bounds how many full days of a text are kept.
const mostDays = 40

// testify reads the dates of the whole text.
func (r *clues) testify() *testimony {
	years := yearVote{now: r.ctx.Reference.Year()}
	if year := yearOfAddress(r.a.SourceURL); year != 0 {
		years.vouch(year)
	}
	var order orderVote
	var quoted time.Time
	var full []time.Time
	for i := range r.lines {
		l := &r.lines[i]
		if l.fate == blank || !prose.HasDigit(l.text) {
			continue
		}
		years.name(l.text)
		for _, m := range dates.Find(l.text, r.ctx) {
			if m.Relative {
				continue
			}
			if !m.YearInferred {
				years.add(m.Date.Time.Year(), 1)
				if len(full) < mostDays {
					full = append(full, m.Date.Time)
				}
			}
			if m.Label == dates.Other && isTweetSource(l.text) && m.Date.Time.After(quoted) && !m.YearInferred {
				quoted = m.Date.Time
			}
			if order.add(m.Proves); strings.HasPrefix(r.ctx.Language, "en") {
				order.add(orderOfWords(l.text[m.Start:m.End]))
			}
		}
	}
	t := &testimony{year: years.only(), latest: years.latest, order: order.only(), quoted: quoted}
	if years.named > 1 {
		t.days = slices.DeleteFunc(full, func(d time.Time) bool { return d.Year() != years.latest })
	}
	return t
}

// yearVote knows the years of dates that it was given, and the latest named. Two
// dates prove a text's year where all are of that year and none later is named:
// one date alone may be of the past that the text tells of. A copyright or the
// article's address proves it too, though the next year be named, as plans do.
type yearVote struct {
	year, weight int
	vouched      int // year of a copyright, or of the address; -1 for several
	latest       int
	named        int // how often the latest is
	now          int // of the file: later years are plans
}

func (v *yearVote) vouch(year int) {
	if v.vouched == 0 {
		v.vouched = year
	}
	if v.vouched != year {
		v.vouched = -1
	}
}

func (v *yearVote) add(year, weight int) {
	if v.year == 0 {
		v.year = year
	}
	if v.weight += weight; v.year != year {
		v.year = -1
	}
}

func (v *yearVote) only() int {
	switch {
	case v.vouched > 0 && v.latest <= v.vouched+1:
		return v.vouched
	case v.year > 0 && v.weight >= 2 && v.latest <= v.year:
		return v.year
	}
	return 0
}

// name notes the years that a line names: numbers of four digits that stand free
// and are of our time. That of a copyright counts as two dates.
func (v *yearVote) name(s string) {
	for i := 0; i < len(s); i++ {
		if !prose.IsDigit(s[i]) {
			continue
		}
		start, year := i, 0
		for ; i < len(s) && prose.IsDigit(s[i]); i++ {
			year = min(10*year+int(s[i]-'0'), 1e6)
		}
		if i-start != 4 || year < 1900 || year > v.now || start > 0 && strings.IndexByte(",.-/+$#", s[start-1]) >= 0 {
			continue
		}
		if year > v.latest {
			v.latest, v.named = year, 0
		}
		if year == v.latest {
			v.named++
		}
		if isCopyright(s[:start]) {
			if last := rangeEnd(s[i:]); last > year && last <= v.now {
				year = last
				v.latest = max(v.latest, year)
			}
			v.vouch(year)
		}
	}
}

// isCopyright reports whether before, the text before a year, makes it that of a
// copyright.
func isCopyright(before string) bool {
	before = strings.TrimRight(before, " ")
	for _, mark := range [...]string{"©", "(c)", "Copyright"} {
		if strings.HasSuffix(before, mark) {
			return true
		}
	}
	return false
}

// rangeEnd is the year after a dash that s begins with, "-2022", or 0.
func rangeEnd(s string) int {
	s = strings.TrimLeft(s, " ")
	for _, dash := range [...]string{"-", "–", "—"} {
		if rest, ok := strings.CutPrefix(s, dash); ok {
			if rest = strings.TrimLeft(rest, " "); len(rest) >= 4 && prose.IsNumber(rest[:4]) {
				return number(rest[:4])
			}
		}
	}
	return 0
}

// orderVote knows whether all orders that it was given are one.
type orderVote struct{ dayFirst, monthFirst int }

func (v *orderVote) add(o dates.Order) {
	switch o {
	case dates.DayFirst:
		v.dayFirst++
	case dates.MonthFirst:
		v.monthFirst++
	}
}

func (v *orderVote) only() dates.Order {
	switch {
	case v.dayFirst == 0 && v.monthFirst > 0:
		return dates.MonthFirst
	case v.monthFirst == 0 && v.dayFirst > 0:
		return dates.DayFirst
	}
	return dates.AnyOrder
}

// orderOfWords is the order of a date whose month is a word: who writes "March
// 4, 2016" writes 3/4/2016 too.
func orderOfWords(s string) dates.Order {
	for i := 0; i < len(s); i++ {
		if !prose.IsDigit(s[i]) {
			continue
		}
		end := i
		for end < len(s) && prose.IsDigit(s[end]) {
			end++
		}
		if end-i > 2 || end < len(s) && (s[end] == ':' || s[end] == '/' || s[end] == '-' || s[end] == '.') {
			return dates.AnyOrder
		}
		after := strings.TrimLeft(s[end:], " ")
		for _, ordinal := range [...]string{"st ", "nd ", "rd ", "th ", "st,", "nd,", "rd,", "th,", "of "} {
			after = strings.TrimPrefix(after, ordinal)
		}
		if isLong(after) {
			return dates.DayFirst
		}
		before := strings.TrimRight(s[:i], " .") // "March 4th, 2016" too
		if c, _ := utf8.DecodeLastRuneInString(before); c >= 'a' && c <= 'z' {
			return dates.MonthFirst
		}
		return dates.AnyOrder
	}
	return dates.AnyOrder
}

// isLong reports whether s begins with three letters: a month, not "pm".
func isLong(s string) bool {
	if len(s) < 3 {
		return false
	}
	for i := range 3 {
		if s[i]|0x20-'a' > 25 {
			return false
		}
	}
	return true
}
