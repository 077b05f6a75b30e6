package newspaper

import (
	"feedmill/content"
	"strings"
	"testing"
)

func TestSplitLines(t *testing.T) {
	got := []string{}
	for _, l := range splitLines("a\r\nb\rc\r\r\nd\u2028e\u0085f\ng\u00adh\u200b\x03\n\u3000i") {
		got = append(got, l.text)
	}
	want := "a|b|c|d|e|f|gh|i"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestTooManyLinesNameTheirLimit(t *testing.T) {
	f := content.File{Path: "a.txt", Data: []byte("Tide\n\n" + strings.Repeat("ebb\n", 120_000))}
	_, err := Parse(f, content.Options{})
	const want = "a.txt:100001: text has 120002 lines; allowed are 100000: split or simplify it, or raise max-parts"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
