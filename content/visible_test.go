package content

import (
	"testing"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ name, s, want string }{
		{"plain", "Über die Brücke, 3 €", "Über die Brücke, 3 €"},
		{"empty", "", ""},
		{"colour", "a\x1b[31mred", `a\u001b[31mred`},
		{"bell and backspace", "\a\b", `\u0007\u0008`},
		{"a line of its own", "x.txt\nfeedmill: all is well\r\n", `x.txt\nfeedmill: all is well\r\n`},
		{"tab", "a\tb", `a\tb`},
		{"delete", "a\x7f", `a\u007f`},
		{"C1 as a character", "a\u009b2J", `a\u009b2J`},
		{"C1 as a byte", "a\x9b2J", `a\x9b2J`},
		{"override of direction", "fdp\u202etxt.md", `fdp\u202etxt.md`},
		{"isolate and mark", "\u2066a\u2069\u200f\u061c", `\u2066a\u2069\u200f\u061c`},
		{"line separator", "a\u2028b\u2029c", `a\u2028b\u2029c`},
		{"tags", "a\U000e0041", `a\udb40\udc41`},
		{"a replacement character is a character", "a\ufffdb", "a\ufffdb"},
		{"joiners are letters' business", "क्\u200dष", "क्\u200dष"},
	} {
		if got := Visible(c.s); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
