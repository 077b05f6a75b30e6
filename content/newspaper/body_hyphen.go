package newspaper

// Words that the end of a line parted. A hyphen there is part of the word, as in
// "COVID-19", or the typesetter's, as in "com-mittee"; the text, or its language,
// tells which.

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// hyphens part words at the end of a line: the common one, and Unicode's own.
const hyphens = "-\u2010"

// cutHyphen takes the hyphen from the end of a line that a letter or a digit
// stands before. A dash has space before it.
func cutHyphen(s string) (head string, ok bool) {
	head = strings.TrimRight(s, hyphens)
	last, _ := utf8.DecodeLastRuneInString(head)
	return head, len(s) > len(head) && len(s) <= len(head)+len("\u2010") && (unicode.IsLetter(last) || unicode.IsDigit(last)) && !prose.IsCJK(last)
}

// goesOnBelow reports whether next continues the last word of line, or the range of
// numbers that line ends in.
func goesOnBelow(line, next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	if _, ok := cutHyphen(line); ok {
		return unicode.IsLetter(first) || unicode.IsDigit(first)
	}
	from, ok := strings.CutSuffix(line, "–")
	last, _ := utf8.DecodeLastRuneInString(from)
	return ok && unicode.IsDigit(last) && unicode.IsDigit(first)
}

// suspended are the words that follow a hyphen which stands for a part still to
// come, "two- or three-storey".
var suspended = lexicon.Words("behind a hyphen")

// isSuspended reports whether the hyphen above next is a suspended one: "inner-" above
// "and outer harbour".
func isSuspended(next string) bool { return suspended.Has(strings.ToLower(firstWord(next))) }

func firstWord(s string) string {
	if end := strings.IndexFunc(s, isNoLetter); end >= 0 {
		return s[:end]
	}
	return s
}

func isNoLetter(c rune) bool { return !unicode.IsLetter(c) }

// unhyphenated are the languages that write compounds as one word, or with a capital
// after the hyphen: one before a lower-case letter is the typesetter's.
var unhyphenated = wordlist.Set("da de es fi it nb nl no nn sv")

// brokenTails are endings that are no words: what stands before the hyphen is the
// beginning of theirs. By the language that they are endings of.
var brokenTails = lexicon.ByFile("word ending")

// brokenHeads are beginnings of English words that are no words.
var brokenHeads = lexicon.Words("word beginning")

// isBroken reports whether a typesetter broke the word between before and after: the
// text has it whole in another place, the language does not write compounds so, or one
// of the halves is no word. Other broken words cannot be told from compounds, so they
// keep their hyphen.
func (r *bodyReader) isBroken(before, after string) bool {
	head, ok := cutHyphen(before)
	if !ok || isSuspended(after) {
		return false
	}
	head = head[strings.LastIndexFunc(head, isNoLetter)+1:]
	tail := firstWord(after)
	if first, _ := utf8.DecodeRuneInString(tail); utf8.RuneCountInString(head) < 2 || !unicode.IsLower(first) {
		return false
	}
	if r.halvesTell(head, tail) {
		return true
	}
	return r.hasWord(head + tail)
}

// hasWord reports whether a word of the text begins with this one. The words are sorted
// once: a text may be broken at every line.
func (r *bodyReader) hasWord(word string) bool {
	if r.words == nil {
		r.words = wordsOf(r.lines)
	}
	word = strings.ToLower(word)
	at, _ := slices.BinarySearch(r.words, word)
	return at < len(r.words) && strings.HasPrefix(r.words[at], word)
}

// wordsOf lists the words of all lines in lower case, sorted.
func wordsOf(lines []line) []string {
	var words []string
	for i := range lines {
		words = append(words, strings.FieldsFunc(strings.ToLower(lines[i].text), isNoLetter)...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// halvesTell reports whether the language proves that the hyphen is no part of the
// word.
func (r *bodyReader) halvesTell(head, tail string) bool {
	language, _, _ := strings.Cut(r.ctx.Language, "-")
	if prose.AllCaps(head) {
		return false // "PDF-" above "fähig"
	}
	return unhyphenated[language] || brokenTails()[language][tail] || language == "en" && brokenHeads.Has(strings.ToLower(head))
}

// spaced reports whether two joined lines get a space between them: not in scripts
// without spaces, nor within a word or a range.
func spaced(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if prose.IsCJK(last) && prose.IsCJK(first) {
		return false
	}
	return !goesOnBelow(before, after) || isSuspended(after)
}
