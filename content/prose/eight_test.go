package prose

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// What is asked of eight bytes at a time is what is asked of each, wherever the odd one
// stands.
func TestEight(t *testing.T) {
	for _, odd := range []string{"", "7", "\t", "  ", "é", "漢", "٣", "\x7f", "/", ":", "\u00a0", " é ", "9 ", "\x1f", "߀", "_"} {
		for before := range 20 {
			for after := range 20 {
				checkEight(t, strings.Repeat("a", before)+odd+strings.Repeat("b c", after)[:after])
			}
		}
	}
}

func FuzzEight(f *testing.F) {
	f.Add("In 1987 the mill  was sold.\tIt burnt – twice.")
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) {
			checkEight(t, s)
		}
	})
}

func checkEight(t *testing.T, s string) {
	t.Helper()
	if got, want := Runes(s), utf8.RuneCountInString(s); got != want {
		t.Errorf("%q has %d characters, not %d", s, want, got)
	}
	if got, want := HasGap(s), strings.Contains(s, "\t") || strings.Contains(s, "  "); got != want {
		t.Errorf("%q has a gap: %v", s, got)
	}
	odd := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
	if odd < 0 {
		odd = len(s)
	}
	if n := PlainLength(s); n > odd || n <= odd-8 {
		t.Errorf("%q is plain for %d bytes, not %d", s, odd, n)
	}
	if got, want := OneLine(s), strings.Join(strings.Fields(s), " "); got != want {
		t.Errorf("OneLine(%q) = %q, want %q", s, got, want)
	}
	if got, want := HasDigit(s), strings.ContainsAny(s, "0123456789٣"); !got && want {
		t.Errorf("%q has no digit", s)
	}
}
