package prose

// Single letters, by their scripts.

import (
	"strings"
	"unicode"
)

func IsWordByte(c byte) bool {
	return c == '_' || IsDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsHanText holds for a family name in Han letters; kana may follow in the given name.
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

// HasHan holds for text with a letter of the Han script.
func HasHan(s string) bool {
	for _, r := range s {
		if r >= 0x3400 && unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

func IsLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// IsCJK holds for scripts that put no space between words.
func IsCJK(r rune) bool {
	return r >= 0x2e80 && (r < 0xa000 || 0xf900 <= r && r < 0xfb00 || 0xff00 <= r && r < 0xfff0)
}

func IsLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func IsNumber(s string) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func HasDigit(s string) bool {
	for i := range len(s) {
		if IsDigit(s[i]) {
			return true
		}
	}
	for _, r := range s {
		if r > unicode.MaxLatin1 && unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

func HasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
