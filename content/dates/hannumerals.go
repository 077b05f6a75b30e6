package dates

// Dates in Chinese numerals: 二〇一六年九月二十一日. They are rewritten to digits of
// the same width in bytes, so that every offset stays what it was.

import (
	"strings"
	"unicode/utf8"
)

// hanDigits are the numerals by value; a ten is a place rather than a digit.
const (
	hanDigits = "〇一二三四五六七八九"
	hanZeros  = "零○"
	hanTen    = "十"
)

// rewriteHan is line with the numerals before 年, 月, 日, 時 and 分 as digits; ok is
// false where there are none.
func rewriteHan(line string) (rewritten string, ok bool) {
	year := strings.Index(line, "年")
	if year < 0 || hanRun(line, year) == year {
		return line, false
	}
	var b strings.Builder
	last := 0
	for i, r := range line {
		switch r {
		case '年', '月', '日', '時', '时', '分':
		default:
			continue
		}
		if start := max(last, hanRun(line, i)); start < i {
			b.WriteString(line[last:start])
			writeDigits(&b, line[start:i])
			last = i
		}
	}
	b.WriteString(line[last:])
	return b.String(), true
}

// hanRun is the start of the run of numerals that ends at i.
func hanRun(line string, i int) int {
	for i > 0 {
		r, w := utf8.DecodeLastRuneInString(line[:i])
		if w != 3 || !strings.ContainsRune(hanDigits+hanZeros+hanTen, r) {
			return i
		}
		i -= w
	}
	return i
}

// writeDigits writes numerals as full-width digits, which are as wide as they:
// 一二 and 十二 as １２; 二十一 as ２１ before a blank that makes up the width.
func writeDigits(b *strings.Builder, run string) {
	const pad = "\u200b" // three bytes
	tens, units, ten := strings.Cut(run, hanTen)
	switch {
	case ten && tens == "" && units == "":
		b.WriteString("10 ")
	case ten && tens != "" && units != "":
		b.WriteString(wideDigits(tens) + wideDigits(units) + pad)
	case ten && tens != "":
		b.WriteString(wideDigits(tens) + "０")
	case ten:
		b.WriteString("１" + wideDigits(units))
	default:
		b.WriteString(wideDigits(run))
	}
}

// wideDigits maps the numerals below ten; what is none stays.
func wideDigits(run string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(hanDigits, r); i >= 0 {
			return '０' + rune(i/3)
		}
		if strings.ContainsRune(hanZeros, r) {
			return '０'
		}
		return r
	}, run)
}
