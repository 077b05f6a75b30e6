package dates

// Parse reads values that are a date and nothing else: front matter, header
// blocks, mail and HTTP headers. It says what is wrong with the others.

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrNoDate is wrapped by the errors of [Parse] about values that hold no date at all.
var ErrNoDate = errors.New("is no date")

// Parse reads a value that is a date. It takes everything that [Find] does, and
// 20160909, 20160909130700 and Unix seconds besides, since here nothing else
// can be meant.
//
// The error names the value, what is wrong and the remedy. A relative value
// ("yesterday") or one without a year needs c.Reference.
func Parse(value string, c Context) (Date, error) {
	if d, ok := parseStamp(value, &c); ok {
		return d, nil
	}
	m, err := parseMatch(value, c)
	return m.Date, err
}

// parseMatch is [Parse] that also tells what is doubtful about the value: that it
// is ambiguous, or its weekday wrong. The offsets of the match are those of the
// date within value.
func parseMatch(value string, c Context) (Match, error) {
	v := trimQuotes(value)
	if v == "" {
		return Match{}, errors.New("date is empty; write it as 2016-09-09 or 2016-09-09T13:07:00+08:00, or leave the field out")
	}
	base := strings.Index(value, v)
	if nextDigit(v, 0) < 0 {
		v, _ = rewriteHan(v)
	}
	s := scanner{line: v, ctx: c, words: words()}
	if x := numberAt(v, 0); x.n >= 8 && x.end == len(v) {
		if d, ok := parseDigits(x, &c); ok {
			return Match{Start: base, End: base + len(v), Date: d}, nil
		}
		s.refuse(0, len(v))
		return Match{}, s.complaint(value)
	}
	s.run()
	if s.n > 0 {
		if m := s.matches(); len(m) == 1 && covers(v, m[0]) {
			m[0].Start, m[0].End = m[0].Start+base, m[0].End+base
			return m[0], nil
		}
	}
	return Match{}, s.complaint(value)
}

// trimQuotes takes blanks, quotes and the brackets of Org mode off a value.
func trimQuotes(v string) string {
	v = strings.TrimSpace(v)
	for len(v) > 1 {
		first, last := v[0], v[len(v)-1]
		if first == last && (first == '"' || first == '\'') || first == '<' && last == '>' || first == '[' && last == ']' || first == '(' && last == ')' {
			v = strings.TrimSpace(v[1 : len(v)-1])
			continue
		}
		break
	}
	return v
}

// covers reports whether nothing but marks surrounds the match.
func covers(v string, m Match) bool {
	return marksOnly(v[:m.Start]) && marksOnly(v[m.End:])
}

// marksOnly reports whether s holds no letter or digit.
func marksOnly(s string) bool {
	for i := range len(s) {
		if isLetter(s, i) || isDigit(s, i) {
			return false
		}
	}
	return true
}

// complaint says what is wrong with a value, and how to write it.
func (s *scanner) complaint(value string) error {
	value = clip(value)
	switch {
	case s.refusedEnd > 0:
		return fmt.Errorf("date %q does not exist; correct the day or the month", clip(s.line[s.refusedStart:s.refusedEnd]))
	case s.n > 0:
		return fmt.Errorf("date %q holds more than a date; write only that, as 2016-09-09 or 2016-09-09 13:07", value)
	case s.namesNoDay():
		return fmt.Errorf("date %q names no day; write one, as in 2016-09-09", value)
	}
	anyYear := scanner{line: s.line, ctx: Context{Reference: time.Unix(0, 0)}, words: s.words}
	anyYear.run()
	switch {
	case anyYear.n > 0 && anyYear.all[0].relative:
		return fmt.Errorf("date %q is relative; write the day itself, as in 2016-09-09", value)
	case anyYear.n > 0:
		return fmt.Errorf("date %q has no year; add it, as in 2016-09-09", value)
	}
	return fmt.Errorf("date %q %w that can be read; write it as 2016-09-09 or 2016-09-09T13:07:00+08:00", value, ErrNoDate)
}

// clip shortens a value to what a message can bear.
func clip(value string) string {
	const most = 80
	if len(value) <= most {
		return value
	}
	return strings.ToValidUTF8(value[:most], "") + "…"
}

// namesNoDay reports whether the line is a year, or a month of a year.
func (s *scanner) namesNoDay() bool {
	v := s.line
	first, last := numberAt(v, 0), numberPrefix(v, max(0, len(v)-4), 4)
	switch {
	case first.n == 4 && plausibleYear(first.v):
		rest := skipSpace(v, first.end)
		sep, i := s.separator(first.end)
		month := numberAt(v, i)
		_, end, named := s.monthAt(rest, false)
		return rest == len(v) || sep != 0 && month.n > 0 && month.n < 3 && month.end == len(v) || named && end == len(v)
	case last.n == 4 && plausibleYear(last.v):
		_, end, named := s.monthAt(0, false)
		sep, i := s.separator(first.end)
		return named && s.skipMonthEnd(end) == last.start || sep != 0 && i == last.start
	}
	return false
}

// parseDigits reads values of digits only: 20160909, 20160909130700, Unix seconds
// and milliseconds.
func parseDigits(x num, c *Context) (Date, bool) {
	switch x.n {
	case 8:
		return stampedDay(x.v, 0, false, c)
	case 12:
		return stampedDay(x.v/10_000, x.v%10_000*100, true, c)
	case 14:
		return stampedDay(x.v/1_000_000, x.v%1_000_000, true, c)
	case 10:
		t := time.Unix(int64(x.v), 0).UTC()
		return Date{Time: t}, plausibleYear(t.Year())
	case 13:
		t := time.UnixMilli(int64(x.v)).UTC()
		return Date{Time: t}, plausibleYear(t.Year())
	}
	return Date{}, false
}

// stampedDay makes a date of yyyymmdd and hhmmss.
func stampedDay(ymd, hms int, timed bool, c *Context) (Date, bool) {
	y, mo, d := ymd/10_000, ymd/100%100, ymd%100
	h, mi, sec := hms/10_000, hms/100%100, hms%100
	if !plausibleYear(y) || !exists(y, mo, d) || h > 23 || mi > 59 || sec > 59 {
		return Date{}, false
	}
	return Date{Time: time.Date(y, time.Month(mo), d, h, mi, sec, 0, c.location()), DayOnly: !timed, ZoneAssumed: true}, true
}
