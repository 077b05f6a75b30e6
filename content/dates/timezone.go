package dates

// The zone ladder: a numeric offset, else an abbreviation in the light of the
// context, else a place in words, else the zone of another date in the line,
// else the context's zone, marked as assumed.

import (
	"strings"
	"time"
)

// zone is a zone that was written; the zero value is none.
type zone struct {
	offset int // minutes east of Greenwich
	fixed  bool
	loc    *time.Location
}

func (z zone) known() bool { return z.fixed || z.loc != nil }

// location is the zone for time.Date. Whole hours share their Location.
func (z zone) location() *time.Location {
	switch {
	case z.loc != nil:
		return z.loc
	case z.offset == 0:
		return time.UTC
	}
	return time.FixedZone("", z.offset*60)
}

// zoneAfter reads the zone behind c and moves its end there. machine says that
// the date is one that computers write, so that -05:00 is an offset rather than
// the end of a range.
func (s *scanner) zoneAfter(c clock, machine bool) clock {
	i := skipSpace(s.line, c.end)
	open := byteAt(s.line, i) == '(' || byteAt(s.line, i) == '['
	if open {
		i = skipSpace(s.line, i+1)
	}
	comma := byteAt(s.line, i) == ',' && !open
	if comma {
		i = skipSpace(s.line, i+1)
	}
	z, end := s.zoneAt(i, open || comma, machine || c.seconds, comma, i == c.end)
	if !z.known() && c.meridiem && !comma {
		z, end = s.smallAbbreviation(i)
	}
	if !z.known() {
		return c
	}
	c.zoneStart, c.zEnd = i, end
	if open {
		end = skipSpace(s.line, end)
		if b := byteAt(s.line, end); b != ')' && b != ']' {
			return c
		}
		end++
	}
	c.zone, c.end = z, end
	if !open {
		c.end = s.zoneComment(end)
	}
	return c
}

// zoneComment passes the second name that mail and Go put behind an offset:
// "+0800 (HKT)", "+0800 HKT", "+02:00[Europe/Paris]".
func (s *scanner) zoneComment(i int) int {
	j := skipSpace(s.line, i)
	if b := byteAt(s.line, j); b == '(' || b == '[' {
		end := j + 1
		for end < len(s.line) && end-j < 40 && (isWordByte(s.line[end]) || s.line[end] == '/' || s.line[end] == ' ') {
			end++
		}
		name := s.line[j+1 : end]
		if w := prefixAt(s.line, end-4, "Time"); b == '(' && w > 0 && byteAt(s.line, end) == ')' {
			return end + 1 // JavaScript: (China Standard Time)
		}
		_, known := s.words.zones.abbreviations[name]
		if b := byteAt(s.line, end); (b == ')' || b == ']') && (known || strings.IndexByte(name, '/') > 0) {
			return end + 1
		}
		return i
	}
	if end := wordEnd(s.line, j); j > i && end > j {
		if _, known := s.words.zones.abbreviations[s.line[j:end]]; known {
			return end
		}
	}
	return i
}

// zoneAt reads a zone at i. words admits places in words.
func (s *scanner) zoneAt(i int, words, machine, comma, glued bool) (zone, int) {
	switch c := byteAt(s.line, i); {
	case (c == '+' || c == '-') && !comma:
		return s.offsetAt(i, machine, glued)
	case c == 0xE2: // the minus sign proper
		if w := prefixAt(s.line, i, "−"); w > 0 && !comma {
			return s.offsetAt(i+w-1, machine, glued)
		}
		return zone{}, i
	case !isLetter(s.line, i):
		return zone{}, i
	}
	if z, end := s.abbreviationAt(i); z.known() {
		return z, end
	}
	if z, end := s.regionAt(i); z.known() {
		return z, end
	}
	return s.placeAt(i, words)
}

// offsetAt reads +0800, +08:00, -05, +8 where the sign is the byte at i.
func (s *scanner) offsetAt(i int, machine, glued bool) (zone, int) {
	sign := 1
	if s.line[i] != '+' {
		sign = -1
	}
	x := numberAt(s.line, i+1)
	h, m, end := x.v, 0, x.end
	switch x.n {
	case 1, 2:
		if v, e, ok := s.offsetMinutes(x.end+1, glued); ok && byteAt(s.line, x.end) == ':' {
			m, end = v, e
		} else if sign < 0 && !machine || byteAt(s.line, x.end) == ':' {
			return zone{}, i // "10:00-12": a range
		}
	case 4:
		h, m = x.v/100, x.v%100
	default:
		return zone{}, i
	}
	if h > 14 || m%15 != 0 || m > 45 || isLetter(s.line, end) && byteAt(s.line, end)-'A' >= 26 {
		return zone{}, i
	}
	if sign < 0 && !machine && (x.n != 4 || !glued && s.yearLike(x)) {
		return zone{}, i // "10:00-12:00" and "10:00 -1215" are ranges
	}
	return zone{offset: sign * (h*60 + m), fixed: true}, end
}

// offsetMinutes reads the two digits at i, behind which another date may be glued:
// "+01:0025. Dezember 2022".
func (s *scanner) offsetMinutes(i int, glued bool) (v, end int, ok bool) {
	if v, end, ok = twoDigits(s.line, i); ok || !glued {
		return v, end, ok
	}
	x := numberPrefix(s.line, i, 2)
	return x.v, x.end, x.n == 2 && s.dayFollows(numberAt(s.line, x.end))
}

// yearLike reports whether four digits behind a minus may be a year.
func (s *scanner) yearLike(x num) bool { return plausibleYear(x.v) }

// abbreviationAt reads EST, GMT+8, E.T. at i.
func (s *scanner) abbreviationAt(i int) (zone, int) {
	end := wordEnd(s.line, i)
	name := s.line[i:end]
	var dotted [4]byte
	if end == i+1 && byteAt(s.line, end) == '.' {
		var n int
		if n, end = s.dottedAbbreviation(i, &dotted); n < 2 {
			return zone{}, i
		}
		a, ok := s.words.zones.abbreviations[string(dotted[:n])]
		if !ok {
			return zone{}, i
		}
		return s.resolve(a), end
	}
	if name[0]|0x20-'a' < 26 && name[0] >= 'a' {
		return zone{}, i
	}
	a, ok := s.words.zones.abbreviations[name]
	if !ok {
		return s.gluedAbbreviation(i, end)
	}
	if name == "UTC" || name == "GMT" {
		if z, e := s.greenwichOffset(end); z.known() {
			return z, e
		}
	}
	return s.resolve(a), end
}

// smallAbbreviation reads "est" and its like behind am or pm, where no word of
// the text follows.
func (s *scanner) smallAbbreviation(i int) (zone, int) {
	end := wordEnd(s.line, i)
	if n := end - i; n < 3 || n > 4 || isLetter(s.line, skipSpace(s.line, end)) {
		return zone{}, i
	}
	a, ok := s.words.zones.abbreviations[strings.ToUpper(s.line[i:end])]
	if !ok {
		return zone{}, i
	}
	return s.resolve(a), end
}

// gluedAbbreviation reads an abbreviation that the next label is stuck to:
// "EDTUpdated".
func (s *scanner) gluedAbbreviation(i, end int) (zone, int) {
	for n := 4; n >= 2; n-- {
		if i+n+1 >= end || s.line[i+n]-'A' >= 26 || s.line[i+n+1]-'a' >= 26 {
			continue
		}
		if a, ok := s.words.zones.abbreviations[s.line[i:i+n]]; ok {
			return s.resolve(a), i + n
		}
	}
	if s.line[i] == 'Z' && byteAt(s.line, i+1)-'A' < 26 {
		return zone{fixed: true}, i + 1
	}
	return zone{}, i
}

// dottedAbbreviation collects the letters of E.T. or E.S.T.
func (s *scanner) dottedAbbreviation(i int, out *[4]byte) (n, end int) {
	for n < len(out) && byteAt(s.line, i)-'A' < 26 && byteAt(s.line, i+1) == '.' {
		out[n] = s.line[i]
		n++
		i += 2
	}
	return n, i
}

// greenwichOffset reads the +8, +08:00 or "+0800" behind GMT or UTC.
func (s *scanner) greenwichOffset(i int) (zone, int) {
	j := skipSpace(s.line, i)
	if c := byteAt(s.line, j); c != '+' && c != '-' || !isDigit(s.line, j+1) {
		return zone{}, i
	}
	if j > i && numberAt(s.line, j+1).n != 4 {
		return zone{}, i
	}
	return s.offsetAt(j, true, true)
}

// resolve picks the meaning that the context gives an abbreviation.
func (s *scanner) resolve(a abbreviation) zone {
	if a.place != nil {
		return zone{loc: a.place()}
	}
	for _, r := range a.other {
		if r.language != "" && languageIs(s.ctx.Language, r.language) || r.zone != "" && s.contextZoneIs(r.zone) {
			return zone{offset: r.minutes, fixed: true}
		}
	}
	return zone{offset: a.minutes, fixed: true}
}

// contextZoneIs reports whether the context's zone is name, or lies in the area
// "Asia/". China's abbreviation is meant in China and around it, not in India.
func (s *scanner) contextZoneIs(name string) bool {
	if s.ctx.Zone == nil {
		return false
	}
	return strings.HasPrefix(s.ctx.Zone.String(), name)
}

// languageIs reports whether the BCP 47 tag is the language, or lies in it.
func languageIs(tag, language string) bool {
	if len(tag) < len(language) || !strings.EqualFold(tag[:len(language)], language) {
		return false
	}
	return len(tag) == len(language) || tag[len(language)] == '-' || tag[len(language)] == '_'
}

// regionAt reads a name of the zone database: Europe/Paris.
func (s *scanner) regionAt(i int) (zone, int) {
	end := wordEnd(s.line, i)
	switch s.line[i:end] {
	case "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "Etc":
	default:
		return zone{}, i
	}
	if byteAt(s.line, end) != '/' {
		return zone{}, i
	}
	for end < len(s.line) && end-i < 40 && (isWordByte(s.line[end]) || s.line[end] == '/' || s.line[end] == '-' || s.line[end] == '+') {
		end++
	}
	loc, err := time.LoadLocation(s.line[i:end])
	if err != nil {
		return zone{}, i
	}
	return zone{loc: loc}, end
}

// placeAt reads a place in words, or "heure de Paris", "Eastern Time".
func (s *scanner) placeAt(i int, words bool) (zone, int) {
	if w := s.words.timeOf.width(s.line, i); w > 0 {
		return s.placeWord(i + w)
	}
	z, end := s.placeWord(i)
	if !z.known() {
		return z, i
	}
	j := skipSpace(s.line, end)
	j += prefixAt(s.line, j, "Daylight ", "Standard ", "Summer ", "daylight ", "standard ", "summer ")
	if w := prefixAt(s.line, j, "time", "Time"); w > 0 {
		return z, j + w
	}
	if !words || !s.placeAlone(i, end) {
		return zone{}, i
	}
	return z, end
}

// placeAlone reports whether nothing but a mark follows a place, which makes it
// the clock's rather than the first word of something else.
func (s *scanner) placeAlone(i, end int) bool {
	word := s.line[i:end]
	switch word {
	case "Eastern", "Central", "Mountain", "Pacific":
		return byteAt(s.line, end) == ')'
	}
	return !isLetter(s.line, skipSpace(s.line, end)) && byteAt(s.line, end) != '-'
}

// placeWord looks up one or two words at i.
func (s *scanner) placeWord(i int) (zone, int) {
	end := wordEnd(s.line, i)
	if end == i || end-i > 16 {
		return zone{}, i
	}
	var f folded
	if byteAt(s.line, end) == ' ' {
		if two := wordEnd(s.line, end+1); two-i < 24 {
			f.set(s.line[i:two])
			if loc, ok := s.words.places[string(f.bytes())]; ok {
				return zone{loc: loc()}, two
			}
		}
	}
	f.set(s.line[i:end])
	if loc, ok := s.words.places[string(f.bytes())]; ok {
		return zone{loc: loc()}, end
	}
	return zone{}, i
}

// zoneFollows reports whether an abbreviation or an offset stands behind i, so
// that the digits before are a time.
func (s *scanner) zoneFollows(i int) bool {
	i = skipSpace(s.line, i)
	if byteAt(s.line, i) == '(' {
		i++
	}
	if !isLetter(s.line, i) {
		return false
	}
	z, _ := s.abbreviationAt(i)
	return z.known()
}
