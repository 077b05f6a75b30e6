package dates

// From what was written to what was meant: which number is the month, which
// year, which zone. Evidence in the line goes first, then what the caller knows.

import "time"

// matches settles everything that was found.
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
		if m, ok := s.settle(f, shared); ok {
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

// settle makes the match of one date; ok is false where its year stays unknown.
func (s *scanner) settle(f *found, shared *clock) (Match, bool) {
	m := Match{
		Start: f.start, End: f.end, Range: f.span, Relative: f.relative,
		Label: f.label.label, LabelStart: f.label.start, LabelEnd: f.label.end, WeakLabel: f.label.weak,
	}
	if f.relative {
		m.Date = Date{Time: f.when, DayOnly: f.dayOnly, ZoneAssumed: true}
		return m, true
	}
	m.Proves = s.proof(&f.day)
	s.settleOrder(f, &m)
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
	s.settleTime(f, shared, &m)
	return m, true
}

// weekdayOn is the day of the week of a civil day, from Sunday.
func weekdayOn(d day) int8 {
	return int8(time.Date(d.year, time.Month(d.month), d.mday, 0, 0, 0, 0, time.UTC).Weekday())
}

// settleTime gives the match its instant, or its civil day.
func (s *scanner) settleTime(f *found, shared *clock, m *Match) {
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
	if a, ok := zoneAbbreviations[m.Zone]; ok && a.other != nil {
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

// settleOrder decides which number of 03/04/2016 is the month.
func (s *scanner) settleOrder(f *found, m *Match) {
	if !f.day.open {
		return
	}
	order, sure := s.order(f)
	if order == DayFirst {
		f.day.month, f.day.mday = f.day.mday, f.day.month
	}
	f.day.open, m.Ambiguous = false, !sure
}

// order is how the numbers of f are meant, and whether that is more than a guess:
// the calendar, the weekday and the line's other dates prove it, the caller's
// setting states it, everything else suggests it.
func (s *scanner) order(f *found) (o Order, sure bool) {
	if o := s.provenOrder(f); o != AnyOrder {
		return o, true
	}
	if s.ctx.Order != AnyOrder {
		return s.ctx.Order, true
	}
	if s.foreign(f) {
		return DayFirst, true
	}
	if o := s.orderByZone(f); o != AnyOrder {
		return o, o == MonthFirst
	}
	if f.day.sep == '.' && (!f.day.short || !languageIs(s.ctx.Language, "en")) {
		return DayFirst, true
	}
	if o := s.orderByContext(); o != AnyOrder {
		return o, false
	}
	return s.orderByShape(f), false
}

// provenOrder is the order that the weekday, the reference or another date of
// the line leaves.
func (s *scanner) provenOrder(f *found) Order {
	monthFirst, dayFirst := f.day, f.day
	dayFirst.month, dayFirst.mday = dayFirst.mday, dayFirst.month
	if f.weekday.written {
		a, b := weekdayOn(dayFirst) == f.weekday.day, weekdayOn(monthFirst) == f.weekday.day
		if a != b {
			return chosen(a)
		}
	}
	for k := range s.n {
		if g := &s.all[k].day; g.sep == f.day.sep {
			if o := s.proof(g); o != AnyOrder {
				return o
			}
		}
	}
	if r := s.ctx.Reference; !r.IsZero() {
		limit := r.AddDate(0, 0, 2)
		a, b := dayFirst.utc().Before(limit), monthFirst.utc().Before(limit)
		if a != b {
			return chosen(a)
		}
	}
	return AnyOrder
}

// proof is the order that the numbers of a date leave by themselves.
func (s *scanner) proof(d *day) Order {
	if d.sep == 0 || d.open || d.month == d.mday {
		return AnyOrder
	}
	first := numberAt(s.line, d.start)
	if first.n > 2 {
		return AnyOrder
	}
	return chosen(first.v == d.mday)
}

func chosen(dayFirst bool) Order {
	if dayFirst {
		return DayFirst
	}
	return MonthFirst
}

// utc is the day's midnight.
func (d day) utc() time.Time {
	return time.Date(d.year, time.Month(d.month), d.mday, 0, 0, 0, 0, time.UTC)
}

// foreign reports whether the words around the date are of another language
// than English: all of those in the tables put the day first, or the year.
func (s *scanner) foreign(f *found) bool {
	return f.weekday.written && !f.weekday.english || f.clock.french || f.clock.german || f.label.foreign ||
		len(s.ctx.Language) >= 2 && !languageIs(s.ctx.Language, "en")
}

// orderByZone is the order of the country whose zone was written. Only the
// United States put the month first, so their zones prove it.
func (s *scanner) orderByZone(f *found) Order {
	switch name := s.line[f.clock.zoneStart:f.clock.zEnd]; name {
	case "ET", "CT", "MT", "PT", "EST", "EDT", "CDT", "MDT", "PST", "PDT", "AKST", "AKDT", "HST":
		return MonthFirst
	case "GMT", "BST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "IST", "AEST", "AEDT", "NZST", "NZDT", "SAST", "SGT", "MYT", "WIB", "MSK", "PKT", "HKT":
		return DayFirst
	}
	return AnyOrder
}

// orderByContext is the order that the text's language and zone suggest.
func (s *scanner) orderByContext() Order {
	tag := s.ctx.Language
	switch {
	case languageIs(tag, "en-US"), languageIs(tag, "en_US"), languageIs(tag, "en-PH"):
		return MonthFirst
	case len(tag) > 2 && languageIs(tag, "en"):
		return DayFirst
	}
	return orderInZone(s.ctx.location().String())
}

// orderByShape is the order that the date's own looks suggest: am and pm are
// American, and so are dots before a short year in English. Most of the world
// puts the day first.
func (s *scanner) orderByShape(f *found) Order {
	if f.clock.twelve || f.day.sep == '.' && languageIs(s.ctx.Language, "en") {
		return MonthFirst
	}
	return DayFirst
}

// orderInZone is the order in use where a zone of the database lies.
func orderInZone(name string) Order {
	switch name {
	case "UTC", "Local", "":
		return AnyOrder
	case "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Detroit",
		"America/Anchorage", "America/Boise", "Pacific/Honolulu", "Asia/Manila", "US/Eastern", "US/Central", "US/Mountain", "US/Pacific":
		return MonthFirst
	case "America/Toronto", "America/Vancouver", "America/Winnipeg", "America/Edmonton", "America/Halifax":
		return AnyOrder
	}
	return DayFirst
}
