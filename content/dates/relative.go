package dates

// Dates that are counted from the moment of writing: "3 hours ago", "gestern".
// They are read only against Context.Reference, and marked, since that moment is
// known only nearly.

import (
	"strings"
	"time"
)

// relative adds the line's relative dates, where it is short enough to be one.
func (s *scanner) relative() {
	if s.n > 0 || len(s.line) > maxRelative {
		return
	}
	for i := 0; i < len(s.line); {
		if x := numberAt(s.line, i); x.n > 0 {
			if x.n <= 3 && s.ago(x) {
				return
			}
			i = x.end
			continue
		}
		if !isLetter(s.line, i) {
			i++
			continue
		}
		end := wordEnd(s.line, i)
		if end-i < 20 && s.dayWord(i, end) {
			return
		}
		i = max(end, i+1)
	}
}

// maxByline is how much may stand before "20 hours ago" in a byline that parts
// its pieces with blanks only.
const maxByline = 40

// maxRelative is the longest line, in bytes, that may be a relative date.
const maxRelative = 80

// dayWord reads "yesterday, 12.09 Uhr" at i.
func (s *scanner) dayWord(i, end int) bool {
	var f folded
	f.set(s.line[i:end])
	back, ok := s.words.days[string(f.bytes())]
	if !ok {
		return false
	}
	end += prefixAt(s.line, end, "'hui", "’hui") // aujourd'hui
	r := s.ctx.Reference.In(s.ctx.location())
	g := found{start: i, end: end, relative: true, dayOnly: true}
	next, _ := s.joint(end)
	if c, ok := s.clockAt(next, clockDated); ok {
		g.clock, g.end, g.dayOnly = c, c.end, false
	} else if !marksOnly(s.line[end:]) || !s.dateOpens(i) {
		return false
	}
	g.when = time.Date(r.Year(), r.Month(), r.Day()-back, g.clock.hour, g.clock.min, g.clock.sec, 0, r.Location())
	s.all[s.n] = g
	s.n++
	return true
}

// dateOpens reports whether at i the line's value begins: nothing, a label or a
// mark that parts pieces of a byline stands before.
func (s *scanner) dateOpens(i int) bool {
	if marksOnly(s.line[:i]) {
		return true
	}
	if end := backSpace(s.line, i); end < i {
		for _, mark := range [...]string{"|", "·", "•", "-", "–", "—", ":", "/", ","} {
			if strings.HasSuffix(s.line[:end], mark) {
				return true
			}
		}
	}
	l := s.labelBetween(0, i).label
	return l == Published || l == Updated
}

// unit is a span of time, in seconds or in months.
type unit struct {
	seconds int
	months  int
}

const (
	minuteSeconds = 60
	hourSeconds   = 60 * minuteSeconds
	daySeconds    = 24 * hourSeconds
)

// ago reads "3 hours ago", "vor 3 Stunden", "hace 13 horas", "3時間前".
func (s *scanner) ago(x num) bool {
	i := skipSpace(s.line, x.end)
	end := wordEnd(s.line, i)
	if end == i || end-i > 30 {
		return false
	}
	var f folded
	f.set(s.line[i:end])
	u, ok := s.words.units[string(f.bytes())]
	start, stop := s.agoBefore(x.start), end
	if !ok {
		if u, stop, ok = s.hanAgo(i); !ok {
			return false
		}
		start = x.start
	} else if start == x.start {
		if stop = s.agoBehind(end); stop == end {
			return false
		}
	}
	if !s.dateOpens(start) && (start > maxByline || !marksOnly(s.line[stop:])) {
		return false
	}
	r := s.ctx.Reference.In(s.ctx.location())
	g := found{start: start, end: stop, relative: true, dayOnly: u.seconds == 0 || u.seconds >= daySeconds}
	g.when = r.AddDate(0, -x.v*u.months, 0).Add(-time.Duration(x.v*u.seconds) * time.Second).Truncate(time.Minute)
	if g.dayOnly {
		next, _ := s.joint(stop)
		if c, ok := s.clockAt(next, clockDated); ok {
			g.clock, g.end, g.dayOnly = c, c.end, false
		}
		g.when = time.Date(g.when.Year(), g.when.Month(), g.when.Day(), g.clock.hour, g.clock.min, g.clock.sec, 0, g.when.Location())
	}
	s.all[s.n] = g
	s.n++
	return true
}

// hanAgo reads 3時間前, 3小时前, 3시간 전, where unit and "ago" are one run of letters.
func (s *scanner) hanAgo(i int) (u unit, end int, ok bool) {
	if byteAt(s.line, i) < hanStart {
		return u, i, false
	}
	for _, unit := range s.words.hanUnits.all {
		if !strings.HasPrefix(s.line[i:], unit.text) {
			continue
		}
		j := skipSpace(s.line, i+len(unit.text))
		if a := s.words.hanAgo.width(s.line, j); a > 0 {
			return unit.value, j + a, true
		}
	}
	return u, i, false
}

// agoBefore is the start of a word for "ago" that stands before i, or i.
func (s *scanner) agoBefore(i int) int {
	end := backSpace(s.line, i)
	for _, w := range s.words.agoBefore {
		start := end - len(w)
		if start >= 0 && strings.EqualFold(s.line[start:end], w) && (start == 0 || !isLetter(s.line, start-1)) {
			return start
		}
	}
	return i
}

// agoBehind is the end of a word for "ago" that stands behind i, or i.
func (s *scanner) agoBehind(i int) int {
	j := skipSpace(s.line, i)
	end := wordEnd(s.line, j)
	for _, w := range s.words.ago {
		if strings.EqualFold(s.line[j:end], w) {
			return end
		}
	}
	return i
}
