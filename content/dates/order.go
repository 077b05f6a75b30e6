package dates

// Which number of 03/04/2016 is the month: what the calendar, the weekday and the
// line's other dates prove, else what setting, language, zone and looks suggest.

import "time"

// arrange decides which number of 03/04/2016 is the month.
func (s *scanner) arrange(f *found, m *Match) {
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
	return s.words.zones.abbreviations[s.line[f.clock.zoneStart:f.clock.zEnd]].order
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
	return s.orderInZone(s.ctx.location().String())
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
func (s *scanner) orderInZone(name string) Order {
	if order, ok := s.words.zones.orders[name]; ok || name == "" {
		return order
	}
	return DayFirst
}
