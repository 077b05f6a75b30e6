package newspaper

// Rows of buttons: what is left of the bar to share, print and enlarge by which a
// page surrounds its article, when it is copied as text.

import (
	"strings"

	"feedmill/content/prose"
)

// fewestButtons are the words of a row; one alone may be a headline's.
const fewestButtons = 3

// isButtonRow reports whether a line is nothing but buttons and the counts beside them:
// "缩小字体 放大字体 收藏 微博 微信 分享 106", "Facebook Twitter Print".
func isButtonRow(s string) bool {
	n, sure := 0, 0
	for w := range strings.FieldsFuncSeq(s, isButtonGap) {
		switch {
		case hanButtons.Lists(w):
			sure++
			n++
		case buttons.Lists(w):
			n++
		case prose.IsNumber(strings.Trim(w, "+.,kK万천만")):
		default:
			return false
		}
	}
	return n >= fewestButtons || sure >= 2
}

func isButtonGap(c rune) bool {
	if 'a' <= c|0x20 && c|0x20 <= 'z' {
		return false
	}
	return strings.ContainsRune(" \t\u00a0\u3000|/·•、：:()（）[]【】+-—,，>»", c)
}

// buttons are words that are on buttons, and next to each other on nothing else.
var buttons = lexicon.Words("button")

// hanButtons are the buttons of Chinese, Japanese and Korean pages, two of which prove
// a row.
var hanButtons = lexicon.Words("sure button")
