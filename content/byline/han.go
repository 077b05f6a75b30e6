package byline

// Names of Chinese and Japanese letters. Nothing parts a name from a word there,
// so a bare one is known by its family name and its length.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/prose"
)

var (
	hanCommon        = lexicon.Letters("surname letter common") // family names that make a name with one letter more
	hanSurnames      = lexicon.Letters("surname letter")        // the other family names of one letter, of China and Japan
	hanCompounds     = lexicon.Words("compound surname")        // ones of two letters, of China and Korea
	japaneseSurnames = lexicon.Words("family name")             // common ones of two and three
	japaneseGiven    = lexicon.Words("given name")              // Japanese ones that are no words, whatever family they are of
	hanHouses        = lexicon.List("house ending")             // end the names of papers and stations
	notHanNames      = lexicon.Words("begins as a name")        // words that begin as names do
	hanPlaces        = lexicon.Letters("place ending")          // end the names of places, houses and offices
	hanRoles         = lexicon.List("role ending")              // end the words for a desk, or for whoever works there
	hanWriters       = lexicon.List("writer ending")            // end the words for whoever writes for a house
	stuckKeys        = lexicon.List("stuck key")                // run into the value before them
	hanDesks         = lexicon.List("desk ending")              // end the names of the desks that sign articles: 編集部
)

// IsHanName reports whether s is a Chinese or Japanese family name followed by a given
// name of one to three letters.
func IsHanName(s string) bool {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\u3000", ""), " ", "")
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 6 || len(s) < 2*n || notHanNames.Has(s) {
		return false
	}
	if !prose.IsHanText(s) {
		return endsInKana(s)
	}
	if endsInGivenName(s) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(hanPlaces(), last) {
		return false
	}
	first, one := utf8.DecodeRuneInString(s)
	_, width := utf8.DecodeRuneInString(s[one:])
	two := s[:one+width]
	switch {
	case hanCompounds.Has(two):
		return n >= 3 && n <= 4
	case japaneseSurnames.Has(two):
		return n >= 3 && n <= 5
	case n > 3 && japaneseSurnames.Has(prose.CutRunes(s, 3)):
		return n <= 6
	}
	return n == 3 && strings.ContainsRune(hanSurnames(), first) || n <= 3 && strings.ContainsRune(hanCommon(), first)
}

// endsInGivenName reports whether s is a family name of one to three letters, which may be
// a rare one, and a given name that nothing else is called.
func endsInGivenName(s string) bool {
	const longestFamily, shortest = 3, 3 // letters
	family := 0
	for i := range s {
		if family > 0 && japaneseGiven.Has(s[i:]) {
			return utf8.RuneCountInString(s) >= shortest
		}
		if family++; family > longestFamily {
			break
		}
	}
	return false
}

// endsInKana reports whether s is a common Japanese family name and a given name of two to
// four letters of Hiragana or Katakana: 鈴木はなこ.
func endsInKana(s string) bool {
	const least, most = 2, 4
	family := prose.CutRunes(s, 3)
	if !japaneseSurnames.Has(family) {
		family = prose.CutRunes(s, 2)
	}
	given := s[len(family):]
	if n := utf8.RuneCountInString(given); n < least || n > most || !japaneseSurnames.Has(family) {
		return false
	}
	return isKana(given, 'ぁ', 'ん') && !strings.HasPrefix(given, "を") || isKana(given, 'ァ', 'ー')
}

// isKana reports whether all letters of s are in a range.
func isKana(s string, first, last rune) bool {
	for _, c := range s {
		if c < first || c > last {
			return false
		}
	}
	return true
}

// IsKatakanaWord reports whether s is words in Katakana, as buttons are. In the names of
// foreigners a dot parts the given from the family's.
func IsKatakanaWord(s string) bool {
	return s != "" && isKana(s, 'ァ', 'ー') && !strings.Contains(s, "・")
}

// IsHanWord reports whether s is two or three letters of Han that are no name, as buttons
// are.
func IsHanWord(s string) bool {
	return prose.IsHanText(s) && utf8.RuneCountInString(s) <= 3 && !IsHanName(s)
}

// BracketedName reads "[鈴木花子，例新聞]", as Japanese houses sign, without a label.
func BracketedName(s string) (name, house string, ok bool) {
	inner := strings.Trim(s, "[]［］【】（）()")
	if len(inner) >= len(s) {
		return "", "", false
	}
	for _, comma := range [...]string{"，", "、", ", ", ",", "/", "／"} {
		if name, house, ok = strings.Cut(inner, comma); ok && house != "" {
			return name, house, IsHanName(name) && isHouse(house)
		}
	}
	return "", "", false
}

// hanNames reads one or more names in Han letters, separated by spaces or punctuation.
func hanNames(s string) []content.Author {
	if !prose.HasHan(s) {
		return nil
	}
	s = strings.Trim(s, "【】[]（）()◎■◆●○□ \u3000")
	if name, role, ok := strings.Cut(strings.Replace(s, "(", "（", 1), "（"); ok && endsWithAny(role, hanRoles()...) {
		s = strings.TrimSpace(name)
	}
	if IsHanName(s) {
		return []content.Author{{Name: strings.ReplaceAll(s, "\u3000", " ")}}
	}
	var list []content.Author
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" \u3000、，,/／・·;；", c) }) {
		if endsWithAny(part, hanRoles()...) || len(list) > 0 && isHouse(part) {
			continue
		}
		if !IsHanName(part) || utf8.RuneCountInString(part) < 2 {
			return nil
		}
		list = append(list, content.Author{Name: part})
	}
	return list
}

// isShortHanName reports whether s is a family name, of the rarer ones too, and one letter
// more: much else is, and only a role beside it tells.
func isShortHanName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return utf8.RuneCountInString(s) == 2 && prose.IsHanText(s) && strings.ContainsRune(hanSurnames(), first) && !notHanNames.Has(s)
}

// stuckKey is the key that s, which another key with its colon begins, ends in; empty if it
// ends in none.
func stuckKey(s string) string {
	for _, key := range stuckKeys() {
		if before, ok := strings.CutSuffix(s, key); ok && strings.ContainsAny(before, "：:") {
			return key
		}
	}
	return ""
}

// IsHanRole reports whether s is a short line that says whose reporter somebody is:
// 例日报记者.
func IsHanRole(s string) bool {
	const longest = 12 // characters
	return prose.HasHan(s) && utf8.RuneCountInString(s) <= longest && endsWithAny(s, hanRoles()...) && !isHanDesk(s)
}

// isHouse reports whether s, found behind a name, is whom the person works for: 例新聞,
// "Example".
func isHouse(s string) bool {
	return endsWithAny(s, hanHouses()...) || s[0]-'A' < 26
}

// isHanDesk reports whether s is a newspaper's desk that signs articles: 編集部.
func isHanDesk(s string) bool {
	const longest = 14
	if utf8.RuneCountInString(s) > longest || strings.ContainsAny(s, " :：，。,、/／") {
		return false
	}
	return prose.HasHan(s) && (endsWithAny(s, hanDesks()...))
}

func endsWithAny(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// HanCredit reads a line that says for which house, or as what, people wrote: 例日报记者
// 张三 李四, 【文/例网专栏作者 王五】. Who took the pictures wrote nothing.
func HanCredit(s string) []content.Author {
	const longest = 30 // characters
	if !prose.HasHan(s) || utf8.RuneCountInString(s) > longest || strings.ContainsAny(s, "。，？！；") {
		return nil
	}
	s = strings.Trim(s, "【】[]（）() \u3000")
	if _, rest, ok := CutByLabel(s); ok && rest != "" {
		s = rest
	}
	var list []content.Author
	role := false
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" \u3000、/", c) }) {
		switch {
		case endsWithAny(part, hanWriters()...):
			role = true
		case wordNouns.Has(part):
		case creditNouns.Has(part) || !IsHanName(part) && !isShortHanName(part):
			return nil
		default:
			list = append(list, content.Author{Name: part})
		}
	}
	if !role {
		return nil
	}
	return list
}

// longestKeyBytes bounds the key that begins after a name.
const longestKeyBytes = 40

// CutNextKey ends a value where the next key of the line begins: "张三 阅读：1644", or is
// stuck to it: "来源：例网作者：张三".
func CutNextKey(s string) string {
	start, word := 0, 0 // of the last space, and after it
	for i, r := range s {
		switch r {
		case ' ', '\u3000', '\u00a0':
			start, word = i, i+utf8.RuneLen(r)
		case '：', ':', '＝':
			if start > 0 && i-word <= longestKeyBytes && prose.IsHanText(s[word:i]) {
				return strings.TrimRight(s[:start], " \u3000\u00a0")
			}
			if key := stuckKey(s[word:i]); key != "" {
				return s[:i-len(key)]
			}
		}
	}
	return s
}
