package feed

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCleanDropsWhatDocumentsMayNotHold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "a tab\tand a line\nend", "a tab\tand a line\nend"},
		{"C0", "a\x00b\x08c\x0bd\x0ce\x1ff", "abcdef"},
		{"DEL and C1", "a\x7fb\u0080c\u0085d\u009fe", "abcde"},
		{"no-break space stays", "a\u00a0b", "a\u00a0b"},
		{"line ends", "a\r\nb\rc\r", "a\nb\nc\n"},
		{"invalid UTF-8", "a\xff\xc3(b\xed\xa0\x80c", "a(bc"},
		{"replacement character", "a\ufffdb", "ab"},
		{"noncharacters", "a\ufffe\uffff\ufdd0\ufdef\U0001fffe\U0010ffffb", "ab"},
		{"around noncharacters", "\ufdcf\ufdf0\U00010000\U0010fffd", "\ufdcf\ufdf0\U00010000\U0010fffd"},
		{"astral and joined", "𝒳 👩‍🚀", "𝒳 👩‍🚀"},
		{"right to left", "שלום\u200fעולם", "שלום\u200fעולם"},
		{"markup is text here", "<b> ]]> &amp;amp; &#0;", "<b> ]]> &amp;amp; &#0;"},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("%s: clean(%q): got %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestCleanStringsAreNotCopied(t *testing.T) {
	s := strings.Repeat("Zwölf Boxkämpfer jagen Viktor – 漢字 😀 ", 100)
	if n := testing.AllocsPerRun(10, func() { clean(s) }); n != 0 {
		t.Errorf("clean allocates %v times for a clean string, want 0", n)
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"one line", "one line"},
		{"  two \n\t lines\u2028three ", "two lines three"},
		{"\u00a0« ici\u00a0»\u00a0", "« ici\u00a0»"},
		{" \t\n", ""},
		{"", ""},
	} {
		if got := line(c.in); got != c.want {
			t.Errorf("line(%q): got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCutEndsAtWordsAndWholeCharacters(t *testing.T) {
	for _, c := range []struct {
		name, in string
		limit    int
		want     string
	}{
		{"short", "short", 10, "short"},
		{"exactly", "äöüäöüäöüä", 10, "äöüäöüäöüä"},
		{"word", "the quick brown fox", 12, "the quick…"},
		{"word ends at the limit", "the quick brown fox", 10, "the quick…"},
		{"long word", "aaaaaaaaaaaaaaaaaaaa", 10, "aaaaaaaaa…"},
		{"no comma before the ellipsis", "one, two, three", 10, "one, two…"},
		{"scripts without spaces", "新しい橋の建設が決定した", 6, "新しい橋の…"},
		{"combining mark", "aaae\u0301\u0301\u0301", 6, "aaa…"},
		{"joined emoji", "aaaa👩‍🚀👩‍🚀", 7, "aaaa…"},
		{"skin tone", "aaaa👍🏽👍🏽", 7, "aaaa👍🏽…"},
	} {
		got := cut(c.in, c.limit)
		if got != c.want {
			t.Errorf("%s: cut(%q, %d): got %q, want %q", c.name, c.in, c.limit, got, c.want)
		}
		if n := utf8.RuneCountInString(got); n > c.limit {
			t.Errorf("%s: cut(%q, %d): got %d characters", c.name, c.in, c.limit, n)
		}
	}
}

func TestExcerptEndsWithASentence(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit int
		want  string
	}{
		{"All of it.", 100, "All of it."},
		{"First paragraph is here.\n\nSecond follows now.", 30, "First paragraph is here."},
		{"So said Mr. Brown of the council. More came.", 36, "So said Mr. Brown of the council."},
		{"So said J. Brown of the entire council", 20, "So said J. Brown of…"},
		{"橋は新しい。川沿いの道は開いたままだ。", 10, "橋は新しい。"},
		{"", 10, ""},
	} {
		if got := excerpt(c.in, c.limit); got != c.want {
			t.Errorf("excerpt(%q, %d): got %q, want %q", c.in, c.limit, got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a\r\n\x00b", "\xed\xa0\x80", "👩‍🚀\ufffe", "<b>]]>&amp;amp;"} {
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = 2 + limit&0xff
		got := clean(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return !allowed(r) }) {
			t.Errorf("clean(%q) leaves a forbidden character: %q", s, got)
		}
		if again := clean(got); again != got {
			t.Errorf("clean(%q) is not stable: %q, then %q", s, got, again)
		}
		if one := line(s); one != line(one) || strings.ContainsAny(one, "\n\t\r") {
			t.Errorf("line(%q) is not one line: %q", s, one)
		}
		for _, short := range []string{cut(got, limit), excerpt(s, limit)} {
			if utf8.RuneCountInString(short) > limit || !utf8.ValidString(short) {
				t.Errorf("%q cut to %d characters: got %q", s, limit, short)
			}
		}
	})
}
