package prose

// Text cut short: at a character, a word, a sentence.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CutRunes is the first n characters of s.
func CutRunes(s string, n int) string {
	i := 0
	for i < len(s) && n > 0 {
		if n >= 8 && i+8 <= len(s) && eight(s, i)&highs == 0 {
			i, n = i+8, n-8
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i, n = i+size, n-1
	}
	return s[:i]
}

// CutBytes shortens s to at most n bytes, between two characters.
func CutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}

// LongestSummary bounds, in characters, a summary that nobody wrote as such.
const LongestSummary = 300

// closers stand after the stop of a sentence and belong to it.
const closers = "”’」』）)】》"

// CutSentence shortens s to at most n characters: at the end of a sentence, else of a
// word.
func CutSentence(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end, count := 0, 0
	prev, before := ' ', ' '
	for i, c := range s {
		if count++; count > n {
			break
		}
		stop := strings.ContainsRune(".!?…", prev) || strings.ContainsRune("”\"»’)", prev) && strings.ContainsRune(".!?…", before)
		han := strings.ContainsRune("。！？", prev) || strings.ContainsRune(closers, prev) && strings.ContainsRune("。！？", before)
		if unicode.IsSpace(c) && stop && i > 40 || han && !strings.ContainsRune(closers, c) {
			end = i
		}
		before, prev = prev, c
	}
	if end > 0 {
		return strings.TrimSpace(s[:end])
	}
	return CutWords(s, n-1)
}

// CutWords shortens s to at most n characters, at the end of a word, and adds an
// ellipsis where it cut.
func CutWords(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end, count := 0, 0
	for i, r := range s {
		if count == n {
			if end == 0 {
				end = i
			}
			break
		}
		if unicode.IsSpace(r) {
			end = i
		}
		count++
	}
	return strings.TrimRight(s[:end], " ,;:–—-") + "…"
}
