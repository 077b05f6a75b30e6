package prose

// Single letters, by their scripts.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsWordByte reports whether c is an ASCII letter, a digit or an underscore.
func IsWordByte(c byte) bool {
	return c == '_' || IsDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// IsDigit reports whether c is an ASCII digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsHanText reports whether s is Han letters, with kana after the second at the
// earliest, as in a given name after a family name.
func IsHanText(s string) bool {
	for i, r := range s {
		switch {
		case unicode.Is(unicode.Han, r) || r == '々' || r == 'ヶ':
		case i >= 2*len("漢") && (unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r)):
		default:
			return false
		}
	}
	return s != ""
}

// HasHan reports whether s has a letter of the Han script.
func HasHan(s string) bool {
	for _, r := range s {
		if r >= 0x3400 && unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// IsLetters reports whether s is nothing but ASCII letters.
func IsLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// IsCJK reports whether r belongs to a script that puts no space between words.
func IsCJK(r rune) bool {
	return r >= 0x2e80 && (r < 0xa000 || 0xf900 <= r && r < 0xfb00 || 0xff00 <= r && r < 0xfff0)
}

// IsLetterOrDigit reports whether r is a letter or a digit of any script.
func IsLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// IsNumber reports whether s is ASCII digits, at least one.
func IsNumber(s string) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// HasDigit reports whether s has a digit of any script.
func HasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if i+8 <= len(s) && s[i] < utf8.RuneSelf && isFreeOfDigits(eight(s, i)) {
			i += 7
			continue
		}
		if IsDigit(s[i]) {
			return true
		}
		if s[i] >= 0xc2 { // begins a letter beyond ASCII
			if r, _ := utf8.DecodeRuneInString(s[i:]); r > unicode.MaxLatin1 && unicode.IsDigit(r) {
				return true
			}
		}
	}
	return false
}

// HasPrefixFold reports whether s begins with a prefix that is not empty, in capitals or not,
// of as many bytes. It is asked of many phrases in a row, so it looks at the last byte first:
// of two ASCII letters that are the same but for their case five bits are.
func HasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	a, b := s[len(prefix)-1], prefix[len(prefix)-1]
	mayBe := (a^b)&0x1f == 0 || a >= utf8.RuneSelf || b >= utf8.RuneSelf
	return mayBe && strings.EqualFold(s[:len(prefix)], prefix)
}

// HasLetter reports whether s has a letter of any script.
func HasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
