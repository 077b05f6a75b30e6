package dates

// From what was written to a match: the label, the zone and the year that the date
// has. Evidence in the line goes first, then what the caller knows.

import "time"

// matches makes the matches of all that was found.
func (s *scanner) matches() []Match {
	s.labels()
	yieldLunar(s.all[:s.n])
	shared := s.sharedZone()
	out := make([]Match, 0, s.n)
	for k := range s.n {
		f := &s.all[k]
		if k+1 < s.n && s.spanBetween(f, &s.all[k+1]) {
			f.span, s.all[k+1].span = true, true
		}
		if m, ok := s.match(f, shared); ok {
			out = append(out, m)
		}
	}
	return out
}

// spanBetween reports whether nothing but a dash parts two dates.
func (s *scanner) spanBetween(a, b *found) bool {
	i := skipSpace(s.line, a.end)
	w := prefixAt(s.line, i, "-", "–", "—", "bis", "to", "until", "au", "al")
	return w > 0 && skipSpace(s.line, i+w) == b.start && !isSameDay(a, b)
}

// isSameDay reports whether two dates are one day by two calendars.
func isSameDay(a, b *found) bool {
	return a.day.lunar != b.day.lunar || a.day.year == b.day.year && a.day.month == b.day.month && a.day.mday == b.day.mday && !a.relative && !b.relative && a.clock == b.clock
}

// sharedZone is the zone of the line's other dates, where they state just one.
func (s *scanner) sharedZone() *clock {
	var shared *clock
	for k := range s.n {
		c := &s.all[k].clock
		if !c.zone.known() {
			continue
		}
		if shared != nil && shared.zone != c.zone {
			return nil
		}
		shared = c
	}
	return shared
}

// match makes the match of one date; ok is false where its year stays unknown.
func (s *scanner) match(f *found, shared *clock) (Match, bool) {
	m := Match{
		Start: f.start, End: f.end, Range: f.span, Relative: f.relative,
		Label: f.label.label, LabelStart: f.label.start, LabelEnd: f.label.end, WeakLabel: f.label.weak,
	}
	if f.relative {
		m.Date = Date{Time: f.when, DayOnly: f.dayOnly, ZoneAssumed: true}
		return m, true
	}
	m.Proves = s.proof(&f.day)
	s.arrange(f, &m)
	if f.day.yearless {
		if !s.inferYear(f) {
			return m, false
		}
		m.YearInferred = true
	}
	if f.weekday.written {
		m.Weekday = weekdayOn(f.day) == f.weekday.day
		m.WrongWeekday = !m.Weekday
	}
	s.setTime(f, shared, &m)
	return m, true
}

// weekdayOn is the day of the week of a civil day, from Sunday.
func weekdayOn(d day) int8 {
	return int8(time.Date(d.year, time.Month(d.month), d.mday, 0, 0, 0, 0, time.UTC).Weekday())
}

// setTime gives the match its instant, or its civil day.
func (s *scanner) setTime(f *found, shared *clock, m *Match) {
	loc, c := s.ctx.location(), &f.clock
	written := c.zone.known()
	if c.written && c.placeholder() {
		m.Midnight = true
		*c = clock{}
	}
	m.Date.DayOnly = !c.written
	m.Date.ZoneAssumed = true
	switch {
	case written:
		loc, m.Date.ZoneAssumed = c.zone.location(), false
		m.Zone = s.line[c.zoneStart:c.zEnd]
	case c.written && shared != nil:
		loc, m.Date.ZoneAssumed, m.ZoneShared = shared.zone.location(), false, true
		m.Zone = s.line[shared.zoneStart:shared.zEnd]
	}
	if a, ok := s.words.zones.abbreviations[m.Zone]; ok && a.other != nil {
		m.ZoneAmbiguous = true
	}
	d := f.day
	m.Date.Time = time.Date(d.year, time.Month(d.month), d.mday, c.hour, c.min, c.sec, c.nano, loc)
}

// location is the context's zone, UTC if it has none.
func (c *Context) location() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// inferYear finds the latest year in which the day is not after the reference,
// and falls on the weekday that was written.
func (s *scanner) inferYear(f *found) bool {
	if s.ctx.Reference.IsZero() {
		return false
	}
	limit := s.ctx.Reference.In(s.ctx.location()).AddDate(0, 0, 1)
	for year := limit.Year(); year > limit.Year()-29; year-- {
		d := f.day
		d.year = year
		if !exists(year, d.month, d.mday) || time.Date(year, time.Month(d.month), d.mday, 0, 0, 0, 0, limit.Location()).After(limit) {
			continue
		}
		if f.weekday.written && weekdayOn(d) != f.weekday.day {
			continue
		}
		f.day = d
		return true
	}
	return false
}
