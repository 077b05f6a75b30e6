package dates

// The gate in front of the grammar. Most numbers of a newspaper are no dates,
// and what stands beside them says so in a few nanoseconds.

// dull reports whether the number x cannot begin a date or a time, nor be the day
// behind a month's name. It errs on the side of interest.
func (s *scanner) dull(x num) bool {
	switch c := byteAt(s.line, x.end); c {
	case ' ':
		if s.unitFollows(x) {
			return false
		}
	case 0, ',', ';', ')', '%', '?', '!', '"':
		if x.n == 4 {
			return true // "1987)" ends what it belongs to
		}
	default:
		return false
	}
	return !s.monthBefore(x.start)
}

// unitFollows reports whether the word behind "x " may make a date or time of it.
func (s *scanner) unitFollows(x num) bool {
	i := x.end + 1
	c := byteAt(s.line, i)
	if c|0x20-'a' >= 26 {
		return true
	}
	next := byteAt(s.line, i+1)
	switch c | 0x20 {
	case 'a', 'p': // am, p.m.
		if next == '.' || next|0x20 == 'm' {
			return true
		}
	case 'm', 'g': // Lithuanian and Latvian years
		if x.n == 4 {
			return true
		}
	case 'o', 'd', 'e': // of, de, d'
		return true
	case 'h', 'u', 't', 'n': // h, hrs, Uhr, tháng, ngày
		return true
	}
	return x.n == 4 && c < 'a' || s.words.of.first[c] || s.words.hours.first[c] || s.inSieve(s.line[i:])
}

// monthBefore reports whether the word before i may be a month's name.
func (s *scanner) monthBefore(i int) bool {
	i = backSpace(s.line, i)
	for i > 0 && (s.line[i-1] == '.' || s.line[i-1] == '-' || s.line[i-1] == '/') {
		i = backSpace(s.line, i-1)
	}
	if i == 0 {
		return false
	}
	if s.line[i-1] >= 0x80 {
		return true
	}
	start, capital := i, i
	for start > 0 && s.line[start-1]|0x20-'a' < 26 {
		start--
		if capital == i && s.line[start]-'A' < 26 {
			capital = start
		}
	}
	if start == i {
		return false
	}
	if capital > start && capital < i-1 && s.inSieve(s.line[capital:i]) {
		return true // "DoeNovember 6"
	}
	return start > 0 && s.line[start-1] >= 0x80 || s.inSieve(s.line[start:i])
}

// inSieve reports whether the word that text begins with may be a calendar word.
func (s *scanner) inSieve(text string) bool {
	end := 0
	for end < len(text) && end < 3 && text[end]|0x20-'a' < 26 {
		end++
	}
	if end < len(text) && end < 3 && text[end] >= 0x80 {
		return true
	}
	return s.words.sieve.has(text[:end])
}
