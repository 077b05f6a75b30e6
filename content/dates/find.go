package dates

// Find, and what it tells about each date beside the date itself.

import (
	"strings"
	"time"
)

// Match is one date of a line, with what its reader needs to judge it. A date
// that is in the line is not always a date of the article: Label, Range and the
// place of the line in the text say more, and the caller decides.
type Match struct {
	Start, End int // bytes of the line: the date, its weekday, time and zone
	Date       Date

	Label                Label // the label that stands before it, or right behind
	LabelStart, LabelEnd int   // bytes of the line; equal if there is no label
	WeakLabel            bool  // the label is an everyday word too: "date", "stand"

	Weekday       bool   // a weekday was written and agrees
	WrongWeekday  bool   // a weekday was written and contradicts: something is mistyped
	Ambiguous     bool   // day and month could be the other way round, and only weak hints decided
	YearInferred  bool   // no year was written: it is the latest that fits Context.Reference
	Relative      bool   // "yesterday", "3 hours ago": counted back from Context.Reference
	Range         bool   // one end of a span of days or hours: an event, hardly a publication
	Midnight      bool   // a midnight was written that stands for "no time"; Date is DayOnly
	ZoneShared    bool   // the zone was written beside another date of the line
	ZoneAmbiguous bool   // the abbreviation has other meanings elsewhere: IST, CST, BST
	Zone          string // the zone as written; empty if none
	Proves        Order  // the order that a numeric date proves by itself, as 31/08/2019 does; for Context.Order of others
}

// Find returns every date in the line, left to right, none overlapping another.
//
// It reads full dates in any order and some forty languages, with time and zone
// where they are written. Dates without a year and relative ones need
// c.Reference. A day that the calendar lacks is no match; [Parse] says why.
//
// Left to the caller is what only the surrounding text tells: whether the line
// is a caption, a tweet or a sentence of the body. A date inside an address, a
// version or a telephone number is no match.
func Find(line string, c Context) []Match {
	line, start, end := rewriteHebrew(line)
	if nextDigit(line, 0) < 0 {
		rewritten, ok := rewriteHan(line)
		if !ok && (c.Reference.IsZero() || len(line) > maxRelative) {
			return nil
		}
		line = rewritten
	}
	s := scanner{line: line, ctx: c, words: words()}
	s.run()
	if s.n == 0 {
		return nil
	}
	found := s.matches()
	for k := range found {
		if m := &found[k]; m.Start <= start && m.End > start {
			m.End = max(m.End, end) // with the blanks that fill it up
		}
	}
	return found
}

// maxFound bounds the dates of one line: a line with more is a table.
const maxFound = 8

// scanner reads one line. It lives on the stack of its caller.
type scanner struct {
	line         string
	ctx          Context
	words        *lexicon
	all          [maxFound]found
	n            int
	enclosed     clock // of the last day that said so
	refusedStart int   // the first date that the calendar lacks
	refusedEnd   int
}

// found is one date as written, before its zone, order and year are known.
type found struct {
	start, end int
	day        day
	clock      clock
	weekday    weekday
	span       bool
	relative   bool
	when       time.Time // of relative dates
	dayOnly    bool      // of relative dates
	label      labelled
}

// run collects the dates of the line.
func (s *scanner) run() {
	floor := 0
	var before clock
	for i := nextDigit(s.line, 0); i >= 0 && s.n < maxFound; {
		x := numberAt(s.line, i)
		if s.dull(x) {
			i = nextDigit(s.line, x.end)
			continue
		}
		d, ok := s.dayAt(x, floor)
		if !ok {
			d, ok = s.slashDay(x, floor)
		}
		if ok && d.yearless && s.ctx.Reference.IsZero() {
			ok = false
		}
		if ok {
			f := s.extend(d, before, floor)
			s.all[s.n] = f
			s.n++
			floor, before = f.end, clock{}
			i = nextDigit(s.line, f.end)
			continue
		}
		end := x.end
		if c, ok := s.looseClock(x, floor); ok {
			before, end = s.nearer(before, c), c.end
		}
		i = nextDigit(s.line, end)
	}
	if before.written && s.n > 0 && s.n < maxFound {
		s.sameDay(before, floor)
	}
	if !s.ctx.Reference.IsZero() && s.n < maxFound {
		s.relative()
	}
}

// sameDay adds a labelled time whose day is the one before it: "Published 9 May
// 2016, 4:07 PM | Updated 5:36 PM".
func (s *scanner) sameDay(c clock, floor int) {
	if l := s.labelBetween(floor, c.start); l.label == NoLabel || l.label == Other || !s.onlyMarks(l.end, c.start) {
		return
	}
	d := s.all[s.n-1].day
	d.sep = 0
	s.all[s.n] = found{start: c.start, end: c.end, day: d, clock: c}
	s.n++
}

// looseClock reads a time that may belong to a date further right.
func (s *scanner) looseClock(x num, floor int) (clock, bool) {
	if b := byteAt(s.line, x.start-1); x.start > floor && (b == ':' || b == '.' || b == ',' || b-'0' < 10) {
		return clock{}, false
	}
	c, ok := s.clockAt(s.hanHalfBefore(x.start, floor), clockPlain)
	if !ok {
		return c, false
	}
	return s.zoneAfter(c, false), true
}

// nearer picks between two times before a date: the second, unless it repeats
// the first for another zone: "2010 GMT (0410 HKT)".
func (s *scanner) nearer(a, b clock) clock {
	if !a.written || byteAt(s.line, b.start-1) != '(' || skipSpace(s.line, a.end) != b.start-1 {
		return b
	}
	a.end = b.end
	if byteAt(s.line, a.end) == ')' {
		a.end++
	}
	return a
}

// extend adds to a day the weekday, the time and the zone around it.
func (s *scanner) extend(d day, before clock, floor int) found {
	f := found{start: d.start, end: d.end, day: d, weekday: d.weekday}
	if d.enclosed {
		f.clock = s.enclosed
	}
	if w, start, ok := s.weekdayBefore(d.start, floor); ok {
		f.weekday, f.start = w, start
	}
	if before.written {
		s.takeBefore(&f, before, floor)
	}
	if w, end, ok := s.weekdayBehind(f.end); ok {
		f.weekday, f.end = w, end
	}
	if !f.clock.written {
		s.takeBehind(&f)
	} else if f.clock.end < f.end && !f.clock.zone.known() {
		c := f.clock
		c.end = f.end
		if c = s.zoneAfter(c, false); c.zone.known() {
			f.clock, f.end = c, c.end
		}
	}
	f.span = d.overflow || s.spanBefore(&d) || f.clock.written && s.spanBehind(f.end)
	return f
}

// takeBefore gives f the time that stands before it, if nothing parts them.
func (s *scanner) takeBefore(f *found, c clock, floor int) {
	next, w := s.joint(c.end)
	if next < f.start || next > f.day.start {
		return
	}
	if w.written {
		f.weekday = w
	}
	f.clock, f.start = c, c.start
	if w, start, ok := s.weekdayBefore(c.start, floor); ok {
		f.weekday, f.start = w, start
	}
}

// weekdayBefore reads the weekday that ends before i.
func (s *scanner) weekdayBefore(i, floor int) (w weekday, start int, ok bool) {
	for range 2 {
		end := backSpace(s.line, i)
		for end > floor && (s.line[end-1] == ',' || s.line[end-1] == '.' || s.line[end-1] == '|' || s.line[end-1] == '-' || s.line[end-1] == '/') {
			end = backSpace(s.line, end-1)
		}
		start = wordStart(s.line, end)
		if word := s.line[start:end]; strings.EqualFold(word, "feira") && byteAt(s.line, start-1) == '-' {
			end = start - 1 // segunda-feira
			start = wordStart(s.line, end)
		}
		if start < floor || start == end {
			return w, i, false
		}
		w, stop, ok := s.weekdayAt(start)
		if ok && stop == end && (end-start > 2 || s.line[start]-'A' < 26 || s.line[end] == ',' || s.line[end] == '.') {
			return w, start, true
		}
		if !s.words.articles[s.line[start:end]] {
			return w, i, false
		}
		i = start
	}
	return w, i, false
}

// weekdayBehind reads the weekday right behind a date: (木), 星期五, Fri.
func (s *scanner) weekdayBehind(i int) (w weekday, end int, ok bool) {
	if w, end, ok := s.hanWeekday(i); ok {
		return w, end, true
	}
	i = skipSpace(s.line, i)
	if w, end, ok := s.weekdayAt(i); ok && end-i > 2 && !isLetter(s.line, skipSpace(s.line, end)) {
		return w, end, true
	}
	return s.weekdayBare(i)
}

// takeBehind gives f the time that follows it.
func (s *scanner) takeBehind(f *found) {
	if f.day.iso && s.machineTime(f) {
		return
	}
	next, w := s.joint(f.end)
	z, next := s.hanZone(next)
	if p := prefixAt(s.line, next, "(", "（"); p > 0 && isDigit(s.line, next+p) {
		next += p
	}
	c, ok := s.clockAt(next, clockDated)
	if !ok || isLetter(s.line, next) && z.known() {
		return
	}
	if w.written {
		f.weekday = w
	}
	c = s.zoneAfter(c, f.day.iso)
	if z.known() && !c.zone.known() {
		c.zone, c.zoneStart, c.zEnd = z, next, next
	}
	f.clock, f.end = c, c.end
}

// machineTime reads the T13:07:00+08:00 or T130700Z that follows an ISO day.
func (s *scanner) machineTime(f *found) bool {
	if c := byteAt(s.line, f.end); c != 'T' && c != 't' || !isDigit(s.line, f.end+1) {
		return false
	}
	x := numberAt(s.line, f.end+1)
	c := clock{start: x.start, end: x.end, written: true}
	switch x.n {
	case 4:
		c.hour, c.min = x.v/100, x.v%100
	case 6:
		c.hour, c.min, c.sec, c.seconds = x.v/10000, x.v/100%100, x.v%100, true
		s.fraction(&c)
	default:
		var ok bool
		if c, ok = s.clockAt(x.start, clockDated); !ok {
			return false
		}
	}
	if !c.valid() || c.sec > 59 {
		return false
	}
	f.clock = s.zoneAfter(c, true)
	f.end = f.clock.end
	return true
}

// spanBefore reports whether the day ends a span: "4–6 November 2023",
// "12.10. - 15.10.2023", "19./20. Juni 2020".
func (s *scanner) spanBefore(d *day) bool {
	i := backSpace(s.line, d.start)
	j := i
	for _, dash := range [...]string{"-", "–", "—", "/", "&", " bis", " to", " al", " and", " und", " au", " y", " et", " a"} {
		if n := len(dash); i >= n && s.line[i-n:i] == dash {
			j = backSpace(s.line, i-n)
			break
		}
	}
	if j == i || j == 0 {
		return false
	}
	dotted := s.line[j-1] == '.'
	if dotted {
		j--
	}
	k := j
	for k > 0 && s.line[k-1]-'0' < 10 {
		k--
	}
	if k == j || j-k > 2 || !dotted && d.sep != 0 {
		return false
	}
	b := byteAt(s.line, k-1)
	return b != ':' && b != '/' && b != ',' && !isWordByte(b)
}

// spanBehind reports whether the time before i begins a span: "19 - 21 Uhr".
func (s *scanner) spanBehind(i int) bool {
	j := skipSpace(s.line, i)
	w := prefixAt(s.line, j, "-", "–", "—", "bis ", "to ")
	if w == 0 {
		return false
	}
	_, ok := s.clockAt(skipSpace(s.line, j+w), clockPlain)
	return ok
}
