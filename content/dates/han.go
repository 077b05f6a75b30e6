package dates

// The dates of China, Japan and Korea, whose parts carry their unit: 2016年9月9日
// 13時7分, 2016년 9월 9일 오후 8:06, 令和5年. Words are not parted there, so units
// are compared as bytes.

import "unicode/utf8"

// hanDay reads the day that begins with the number x and its unit.
func (s *scanner) hanDay(x num, floor int) (day, bool) {
	d := day{start: x.start}
	i := skipSpace(s.line, x.end)
	if i >= len(s.line) || s.line[i] < 0xE5 {
		return d, false
	}
	if w := prefixAt(s.line, i, "年", "년"); w > 0 && x.n <= 4 {
		d.year = x.v
		if !plausibleYear(x.v) {
			d.start, d.year = s.era(x, floor)
		}
		if d.year == 0 && x.n == 2 && languageIs(s.ctx.Language, "zh") {
			d.year = fullYear(x.v)
		}
		if d.year == 0 {
			return d, false
		}
		x = numberAt(s.line, skipSpace(s.line, s.otherYear(i+w)))
		i = skipSpace(s.line, x.end)
	}
	w := prefixAt(s.line, i, "月", "월")
	if w == 0 || x.n == 0 || x.n > 2 {
		return d, false
	}
	d.month = x.v
	x = numberAt(s.line, skipSpace(s.line, i+w))
	i = skipSpace(s.line, x.end)
	w = prefixAt(s.line, i, "日", "일", "號", "号")
	if w == 0 || x.n == 0 || x.n > 2 {
		return d, false
	}
	if d.year == 0 {
		d.start, d.year = s.firstYear(d.start, floor)
	}
	d.mday, d.end, d.yearless = x.v, i+w, d.year == 0
	return d, s.check(&d)
}

// otherYear passes the year that stands in brackets behind another, in the era's
// count or ours: 2022年（令和4年）6月14日.
func (s *scanner) otherYear(i int) int {
	const longest = 24 // bytes within the brackets
	open := prefixAt(s.line, i, "(", "（")
	if open == 0 {
		return i
	}
	for j := i + open; j < len(s.line) && j <= i+longest; j++ {
		if w := prefixAt(s.line, j, "年)", "年）"); w > 0 {
			return j + w
		}
	}
	return i
}

// firstYear reads the first year of an era before the month at i, which is no number:
// 令和元年.
func (s *scanner) firstYear(i, floor int) (start, year int) {
	const first = "元年"
	end := backSpace(s.line, i)
	if end-len(first) < floor || s.line[end-len(first):end] != first {
		return i, 0
	}
	if start, year := s.era(num{v: 1, start: end - len(first)}, floor); year != 0 {
		return start, year
	}
	return i, 0
}

// eraNumbers reads a day of numbers behind the name of an era or its letter:
// 令和6.11.5, R6.11.5, 民國113/11/05; and the 113/11/05 of Taiwan behind a label.
func (s *scanner) eraNumbers(x num, floor int) (day, bool) {
	d := day{start: x.start}
	if c := byteAt(s.line, x.start-1); x.n > 3 || x.v == 0 || x.n < 3 && c < 0x80 && c != 'R' && c != 'H' && c != ' ' {
		return d, false
	}
	sep, i := s.separator(x.end)
	if sep == 0 {
		return d, false
	}
	if d.start, d.year = s.era(x, floor); d.year == 0 {
		d.start, d.year = s.shortEra(x)
	}
	second := numberAt(s.line, i)
	again, i := s.separator(second.end)
	third := numberAt(s.line, i)
	if d.year == 0 || again != sep || second.n == 0 || second.n > 2 || third.n == 0 || third.n > 2 {
		return d, false
	}
	d.month, d.mday, d.end = second.v, third.v, third.end
	return d, exists(d.year, d.month, d.mday)
}

// shortEra reads the letter of an era in Japanese text, and the three digits of
// Taiwan's years behind a label.
func (s *scanner) shortEra(x num) (start, year int) {
	letter, width := utf8.DecodeLastRuneInString(s.line[:x.start])
	start = x.start - width
	switch {
	case x.n == 3 && x.v >= 90 && x.v < 150 && s.hanLabelEnds(x.start, 0):
		return x.start, 1911 + x.v
	case x.n == 3 || !languageIs(s.ctx.Language, "ja") || isWordByte(byteAt(s.line, start-1)) || s.isWideLetter(start):
		return x.start, 0
	}
	switch letter {
	case 'R', 'Ｒ':
		return start, 2018 + x.v
	case 'H', 'Ｈ':
		return start, 1988 + x.v
	}
	return x.start, 0
}

// isWideLetter reports whether a full-width Latin letter ends before i: "Ｎｏ６.５.６" is
// no date, as "No6.5.6" is none.
func (s *scanner) isWideLetter(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s.line[:max(i, 0)])
	return r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// era reads the name of an era before the number x: 令和5年 is 2023.
func (s *scanner) era(x num, floor int) (start, year int) {
	end := backSpace(s.line, x.start)
	if zero, start := s.words.eras.before(s.line, end, floor); start < end {
		return start, zero + x.v
	}
	return x.start, 0
}

// slashDay reads the Japanese day without a year: 3/9(木), which its weekday makes
// a date, or 最終更新 3/9 18:45, which its label and its time do.
func (s *scanner) slashDay(x num, floor int) (day, bool) {
	d := day{start: x.start, month: x.v, yearless: true}
	if x.n > 2 || byteAt(s.line, x.end) != '/' {
		return d, false
	}
	m := numberAt(s.line, x.end+1)
	if m.n == 0 || m.n > 2 {
		return d, false
	}
	d.mday, d.end = m.v, m.end
	if w, end, ok := s.hanWeekday(m.end); ok {
		d.end, d.weekday = end, w
	} else if i := skipSpace(s.line, m.end); i == m.end || !s.timeAt(i) || !s.hanLabelEnds(x.start, floor) {
		return d, false
	}
	return d, s.bounded(&d) && s.check(&d)
}

// hanLabelEnds reports whether a label of Han text stands right before i.
func (s *scanner) hanLabelEnds(i, floor int) bool {
	end := backSpace(s.line, i)
	for _, colon := range [...]string{":", "："} {
		if end-len(colon) >= floor && s.line[end-len(colon):end] == colon {
			end = backSpace(s.line, end-len(colon))
		}
	}
	_, start := s.words.hanLabels.before(s.line, end, floor)
	return start < end
}

// hanWeekday reads (木), （金） or (수) at i.
func (s *scanner) hanWeekday(i int) (w weekday, end int, ok bool) {
	i = skipSpace(s.line, i)
	open := prefixAt(s.line, i, "(", "（")
	if open == 0 {
		return w, i, false
	}
	i += open
	if day, c := s.words.weekdayLetters.at(s.line, i); c > 0 {
		shut := prefixAt(s.line, i+c, ")", "）")
		return day, i + c + shut, shut > 0
	}
	if day, end, found := s.weekdayAt(i); found {
		shut := prefixAt(s.line, end, ")", "）")
		return day, end + shut, shut > 0
	}
	return w, i, false
}

// weekdayBare reads the weekdays that Han text puts unparted behind a date: 星期五.
func (s *scanner) weekdayBare(i int) (w weekday, end int, ok bool) {
	w, n := s.words.weekdays.at(s.line, i)
	return w, i + n, n > 0
}

// hanMeridiem reads the half of the day that Han and Hangul put before the hour.
func (s *scanner) hanMeridiem(i int) (half, next int) {
	if half, w := s.words.halvesLead.at(s.line, i); w > 0 {
		return half, skipSpace(s.line, i+w)
	}
	return noHalf, i
}

// hanHalfBefore is where the time begins whose hour is at i: at the half of the
// day, where one stands before it.
func (s *scanner) hanHalfBefore(i, floor int) int {
	end := backSpace(s.line, i)
	if _, start := s.words.halvesLead.before(s.line, end, floor); start < end {
		return start
	}
	return i
}

// hanMinutes reads 時41分 and 시 5분 behind the hour.
func (s *scanner) hanMinutes(c *clock) bool {
	i := skipSpace(s.line, c.end)
	if i >= len(s.line) || s.line[i] < 0xE6 {
		return false
	}
	w := prefixAt(s.line, i, "時", "时", "시", "點", "点")
	if w == 0 {
		return false
	}
	c.end = i + w
	x := numberAt(s.line, skipSpace(s.line, c.end))
	j := skipSpace(s.line, x.end)
	if u := prefixAt(s.line, j, "分", "분"); u > 0 && x.n > 0 && x.n < 3 && x.v < 60 {
		c.min, c.end = x.v, j+u
		s.hanSeconds(c)
	}
	return true
}

// hanSeconds reads 20秒 behind the minutes.
func (s *scanner) hanSeconds(c *clock) {
	x := numberAt(s.line, skipSpace(s.line, c.end))
	if u := prefixAt(s.line, x.end, "秒", "초"); u > 0 && x.n > 0 && x.n < 3 && x.v < 60 {
		c.sec, c.end, c.seconds = x.v, x.end+u, true
	}
}

// hanZone reads the zone that stands before a time: 格林尼治标准时间10:41.
func (s *scanner) hanZone(i int) (zone, int) {
	if minutes, w := s.words.hanZones.at(s.line, i); w > 0 {
		return zone{offset: minutes, fixed: true}, skipSpace(s.line, i+w)
	}
	return zone{}, i
}
