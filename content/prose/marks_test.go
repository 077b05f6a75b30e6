package prose

import (
	"strings"
	"testing"
)

// Each byte is marked for what it is, whatever its neighbours are.
func TestMarks(t *testing.T) {
	marks := func(byByte uint64, i int) bool { return byByte>>(8*i+7)&1 == 1 }
	for c := range 256 {
		for _, neighbour := range []string{"\x00", "a", "9", "\x7f", "\xff", "\x80", string([]byte{byte(c)})} {
			for i := range 8 {
				s := strings.Repeat(neighbour, i) + string([]byte{byte(c)}) + strings.Repeat(neighbour, 7-i)
				eight, b := Eight(s), byte(c)
				for _, m := range []struct {
					name      string
					got, want bool
				}{
					{"letter", marks(MarkLetters(eight), i), IsLetters(s[i:i+1]) && b < 0x80},
					{"digit", marks(MarkDigits(eight), i), IsDigit(b)},
					{"itself", marks(MarkByte(eight, b), i), true},
					{"the next", marks(MarkByte(eight, b+1), i), false},
				} {
					if m.got != m.want {
						t.Errorf("byte %#x at %d among %q is %s: got %v, want %v", c, i, neighbour, m.name, m.got, m.want)
					}
				}
			}
		}
	}
}
