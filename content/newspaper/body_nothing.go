package newspaper

// Paragraphs about the text and not about its subject: they stay in the body, and are
// no summary.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

// aboutItself begin notes of the editors, corrections, links to other languages and
// through the site, and error messages of the programs that make a page.
var aboutItself = lexicon.Prefixes("about itself")

// isAboutItself reports whether s is such a paragraph, a credit, or ends in one. A long
// correction may tell the story.
func isAboutItself(s string) bool {
	const longest = 300
	return utf8.RuneCountInString(s) <= longest &&
		(aboutItself.Of(s) != "" || creditPrefixes.Of(s) != "" || strings.HasPrefix(s, "©") || endsInBareCredit(s))
}

// pictureNouns lead to the name of who took the picture, at the end of a caption.
var pictureNouns = lexicon.List("picture")

// endsInBareCredit reports whether a credit without brackets ends s: "The new mill.
// Foto: Jana Muster", even with no space before it.
func endsInBareCredit(s string) bool {
	const longest, words = 50, 6 // bytes and words of the credit
	if prose.EndsStatement(s) {
		return false
	}
	at := strings.LastIndexAny(s, ":：")
	if at < 0 || len(s)-at > longest {
		return false
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	name := strings.TrimLeft(s[at+size:], " \u00a0")
	if first, _ := utf8.DecodeRuneInString(name); !unicode.IsLetter(first) || unicode.IsLower(first) || prose.WordCount(name) > words {
		return false
	}
	noun := strings.ToLower(strings.TrimSpace(s[:at]))
	before := noun
	for _, n := range pictureNouns() {
		if rest, ok := strings.CutSuffix(noun, n); ok && len(rest) < len(before) {
			before = rest
		}
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
	return len(before) < len(noun) && !unicode.IsLetter(last) && last != utf8.RuneError
}
