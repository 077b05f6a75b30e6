package charset

import (
	"bytes"
	"strings"
	"testing"

	"feedmill/content"

	"pgregory.net/rapid"
)

// What passes for plain is what the careful way makes of it.
func TestPlainTextIsWhatTheCarefulWayReads(t *testing.T) {
	pieces := []string{"The ferry ", "is late.\n", "\t", "\r\n", "“", "”", "é", "Ã©", "記者", "\x00", "\x1b$B", "~{", "~}", "\xff", "\xe2\x80", "\xed\xa0\xbd", "\x0c", "\x7f", "\U0001f6a2"}
	rapid.Check(t, func(t *rapid.T) {
		data := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), ""))
		text, ok := plainText(data)
		if !ok {
			return
		}
		mended, problems := mend(data)
		want, problem, sound := guess(mended)
		if got := repairDoubled(text); got != want || len(problems) > 0 || problem.Message != "" || !sound || magic(data) != "" {
			t.Fatalf("%q passes for plain and is read as %q; the careful way reads %q, with %v, %v", data, got, want, problems, problem)
		}
	})
}

// Sound text is not copied.
func TestSoundTextIsNotCopied(t *testing.T) {
	f := content.File{Path: "a.md", Data: bytes.Repeat([]byte("The “old” ferry is late.\n"), 1000)}
	n := testing.AllocsPerRun(20, func() {
		if _, _, err := Decode(f, content.Options{}); err != nil {
			t.Fatal(err)
		}
	})
	if n > 0 {
		t.Errorf("reading sound text makes %.0f allocations, want none", n)
	}
}
