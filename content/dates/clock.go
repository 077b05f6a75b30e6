package dates

// The time of day: 1:07pm, 13.07 Uhr, 13h07, 2010 GMT, 오후 8:06, 10時41分. A dot,
// an "h" or nothing between hour and minute counts only beside something that
// makes it a time, since 6.55 is mostly a price.

// clock is a time of day as written. The zero value is none.
type clock struct {
	start, end       int
	hour, min, sec   int
	nano             int
	written          bool
	seconds          bool // seconds were written
	meridiem         bool // am or pm was written
	twelve           bool // and the hour is one of twelve
	french           bool // 13h07
	german           bool // Uhr
	zone             zone
	zoneStart, zEnd  int
	meridiemMidnight bool // 12:01am, which publishers write for "no time"
}

// clockMode says what surrounds the place where a time is looked for.
type clockMode int

const (
	clockPlain clockMode = iota // anywhere: only unmistakable forms
	clockDated                  // right after a date or "at": 13.07 and 13h are times too
)

// clockAt reads a time at i, without its zone.
func (s *scanner) clockAt(i int, mode clockMode) (clock, bool) {
	c := clock{start: i}
	half, i := s.hanMeridiem(i)
	x := numberAt(s.line, i)
	if x.n == 0 || x.n > 4 || x.v > 2400 {
		return c, false
	}
	c.hour, c.end = x.v, x.end
	if x.n > 2 {
		return s.militaryClock(c, x)
	}
	sure := s.minutes(&c)
	if half == 0 {
		half = s.meridiemAfter(&c)
	}
	if half != 0 {
		if !c.take(half) {
			return c, false
		}
		sure = true
	}
	if w := s.hourWord(c.end); w > 0 {
		sure = sure || c.end > x.end || s.line[c.end+w-1] == 'r' // "14 Uhr"
		c.german = true
		c.end += w
	}
	if !sure && c.end > x.end {
		sure = mode == clockDated || s.zoneFollows(c.end)
	}
	c.written = sure && c.valid()
	return c, c.written
}

// minutes reads what follows the hour and reports whether it alone makes a time.
func (s *scanner) minutes(c *clock) (sure bool) {
	switch sep := byteAt(s.line, c.end); sep {
	case ':':
		return s.minuteAfter(c, c.end+1, ':')
	case '.':
		s.minuteAfter(c, c.end+1, '.')
		return false
	case 'h', 'H', 'u':
		return s.frenchMinutes(c, sep)
	}
	if w := s.wideColon(c.end); w > 0 {
		return s.minuteAfter(c, c.end+w, ':')
	}
	if j := skipSpace(s.line, c.end); byteAt(s.line, j) == 'h' && j > c.end {
		k := skipSpace(s.line, j+1)
		if v, end, ok := twoDigits(s.line, k); ok && v < 60 { // 16 h 28
			c.min, c.end, c.french = v, end, true
			return true
		}
	}
	return s.hanMinutes(c)
}

// wideColon is the width of a colon outside ASCII.
func (s *scanner) wideColon(i int) int {
	if byteAt(s.line, i) < 0xE2 {
		return 0
	}
	return prefixAt(s.line, i, "：", "∶")
}

// minuteAfter reads the minute at i, and seconds and their fraction behind it.
func (s *scanner) minuteAfter(c *clock, i int, sep byte) bool {
	v, end, ok := twoDigits(s.line, i)
	if !ok || v > 59 {
		return false
	}
	c.min, c.end = v, end
	if byteAt(s.line, end) != sep && (byteAt(s.line, end) != '.' || sep != ':') {
		return true
	}
	v, end, ok = twoDigits(s.line, end+1)
	if !ok || v > 60 {
		return true
	}
	c.sec, c.end, c.seconds = min(v, 59), end, true
	s.fraction(c)
	return true
}

// fraction reads the fraction of a second, to the nanosecond.
func (s *scanner) fraction(c *clock) {
	if b := byteAt(s.line, c.end); b != '.' && b != ',' {
		return
	}
	scale := 100_000_000
	i := c.end + 1
	for {
		d, w := digitAt(s.line, i)
		if w == 0 {
			break
		}
		c.nano += d * scale
		scale /= 10
		i += w
	}
	if i > c.end+1 {
		c.end = i
	}
}

// frenchMinutes reads 16h28, 16h, 20H17 and the Dutch 16u28.
func (s *scanner) frenchMinutes(c *clock, sep byte) bool {
	v, end, ok := twoDigits(s.line, c.end+1)
	if ok && v < 60 && !isLetter(s.line, end) {
		c.min, c.end, c.french = v, end, true
		if w := prefixAt(s.line, end, "min", "m"); w > 0 {
			c.end += w
		}
		return true
	}
	if sep != 'u' && !isLetter(s.line, c.end+1) && !isDigit(s.line, c.end+1) {
		c.end++
		c.french = true
	}
	return false
}

// militaryClock reads the four digits before a zone: 2010 GMT, 1830 hrs.
func (s *scanner) militaryClock(c clock, x num) (clock, bool) {
	if x.n != 4 {
		return c, false
	}
	c.hour, c.min = x.v/100, x.v%100
	if w := s.hourWord(c.end); w > 1 {
		c.end += w
	} else if !s.zoneFollows(c.end) {
		return c, false
	}
	c.written = c.valid()
	return c, c.written
}

// hourWord is the width of " Uhr", "hrs", " h" and the like behind a time.
func (s *scanner) hourWord(i int) int {
	j := skipSpace(s.line, i)
	w := s.words.hours.width(s.line, j)
	if w == 0 || s.line[j+w-1] != '.' && isLetter(s.line, j+w) && !s.labelGlued(j+w) {
		return 0
	}
	if byteAt(s.line, j+w-1) != '.' && byteAt(s.line, j+w) == '.' && s.line[j] == 'h' && j+w+1 < len(s.line) {
		w++
	}
	return j + w - i
}

// labelGlued reports whether a capital begins a new word at i: "16:00 UhrStand".
func (s *scanner) labelGlued(i int) bool { return byteAt(s.line, i)-'A' < 26 }

// The halves of the day.
const (
	noHalf = iota
	forenoon
	afternoon
)

// meridiemAfter reads am or pm behind c and moves its end there.
func (s *scanner) meridiemAfter(c *clock) int {
	i := skipSpace(s.line, c.end)
	half := s.meridiem(i)
	if half == noHalf {
		return noHalf
	}
	c.end = s.meridiemEnd(i)
	return half
}

// meridiem tells whether am, a.m., "A. M." or pm stands at i.
func (s *scanner) meridiem(i int) int {
	half := noHalf
	switch byteAt(s.line, i) | 0x20 {
	case 'a':
		half = forenoon
	case 'p':
		half = afternoon
	case 'n':
		if prefixAt(s.line, i, "noon", "Noon") > 0 {
			return afternoon
		}
		return noHalf
	default:
		return s.otherHalf(i)
	}
	if s.meridiemEnd(i) == 0 {
		return noHalf
	}
	return half
}

// otherHalf tells whether the half of the day stands at i in a script that has no a and p.
func (s *scanner) otherHalf(i int) int {
	if byteAt(s.line, i) < 0xCE {
		return noHalf
	}
	for _, h := range s.words.halves.all {
		if w := prefixAt(s.line, i, h.text); w > 0 && !isLetter(s.line, i+w) {
			return h.value
		}
	}
	return noHalf
}

// meridiemEnd is the end of the am or pm that begins at i, or 0.
func (s *scanner) meridiemEnd(i int) int {
	if w := prefixAt(s.line, i, "noon", "Noon"); w > 0 {
		return i + w
	}
	if byteAt(s.line, i) >= 0xCE {
		end := wordEnd(s.line, i)
		if byteAt(s.line, end) == '.' && end-i == 2 {
			end = wordEnd(s.line, end+1)
			end += prefixAt(s.line, end, ".")
		}
		return end
	}
	j := i + 1
	dotted := byteAt(s.line, j) == '.'
	if dotted {
		j = skipSpace(s.line, j+1)
	}
	if byteAt(s.line, j)|0x20 != 'm' {
		return 0
	}
	j++
	if isLetter(s.line, j) && byteAt(s.line, j)-'A' >= 26 {
		return 0
	}
	if byteAt(s.line, j) == '.' {
		j++
	}
	return j
}

// take applies am or pm; a 24-hour value that carries one keeps its hour.
func (c *clock) take(half int) bool {
	c.meridiem, c.twelve = true, c.hour <= 12
	switch {
	case c.hour > 24:
		return false
	case half == afternoon && c.hour < 12:
		c.hour += 12
	case half == forenoon && c.hour == 12:
		c.hour = 0
		c.meridiemMidnight = c.min <= 1
	}
	return true
}

// valid reports whether the hour and the minute exist; 24:00 ends a day.
func (c *clock) valid() bool {
	return c.hour < 24 && c.min < 60 || c.hour == 24 && c.min == 0 && c.sec == 0
}

// placeholder reports whether the time is a midnight that publishing systems
// put where nobody wrote a time. One that bears a zone was meant.
func (c *clock) placeholder() bool {
	if c.zone.known() || c.nano != 0 || c.sec != 0 {
		return false
	}
	return c.hour == 0 && c.min == 0 || c.meridiemMidnight
}

// joinWord passes a word that may stand between a date and its time, or returns i.
func (s *scanner) joinWord(i int) int {
	end := wordEnd(s.line, i)
	if end == i || end-i > 18 {
		return i
	}
	var f folded
	f.set(s.line[i:end])
	if !s.words.joins[string(f.bytes())] {
		return i
	}
	if byteAt(s.line, end) == '.' {
		end++
	}
	return end
}

// joint passes what stands between the parts of one date: blanks, commas,
// dashes, bars, dots, "at", and the weekday, which it returns. The words and
// marks it passes are few, so that two dates never melt into one.
func (s *scanner) joint(i int) (next int, w weekday) {
	marks, words := 0, 0
	for i < len(s.line) {
		if n := spaceAt(s.line, i); n > 0 {
			i += n
			continue
		}
		if n := s.mark(i); n > 0 && marks < 2 {
			marks++
			i += n
			continue
		}
		if !isLetter(s.line, i) || words == 3 {
			return i, w
		}
		words++
		if end := s.joinWord(i); end > i {
			i = end
			continue
		}
		day, end, ok := s.weekdayAt(i)
		if !ok || w.written {
			return i, w
		}
		w, i = day, end
		if byteAt(s.line, i) == '.' {
			i++
		}
	}
	return i, w
}

// mark is the width of a mark that may part a date from its time.
func (s *scanner) mark(i int) int {
	switch s.line[i] {
	case ',', '|', '/', '-', '@', '[', ';', ':':
		return 1
	}
	return prefixAt(s.line, i, "·", "•", "–", "—", "、", "，", "،", "／", "｜", "・", "⋅", "∙")
}
