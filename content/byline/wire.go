package byline

// Reporters whom papers in Chinese and Korean name where their text begins.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/prose"
)

// Reporters reads who reported from the opening of a paragraph: "本报讯（记者 张三、李四）",
// "〔記者張三／台北報導〕", "(서울=예시통신) 홍길동 기자 = ", "[예시일보 홍길동 기자] ".
func Reporters(opening string) []content.Author {
	if authors := hangulReporters(opening); authors != nil {
		return authors
	}
	open := strings.IndexAny(opening, "（(〔【[")
	if open < 0 {
		return nil
	}
	_, width := utf8.DecodeRuneInString(opening[open:])
	inner, _, closed := cutAtAny(opening[open+width:], "）)〕】]")
	for _, reporter := range [...]string{"记者", "記者"} {
		if _, names, ok := strings.Cut(inner, reporter); ok && closed {
			return reportersOf(names)
		}
	}
	return nil
}

// Signed reads the names in the bracket that ends a text: "。（记者 张三）", "。（例花子）".
func Signed(s string) []content.Author {
	const longest = 30 // characters
	s = strings.TrimRight(s, " \u3000")
	before, ok := cutLast(s, "）", ")", "】", "]")
	if !ok {
		return nil
	}
	open := max(strings.LastIndex(before, "（"), strings.LastIndex(before, "("), strings.LastIndex(before, "【"), strings.LastIndex(before, "["))
	if open < 0 {
		return nil
	}
	_, width := utf8.DecodeRuneInString(before[open:])
	text, inner := strings.TrimRight(before[:open], " \u3000"), strings.TrimSpace(before[open+width:])
	if text != "" && !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, "」") || utf8.RuneCountInString(inner) > longest {
		return nil
	}
	for _, reporter := range [...]string{"记者", "記者"} {
		if _, names, ok := strings.Cut(inner, reporter); ok && names != "" {
			return reportersOf(names)
		}
	}
	return hanNames(inner)
}

// reportersOf reads the names behind the word for reporter, up to a place or another
// role: "张三、李四", "張三台北3日電", "张三 通讯员李四".
func reportersOf(names string) []content.Author {
	names, _, _ = cutAtAny(strings.TrimLeft(names, " \u3000：:"), "／/|｜-")
	var list []content.Author
	for _, part := range strings.FieldsFunc(names, func(c rune) bool { return strings.ContainsRune(" \u3000、，,", c) }) {
		if name := leadingHanName(part); name != "" {
			list = append(list, content.Author{Name: name})
			continue
		}
		break
	}
	return list
}

// FromReporter is s from its word for reporter on, where the name of a paper stands
// before it: "例日报 记者 张三".
func FromReporter(s string) string {
	const longest = 36 // bytes
	if !prose.HasHan(s) {
		return s
	}
	for _, reporter := range [...]string{" 记者 ", " 記者 "} {
		if paper, name, ok := strings.Cut(s, reporter); ok && len(paper) <= longest && !strings.Contains(paper, " ") {
			return name
		}
	}
	return s
}

// leadingHanName is s if it is a name, or the name before the place and the day of a
// dateline: "張三台北3日電".
func leadingHanName(s string) string {
	if IsHanName(s) {
		return s
	}
	place := strings.IndexFunc(s, func(c rune) bool { return c-'0' < 10 && c >= '0' })
	if place < 0 {
		return ""
	}
	for _, letters := range [...]int{3, 2} {
		if name := prose.CutRunes(s, letters); utf8.RuneCountInString(s[len(name):max(place, len(name))]) >= 2 && IsHanName(name) {
			return name
		}
	}
	return ""
}

// hangulReporters reads "(서울=예시통신) 홍길동 기자 = " and "[예시일보 홍길동 기자]".
func hangulReporters(opening string) []content.Author {
	open := strings.TrimLeft(opening, "([【")
	if open == opening {
		return nil
	}
	inner, rest, ok := cutAtAny(open, ")]】")
	if !ok || !strings.ContainsFunc(rest, func(c rune) bool { return c >= '가' && c <= '힣' }) {
		return nil
	}
	if list := beforeRole(strings.Fields(inner)); list != nil {
		return list
	}
	lead, _, ok := strings.Cut(rest, "=")
	if !ok {
		return nil
	}
	return beforeRole(strings.Fields(strings.ReplaceAll(lead, "·", " ")))
}

// beforeRole is the names right before the word for reporter that ends a list of words.
func beforeRole(words []string) []content.Author {
	n := len(words) - 1
	if n < 1 || !isRoleBehind(words[n]) {
		return nil
	}
	var list []content.Author
	for k := n - 1; k >= 0 && isHangulName(words[k]); k-- {
		list = append([]content.Author{{Name: words[k]}}, list...)
	}
	return list
}

func isRoleBehind(word string) bool {
	for _, role := range roleBehind() {
		if word == role {
			return true
		}
	}
	return false
}

// cutAtAny splits s at the first of the characters.
func cutAtAny(s, chars string) (before, after string, found bool) {
	i := strings.IndexAny(s, chars)
	if i < 0 {
		return s, "", false
	}
	_, width := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+width:], true
}

// cutLast takes one of the suffixes off.
func cutLast(s string, suffixes ...string) (before string, found bool) {
	for _, suffix := range suffixes {
		if before, found = strings.CutSuffix(s, suffix); found {
			return before, true
		}
	}
	return s, false
}
