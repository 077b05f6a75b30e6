package prose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestHasPrefixFold(t *testing.T) {
	for _, c := range []struct {
		s, prefix string
		want      bool
	}{
		{"PHOTO: the mill", "photo:", true}, {"Photo; the mill", "photo:", false}, {"pho", "photo:", false}, {"phone", "photo", false},
		{"ÉDITION du soir", "édition", true}, {"édition", "ÉDITION", true}, {"Кто", "кт", true}, {"kelvin", "\u212a", false}, {"import x", "import", true},
	} {
		if got := HasPrefixFold(c.s, c.prefix); got != c.want {
			t.Errorf("HasPrefixFold(%q, %q) = %v, want %v", c.s, c.prefix, got, c.want)
		}
	}
}

// The look at the last byte only spares one at the others.
func TestPrefixesFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SampledFrom([]rune("aAkKsSzZ@[`{09 éÉßſ\u212aдД"))
		s, prefix := rapid.StringOfN(letters, 0, 8, -1).Draw(t, "s"), rapid.StringOfN(letters, 1, 4, -1).Draw(t, "prefix")
		want := len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
		if got := HasPrefixFold(s, prefix); got != want {
			t.Errorf("HasPrefixFold(%q, %q) = %v, want %v", s, prefix, got, want)
		}
	})
}

// Eight bytes at a time or one, the answer is the same.
func TestEightAtATime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("abcdefgh ijklm é北😀")), 0, 60, -1).Draw(t, "s")
		n := rapid.IntRange(0, 70).Draw(t, "n")
		runes := []rune(s)
		if got, want := CutRunes(s, n), string(runes[:min(n, len(runes))]); got != want {
			t.Errorf("CutRunes(%q, %d) = %q, want %q", s, n, got, want)
		}
		if got, want := IsASCII(s), len(s) == utf8.RuneCountInString(s); got != want {
			t.Errorf("IsASCII(%q) = %v, want %v", s, got, want)
		}
	})
}
